from .outside import outside, simulator_process

__all__ = ["outside", "simulator_process"]

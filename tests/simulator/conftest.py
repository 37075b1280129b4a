from .outside import merchant, simulator, simulator_settings

__all__ = ["merchant", "simulator", "simulator_settings"]

"""Values whose secrets never show, wherever they are printed: a stack trace, a log line, a report of an error."""

import msgspec

from .telemetry import masked


class Hiding(msgspec.Struct, frozen=True):
    """Its text has neither its secrets nor personal data; which fields those are is known by their names."""

    def __repr__(self) -> str:
        shown = masked({name: getattr(self, name) for name in self.__struct_fields__})
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in shown.items())})"

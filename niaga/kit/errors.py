"""Refusals: the errors a caller is meant to see. Anything else is a bug and becomes a 500."""

import re
from typing import Any, ClassVar

KINDS: dict[str, type["Refusal"]] = {}
MEMBERS = {"type", "title", "status", "detail", "code", "request_id"}
"""Of every answer (RFC 9457); a refusal's data has other names."""


class Refusal(Exception):
    """Refused."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "refusal"

    def __init__(self, **data: Any) -> None:
        assert not data.keys() & MEMBERS, f"{self.code}: the answer has {data.keys() & MEMBERS} of its own"
        super().__init__(f"{self.code} {data}" if data else self.code)
        self.data = data

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        assert cls.code not in KINDS, f"two refusals named {cls.code}"
        KINDS[cls.code] = cls

    @property
    def message(self) -> str:
        """The docstring, without what it says of the data."""
        return (self.__doc__ or "").partition("Data:")[0].strip()


class ValidationFailed(Refusal):
    """Some of what was sent is not right. Data: errors, a list of {field, message}."""

    status = 422

    @property
    def message(self) -> str:
        return "; ".join(f"{e['field']}: {e['message']}" for e in self.data.get("errors", ())) or "Invalid."


class BadRequest(Refusal):
    """The request cannot be read."""

    status = 400


class NotFound(Refusal):
    """Not found."""

    status = 404


class Unauthenticated(Refusal):
    """Sign in first."""

    status = 401


class Forbidden(Refusal):
    """You may not do that."""

    status = 403


class WrongState(Refusal):
    """That step is not possible from here. Data: present (the state it is in), allowed (the next ones)."""


class StaleVersion(Refusal):
    """Somebody changed it meanwhile. Data: version (the present one)."""


class KeyReused(Refusal):
    """That idempotency key was used for something else."""

    status = 422


class RateLimited(Refusal):
    """Too many requests. Try again later. Data: retry_after (seconds)."""

    status = 429


class Unreachable(Refusal):
    """The service did not answer. Trying again with the same id is safe."""

    status = 503


def invalid(field: str, message: str, **data: Any) -> ValidationFailed:
    """One wrong field; `data` beside the message is for those who translate it."""
    return ValidationFailed(errors=[{"field": field, "message": message, **data}])

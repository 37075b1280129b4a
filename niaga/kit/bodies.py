"""JSON from outside: whatever cannot be read is one error, and a body says what it is in its own types.

msgspec has three ways to refuse a text (malformed, no UTF-8, nested too deep), and one of them is Python's own
RecursionError: who forgets it answers 500 to anybody who sends two kilobytes of brackets.
"""

import functools
from typing import Any, TypeVar

import msgspec
from litestar import Request
from litestar.datastructures import State
from litestar.exceptions import ValidationException
from litestar.types import Empty

from .errors import BadRequest

T = TypeVar("T")


def decode(body: bytes | str, type: type[T] | Any = Any) -> T | Any:
    """Read JSON as `type`. Raises msgspec.DecodeError; of these, msgspec.ValidationError is for what does not fit."""
    try:
        return _decoder(type).decode(body)  # type: ignore[arg-type]  # types are hashable
    except RecursionError:
        raise msgspec.DecodeError("JSON is nested too deep") from None
    except UnicodeError:
        raise msgspec.DecodeError("JSON is not UTF-8") from None


@functools.lru_cache(maxsize=512)
def _decoder(type: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(type)


class StrictRequest(Request[Any, Any, State]):
    """A body is read as what its route takes, and nothing is guessed: "7" and 7.0 are no integers. Litestar itself
    reads any JSON first and then takes text for numbers, since it treats bodies and query parameters alike."""

    async def json(self) -> Any:
        """The body. Raises BadRequest for what is no JSON, ValidationException for what does not fit."""
        if self._json is Empty:
            body = await self.body() or b"null"
            wanted = self.route_handler.parsed_data_field
            try:
                self._json = decode(body, wanted.annotation if wanted else Any)
            except msgspec.ValidationError as wrong:
                _must_be_json(body)  # of a broken text it is not told that its beginning does not fit
                said, _, where = str(wrong).partition(" - at `$")
                fields = {"source": "body", "key": "data" + where.rstrip("`"), "message": said}
                raise ValidationException(detail="", extra=[fields]) from wrong
            except msgspec.DecodeError as broken:
                raise _unreadable(broken) from broken
        return self._json


def _must_be_json(body: bytes) -> None:
    try:
        decode(body)
    except msgspec.ValidationError:  # a number larger than any field takes
        return
    except msgspec.DecodeError as broken:
        raise _unreadable(broken) from broken


def _unreadable(broken: msgspec.DecodeError) -> BadRequest:
    return BadRequest(errors=[{"field": "body", "message": str(broken)}])

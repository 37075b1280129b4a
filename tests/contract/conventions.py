"""What holds for every answer of the API, checked of every answer these tests get."""

import datetime as dt
import re
from typing import Any
from uuid import UUID

import httpx

PROBLEM = {"type", "title", "status", "detail", "code", "request_id"}
FRACTIONS = {"latitude", "longitude", "rating", "value", "specs"}
NO_IDS = {"campus_id", "request_id", "guest_id"}
NO_INSTANTS = {"low_at", "quiet_at"}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


async def check(answer: httpx.Response) -> None:
    """A hook for a client: every answer keeps the conventions."""
    if "/api/" not in answer.url.path or answer.headers.get("content-type", "").startswith("text/event-stream"):
        return
    await answer.aread()
    where = f"{answer.request.method} {answer.url}: {answer.status_code} {answer.text[:500]}"
    assert answer.status_code < 500, where
    assert answer.headers["x-request-id"], where
    if answer.status_code == 204:
        assert not answer.content, where
        return
    body = answer.json()
    kind = answer.headers["content-type"].partition(";")[0]
    if answer.status_code >= 400:
        assert kind == "application/problem+json", where
        assert body.keys() >= PROBLEM, where
        assert body["status"] == answer.status_code, where
        assert re.fullmatch(r"[a-z][a-z0-9_]*", body["code"]), where
        assert body["request_id"] == answer.headers["x-request-id"], where
        if body["code"] == "validation_failed":
            assert all(e["field"] and e["message"] for e in body["errors"]), where
        return
    assert kind == "application/json", where
    walk(body, "")


def walk(value: Any, name: str) -> None:
    """Ids are UUIDv7, instants have a zone, numbers are whole unless they measure something."""
    if isinstance(value, dict):
        for key, inner in value.items():
            assert name in ("specs", "options") or re.fullmatch(r"[a-z][a-z0-9_]*", key), key
            walk(inner, name if name in FRACTIONS else key)
    elif isinstance(value, list):
        for inner in value:
            walk(inner, name)
    elif isinstance(value, str):
        if (name == "id" or name.endswith("_id")) and name not in NO_IDS:
            assert UUID(value).version == 7, f"{name}: {value}"
            assert value == str(UUID(value)), f"{name}: {value}"
        if (name == "at" or name.endswith("_at")) and name not in NO_INSTANTS:
            assert INSTANT.fullmatch(value), f"{name}: {value}"
            assert dt.datetime.fromisoformat(value).tzinfo is not None
    elif isinstance(value, float):
        assert name in FRACTIONS, f"{name}: {value}"

"""The OpenAPI document: true to the server, the same that the web client was made from, and readable."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from niaga import main
from niaga.kit.http import openapi
from niaga.kit.http.docs import meant, page_of

COMMITTED = Path(main.__file__).parent.parent / "web" / "src" / "api" / "openapi.json"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return main.contract()


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{verb.upper()} {path}": operation
        for path, item in document["paths"].items()
        for verb, operation in item.items()
        if verb in ("get", "post", "put", "delete")
    }


def test_the_web_client_knows_the_present_document(document: dict[str, Any]) -> None:
    committed = json.loads(COMMITTED.read_text())
    changed = sorted(
        f"{part}: {name}"
        for part, there, here in (
            ("operation", operations(committed), operations(document)),
            ("shape", committed["components"]["schemas"], document["components"]["schemas"]),
        )
        for name in there.keys() | here.keys()
        if there.get(name) != here.get(name)
    )
    assert not changed, "make format, and look at what it changes: " + ", ".join(changed)
    assert committed == document, "make format"


def test_every_operation_says_who_may_and_what_is_refused(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for operation in operations(document).values()]
    assert len(names) == len(set(names))
    for name, operation in operations(document).items():
        if "/health/" in name:
            continue
        refused = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        assert all(answer.keys() == {"$ref"} for answer in refused.values()), name
        problems = {status: meant(document, answer) for status, answer in refused.items()}
        assert "429" in problems, name
        assert ("401" in problems) >= bool(operation.get("security")), name
        assert ("404" in problems) >= ("{" in name), name
        for status, answer in problems.items():
            assert list(answer["content"]) == ["application/problem+json"], f"{name} {status}"


def test_components_have_names_of_their_own(document: dict[str, Any]) -> None:
    """No module paths, no types of Python, no two that a generator of clients would write into one file."""
    parts = document["components"]
    for kind in ("schemas", "responses", "parameters"):
        assert all(re.fullmatch(r"[A-Z][A-Za-z]+[0-9]*", name) for name in parts[kind]), kind
        assert len({name.lower() for name in parts[kind]}) == len(parts[kind])
        used = set(re.findall(rf'"#/components/{kind}/(\w+)"', json.dumps(document)))
        assert used == parts[kind].keys(), kind
    assert not any("title" in schema for schema in parts["schemas"].values())
    assert {"OrderPage", "WalletEntrySlice", "CartWarning", "Notification"} <= parts["schemas"].keys()


def test_two_structs_of_one_name_are_told_apart_by_hand() -> None:
    same = {"title": "Notice", "type": "object"}
    document = {"paths": {}, "components": {"schemas": {"cart_Notice": same, "orders_Notice": dict(same)}}}
    with pytest.raises(AssertionError, match="__schema_name__"):
        openapi.finish(document)


def test_what_many_operations_say_is_said_once(document: dict[str, Any]) -> None:
    assert len(openapi.written(document)) < 250_000
    assert len(document["components"]["responses"]) < len(operations(document))


def test_the_page_has_everything_and_leads_nowhere_else(document: dict[str, Any]) -> None:
    page = page_of(document).decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert len(operations(document)) + len(document["components"]["schemas"]) == len(ids)
    assert "<script" not in page
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert len(page) < 500_000

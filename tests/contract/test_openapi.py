"""The OpenAPI document: true to the server, the same that the web client was made from, and readable."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from niaga import main
from niaga.kit.docs import page_of

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
        problems = {status: r for status, r in operation["responses"].items() if status >= "400"}
        if "/health/" in name:
            continue
        assert "429" in problems, name
        assert ("401" in problems) >= bool(operation.get("security")), name
        assert ("404" in problems) >= ("{" in name), name
        for status, answer in problems.items():
            assert list(answer["content"]) == ["application/problem+json"], f"{name} {status}"


def test_the_page_has_everything_and_leads_nowhere_else(document: dict[str, Any]) -> None:
    page = page_of(document).decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert len(operations(document)) + len(document["components"]["schemas"]) == len(ids)
    assert "<script" not in page
    assert not re.search(r'(src|href)="(https?:)?//', page)
    assert len(page) < 500_000

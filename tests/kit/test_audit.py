"""What the registries say of our lock files, read right: a hole fails, silence is said, and is no all-clear."""

import json
from typing import Any

from tools import audit
from tools.audit import NOBODY, Audit

HOLE = {"id": "PYSEC-2024-1", "aliases": ["CVE-2024-1"], "fix_versions": ["3.1.4"], "description": "…"}


def pip(*dependencies: dict[str, Any]) -> Audit:
    return audit.python(json.dumps({"dependencies": list(dependencies), "fixes": []}))


def test_a_hole_fails_unless_it_is_accepted() -> None:
    found = pip({"name": "jinja2", "version": "3.1.2", "vulns": [HOLE]}, {"name": "a", "version": "1", "vulns": []})
    assert found == Audit("Python", ["jinja2 3.1.2 PYSEC-2024-1 CVE-2024-1"])
    assert audit.verdict([found], set()) == (["Python: jinja2 3.1.2 PYSEC-2024-1 CVE-2024-1"], 1)
    assert audit.verdict([found], {"CVE-2024-1"}) == ([], 0)


def test_where_nobody_answers_it_says_so_and_fails_nothing() -> None:
    nobody = [
        audit.python(""),
        audit.python("not JSON"),
        pip({"name": "jinja2", "skip_reason": "Dependency not found on PyPI and could not be audited"}),
        audit.npm("web", ""),
        audit.npm("web", json.dumps({"message": "405 Method Not Allowed", "statusCode": 405, "error": {}})),
    ]
    assert {found.unseen for found in nobody} == {NOBODY}
    lines, status = audit.verdict(nobody, set())
    assert (len(lines), status) == (1, 0)


def test_what_was_not_looked_at_is_named() -> None:
    found = pip({"name": "ours", "skip_reason": "?"}, {"name": "a", "version": "1", "vulns": []})
    assert found == Audit("Python", [], "1 packages (ours …)")


def test_of_npm_only_high_ones_count() -> None:
    def via(severity: str) -> dict[str, Any]:
        return {"title": "Bad", "url": f"https://x/advisories/GHSA-{severity}", "severity": severity}

    report = {
        "a": {"via": [via("high")]},
        "b": {"via": [via("critical"), via("low")]},
        "c": {"via": ["a"]},
        "d": {"via": [via("moderate")]},
    }
    found = audit.npm("web", json.dumps({"vulnerabilities": report}))
    assert found.holes == ["a high GHSA-high Bad", "b critical GHSA-critical Bad"]
    assert audit.npm("web", json.dumps({"vulnerabilities": {}})) == Audit("npm in web", [])


def test_tools_that_are_not_there_say_nothing() -> None:
    assert audit.run(["no-such-tool-at-all"]) == ""

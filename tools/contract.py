"""Whether the contract still holds what a release has promised: `python -m tools.contract` (make check), and
`python -m tools.contract freeze` when a version is released.

What was promised is kept in docs/contract.json: the OpenAPI document without its words. Names of components are
nobody's promise, shapes are. A change breaks when a client that was right becomes wrong: an operation, an answer or a
field of it is gone or may be absent now, a value is of another kind, something more is asked, less is taken. More
operations, more fields in answers, more that may be sent, fewer refusals: that breaks nobody.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from niaga import main

Json = dict[str, Any]

KEPT = Path(main.__file__).parent.parent / "docs" / "contract.json"
WORDS = {"description", "summary", "title", "example", "examples", "tags", "info", "security", "securitySchemes"}
LEAST, MAX = ("minimum", "minLength", "minItems"), ("maximum", "maxLength", "maxItems")


class Side:
    """One document, and how its references are followed."""

    def __init__(self, document: Json) -> None:
        self.document = document

    def see(self, said: Any) -> Json:
        while isinstance(said, dict) and "$ref" in said:
            target: Any = self.document
            for step in said["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            said = target
        return said or {}

    def operations(self) -> dict[str, Json]:
        return {
            f"{verb.upper()} {path}": operation
            for path, item in self.document["paths"].items()
            for verb, operation in item.items()
        }

    def kinds(self, schema: Json) -> list[Json]:
        """What a value may be, each by itself."""
        schema = self.see(schema)
        if either := schema.get("oneOf") or schema.get("anyOf"):
            return [kind for one in either for kind in self.kinds(one)]
        if isinstance(names := schema.get("type"), list):
            return [schema | {"type": name} for name in names]
        return [schema]


def breaks(before: Json, after: Json) -> list[str]:
    """Everything of `before` that `after` does not hold."""
    old, new = Side(before), Side(after)
    found: list[str] = []
    here = new.operations()
    for name, operation in old.operations().items():
        if name not in here:
            found.append(f"{name} is gone")
            continue
        found += [f"{name} {text}" for text in _operation(old, new, operation, here[name])]
    return found


def _operation(old: Side, new: Side, before: Json, after: Json) -> Iterator[str]:
    asked = {(p["in"], p["name"]): p for p in map(old.see, before.get("parameters", ()))}
    takes = {(p["in"], p["name"]): p for p in map(new.see, after.get("parameters", ()))}
    for key, parameter in takes.items():
        if parameter.get("required") and not asked.get(key, {}).get("required"):
            yield f"asks for {key[1]} now"
    for key, parameter in asked.items():
        if key not in takes:
            yield f"takes no {key[1]} any more"
        else:
            yield from _sent(old, new, parameter.get("schema", {}), takes[key].get("schema", {}), key[1])
    for kind, body in _contents(old, before.get("requestBody")).items():
        now = _contents(new, after.get("requestBody"))
        if kind not in now:
            yield f"takes no {kind} any more"
        else:
            yield from _sent(old, new, body, now[kind], "body")
    for status, answer in before["responses"].items():
        if status >= "400":
            continue
        if status not in after["responses"]:
            yield f"never answers {status} any more"
            continue
        now = _contents(new, after["responses"][status])
        for kind, body in _contents(old, answer).items():
            if kind not in now:
                yield f"{status} is no {kind} any more"
            else:
                yield from _answered(old, new, body, now[kind], status)


def _contents(side: Side, said: Any) -> dict[str, Json]:
    return {kind: content.get("schema", {}) for kind, content in side.see(said).get("content", {}).items()}


def _sent(
    old: Side, new: Side, before: Json, after: Json, where: str, seen: frozenset[str] = frozenset()
) -> Iterator[str]:
    """What a client sends: everything that was taken is taken."""
    if (mark := f"{before}{after}") in seen:
        return
    there = new.kinds(after)
    for kind in old.kinds(before):
        same = [one for one in there if one.get("type") == kind.get("type")] or [one for one in there if not one]
        if not same:
            yield f"{where} may be no {kind.get('type')} any more"
            continue
        now = same[0]
        if "enum" in now and (less := _values(kind) - _values(now)):
            yield f"{where} may not be {', '.join(sorted(less))} any more"
        yield from _narrower(kind, now, where)
        for name in now.get("required", ()):
            if name not in kind.get("required", ()):
                yield f"{where}.{name} is asked for now"
        for name, field in kind.get("properties", {}).items():
            if name not in now.get("properties", {}):
                yield f"{where}.{name} is taken no more"
            else:
                yield from _sent(old, new, field, now["properties"][name], f"{where}.{name}", seen | {mark})
        if "items" in kind and "items" in now:
            yield from _sent(old, new, kind["items"], now["items"], f"{where}[]", seen | {mark})


def _narrower(before: Json, after: Json, where: str) -> Iterator[str]:
    for word in LEAST:
        if after.get(word, before.get(word, 0)) > before.get(word, 0):
            yield f"{where} is at least {after[word]} now"
    for word in MAX:
        if word in after and after[word] < before.get(word, float("inf")):
            yield f"{where} is at most {after[word]} now"


def _answered(
    old: Side, new: Side, before: Json, after: Json, where: str, seen: frozenset[str] = frozenset()
) -> Iterator[str]:
    """What a client reads: everything that stood there stands there, and is of no other kind."""
    if (mark := f"{before}{after}") in seen:
        return
    known = old.kinds(before)
    for kind in new.kinds(after):
        same = [one for one in known if one.get("type") == kind.get("type")]
        if not same and any(known):
            yield f"{where} may be {kind.get('type')} now"
            continue
        was = same[0] if same else {}
        for name, field in was.get("properties", {}).items():
            if name not in kind.get("properties", {}):
                yield f"{where}.{name} is gone"
                continue
            if name in was.get("required", ()) and name not in kind.get("required", ()):
                yield f"{where}.{name} may be left out now"
            yield from _answered(old, new, field, kind["properties"][name], f"{where}.{name}", seen | {mark})
        if "items" in was:
            yield from _answered(old, new, was["items"], kind.get("items", {}), f"{where}[]", seen | {mark})


def _values(schema: Json) -> set[str]:
    return {str(value) for value in schema.get("enum", ())}


def plain(said: Any, inside: str = "") -> Any:
    """Without what is only told to people; the names of fields are not words."""
    if isinstance(said, list):
        return [plain(one) for one in said]
    if not isinstance(said, dict):
        return said
    named = inside in ("properties", "paths", "schemas", "parameters", "responses")
    return {key: plain(value, key) for key, value in said.items() if named or key not in WORDS}


def run(arguments: list[str]) -> int:
    document = main.contract()
    if arguments == ["freeze"]:
        lines = json.dumps(plain(document), sort_keys=True, separators=(",", ":"))
        KEPT.write_text(lines.replace(',"/', ',\n"/').replace('}},"', '}},\n"') + "\n")
        return 0
    found = breaks(json.loads(KEPT.read_text()), plain(document))
    for text in found:
        sys.stdout.write(f"{text}\n")
    if found:
        sys.stdout.write(f"{len(found)} promises of the released contract are broken (see CONTRIBUTING.md)\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

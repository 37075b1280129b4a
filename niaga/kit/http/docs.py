"""The API for people: the OpenAPI document as one page of HTML, without scripts and without other hosts."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from litestar.openapi.plugins import OpenAPIRenderPlugin
from markupsafe import Markup, escape

Schema = Mapping[str, Any]

VERBS = ("get", "post", "put", "delete")
WORDS = {"uuid": "UUID", "date-time": "instant", "date": "day"}
PLAIN = {"integer": "whole number", "array": "list", "boolean": "true or false"}
LIMITS = (
    ("minimum", "at least {}"),
    ("maximum", "at most {}"),
    ("minLength", "at least {} characters"),
    ("maxLength", "at most {} characters"),
    ("minItems", "at least {} of them"),
    ("maxItems", "at most {} of them"),
    ("pattern", "matches `{}`"),
    ("default", "else `{}`"),
)


class DocsPage(OpenAPIRenderPlugin):
    """Made once: the document does not change while the process runs."""

    def __init__(self) -> None:
        super().__init__(path="/docs")
        self.page = b""

    def render(self, _: Any, openapi_schema: dict[str, Any]) -> bytes:
        if not self.page:
            self.page = page_of(openapi_schema)
        return self.page


def page_of(document: dict[str, Any]) -> bytes:
    """The whole page."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(shape=shape, limits=limits, marked=marked, anchor=anchor)
    template = templates.get_template("docs.html")
    schemas = sorted(document["components"]["schemas"].items(), key=lambda item: item[0].lower())
    return template.render(document=document, groups=groups(document), schemas=schemas).encode()


def groups(document: Schema) -> dict[str, list[dict[str, Any]]]:
    """The operations under their tags, in the order of the document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, item in document["paths"].items():
        for verb in VERBS:
            if operation := item.get(verb):
                call = {"verb": verb.upper(), "path": path, "short": path.removeprefix("/api/v1"), **operation}
                call["parameters"] = [meant(document, one) for one in operation.get("parameters", ())]
                call["responses"] = {status: meant(document, a) for status, a in operation["responses"].items()}
                found.setdefault((operation.get("tags") or ["other"])[0], []).append(call)
    return found


def meant(document: Schema, said: Schema) -> Schema:
    """What a reference refers to; else what is said itself."""
    if "$ref" not in said:
        return said
    found: Schema = document
    for step in said["$ref"].split("/")[1:]:
        found = found[step]
    return found


def anchor(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()


def marked(text: str | None) -> Markup:
    """Text with `code` in it."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text or ""))))  # noqa: S704 - escaped before


def shape(schema: Schema | None) -> Markup:
    """What kind of value it is, with links to what is described elsewhere."""
    if not schema:
        return Markup("anything")
    if ref := schema.get("$ref"):
        name = ref.rpartition("/")[2]
        return Markup('<a href="#shape-{}">{}</a>').format(anchor(name), name)
    if "const" in schema:
        return Markup("<code>{}</code>").format(schema["const"])
    if "enum" in schema:
        shown = ("null" if value is None else value for value in schema["enum"])
        return Markup(" · ").join(Markup("<code>{}</code>").format(value) for value in shown)
    for either in ("oneOf", "anyOf", "allOf"):
        if either in schema:
            return Markup(" or ").join(dict.fromkeys(shape(one) for one in schema[either]))
    return _plain(schema)


def _plain(schema: Schema) -> Markup:
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return Markup(" or ").join(shape({**schema, "type": k} if k != "null" else {"type": k}) for k in kinds)
    if kinds == "array":
        return Markup("list of {}").format(shape(schema.get("items")))
    if kinds == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return Markup("{{name: {}}}").format(shape(schema["additionalProperties"]))
    if kinds == "string" and schema.get("contentMediaType"):
        return Markup("file")
    return escape(WORDS.get(str(schema.get("format")), PLAIN.get(str(kinds), str(kinds or "anything"))))


def limits(schema: Schema) -> Markup:
    """Between which bounds, and what it is when it is left out."""
    said = [(words, schema[key]) for key, words in LIMITS if schema.get(key) not in (None, "", [], {})]
    return marked(
        ", ".join(words.format(int(n) if isinstance(n, float) and n.is_integer() else n) for words, n in said)
    )

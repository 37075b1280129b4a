"""The OpenAPI document: what it says of every route beyond what the route's signature says, and in which form.

Who may call it, and the refusals any route can answer with, so that a route declares only those of its own. Whatever
is said of many routes is said once, under a name: a struct goes by its own or by its `__schema_name__`, where its own
says little outside its module; a refusal by its class.
"""

import dataclasses
import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from litestar import Router
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, OpenAPI, SecurityScheme
from litestar.status_codes import HTTP_204_NO_CONTENT

from ..errors import (
    BadRequest,
    Forbidden,
    NotFound,
    RateLimited,
    Refusal,
    Unauthenticated,
    Unreachable,
    ValidationFailed,
)
from . import problems, web
from .docs import DocsPage

Json = dict[str, Any]

PROBLEM = "application/problem+json"
CODE = re.compile(r"(?:^|; )`(\w+)`: ")
"""How the description of an answer names each of its refusals: web.refusals."""
SHORT = re.compile(rb'\[\n(?: *(?:"[^"\n]*"|null),?\n)+ *\]|\{\n *"[^"\n]*": "[^"\n]*"\n *\}')
"""A list of words, and an object that says one thing: a line each."""
MANY = 3
ANSWERED = {"Request fulfilled, document follows": "OK", "Document created, URL follows": "Created"}
"""What the framework says of answers, and what it means by it here."""


@dataclasses.dataclass
class Document(OpenAPI):
    def to_schema(self) -> Json:
        return finish(super().to_schema())


@dataclasses.dataclass
class Config(OpenAPIConfig):
    def to_openapi_schema(self) -> OpenAPI:
        made = super().to_openapi_schema()
        return Document(**{field.name: getattr(made, field.name) for field in dataclasses.fields(made)})


def config() -> OpenAPIConfig:
    return Config(
        title="Niaga",
        version="1",
        description="One commerce platform: many shops, one cart, one payment. Money is whole rupiah.",
        use_handler_docstrings=True,
        openapi_router=Router("/api", route_handlers=[], include_in_schema=False, opt=web.OPEN),
        render_plugins=[JsonRenderPlugin(path="/openapi.json"), DocsPage()],
        components=Components(
            security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")}
        ),
    )


def describe(routes: Iterable[Any]) -> None:
    """Complete what the document says of these routes of modules."""
    for route in routes:
        assert isinstance(route, HTTPRouteHandler)
        said = route.responses or {}
        own = [kind for spec in said.values() if isinstance(spec, problems.Refused) for kind in spec.kinds]
        answers = {status: spec for status, spec in said.items() if not isinstance(spec, problems.Refused)}
        if route.status_code == HTTP_204_NO_CONTENT:
            answers[HTTP_204_NO_CONTENT] = ResponseSpec(data_container=None, description="Done")
        route.responses = answers | web.refusals(*own, *_refusals_of_any(route))
        route.security = _who_may(route)
        route.summary = route.handler_name.replace("_", " ").capitalize()
        route.tags = [min(route.paths).strip("/.").partition("/")[0]]
        if len(route.paths) == 1:
            route.operation_id = route.handler_name


def _who_may(route: HTTPRouteHandler) -> list[dict[str, list[str]]]:
    who = route.opt.get("who", "signed_in")
    bearer = {"bearer": sorted(route.opt.get("roles", ()))}
    return {"open": [], "public": [{}, bearer]}.get(who, [bearer])


def _refusals_of_any(route: HTTPRouteHandler) -> list[type[Refusal]]:
    """Whoever may not, what cannot be read, too many requests, a part of the platform that does not answer."""
    who = route.opt.get("who", "signed_in")
    sent = set(inspect.signature(route.fn).parameters)
    kinds: list[type[Refusal]] = [RateLimited, Unreachable]
    if who != "open":
        kinds.append(Unauthenticated)
    if who == "role":
        kinds.append(Forbidden)
    if any("{" in path for path in route.paths):
        kinds.append(NotFound)
    if sent - {"request", "body"}:
        kinds.append(BadRequest)
    if sent & {"data", "body"}:
        kinds += [problems.TooLarge, problems.RequestTimeout]
    if "data" in sent:
        kinds.append(ValidationFailed)
    return kinds


# --- its form ---------------------------------------------------------------------------------------------------


def finish(document: Json) -> Json:
    """The document as it is served: names of its own, refusals said once, paths in order."""
    schemas = document["components"]["schemas"]
    names = {key: _name(schema.pop("title", key)) for key, schema in schemas.items()}
    assert len(set(names.values())) == len(names), f"give one a __schema_name__: {sorted(names.items())}"
    document = _plain(document, {f"#/components/schemas/{key}": name for key, name in names.items()})
    parts = document["components"]
    parts["schemas"] = dict(sorted((names[key], schema) for key, schema in parts["schemas"].items()))
    document["paths"] = dict(sorted(document["paths"].items()))
    parts["parameters"] = _share_parameters(document["paths"])
    parts["responses"] = _share_refusals(document["paths"])
    return document


def written(document: Json) -> bytes:
    """As a file, for people too: a line for each thing said."""
    text = msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"
    return SHORT.sub(lambda found: re.sub(rb"\n *", b" ", found[0]), text)


def _name(title: str) -> str:
    """`Page[Order]` is an `OrderPage`."""
    return re.sub(r"(\w+)\[(\w+)\]", r"\2\1", title)


def _plain(value: Any, names: dict[str, str]) -> Any:
    """The same said shortly, with references to components by their names."""
    if isinstance(value, list):
        return [_plain(one, names) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, dict):
        return value
    said = {key: _plain(one, names) for key, one in value.items() if not _goes_without(key, one)}
    if isinstance(ref := said.get("$ref"), str):
        return said | {"$ref": f"#/components/schemas/{names[ref]}"}
    if "in" in said and "schema" in said:  # a parameter says it itself
        said["schema"].pop("description", None)
    return _joined(said)


def _goes_without(key: str, value: Any) -> bool:
    """What is so unless it is said."""
    if key in ("deprecated", "allowEmptyValue", "allowReserved"):
        return value is False
    return (key, value) in (("required", False), ("required", []), ("headers", {}))


def _joined(schema: Json) -> Json:
    """`{"oneOf": [{"type": "string"}, {"type": "null"}]}` is `{"type": ["string", "null"]}`."""
    either = schema.get("oneOf")
    if not isinstance(either, list):
        return schema
    null = {"type": "null"} in either
    rest = [one for one in either if one != {"type": "null"}]
    if len(rest) != 1 or not isinstance(kind := rest[0].get("type"), str) or (null and "enum" in rest[0]):
        return schema
    others = {key: value for key, value in schema.items() if key != "oneOf"}
    said: Json = rest[0]
    return said | {"type": [kind, "null"] if null else kind} | others


def _share_parameters(paths: Json) -> Json:
    """Put references in the place of parameters that many operations take; what they refer to, by name."""
    found: dict[str, list[list[Json]]] = {}
    for operation in operations(paths):
        for parameter in operation.get("parameters", ()):
            kinds = found.setdefault(_camel(parameter["name"]), [])
            same = next((kind for kind in kinds if kind[0] == parameter), None)
            same.append(parameter) if same else kinds.append([parameter])
    shared = {name: max(kinds, key=len) for name, kinds in sorted(found.items())}
    return {
        name: _replaced(uses, f"#/components/parameters/{name}") for name, uses in shared.items() if len(uses) >= MANY
    }


def _share_refusals(paths: Json) -> Json:
    """Put a reference in the place of every refusal; returns what they refer to, by name."""
    found: dict[tuple[str, str], list[tuple[str, Json]]] = {}
    for operation in operations(paths):
        operation["responses"] = dict(sorted(operation["responses"].items()))
        for status, answer in operation["responses"].items():
            if PROBLEM in answer.get("content", {}):
                found.setdefault((status, answer["description"]), []).append((operation["operationId"], answer))
            else:
                answer["description"] = ANSWERED.get(answer["description"], answer["description"])
    shared: Json = {}
    for (status, description), uses in found.items():
        name = _answer_name(status, CODE.findall(description), min(operation for operation, _ in uses))
        assert name not in shared, name
        shared[name] = _replaced([answer for _, answer in uses], f"#/components/responses/{name}")
    return dict(sorted(shared.items()))


def _replaced(uses: list[Json], ref: str) -> Json:
    """What they all say, once; they say `ref` from now on."""
    said = dict(uses[0])
    for use in uses:
        use.clear()
        use["$ref"] = ref
    return said


def operations(paths: Json) -> Iterator[Json]:
    return (operation for item in paths.values() for operation in item.values())


def _answer_name(status: str, codes: list[str], operation: str) -> str:
    """By its refusals; where they are many, by (the first of) the operations that may answer so."""
    if len(codes) > 2:
        return f"{_camel(operation)}Refused{status}"
    return "Or".join(map(_camel, sorted(codes)))


def _camel(words: str) -> str:
    return "".join(word.capitalize() for word in re.split("[-_]", words))

"""The form of the OpenAPI document: shorter, and it says the same."""

import copy
import json
from typing import Any

import pytest

from niaga.kit.http import openapi

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/kit_Problem"}}}


def refused(*codes: str) -> dict[str, Any]:
    return {"description": "; ".join(f"`{code}`: So it is. Data: a, `b`." for code in codes), "content": PROBLEM}


def document(**operations: dict[str, Any]) -> dict[str, Any]:
    paths = {f"/{name}": {"get": {"operationId": name, "responses": {}} | said} for name, said in operations.items()}
    return {"paths": paths, "components": {"schemas": {"kit_Problem": {"title": "Problem", "type": "object"}}}}


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ({"oneOf": [{"type": "string"}]}, {"type": "string"}),
        (
            {"oneOf": [{"type": "string", "format": "uuid"}, {"type": "null"}], "description": "Its id"},
            {"type": ["string", "null"], "format": "uuid", "description": "Its id"},
        ),
        ({"oneOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}]}, None),
        ({"oneOf": [{"$ref": "#/components/schemas/kit_Problem"}, {"type": "null"}]}, ...),
        ({"oneOf": [{"type": "string"}, {"type": "integer"}]}, None),
        (
            {"type": "integer", "maximum": 100.0, "multipleOf": 0.5},
            {"type": "integer", "maximum": 100, "multipleOf": 0.5},
        ),
    ],
)
def test_one_kind_or_null_is_said_in_a_line(long: dict[str, Any], short: Any) -> None:
    made = document()
    made["components"]["schemas"]["x_Thing"] = {"title": "Thing", "properties": {"title": copy.deepcopy(long)}}
    found = openapi.finish(made)["components"]["schemas"]["Thing"]["properties"]["title"]
    if short is ...:
        short = {"oneOf": [{"$ref": "#/components/schemas/Problem"}, {"type": "null"}]}
    assert found == (long if short is None else short)


def test_refusals_are_said_once_and_named_for_what_they_refuse() -> None:
    many = refused("a_gone", "b_gone", "c_gone")
    found = openapi.finish(
        document(
            buy={"responses": {"409": many, "404": refused("not_found")}},
            ask={"responses": {"409": copy.deepcopy(many), "422": refused("key_reused", "bad_form")}},
        )
    )
    assert found["paths"]["/ask"]["get"]["responses"] == {
        "409": {"$ref": "#/components/responses/AskRefused409"},
        "422": {"$ref": "#/components/responses/BadFormOrKeyReused"},
    }
    assert found["paths"]["/buy"]["get"]["responses"] == {
        "404": {"$ref": "#/components/responses/NotFound"},
        "409": {"$ref": "#/components/responses/AskRefused409"},
    }
    assert found["components"]["responses"]["NotFound"]["description"].startswith("`not_found`")


def test_what_many_take_is_said_once_and_what_differs_stays() -> None:
    def parameter(most: int) -> dict[str, Any]:
        return {"name": "size", "in": "query", "required": False, "schema": {"type": "integer", "maximum": most}}

    taken = {name: {"parameters": [parameter(100)]} for name in ("a", "b", "c")}
    found = openapi.finish(document(**taken, d={"parameters": [parameter(9)]}))
    assert found["paths"]["/a"]["get"]["parameters"] == [{"$ref": "#/components/parameters/Size"}]
    assert found["components"]["parameters"]["Size"]["schema"]["maximum"] == 100
    assert found["paths"]["/d"]["get"]["parameters"][0]["schema"]["maximum"] == 9


def test_generics_are_named_for_what_is_in_them() -> None:
    made = document()
    made["components"]["schemas"]["Page_orders_Order"] = {"title": "Page[Order]", "type": "object"}
    assert "OrderPage" in openapi.finish(made)["components"]["schemas"]


def test_the_file_says_what_the_document_says() -> None:
    said = {
        "texts": ["two  spaces", 'a "quoted" word', "line\nbreak"],
        "one": {"of": "  it"},
        "more": {"a": 1, "b": []},
    }
    assert json.loads(openapi.written(said)) == said
    assert b'"one": { "of": "  it" }' in openapi.written(said)

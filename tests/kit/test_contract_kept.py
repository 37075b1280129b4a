"""What breaks the released contract is found, and what does not is let pass."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from tools import contract

Json = dict[str, Any]


@pytest.fixture(scope="module")
def promised() -> Json:
    found: Json = json.loads(contract.KEPT.read_text())
    return found


def operation(document: Json, verb: str, path: str) -> Json:
    found: Json = document["paths"][f"/api/v1{path}"][verb]
    return found


def shape(document: Json, name: str) -> Json:
    found: Json = document["components"]["schemas"][name]
    return found


def without_an_operation(d: Json) -> None:
    del d["paths"]["/api/v1/wallet"]


def without_a_field(d: Json) -> None:
    del shape(d, "Payment")["properties"]["amount"]


def with_a_field_left_out(d: Json) -> None:
    shape(d, "Payment")["required"].remove("amount")


def with_another_kind(d: Json) -> None:
    shape(d, "Payment")["properties"]["amount"] = {"type": "string"}


def with_nothing_where_something_was(d: Json) -> None:
    shape(d, "Payment")["properties"]["amount"] = {"type": ["integer", "null"]}


def asking_for_a_field(d: Json) -> None:
    shape(d, "NewCartItem").setdefault("required", []).append("note")


def taking_a_field_no_more(d: Json) -> None:
    del shape(d, "NewCartItem")["properties"]["note"]


def taking_less(d: Json) -> None:
    shape(d, "NewCartItem")["properties"]["quantity"]["maximum"] = 2


def with_fewer_ways_to_pay(d: Json) -> None:
    method = contract.Side(d).see(shape(d, "CheckoutRequest")["properties"]["payment_method"])
    method["enum"].remove("cash")


def asking_for_a_parameter(d: Json) -> None:
    operation(d, "get", "/orders")["parameters"].append({"in": "query", "name": "zone", "required": True})


def taking_a_parameter_no_more(d: Json) -> None:
    takes = operation(d, "get", "/orders")["parameters"]
    takes[:] = [one for one in takes if contract.Side(d).see(one)["name"] != "status"]


def answering_otherwise(d: Json) -> None:
    answers = operation(d, "post", "/checkout")["responses"]
    answers["202"] = answers.pop("201")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (without_an_operation, "GET /api/v1/wallet is gone"),
        (without_a_field, "amount is gone"),
        (with_a_field_left_out, "amount may be left out now"),
        (with_another_kind, "amount may be string now"),
        (with_nothing_where_something_was, "amount may be null now"),
        (asking_for_a_field, "note is asked for now"),
        (taking_a_field_no_more, "note is taken no more"),
        (taking_less, "quantity is at most 2 now"),
        (with_fewer_ways_to_pay, "may not be cash any more"),
        (asking_for_a_parameter, "asks for zone now"),
        (taking_a_parameter_no_more, "takes no status any more"),
        (answering_otherwise, "never answers 201 any more"),
    ],
)
def test_what_breaks_a_client_is_told(promised: Json, change: Callable[[Json], None], told: str) -> None:
    changed = copy.deepcopy(promised)
    change(changed)
    found = contract.breaks(promised, changed)
    assert any(told in text for text in found), found


def test_what_is_added_breaks_nobody(promised: Json) -> None:
    changed = copy.deepcopy(promised)
    changed["paths"]["/api/v1/vouchers"] = {"get": {"responses": {"200": {}}}}
    shape(changed, "Payment")["properties"]["voucher"] = {"type": "string"}
    shape(changed, "NewCartItem")["properties"]["slot"] = {"type": "string"}
    operation(changed, "get", "/orders")["parameters"].append({"in": "query", "name": "zone"})
    del operation(changed, "get", "/orders")["responses"]["429"]
    changed = json.loads(json.dumps(changed).replace('/schemas/Payment"', '/schemas/Attempt"'))
    changed["components"]["schemas"]["Attempt"] = changed["components"]["schemas"].pop("Payment")
    assert contract.breaks(promised, changed) == []


def test_the_present_contract_holds_what_was_promised(capsys: pytest.CaptureFixture[str]) -> None:
    assert contract.run([]) == 0, capsys.readouterr().out

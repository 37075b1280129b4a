"""JSON that nobody would write by hand is the sender's mistake on every route, and never ours."""

import re
from typing import Any

import httpx
import msgspec
import pytest

from niaga import main
from niaga.kit.bodies import decode
from niaga.kit.http import auth
from niaga.kit.ids import new_id
from tests.world import Person, World

DEEP = {
    "list": b"[" * 20_000,
    "closed": b"[" * 3_000 + b"]" * 3_000,
    "member": b'{"email":' + b"[" * 1_000 + b"]" * 1_000 + b"}",
    "unknown": b'{"x":' + b'{"a":[' * 2_000,
}
BROKEN = {
    "cut": b'{"email": "a@kampus.test", ',
    "cut after a member of another type": b'{"email": 7, "password": ',
    "not UTF-8": b"\xff{}",
    "UTF-16": '{"email": "a@kampus.test"}'.encode("utf-16"),
    "lone surrogate": b'{"email": "\\ud800"}',
    "two texts": b"{}{}",
    "no number": b'{"email": NaN}',
    **DEEP,
}
JSON = {"content-type": "application/json", "idempotency-key": str(new_id())}


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return World(client)


@pytest.fixture
async def admin(world: World) -> Person:
    return await world.admin()


def operations() -> list[tuple[str, str]]:
    """Every documented one that takes a JSON body."""
    return [
        (method.upper(), path)
        for path, item in main.contract()["paths"].items()
        for method, operation in item.items()
        if "application/json" in operation.get("requestBody", {}).get("content", {})
    ]


@pytest.mark.parametrize("broken", BROKEN)
async def test_what_is_no_json_is_400_on_every_route(world: World, admin: Person, broken: str) -> None:
    found = operations()
    assert len(found) > 40
    for method, path in found:
        url = "http://niaga.test" + re.sub(r"\{[^}]*\}", lambda _: str(new_id()), path)
        answer = await world.http.request(method, url, content=BROKEN[broken], headers=admin.headers | JSON)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_request"), f"{method} {path}: {answer.text}"


@pytest.mark.parametrize("broken", BROKEN)
async def test_for_a_webhook_it_is_a_bad_proof(world: World, broken: str) -> None:
    for path in ("/webhooks/payment/midtrans", "/webhooks/payment", "/payments/webhook"):
        answer = await world.http.post(path, content=BROKEN[broken])
        assert (answer.status_code, answer.json()["code"]) == (401, "bad_signature"), path


async def test_integers_are_written_as_integers(world: World) -> None:
    me = await world.person()
    for amount in ("10000", 10_000.0, True, None, [10_000], "1e4"):
        told = await me.post("/wallet/topups", 422, amount=amount, method="qris")
        assert [error["field"] for error in told["errors"]] == ["amount"], amount
    assert (await me.get("/products", size="3"))["size"] == 3  # a query has no types
    answer = await me.ask("POST", "/wallet/topups", None, content=b'{"amount": 1e400, "method": "qris"}', headers=JSON)
    assert answer.status_code == 422


async def test_a_wrong_member_is_named_however_deep_it_is(world: World) -> None:
    me = await world.person()
    lines = [{"variant_id": str(new_id()), "quantity": 1}, {"variant_id": str(new_id()), "quantity": "1"}]
    told = await me.post(f"/warehouses/{new_id()}/receipts", 422, lines=lines)
    assert [error["field"] for error in told["errors"]] == ["lines.1.quantity"]


async def test_an_upload_that_is_none_is_told_in_words(world: World) -> None:
    me = await world.person()
    for sent in ({"data": {"file": "teks"}, "files": {"other": b""}}, {"files": [("file", b"1"), ("file", b"2")]}):
        answer = await me.ask("POST", "/users/me/avatar", 422, **sent)
        assert answer["errors"] == [{"field": "file", "message": "must be one file"}]


async def test_tokens_of_brackets_are_only_bad_tokens(world: World) -> None:
    for head in ("W1tb" * 1_000, "eyJ0eXAiOltb" + "W1tb" * 800, "é", "\xff" * 50):
        answer = await world.http.get("/products", headers={b"authorization": f"Bearer {head}.e30.x".encode("latin-1")})
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    with pytest.raises(msgspec.DecodeError):
        auth.jwt_header("W1tb" * 1_000)


@pytest.mark.parametrize("broken", BROKEN)
def test_reading_has_one_way_to_fail(broken: str) -> None:
    for kind in (Any, dict[str, Any], list[int]):
        with pytest.raises(msgspec.DecodeError):
            decode(BROKEN[broken], kind)

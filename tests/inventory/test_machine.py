"""Inventory against a model of it: any sequence of steps, the same answers, and nothing promised twice."""

import asyncio
import datetime as dt
from collections.abc import Awaitable
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from niaga.inventory import api, handlers
from niaga.inventory.types import OutOfStock, Part, WarehouseEdit
from niaga.kit import clock
from niaga.kit.errors import StaleVersion, ValidationFailed
from niaga.kit.ids import new_id

from .shelf import QUARTER, Shelf, shelf

pytestmark = pytest.mark.usefixtures("app")
Key = tuple[UUID, UUID]  # variant, warehouse


class Promise:
    """A hold, as the model has it."""

    def __init__(self, wants: tuple[int, int]) -> None:
        self.wants = wants
        self.state = "none"
        self.expires_at = clock.now()
        self.lies: dict[Key, int] = {}

    @property
    def live(self) -> bool:
        return self.state == "held" and self.expires_at > clock.now()


async def _awaited(work: Awaitable[Any]) -> Any:
    return await work


class Machine(RuleBasedStateMachine):
    """The model: what is on hand in each of two warehouses, and what lies where for whom."""

    loop: asyncio.AbstractEventLoop
    holds = Bundle("holds")

    def do(self, work: Awaitable[Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(_awaited(work), self.loop).result(30)

    @initialize()
    def begin(self) -> None:
        self.shift = dt.timedelta()
        clock.shift(self.shift)
        self.s: Shelf = self.do(shelf(0, 0))
        self.warehouses = [self.s.warehouse, self.do(self.s.second())]
        self.active = dict.fromkeys(self.warehouses, True)
        self.on_hand: dict[Key, int] = {(v, w): 0 for v in self.s.variants for w in self.warehouses}
        self.promises: dict[UUID, Promise] = {}

    def teardown(self) -> None:
        clock.shift(dt.timedelta())

    def held(self, key: Key) -> int:
        return sum(p.lies.get(key, 0) for p in self.promises.values() if p.live)

    def available(self) -> list[int]:
        return [
            sum(self.on_hand[v, w] - self.held((v, w)) for w in self.warehouses if self.active[w])
            for v in self.s.variants
        ]

    def learn(self, id: UUID) -> None:
        """Where it lies now, and that it is all there."""
        hold = self.do(
            api.hold(id=id, wants=self.s.wants(*self.promises[id].wants), expires_at=self.promises[id].expires_at)
        )
        lies: dict[Key, int] = {}
        for line in hold.lines:
            lies[line.variant_id, line.warehouse_id] = lies.get((line.variant_id, line.warehouse_id), 0) + line.quantity
        for variant, wanted in zip(self.s.variants, self.promises[id].wants, strict=True):
            assert sum(n for (v, _), n in lies.items() if v == variant) == wanted
        self.promises[id].lies = lies

    @rule(quantities=st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(any), where=st.integers(0, 1))
    def receive(self, quantities: tuple[int, int], where: int) -> None:
        self.do(self.s.add(*quantities, warehouse=self.warehouses[where]))
        for variant, quantity in zip(self.s.variants, quantities, strict=True):
            self.on_hand[variant, self.warehouses[where]] += quantity

    @rule(which=st.integers(0, 1), where=st.integers(0, 1), on_hand=st.integers(-1, 6), stale=st.booleans())
    def count(self, which: int, where: int, on_hand: int, stale: bool) -> None:
        key = self.s.variants[which], self.warehouses[where]
        rows = self.do(api.list_stock(shop_id=self.s.shop_id, variant_id=key[0], warehouse_id=key[1])).items
        version = (rows[0].version if rows else 0) + stale
        try:
            self.do(
                api.set_stock(id=new_id(), warehouse_id=key[1], variant_id=key[0], on_hand=on_hand, version=version)
            )
        except StaleVersion:
            assert stale
        except ValidationFailed:
            assert on_hand < self.held(key) or on_hand < 0
        else:
            assert not stale
            assert on_hand >= self.held(key)
            self.on_hand[key] = on_hand

    @rule(target=holds, wants=st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(any))
    def order(self, wants: tuple[int, int]) -> UUID:
        id = new_id()
        self.promises[id] = Promise(wants)
        self.hold(id)
        return id

    @rule(id=holds)
    def hold(self, id: UUID) -> None:
        promise = self.promises[id]
        before, was = self.available(), promise.live
        enough = all(wanted <= left for wanted, left in zip(promise.wants, before, strict=True))
        until = clock.now() + QUARTER
        try:
            self.do(self.s.hold(*promise.wants, id=id, until=until))
        except OutOfStock:
            assert not was
            assert not enough
            assert promise.state not in ("committed", "returned")
        else:
            if promise.state in ("committed", "returned"):
                return
            assert enough or was or self.switched_off(promise)
            promise.state, promise.expires_at = "held", until
            self.learn(id)

    def switched_off(self, promise: Promise) -> bool:
        """It expired, nobody took its stock yet, and that lies where nothing new is sold."""
        return any(not self.active[w] for _, w in promise.lies)

    @rule(id=holds)
    def commit(self, id: UUID) -> None:
        promise = self.promises[id]
        before, was = self.available(), promise.live
        enough = all(wanted <= left for wanted, left in zip(promise.wants, before, strict=True))
        lost = self.do(api.commit(parts=[Part(id)]))
        if promise.state in ("committed", "returned"):
            assert not lost
        elif promise.state != "held":
            assert lost[0].state == ("released" if promise.state == "released" else "unknown")
        elif lost:
            assert lost[0].state == "lapsed"
            assert not was
            assert not enough
        else:
            assert was or enough or self.switched_off(promise)
            self.learn(id)
            promise.state = "committed"
            for key, quantity in promise.lies.items():
                self.on_hand[key] -= quantity

    @rule(id=holds)
    def release(self, id: UUID) -> None:
        self.do(api.release(parts=[Part(id)]))
        if self.promises[id].state == "held":
            self.promises[id].state = "released"

    @rule(id=consumes(holds))
    def give_back(self, id: UUID) -> None:
        promise = self.promises[id]
        self.do(api.give_back(id=new_id(), parts=[Part(id)]))
        if promise.state == "committed":
            for key, quantity in promise.lies.items():
                self.on_hand[key] += quantity
        if promise.state != "none":
            promise.state = "returned"

    @rule(id=holds)
    def extend(self, id: UUID) -> None:
        promise, until = self.promises[id], clock.now() + QUARTER
        kept = self.do(api.extend(id=id, expires_at=until))
        if promise.live:
            assert kept
        if promise.state == "held":
            if kept:
                promise.expires_at = until
            else:
                self.do(api.release(parts=[Part(id)]))
                promise.state = "released"

    @rule(minutes=st.sampled_from([1, 10, 15]))
    def wait(self, minutes: int) -> None:
        self.shift += dt.timedelta(minutes=minutes)
        clock.shift(self.shift)

    @rule()
    def sweep(self) -> None:
        self.do(handlers.lapse_expired_holds())

    @rule(where=st.integers(0, 1))
    def switch(self, where: int) -> None:
        id = self.warehouses[where]
        self.active[id] = not self.active[id]
        self.do(api.edit_warehouse(id=id, edit=WarehouseEdit(active=self.active[id])))

    @invariant()
    def nothing_is_promised_twice(self) -> None:
        if not hasattr(self, "s"):
            return
        assert self.do(self.s.available()) == self.available()
        for key, on_hand in self.on_hand.items():
            assert 0 <= self.held(key) <= on_hand
        rows = self.do(api.list_stock(shop_id=self.s.shop_id)).items
        assert {(r.variant_id, r.warehouse_id): (r.on_hand, r.held) for r in rows} == {
            (r.variant_id, r.warehouse_id): (
                self.on_hand[r.variant_id, r.warehouse_id],
                self.held((r.variant_id, r.warehouse_id)),
            )
            for r in rows
        }
        assert not self.do(api.verify())


async def test_inventory_does_what_its_model_does() -> None:
    Machine.loop = asyncio.get_running_loop()
    often = settings(max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck))
    await asyncio.to_thread(run_state_machine_as_test, Machine, settings=often)

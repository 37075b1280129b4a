"""A state machine over wallets, payments and refunds: a model in plain numbers beside the real database."""

import asyncio
import uuid
from collections.abc import Awaitable
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from niaga.kit.errors import KeyReused, WrongState
from niaga.payments import api
from niaga.payments.types import Credit, InsufficientBalance, Payment, RefundTooMuch

from .outside import Order

T = TypeVar("T")
amounts = st.integers(1, 100)


class Books(RuleBasedStateMachine):
    loop: asyncio.AbstractEventLoop
    orders = Bundle("orders")

    def do(self, work: Awaitable[T]) -> T:
        return asyncio.run_coroutine_threadsafe(_awaited(work), self.loop).result(30)

    @initialize()
    def begin(self) -> None:
        self.people = [uuid.uuid4() for _ in range(3)]
        self.money = dict.fromkeys(self.people, 0)
        self.paid: dict[uuid.UUID, uuid.UUID] = {}
        self.refunded: dict[tuple[uuid.UUID, int], int] = {}
        self.closed: set[uuid.UUID] = set()

    @rule(who=st.integers(0, 2), amount=amounts, times=st.integers(1, 3))
    def give(self, who: int, amount: int, times: int) -> None:
        credit = Credit(uuid.uuid4(), self.people[who], amount, "Saldo awal")
        for _ in range(times):
            self.do(api.credit(credits=[credit]))
        self.money[self.people[who]] += amount

    @rule(target=orders, who=st.integers(0, 2), parts=st.lists(amounts, min_size=1, max_size=3))
    def place(self, who: int, parts: list[int]) -> Any:
        return multiple(Order(*parts, payer_id=self.people[who]))

    @rule(order=orders)
    def pay(self, order: Order) -> None:
        self._answer(order, self.do(_tried(order.start("wallet"))))

    @rule(order=orders, again=st.integers(2, 5))
    def pay_from_many_devices(self, order: Order, again: int) -> None:
        answers = self.do(_together([order.start("wallet") for _ in range(again)]))
        for answer in sorted(answers, key=lambda a: isinstance(a, WrongState)):
            self._answer(order, answer)

    @rule(order=orders, again=st.integers(2, 5))
    def press_pay_many_times(self, order: Order, again: int) -> None:
        key = self.paid.get(order.id, uuid.uuid4())
        answers = self.do(_together([order.start("wallet", id=key) for _ in range(again)]))
        assert len({str(a) for a in answers}) == 1, "one key, one answer"
        if order.id not in self.paid:
            self._answer(order, answers[0])

    def _answer(self, order: Order, answer: Any) -> None:
        if order.id in self.paid or order.id in self.closed:
            assert isinstance(answer, WrongState), answer
        elif self.money[order.payer_id] < order.amount:
            assert isinstance(answer, InsufficientBalance), answer
        else:
            assert isinstance(answer, Payment), answer
            self.paid[order.id] = answer.id
            self.money[order.payer_id] -= order.amount

    @rule(order=orders)
    def cancel(self, order: Order) -> None:
        self.do(api.cancel(order_id=order.id))
        self.closed.add(order.id)

    @rule(order=orders, part=st.integers(0, 2), amount=amounts, again=st.integers(1, 3))
    def refund(self, order: Order, part: int, amount: int, again: int) -> None:
        if order.id not in self.paid:
            return
        part %= len(order.parts)
        key = uuid.uuid4()
        answers = self.do(_together([order.refund(amount, part=part, id=key) for _ in range(again)]))
        done = self.refunded.get((order.id, part), 0)
        if amount > order.parts[part].amount - done:
            assert all(isinstance(a, RefundTooMuch) for a in answers), answers
        else:
            assert {a.id for a in answers} == {key}
            self.refunded[order.id, part] = done + amount
            self.money[order.payer_id] += amount

    @rule(order=orders, other=orders)
    def mix_keys_up(self, order: Order, other: Order) -> None:
        if order.id in self.paid and other.id != order.id:
            answer = self.do(_tried(other.start("wallet", id=self.paid[order.id])))
            assert isinstance(answer, KeyReused), answer

    @invariant()
    def wallets_hold_what_they_should(self) -> None:
        if hasattr(self, "money"):
            found = self.do(api.wallets(user_ids=self.people))
            assert {w.user_id: w.balance for w in found} == self.money

    def teardown(self) -> None:
        assert self.do(api.verify()) == []


async def _awaited(work: Awaitable[T]) -> T:
    return await work


async def _tried(work: Awaitable[T]) -> T | BaseException:
    (answer,) = await asyncio.gather(_awaited(work), return_exceptions=True)
    return answer


async def _together(work: list[Awaitable[Any]]) -> list[Any]:
    return list(await asyncio.gather(*work, return_exceptions=True))


async def test_the_books_agree_with_plain_numbers(app: Any) -> None:
    Books.loop = asyncio.get_running_loop()
    limits = settings(max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
    await asyncio.to_thread(run_state_machine_as_test, Books, settings=limits)

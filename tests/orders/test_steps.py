"""The steps of a shop order, and what they make of the order and of money."""

import contextlib
import datetime as dt
from typing import get_args

import pytest

from niaga.kit.errors import Forbidden, ValidationFailed, WrongState
from niaga.kit.ids import new_id
from niaga.orders.rows import ShopOrderRow
from niaga.orders.rules.steps import STEPS, allowed, check_step, order_status
from niaga.orders.types import Role, ShopOrderStatus

NOW = dt.datetime(2026, 11, 21, 3, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(minutes=15)


def part(status: ShopOrderStatus, refunded: int = 0, how: str = "pickup") -> ShopOrderRow:
    return ShopOrderRow(
        id=new_id(),
        order_id=new_id(),
        shop_id=new_id(),
        number="NG-261121-AAAAAA-1",
        shop_name="Toko",
        status=status,
        delivery_option=how,  # type: ignore[arg-type]  # one of the two
        note="",
        subtotal=10_000,
        discount=0,
        delivery_fee=0,
        tax=0,
        total=10_000,
        refunded=refunded,
        placed_at=NOW,
        expires_at=LATER,
    )


def test_every_status_has_its_steps_and_they_lead_somewhere() -> None:
    assert set(STEPS) == set(get_args(ShopOrderStatus))
    for steps in STEPS.values():
        assert set(steps) <= set(STEPS)
        assert all(roles <= set(get_args(Role)) for roles in steps.values())


@pytest.mark.parametrize(
    ("status", "how", "role", "steps"),
    [
        ("paid", "pickup", "seller", ["processing", "rejected"]),
        ("pending", "pickup", "buyer", []),
        ("paid", "pickup", "buyer", []),  # cancelling is of the whole order
        ("processing", "pickup", "seller", ["packed", "ready_for_pickup", "rejected"]),
        ("processing", "delivery", "seller", ["packed", "shipped", "rejected"]),
        ("packed", "pickup", "seller", ["ready_for_pickup"]),
        ("packed", "delivery", "seller", ["shipped"]),
        ("shipped", "delivery", "courier", ["delivered"]),
        ("shipped", "delivery", "buyer", ["delivered"]),
        ("ready_for_pickup", "pickup", "buyer", ["delivered"]),
        ("ready_for_pickup", "pickup", "courier", []),
        ("delivered", "pickup", "buyer", ["delivered"]),
        ("completed", "pickup", "buyer", []),
        ("delivered", "pickup", "admin", ["completed"]),
        ("completed", "pickup", "seller", []),
        ("cancelled", "pickup", "admin", []),
    ],
)
def test_who_may_do_what(status: ShopOrderStatus, how: str, role: Role, steps: list[str]) -> None:
    assert allowed(part(status, how=how), "wallet", True, role) == steps


@pytest.mark.parametrize("status", get_args(ShopOrderStatus))
@pytest.mark.parametrize("role", ["buyer", "courier", "seller", "admin"])
def test_every_step_that_is_listed_is_accepted_and_no_other(status: ShopOrderStatus, role: Role) -> None:
    now = part(status)
    accepted = []
    for step in get_args(ShopOrderStatus):
        with contextlib.suppress(WrongState, Forbidden):
            check_step(now, "wallet", True, role, step, "because")
            accepted.append(step)
    assert sorted(allowed(now, "wallet", True, role)) == sorted(accepted)


def test_only_cash_is_begun_before_it_is_paid() -> None:
    assert allowed(part("pending"), "cash", False, "seller") == ["processing", "rejected"]
    assert allowed(part("pending"), "qris", False, "seller") == []
    assert allowed(part("pending"), "cash", True, "seller") == []  # paid another way: it is about to become paid


def test_steps_that_are_refused() -> None:
    with pytest.raises(WrongState) as wrong:
        check_step(part("paid"), "wallet", True, "seller", "shipped", "")
    assert wrong.value.data == {"present": "paid", "allowed": ["processing", "rejected"]}
    with pytest.raises(Forbidden):
        check_step(part("paid"), "wallet", True, "buyer", "processing", "")
    with pytest.raises(WrongState):
        check_step(part("packed"), "wallet", True, "buyer", "delivered", "")
    with pytest.raises(ValidationFailed):
        check_step(part("paid"), "wallet", True, "seller", "rejected", " ")


@pytest.mark.parametrize(
    ("paid", "by", "parts", "status"),
    [
        (False, None, [("pending", 0)], "pending_payment"),
        (False, None, [("processing", 0), ("pending", 0)], "pending_payment"),
        (False, None, [("delivered", 0), ("rejected", 0)], "paid"),  # cash, all of it collected
        (True, None, [("paid", 0), ("completed", 0)], "paid"),
        (True, None, [("completed", 0), ("completed", 0)], "completed"),
        (True, None, [("rejected", 10_000), ("paid", 0)], "partly_refunded"),
        (True, None, [("completed", 4_000)], "partly_refunded"),
        (True, "buyer", [("cancelled", 10_000), ("cancelled", 10_000)], "refunded"),
        (True, "buyer", [("cancelled", 0)], "cancelled"),  # its refund is under way
        (False, "buyer", [("cancelled", 0)], "cancelled"),
        (False, "system", [("cancelled", 0)], "expired"),
        (False, None, [("rejected", 0)], "cancelled"),
    ],
)
def test_an_order_is_what_its_shop_orders_are(
    paid: bool, by: Role | None, parts: list[tuple[ShopOrderStatus, int]], status: str
) -> None:
    assert order_status(NOW if paid else None, by, [part(s, r) for s, r in parts]) == status

"""`niaga verify` finds every kind of damage it promises to find, and repairs what is only a copy.

On the demo's story, told into a database of its own, where every kind of row is.
"""

import asyncio
import inspect
import subprocess
import sys

import asyncpg
import pytest

from niaga.kit import embedded
from niaga.payments.store import checks as payment_checks

from . import apart

Environment = dict[str, str]

COPIES = {
    "inventory.on_hand_is_the_sum_of_its_ledger": "UPDATE inventory.stock SET on_hand = on_hand + 3 WHERE {some}",
    "inventory.held_is_the_sum_of_its_holds": """UPDATE inventory.stock SET held = held + 1
        WHERE on_hand > held AND {some}""",
    "inventory.stock_sells_when_its_warehouse_does": "UPDATE inventory.stock SET active = NOT active WHERE {some}",
    "catalog.every_product_is_listed": """DELETE FROM catalog.listing
        WHERE product_id = (SELECT product_id FROM catalog.listing ORDER BY product_id LIMIT 1)""",
    "catalog.listing_shows_the_price": """UPDATE catalog.listing SET price_from = price_from + 1
        WHERE product_id = (SELECT product_id FROM catalog.listing WHERE on_sale ORDER BY product_id DESC LIMIT 1)""",
}
"""What can be made anew from its origin."""

TRUTHS = {
    "inventory.what_is_committed_was_sold_in_the_ledger": """UPDATE inventory.hold_line SET quantity = quantity + 1
        WHERE hold_id = (SELECT max(hold_id::text)::uuid FROM inventory.hold_line WHERE state = 'committed')""",
    "payments.wallet_balances": """UPDATE payments.account SET balance = balance + 1
        WHERE id = (SELECT id FROM payments.account WHERE kind = 'wallet' ORDER BY id LIMIT 1)""",
    "payments.running_balances": """UPDATE payments.transfer SET credit_balance = credit_balance + 1
        WHERE id = (SELECT id FROM payments.transfer WHERE credit_balance IS NOT NULL ORDER BY id LIMIT 1)""",
    "payments.transfer_accounts": """UPDATE payments.transfer SET debit_account_id = gen_random_uuid()
        WHERE id = (SELECT id FROM payments.transfer ORDER BY id DESC LIMIT 1)""",
    "payments.payments_booked": """DELETE FROM payments.transfer WHERE id = (SELECT t.id FROM payments.transfer t
        JOIN payments.payment p ON p.id = t.cause WHERE p.method <> 'cash' ORDER BY t.id LIMIT 1)""",
    "payments.cash_booked": """UPDATE payments.payment SET received = received + 1, amount = amount + 1
        WHERE id = (SELECT id FROM payments.payment WHERE method = 'cash' AND received > 0 ORDER BY id LIMIT 1)""",
    "payments.transfers_founded": """UPDATE payments.transfer SET cause = gen_random_uuid()
        WHERE id = (SELECT id FROM payments.transfer WHERE kind = 'payment' ORDER BY id DESC LIMIT 1)""",
    "payments.refunds_within_payments": """UPDATE payments.payment SET refunded = refunded - 1
        WHERE id = (SELECT payment_id FROM payments.refund ORDER BY id LIMIT 1)""",
    "payments.refunds_within_parts": """UPDATE payments.bill_part SET refunded = refunded - 1
        WHERE shop_order_id = (SELECT shop_order_id FROM payments.refund WHERE shop_order_id IS NOT NULL LIMIT 1)""",
    "payments.refunds_booked": """UPDATE payments.refund SET status = 'pending'
        WHERE id = (SELECT id FROM payments.refund WHERE status = 'done' ORDER BY id DESC LIMIT 1)""",
    "payments.reversals_booked": """UPDATE payments.payment SET reversed = 1
        WHERE id = (SELECT id FROM payments.payment WHERE status = 'paid' ORDER BY id DESC LIMIT 1)""",
    "payments.losses_booked": """UPDATE payments.payment SET lost = 1
        WHERE id = (SELECT id FROM payments.payment WHERE status = 'paid' ORDER BY id DESC LIMIT 1)""",
    "payments.bills_divided": """UPDATE payments.bill SET amount = amount + 1
        WHERE order_id = (SELECT order_id FROM payments.bill ORDER BY order_id LIMIT 1)""",
    "payments.statuses_true": """UPDATE payments.payment SET status = 'refunded'
        WHERE id = (SELECT id FROM payments.payment WHERE status = 'paid' ORDER BY id LIMIT 1)""",
    "payments.provider_agrees": """INSERT INTO payments.exchange
        (id, payment_id, provider, operation, url, status_code, response, at, took_ms)
        SELECT 'ffffffff-ffff-7fff-bfff-ffffffffffff', id, provider, 'status', '', 200,
               '{{"transaction_status":"deny"}}', now(), 1
          FROM payments.payment WHERE status = 'paid' AND provider IS NOT NULL AND reversed = 0
         ORDER BY id OFFSET 1 LIMIT 1""",
    "payments.asked_is_due": """INSERT INTO payments.payment (id, order_id, payer_id, method, provider, amount, status,
                                                              action, description, created_at)
        SELECT gen_random_uuid(), order_id, payer_id, 'qris', 'midtrans', 2 * amount, 'pending', '{{}}', '', now()
          FROM payments.bill WHERE NOT closed ORDER BY order_id LIMIT 1""",
    "payments.payments_end": """INSERT INTO payments.payment (id, payer_id, method, provider, amount, status, action,
                                                              description, created_at, expires_at)
        VALUES (gen_random_uuid(), gen_random_uuid(), 'qris', 'midtrans', 10000, 'pending', '{{}}', '',
                now() - interval '5 days', now() - interval '4 days')""",
    "payments.refunds_end": """UPDATE payments.refund SET status = 'pending', created_at = now() - interval '4 days'
        WHERE id = (SELECT id FROM payments.refund WHERE status = 'done' ORDER BY id LIMIT 1)""",
    "payments.suspense_booked": """UPDATE payments.payment SET came = received, decided = NULL
        WHERE id = (SELECT id FROM payments.payment WHERE status = 'paid' ORDER BY id OFFSET 2 LIMIT 1)""",
    "orders.order_is_sum_of_shop_orders": "UPDATE orders.orders SET tax = tax + 1 WHERE id = {first}",
    "orders.shop_order_is_sum_of_lines": "UPDATE orders.shop_order SET tax = tax + 1 WHERE order_id = {first}",
    "orders.status_is_last_step": """UPDATE orders.shop_order SET status = 'packed'
        WHERE id = (SELECT id FROM orders.shop_order WHERE status = 'completed' ORDER BY id LIMIT 1)""",
    "orders.money_has_an_order": "UPDATE orders.orders SET payment_id = gen_random_uuid() WHERE id = {first}",
    "orders.paid_order_has_its_money": "UPDATE orders.orders SET total = total + 1 WHERE id = {first}",
    "orders.refunds_are_counted": """UPDATE orders.shop_order SET refunded = 0
        WHERE id = (SELECT id FROM orders.shop_order WHERE refunded > 0 ORDER BY id LIMIT 1)""",
    "orders.what_is_not_delivered_is_refunded": """UPDATE orders.shop_order SET refunded = refunded - 1
        WHERE id = (SELECT id FROM orders.shop_order WHERE status = 'rejected' AND refunded > 0 LIMIT 1)""",
    "orders.goods_left_once": """UPDATE orders.line SET quantity = quantity + 1
        WHERE id = (SELECT max(id::text)::uuid FROM orders.line)""",
    "orders.cash_is_the_shops_word": """UPDATE orders.step SET actor = 'buyer'
        WHERE status IN ('delivered', 'completed') AND shop_order_id = (
            SELECT shop_order_id FROM payments.bill_part WHERE cash = 'collected' ORDER BY 1 LIMIT 1)""",
    "orders.orders_end": """UPDATE orders.orders SET status = 'pending_payment'
        WHERE id = (SELECT id FROM orders.orders WHERE status = 'expired' ORDER BY id LIMIT 1)""",
    "orders.parts_end": """UPDATE orders.orders SET paid_at = NULL, status = 'pending_payment'
        WHERE id = (SELECT order_id FROM orders.shop_order WHERE status = 'paid' ORDER BY id LIMIT 1)""",
    "kit.jobs_end": """INSERT INTO queue.pgqueuer (priority, entrypoint, payload, status)
        VALUES (0, 'orders.note_refunds', '', 'failed')""",
    "orders.status_follows_from_shop_orders": """UPDATE orders.orders SET status = 'pending'
        WHERE id = (SELECT id FROM orders.orders WHERE status = 'completed' ORDER BY id DESC LIMIT 1)""",
}
"""What no machine may decide: somebody has to look."""

SOME = """(shop_id, variant_id, warehouse_id) = (SELECT shop_id, variant_id, warehouse_id FROM inventory.stock
          WHERE on_hand > held ORDER BY 2 OFFSET {} LIMIT 1)"""
FIRST = "(SELECT id FROM orders.orders WHERE status = 'completed' AND payment_method <> 'cash' ORDER BY id LIMIT 1)"


@pytest.fixture
def story(urls: embedded.Services) -> Environment:
    environment = apart.environment(urls, "damaged")
    subprocess.run([sys.executable, "-m", "tests.demo.tell", "0"], env=environment, check=True, capture_output=True)
    return environment


def verify(environment: Environment, *options: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "niaga", "verify", *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert not done.stderr, done.stderr[-2000:]
    return done.returncode, done.stdout


def rules(said: str) -> set[str]:
    return {line.split(" ")[0] for line in said.splitlines() if ": " in line and line.split(" ")[0].count(".") == 1}


async def damage(environment: Environment, statements: list[str]) -> None:
    """As no code of ours could: past triggers and constraints."""
    c = await asyncpg.connect(environment["NIAGA_DATABASE_URL"])
    try:
        await c.execute("SET session_replication_role = replica")
        for table, name in await c.fetch(
            """SELECT conrelid::regclass::text, conname FROM pg_constraint
                WHERE contype = 'c' AND connamespace IN ('payments'::regnamespace, 'orders'::regnamespace)"""
        ):
            await c.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for number, statement in enumerate(statements):
            done = await c.execute(statement.format(some=SOME.format(number * 7), first=FIRST))
            assert not done.endswith(" 0"), f"damaged nothing: {statement}"
    finally:
        await c.close()


def test_every_statement_of_payments_has_its_damage() -> None:
    looked_for = {name for name, found in vars(payment_checks).items() if inspect.iscoroutinefunction(found)}
    assert {f"payments.{name}" for name in looked_for} <= set(TRUTHS)


def test_every_kind_of_damage_is_found_and_copies_are_made_anew(story: Environment) -> None:
    assert verify(story) == (
        0,
        "shops: checked\ninventory: checked\npayments: checked\ncatalog: checked\norders: checked\n"
        "notifications: checked\njobs: checked\neverything agrees\n",
    )

    asyncio.run(damage(story, list(COPIES.values())))
    status, said = verify(story)
    assert (status, rules(said)) == (1, set(COPIES))
    assert "--repair" in said

    status, said = verify(story, "--repair")
    assert status == 0, said
    assert said.endswith("everything agrees\n")

    asyncio.run(damage(story, list(TRUTHS.values())))
    status, said = verify(story)
    found = rules(said)
    assert status == 1
    assert not set(TRUTHS) - found
    status, said = verify(story, "--repair")
    assert status == 1, "what only a person can decide stays"
    assert found - set(COPIES) <= rules(said)

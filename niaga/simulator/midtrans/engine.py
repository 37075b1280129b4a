"""What happens to a Midtrans transaction, and what the merchant is told of it."""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

import msgspec
from msgspec.structs import replace

from niaga.kit.bodies import decode

from .. import clock, qris
from ..clockwork import Clockwork
from ..delivery import Courier, Message
from ..settings import Settings
from ..store import Store, Task
from ..wishes import Wish
from . import answers, rules
from .types import (
    ChargeRequest,
    Item,
    RefundLine,
    RefundRequest,
    Refused,
    SnapRequest,
    Transaction,
    TransactionDetails,
)

PROVIDER = "midtrans"
OUTCOMES = {"settle": "settlement", "deny": "deny", "expire": "expire", "challenge": "capture"}
NOT_FOUND = "The requested resource is not found"


class Midtrans:
    """Methods that change something are synchronous, so each is one step of the store; telling comes after."""

    def __init__(self, settings: Settings, store: Store, clockwork: Clockwork, courier: Courier) -> None:
        self.settings = settings
        self.store = store
        self.clockwork = clockwork
        self.courier = courier
        clockwork.handlers["midtrans.expire"] = self._expire_when_due
        clockwork.handlers["midtrans.settle_card"] = self._settle_card
        clockwork.handlers["midtrans.reverse"] = self._reverse

    def find(self, ref: str) -> Transaction:
        """By transaction id or order id."""
        state = self.store.payment(PROVIDER, ref)
        if state is None:
            raise Refused(404, NOT_FOUND)
        return decode(state, Transaction)

    def find_by_code(self, code: str) -> Transaction | None:
        state = self.store.payment_by_code(code)
        return decode(state, Transaction) if state else None

    def recent(self, size: int = 50) -> list[Transaction]:
        states = self.store.recent_payments(PROVIDER, size)
        return [decode(state, Transaction) for state in states]

    # -- what the merchant asks; each runs inside one store transaction

    def charge(self, asked: ChargeRequest, notify_urls: tuple[str, ...]) -> Transaction:
        self._check_order(asked.transaction_details, asked.item_details)
        now, expiry = clock.now(), asked.custom_expiry
        life_s = rules.seconds(expiry.expiry_duration, expiry.unit) if expiry else None
        transaction = Transaction(
            id=str(uuid4()),
            order_id=asked.transaction_details.order_id,
            payment_type=asked.payment_type,
            amount=asked.transaction_details.gross_amount,
            created=now,
            expires=now + (life_s or rules.usual_life_s(asked.payment_type)),
            customer=f"{asked.customer_details.first_name} {asked.customer_details.last_name}".strip(),
            notify_urls=notify_urls or (self.settings.webhook_url,),
            return_url=asked.gopay.callback_url or asked.shopeepay.callback_url,
        )
        transaction = _with_payer_code(transaction, asked)
        self._save(transaction)
        self.clockwork.at(transaction.expires, "midtrans.expire", transaction.id)
        if self.settings.pending_notices:
            self._tell_later(transaction)
        return transaction

    def open_page(self, asked: SnapRequest, notify_urls: tuple[str, ...]) -> Transaction:
        """A Snap token: a transaction that does not exist for the API until somebody pays on the page."""
        self._check_order(asked.transaction_details, asked.item_details)
        now, expiry = clock.now(), asked.expiry
        life_s = rules.seconds(expiry.duration, expiry.unit) if expiry else None
        transaction = Transaction(
            id=str(uuid4()),
            order_id=asked.transaction_details.order_id,
            payment_type="credit_card",
            amount=asked.transaction_details.gross_amount,
            status="created",
            created=now,
            expires=now + (life_s or rules.usual_life_s("credit_card")),
            code=str(uuid4()),
            customer=f"{asked.customer_details.first_name} {asked.customer_details.last_name}".strip(),
            notify_urls=notify_urls or (self.settings.webhook_url,),
            return_url=asked.callbacks.finish,
        )
        self._save(transaction)
        return transaction

    def known(self, ref: str) -> Transaction:
        """As `find`, for the API: a page nobody has paid on does not exist."""
        transaction = self.find(ref)
        if transaction.status == "created":
            raise Refused(404, NOT_FOUND)
        return transaction

    def end(self, ref: str, status: str) -> Transaction:
        """Cancel or expire what is not settled. Asked again, it answers the same."""
        transaction = self.known(ref)
        if transaction.status == status:
            return transaction
        if status == "expire" and transaction.status != "pending":
            raise Refused(412, rules.UNCHANGEABLE)
        return self._step_and_tell(transaction, status)

    def review(self, ref: str, verdict: str) -> Transaction:
        """Approve or deny a card payment held for a fraud check."""
        transaction = self.known(ref)
        if transaction.fraud_status != "challenge":
            raise Refused(412, rules.UNCHANGEABLE)
        if verdict == "deny":
            return self._step_and_tell(replace(transaction, fraud_status="deny"), "deny")
        approved = replace(transaction, fraud_status="accept")
        self._save(approved)
        self._tell_later(approved)
        self._schedule_settlement(approved)
        return approved

    def refund(self, ref: str, asked: RefundRequest) -> tuple[Transaction, RefundLine]:
        transaction, now = self.known(ref), clock.now()
        amount = asked.amount or transaction.amount - transaction.refunded
        key = asked.refund_key or str(uuid4())
        rules.check_refund(transaction, amount, key, now)
        line = RefundLine(answers.refund_id(), key, amount, now, asked.reason)
        transaction = replace(transaction, refunds=(*transaction.refunds, line))
        left = transaction.amount - transaction.refunded
        return self._step_and_tell(transaction, "partial_refund" if left else "refund"), line

    # -- what the payer, the bank and time do

    async def play(self, ref: str, wish: Wish, *, by_hand: bool = False) -> tuple[Transaction, list[Message]]:
        """Bring about what is wished, and tell the merchant as faultily as wished.

        `by_hand`: of a person at the page, who can no longer pay what is over. A program's money comes all the same.
        """
        with self.store.tx():
            transaction = self.find(ref)
            states = self._play(transaction, wish, by_hand)
            messages = self._messages(states, wish)
            if wish.drop:
                sent = [[self.courier.lose(message) for message in copies] for copies in messages]
                tasks: list[list[Task]] = []
            elif wish.delay_s:
                due = clock.now() + wish.delay_s
                sent = [[self.courier.later(message, due) for message in copies] for copies in messages]
                tasks = []
            else:
                sent, tasks = [], [[self.courier.enqueue(message) for message in c] for c in messages]
        for copies in tasks:
            sent.append(await self.courier.send_together(copies))
        return states[-1], [message for copies in sent for message in copies]

    def _play(self, transaction: Transaction, wish: Wish, by_hand: bool) -> list[Transaction]:
        """The states it goes through, the last one being how it is now."""
        if wish.outcome == "again":
            return [transaction]
        states: list[Transaction] = []
        if wish.amount is not None:
            transaction = replace(transaction, amount=wish.amount)
        target, fraud = OUTCOMES[wish.outcome], "accept"
        if transaction.payment_type == "credit_card" and wish.outcome == "settle":
            target = "capture"
        if wish.outcome == "challenge":
            if transaction.payment_type != "credit_card":
                raise Refused(412, "Only a card payment can be challenged")
            fraud = "challenge"
        if transaction.status == target or (wish.outcome == "settle" and transaction.status == "settlement"):
            return [transaction]  # nothing new happens, but it is told again
        if wish.settle_after_expiry and transaction.status in ("pending", "created"):
            transaction = self._step(transaction, "expire")
            states.append(transaction)
        over = transaction.status in ("expire", "cancel") or _page_is_over(transaction)
        if by_hand and over and wish.outcome == "settle" and not wish.settle_after_expiry:
            raise Refused(412, "It has expired or was cancelled; settle_after_expiry pays all the same")
        transaction = self._step(replace(transaction, fraud_status=fraud), target)
        states.append(transaction)
        if fraud == "accept":
            self._schedule_settlement(transaction)
        if wish.deny_after_settle_s is not None and wish.outcome == "settle":
            self.clockwork.at(clock.now() + wish.deny_after_settle_s, "midtrans.reverse", transaction.id)
        return states

    def _messages(self, states: Sequence[Transaction], wish: Wish) -> list[list[Message]]:
        """In the order of sending; each with its copies, which leave together."""
        told = list(states)
        if wish.reorder:
            if len(told) == 1:
                told.insert(0, _before(told[0]))
            told.reverse()
        copies = 1 + int(wish.duplicate)
        return [[message for _ in range(copies) for message in self._notices(state, wish)] for state in told]

    def _notices(self, transaction: Transaction, wish: Wish | None = None) -> list[Message]:
        amount = transaction.amount
        if wish and wish.wrong_amount is not False:
            amount = amount - 1 if wish.wrong_amount is True else wish.wrong_amount
        key = "not the key" if wish and wish.wrong_signature else self.settings.server_key
        body: dict[str, Any] = answers.notification(transaction, key, amount=amount)
        return [
            Message(
                provider=PROVIDER,
                payment_id=transaction.id,
                kind=transaction.status,
                url=url,
                body=msgspec.json.encode(body).decode(),
            )
            for url in transaction.notify_urls
        ]

    async def _expire_when_due(self, id: str) -> None:
        with self.store.tx():
            transaction = self.find(id)
            if transaction.status == "pending":
                self._step_and_tell(transaction, "expire")

    async def _settle_card(self, id: str) -> None:
        with self.store.tx():
            transaction = self.find(id)
            if transaction.status == "capture":
                self._step_and_tell(transaction, "settlement")

    async def _reverse(self, id: str) -> None:
        with self.store.tx():
            transaction = self.find(id)
            if transaction.status in ("settlement", "capture"):
                self._step_and_tell(transaction, "deny")

    # -- small steps

    def _check_order(self, details: TransactionDetails, items: list[Item] | None) -> None:
        if items is not None and sum(item.price * item.quantity for item in items) != details.gross_amount:
            raise Refused(400, "transaction_details.gross_amount is not equal to the sum of item_details")
        if self.store.payment(PROVIDER, details.order_id) is not None:
            raise Refused(406, "The request could not be completed due to a conflict: order_id is taken")

    def _step_and_tell(self, transaction: Transaction, status: str) -> Transaction:
        transaction = self._step(transaction, status)
        self._tell_later(transaction)
        return transaction

    def _step(self, transaction: Transaction, status: str) -> Transaction:
        rules.check_step(transaction.status, status)
        paid = status in ("settlement", "capture")
        settled = clock.now() if paid and transaction.settled is None else transaction.settled
        transaction = replace(transaction, status=status, settled=settled)
        self._save(transaction)
        return transaction

    def _schedule_settlement(self, transaction: Transaction) -> None:
        if transaction.status == "capture":
            due = clock.now() + rules.CARD_SETTLES_S * self.settings.time_scale
            self.clockwork.at(due, "midtrans.settle_card", transaction.id)

    def _tell_later(self, transaction: Transaction) -> None:
        """Right after this step, without anybody waiting for it."""
        for message in self._notices(transaction):
            self.courier.later(message, clock.now())

    def _save(self, transaction: Transaction) -> None:
        self.store.save_payment(
            id=transaction.id,
            provider=PROVIDER,
            order_id=transaction.order_id,
            code=(transaction.biller_code + transaction.code) if transaction.code else None,
            state=msgspec.json.encode(transaction),
        )


def _page_is_over(transaction: Transaction) -> bool:
    return transaction.status == "created" and transaction.expires <= clock.now()


def _with_payer_code(transaction: Transaction, asked: ChargeRequest) -> Transaction:
    """The number or text that pays it, as long as the bank's own are."""
    kind = asked.payment_type
    if kind in ("qris", "gopay"):
        text = qris.encode(amount=transaction.amount, reference=transaction.id.replace("-", "")[:25])
        return replace(transaction, code=text, acquirer=asked.qris.acquirer if kind == "qris" else "")
    if kind == "echannel":
        if asked.echannel is None:
            raise Refused(400, "echannel is required")
        return replace(transaction, biller_code="70012", code=_digits(12))
    if kind == "cstore":
        if asked.cstore is None:
            raise Refused(400, "cstore is required")
        return replace(transaction, bank=asked.cstore.store, code=_digits(14))
    if kind == "bank_transfer":
        if asked.bank_transfer is None:
            raise Refused(400, "bank_transfer.bank is required")
        bank = asked.bank_transfer.bank
        prefix = {"bca": "12345", "bni": "9888", "bri": "26215", "permata": "8562"}[bank]
        return replace(transaction, bank=bank, code=prefix + _digits(12))
    return transaction


def _digits(count: int) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(count))


def _before(transaction: Transaction) -> Transaction:
    """What there was to tell before this: of a refund, what had come and all earlier ones."""
    if not transaction.refunds or transaction.status not in ("refund", "partial_refund"):
        return replace(transaction, status="pending", settled=None)
    earlier = transaction.refunds[:-1]
    return replace(transaction, status="partial_refund" if earlier else "settlement", refunds=earlier)

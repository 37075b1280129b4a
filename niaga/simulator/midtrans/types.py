"""What Midtrans is asked, and what it remembers of a transaction."""

from typing import Annotated, Literal

import msgspec

PaymentType = Literal["bank_transfer", "echannel", "gopay", "qris", "shopeepay", "cstore", "credit_card"]
OrderId = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9\-_~.]{1,50}\Z")]
Amount = Annotated[int, msgspec.Meta(ge=1)]
Unit = Literal["second", "minute", "hour", "day", "seconds", "minutes", "hours", "days"]


class TransactionDetails(msgspec.Struct, frozen=True):
    order_id: OrderId
    gross_amount: Amount


class Item(msgspec.Struct, frozen=True):
    price: int
    quantity: int
    name: str = ""


class Customer(msgspec.Struct, frozen=True):
    first_name: str = ""
    last_name: str = ""


class CustomExpiry(msgspec.Struct, frozen=True):
    expiry_duration: Annotated[int, msgspec.Meta(ge=1)]
    unit: Unit = "minute"
    order_time: str = ""


class BankTransfer(msgspec.Struct, frozen=True):
    bank: Literal["bca", "bni", "bri", "permata"]


class Echannel(msgspec.Struct, frozen=True):
    bill_info1: str
    bill_info2: str


class Wallet(msgspec.Struct, frozen=True):
    callback_url: str = ""


class Qris(msgspec.Struct, frozen=True):
    acquirer: Literal["gopay", "airpay shopee"] = "gopay"


class Cstore(msgspec.Struct, frozen=True):
    store: Literal["indomaret", "alfamart"]
    message: str = ""


class ChargeRequest(msgspec.Struct, frozen=True):
    payment_type: Literal["bank_transfer", "echannel", "gopay", "qris", "shopeepay", "cstore"]
    transaction_details: TransactionDetails
    item_details: list[Item] | None = None
    customer_details: Customer = Customer()
    custom_expiry: CustomExpiry | None = None
    bank_transfer: BankTransfer | None = None
    echannel: Echannel | None = None
    gopay: Wallet = Wallet()
    shopeepay: Wallet = Wallet()
    qris: Qris = Qris()
    cstore: Cstore | None = None


class SnapExpiry(msgspec.Struct, frozen=True):
    duration: Annotated[int, msgspec.Meta(ge=1)]
    unit: Unit = "minute"
    start_time: str = ""


class Callbacks(msgspec.Struct, frozen=True):
    finish: str = ""


class SnapRequest(msgspec.Struct, frozen=True):
    transaction_details: TransactionDetails
    item_details: list[Item] | None = None
    customer_details: Customer = Customer()
    expiry: SnapExpiry | None = None
    callbacks: Callbacks = Callbacks()


class RefundRequest(msgspec.Struct, frozen=True):
    refund_key: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9\-_]{1,255}\Z")] = ""
    amount: Amount | None = None
    reason: str = ""


class RefundLine(msgspec.Struct, frozen=True):
    id: int
    key: str
    amount: int
    at: float
    reason: str


class Transaction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All we know of one. `created` is a Snap token nobody has paid with yet: to the API it does not exist.

    Instants are epoch seconds. `code` is what the payer was given: QR text, account number, bill, Snap token.
    """

    id: str
    order_id: str
    payment_type: PaymentType
    amount: int
    status: str = "pending"
    fraud_status: str = "accept"
    created: float
    expires: float
    settled: float | None = None
    code: str | None = None
    bank: str = ""  # of the virtual account, or the store of a payment code
    biller_code: str = ""
    acquirer: str = ""
    customer: str = ""
    return_url: str = ""
    notify_urls: tuple[str, ...] = ()
    refunds: tuple[RefundLine, ...] = ()

    @property
    def refunded(self) -> int:
        return sum(line.amount for line in self.refunds)


class Refused(Exception):
    """Midtrans says no: the code that goes in the body and in the HTTP status."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{code} {message}")
        self.code = code
        self.message = message

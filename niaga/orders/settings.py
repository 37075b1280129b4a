"""How orders are configured: how long goods are kept for them, and how much for one person."""

import functools

from pydantic import Field

from niaga.kit.config import Section


class Settings(Section):
    hold_minutes: int = Field(15, ge=3, le=24 * 60)
    """How long stock is kept for an order that is not paid yet."""
    hold_cash_minutes: int = Field(120, ge=3, le=7 * 24 * 60)
    """The same for cash at pickup, until the seller accepts: of the time in which the shop is open."""
    unpaid_orders: int = Field(10, ge=1)
    """Most orders one person may have unpaid at a time."""
    unpaid_units: int = Field(500, ge=1)
    """Most goods that are kept for one person's unpaid orders, all together."""
    unpaid_orders_unproven: int = Field(5, ge=1)
    """The same while neither a mailbox nor a phone is proven to be theirs."""
    unpaid_units_unproven: int = Field(100, ge=1)


@functools.cache
def settings() -> Settings:
    """This process's, read from the environment once."""
    return Settings()

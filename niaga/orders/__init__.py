"""Orders: one checkout makes one order, with one payment; each shop gets its own shop order in it.

Owns     quotes, orders, shop orders, their lines and their history.
Promises an order is paid only when its stock has been taken for good, so nothing is ever sold twice;
         Σ shop orders = order = what is charged, to the rupiah;
         money always ends as an order or as a refund, whatever crashes in between;
         a step that is refused has written nothing, and cash is booked by the shop's word alone;
         the Idempotency-Key makes the order's id, so the same key gives the same order for ever.
States   rules.STEPS says who may take which step of a shop order; an order's own status follows from its shop
         orders (rules.order_status) and is never set otherwise.

This module alone conducts several others in a row (see api.checkout). Every call it makes is keyed by the order's
id and may be made again, so a crash between any two is healed by trying again, or by the hold's expiry.
"""

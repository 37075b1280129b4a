"""Inventory: what lies in which warehouse, to whom it is promised, and how it came and went.

It promises that no unit is ever promised twice:
- available = on hand − held, over a shop's active warehouses; a hold past its `expires_at` is free, swept or not;
- a hold takes all it wants or nothing, and may be split over warehouses, by priority;
- a hold's lines go  held → committed (sold) → returned,  or  held → released | lapsed;  a lapsed or released line may
  be held anew under the same id, a committed or returned one never;
- what one owner holds is counted where a limit is given, exactly, however many ask at once for the same owner; and a
  new hold may take the place of the owner's older ones, without anybody getting between;
- what a shop offers is listed in its stock from the first moment on, if only as nothing;
- every change of `on_hand` is a row of the append-only ledger, from which the balances can be rebuilt.

Whoever changes stock locks, in this order: owners that have a limit, holds by id, warehouses by id, all stock rows of
the places it touches by (shop, variant, warehouse). A hold's lines change only under the locks of their stock rows; so
correctness needs one database, never one process.
"""

"""Shops: who sells, where, when they are open, and who may act for them.

A shop is pending → approved or rejected; approved ↔ suspended; a rejected one may apply again.
Only approved shops sell, and only while somebody is left to run them: an owner who may sell, or a manager. Opening
hours and holidays are days and times on the shop's own clock; whether it is open is computed, never stored.
Staff have a role in one shop (owner, manager, cashier); another tenant's shop is not found rather than forbidden.
"""

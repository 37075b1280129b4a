"""Identity: people, how they prove who they are, their sessions, roles and addresses.

A person is `active`, `suspended` (cannot sign in) or `erased` (nothing personal is left; the id stays for the books).
A session is one device, for 90 days at most: a chain of refresh tokens, each good for one use. Using one twice ends
the session, because one of the two users stole it; the tabs of a browser have ten seconds to ask with the same one.
Access tokens live 15 minutes and are checked by every process without asking anybody (kit/http/auth.py); what must
count sooner, an ended session or changed roles, is told to all of them at once.

Another e-mail address counts once it is proven; the one before, if it was, can bring itself back for three days. What
is only claimed (an address, a phone number, a campus id) gives way to what is proven (docs/decisions, 0011).

Promises: no password, refresh token or link can be read from the database; whether an account exists cannot be told
from how logging in or forgetting a password is answered, nor from how long that takes.
"""

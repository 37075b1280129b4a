"""Identity: people, how they prove who they are, their sessions, roles and addresses.

A person is `active`, `suspended` (cannot sign in) or `erased` (nothing personal is left; the id stays for the books).
A session is one device: a chain of refresh tokens, each good for one use. Using one twice ends the session, because
one of the two users stole it. Access tokens live 15 minutes and are checked by every process without asking anybody
(kit/auth.py); what must count sooner, an ended session or changed roles, is told to all of them at once.

A changed e-mail address has to be verified anew, and the old one, if it was, can bring itself back for three days.

Promises: no password, refresh token or link can be read from the database; whether an account exists cannot be told
from how logging in or forgetting a password is answered, nor from how long that takes.
"""

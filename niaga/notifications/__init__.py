"""Tells people what has happened: in the app, live, and by e-mail.

Owns: notices (one for each thing, person and kind, so that what is told twice arrives once) and mails (kept until they
are sent; without an SMTP server they stay and can be read on the development mailbox page).
Promises: nothing is told that did not happen, nothing that happened is lost, nothing arrives twice in the app.
A mail may arrive twice when the process dies between the mail server's yes and our note of it.
"""

"""The payment providers, each behind the protocol in `gateway.py`; nothing outside payments knows which is used."""

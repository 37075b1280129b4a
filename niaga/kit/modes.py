"""What each mode refuses to run with. The demo's secrets, accounts and payments are known to everybody: they stay on
this machine. Production is for strangers: nothing may be guessable, simulated, or sent in the clear."""

import contextlib
import ipaddress
import socket
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from .config import Settings

MIN_SECRET = 32
"""Bytes. Keys follow from the secret by one fast hash, which suffices for one that nobody can guess: links in mails
are made with such a key, so whoever has one could try secrets at home as fast as machines allow."""
MIN_PAIRS = 20
"""Different pairs of neighbouring letters. 32 random hex digits have fewer once in some ten thousand million; words
repeated, or one key held down, have fewer always."""
WEAK_SECRET = "a NIAGA_SECRET that can be guessed (at least 32 random letters; `niaga doctor` makes one)"  # noqa: S105 - no secret
NEVER_PUBLIC = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid", ".example")


def refused(settings: "Settings") -> list[str]:
    """What this mode refuses of the kit's settings; nothing if it may start."""
    return in_production(settings) if settings.mode == "production" else in_demo(settings)


def in_production(s: "Settings") -> list[str]:
    """Each entry reads after "production mode refuses "."""
    secret, proxies = s.secret.get_secret_value(), s.proxies.strip()
    found = {
        "NIAGA_RATE_LIMIT=off": s.rate_limit == "off",
        "no NIAGA_SECRET": not secret,
        WEAK_SECRET: bool(secret) and weak(secret),
        "a NIAGA_PUBLIC_URL that is not https://": urlsplit(s.public_url).scheme != "https",
        "no NIAGA_PROXIES (who speaks https for us, and in whose word for an address we trust)": not proxies,
        "no NIAGA_REDIS_URL (the embedded Redis is an old one, for demos)": not s.redis_url,
        "NIAGA_DEMO_ON_NETWORK": s.demo_on_network,
    }
    return said(found)


def said(found: Mapping[str, bool]) -> list[str]:
    """Those that are so."""
    return [text for text, true in found.items() if true]


def in_demo(s: "Settings") -> list[str]:
    """The same for demo and test mode."""
    hosts = {"NIAGA_HOST": s.host, "NIAGA_PEERS_HOST": s.peers_host or s.host}
    open_ones = [f"{name}={host}" for name, host in hosts.items() if not is_loopback(host)]
    if s.demo_on_network or not open_ones:
        return []
    return [
        f"{' and '.join(open_ones)}: everybody there could read its mailbox and sign in as its admin"
        " (NIAGA_DEMO_ON_NETWORK=yes allows just that; NIAGA_MODE=production is for real use)"
    ]


def weak(secret: str) -> bool:
    """Whether it can be guessed; a long one of few letters, or of a word again and again, can."""
    pairs = {secret[n : n + 2] for n in range(len(secret) - 1)}
    return len(secret.encode()) < MIN_SECRET or len(pairs) < MIN_PAIRS


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach what listens there."""
    found = address(host)
    return found.is_loopback if found else host.lower().rstrip(".") == "localhost"


def abroad(url: str) -> bool:
    """Whether it is https to a host on the internet, by its spelling alone: no name is looked up here."""
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme != "https" or not host:
            return False
        found = address(host)
        return found.is_global if found else "." in host and not f".{host}".endswith(NEVER_PUBLIC)
    return False


def address(host: str) -> "ipaddress.IPv4Address | ipaddress.IPv6Address | None":
    """The address that a host is, in any spelling (127.1, 0x7f000001, ::ffff:127.0.0.1); None for a name."""
    with contextlib.suppress(ValueError):
        found = ipaddress.ip_address(host.strip("[]").partition("%")[0])
        return getattr(found, "ipv4_mapped", None) or found
    with contextlib.suppress(OSError, UnicodeError):
        return ipaddress.IPv4Address(socket.inet_aton(host))
    return None

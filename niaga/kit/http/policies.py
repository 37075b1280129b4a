"""What browsers are told to refuse, whatever a page of ours may come to contain (ASVS 3.4)."""

from collections.abc import Sequence
from typing import NamedTuple

from ..config import Settings

Headers = list[tuple[bytes, bytes]]

ALWAYS: Headers = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
]
DATA = b"default-src 'none'; frame-ancestors 'none'"
"""Of what is no page: if a browser is brought to show it as one, it may load and run nothing."""
HSTS = b"max-age=31536000"
PERMISSIONS = b"camera=(), microphone=(), geolocation=(self), payment=(), usb=()"
DATA_PATHS = ("/api/v1/", "/media/", "/health/", "/metrics", "/.well-known/")


class Policies(NamedTuple):
    page: Headers
    data: Headers

    def of(self, path: str, headers: Headers) -> Headers:
        """For an answer with these headers. One that brings a policy of its own keeps that."""
        chosen = self.data if path.startswith(DATA_PATHS) else self.page
        if any(name == b"content-security-policy" for name, _ in headers):
            return [h for h in chosen if h[0] != b"content-security-policy"]
        return chosen


def policies(settings: Settings, origins: Sequence[str] = ()) -> Policies:
    """The web client's own, and of all else. Styles stand inline: the component library sets positions and sizes so.
    `origins`: others than ours that pages may connect to."""
    connects = " ".join(["'self'", *origins])
    page = (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
        f"connect-src {connects}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    both = [*ALWAYS, (b"strict-transport-security", HSTS)] if settings.url.startswith("https:") else ALWAYS
    of_page = [(b"content-security-policy", page.encode()), (b"permissions-policy", PERMISSIONS)]
    return Policies([*both, *of_page], [*both, (b"content-security-policy", DATA)])


NONE = Policies(ALWAYS, [*ALWAYS, (b"content-security-policy", DATA)])
"""Where no page is served."""

"""Every module of the platform, lowest layer first. A new module is entered here, once: a house test compares this list
with the layers in pyproject.toml and the table in ARCHITECTURE.md.

Naming them costs nothing; a module's code is imported when it is loaded.
"""

import functools
import os
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import pydantic

from niaga.kit import advice, config
from niaga.notifications import settings as notifications
from niaga.orders import settings as orders
from niaga.payments import settings as payments

if TYPE_CHECKING:
    from niaga.kit.verify import Finding


class Loaded(NamedTuple):
    """What a module is made of, as far as the whole has to know."""

    handlers: ModuleType
    """Importing it makes its subscriptions and timed jobs known."""
    routes: Sequence[Any]
    root_routes: Sequence[Any] = ()
    """Those that do not lie under the API's prefix."""
    lifespan: Callable[[], AbstractAsyncContextManager[None]] | None = None
    """What it keeps open in a process that serves HTTP."""
    verify: "Callable[[], Awaitable[list[Finding]]] | None" = None
    repair: Callable[[], Awaitable[int]] | None = None


class Module(NamedTuple):
    name: str
    load: Callable[[], Loaded]
    settings: Callable[[], config.Section] | None = None


def _identity() -> Loaded:
    from niaga.identity import handlers, http

    return Loaded(handlers, http.routes, http.root_routes)


def _shops() -> Loaded:
    from niaga.shops import api, handlers, http

    return Loaded(handlers, http.routes, verify=api.verify)


def _inventory() -> Loaded:
    from niaga.inventory import api, handlers, http

    return Loaded(handlers, http.routes, verify=api.verify, repair=api.repair)


def _payments() -> Loaded:
    from niaga.payments import api, handlers, http

    return Loaded(handlers, http.routes, lifespan=http.lifespan, verify=api.verify)


def _catalog() -> Loaded:
    from niaga.catalog import api, handlers, http

    return Loaded(handlers, http.routes, lifespan=http.lifespan, verify=api.verify, repair=api.repair)


def _cart() -> Loaded:
    from niaga.cart import handlers, http

    return Loaded(handlers, http.routes)


def _orders() -> Loaded:
    from niaga.orders import api, handlers, http

    return Loaded(handlers, http.routes, verify=api.verify)


def _notifications() -> Loaded:
    from niaga.notifications import api, handlers, http

    return Loaded(handlers, http.routes, http.root_routes, http.lifespan, api.verify)


MODULES = (
    Module("identity", _identity),
    Module("shops", _shops),
    Module("inventory", _inventory),
    Module("payments", _payments, payments.settings),
    Module("catalog", _catalog),
    Module("cart", _cart),
    Module("orders", _orders, orders.settings),
    Module("notifications", _notifications, notifications.settings),
)
NAMES = tuple(module.name for module in MODULES)


@functools.cache
def load() -> dict[str, Loaded]:
    """Every module by its name. Ports, subscriptions, timed jobs and routes are known afterwards."""
    return {module.name: module.load() for module in MODULES}


def local(settings: config.Settings) -> tuple[str, ...]:
    """The modules that run in this process, lowest layer first."""
    named = [m.strip() for m in settings.modules.split(",") if m.strip()]
    return tuple(m for m in NAMES if m in named) or NAMES


def elsewhere(settings: config.Settings) -> dict[str, str]:
    """Module -> base URL, for those that run in other processes."""
    pairs = (p.split("=", 1) for p in settings.peers.split(",") if "=" in p)
    return {m.strip(): url.strip() for m, url in pairs if m.strip() not in local(settings)}


def settings_sections() -> list[Callable[[], config.Section]]:
    """The kit's settings and every module's."""
    return [config.settings, *(m.settings for m in MODULES if m.settings)]


def misspelt() -> dict[str, str]:
    """Variables of the environment that look like settings and are none -> the one that may be meant, or nothing."""
    return config.misspelt(os.environ, [type(read()) for read in settings_sections()])


def check_settings() -> None:
    """Raises Advice, which names all that is wrong in any of them."""
    failures: list[pydantic.ValidationError] = []
    for read in settings_sections():
        try:
            read()
        except pydantic.ValidationError as failure:
            failures.append(failure)
    if failures:
        raise advice.on_settings(failures)
    if wrong := _misplaced(config.settings()):
        raise advice.Advice(f"settings: {wrong}", "correct these variables; ARCHITECTURE.md says how to split")


def _misplaced(settings: config.Settings) -> str:
    """What is wrong with where the modules are said to run; empty if nothing is."""
    named = {m.strip() for m in settings.modules.split(",") if m.strip()}
    if unknown := named - set(NAMES):
        return f"NIAGA_MODULES names unknown modules: {', '.join(sorted(unknown))}"
    if missing := set(NAMES) - set(local(settings)) - set(elsewhere(settings)):
        return f"NIAGA_PEERS does not say where these modules run: {', '.join(sorted(missing))}"
    if elsewhere(settings) and not settings.peers_port:
        return "NIAGA_PEERS_PORT is needed where modules are split: the others call this one there"
    return ""

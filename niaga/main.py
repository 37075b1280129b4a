"""Puts the modules together: imports them, opens what they need, builds the HTTP application."""

import contextlib
import gc
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
from litestar import Litestar, Router
from litestar.types import ASGIApp

from niaga import modules
from niaga.identity import api as identity
from niaga.kit import cache, config, db, files, port, telemetry
from niaga.kit.bodies import StrictRequest
from niaga.kit.child import end_with_maker
from niaga.kit.config import Settings
from niaga.kit.http import access, auth, health, openapi, pages, peers, policies, problems, proxies, web
from niaga.kit.http.edge import Edge
from niaga.kit.http.transfer import Transfer

DIST = Path(__file__).parent.parent / "web" / "dist"
API = "/api/v1"


@contextlib.asynccontextmanager
async def opened(settings: Settings, database_url: str, redis_url: str, *, durable: bool = True) -> AsyncIterator[None]:
    """This process's connections: database (`durable` as in db.open_pool), Redis, files, peers."""
    modules.load()
    await db.open_pool(database_url, settings.database_pool, durable=durable)
    cache.open_redis(redis_url)
    files.open_files(settings.files_url, settings.home)
    port.peers.secret = settings.key("ports")
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=50)
    port.peers.elsewhere = {
        module: httpx.AsyncClient(base_url=url, limits=limits) for module, url in modules.elsewhere(settings).items()
    }
    try:
        yield
    finally:
        for client in port.peers.elsewhere.values():
            await client.aclose()
        port.peers.elsewhere = {}
        await cache.close_redis()
        await db.close_pool()


def build(settings: Settings, database_url: str, redis_url: str) -> ASGIApp:
    """The HTTP application. It serves every module's routes, wherever the module itself runs."""
    loaded = modules.load()
    quiet = settings.log_level in ("warning", "error")

    @contextlib.asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with opened(settings, database_url, redis_url), contextlib.AsyncExitStack() as stack:
            auth.start(identity)
            stack.push_async_callback(auth.stop)
            for module in loaded.values():
                if module.lifespan:
                    await stack.enter_async_context(module.lifespan())
            if settings.peers_port:
                host = settings.peers_host or settings.host
                await stack.enter_async_context(peers.listening(host, settings.peers_port, quiet=quiet))
            yield

    app = Litestar(
        [*_routes(), pages.media, *pages.client(DIST)],
        middleware=[access.Guard],
        request_class=StrictRequest,
        exception_handlers=problems.exception_handlers,
        lifespan=[lifespan],
        openapi_config=openapi.config(),
        request_max_body_size=web.MAX_BODY,
        logging_config=None,
        debug=False,
    )
    origins = [origin for read in modules.settings_sections() for origin in read().origins()]
    limited, told = settings.rate_limit == "on", policies.policies(settings, origins)
    return Edge(Transfer(app), limited=limited, quiet=quiet, policies=told)


def application() -> ASGIApp:
    """What the HTTP server runs in each of its processes; the URLs come from the environment by then."""
    end_with_maker()
    found = config.settings()
    telemetry.start(found, "niaga-web")
    built = proxies.behind(build(found, found.database_url, found.redis_url), found.proxies)
    gc.collect()
    gc.freeze()  # what is there now stays for good: no use in looking through it again and again
    gc.set_threshold(20_000, 20, 20)
    return built


def contract() -> dict[str, Any]:
    """The OpenAPI document, without opening anything; always in the same order."""
    return Litestar(_routes(), openapi_config=openapi.config(), logging_config=None).openapi_schema.to_schema()


def _routes() -> list[Any]:
    """Every documented route: the modules' under the prefix, and those that have none."""
    loaded = modules.load().values()
    api = [route for module in loaded for route in module.routes]
    root = [route for module in loaded for route in module.root_routes]
    openapi.describe([*api, *root])
    return [Router(API, route_handlers=api), *root, *health.routes]

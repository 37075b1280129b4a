"""Puts the modules together: imports them, opens what they need, builds the HTTP application."""

import contextlib
import importlib
import mimetypes
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import msgspec
from litestar import Litestar, Response, Router, get, post
from litestar.config.compression import CompressionConfig
from litestar.datastructures import CacheControlHeader
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp

from niaga import __name__ as PACKAGE
from niaga.kit import auth, cache, config, db, files, health, port, telemetry, web, worker
from niaga.kit.config import MODULES, Settings
from niaga.kit.edge import Edge

DIST = Path(__file__).parent.parent / "web" / "dist"
API = "/api/v1"


def load(modules: Sequence[str] = MODULES) -> dict[str, ModuleType]:
    """Import what makes each module known: its ports, its subscriptions and timed jobs, its routes."""
    for module in modules:
        importlib.import_module(f"{PACKAGE}.{module}.api")
        importlib.import_module(f"{PACKAGE}.{module}.handlers")
    return {module: importlib.import_module(f"{PACKAGE}.{module}.http") for module in modules}


@contextlib.asynccontextmanager
async def opened(settings: Settings, database_url: str, redis_url: str) -> AsyncIterator[None]:
    """This process's connections: database, Redis, files, peers."""
    load()
    await db.open_pool(database_url, settings.database_pool)
    cache.open_redis(redis_url)
    files.open_files(settings.files_url, settings.home)
    port.peers.secret = settings.key("ports")
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=50)
    port.peers.elsewhere = {
        module: httpx.AsyncClient(base_url=url, limits=limits) for module, url in settings.elsewhere.items()
    }
    from niaga.identity import api as identity  # after load(): modules are known by then

    auth.start(identity)
    try:
        yield
    finally:
        await auth.stop()
        for client in port.peers.elsewhere.values():
            await client.aclose()
        port.peers.elsewhere = {}
        await cache.close_redis()
        await db.close_pool()


def build(settings: Settings, database_url: str, redis_url: str) -> ASGIApp:
    """The HTTP application. It serves every module's routes, wherever the module itself runs."""
    https = load()
    api: list[Any] = []
    root: list[Any] = []
    for http in https.values():
        api += http.routes
        root += getattr(http, "root_routes", [])

    @contextlib.asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        async with opened(settings, database_url, redis_url), contextlib.AsyncExitStack() as stack:
            for http in https.values():
                if hasattr(http, "lifespan"):
                    await stack.enter_async_context(http.lifespan())
            yield

    app = Litestar(
        [
            Router(API, route_handlers=api),
            *root,
            *health.routes,
            answer_port,
            hear_event,
            media,
            *_client(DIST),
        ],
        guards=[web.guard],
        exception_handlers=web.exception_handlers,
        lifespan=[lifespan],
        openapi_config=_openapi(),
        compression_config=CompressionConfig(backend="gzip", exclude=["^/api", "^/media", "^/_"], minimum_size=1000),
        request_max_body_size=web.MOST_BODY,
        logging_config=None,
        debug=False,
    )
    return Edge(app, limited=settings.rate_limit == "on", quiet=settings.log_level != "debug")


def _openapi() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="Niaga",
        version="1",
        description="One commerce platform: many shops, one cart, one payment. Money is whole rupiah.",
        path="/api",
        render_plugins=[JsonRenderPlugin(path=["/openapi.json"])],
        components=Components(
            security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT")}
        ),
        security=[{"bearer": []}],
    )


@post(port.PATH + "{module:str}/{name:str}", opt=web.OPEN, status_code=200, include_in_schema=False)
async def answer_port(request: web.HttpRequest, module: str, name: str) -> Response[bytes]:
    body = await _from_peer(request)
    try:
        answer = await port.serve(f"{module}/{name}", body)
    except port.Refusal as refused:
        told = {"code": refused.code, "data": refused.data}
        return Response(msgspec.json.encode(told), status_code=refused.status, media_type="application/json")
    return web.json_bytes(answer)


@post(worker.PATH + "{name:str}", opt=web.OPEN, status_code=204, include_in_schema=False)
async def hear_event(request: web.HttpRequest, name: str) -> None:
    await worker.serve(name, await _from_peer(request))


async def _from_peer(request: web.HttpRequest) -> bytes:
    body = await request.body()
    headers = request.headers
    until, signature = headers.get("x-niaga-deadline", "0"), headers.get("x-niaga-signature", "")
    port.check(request.scope["path"], until, signature, body)
    return body


@get(files.PREFIX + "{key:path}", opt=web.OPEN, include_in_schema=False)
async def media(key: str) -> Response[bytes]:
    """An uploaded file. Its name is its hash, so it may be kept for ever."""
    data, kind = await files.get(key.lstrip("/"))
    keep = {"cache-control": "public, max-age=31536000, immutable"}
    return Response(data, media_type=kind, headers=keep)


def _client(dist: Path) -> list[Any]:
    """The web client: its files, and its one page for every other address."""
    if not (dist / "index.html").exists():
        return []

    @get(["/", "/{path:path}"], opt=web.OPEN, include_in_schema=False)
    async def page(path: str = "") -> Response[bytes]:
        wanted = (dist / path.lstrip("/")).resolve()
        if path.startswith(("/api", "/media", "/_")):
            raise web.NotFound()
        if wanted.is_file() and wanted.is_relative_to(dist.resolve()):
            return Response(wanted.read_bytes(), media_type=_kind(wanted), headers={"cache-control": "no-cache"})
        return Response(
            (dist / "index.html").read_bytes(), media_type="text/html", headers={"cache-control": "no-cache"}
        )

    assets = create_static_files_router(
        "/assets",
        directories=[dist / "assets"],
        opt=web.OPEN,
        include_in_schema=False,
        cache_control=_FOREVER,
    )
    return [assets, page]


_FOREVER = CacheControlHeader(max_age=31_536_000, public=True, immutable=True)


def _kind(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def application() -> ASGIApp:
    """What the HTTP server runs in each of its processes; the URLs come from the environment by then."""
    found = config.settings()
    telemetry.start(found, "niaga-web")
    return build(found, found.database_url, found.redis_url)

"""Files over HTTP: what people uploaded, and the web client."""

import mimetypes
from pathlib import Path
from typing import Any

from litestar import Response, get
from litestar.datastructures import CacheControlHeader
from litestar.static_files import create_static_files_router

from . import files, web
from .errors import NotFound

FOREVER = CacheControlHeader(max_age=31_536_000, public=True, immutable=True)
NEVER = {"cache-control": "no-cache"}


@get(files.PREFIX + "{key:path}", opt=web.OPEN, include_in_schema=False)
async def media(key: str) -> Response[bytes]:
    """An uploaded file. Its name is its hash, so it may be kept for ever."""
    data, kind = await files.get(key.lstrip("/"))
    return Response(data, media_type=kind, headers={"cache-control": FOREVER.to_header()})


def client(dist: Path) -> list[Any]:
    """The web client: its files, and its one page for every other address. Nothing where it is not built."""
    if not (dist / "index.html").exists():
        return []
    root = dist.resolve()

    @get(["/", "/{path:path}"], opt=web.OPEN, include_in_schema=False)
    async def page(path: str = "") -> Response[bytes]:
        if path.startswith(("/api/", files.PREFIX, "/_")):
            raise NotFound()
        wanted = (root / path.lstrip("/")).resolve()
        if not (wanted.is_relative_to(root) and wanted.is_file()):
            wanted = root / "index.html"
        kind = mimetypes.guess_type(wanted.name)[0] or "application/octet-stream"
        return Response(wanted.read_bytes(), media_type=kind, headers=NEVER)

    assets = create_static_files_router(
        "/assets", directories=[root / "assets"], opt=web.OPEN, include_in_schema=False, cache_control=FOREVER
    )
    return [assets, page]

"""Files over HTTP: what people uploaded, and the web client."""

import functools
import mimetypes
import re
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import CacheControlHeader

from .. import files
from ..errors import NotFound
from . import web

FOREVER = CacheControlHeader(max_age=31_536_000, public=True, immutable=True).to_header()
NEVER = "no-cache"
MAX_FILES = 512
PACKED = ".br"
"""Added to the name of a file by the client's build, which has time to compress it well."""
BROTLI = re.compile(r"(?:^|,)\s*br\s*(?:;\s*q\s*=\s*(?P<quality>[\d.]+)\s*)?(?:,|\Z)")


@get(files.PREFIX + "{key:path}", opt=web.OPEN, include_in_schema=False)
async def media(key: str) -> Response[bytes]:
    """An uploaded file. Its name is its hash, so it may be kept for ever."""
    data, kind = await files.get(key.lstrip("/"))
    return Response(data, media_type=kind, headers={"cache-control": FOREVER})


def client(dist: Path) -> list[Any]:
    """The web client: its files, and its one page for every other address. Nothing where it is not built."""
    if not (dist / "index.html").exists():
        return []
    root = dist.resolve()

    @get(["/", "/{path:path}"], opt=web.OPEN, include_in_schema=False)
    async def page(request: Request[Any, Any, Any], path: str = "") -> Response[bytes]:
        """Files under assets/ have their hash in their name; all else is asked for anew."""
        if path.startswith(("/api/", files.PREFIX, "/_")):
            raise NotFound()
        found = _file(root, path)
        if found is None and path.startswith("/assets/"):
            raise NotFound()
        wanted = found or root / "index.html"
        asset = wanted.is_relative_to(root / "assets")
        kind = mimetypes.guess_type(wanted.name)[0] or "application/octet-stream"
        headers = {"cache-control": FOREVER if asset else NEVER}
        packed = wanted.with_name(wanted.name + PACKED)
        if asset and packed.is_file() and takes_brotli(request.headers.get("accept-encoding", "")):
            headers |= {"content-encoding": "br", "vary": "accept-encoding"}
            wanted = packed
        return Response(_content(wanted, wanted.stat().st_mtime_ns), media_type=kind, headers=headers)

    return [page]


def _file(root: Path, path: str) -> Path | None:
    """The file that this address names. Nobody can have one whose name holds a NUL, or is too long for the disk."""
    try:
        wanted = (root / path.lstrip("/")).resolve()
        return wanted if wanted.is_relative_to(root) and wanted.is_file() else None
    except (OSError, ValueError):
        return None


@functools.lru_cache(maxsize=MAX_FILES)
def _content(path: Path, _changed_at: int) -> bytes:
    """Read once for as long as the file does not change."""
    return path.read_bytes()


def takes_brotli(accepted: str) -> bool:
    """Whether an `Accept-Encoding` names it, and not to refuse it (`br;q=0`)."""
    found = BROTLI.search(accepted.lower())
    return found is not None and (found["quality"] or "1").strip("0.") != ""

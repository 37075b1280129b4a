"""Files people upload: a local folder by default, S3-compatible by URL (NIAGA_FILES_URL).

Keys are made of the content's hash, so a file never changes and may be cached for ever.
"""

import contextlib
import hashlib
import mimetypes
import re
from pathlib import Path
from uuid import UUID

import obstore
from obstore.store import LocalStore, ObjectStore, from_url

from .errors import NotFound

PREFIX = "/media/"
KEY = re.compile(r"[a-z]+/[0-9a-f]{2}/[0-9a-f]{32}\.[a-z0-9]+")

_store: ObjectStore | None = None


def open_files(url: str, home: Path) -> None:
    """`url` as in NIAGA_FILES_URL; empty is the folder `home`/files."""
    global _store
    if "://" in url:
        _store = from_url(url)
    else:
        folder = Path(url) if url else home / "files"
        folder.mkdir(parents=True, exist_ok=True)
        _store = LocalStore(folder.resolve())


def store() -> ObjectStore:
    assert _store is not None, "open_files first"
    return _store


async def put(folder: str, data: bytes, ending: str, *, own: bytes = b"") -> str:
    """Keep the file; returns its key, `<folder>/<hash>.<ending>`. The same bytes get the same key, unless `own` makes
    the file one's own: then it can be deleted without asking who else has it.
    """
    digest = hashlib.blake2b(data, key=own, digest_size=16).hexdigest()
    key = _key(folder, digest, ending)
    await obstore.put_async(store(), key, data)
    return key


def _key(folder: str, digest: str, ending: str) -> str:
    return f"{folder}/{digest[:2]}/{digest}.{ending}"


def id_of(key: str) -> UUID:
    """The file's hash as an id, for events that tell of it."""
    return UUID(key.rpartition("/")[2].partition(".")[0])


def key_of(folder: str, id: UUID, ending: str) -> str:
    return _key(folder, id.hex, ending)


async def get(key: str) -> tuple[bytes, str]:
    """Bytes and media type. Raises NotFound."""
    if KEY.fullmatch(key) is None:  # the store has an error of its own for each kind of nonsense
        raise NotFound()
    try:
        found = await obstore.get_async(store(), key)
        data = bytes(await found.bytes_async())
    except (FileNotFoundError, obstore.exceptions.NotFoundError) as gone:
        raise NotFound() from gone
    return data, mimetypes.guess_type(key)[0] or "application/octet-stream"


async def delete(key: str) -> None:
    """Gone, also when it was before."""
    with contextlib.suppress(FileNotFoundError, obstore.exceptions.NotFoundError):
        await obstore.delete_async(store(), key)


def url(key: str) -> str:
    """The path a browser asks for."""
    return PREFIX + key

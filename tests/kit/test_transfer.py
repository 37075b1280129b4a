"""How answers travel: compressed, not at all where they are known, and never so that their length tells a secret."""

import gzip
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar import Litestar, Response, get, post
from litestar.response import ServerSentEvent

from niaga.kit.http import web
from niaga.kit.http.transfer import SMALLEST, Transfer, packed

LONG = {"words": ["beras", "gula", "kopi"] * 200}


@get("/public", opt=web.PUBLIC)
async def public() -> dict[str, Any]:
    return LONG


@get("/public/{times:int}", opt=web.PUBLIC)
async def varying(times: int) -> dict[str, Any]:
    return {"words": ["beras"] * times}


@get("/own", opt=web.OWN)
async def own() -> Response[dict[str, Any]]:
    return Response(LONG, headers={"x-cart-token": "t"})


@get("/mine")
async def mine() -> dict[str, Any]:
    return LONG


@get("/api/v1/auth/sessions")
async def secret() -> dict[str, Any]:
    return LONG


@get("/kept", opt=web.PUBLIC)
async def kept() -> Response[dict[str, Any]]:
    return Response(LONG, headers={"cache-control": "public, max-age=60"})


@post("/public", opt=web.PUBLIC)
async def posted() -> dict[str, Any]:
    return LONG


@get("/stream", opt=web.PUBLIC)
async def stream() -> ServerSentEvent:
    async def lines() -> AsyncIterator[str]:
        for _ in range(3):
            yield "x" * SMALLEST

    return ServerSentEvent(lines())


@get("/picture", opt=web.PUBLIC)
async def picture() -> Response[bytes]:
    return Response(b"\0" * 5000, media_type="image/webp")


@pytest.fixture
async def plain() -> AsyncIterator[httpx.AsyncClient]:
    """To an application of such routes; asks for gzip unless told otherwise."""
    routes = [public, varying, own, mine, secret, kept, posted, stream, picture]
    app: Any = Transfer(Litestar(routes, openapi_config=None, logging_config=None))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://niaga.test") as found:
        found.headers["accept-encoding"] = "gzip, br"
        yield found


async def test_what_everybody_sees_is_compressed_once(plain: httpx.AsyncClient) -> None:
    packed.cache_clear()
    for _ in range(3):
        answer = await plain.get("/public")
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.json() == LONG
        assert int(answer.headers["content-length"]) < len(answer.content) / 4
    assert packed.cache_info().misses == 1


@pytest.mark.parametrize("asked", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0, identity", "*;q=0"])
async def test_who_does_not_take_gzip_gets_it_plain(plain: httpx.AsyncClient, asked: str) -> None:
    for path in ("/public", "/mine"):
        answer = await plain.get(path, headers={"accept-encoding": asked})
        assert "content-encoding" not in answer.headers
        assert int(answer.headers["content-length"]) == len(answer.content)
        assert answer.headers["vary"] == "accept-encoding"
        assert answer.json() == LONG


@pytest.mark.parametrize("asked", ["gzip", "GZIP", "br;q=1, gzip;q=0.5", "deflate, gzip"])
async def test_who_takes_gzip_gets_it(plain: httpx.AsyncClient, asked: str) -> None:
    answer = await plain.get("/public", headers={"accept-encoding": asked})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "accept-encoding"


async def test_what_is_small_is_left_alone(plain: httpx.AsyncClient) -> None:
    answer = await plain.get("/public/3")
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "accept-encoding"  # it may be large the next time
    assert answer.headers["etag"].startswith('W/"')


async def test_what_the_reader_has_is_not_sent_again(plain: httpx.AsyncClient) -> None:
    first = await plain.get("/public/300")
    etag = first.headers["etag"]
    for known in (etag, etag.removeprefix("W/"), f'"other", {etag}'):
        for encoding in ("gzip", "identity"):
            again = await plain.get("/public/300", headers={"if-none-match": known, "accept-encoding": encoding})
            assert again.status_code == 304
            assert again.content == b""
            assert again.headers["etag"] == etag
            assert again.headers["vary"] == "accept-encoding"
            assert again.headers["cache-control"] == "no-cache"
            assert "content-length" not in again.headers
            assert "content-encoding" not in again.headers
    changed = await plain.get("/public/301", headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != etag


@pytest.mark.parametrize("path", ["/own", "/mine"])
async def test_what_is_ones_own_is_kept_by_nobody(plain: httpx.AsyncClient, path: str) -> None:
    packed.cache_clear()
    answer = await plain.get(path)
    assert answer.json() == LONG
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert packed.cache_info().currsize == 0
    if path == "/own":
        assert answer.headers["x-cart-token"] == "t"


async def test_a_routes_own_word_on_keeping_counts(plain: httpx.AsyncClient) -> None:
    assert (await plain.get("/kept")).headers.get_list("cache-control") == ["public, max-age=60"]


async def test_lengths_of_secrets_are_not_told(plain: httpx.AsyncClient) -> None:
    for answer in (await plain.get("/api/v1/auth/sessions"), await plain.post("/public")):
        assert answer.status_code < 300
        assert "content-encoding" not in answer.headers


async def test_streams_and_pictures_pass_as_they_are(plain: httpx.AsyncClient) -> None:
    for path in ("/stream", "/picture"):
        answer = await plain.get(path)
        assert answer.status_code == 200
        assert "content-encoding" not in answer.headers
        assert "etag" not in answer.headers
        assert len(answer.content) >= 3 * SMALLEST


def test_the_same_content_gives_the_same_bytes() -> None:
    packed.cache_clear()
    first = packed(b"x" * 2000)
    packed.cache_clear()
    assert packed(b"x" * 2000) == first
    assert first.small is not None
    assert gzip.decompress(first.small) == b"x" * 2000


async def test_the_platform_does_it(client: httpx.AsyncClient) -> None:
    docs = await client.get("http://niaga.test/api/docs")
    assert docs.headers["content-encoding"] == "gzip"
    assert (await client.get("/cart")).headers["cache-control"] == "no-store"
    known = await client.get("/categories")
    assert (await client.get("/categories", headers={"if-none-match": known.headers["etag"]})).status_code == 304


@pytest.mark.parametrize("path", ["/public", "/mine", "/nowhere", "/api/v1/auth/sessions"])
async def test_head_is_get_without_its_body(plain: httpx.AsyncClient, path: str) -> None:
    whole, head = await plain.get(path), await plain.head(path)
    assert (head.status_code, head.headers) == (whole.status_code, whole.headers)
    assert head.content == b""


async def test_of_a_stream_there_is_no_head(plain: httpx.AsyncClient) -> None:
    assert (await plain.head("/stream")).status_code == 405

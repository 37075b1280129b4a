"""The web client's files and its one page for all other addresses."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from niaga.kit import files
from niaga.kit.http import pages, problems
from niaga.kit.http.transfer import Transfer

PAGE = "<html>the page</html>"
SECRET = "not for everybody"
BROTLI = bytes(range(256)) * 8
"""As good as compressed: nobody here looks into it."""


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient[Any]]:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text(PAGE)
    (dist / "assets" / "app-1a2b.js").write_text("run()")
    (dist / "assets" / "big-1a2b.js").write_text("run()" * 400)
    (dist / "assets" / "big-1a2b.js.br").write_bytes(BROTLI)
    (tmp_path / "secret").write_text(SECRET)
    monkeypatch.setattr(files, "_store", None)
    files.open_files("", tmp_path)
    app = Litestar(
        [pages.media, *pages.client(dist)],
        exception_handlers=problems.exception_handlers,
        openapi_config=None,
        logging_config=None,
    )
    with TestClient(app) as found:
        yield found


@pytest.mark.parametrize(
    "address",
    ["/", "/products/kopi", "/%00", f"/{'a' * 300}", "/..%2fsecret", "/%2e%2e/secret", "/assets%2f..%2findex.html"],
)
def test_every_address_has_the_page(client: TestClient[Any], address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.text, answer.headers["cache-control"]) == (200, PAGE, "no-cache")


def test_what_has_its_hash_in_its_name_is_kept(client: TestClient[Any]) -> None:
    answer = client.get("/assets/app-1a2b.js")
    assert (answer.text, "immutable" in answer.headers["cache-control"]) == ("run()", True)


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip, deflate, br", True), ("br;q=0.5", True), ("gzip", False), ("br;q=0, gzip", False), ("", False)],
)
def test_who_takes_brotli_gets_what_the_build_compressed(client: TestClient[Any], accepted: str, packed: bool) -> None:
    sent: list[Any] = []

    async def small(scope: Any, receive: Any, send: Any) -> None:
        async def kept(message: Any) -> None:
            sent.append(message)
            await send(message)

        await Transfer(client.app)(scope, receive, kept)

    with (
        TestClient(small) as through,
        through.stream("GET", "/assets/big-1a2b.js", headers={"accept-encoding": accepted}) as answer,
    ):
        assert answer.headers["vary"] == "accept-encoding"
        assert answer.headers["content-type"].startswith(("text/javascript", "application/javascript"))
        assert (answer.headers.get("content-encoding") == "br") is packed
    body = b"".join(message.get("body", b"") for message in sent)
    assert (body == BROTLI) is packed


@pytest.mark.parametrize("start", ["/assets/", "/media/"])
@pytest.mark.parametrize("name", ["old-9z.js", "%00", "a" * 300, "..%2fsecret", "%2e%2e%2fsecret"])
def test_a_file_that_is_not_there_is_not_found(client: TestClient[Any], start: str, name: str) -> None:
    answer = client.get(start + name)
    assert SECRET not in answer.text
    assert answer.status_code == 404


async def test_what_people_uploaded_is_kept_for_ever(client: TestClient[Any]) -> None:
    answer = client.get(files.url(await files.put("avatars", b"a picture", "webp")))
    assert (answer.content, answer.headers["content-type"]) == (b"a picture", "image/webp")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/_port/x", "/media/"])
def test_what_is_no_page_is_not_found(client: TestClient[Any], address: str) -> None:
    assert client.get(address).status_code == 404

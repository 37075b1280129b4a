"""People, shops and products to test with, made through the public API."""

import io
import itertools
from typing import Any

import httpx
from PIL import Image

from niaga.identity import api as identity
from niaga.identity.types import NewPerson
from niaga.kit import clock
from niaga.kit.ids import new_id

Json = dict[str, Any]
PASSWORD = "rahasia-pasar-8"
_numbers = itertools.count(1)


class Caller:
    """Somebody who calls the API."""

    def __init__(self, client: httpx.AsyncClient, token: str | None = None) -> None:
        self.client = client
        self.headers = {"authorization": f"Bearer {token}"} if token else {}

    async def ask(self, method: str, path: str, expect: int = 200, **sent: Any) -> Any:
        """The answer's body; what is sent is JSON unless `files` are. The status must be the one expected."""
        answer = await self.client.request(method, path, headers=self.headers, **sent)
        assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def get(self, path: str, expect: int = 200, **query: Any) -> Any:
        return await self.ask("GET", path, expect, params=query)

    async def post(self, path: str, expect: int = 201, **body: Any) -> Any:
        return await self.ask("POST", path, expect, json=body)

    async def put(self, path: str, expect: int = 200, **body: Any) -> Any:
        return await self.ask("PUT", path, expect, json=body)


async def person(client: httpx.AsyncClient, *roles: str) -> Caller:
    """A new person who has signed in."""
    email = f"pasar{next(_numbers)}-{new_id().hex[-6:]}@niaga.test"
    hashed = await identity.hash_password(password=PASSWORD)
    made = NewPerson(
        id=new_id(), name="Orang Pasar", email=email, roles=list(roles), password_hash=hashed, created_at=clock.now()
    )
    await identity.create_people(people=[made])
    session = (await client.post("/auth/login", json={"email": email, "password": PASSWORD})).json()
    return Caller(client, session["access_token"])


async def open_shop(seller: Caller, admin: Caller, **fields: Any) -> Json:
    """A shop of the seller's, approved."""
    made = await seller.post("/shops", **{"name": f"Toko {new_id().hex[-8:]}"} | fields)
    approved: Json = await admin.post(f"/shops/{made['id']}/approve", 200)
    return approved


def word() -> str:
    """A word nobody else has used: what tests search for."""
    return "z" + "".join(chr(97 + int(c, 16)) for c in new_id().hex[-10:])


def picture(kind: str = "JPEG", size: tuple[int, int] = (1600, 800)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "orange").save(out, kind)
    return out.getvalue()

"""People, shops and goods of a story, made and used through HTTP: on the platform's processes, or in this process.

What no route offers (the first admin, money in a wallet) goes through ports, signed like a peer's calls.
"""

import contextlib
import datetime as dt
import itertools
import os
from collections.abc import AsyncIterator, Sequence
from typing import Any

import asyncpg
import httpx
import msgspec

from niaga import modules
from niaga.kit import port
from niaga.kit.config import Settings
from niaga.kit.ids import new_id
from tests.conftest import PATIENCE_S, until
from tests.running import SECRET, Platform

Json = dict[str, Any]
PASSWORD = "kelapa-muda-77"
_numbers = itertools.count(100_001)
"""All of one length: no name is the beginning of another, and each is as wide on a page as the next."""
modules.load()


class Person:
    """Somebody with a token, who calls the API."""

    def __init__(self, world: "World", user: Json, token: str) -> None:
        self.world, self.user, self.id = world, user, user["id"]
        self.headers = {"authorization": f"Bearer {token}"}

    async def ask(self, method: str, path: str, expect: int | None = 200, **sent: Any) -> Any:
        """The answer's body; with `expect` None the whole answer."""
        headers = {**self.headers, **sent.pop("headers", {})}
        answer = await self.world.http.request(method, path, headers=headers, **sent)
        if expect is None:
            return answer
        assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def get(self, path: str, expect: int | None = 200, **query: Any) -> Any:
        return await self.ask("GET", path, expect, params=query)

    async def post(self, path: str, expect: int | None = 200, **body: Any) -> Any:
        return await self.ask("POST", path, expect, json=body)

    async def put(self, path: str, expect: int | None = 200, **body: Any) -> Any:
        return await self.ask("PUT", path, expect, json=body)

    # --- buying -------------------------------------------------------------------------------------------------

    async def add(self, offer_id: str, quantity: int = 1, note: str = "") -> Json:
        """Into the cart; returns the cart."""
        found: Json = await self.post("/cart", offer_id=offer_id, quantity=quantity, note=note)
        return found

    async def checkout(self, method: str = "wallet", expect: int | None = 201, **more: Any) -> Any:
        """Buy the cart. `key` is the Idempotency-Key, else a new one."""
        key = str(more.pop("key", None) or new_id())
        cart = more.pop("cart_id", None) or (await self.get("/cart"))["id"]
        body = {"cart_id": cart, "payment_method": method, "delivery_option": "pickup", **more}
        return await self.ask("POST", "/checkout", expect, json=body, headers={"idempotency-key": key})

    async def buy(self, *offers: str, method: str = "wallet", **more: Any) -> Json:
        """One of each; returns the order."""
        for offer in offers:
            await self.add(offer)
        found: Json = (await self.checkout(method, **more))["order"]
        return found

    async def order(self, id: str) -> Json:
        found: Json = await self.get(f"/orders/{id}")
        return found

    async def order_when(self, id: str, *statuses: str) -> Json:
        """The order, once it has one of these statuses."""
        last: Json = {}

        async def there() -> Json | None:
            nonlocal last
            last = await self.order(id)
            return last if last["status"] in statuses else None

        try:
            found: Json = await until(there)
        except AssertionError:
            raise AssertionError(f"not {statuses} but {last}") from None
        return found

    async def balance(self) -> int:
        return int((await self.get("/wallet"))["balance"])

    async def address(self) -> str:
        made = await self.post(
            "/users/me/addresses",
            201,
            recipient="Sari Dewi",
            phone="081234567890",
            line="Jl. Veteran No. 1",
            province="Jawa Timur",
            regency="Kota Malang",
            district="Lowokwaru",
            village="Ketawanggede",
            postal_code="65145",
        )
        return str(made["id"])

    async def simulate(self, payment: Json, outcome: str = "settle", **faults: Any) -> None:
        """What the payer's bank does; the platform hears of it by webhook."""
        answer = await self.world.http.post(
            payment["action"]["simulate_url"], json={"outcome": outcome, **faults}, headers={}
        )
        assert answer.status_code == 200, answer.text

    # --- selling ------------------------------------------------------------------------------------------------

    async def move(self, part: Json, *statuses: str, reason: str = "") -> Json:
        """Take these steps with a shop order; returns it."""
        for status in statuses:
            part = await self.put(f"/orders/{part['id']}/status", status=status, reason=reason)
        return part

    async def stock(self, shop: "Shop", number: int = 0) -> Json:
        """The row of one of the shop's goods."""
        items = (await self.get(f"/shops/{shop.id}/stock", size=100))["items"]
        found: Json = next(x for x in items if x["variant_id"] == shop.variants[number])
        return found


class Shop:
    """An approved shop with an owner; its goods have one variant and one offer each."""

    def __init__(self, owner: Person, id: str) -> None:
        self.owner, self.id = owner, id
        self.offers: list[str] = []
        self.variants: list[str] = []
        self.products: list[str] = []

    async def stock_up(self, stock: int, price: int = 10_000, kind: str = "goods") -> str:
        """Something new on sale; returns its offer."""
        made = await self.owner.post(
            "/products",
            201,
            name=f"Barang {next(_numbers)}",
            description="",
            kind=kind,
            shop_id=self.id,
            variants=[{"options": {}, "price": price, "stock": stock}],
        )
        variant = made["variants"][0]
        self.products.append(made["id"])
        self.variants.append(variant["id"])
        self.offers.append(variant["offers"][0]["id"])
        return self.offers[-1]

    async def part(self, order: Json) -> Json:
        """This shop's part of an order, as its owner sees it."""
        id = next(p["id"] for p in order["shop_orders"] if p["shop"]["id"] == self.id)
        found: Json = await self.owner.get(f"/shop-orders/{id}")
        return found


class World:
    def __init__(self, http: httpx.AsyncClient, platform: Platform | None = None) -> None:
        self.http, self.platform = http, platform
        self._admin: Person | None = None

    async def call(self, module: str, name: str, **args: Any) -> Any:
        """A port, here or in the process where its module runs; answers plain JSON values."""
        found = port.PORTS[f"{module}/{name}"]
        sent = msgspec.convert(msgspec.to_builtins(args), found.args)
        if self.platform is None:
            values = {field: getattr(sent, field) for field in found.args.__struct_fields__}
            return msgspec.to_builtins(await found.body(**values))
        environment = next(
            e
            for name, e in self.platform.environments.items()
            if name.startswith("serve") and (not e["NIAGA_MODULES"] or module in e["NIAGA_MODULES"].split(","))
        )
        before, port.peers.secret = port.peers.secret, Settings(secret=SECRET, modules="", peers="").key("ports")
        try:
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{environment['NIAGA_PEERS_PORT']}") as client:
                answer = await port.post(client, f"{port.PATH}{module}/{name}", msgspec.json.encode(sent))
        finally:
            port.peers.secret = before
        return msgspec.json.decode(answer)

    async def person(
        self, name: str = "Sari Dewi", *, wallet: int = 0, role: str = "customer", proven: bool = True, **more: str
    ) -> Person:
        """Somebody new; `proven`: with a mailbox that is theirs. `more` goes into the headers of the registration."""
        body = {"name": name, "email": f"{new_id().hex}@niaga.test", "password": PASSWORD, "role": role}
        answer = await self.http.post("/auth/register", json=body, headers=more)
        assert answer.status_code == 201, answer.text
        session = answer.json()
        made = Person(self, session["user"], session["access_token"])
        if proven:
            async for c in self._connections():
                if await c.fetchval("SELECT to_regclass('identity.person')"):
                    await c.execute("UPDATE identity.person SET email_verified_at = now() WHERE id = $1", made.id)
        if wallet:
            await self.call(
                "payments",
                "credit",
                credits=[{"id": new_id(), "user_id": made.id, "amount": wallet, "reason": "Saldo awal"}],
            )
        return made

    async def sign_in(self, person: Person) -> Person:
        body = {"email": person.user["email"], "password": PASSWORD}
        answer = await self.http.post("/auth/login", json=body)
        assert answer.status_code == 200, answer.text
        return Person(self, answer.json()["user"], answer.json()["access_token"])

    async def admin(self) -> Person:
        if self._admin is None:
            made = await self.person("Ratna Admin")
            await self.call("identity", "grant_role", user_id=made.id, role="admin")
            self._admin = await self.sign_in(made)
        return self._admin

    async def shop(self, *stock: int, price: int = 10_000, name: str = "Toko", **settings: Any) -> Shop:
        """An approved shop with so many of each of its goods. `settings` as in PUT /shops/{id}."""
        owner = await self.person("Hendra Penjual", role="seller")
        made = await owner.post("/shops", 201, name=f"{name} {next(_numbers)}")
        await (await self.admin()).post(f"/shops/{made['id']}/approve")
        if settings:
            await owner.put(f"/shops/{made['id']}", **settings)
        shop = Shop(await self.sign_in(owner), made["id"])
        for quantity in stock:
            await shop.stock_up(quantity, price)
        return shop

    @contextlib.asynccontextmanager
    async def silent_provider(self) -> AsyncIterator[None]:
        """Meanwhile the provider answers nothing about payments it has, so that nobody knows of, or stops, one."""
        assert self.platform
        faults = f"{self.platform.simulator_url}/faults"
        for operation in ("cancel", "expire", "status"):
            await self.http.post(faults, json={"operation": operation, "kind": "down", "times": 1_000})
        try:
            yield
        finally:
            await self.http.delete(faults)

    async def pass_time(self, order: Json, by: dt.timedelta) -> None:
        """Make the order, its hold and its bill so much older: what waiting would do."""
        whose = {
            "orders.orders": "id",
            "orders.shop_order": "order_id",
            "inventory.hold": "id",
            "inventory.hold_line": "hold_id",
            "payments.bill": "order_id",
            "payments.payment": "order_id",
        }
        async for c in self._connections():
            for table, column in whose.items():
                if await c.fetchval("SELECT to_regclass($1)", table):
                    pay_by = ", pay_by = pay_by - $2::interval" if table == "orders.orders" else ""
                    older = f"UPDATE {table} SET expires_at = expires_at - $2::interval{pay_by} WHERE {column} = $1"
                    await c.execute(older, order["id"], by)

    async def _connections(self) -> AsyncIterator["asyncpg.Connection[Any]"]:
        databases: Sequence[str] = self.platform.databases if self.platform else [os.environ["NIAGA_DATABASE_URL"]]
        for url in databases:
            c = await asyncpg.connect(url)
            yield c
            await c.close()

    async def findings(self, *, within_s: float = PATIENCE_S) -> list[Json]:
        """What `niaga verify` would say; of processes, once what was done a moment ago, here or in another test, has
        been told to all it concerns."""
        found: list[Json] = []

        async def none() -> bool:
            nonlocal found
            told = [await self.call(module, "verify") for module in ("inventory", "payments", "orders")]
            found = [finding for of_module in told for finding in of_module]
            return not found or self.platform is None

        with contextlib.suppress(AssertionError):
            await until(none, within_s=within_s)
        return found


@contextlib.asynccontextmanager
async def world_of(platform: Platform) -> AsyncIterator[World]:
    limits = httpx.Limits(max_connections=64)
    async with httpx.AsyncClient(base_url=f"{platform.url}/api/v1", timeout=PATIENCE_S, limits=limits) as http:
        yield World(http, platform)

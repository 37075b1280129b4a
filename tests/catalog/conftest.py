import httpx
import pytest

from .market import Caller, Json, open_shop, person


@pytest.fixture
async def admin(client: httpx.AsyncClient) -> Caller:
    return await person(client, "admin")


@pytest.fixture
async def seller(client: httpx.AsyncClient) -> Caller:
    return await person(client, "customer")


@pytest.fixture
async def guest(client: httpx.AsyncClient) -> Caller:
    return Caller(client)


@pytest.fixture
async def shop(seller: Caller, admin: Caller) -> Json:
    return await open_shop(seller, admin)

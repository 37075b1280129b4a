"""Addresses."""

from uuid import UUID

from msgspec import structs

from niaga.kit import clock, db, keys
from niaga.kit.errors import KeyReused, NotFound
from niaga.kit.keys import Asked
from niaga.kit.port import port

from .. import rules
from ..store import addresses as store
from ..store import people as people_store
from ..types import Address, AddressChange, NewAddress, TooManyAddresses

MAX_ADDRESSES = 30


@port
async def list_addresses(*, user_id: UUID) -> list[Address]:
    """Theirs, the default first."""
    async with db.read() as c:
        return await store.of_person(c, person_id=user_id)


@port
async def address(*, user_id: UUID, id: UUID) -> Address:
    """Raises NotFound, for somebody else's too."""
    async with db.read() as c:
        found = await store.one(c, person_id=user_id, id=id)
    if found is None:
        raise NotFound()
    return found


@port
async def add_address(*, user_id: UUID, id: UUID, new: NewAddress, asked: Asked | None = None) -> Address:
    """The first one is the default. Raises ValidationFailed; TooManyAddresses; KeyReused for a taken id."""
    written = rules.written(new)
    async with db.tx() as c:
        await keys.claim(c, asked)
        await people_store.lock(c, id=user_id)
        mine = await store.of_person(c, person_id=user_id)
        if there := next((a for a in mine if a.id == id), None):
            return there
        if len(mine) >= MAX_ADDRESSES:
            raise TooManyAddresses(most=MAX_ADDRESSES)
        is_default = new.is_default or not mine
        if is_default:
            await store.clear_default(c, person_id=user_id)
        row = {**written, "id": id, "person_id": user_id, "is_default": is_default, "created_at": clock.now()}
        await store.add_many(c, addresses=[row])
        added = await store.one(c, person_id=user_id, id=id)
        if added is None:  # somebody else's has that id
            raise KeyReused()
    return added


@port
async def change_address(*, user_id: UUID, id: UUID, change: AddressChange) -> Address:
    """Only what is set changes. Raises NotFound, ValidationFailed."""
    async with db.tx() as c:
        await people_store.lock(c, id=user_id)
        present = await store.one(c, person_id=user_id, id=id)
        if present is None:
            raise NotFound()
        changed = rules.changed_address(present, change)
        if changed.is_default and not present.is_default:
            await store.clear_default(c, person_id=user_id)
        await store.change(c, **structs.asdict(changed))
    return changed


@port
async def remove_address(*, user_id: UUID, id: UUID) -> None:
    """Raises NotFound. If it was the default, the newest other one is from now on."""
    async with db.tx() as c:
        await people_store.lock(c, id=user_id)
        was_default = await store.remove(c, person_id=user_id, id=id)
        if was_default is None:
            raise NotFound()
        if was_default:
            await store.make_newest_default(c, person_id=user_id)

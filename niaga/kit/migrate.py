"""Migrations: numbered SQL files in each module's migrations/, forward only, each in a transaction of its own."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import asyncpg
from pgqueuer import Queries
from pgqueuer.db import AsyncpgDriver

from . import events as _events  # noqa: F401 - it says which schema the queue lives in
from .advice import Advice

ROOT = Path(__file__).parent.parent
LOCK = 0x4E69616761  # any number nobody else locks: "Niaga"


class Step(NamedTuple):
    module: str
    name: str
    text: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


class Difference(NamedTuple):
    pending: list[str]
    """Not applied yet."""
    changed: list[str]
    """Applied, and another text since."""
    unknown: list[str]
    """Applied, and not in these files: somebody newer was here."""


def steps(modules: Sequence[str]) -> Iterator[Step]:
    """Every migration of these modules, in the order they are applied."""
    for module in ("kit", *modules):
        for path in sorted((ROOT / module / "migrations").glob("*.sql")):
            yield Step(module, path.stem, path.read_text())


async def migrate(dsn: str, modules: Sequence[str]) -> list[str]:
    """Bring the database up to date; returns what was applied. Several processes may try at once.

    Raises Advice when a migration that was applied has been changed since.
    """
    c = await asyncpg.connect(dsn)
    try:
        await c.execute("SELECT pg_advisory_lock($1)", LOCK)
        await c.execute(
            """CREATE SCHEMA IF NOT EXISTS kit;
            CREATE TABLE IF NOT EXISTS kit.migration (
                module text, name text, digest text NOT NULL, at timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (module, name))"""
        )
        done = {(r["module"], r["name"]): r["digest"] for r in await c.fetch("SELECT * FROM kit.migration")}
        applied = []
        for step in steps(modules):
            digest = done.get((step.module, step.name))
            if digest is None:
                await _apply(c, step)
                applied.append(f"{step.module}/{step.name}")
            elif digest != step.digest:
                wrong = f"migration {step.module}/{step.name} was applied and has been changed since"
                raise Advice(wrong, "take its old text back, and put the change into a new migration")
        await _queue(c)
        return applied
    finally:
        await c.close()


async def _apply(c: "asyncpg.Connection[Any]", step: Step) -> None:
    async with c.transaction():
        await c.execute(f"CREATE SCHEMA IF NOT EXISTS {step.module}")
        await c.execute(step.text)
        await c.execute(
            "INSERT INTO kit.migration (module, name, digest) VALUES ($1, $2, $3)",
            step.module,
            step.name,
            step.digest,
        )


async def _queue(c: "asyncpg.Connection[Any]") -> None:
    """The job queue's own tables."""
    queries = Queries(AsyncpgDriver(c))
    if await queries.schema_is_installed():
        await queries.upgrade()
    else:
        await queries.install()
    await c.execute("DROP TRIGGER IF EXISTS tg_pgqueuer_changed ON queue.pgqueuer")  # see events._wake
    await c.execute("ALTER TABLE queue.pgqueuer_log SET UNLOGGED")  # its diary may be lost in a crash, jobs never


async def difference(dsn: str, modules: Sequence[str]) -> Difference:
    """What the database has been through, beside what these modules' files say. Raises asyncpg's errors."""
    c = await asyncpg.connect(dsn)
    try:
        known = await c.fetchval("SELECT to_regclass('kit.migration')")
        rows = await c.fetch("SELECT module, name, digest FROM kit.migration") if known else []
    finally:
        await c.close()
    done = {(r["module"], r["name"]): r["digest"] for r in rows}
    here = {(step.module, step.name): step.digest for step in steps(modules)}
    return Difference(
        pending=[f"{module}/{name}" for module, name in here if (module, name) not in done],
        changed=[
            f"{module}/{name}" for (module, name), digest in here.items() if done.get((module, name), digest) != digest
        ],
        unknown=[f"{module}/{name}" for module, name in done if module in modules and (module, name) not in here],
    )


async def wipe(dsn: str) -> None:
    """Drop everything Niaga has in the database. For the demo and tests."""
    c = await asyncpg.connect(dsn)
    try:
        schemas = await c.fetch(
            "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
        )
        for (name,) in schemas:
            if name != "public":
                await c.execute(f'DROP SCHEMA "{name}" CASCADE')
    finally:
        await c.close()

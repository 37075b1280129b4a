"""Statements and tables: each module's own, and whole numbers for money."""

import re
from typing import get_type_hints

import asyncpg
import pytest

from niaga.kit import db, text
from niaga.kit.db import STATEMENTS
from niaga.kit.migrate import migrate
from niaga.modules import NAMES

from .sources import ROOT, structs_in


def test_sql_lives_in_store_and_touches_its_own_tables() -> None:
    for statement in (s for s in STATEMENTS if s.where.startswith("niaga.")):
        _, module, file, *_ = statement.where.split(".")
        if module == "kit":
            continue
        assert file == "store", f"{statement.where}: SQL lives in store.py"
        touched = {
            m for m in (*NAMES, "kit", "queue") if re.search(rf"\b(FROM|JOIN|INTO|UPDATE)\s+{m}\.", statement.text)
        }
        assert touched <= {module}, f"{statement.where} touches tables of {touched - {module}}"


async def test_every_statement_fits_the_schema(empty_database: str) -> None:
    await migrate(empty_database, NAMES)
    c = await asyncpg.connect(empty_database)
    await db.prepare(c)
    wrong = []
    for s in STATEMENTS:
        try:
            prepared = await c.prepare(s.text)
        except asyncpg.PostgresError as refused:
            wrong.append(f"{s.where}: {refused}")
            continue
        if s.row:
            columns, fields = [a.name for a in prepared.get_attributes()], list(get_type_hints(s.row))
            names = list(s.row.__struct_fields__)  # type: ignore[attr-defined]
            if len(columns) != len(names) or (columns != names and "?column?" not in columns):
                wrong.append(f"{s.where}: columns {columns}, fields {names or fields}")
    await c.close()
    assert not wrong, "\n".join(wrong)


async def test_schema_sql_is_the_picture_of_the_migrations(empty_database: str) -> None:
    from tools.schema import picture

    await migrate(empty_database, NAMES)
    for module in NAMES:
        assert (ROOT / module / "schema.sql").read_text() == picture(empty_database, module), (
            f"{module}/schema.sql is stale: make format"
        )


@pytest.mark.parametrize("module", NAMES)
def test_tables_know_no_other_module_and_no_fractions(module: str) -> None:
    picture = (ROOT / module / "schema.sql").read_text()
    others = set(re.findall(r"\b(\w+)\.\w+", picture)) & (set(NAMES) - {module})
    assert not others, f"{module}'s tables lean on {others}: ids cross, rows do not"
    assert "without time zone" not in picture, f"{module}: instants are timestamptz"
    for column in re.findall(r"^ +(\w+) (?:real|double precision|numeric|money)", picture, re.M):
        assert column in ("latitude", "longitude", "rating"), f"{module}.{column}: money and counts are whole numbers"


def test_what_is_kept_is_read_as_it_is() -> None:
    """A row that would be refused today must not take down the list it stands in: rows hold no text.Input."""
    for statement in STATEMENTS:
        for kind in structs_in(statement.row, set()):
            assert not issubclass(kind, text.Input), f"{statement.where}: {kind.__qualname__}"

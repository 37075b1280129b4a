"""The simulator's memory: every statement over one SQLite file.

Calls block for some tens of microseconds, which is why they may run on the event loop. With WAL and
synchronous=NORMAL a killed process loses nothing it has answered.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from . import clock

SCHEMA = """
CREATE TABLE IF NOT EXISTS payment (
    id TEXT PRIMARY KEY, provider TEXT NOT NULL, order_id TEXT NOT NULL, code TEXT, created REAL NOT NULL,
    state BLOB NOT NULL, UNIQUE (provider, order_id)) STRICT;
CREATE INDEX IF NOT EXISTS payment_code ON payment (code) WHERE code IS NOT NULL;
CREATE INDEX IF NOT EXISTS payment_created ON payment (created);
CREATE TABLE IF NOT EXISTS message (
    id TEXT PRIMARY KEY, payment_id TEXT NOT NULL, created REAL NOT NULL, state BLOB NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS message_payment ON message (payment_id);
CREATE TABLE IF NOT EXISTS task (
    id INTEGER PRIMARY KEY, due REAL NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS task_due ON task (due);
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY, at REAL NOT NULL, status INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS answer_at ON answer (at);
"""


class Task(msgspec.Struct, frozen=True):
    id: int
    due: float
    action: str
    subject: str


class Store:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = NORMAL")
        self.db.execute("PRAGMA busy_timeout = 5000")
        self.db.executescript(SCHEMA)

    def close(self) -> None:
        self.db.close()

    @contextmanager
    def tx(self) -> Iterator[None]:
        """All or nothing, and one write to the disk instead of several. Nothing may be awaited inside."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        self.db.execute("COMMIT")

    def save_payment(self, *, id: str, provider: str, order_id: str, code: str | None, state: bytes) -> None:
        self.db.execute(
            "INSERT INTO payment (id, provider, order_id, code, created, state) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET code = excluded.code, state = excluded.state",
            (id, provider, order_id, code, clock.now(), state),
        )

    def payment(self, provider: str, ref: str) -> bytes | None:
        """By the provider's id or the merchant's."""
        return self._one(
            "SELECT state FROM payment WHERE id = ?1 AND provider = ?2"
            " UNION ALL SELECT state FROM payment WHERE provider = ?2 AND order_id = ?1 LIMIT 1",
            (ref, provider),
        )

    def payment_by_code(self, code: str) -> bytes | None:
        """By what the payer was given: QR text, account number, token."""
        return self._one("SELECT state FROM payment WHERE code = ?", (code,))

    def recent_payments(self, provider: str, size: int) -> list[bytes]:
        rows = self.db.execute(
            "SELECT state FROM payment WHERE provider = ? ORDER BY created DESC LIMIT ?", (provider, size)
        )
        return [row[0] for row in rows]

    def save_message(self, *, id: str, payment_id: str, state: bytes) -> None:
        self.db.execute(
            "INSERT INTO message (id, payment_id, created, state) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET state = excluded.state",
            (id, payment_id, clock.now(), state),
        )

    def message(self, id: str) -> bytes | None:
        return self._one("SELECT state FROM message WHERE id = ?", (id,))

    def messages_of(self, payment_id: str, size: int = 100) -> list[bytes]:
        rows = self.db.execute(
            "SELECT state FROM message WHERE payment_id = ? ORDER BY created, rowid LIMIT ?",
            (payment_id, size),
        )
        return [row[0] for row in rows]

    def add_task(self, due: float, action: str, subject: str) -> int:
        added = self.db.execute(
            "INSERT INTO task (due, action, subject) VALUES (?, ?, ?) RETURNING id", (due, action, subject)
        )
        return int(added.fetchone()[0])

    def first_tasks(self, size: int) -> list[Task]:
        rows = self.db.execute("SELECT id, due, action, subject FROM task ORDER BY due LIMIT ?", (size,))
        return [Task(*row) for row in rows]

    def remove_task(self, id: int) -> None:
        self.db.execute("DELETE FROM task WHERE id = ?", (id,))

    def remember_answer(self, *, key: str, status: int, body: bytes, kept_s: float) -> None:
        now = clock.now()
        self.db.execute("DELETE FROM answer WHERE at < ?", (now - kept_s,))
        self.db.execute(
            "INSERT INTO answer (key, at, status, body) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
            (key, now, status, body),
        )

    def answer(self, key: str, *, kept_s: float) -> tuple[int, bytes] | None:
        row = self.db.execute(
            "SELECT status, body FROM answer WHERE key = ? AND at >= ?", (key, clock.now() - kept_s)
        ).fetchone()
        return (row[0], row[1]) if row else None

    def _one(self, statement: str, values: tuple[Any, ...]) -> bytes | None:
        row = self.db.execute(statement, values).fetchone()
        return row[0] if row else None

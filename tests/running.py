"""The real thing: `niaga serve`, `worker` and `simulator` as processes, with ports and databases of their own.

One layout runs all modules in one process; the other splits them over two processes and two databases.
"""

import contextlib
import fcntl
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from niaga import up
from niaga.kit.child import MARK

LAYOUTS: dict[str, Sequence[Sequence[str]]] = {
    "one": [[]],
    "split": [
        ["identity", "shops", "inventory", "catalog", "cart"],
        ["payments", "orders", "notifications"],
    ],
}
SECRET = "only-for-tests-" + "x" * 32
STARTS_WITHIN_S = 180
OURS = range(20_000, 30_000)
_kept: list[IO[str]] = []


class Platform(NamedTuple):
    url: str
    """Base of the HTTP face, without a slash."""
    simulator_url: str
    databases: list[str]
    processes: "dict[str, subprocess.Popen[bytes]]"
    environments: dict[str, dict[str, str]]
    log: Path

    def restart(self, name: str) -> None:
        """Start a process that has ended again."""
        self.processes[name] = _spawn(name, self.environments[name], self.log)


def free_ports(count: int) -> list[int]:
    """For this process alone, as long as it lives, whenever it comes to listen there. They are below those that the
    system gives to whoever asks for any, or connects: one of these may be somebody else's by then."""
    locks = Path(tempfile.gettempdir()) / f"niaga-ports-{os.getuid()}"
    locks.mkdir(exist_ok=True)
    found: list[int] = []
    for port in random.sample(OURS, len(OURS)):
        if len(found) == count:
            break
        lock = open(locks / str(port), "a")  # noqa: SIM115 - kept until this process ends
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            with socket.socket() as tried:
                tried.bind(("127.0.0.1", port))
        except OSError:
            lock.close()
        else:
            _kept.append(lock)
            found.append(port)
    assert len(found) == count, "no port is free"
    return found


def _spawn(name: str, environment: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    command = up.PARTS[name.split("-")[0]]
    with open(log, "ab") as out:
        return subprocess.Popen(
            [sys.executable, *command],
            env={**environment, MARK: "1"},
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


@contextlib.contextmanager
def run(
    layout: str, databases: Sequence[str], redis_url: str, home: Path, *, extra: dict[str, str] | None = None
) -> Iterator[Platform]:
    """Start the platform in that layout and stop it afterwards. `databases`: one URL for each part of the layout."""
    home.mkdir(parents=True, exist_ok=True)
    groups = LAYOUTS[layout]
    simulator_port, *both = free_ports(2 * len(groups) + 1)
    ports, peers_ports = both[: len(groups)], both[len(groups) :]
    environments: dict[str, dict[str, str]] = {}
    for number, (group, port, peers_port, database) in enumerate(
        zip(groups, ports, peers_ports, databases, strict=True)
    ):
        peers = [
            f"{module}=http://127.0.0.1:{other}"
            for other_group, other in zip(groups, peers_ports, strict=True)
            for module in other_group
            if other != peers_port
        ]
        environment = {
            **os.environ,
            "NIAGA_MODE": "test",
            "NIAGA_HOME": str(home),
            "NIAGA_PORT": str(port),
            "NIAGA_PEERS_PORT": str(peers_port),  # where nothing is split too: tests give money and roles there
            "NIAGA_PUBLIC_URL": f"http://127.0.0.1:{ports[0]}",
            "NIAGA_SIMULATOR_PORT": str(simulator_port),
            "NIAGA_SIMULATOR_WEBHOOK_URL": f"http://127.0.0.1:{ports[0]}/api/v1/webhooks/payment/midtrans",
            "NIAGA_DATABASE_URL": database,
            "NIAGA_REDIS_URL": redis_url,
            "NIAGA_SECRET": SECRET,
            "NIAGA_RATE_LIMIT": "off",
            "NIAGA_LOG_LEVEL": "warning",
            "NIAGA_MODULES": ",".join(group),
            "NIAGA_PEERS": ",".join(peers),
            **(extra or {}),
        }
        environments[f"serve-{number}"] = environments[f"worker-{number}"] = environment
    environments["simulator"] = environments["serve-0"]
    log = home / "platform.log"
    for number in range(len(groups)):
        subprocess.run(
            [sys.executable, "-m", "niaga", "migrate"],
            env=environments[f"serve-{number}"],
            check=True,
            capture_output=True,
        )
    platform = Platform(
        f"http://127.0.0.1:{ports[0]}",
        f"http://127.0.0.1:{simulator_port}",
        list(databases),
        {name: _spawn(name, environment, log) for name, environment in environments.items()},
        environments,
        log,
    )
    try:
        for port in (*ports, simulator_port):
            wait_for(port, platform)
        yield platform
    finally:
        for process in platform.processes.values():
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        for process in platform.processes.values():
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def wait_for(port: int, platform: Platform) -> None:
    """Until the process on that port answers."""
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=2),
        ):
            return
        time.sleep(0.05)
    raise AssertionError(f"nothing answers on {port}: {platform.log.read_text()[-4000:]}")

"""`niaga up`: the whole platform from one command, each part a process of its own."""

import contextlib
import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from niaga import modules
from niaga.kit import config, embedded
from niaga.kit.advice import Advice, must_be_free
from niaga.kit.child import MARK
from niaga.notifications import settings as notifications
from niaga.payments import settings as payments

READY_WITHIN_S = 60
STOPS_WITHIN_S = 15
LAST_WORDS = 12
"""Lines of its log that a part which died is quoted with."""
WRONG = 2
"""How a part ends that would end the same way again: see cli.py."""
MAX_LOG = 50 * 1024 * 1024
PARTS = {
    "serve": ["-m", "niaga", "serve"],
    "worker": ["-m", "niaga", "worker"],
    "simulator": ["-m", "niaga.simulator.main"],  # not through our command line: it weighs a third less so
}


def run_all(*, open_browser: bool, demo: bool) -> int:
    """Start everything, wait for Ctrl-C or for a part to die; returns the exit status."""
    modules.check_settings()
    settings = config.settings()
    parts = [p for p in PARTS if p != "simulator" or payments.settings().simulated]
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    for odd, meant in modules.misspelt().items():
        say(f"{odd} is no setting of ours" + (f"; {meant}?" if meant else "."))
    with alone(settings), embedded.services(settings) as found:
        say(f"Niaga starts in {settings.home.resolve()} …")
        os.environ["NIAGA_DATABASE_URL"], os.environ["NIAGA_REDIS_URL"] = found
        if not done_by_child(stop, "migrate"):
            return 1
        loaded = settings.home / f"demo-loaded-{hashlib.sha256(found.database_url.encode()).hexdigest()[:12]}"
        if demo and settings.mode == "demo" and not loaded.exists():
            if not done_by_child(stop, "demo"):
                say("Stopped before the demo was complete; the next start goes on with it.")
                return 1
            loaded.touch()
        running = {part: start(settings, part) for part in parts}
        try:
            if ready(settings, running, stop):
                banner(settings)
                if open_browser:
                    webbrowser.open(settings.url)
            elif not stop.is_set() and all(p.poll() is None for p in running.values()):
                say(f"No page after {READY_WITHIN_S} s: see {log_of(settings, 'serve').parent}, or ask `niaga doctor`.")
            return watch(settings, running, stop)
        finally:
            end(running)
            say("Stopped.")


def done_by_child(stop: threading.Event, command: str) -> bool:
    """In a process of its own, ended at once when we are to stop: what it needs of the application is not ours to carry
    for as long as the platform runs."""
    quiet = subprocess.DEVNULL if command == "migrate" else None
    working = subprocess.Popen([sys.executable, "-m", "niaga", command], stdout=quiet, start_new_session=True)
    while working.poll() is None:
        if stop.wait(0.05):
            working.terminate()
    return working.returncode == 0


@contextlib.contextmanager
def alone(settings: config.Settings) -> Iterator[None]:
    """One at a time in a data folder, on ports that nobody else has. Raises Advice."""
    home = embedded.private(settings.home)
    with open(home / "up.lock", "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            mend = "use it, stop it, or choose another NIAGA_HOME, NIAGA_PORT and NIAGA_SIMULATOR_PORT"
            raise Advice(f"Niaga runs in {home} already: {lock.read().strip()}", mend) from None
        must_be_free(settings.host, settings.port, "NIAGA_PORT")
        if settings.peers_port:
            must_be_free(settings.peers_host or settings.host, settings.peers_port, "NIAGA_PEERS_PORT")
        if payments.settings().simulated:
            must_be_free("127.0.0.1", payments.settings().simulator_port, "NIAGA_SIMULATOR_PORT")
        lock.truncate(0)
        lock.write(f"{settings.url} (process {os.getpid()})\n")
        lock.flush()
        yield


def log_of(settings: config.Settings, part: str) -> Path:
    return settings.home / "logs" / f"{part}.log"


def start(settings: config.Settings, part: str) -> "subprocess.Popen[bytes]":
    """A child with a session of its own (Ctrl-C is ours to pass on) that ends when our end of its input closes.

    What it says goes into its log, so that ours stays readable.
    """
    log = log_of(settings, part)
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > MAX_LOG:
        log.replace(log.with_suffix(".old.log"))
    with open(log, "ab") as out:
        return spawn(part, out)


def spawn(part: str, out: IO[bytes]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, *PARTS[part]],
        stdin=subprocess.PIPE,
        stdout=out,
        stderr=out,
        env={**os.environ, MARK: "1"},
        start_new_session=True,
    )


def ready(settings: config.Settings, running: "dict[str, subprocess.Popen[bytes]]", stop: threading.Event) -> bool:
    """Wait for the first page."""
    until = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < until and not stop.is_set():
        if any(p.poll() is not None for p in running.values()):
            return False
        with (
            suppress(OSError),
            urllib.request.urlopen(f"http://127.0.0.1:{settings.port}/health/ready", timeout=2) as r,
        ):
            if r.status == 200:
                return True
        stop.wait(0.05)
    return False


def watch(settings: config.Settings, running: "dict[str, subprocess.Popen[bytes]]", stop: threading.Event) -> int:
    """A part that dies is started again, unless it dies at once again and again."""
    deaths: dict[str, list[float]] = {}
    mends = not settings.redis_url
    while not stop.wait(0.5):
        try:
            if mends and embedded.mend_redis(settings.home.resolve()):
                say("Redis had died, and was started again.")
        except Advice as trouble:  # all works without it, more slowly
            mends = False
            say(f"Redis has died. {trouble}")
        for part, process in list(running.items()):
            if process.poll() is None:
                continue
            recent = [t for t in deaths.get(part, []) if time.monotonic() - t < 60] + [time.monotonic()]
            deaths[part] = recent
            say(f"{part} ended with status {process.returncode}. Its last words:\n{last_words(settings, part)}")
            if len(recent) > 5 or process.returncode == WRONG:
                say(f"{part} does not stay up. `niaga doctor` says more.")
                return 1
            running[part] = start(settings, part)
    return 0


def last_words(settings: config.Settings, part: str) -> str:
    with open(log_of(settings, part), "rb") as log:
        log.seek(max(0, os.fstat(log.fileno()).st_size - 4000))
        return "\n".join(log.read().decode(errors="replace").splitlines()[-LAST_WORDS:])


def end(running: "dict[str, subprocess.Popen[bytes]]") -> None:
    for process in running.values():
        with suppress(ProcessLookupError):
            process.terminate()
    until = time.monotonic() + STOPS_WITHIN_S
    for process in running.values():
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def banner(settings: config.Settings) -> None:
    lines = [
        "",
        f"  Niaga         {settings.url}",
        f"  API           {settings.url}/api/docs",
        f"  Logs          {settings.home.resolve() / 'logs'}",
    ]
    if payments.settings().simulated:
        lines.append(f"  Payments      http://localhost:{payments.settings().simulator_port}  (simulator: pay here)")
    if not notifications.settings().smtp_url:
        lines.append(f"  Mailbox       {settings.url}/dev/mailbox")
    if settings.mode == "demo":
        lines += ["", "  Sign in with password niaga-demo:"]
        lines += [
            "    buyer@niaga.test     customer with a full wallet",
            "    seller@niaga.test    owner of the electronics chain and a canteen",
            "    student@niaga.test   student who buys and sells",
            "    admin@niaga.test     platform admin",
        ]
    lines += ["", "  Ctrl-C stops everything.", ""]
    say("\n".join(lines))


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()

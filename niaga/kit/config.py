"""Settings: each is an environment variable NIAGA_<NAME>. The kit's are here, a module's in its `settings.py`; nothing
is configured anywhere else."""

import contextlib
import difflib
import functools
import hashlib
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from . import modes

PREFIX = "NIAGA_"
OTHERS = ("NIAGA_SIMULATOR_", "NIAGA_BENCH_", "NIAGA_CHILD", "NIAGA_FUZZ", "NIAGA_CHROMIUM")
"""Variables of the simulator, the benchmarks, and tests."""


class Section(BaseSettings):
    """Settings that belong together: the kit's own, or those of a module. They refuse to be made from what the mode
    does not allow."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    mode: Literal["demo", "test", "production"] = "demo"
    """Production refuses all that is weak or simulated, the demo any network (modes.py)."""

    def refused(self) -> list[str]:
        """What the mode does not allow, each to be read after "production mode refuses "; nothing if all is well."""
        return []

    def origins(self) -> list[str]:
        """Other origins than ours that pages may connect to."""
        return []

    @model_validator(mode="after")
    def _mode_is_strict(self) -> Self:
        if wrong := self.refused():
            raise ValueError(f"{self.mode} mode refuses " + ", ".join(wrong))
        return self


class Settings(Section):
    home: Path = Path(".niaga")
    """Where the embedded database, files and made-up secrets live."""
    host: str = "127.0.0.1"
    """Where we listen. A demo listens to this machine only, unless `demo_on_network`."""
    demo_on_network: bool = False
    """Let others use a demo too, whose accounts, mailbox and payment key are known to everybody."""
    port: int = Field(8000, ge=1, le=65535)
    workers: int = Field(1, ge=1, le=64)
    """Processes that serve HTTP."""
    public_url: str = ""
    """How people reach us, for links in e-mails and callbacks; http://localhost:<port> unless set."""
    proxies: str = ""
    """Reverse proxies in front of us, comma-separated addresses or networks: what they say in X-Forwarded-For is
    believed, and what in traceparent. Without it everybody behind one shares its limits."""
    database_url: str = ""
    """PostgreSQL 15 or later; empty: embedded in `home`."""
    redis_url: str = ""
    """Redis 6 or later; empty: embedded in `home`."""
    database_pool: int = Field(10, ge=1, le=100)
    files_url: str = ""
    """Where uploads go: a folder, or s3://bucket/prefix; empty: `home`/files."""
    modules: str = ""
    """Comma-separated modules that run in this process; empty: all."""
    peers: str = ""
    """Where the other modules run, by their `peers_port`: `orders=http://host:8100,cart=http://host:8100`."""
    peers_port: int = Field(0, ge=0, le=65535)
    """Where the platform's other processes call this one; never the public port. 0: nowhere, for one that is whole."""
    peers_host: str = ""
    """The address to listen on for that; empty: `host`. Best one that only those processes reach."""
    secret: SecretStr = SecretStr("")
    """Signs port calls and links, encrypts keys at rest. Made up and kept in `home` unless set."""
    rate_limit: Literal["on", "off"] = "on"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "console"] = "json"
    metrics_port: int = Field(0, ge=0, le=65535)
    """Where a worker shows its /metrics; 0: nowhere. A web process shows its own on `port`."""
    metrics_token: SecretStr = SecretStr("")
    """In production /metrics on `port` asks for `Authorization: Bearer <this>`; empty: it is not there."""
    otlp_url: str = ""
    """Where traces go (OTLP over HTTP); empty: traces stay ids in the logs."""
    sentry_dsn: SecretStr = SecretStr("")

    def refused(self) -> list[str]:
        return modes.refused(self)

    @model_validator(mode="after")
    def _peers_have_a_port_of_their_own(self) -> Self:
        if self.peers_port == self.port:
            raise ValueError("NIAGA_PEERS_PORT is to be another than NIAGA_PORT, which everybody may reach")
        return self

    @property
    def url(self) -> str:
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    def key(self, purpose: str) -> bytes:
        """32 bytes derived from the secret, one for each purpose."""
        root = self.secret.get_secret_value() or _made_up(self.home)
        return hashlib.blake2b(purpose.encode(), key=hashlib.sha256(root.encode()).digest(), digest_size=32).digest()


def misspelt(environment: Mapping[str, str], sections: Iterable[type[Section]]) -> dict[str, str]:
    """Variables that look like settings and are none of `sections` -> the setting that may be meant, or nothing."""
    known = [PREFIX + name.upper() for section in sections for name in section.model_fields]
    odd = [n for n in environment if n.startswith(PREFIX) and n not in known and not n.startswith(OTHERS)]
    return {name: next(iter(difflib.get_close_matches(name, known, 1, 0.8)), "") for name in sorted(odd)}


def _made_up(home: Path) -> str:
    """A secret of this data folder's own, made once."""
    path = home / "secret"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        fresh = home / f".secret-{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32))
        with contextlib.suppress(FileExistsError):  # the first of several processes wins
            path.hardlink_to(fresh)
        fresh.unlink()
    return path.read_text()


@functools.cache
def settings() -> Settings:
    """This process's settings, read from the environment once."""
    return Settings()

"""Settings: each is an environment variable NIAGA_<NAME>. Nothing else is configured anywhere else."""

import contextlib
import difflib
import functools
import hashlib
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from . import modes

MODULES = ("identity", "shops", "inventory", "payments", "catalog", "cart", "orders", "notifications")
"""Every module, lowest layer first."""

PREFIX = "NIAGA_"
OTHERS = ("NIAGA_SIMULATOR_", "NIAGA_BENCH_", "NIAGA_CHILD", "NIAGA_FUZZ", "NIAGA_CHROMIUM")
"""Variables of the simulator, the benchmarks, and tests."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    mode: Literal["demo", "test", "production"] = "demo"
    """What each refuses is in modes.py: production all that is weak or simulated, the demo any network."""
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
    smtp_url: str = ""
    """smtp://user:password@host:587; empty: mail is kept for the development mailbox page."""
    mail_from: str = "Niaga <halo@niaga.test>"
    midtrans_url: str = ""
    """Base of the Core API; empty: the simulator."""
    midtrans_snap_url: str = ""
    midtrans_server_key: SecretStr = SecretStr(modes.DEMO_KEY)
    simulator_port: int = Field(8001, ge=1, le=65535)
    hold_minutes: int = Field(15, ge=3, le=24 * 60)
    """How long stock is kept for an order that is not paid yet."""
    hold_cash_minutes: int = Field(120, ge=3, le=7 * 24 * 60)
    """The same for cash at pickup, until the seller accepts: of the time in which the shop is open."""
    unpaid_orders: int = Field(10, ge=1)
    """Most orders one person may have unpaid at a time."""
    unpaid_units: int = Field(500, ge=1)
    """Most goods that are kept for one person's unpaid orders, all together."""
    unpaid_orders_unproven: int = Field(5, ge=1)
    """The same while neither a mailbox nor a phone is proven to be theirs."""
    unpaid_units_unproven: int = Field(100, ge=1)
    wallet_limit: int = Field(10_000_000, ge=0)
    """Most rupiah a top-up may bring a wallet to (Bank Indonesia's cap for registered holders)."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "console"] = "json"
    metrics_port: int = Field(0, ge=0, le=65535)
    """Where a worker shows its /metrics; 0: nowhere. A web process shows its own on `port`."""
    metrics_token: SecretStr = SecretStr("")
    """In production /metrics on `port` asks for `Authorization: Bearer <this>`; empty: it is not there."""
    otlp_url: str = ""
    """Where traces go (OTLP over HTTP); empty: traces stay ids in the logs."""
    sentry_dsn: SecretStr = SecretStr("")

    @model_validator(mode="after")
    def _each_mode_is_strict(self) -> "Settings":
        if wrong := modes.wrong_in(self):
            raise ValueError(f"{self.mode} mode refuses " + ", ".join(wrong))
        if unknown := set(self.local) - set(MODULES):
            raise ValueError(f"NIAGA_MODULES names unknown modules: {', '.join(sorted(unknown))}")
        if missing := set(MODULES) - set(self.local) - set(self.elsewhere):
            raise ValueError(f"NIAGA_PEERS does not say where these modules run: {', '.join(sorted(missing))}")
        if self.elsewhere and not self.peers_port:
            raise ValueError("NIAGA_PEERS_PORT is needed where modules are split: the others call this one there")
        if self.peers_port == self.port:
            raise ValueError("NIAGA_PEERS_PORT is to be another than NIAGA_PORT, which everybody may reach")
        return self

    @property
    def local(self) -> tuple[str, ...]:
        """The modules that run in this process, lowest layer first."""
        named = [m.strip() for m in self.modules.split(",") if m.strip()]
        return tuple(m for m in MODULES if m in named) + tuple(m for m in named if m not in MODULES) or MODULES

    @property
    def elsewhere(self) -> dict[str, str]:
        """Module -> base URL, for those that run in other processes."""
        pairs = (p.split("=", 1) for p in self.peers.split(",") if "=" in p)
        return {m.strip(): url.strip() for m, url in pairs if m.strip() not in self.local}

    @property
    def url(self) -> str:
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def simulated(self) -> bool:
        """Whether payments go to the simulator."""
        return not self.midtrans_url

    @property
    def simulator_url(self) -> str:
        return f"http://127.0.0.1:{self.simulator_port}"

    def key(self, purpose: str) -> bytes:
        """32 bytes derived from the secret, one for each purpose."""
        root = self.secret.get_secret_value() or _made_up(self.home)
        return hashlib.blake2b(purpose.encode(), key=hashlib.sha256(root.encode()).digest(), digest_size=32).digest()


def misspelt(environment: Mapping[str, str]) -> dict[str, str]:
    """Variables that look like settings and are none -> the setting that may be meant, or nothing."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
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

import inspect
import secrets
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from niaga import modules
from niaga.kit import config, modes
from niaga.kit.advice import Advice
from niaga.kit.config import Section, Settings
from niaga.modules import NAMES


def at(mode: str, given: dict[str, Any]) -> dict[str, Any]:
    return {"mode": mode, **given}


LIVE: dict[str, Any] = {
    "mode": "production",
    "secret": "4f1c9a07be2d83650c9e7a41fd38b625",
    "public_url": "https://belanja.kampus.ac.id",
    "proxies": "10.0.0.0/8",
    "midtrans_url": "https://api.midtrans.com",
    "midtrans_snap_url": "https://app.midtrans.com",
    "midtrans_server_key": "key",
    "smtp_url": "smtp://mail.kampus.ac.id",
    "redis_url": "redis://10.0.0.7",
    "rate_limit": "on",
    "demo_on_network": False,
}
HERE = ("localhost", "LOCALHOST.", "127.0.0.1", "127.1", "0x7f000001", "2130706433", "[::1]", "[::ffff:127.0.0.1]")
NEAR = ("10.0.0.5", "192.168.1.4", "169.254.169.254", "0.0.0.0", "[fd00::1]", "100.64.0.1", "gateway", "pay.internal")


def made(values: dict[str, Any]) -> list[Section]:
    """The kit's settings and every module's, of these."""
    return [type(read())(**values) for read in modules.settings_sections()]


def test_production_refuses_what_only_the_demo_may() -> None:
    made(LIVE)
    made({**LIVE, "host": "0.0.0.0", "midtrans_snap_url": ""})
    for name, bad in {
        "rate_limit": "off",
        "secret": "",
        "public_url": "",
        "proxies": " ",
        "midtrans_url": "",
        "midtrans_server_key": "SB-Mid-server-niaga-demo",
        "smtp_url": "",
        "redis_url": "",
        "demo_on_network": True,
    }.items():
        with pytest.raises(ValidationError, match="production mode refuses"):
            made({**LIVE, name: bad})


@pytest.mark.parametrize(
    "secret",
    ["x", "s" * 40, "0123456789abcdef" * 4, "rahasia-rahasia-rahasia-rahasia-rahasia", "a" * 31 + "é", "kampus"],
)
def test_production_refuses_a_secret_that_can_be_guessed(secret: str) -> None:
    with pytest.raises(ValidationError, match="can be guessed") as told:
        Settings(**{**LIVE, "secret": secret})
    assert secret == "x" or secret not in str(told.value.errors()[0]["msg"])


def test_a_random_secret_is_never_refused() -> None:
    for _ in range(1_000):
        assert not modes.weak(secrets.token_hex(16))
        assert not modes.weak(secrets.token_urlsafe(32))


@pytest.mark.parametrize("name", ["public_url", "midtrans_url", "midtrans_snap_url"])
def test_production_sends_nothing_in_the_clear(name: str) -> None:
    for bad in ("http://api.midtrans.com", "api.midtrans.com", "//api.midtrans.com", "ftp://x.id", "https//x.id"):
        with pytest.raises(ValidationError, match=f"NIAGA_{name.upper()} that is not https"):
            made({**LIVE, name: bad})


@pytest.mark.parametrize("host", [*HERE, *NEAR, ""])
def test_production_pays_through_no_simulator_however_it_is_spelled(host: str) -> None:
    for name in ("midtrans_url", "midtrans_snap_url"):
        for port in ("", ":8001"):
            with pytest.raises(ValidationError, match="on the internet"):
                made({**LIVE, name: f"https://{host}{port}"})


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_a_demo_stays_on_its_machine(mode: str) -> None:
    for host in HERE[:4]:
        Settings(mode=mode, host=host.strip("[]"))
    for name in ("host", "peers_host"):
        for host in ("0.0.0.0", "::", "10.0.0.5", "toko.kampus.ac.id", ""):
            if name == "host" or host:
                with pytest.raises(ValidationError, match=f"{mode} mode refuses NIAGA_{name.upper()}={host}"):
                    Settings(**at(mode, {name: host}))
                Settings(**at(mode, {name: host, "demo_on_network": True}))


def test_modules_that_run_elsewhere_need_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(**values: Any) -> Settings:
        found = Settings(**values)
        monkeypatch.setattr(config, "settings", lambda: found)
        modules.check_settings()
        return found

    with pytest.raises(Advice, match="does not say where"):
        check(modules="orders")
    others = ",".join(f"{m}=http://127.0.0.1:9" for m in NAMES if m != "orders")
    with pytest.raises(Advice, match="NIAGA_PEERS_PORT is needed"):
        check(modules="orders", peers=others)
    with pytest.raises(ValidationError, match="another than NIAGA_PORT"):
        check(modules="orders", peers=others, port=8000, peers_port=8000)
    split = check(modules="orders", peers=others, peers_port=8100)
    assert modules.local(split) == ("orders",)
    assert set(modules.elsewhere(split)) == set(NAMES) - {"orders"}
    assert modules.local(Settings()) == NAMES
    with pytest.raises(Advice, match="unknown modules"):
        check(modules="orders,odrers", peers=others)


def test_all_that_is_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sets up production mends everything in one go, and not a setting of the next module each time."""
    monkeypatch.setenv("NIAGA_MODE", "production")
    reads = [inspect.unwrap(read) for read in modules.settings_sections()]  # what this process keeps stays
    monkeypatch.setattr(modules, "settings_sections", lambda: reads)
    with pytest.raises(Advice) as told:
        modules.check_settings()
    for name in ("NIAGA_SECRET", "NIAGA_MIDTRANS_URL", "NIAGA_SMTP_URL"):
        assert f"no {name}" in told.value.wrong


def test_a_made_up_secret_stays_the_same(tmp_path: Path) -> None:
    assert Settings(home=tmp_path).key("a") == Settings(home=tmp_path).key("a")
    assert Settings(home=tmp_path).key("a") != Settings(home=tmp_path).key("b")
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0

from pathlib import Path

import pytest
from pydantic import ValidationError

from niaga.kit.config import MODULES, Settings

LIVE = {
    "mode": "production",
    "secret": "s" * 40,
    "midtrans_url": "https://gateway.test",
    "midtrans_server_key": "key",
    "smtp_url": "smtp://mail.test",
    "rate_limit": "on",
}


def test_production_refuses_what_only_the_demo_may() -> None:
    Settings(**LIVE)
    for name, bad in {
        "rate_limit": "off",
        "secret": "",
        "midtrans_url": "",
        "midtrans_server_key": "SB-Mid-server-niaga-demo",
        "smtp_url": "",
    }.items():
        with pytest.raises(ValidationError, match="production mode refuses"):
            Settings(**{**LIVE, name: bad})


def test_modules_that_run_elsewhere_need_an_address() -> None:
    with pytest.raises(ValidationError, match="does not say where"):
        Settings(modules="orders")
    others = ",".join(f"{m}=http://127.0.0.1:9" for m in MODULES if m != "orders")
    split = Settings(modules="orders", peers=others)
    assert split.local == ("orders",)
    assert set(split.elsewhere) == set(MODULES) - {"orders"}
    assert Settings().local == MODULES
    with pytest.raises(ValidationError, match="unknown modules"):
        Settings(modules="orders,odrers", peers=others)


def test_a_made_up_secret_stays_the_same(tmp_path: Path) -> None:
    assert Settings(home=tmp_path).key("a") == Settings(home=tmp_path).key("a")
    assert Settings(home=tmp_path).key("a") != Settings(home=tmp_path).key("b")
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0

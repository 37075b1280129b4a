"""How payments are configured: the gateway, and how much a wallet may hold."""

import functools

from pydantic import Field, SecretStr

from niaga.kit import modes
from niaga.kit.config import Section

DEMO_KEY = "SB-Mid-server-niaga-demo"


class Settings(Section):
    midtrans_url: str = ""
    """Base of the Core API; empty: the simulator."""
    midtrans_snap_url: str = ""
    midtrans_server_key: SecretStr = SecretStr(DEMO_KEY)
    simulator_port: int = Field(8001, ge=1, le=65535)
    wallet_limit: int = Field(10_000_000, ge=0)
    """Most rupiah a top-up may bring a wallet to (Bank Indonesia's cap for registered holders)."""

    @property
    def simulated(self) -> bool:
        """Whether payments go to the simulator."""
        return not self.midtrans_url

    @property
    def simulator_url(self) -> str:
        return f"http://127.0.0.1:{self.simulator_port}"

    def origins(self) -> list[str]:
        """A demo's pages pay at the simulator, by its own port."""
        return [self.simulator_url] if self.simulated else []

    def refused(self) -> list[str]:
        if self.mode != "production":
            return []
        abroad = {
            f"a NIAGA_{name} that is not https:// on the internet": bool(url) and not modes.abroad(url)
            for name, url in (("MIDTRANS_URL", self.midtrans_url), ("MIDTRANS_SNAP_URL", self.midtrans_snap_url))
        }
        return modes.said(
            {
                "no NIAGA_MIDTRANS_URL (the simulator)": not self.midtrans_url,
                **abroad,
                "the demo's NIAGA_MIDTRANS_SERVER_KEY": self.midtrans_server_key.get_secret_value() == DEMO_KEY,
            }
        )


@functools.cache
def settings() -> Settings:
    """This process's, read from the environment once."""
    return Settings()

"""What the simulator can be told, all of it by environment variables."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

DEMO_SERVER_KEY = "SB-Mid-server-niaga-demo"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`public_url` is how clients reach us; `time_scale` shortens the providers' own hours, not what a caller asks.

    With the default 1/60 a retry after two minutes comes after two seconds. Expiries and the delays of a wish are
    the caller's and run in real time.
    """

    home: Path
    host: str = "127.0.0.1"
    port: int = 8001
    public_url: str = "http://127.0.0.1:8001"
    server_key: str = DEMO_SERVER_KEY
    webhook_url: str = "http://127.0.0.1:8000/api/v1/webhooks/payment/midtrans"
    time_scale: float = 1 / 60
    pending_notices: bool = True  # Midtrans tells of the charge itself, too


def from_env(env: Mapping[str, str]) -> Settings:
    """NIAGA_HOME, NIAGA_SIMULATOR_{PORT,HOST,URL,TIME_SCALE,PENDING_NOTICES}, NIAGA_MIDTRANS_SERVER_KEY and

    NIAGA_SIMULATOR_WEBHOOK_URL; what is not set has the default of the demo.
    """
    port = int(env.get("NIAGA_SIMULATOR_PORT", "8001"))
    niaga_port = env.get("NIAGA_PORT", "8000")
    return Settings(
        home=Path(env.get("NIAGA_HOME", ".niaga")) / "simulator",
        host=env.get("NIAGA_SIMULATOR_HOST", "127.0.0.1"),
        port=port,
        public_url=env.get("NIAGA_SIMULATOR_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        server_key=env.get("NIAGA_MIDTRANS_SERVER_KEY", DEMO_SERVER_KEY),
        webhook_url=env.get(
            "NIAGA_SIMULATOR_WEBHOOK_URL",
            f"http://127.0.0.1:{niaga_port}/api/v1/webhooks/payment/midtrans",
        ),
        time_scale=float(env.get("NIAGA_SIMULATOR_TIME_SCALE", str(1 / 60))),
        pending_notices=env.get("NIAGA_SIMULATOR_PENDING_NOTICES", "on") != "off",
    )

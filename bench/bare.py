"""The limit: an ASGI application that only answers, with as many bytes as it is told to (NIAGA_BENCH_BYTES)."""

import os
from typing import Any

BODY = b"x" * int(os.environ.get("NIAGA_BENCH_BYTES", "1000"))
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())],
}
END = {"type": "http.response.body", "body": BODY}


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": f"{message['type']}.complete"})
            if message["type"] == "lifespan.shutdown":
                return
    await send(START)
    await send(END)

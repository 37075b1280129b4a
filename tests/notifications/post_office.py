"""A mail server of the outside world: takes what it is given, or says that it cannot."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage


class PostOffice:
    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.open = True
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The least of SMTP (RFC 5321) that a client needs."""
        writer.write(b"220 post.test\r\n" if self.open else b"421 closed\r\n")
        while self.open and (line := await reader.readline()):
            word = line.split()[0].upper() if line.split() else b""
            if word == b"DATA":
                writer.write(b"354 go on\r\n")
                raw = await reader.readuntil(b"\r\n.\r\n")
                found = message_from_bytes(raw[:-3], policy=policy.default)
                assert isinstance(found, EmailMessage)
                self.received.append(found)
            writer.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                break
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        writer.close()


@contextlib.asynccontextmanager
async def post_office() -> AsyncIterator[PostOffice]:
    office = PostOffice()
    server = await asyncio.start_server(office.serve, "127.0.0.1", 0)
    office.port = server.sockets[0].getsockname()[1]
    async with server:
        yield office

"""What an operator is told when the installation is at fault and not the code: what is wrong, and how to mend it."""

import errno
import socket
from collections.abc import Sequence

import asyncpg
import pydantic

UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR)
URL = "correct NIAGA_DATABASE_URL (postgresql://user:password@host:5432/database)"


class Advice(Exception):
    """A complaint and its cure."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(f"{wrong}\n  → {mend}")
        self.wrong = wrong
        self.mend = mend


def advice_on(failure: BaseException) -> Advice | None:
    """What to tell about a failure of a command; None for those that are bugs, or that nobody has met yet."""
    match failure:
        case Advice():
            return failure
        case pydantic.ValidationError():
            return on_settings([failure])
        case asyncpg.InvalidPasswordError() | asyncpg.InvalidAuthorizationSpecificationError():
            return Advice(f"PostgreSQL does not let us in: {failure}", URL)
        case asyncpg.InvalidCatalogNameError():
            return Advice(f"PostgreSQL has no such database: {failure}", f"create it, or {URL}")
        case asyncpg.ClientConfigurationError():
            return Advice(f"PostgreSQL's address cannot be read: {failure}", URL)
        case asyncpg.InsufficientPrivilegeError():
            return Advice(f"PostgreSQL does not let us do that: {failure}", "make our user the owner of the database")
        case asyncpg.UndefinedTableError() | asyncpg.UndefinedColumnError() | asyncpg.InvalidSchemaNameError():
            return Advice(f"the database is not up to date: {failure}", "run `niaga migrate`")
        case asyncpg.DiskFullError():
            return Advice("the disk of PostgreSQL is full", "make room there")
        case asyncpg.PostgresConnectionError() | asyncpg.CannotConnectNowError() | asyncpg.TooManyConnectionsError():
            return _away(failure)
        case OSError():
            return _system(failure)
    return None


def on_settings(failures: Sequence[pydantic.ValidationError]) -> Advice:
    """Never with the value that was given: it may be a secret."""
    said = []
    for error in (e for f in failures for e in f.errors(include_input=False, include_url=False)):
        name = f"NIAGA_{str(error['loc'][0]).upper()}: " if error["loc"] else ""
        said.append(name + error["msg"].removeprefix("Value error, "))
    where = "niaga/kit/config.py and the modules' settings.py describe all of them"
    return Advice(f"settings: {'; '.join(dict.fromkeys(said))}", f"correct these variables; {where}")


def _away(failure: BaseException) -> Advice:
    why = str(failure) or type(failure).__name__
    return Advice(f"PostgreSQL does not answer ({why})", "start it, or correct NIAGA_DATABASE_URL")


def _system(failure: OSError) -> Advice | None:
    if failure.errno in (errno.ENOSPC, errno.EDQUOT):
        return Advice("the disk is full", "make room, or move the data folder with NIAGA_HOME")
    if failure.errno in UNWRITABLE and failure.filename:
        return Advice(
            f"{failure.filename} cannot be used ({failure.strerror})",
            "let this user write there, or choose another data folder with NIAGA_HOME",
        )
    if failure.filename or failure.errno == errno.EPIPE:  # whoever read our output has left: `niaga verify | head`
        return None
    return _away(failure)


def must_be_free(host: str, port: int, variable: str) -> None:
    """Raises Advice when nothing of ours can listen there. The server itself would share a port in silence."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as taken:
        if taken.errno == errno.EADDRINUSE:
            wrong = f"port {port} is taken: something listens there already"
        else:
            wrong = f"nobody may listen on {host}:{port} ({taken.strerror})"
        raise Advice(wrong, f"stop that, or choose another port with {variable}") from taken

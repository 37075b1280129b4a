"""niaga: everything an operator types."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from typer.core import TyperGroup

from niaga import modules
from niaga.kit import config, embedded
from niaga.kit.advice import advice_on, must_be_free
from niaga.kit.child import end_with_parent

WRONG = 2
"""Exit status when the installation is at fault: the same would happen again."""
T = TypeVar("T")


class Commands(TyperGroup):
    """Say what is wrong and how to mend it, where we know; NIAGA_LOG_LEVEL=debug shows how it came about too."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as failed:
            advice = advice_on(failed)
            if advice is None or os.environ.get("NIAGA_LOG_LEVEL") == "debug":
                raise
            typer.echo(f"niaga: {advice}", err=True)
            raise typer.Exit(WRONG) from failed


app = typer.Typer(
    cls=Commands, no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"niaga {metadata.version('niaga')}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version, and end.")
    ] = False,
) -> None:
    """niaga: everything an operator types."""


@contextmanager
def services() -> Iterator[config.Settings]:
    """Settings whose URLs are set: embedded servers run for as long as this block when none were given."""
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))  # ends as by Ctrl-C: in order
    modules.check_settings()
    with embedded.services(config.settings()) as found:
        os.environ["NIAGA_DATABASE_URL"], os.environ["NIAGA_REDIS_URL"] = found
        config.settings.cache_clear()
        yield config.settings()


def with_modules(settings: config.Settings, work: Callable[[], Awaitable[T]]) -> T:
    """Run `work` with this process's connections open."""
    from niaga import main
    from niaga.kit import telemetry

    telemetry.hush()

    async def run() -> T:
        async with main.opened(settings, settings.database_url, settings.redis_url):
            return await work()

    return asyncio.run(run())


@app.command()
def up(
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the platform in a browser.")] = False,
    demo: Annotated[bool, typer.Option("--demo/--no-demo", help="Load the demo into an empty database.")] = True,
) -> None:
    """Run everything: database, Redis, web, worker, payment simulator; with the demo in it. Ctrl-C stops it all."""
    from niaga.up import run_all

    raise typer.Exit(run_all(open_browser=open_browser, demo=demo))


@app.command()
def serve() -> None:
    """Serve HTTP (the API and the web client)."""
    end_with_parent()
    with services() as settings:
        from niaga.serve import serve_http

        serve_http(settings)


@app.command()
def worker() -> None:
    """Deliver events and run timed jobs."""
    end_with_parent()
    with services() as settings:
        import uvloop

        from niaga import main
        from niaga.kit import telemetry
        from niaga.kit import worker as work

        telemetry.start(settings, "niaga-worker")
        if settings.metrics_port:
            from prometheus_client import start_http_server

            must_be_free(settings.host, settings.metrics_port, "NIAGA_METRICS_PORT")
            start_http_server(settings.metrics_port, settings.host)
        os.nice(5)  # who waits for a page comes before what nobody waits for

        async def run() -> None:
            stop = asyncio.Event()
            loop = asyncio.get_running_loop()
            for sign in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(sign, stop.set)
            async with main.opened(settings, settings.database_url, settings.redis_url, durable=False):
                await work.run(settings.database_url, modules.local(settings), stop)

        uvloop.run(run())


@app.command()
def simulator() -> None:
    """Run the payment gateway's stand-in (demo and tests only)."""
    from niaga.simulator.main import run
    from niaga.simulator.settings import from_env

    found = from_env(os.environ)
    must_be_free(found.host, found.port, "NIAGA_SIMULATOR_PORT")
    run(found)


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    from niaga.kit.migrate import migrate as bring

    with services() as settings:
        applied = asyncio.run(bring(settings.database_url, modules.local(settings)))
    typer.echo("\n".join(applied) or "nothing to do")


@app.command()
def demo(
    reset: Annotated[bool, typer.Option("--reset", help="Empty the database first.")] = False,
    scale: Annotated[int, typer.Option(min=0, max=1_000_000, help="Add so many products for benchmarks.")] = 0,
) -> None:
    """Load the demo: a campus, its canteens and student sellers, an electronics chain, people and their orders."""
    settings = config.settings()
    if settings.mode == "production":
        typer.echo("production mode refuses the demo accounts", err=True)
        raise typer.Exit(2)
    with services() as settings:
        from niaga.demo import load as story
        from niaga.kit.migrate import migrate as bring
        from niaga.kit.migrate import wipe

        if reset:
            asyncio.run(wipe(settings.database_url))
        asyncio.run(bring(settings.database_url, modules.local(settings)))
        with_modules(settings, story.load)
        if scale:
            from niaga.demo import scale as many

            with_modules(settings, lambda: many.load(scale))


@app.command()
def verify(
    repair: Annotated[
        bool, typer.Option("--repair", help="Make copies that are wrong anew from their origin.")
    ] = False,
) -> None:
    """Recompute stock, holds, orders and ledger from their histories; say what does not agree. Exit 1 if anything."""
    with services() as settings:
        from niaga import checkup

        raise typer.Exit(with_modules(settings, lambda: checkup.run(modules.local(settings), repair=repair)))


@app.command()
def doctor() -> None:
    """Say what is wrong with this installation and how to mend it. Exit 1 if anything."""
    from niaga.doctor import examine

    raise typer.Exit(examine())


@app.command()
def retry() -> None:
    """Put jobs that failed for good back into the queue, once their cause is mended."""
    with services() as settings:
        from niaga.kit.worker import requeue

        typer.echo(f"{asyncio.run(requeue(settings.database_url))} jobs will be tried again")


@app.command()
def openapi(
    path: Annotated[Path | None, typer.Argument(help="Write it there instead of to the screen.")] = None,
) -> None:
    """The HTTP contract as an OpenAPI document."""
    from niaga import main
    from niaga.kit.http import openapi

    text = openapi.written(main.contract())
    if path:
        path.write_bytes(text)
    else:
        sys.stdout.buffer.write(text)

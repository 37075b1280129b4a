"""Logs, metrics and traces: what an operator sees.

Logs are JSON lines with service, trace_id, span_id and whatever is bound to the request (user_id, order_id);
personal data and secrets are masked by field name. Traces follow W3C traceparent; they leave the process only when
NIAGA_OTLP_URL says where to. Metrics are Prometheus's, at /metrics.
"""

import functools
import hashlib
import ipaddress
import logging
import os
import re
import sys
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

import structlog
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from prometheus_client import Counter, Gauge, Histogram

from .config import Settings, settings


class Span(NamedTuple):
    trace_id: str
    """32 hex digits."""
    span_id: str
    """16 hex digits."""


span: ContextVar[Span | None] = ContextVar("span", default=None)

TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}")
SECRET = re.compile(r"password|secret|token|authorization|cookie|otp|signature|server_key", re.I)
PERSONAL = re.compile(r"\A(e?mail|phone|name|address|recipient|nik)\Z", re.I)

REQUESTS = Counter("niaga_http_requests_total", "Answers given", ["method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "niaga_http_request_seconds",
    "Time to answer",
    ["method", "route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
JOBS = Counter("niaga_jobs_total", "Event deliveries and timed jobs", ["name", "outcome"])
JOB_SECONDS = Histogram("niaga_job_seconds", "Time a job took", ["name"])
QUEUE = Gauge("niaga_queue_jobs", "Jobs waiting or held", ["queue", "status"])
EVENTS = Counter("niaga_events_total", "What happened: orders paid, payments settled, …", ["event"])
REFUSALS = Counter("niaga_refusals_total", "What was refused, by its code", ["code"])
POOL = Gauge("niaga_database_connections", "Of this process", ["state"])

log: structlog.stdlib.BoundLogger = structlog.get_logger()


def trace_id() -> str | None:
    """The present trace, if any: 32 hex digits."""
    here = span.get()
    return here.trace_id if here else None


def begin(traceparent: str | None = None) -> Span:
    """A new span: of the caller's trace if it names one, else of a new trace."""
    found = TRACEPARENT.fullmatch(traceparent) if traceparent else None
    fresh = os.urandom(24).hex()
    here = Span(found[1] if found else fresh[:32], fresh[32:])
    span.set(here)
    return here


def traceparent() -> str | None:
    here = span.get()
    return f"00-{here.trace_id}-{here.span_id}-01" if here else None


_tracer: trace.Tracer | None = None


class _Ids(RandomIdGenerator):
    """A request's span has the ids that its logs and its answer have had already."""

    now: Span | None = None

    def generate_trace_id(self) -> int:
        return int(self.now.trace_id, 16) if self.now else super().generate_trace_id()

    def generate_span_id(self) -> int:
        return int(self.now.span_id, 16) if self.now else super().generate_span_id()


_ids = _Ids()


def ended(name: str, traceparent: str | None, took_s: float, **attributes: Any) -> None:
    """Report the span that `begin` began, and which is over now."""
    here = span.get()
    if _tracer is None or here is None:
        return
    found = TRACEPARENT.fullmatch(traceparent) if traceparent else None
    context = _inside(found[1], found[2]) if found else None
    now_ns = time.time_ns()
    _ids.now = here
    try:
        over = _tracer.start_span(name, context, attributes=attributes, start_time=now_ns - int(took_s * 1e9))
    finally:
        _ids.now = None
    over.end(now_ns)


def _inside(trace_id: str, span_id: str) -> Context:
    parent = trace.SpanContext(int(trace_id, 16), int(span_id, 16), is_remote=True, trace_flags=trace.TraceFlags(1))
    return trace.set_span_in_context(trace.NonRecordingSpan(parent))


@functools.lru_cache(maxsize=1024)
def network(address: str) -> str:
    """Where an address lies, but for who it is: enough to see one attacker among many, little of a person."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    bits = 24 if found.version == 4 else 48
    return str(ipaddress.ip_network((found, bits), strict=False))


def pseudonym(of: str) -> str:
    """The same for the same name, and nobody without our secret finds the name."""
    return hashlib.blake2b(of.strip().lower().encode(), key=settings().key("log"), digest_size=8).hexdigest()


def about(**ids: Any) -> None:
    """Name what the present request is about, in all its log lines from now on."""
    structlog.contextvars.bind_contextvars(**{name: str(id) for name, id in ids.items()})


@contextmanager
def spanned(name: str, **attributes: Any) -> Iterator[None]:
    """Report the block as a span when traces are collected; costs nothing otherwise."""
    if _tracer is None:
        yield
        return
    here = span.get()
    context = _inside(*here) if here else None
    with _tracer.start_as_current_span(name, context=context, attributes=attributes) as inner:
        ids = inner.get_span_context()
        token = span.set(Span(f"{ids.trace_id:032x}", f"{ids.span_id:016x}"))
        try:
            yield
        finally:
            span.reset(token)


def hush() -> None:
    """For commands that talk to a person: only errors are logged, in between what they say."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))


def start(chosen: Settings, service: str) -> None:
    """Set this process's logging, tracing and error reporting up. `service` names it in every line."""

    def ids(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        event["service"] = service
        if here := span.get():
            event["trace_id"], event["span_id"] = here
        return event

    render: Any = (
        structlog.processors.JSONRenderer()
        if chosen.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", key="at"),
        ids,
        mask,
    ]
    if chosen.log_format == "json":
        shared.append(structlog.processors.format_exc_info)
    level = logging.getLevelNamesMapping()[chosen.log_level.upper()]
    structlog.configure(
        processors=[*shared, render],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=render, foreign_pre_chain=shared))
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
    _trace(chosen, service)
    if dsn := chosen.sentry_dsn.get_secret_value():
        import sentry_sdk  # heavy, and only where it is wanted

        # Local variables and bodies hold what people typed; its scrubber knows names of fields, not what is in them.
        sentry_sdk.init(
            dsn=dsn,
            environment=chosen.mode,
            send_default_pii=False,
            include_local_variables=False,
            max_request_body_size="never",
        )


def _trace(chosen: Settings, service: str) -> None:
    global _tracer
    if not chosen.otlp_url:
        return
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # heavy, as above
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": service}), id_generator=_ids)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=chosen.otlp_url)))
    _tracer = provider.get_tracer("niaga")


def mask(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Secrets vanish, personal data shows its first letter only."""
    return masked(event)


def masked(values: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The same values, changed where they lie."""
    for key, value in values.items():
        if isinstance(value, dict):
            values[key] = masked(dict(value))
        elif value is None or isinstance(value, bool):
            continue
        elif SECRET.search(key):
            values[key] = "***"
        elif PERSONAL.search(key) and isinstance(value, str):
            values[key] = value[:1] + "***"
    return values

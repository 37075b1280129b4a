"""What an operator sees: lines without secrets, the same trace everywhere, figures that mean something."""

import gzip
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from niaga.kit import config, telemetry

PARENT = f"00-{'a' * 32}-{'b' * 16}-01"


def test_secrets_vanish_and_personal_data_shows_one_letter() -> None:
    told = telemetry.mask(
        None,
        "",
        {
            "password": "kuda-laut",
            "access_token": "eyJ",
            "email": "siti@kampus.test",
            "phone": "+62812",
            "nested": {"server_key": "SB-Mid", "name": "Siti"},
            "order_id": "1",
        },
    )
    assert told == {
        "password": "***",
        "access_token": "***",
        "email": "s***",
        "phone": "+***",
        "nested": {"server_key": "***", "name": "S***"},
        "order_id": "1",
    }


def test_lines_are_json_with_trace_and_what_they_are_about() -> None:
    code = """
from niaga.kit import config, telemetry
telemetry.start(config.Settings(log_level="info"), "niaga-test")
here = telemetry.begin()
telemetry.about(order_id="o-1")
telemetry.log.info("thing", email="siti@kampus.test")
print(here.trace_id)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    line = json.loads(done.stderr)
    assert (line["service"], line["event"], line["order_id"]) == ("niaga-test", "thing", "o-1")
    assert line["trace_id"] == done.stdout.strip()
    assert "siti" not in done.stderr


class Collector:
    """Takes spans in, as a collector of OpenTelemetry would."""

    def __init__(self) -> None:
        self.spans: list[Any] = []
        heard = self.spans

        class Hears(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                    heard.extend(span for scope in resource.scope_spans for span in scope.spans)
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Hears)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1/traces"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[Collector]:
    """Traces go there until the test ends."""
    made = Collector()
    monkeypatch.setattr(telemetry, "_tracer", None)
    telemetry._trace(config.Settings(otlp_url=made.url), "niaga-test")
    yield made
    made.server.shutdown()


def flush() -> None:
    provider: Any = telemetry._tracer
    processors = provider.span_processor._span_processors
    for processor in processors:
        assert isinstance(processor, BatchSpanProcessor)
        processor.force_flush()


async def test_a_request_is_one_span_of_its_callers_trace(collector: Collector, client: httpx.AsyncClient) -> None:
    called = await client.get("/categories", headers={"traceparent": PARENT})
    alone = await client.get("/tidak/ada")
    flush()
    ours = [span for span in collector.spans if span.trace_id.hex() in (PARENT[3:35], alone.headers["x-request-id"])]
    first, second = ours  # what is at work beside the test has spans too
    assert first.name == "GET /api/v1/categories"
    assert first.trace_id.hex() == called.headers["x-request-id"] == "a" * 32
    assert first.parent_span_id.hex() == "b" * 16
    assert second.trace_id.hex() == alone.headers["x-request-id"]
    assert not second.parent_span_id
    assert first.end_time_unix_nano > first.start_time_unix_nano


def test_reports_of_errors_hold_nothing_that_people_typed() -> None:
    """Told to a collector of ours, as it would be to theirs."""
    told: list[bytes] = []

    class Hears(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            told.append(gzip.decompress(body) if self.headers.get("content-encoding") == "gzip" else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hears)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    code = f"""
import sentry_sdk
from niaga.identity.types import Credentials
from niaga.kit import config, telemetry
telemetry.start(config.Settings(sentry_dsn="http://key@127.0.0.1:{server.server_port}/1"), "niaga-test")
def sign_in(who, typed):
    raise RuntimeError(f"cannot sign in {{who}}")
try:
    sign_in(Credentials(password="hunter2-secret", email="siti@kampus.test"), "hunter2-secret")
except RuntimeError as wrong:
    sentry_sdk.capture_exception(wrong)
sentry_sdk.flush(60)
"""
    try:
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=180)
    finally:
        server.shutdown()
    sent = b"".join(told).decode()
    assert "cannot sign in Credentials(" in sent
    assert "hunter2" not in sent
    assert "siti@" not in sent

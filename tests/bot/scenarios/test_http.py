"""The bot's own HTTP: health in both transports, and what it refuses from strangers."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.bot.scenarios.conftest import Office, opened

EVENT = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()


@pytest.fixture
async def web(office: Office) -> AsyncIterator[httpx.AsyncClient]:
    assert office.bot is not None
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{office.bot.port}", trust_env=False) as client:
        yield client


@pytest.fixture
async def signed_office() -> AsyncIterator[Office]:
    async with opened("http") as office:
        yield office
        assert office.faults == []


def signature(secret: str, body: bytes, at: str) -> dict[str, str]:
    digest = hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {
        "x-slack-signature": f"v0={digest}",
        "x-slack-request-timestamp": at,
        "content-type": "application/json",
    }


async def post(office: Office, body: bytes, headers: dict[str, str]) -> httpx.Response:
    assert office.bot is not None
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.post(f"http://127.0.0.1:{office.bot.port}/slack/events", content=body, headers=headers)


async def test_health_readiness_and_metrics_are_there_in_both_transports(
    office: Office, web: httpx.AsyncClient
) -> None:
    await office.workspace.command("lin", "general", "/nvcn", "老黄跳了什么舞")
    assert (await web.get("/healthz")).text == "ok\n"
    ready = await web.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"ready": True, "problems": {}})
    metrics = (await web.get("/metrics")).text
    assert 'nvcn_questions_total{status="answered",surface="command"} 1\n' in metrics


async def test_only_the_http_transport_takes_requests_from_slack(
    office: Office, web: httpx.AsyncClient, transport: str
) -> None:
    response = await web.post("/slack/events", content=EVENT)
    assert response.status_code == {"socket": 404, "http": 401}[transport]


async def test_slack_verifies_the_address(signed_office: Office) -> None:
    headers = signature(signed_office.workspace.signing_secret, EVENT, str(int(time.time())))
    response = await post(signed_office, EVENT, headers)
    assert (response.status_code, response.json()) == (200, {"challenge": "abc"})


async def test_a_wrong_old_or_missing_signature_is_refused(signed_office: Office) -> None:
    secret, now = signed_office.workspace.signing_secret, int(time.time())
    for headers in (
        signature("another", EVENT, str(now)),
        signature(secret, EVENT, str(now - 600)),
        signature(secret, b"another body", str(now)),
        signature(secret, EVENT, "yesterday"),
        {"content-type": "application/json"},
    ):
        assert (await post(signed_office, EVENT, headers)).status_code == 401


@pytest.mark.parametrize("body", [b"\xff\xfe\x00junk", b"{", b"[1, 2]", b"5"])
async def test_binary_junk_is_refused_in_one_line(signed_office: Office, body: bytes) -> None:
    headers = signature(signed_office.workspace.signing_secret, body, str(int(time.time())))
    response = await post(signed_office, body, headers)
    assert (response.status_code, response.text) == (400, "The request is not one of Slack's.\n")


async def test_a_request_without_end_is_refused(signed_office: Office) -> None:
    body = b"a" * 1_000_001
    response = await post(signed_office, body, signature(signed_office.workspace.signing_secret, body, "0"))
    assert response.status_code == 413

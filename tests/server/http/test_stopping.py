"""What clients are told whose request outlasts the server's stop."""

import asyncio
import json

import pytest
from starlette.types import Message, Receive, Scope, Send

from server.http.stopping import AnswerWhenStopped

SCOPE: Scope = {"type": "http", "method": "GET", "path": "/api/students", "headers": []}
BEGIN: Message = {"type": "http.response.start", "status": 200, "headers": []}


async def cancelled(*first: Message) -> list[Message]:
    """What is sent for a request that is cancelled after its app sent `first`."""
    sent: list[Message] = []
    waiting = asyncio.Event()

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        for message in first:
            await send(message)
        waiting.set()
        await asyncio.Event().wait()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    request = asyncio.create_task(AnswerWhenStopped(app)(SCOPE, receive, send))
    await waiting.wait()
    request.cancel()
    await request
    return sent


@pytest.mark.anyio
async def test_request_that_outlasts_the_stop_is_answered() -> None:
    start, body = await cancelled()

    assert start["status"] == 503
    assert json.loads(body["body"])["code"] == "shutting_down"
    assert b"retry-after" not in dict(start["headers"]), "it may have been done"


@pytest.mark.anyio
async def test_answer_that_has_begun_just_ends(caplog: pytest.LogCaptureFixture) -> None:
    assert await cancelled(BEGIN) == [BEGIN]
    assert "GET /api/students was still under way" in caplog.text

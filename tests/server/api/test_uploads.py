"""Uploads whose client is gone."""

import asyncio

import pytest
from starlette.requests import Request
from starlette.types import Message

from server.api.uploads import arriving
from server.errors import BadRequestError, HomeroomError, RequestTimeoutError


def read(*messages: Message, patience_seconds: float) -> bytes:
    """The body of a request of which these messages come, and then nothing more."""
    left = list(messages)

    async def receive() -> Message:
        if not left:
            await asyncio.Event().wait()
        return left.pop(0)

    async def body() -> bytes:
        request = Request({"type": "http", "method": "POST", "headers": []}, receive)
        chunks = [chunk async for chunk in arriving(request, patience_seconds=patience_seconds)]
        return b"".join(chunks)

    return asyncio.run(body())


def part(body: bytes, *, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_body_is_read_to_its_end() -> None:
    parts = (part(b"a", more=True), part(b"b", more=False))

    assert read(*parts, patience_seconds=60.0) == b"ab"


def test_upload_that_stops_half_way_is_given_up() -> None:
    with pytest.raises(RequestTimeoutError, match="send it again") as raised:
        read(part(b"a", more=True), patience_seconds=0.01)

    assert (raised.value.status, raised.value.code) == (408, "upload_timeout")


def test_upload_that_is_broken_off_is_no_fault_of_ours() -> None:
    with pytest.raises(BadRequestError) as raised:
        read(part(b"a", more=True), {"type": "http.disconnect"}, patience_seconds=60.0)

    assert isinstance(raised.value, HomeroomError)
    assert raised.value.code == "upload_broken_off"

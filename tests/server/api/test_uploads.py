"""Uploads whose client is gone, or slow, and those that wait for them."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from server.api.uploads import SLOWEST_BYTES_PER_SECOND, arriving, taken
from server.errors import BadRequestError, HomeroomError, RequestTimeoutError, UnavailableError
from tests.fakes import photo
from tests.server.api.factories import Api


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


def read_slowly(parts: int, *, bytes_a_part: int, seconds_a_part: float) -> int:
    """How much arrives of a body whose parts take so long, by a clock that stands otherwise."""
    now = 0.0
    left = parts

    async def receive() -> Message:
        nonlocal now, left
        now += seconds_a_part
        left -= 1
        return part(b"x" * bytes_a_part, more=left > 0)

    async def count() -> int:
        request = Request({"type": "http", "method": "POST", "headers": []}, receive)
        return sum([len(chunk) async for chunk in arriving(request, clock=lambda: now)])

    return asyncio.run(count())


def test_upload_that_trickles_is_given_up() -> None:
    """Each part comes in time, but the whole would keep its place for hours."""
    with pytest.raises(RequestTimeoutError, match=r"too slow: 0 KiB came in 30 seconds"):
        read_slowly(1000, bytes_a_part=1, seconds_a_part=20.0)


@given(
    bytes_a_part=st.integers(1, 100_000), parts=st.integers(1, 100), haste=st.floats(1.01, 100.0)
)
def test_upload_at_the_slowest_pace_gets_through(
    bytes_a_part: int, parts: int, haste: float
) -> None:
    seconds_a_part = bytes_a_part / SLOWEST_BYTES_PER_SECOND / haste
    received = read_slowly(parts, bytes_a_part=bytes_a_part, seconds_a_part=seconds_a_part)
    assert received == parts * bytes_a_part


@pytest.mark.anyio
async def test_slot_that_nobody_gives_back_is_waited_for_in_vain() -> None:
    slots = asyncio.Semaphore(1)
    async with taken(slots):
        with pytest.raises(UnavailableError, match="no place became free for yours") as raised:
            async with taken(slots, wait_seconds=0.01):
                pass
    async with taken(slots, wait_seconds=60.0):  # given back once, not twice
        assert slots.locked()

    assert (raised.value.status, raised.value.code) == (503, "uploads_busy")


@pytest.mark.parametrize(
    ("path", "field", "taken"),
    [("/api/faces/check", "image", "acceptable"), ("/api/students/1/faces", "images", "accepted")],
)
def test_form_may_be_named_in_capital_letters(api: Api, path: str, field: str, taken: str) -> None:
    api.create_student()
    form = api.client.build_request("POST", path, files={field: ("front.png", photo())})
    named = form.headers["content-type"].replace("multipart/form-data", "Multipart/Form-Data")
    answer = api.client.post(path, content=form.read(), headers={"Content-Type": named})
    assert answer.json()[taken]

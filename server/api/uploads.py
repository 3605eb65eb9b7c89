"""Photos out of a multipart body, held in memory alone: an upload never touches the disk."""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from server.api.dependencies import ServicesDep
from server.enrollment.service import Upload
from server.errors import BadRequestError, RequestTimeoutError, UnavailableError

IMAGES_FIELD: Final = "images"
IMAGE_FIELD: Final = "image"
UPLOADS_AT_ONCE: Final = 8
"""So many uploads are held in memory; others wait with their body unread."""
SLOT_SECONDS: Final = 60.0
"""How long they wait: a class import's batch of photos is examined in some seconds."""
PATIENCE_SECONDS: Final = 30.0
"""An upload of which nothing comes for so long has lost its client."""
SLOWEST_BYTES_PER_SECOND: Final = 16 * 1024
"""What a phone on bad Wi-Fi still reaches. An upload that is slower on the whole keeps a place that
others need."""


class _InMemoryParser(MultiPartParser):
    spool_max_size = 0  # never spooled to a file; the body's size is limited before


async def read_photos(request: Request, services: ServicesDep) -> AsyncIterator[list[Upload]]:
    """Read the files of the field `images`, in order, once one of `upload_slots` is free.

    The slot is given back after the answer. Raises BadRequestError for a body that is not
    multipart, RequestValidationError for no file or more than the settings allow, UnavailableError
    when no slot becomes free.
    """
    async with taken(request.app.state.upload_slots):
        yield await _parse(request, most=services.settings.enrollment.max_images)


async def read_picture(request: Request) -> AsyncIterator[bytes]:
    """Read one picture: the body itself, or the first file of a multipart one.

    Like read_photos it waits for one of `upload_slots`. Raises BadRequestError for a multipart body
    that is damaged or has no file.
    """
    async with taken(request.app.state.upload_slots):
        if _media_type(request).startswith("multipart/"):
            yield await _first_file(request)
        else:
            yield b"".join([chunk async for chunk in arriving(request)])


@contextlib.asynccontextmanager
async def taken(
    slots: asyncio.Semaphore, *, wait_seconds: float = SLOT_SECONDS
) -> AsyncIterator[None]:
    """One of `slots`. Raises UnavailableError when none becomes free in time."""
    try:
        async with asyncio.timeout(wait_seconds):
            await slots.acquire()
    except TimeoutError as error:
        raise UnavailableError(
            f"{UPLOADS_AT_ONCE} uploads are under way, and no place became free for yours in "
            f"{wait_seconds:.0f} seconds; send it again",
            code="uploads_busy",
        ) from error
    try:
        yield
    finally:
        slots.release()


async def arriving(
    request: Request,
    *,
    patience_seconds: float = PATIENCE_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncGenerator[bytes]:
    """The body as it comes. `clock` counts seconds.

    Raises RequestTimeoutError when nothing more comes for `patience_seconds`, or when it all comes
    at less than SLOWEST_BYTES_PER_SECOND, so that no client who is gone or trickles keeps a slot,
    and BadRequestError when the client ends the connection.
    """
    stream = request.stream()
    started = clock()
    received = 0
    try:
        while True:
            allowed_seconds = patience_seconds + received / SLOWEST_BYTES_PER_SECOND
            left_seconds = started + allowed_seconds - clock()
            if left_seconds <= 0:
                raise _too_slow(received, allowed_seconds)
            async with asyncio.timeout(min(patience_seconds, left_seconds)):
                chunk = await anext(stream)
            received += len(chunk)
            yield chunk
    except StopAsyncIteration:
        return
    except TimeoutError as error:
        raise _too_slow(received, clock() - started) from error
    except ClientDisconnect as error:
        raise BadRequestError("the upload was broken off", code="upload_broken_off") from error


def _too_slow(received: int, seconds: float) -> RequestTimeoutError:
    return RequestTimeoutError(
        f"the upload stopped or is too slow: {received / 1024:.0f} KiB came in {seconds:.0f} "
        "seconds; send it again, fewer photos at once or over a better connection"
    )


def _media_type(request: Request) -> str:
    """In small letters: clients may write it as they like (RFC 9110)."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _first_file(request: Request) -> bytes:
    form = await _form(request)
    try:
        for _field, value in form.multi_items():
            if isinstance(value, UploadFile):
                return await value.read()
    finally:
        await form.close()
    raise BadRequestError(
        f"send the picture as the body, or as a file in a field named {IMAGE_FIELD}",
        code="not_multipart",
    )


async def _parse(request: Request, *, most: int) -> list[Upload]:
    if _media_type(request) != "multipart/form-data":
        raise BadRequestError(
            f"send the photos as multipart/form-data, in fields named {IMAGES_FIELD}",
            code="not_multipart",
        )
    form = await _form(request)
    files = [file for file in form.getlist(IMAGES_FIELD) if isinstance(file, UploadFile)]
    try:
        _check_count(len(files), most)
        return [Upload(file.filename or None, await file.read()) for file in files]
    finally:
        await form.close()


async def _form(request: Request) -> FormData:
    try:
        return await _InMemoryParser(request.headers, arriving(request)).parse()
    except MultiPartException as error:
        raise BadRequestError(
            f"the multipart body is damaged: {error.message}", code="not_multipart"
        ) from error


def _check_count(count: int, most: int) -> None:
    if 1 <= count <= most:
        return
    message = f"send 1 to {most} photos in fields named {IMAGES_FIELD}, got {count}"
    raise RequestValidationError(
        [{"type": "photo_count", "loc": ("body", IMAGES_FIELD), "msg": message}]
    )


PhotosDep = Annotated[list[Upload], Depends(read_photos)]
PictureDep = Annotated[bytes, Depends(read_picture)]

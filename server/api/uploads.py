"""Photos out of a multipart body, held in memory alone: an upload never touches the disk."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated, Final

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from server.api.dependencies import ServicesDep
from server.enrollment.service import Upload
from server.errors import BadRequestError, RequestTimeoutError

IMAGES_FIELD: Final = "images"
IMAGE_FIELD: Final = "image"
UPLOADS_AT_ONCE: Final = 8
"""So many uploads are held in memory; others wait with their body unread."""
PATIENCE_SECONDS: Final = 30.0
"""An upload of which nothing comes for so long has lost its client."""


class _InMemoryParser(MultiPartParser):
    spool_max_size = 0  # never spooled to a file; the body's size is limited before


async def read_photos(request: Request, services: ServicesDep) -> AsyncIterator[list[Upload]]:
    """Read the files of the field `images`, in order, once one of `upload_slots` is free.

    The slot is given back after the answer. Raises BadRequestError for a body that is not
    multipart, RequestValidationError for no file or more than the settings allow.
    """
    async with request.app.state.upload_slots:
        yield await _parse(request, most=services.settings.enrollment.max_images)


async def read_picture(request: Request) -> AsyncIterator[bytes]:
    """Read one picture: the body itself, or the first file of a multipart one.

    Like read_photos it waits for one of `upload_slots`. Raises BadRequestError for a multipart body
    that is damaged or has no file.
    """
    async with request.app.state.upload_slots:
        if request.headers.get("content-type", "").startswith("multipart/"):
            yield await _first_file(request)
        else:
            yield b"".join([chunk async for chunk in arriving(request)])


async def arriving(
    request: Request, *, patience_seconds: float = PATIENCE_SECONDS
) -> AsyncGenerator[bytes]:
    """The body as it comes.

    Raises RequestTimeoutError when nothing more comes for `patience_seconds`, so that no client who
    is gone keeps a slot, and BadRequestError when the client ends the connection.
    """
    stream = request.stream()
    try:
        while True:
            async with asyncio.timeout(patience_seconds):
                chunk = await anext(stream)
            yield chunk
    except StopAsyncIteration:
        return
    except TimeoutError as error:
        raise RequestTimeoutError(
            f"nothing more of the upload came for {patience_seconds:.0f} seconds; send it again"
        ) from error
    except ClientDisconnect as error:
        raise BadRequestError("the upload was broken off", code="upload_broken_off") from error


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
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
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

"""Decoding of uploaded photos and of camera frames, with the size known before any pixel is."""

import re
import struct
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from server.errors import ImageError

_JPEG: Final = b"\xff\xd8\xff"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_TEXTS: Final = (b"zTXt", b"iTXt")
_HEIF_BRANDS: Final = (b"heic", b"heix", b"mif1", b"avif")

# Markers of ITU-T T.81, table B.1. Those with a payload, and the end: not the bytes that stand for
# an FF of the entropy-coded data, nor restarts and fill bytes.
_JPEG_MARKER: Final = re.compile(rb"\xff[\xc0-\xcf\xd9-\xfe]")
_JPEG_SIZE_MARKERS: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_START_OF_SCAN: Final = 0xDA
_JPEG_END: Final = 0xD9

MOST_SCANS: Final = 100
"""In one JPEG; cameras and programs write at most some 20. Each costs the decoder a pass over the
whole picture, and may be 12 bytes long."""

_MOST_SEGMENTS: Final = 2000
"""In one JPEG: tables, colour profile, maker's notes. A large picture has a few hundred."""

MOST_TEXTS: Final = 10
"""In one PNG, of those that may be compressed: title, author, the camera's notes. Each may grow to
8 MB when it is decoded."""


def decode_image(data: bytes, *, max_pixels: int) -> npt.NDArray[np.uint8]:
    """Decode a JPEG, PNG or WebP picture to uint8 (H, W, 3) BGR, upright as its EXIF data says.

    Gray, 16-bit, CMYK and transparent pictures become 8-bit BGR; of an animation the first picture
    is taken. A picture of more than `max_pixels` is refused by its header alone. Raises ImageError
    with the code `image_empty`, `not_an_image`, `image_truncated` or `image_too_large`.
    """
    width, height = image_size(data)
    if width * height > max_pixels:
        raise ImageError(
            f"the picture has {width} x {height} pixels; "
            f"at most {max_pixels / 1e6:.1f} million are accepted: make it smaller",
            code="image_too_large",
        )
    try:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error as error:
        raise _not_an_image("its content is damaged") from error
    if image is None:
        raise _not_an_image("its content is damaged")
    return np.asarray(image, np.uint8)


def image_size(data: bytes) -> tuple[int, int]:
    """Return (width, height) in pixels from the header, without decoding.

    Raises ImageError like `decode_image`, also when the end of the picture is missing.
    """
    if not data:
        raise ImageError("the picture has no bytes at all; send it again", code="image_empty")
    try:
        width, height = _read_size(data)
    except (struct.error, IndexError) as error:
        raise _truncated(data) from error
    if width == 0 or height == 0:
        raise _not_an_image(f"its size is {width} x {height}")
    return width, height


def _read_size(data: bytes) -> tuple[int, int]:
    if data.startswith(_JPEG):
        return _jpeg_size(data)
    if data.startswith(_PNG):
        return _png_size(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp_size(data)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        raise _not_an_image("HEIC and AVIF are not supported")
    raise _not_an_image("its first bytes are those of another kind of file")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Walk the segments and scans up to the end marker, as a decoder does.

    What is inside a segment is skipped: the preview in EXIF data has scans and an end of its own.
    """
    size: tuple[int, int] | None = None
    scans = 0
    position = 2
    for _ in range(_MOST_SEGMENTS):
        found = _JPEG_MARKER.search(data, position)
        if found is None:
            raise _truncated(data)
        marker = data[found.start() + 1]
        if marker == _JPEG_END:
            break
        (length,) = struct.unpack_from(">H", data, found.end())
        if marker in _JPEG_SIZE_MARKERS and size is None:
            height, width = struct.unpack_from(">HH", data, found.end() + 3)
            size = (width, height)
        scans += marker == _JPEG_START_OF_SCAN
        if scans > MOST_SCANS:
            raise _not_an_image(f"its JPEG data has more than {MOST_SCANS} scans")
        position = found.end() + length
    else:
        raise _not_an_image(f"its JPEG data has more than {_MOST_SEGMENTS} segments")
    if size is None:
        raise _not_an_image("it has no JPEG frame header")
    return size


def _png_size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", data, 16)
    position = len(_PNG)
    kind = b""
    texts = 0
    while kind != b"IEND":  # IndexError and struct.error tell of a missing end
        (length,) = struct.unpack_from(">I", data, position)
        kind = data[position + 4 : position + 8]
        position += 12 + length
        texts += kind in _PNG_TEXTS
        if texts > MOST_TEXTS:
            raise _not_an_image(f"it has more than {MOST_TEXTS} texts beside its pixels")
    if position > len(data):
        raise _truncated(data)
    return width, height


def _webp_size(data: bytes) -> tuple[int, int]:
    """Read the layouts of RFC 9649: VP8 (lossy), VP8L (lossless) and VP8X (extended)."""
    (riff_bytes,) = struct.unpack_from("<I", data, 4)
    if riff_bytes + 8 > len(data):
        raise _truncated(data)
    match data[12:16]:
        case b"VP8 ":
            width, height = struct.unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack_from("<I", data, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            sides = data[24:30]
            if len(sides) < 6:
                raise _truncated(data)
            return int.from_bytes(sides[:3], "little") + 1, int.from_bytes(sides[3:], "little") + 1
        case _:
            raise _not_an_image("its WebP header is damaged")


def _truncated(data: bytes) -> ImageError:
    return ImageError(
        f"the picture ends too early, after {len(data)} bytes; send it again",
        code="image_truncated",
    )


def _not_an_image(why: str) -> ImageError:
    return ImageError(
        f"this is not a picture that can be read: {why}; send JPEG, PNG or WebP",
        code="not_an_image",
    )

"""Decoding: what is accepted, and what is refused before it costs anything."""

import io
import struct
import zlib

import cv2
import numpy as np
import numpy.typing as npt
import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import ImageError
from server.images import MOST_SCANS, MOST_TEXTS, decode_image, image_size

MAX_PIXELS = 1_000_000
WIDTH, HEIGHT = 96, 64


def picture(*, width: int = WIDTH, height: int = HEIGHT) -> npt.NDArray[np.uint8]:
    """Left half blue, right half red, with a gradient: uint8 (H, W, 3) BGR."""
    image = np.zeros((height, width, 3), np.uint8)
    image[:, : width // 2, 0] = 200
    image[:, width // 2 :, 2] = 200
    image[..., 1] = np.linspace(0, 90, height, dtype=np.uint8)[:, None]
    return image


def encode(image: npt.NDArray[np.generic], suffix: str, *options: int) -> bytes:
    done, encoded = cv2.imencode(suffix, image, options)
    assert done
    return encoded.tobytes()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds hardly a byte of pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(kind, data) for kind, data in chunks)


def with_texts(png: bytes, count: int) -> bytes:
    """Insert compressed texts before the pixels."""
    text = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 1000))
    pixels = png.index(b"IDAT") - 4
    return png[:pixels] + text * count + png[pixels:]


def with_scans(jpeg: bytes, further: int) -> bytes:
    """Repeat the last scan of a JPEG."""
    last, end = jpeg.rindex(b"\xff\xda"), jpeg.rindex(b"\xff\xd9")
    return jpeg[:end] + jpeg[last:end] * further + jpeg[end:]


def jpeg_of_size(width: int, height: int) -> bytes:
    """A small JPEG whose frame header claims another size."""
    data = bytearray(encode(picture(), ".jpg"))
    frame_header = data.index(b"\xff\xc0")
    data[frame_header + 5 : frame_header + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def with_exif(jpeg: bytes, *, orientation: int = 1, preview: bytes = b"") -> bytes:
    """Insert an EXIF segment behind the start of a JPEG."""
    tiff = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0) + preview
    payload = b"Exif\0\0" + tiff
    segment = b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload
    return jpeg[:2] + segment + jpeg[2:]


def code_of(data: bytes) -> str:
    with pytest.raises(ImageError) as caught:
        decode_image(data, max_pixels=MAX_PIXELS)
    return caught.value.code


WEBP_LOSSLESS = (cv2.IMWRITE_WEBP_QUALITY, 101)


@pytest.mark.parametrize(
    ("suffix", "options", "tolerance"),
    [
        (".jpg", (), 16),
        (".jpg", (cv2.IMWRITE_JPEG_PROGRESSIVE, 1), 16),
        (".jpg", (cv2.IMWRITE_JPEG_RST_INTERVAL, 2), 16),
        (".png", (), 0),
        (".webp", WEBP_LOSSLESS, 0),
        (".webp", (cv2.IMWRITE_WEBP_QUALITY, 90), 40),
    ],
)
def test_decode_returns_the_picture(suffix: str, options: tuple[int, ...], tolerance: int) -> None:
    decoded = decode_image(encode(picture(), suffix, *options), max_pixels=MAX_PIXELS)
    assert decoded.shape == (HEIGHT, WIDTH, 3)
    assert decoded.dtype == np.uint8
    difference = np.abs(decoded.astype(int) - picture())
    assert np.median(difference) <= tolerance


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
def test_size_is_read_from_the_header(suffix: str) -> None:
    assert image_size(encode(picture(width=321, height=123), suffix)) == (321, 123)


def test_decode_turns_gray_into_bgr() -> None:
    gray = np.full((HEIGHT, WIDTH), 77, np.uint8)
    decoded = decode_image(encode(gray, ".png"), max_pixels=MAX_PIXELS)
    np.testing.assert_array_equal(decoded, np.full((HEIGHT, WIDTH, 3), 77, np.uint8))


def test_decode_turns_16_bits_into_8() -> None:
    deep = np.full((HEIGHT, WIDTH, 3), 0x4DFF, np.uint16)
    decoded = decode_image(encode(deep, ".png"), max_pixels=MAX_PIXELS)
    assert set(np.unique(decoded)) <= {0x4D, 0x4E}


@pytest.mark.parametrize("suffix", [".png", ".webp"])
def test_decode_leaves_transparency_out(suffix: str) -> None:
    opaque = np.dstack([picture(), np.full((HEIGHT, WIDTH), 255, np.uint8)])
    decoded = decode_image(encode(opaque, suffix, *WEBP_LOSSLESS), max_pixels=MAX_PIXELS)
    np.testing.assert_array_equal(decoded, picture())


def test_decode_reads_cmyk() -> None:
    """A JPEG of four inks, as printers use them."""
    buffer = io.BytesIO()
    PIL.Image.new("CMYK", (WIDTH, HEIGHT), (0, 0, 0, 0)).save(buffer, "JPEG")
    decoded = decode_image(buffer.getvalue(), max_pixels=MAX_PIXELS)
    assert decoded.shape == (HEIGHT, WIDTH, 3)
    assert decoded.min() > 240  # no ink is white paper


@pytest.mark.parametrize(("orientation", "turns"), [(1, 0), (3, 2), (6, 3), (8, 1)])
def test_decode_turns_the_picture_upright(orientation: int, turns: int) -> None:
    jpeg = encode(picture(), ".jpg", cv2.IMWRITE_JPEG_QUALITY, 100)
    decoded = decode_image(with_exif(jpeg, orientation=orientation), max_pixels=MAX_PIXELS)
    upright = np.rot90(decode_image(jpeg, max_pixels=MAX_PIXELS), turns)
    np.testing.assert_array_equal(decoded, upright)


@pytest.mark.parametrize(
    "data",
    [png_header(30_000, 30_000), jpeg_of_size(30_000, 30_000), png_header(2**31 - 1, 2**31 - 1)],
)
def test_huge_picture_is_refused_by_its_header(data: bytes) -> None:
    assert code_of(data) == "image_too_large"


def test_refusal_says_the_size_and_the_limit() -> None:
    with pytest.raises(ImageError, match=r"2000 x 1000 .* at most 1\.0 million"):
        decode_image(png_header(2000, 1000), max_pixels=MAX_PIXELS)


def test_picture_of_just_the_limit_is_accepted() -> None:
    data = encode(picture(), ".png")
    assert decode_image(data, max_pixels=WIDTH * HEIGHT).shape == (HEIGHT, WIDTH, 3)
    with pytest.raises(ImageError):
        decode_image(data, max_pixels=WIDTH * HEIGHT - 1)


@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        b"\0" * 1000,
        b"GIF89a" + b"\0" * 100,
        b"%PDF-1.7 a letter",
        b"\0\0\0\x18ftypheic" + b"\0" * 100,
        b"RIFF\x10\0\0\0WAVEfmt \0\0\0\0",
        png_header(0, 0),
        b"\xff\xd8\xff\xe0 this only begins like a JPEG" * 9,
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert code_of(data) in ("not_an_image", "image_truncated")


def test_nothing_at_all_is_refused() -> None:
    assert code_of(b"") == "image_empty"


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_truncated_picture_is_refused(suffix: str, share: float) -> None:
    data = encode(picture(width=300, height=300), suffix, cv2.IMWRITE_PNG_COMPRESSION, 0)
    assert code_of(data[: int(len(data) * share)]) == "image_truncated"


def test_truncation_is_not_hidden_by_a_preview() -> None:
    """The small JPEG inside EXIF data has an end marker of its own."""
    jpeg = encode(picture(width=300, height=300), ".jpg")
    preview = encode(picture(), ".jpg")
    assert image_size(with_exif(jpeg, preview=preview)) == (300, 300)
    assert code_of(with_exif(jpeg, preview=preview)[: -len(jpeg) // 2]) == "image_truncated"


PROGRESSIVE = (cv2.IMWRITE_JPEG_PROGRESSIVE, 1)


def test_jpeg_of_a_thousand_scans_is_refused() -> None:
    """Each scan costs a pass over the picture: a small file kept the decoder busy for seconds."""
    progressive = encode(picture(), ".jpg", *PROGRESSIVE)
    assert decode_image(progressive, max_pixels=MAX_PIXELS).shape == (HEIGHT, WIDTH, 3)
    with pytest.raises(ImageError, match=f"more than {MOST_SCANS} scans"):
        decode_image(with_scans(progressive, 1000), max_pixels=MAX_PIXELS)


@given(st.integers(1, MOST_SCANS), st.booleans())
def test_scans_are_counted_exactly(scans: int, comments: bool) -> None:
    jpeg = encode(picture(), ".jpg")
    comment = b"\xff\xfe\x00\x08" + b"\xff\xda" * 3 if comments else b""
    last, end = jpeg.rindex(b"\xff\xda"), jpeg.rindex(b"\xff\xd9")
    most = jpeg[:last] + (comment + jpeg[last:end]) * scans + jpeg[end:]
    assert image_size(most) == (WIDTH, HEIGHT)
    more = with_scans(most, MOST_SCANS - scans + 1)
    assert code_of(more) == "not_an_image"


def test_scans_of_what_follows_the_end_do_not_count() -> None:
    """Phones append video clips, whose bytes may look like anything."""
    data = encode(picture(), ".jpg") + b"\xff\xda" * 1000
    assert image_size(data) == (WIDTH, HEIGHT)


def test_scans_of_a_preview_do_not_count() -> None:
    preview = with_scans(encode(picture(), ".jpg", *PROGRESSIVE), 150)
    data = with_exif(encode(picture(), ".jpg"), preview=preview)
    assert image_size(data) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("padding", [b"\xff\xe1\x00\x02", b"\xff\xdb\x00\x02"])
def test_jpeg_of_endless_segments_is_refused(padding: bytes) -> None:
    jpeg = encode(picture(), ".jpg")
    with pytest.raises(ImageError, match="segments"):
        image_size(jpeg[:2] + padding * 100_000 + jpeg[2:])


def test_png_of_many_compressed_texts_is_refused() -> None:
    """Each grows to 8 MB: a small file took gigabytes of memory."""
    png = encode(picture(), ".png")
    few = decode_image(with_texts(png, MOST_TEXTS), max_pixels=MAX_PIXELS)
    np.testing.assert_array_equal(few, picture())
    with pytest.raises(ImageError, match=f"more than {MOST_TEXTS} texts"):
        decode_image(with_texts(png, MOST_TEXTS + 1), max_pixels=MAX_PIXELS)


def test_bytes_behind_the_end_do_no_harm() -> None:
    """Phones append video clips and depth maps to their photos."""
    data = encode(picture(), ".jpg") + b"\0" * 5000
    assert decode_image(data, max_pixels=MAX_PIXELS).shape == (HEIGHT, WIDTH, 3)


@given(st.data())
def test_damaged_pictures_raise_image_errors_and_nothing_else(data: st.DataObject) -> None:
    suffix = data.draw(st.sampled_from([".jpg", ".png", ".webp"]))
    damaged = bytearray(encode(picture(), suffix))
    spots = st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 255)), max_size=8)
    for position, value in data.draw(spots):
        damaged[position] = value
    try:
        decoded = decode_image(bytes(damaged), max_pixels=MAX_PIXELS)
    except ImageError:
        return
    assert decoded.ndim == 3


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_random_bytes_raise_image_errors(data: bytes, start: bytes) -> None:
    with pytest.raises(ImageError):
        decode_image(start + data, max_pixels=MAX_PIXELS)

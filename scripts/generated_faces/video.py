"""Writes WebM files, VP9, through PyAV: OpenCV's writer takes no bit rate."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
import numpy.typing as npt

BITS_PER_SECOND: Final = 690_000
_OPTIONS: Final = {"deadline": "good", "cpu-used": "5", "row-mt": "1", "lag-in-frames": "16"}


def write_webm(
    path: Path,
    frames: Iterable[npt.NDArray[np.uint8]],
    *,
    fps: int,
    bits_per_second: int = BITS_PER_SECOND,
) -> None:
    """Write frames, uint8 (H, W, 3) BGR of one even size, as VP9 with a key frame every 4 s."""
    with av.open(str(path), "w", format="webm") as container:
        stream = None
        for frame in frames:
            if stream is None:
                stream = container.add_stream("libvpx-vp9", rate=Fraction(fps), options=_OPTIONS)
                stream.height, stream.width = frame.shape[:2]
                stream.pix_fmt = "yuv420p"
                stream.bit_rate = bits_per_second
                stream.gop_size = 4 * fps
            picture = av.VideoFrame.from_ndarray(frame, format="bgr24")
            container.mux(stream.encode(picture))
        if stream is not None:
            container.mux(stream.encode())

"""A video file as the frames of a camera."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

import cv2
import numpy as np

from scripts.evaluation.errors import EvaluationError
from server.recognition.types import Frame

_USUAL_FPS = 25.0
_MOST_FPS = 1000.0


class Clip:
    """All frames of a video file, in order. Close it, or use it in a `with` block."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise EvaluationError(f"there is no video file {path}")
        self._path = path
        self._capture = cv2.VideoCapture(str(path))
        if not self._capture.isOpened():
            raise EvaluationError(f"{path} is not a video that can be read")
        fps = float(self._capture.get(cv2.CAP_PROP_FPS))
        self.fps = fps if 0 < fps <= _MOST_FPS else _USUAL_FPS
        self.frame_count = max(int(self._capture.get(cv2.CAP_PROP_FRAME_COUNT)), 0)
        """As the file's header has it; 0 where it does not say."""

    def frames(self) -> Iterator[Frame]:
        """Yield the frames; their times are seconds from the beginning of the clip.

        Raises EvaluationError where there is none: a clip that is cut off may still open.
        """
        index = 0
        while True:
            there, image = self._capture.read()
            if not there:
                break
            seconds = index / self.fps
            yield Frame(index, np.asarray(image, np.uint8), seconds, seconds)
            index += 1
        if not index:
            raise EvaluationError(f"{self._path} has no frame that can be read")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._capture.release()


def clips_by_name(paths: Sequence[Path]) -> dict[str, Path]:
    """The clips, each once, by the name of its file, or by its path where two have one name."""
    clips = list(dict.fromkeys(paths))
    names = Counter(clip.name for clip in clips)
    return {clip.name if names[clip.name] == 1 else str(clip): clip for clip in clips}

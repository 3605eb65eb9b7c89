from pathlib import Path
from zipfile import ZipFile

import pytest

from models.detections import Detections
from models.mtcnn import MTCNN
from scripts.load_testing.footage import CLASSROOM_FACES, FootageError, FootageLibrary, Image


def find_nothing(image: Image) -> Detections:  # noqa: ARG001 - the demo clip has its truth
    return Detections.empty()


def test_demo_clip_gives_webcams_and_a_classroom() -> None:
    library = FootageLibrary(None, find_nothing)

    webcams = library.webcams(20)
    classroom = library.classroom()

    assert {webcam.images[0].shape for webcam in webcams} == {(480, 640, 3)}
    assert (webcams[0].images[0] != webcams[-1].images[0]).any()
    assert classroom.images[0].shape == (720, 1280, 3)
    assert library.webcams(1)[0].encoded()[0].startswith(b"\xff\xd8\xff")


def test_classroom_of_the_demo_clip_has_sixteen_faces(detector: MTCNN) -> None:
    assert faces_in(FootageLibrary(None, detector.detect), detector) == [CLASSROOM_FACES] * 2


def test_classroom_of_real_clips_has_sixteen_faces(detector: MTCNN, data_dir: Path) -> None:
    library = FootageLibrary(data_dir / "video", detector.detect)
    assert faces_in(library, detector) == [CLASSROOM_FACES] * 2


@pytest.mark.parametrize(("zips", "said"), [("no zip", "is no zip"), (None, "hold no clip")])
def test_clips_that_cannot_be_read_are_said(zips: str | None, said: str, tmp_path: Path) -> None:
    for name in ("intel_samples.zip", "webcam_desk.zip"):
        if zips is None:
            ZipFile(tmp_path / name, "w").close()
        else:
            (tmp_path / name).write_text(zips)

    with pytest.raises(FootageError, match=said):
        FootageLibrary(tmp_path, find_nothing).webcams(1)


def faces_in(library: FootageLibrary, detector: MTCNN) -> list[int]:
    """How many faces are found in two pictures of the classroom."""
    return [len(detector.detect(image)) for image in library.classroom().images[:60:30]]

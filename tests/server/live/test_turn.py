"""A turn with real pipelines and networks that need no weights."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pytest

from server.images import decode_image
from server.live.turn import FrameDone, FrameFailed, Job, TurnRunner
from server.recognition.gallery import Gallery, LiveGallery
from server.recognition.pipeline import FramePipeline, PipelineSettings
from server.recognition.types import FloatArray, Image
from tests.server.fake_networks import (
    BLACK,
    GREEN,
    RED,
    AlwaysHappy,
    ColourEmbedder,
    OneFaceDetector,
    make_picture,
)
from tests.server.live.factories import make_frame

RED_STUDENT, GREEN_STUDENT = 1, 2


class CountingEmbedder(ColourEmbedder):
    def __init__(self) -> None:
        self.batches: list[int] = []

    def embed(self, crops: Image) -> FloatArray:
        self.batches.append(len(crops))
        return super().embed(crops)


class BrokenEmotions(AlwaysHappy):
    def logits(self, crops: npt.NDArray[np.uint8]) -> FloatArray:
        raise RuntimeError(f"no memory for {len(crops)} crops")


class BrokenDetector(OneFaceDetector):
    def detect(self, image: Image, *, min_face_px: int = 0, quick: bool = False) -> None:  # type: ignore[override]  # noqa: ARG002
        raise RuntimeError(f"broken on {image.shape}")


def make_gallery(embedder: ColourEmbedder) -> LiveGallery:
    pictures = [decode(make_picture(colour)) for colour in (RED, GREEN)]
    crops = np.concatenate(
        [embedder.crop(picture, np.zeros((1, 5, 2), np.float32)) for picture in pictures]
    )
    ids = np.array([RED_STUDENT, GREEN_STUDENT])
    return LiveGallery(Gallery.build(ids, embedder.embed(crops), {1: "red", 2: "green"}))


def decode(data: bytes) -> Image:
    return decode_image(data, max_pixels=1_000_000)


def make_job(data: bytes, frame_id: int, *, detector: OneFaceDetector | None = None) -> Job:
    embedder = ColourEmbedder()
    pipeline = FramePipeline(
        detector or OneFaceDetector(),
        embedder,
        AlwaysHappy(),
        make_gallery(embedder),
        PipelineSettings(embedder.thresholds),
    )
    return Job(make_frame(frame_id, data), pipeline)


def run(
    jobs: Sequence[Job],
    *,
    embedder: ColourEmbedder | None = None,
    emotions: AlwaysHappy | None = None,
) -> list[FrameDone | FrameFailed]:
    with ThreadPoolExecutor(2) as pool:
        runner = TurnRunner(
            embedder or ColourEmbedder(), emotions or AlwaysHappy(), decode=decode, pool=pool
        )
        return runner.run(jobs)


def student_of(outcome: FrameDone | FrameFailed) -> int | None:
    assert isinstance(outcome, FrameDone)
    (face,) = outcome.result.faces
    return face.identity.student_id


def test_faces_of_all_cameras_go_through_in_one_batch() -> None:
    embedder = CountingEmbedder()
    pictures = [make_picture(GREEN), make_picture(BLACK), make_picture(RED)]

    outcomes = run(
        [make_job(data, number) for number, data in enumerate(pictures)], embedder=embedder
    )

    green, nobody, red = outcomes
    assert embedder.batches == [2]
    assert (student_of(green), student_of(red)) == (GREEN_STUDENT, RED_STUDENT)
    assert isinstance(nobody, FrameDone)
    assert nobody.result.faces == ()


def test_lone_frame_without_a_face_asks_no_embedder() -> None:
    embedder = CountingEmbedder()

    (outcome,) = run([make_job(make_picture(BLACK), 1)], embedder=embedder)

    assert isinstance(outcome, FrameDone)
    assert embedder.batches == []


def test_bad_picture_fails_alone() -> None:
    jobs = [make_job(b"no picture", 1), make_job(make_picture(RED), 2)]

    bad, good = run(jobs)

    assert isinstance(bad, FrameFailed)
    assert (bad.frame.frame_id, bad.code) == (1, "not_an_image")
    assert student_of(good) == RED_STUDENT


def test_turn_of_bad_pictures_alone_blames_no_network(caplog: pytest.LogCaptureFixture) -> None:
    outcomes = run([make_job(b"no picture", 1), make_job(b"none either", 2)])

    assert [type(outcome) for outcome in outcomes] == [FrameFailed, FrameFailed]
    assert caplog.records == []


def test_failing_pipeline_fails_alone_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    jobs = [
        make_job(make_picture(RED), 1, detector=BrokenDetector()),
        make_job(make_picture(RED), 2),
    ]

    broken, good = run(jobs)

    assert isinstance(broken, FrameFailed)
    assert broken.code == "internal_error"
    assert "broken on" not in broken.detail  # the log says why, the client need not know
    assert "broken on" in caplog.text
    assert student_of(good) == RED_STUDENT


def test_failing_network_fails_every_frame_of_the_turn() -> None:
    jobs = [make_job(make_picture(RED), number) for number in range(3)]

    outcomes = run(jobs, emotions=BrokenEmotions())

    assert [type(outcome) for outcome in outcomes] == [FrameFailed] * 3


def test_turn_times_every_stage() -> None:
    (outcome,) = run([make_job(make_picture(RED), 1)])

    assert isinstance(outcome, FrameDone)
    stages = {"wait", "decode", "detect", "track", "liveness"}
    stages |= {"align", "embed", "emotion", "match", "smooth"}
    assert set(outcome.result.timings_ms) == stages


def test_result_carries_id_time_and_size_of_the_frame() -> None:
    (outcome,) = run([make_job(make_picture(RED, size=(200, 100)), 3)])

    assert isinstance(outcome, FrameDone)
    result = outcome.result
    assert (result.frame_id, result.captured_at) == (3, 100.0)
    assert (result.width, result.height) == (200, 100)

"""Poor pictures of one face, put together."""

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from models.embedder import Embedder
from models.mtcnn import MTCNN
from scripts.evaluation.identity.degrade import draw_webcam
from server.recognition.burst import LARGE_FACE_PX, MOMENT_SECONDS, Burst
from server.recognition.gallery import LiveGallery
from server.recognition.person import REMEMBERED_EMBEDDINGS, People
from server.recognition.pipeline import FramePipeline, PipelineSettings
from server.recognition.tracker import Track
from server.recognition.types import FloatArray, Image
from tests.server.recognition.factories import (
    THRESHOLDS,
    Actor,
    ScriptedEmotions,
    ScriptedScene,
    axis,
    landmarks_in,
    make_box,
    make_frame,
    make_gallery,
)

Photos = dict[str, list[Image]]
FRAME_SECONDS = 0.1


def textured(seed: int, size: int = 112) -> Image:
    """A face of nobody: smooth blotches, uint8 (size, size, 3)."""
    coarse = np.random.default_rng(seed).integers(30, 220, (7, 7, 3), np.uint8)
    return np.asarray(cv2.resize(coarse, (size, size), interpolation=cv2.INTER_CUBIC), np.uint8)


def noisy(face: Image, seed: int, deviation: float = 25.0) -> Image:
    """With the noise of a camera that saw the face a third as large."""
    small = np.random.default_rng(seed).normal(0, deviation, (37, 37, 3)).astype(np.float32)
    noise = cv2.resize(small, face.shape[:2], interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(face + noise, 0, 255), np.uint8)


def burst_of(pictures: list[Image], *, every: float = FRAME_SECONDS) -> Burst:
    burst = Burst()
    for index, picture in enumerate(pictures):
        burst.add(picture, index * every)
    return burst


def test_one_picture_stays_as_it_is() -> None:
    face = textured(1)

    assert np.array_equal(burst_of([face]).best, face)


def test_the_noise_of_many_pictures_averages_out() -> None:
    face = textured(1)
    pictures = [noisy(face, seed) for seed in range(10)]

    best = burst_of(pictures).best

    error = np.abs(best.astype(float) - face).mean()
    single = np.abs(pictures[-1].astype(float) - face).mean()
    assert error < 0.75 * single


def test_an_odd_picture_stands_for_itself_and_is_left_out() -> None:
    hand = noisy(textured(2), 99)
    burst = burst_of([noisy(textured(1), seed) for seed in range(5)])

    burst.add(hand, 0.5)
    while_odd = burst.best
    burst.add(noisy(textured(1), 6), 0.6)

    assert np.array_equal(while_odd, hand)
    assert burst.pictures == 6


def test_somebody_else_begins_anew() -> None:
    stranger = [noisy(textured(2), seed) for seed in (98, 99)]
    burst = burst_of([noisy(textured(1), seed) for seed in range(5)])

    burst.add(stranger[0], 0.5)
    burst.add(stranger[1], 0.6)

    assert burst.pictures == 1
    assert np.array_equal(burst.best, stranger[1])


def test_many_pictures_count_more_than_one_and_an_odd_one_no_more() -> None:
    faces = [noisy(textured(1), seed) for seed in range(4)]
    four = burst_of(faces)
    odd = burst_of([*faces, noisy(textured(2), 9)])

    assert burst_of(faces[:1]).weight(0.3) == pytest.approx(0.3)
    assert four.weight(0.3) == pytest.approx(0.6)
    assert four.weight(0.8) == 1.0
    assert odd.weight(0.3) == pytest.approx(0.3)
    assert Burst().weight(0.3) == pytest.approx(0.3)


def test_pictures_after_a_pause_begin_anew() -> None:
    faces = [noisy(textured(1), seed) for seed in range(5)]

    assert burst_of(faces, every=0.9 * MOMENT_SECONDS).pictures == 5
    assert burst_of(faces, every=1.1 * MOMENT_SECONDS).pictures == 1


def test_a_lamp_that_is_switched_on_is_no_other_face() -> None:
    face = textured(1)
    dark = np.asarray(face * 0.4, np.uint8)
    slope = np.linspace(0.6, 1.0, face.shape[1])[np.newaxis, :, np.newaxis]
    from_the_side = np.asarray(face * slope, np.uint8)

    burst = burst_of([face, dark, from_the_side])

    assert burst.pictures == 3
    assert burst.best.mean() == pytest.approx(from_the_side.mean(), abs=3)


@given(
    st.lists(arrays(np.uint8, (9, 9, 3), elements=st.integers(0, 255)), min_size=1, max_size=6),
    st.floats(0.0, 1.0),
)
def test_any_pictures_make_a_picture(pictures: list[Image], every: float) -> None:
    best = burst_of(pictures, every=every).best

    assert best.shape == (9, 9, 3)
    assert best.dtype == np.uint8


def test_a_face_is_recognised_better_from_its_pictures_together(
    detector: MTCNN, embedder: Embedder, generated_faces: Photos
) -> None:
    together, alone = [], []
    for person, photos in generated_faces.items():
        photo = photos[0]
        face = detector.detect(photo)
        (known,) = embedder.embed(embedder.crop(photo, face.landmarks[:1]))
        burst, crops = Burst(), []
        for look in range(8):
            picture = draw_webcam(person, 0, look).apply(photo, face.boxes[0])
            found = detector.detect(picture)
            if len(found):
                crops.append(embedder.crop(picture, found.landmarks[:1])[0])
                burst.add(crops[-1], look * FRAME_SECONDS)
        together.append(float(embedder.embed(burst.best[np.newaxis])[0] @ known))
        alone.append(float((embedder.embed(np.stack(crops)) @ known).mean()))

    assert np.mean(together) > np.mean(alone) + 0.04


@dataclass(slots=True)
class RecordingScene(ScriptedScene):
    """A scene that keeps what its embedder was given; everybody in it looks like Ana."""

    given: list[npt.NDArray[np.uint8]] = field(default_factory=list)

    def embed(self, crops: npt.NDArray[np.uint8]) -> FloatArray:
        self.given.append(crops)
        return np.repeat(axis(1)[np.newaxis], len(crops), axis=0)


def play(scene: RecordingScene, frames: int, *, first: int = 0) -> FramePipeline:
    pipeline = FramePipeline(
        scene,
        scene,
        ScriptedEmotions(scene),
        LiveGallery(make_gallery("Ana")),
        PipelineSettings(THRESHOLDS),
    )
    for number in range(first, first + frames):
        pipeline.process(make_frame(scene.picture(), number * FRAME_SECONDS, number))
    return pipeline


def test_pipeline_embeds_small_faces_from_the_pictures_of_the_moment() -> None:
    small = RecordingScene([Actor(make_box(20, size=LARGE_FACE_PX - 20), axis(1))])
    large = RecordingScene([Actor(make_box(20, size=LARGE_FACE_PX + 10), axis(1))])

    play(small, 30)
    play(large, 30)

    # Nothing moves, so that every crop is the same and only sharpening tells them apart.
    first, *later = small.given
    later = [crops for crops in later if len(crops)]
    assert len(later) >= 3
    assert not any(np.array_equal(first, crops) for crops in later)
    assert all(np.array_equal(large.given[0], crops) for crops in large.given if len(crops))


def test_pipeline_embeds_the_last_picture_alone_where_somebody_else_may_have_come() -> None:
    ana = Actor(make_box(20, size=LARGE_FACE_PX - 20), axis(1), look=1)
    scene = RecordingScene([ana])
    pipeline = play(scene, 20)
    ana.look = 2

    pipeline.process(make_frame(scene.picture(), 20 * FRAME_SECONDS, 20))

    raw = scene.crop(scene.picture(), np.stack([ana.box.reshape(2, 2).mean(axis=0)[np.newaxis]]))
    assert np.array_equal(scene.given[-1], raw)


def test_no_picture_is_kept_of_who_has_left() -> None:
    people = People(smoothing_seconds=0.35)
    box = make_box(20)
    ana = Track(1, box, landmarks_in(box), 0.99, 0.0, np.zeros(2, np.float32))
    people.see([ana], 0.0)
    people[1].evidence.embeddings = REMEMBERED_EMBEDDINGS
    people[1].burst.add(textured(1), 0.0)

    people.see([], MOMENT_SECONDS + 0.1)

    assert people[1].evidence.embeddings == REMEMBERED_EMBEDDINGS
    assert people[1].burst.pictures == 0

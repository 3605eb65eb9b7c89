from collections.abc import Callable

import cv2
import numpy as np
import pytest

from server.recognition.liveness import (
    LivenessBook,
    LivenessRules,
    LivenessWatch,
    face_width,
)
from server.recognition.tracker import Track
from server.recognition.types import FloatArray, Image, LivenessReason, LivenessStatus
from server.settings import LivenessSettings
from tests.server.recognition.moving_faces import MIDDLE, Look, film_frame

FPS = 5


def swaying(seconds: float) -> Look:
    """A picture in somebody's hand."""
    return Look(
        shift=(12 * np.sin(2.1 * seconds), 6 * np.sin(1.3 * seconds)),
        tilt=(0.15 * np.sin(1.7 * seconds), 0.1 * np.sin(0.9 * seconds)),
    )


def turning(seconds: float) -> Look:
    """A head that looks around."""
    return Look(shift=(5 * np.sin(1.1 * seconds), 0.0), turn=8 * np.sin(1.1 * seconds))


def resting(_seconds: float) -> Look:
    return Look()


def watch_of(
    look_at: Callable[[float], Look],
    seconds: float,
    *,
    rules: LivenessRules | None = None,
    watch: LivenessWatch | None = None,
    start: float = 0.0,
    fps: float = FPS,
    draw: Callable[[Image, FloatArray], None] = lambda _image, _landmarks: None,
) -> LivenessWatch:
    """Show a watch a face for some seconds; `draw` adds something to each frame."""
    watch = watch or LivenessWatch(rules or LivenessRules(), started_at=start)
    for index in range(round(seconds * fps)):
        now = start + index / fps
        image, landmarks = film_frame(look_at(now))
        draw(image, landmarks)
        watch.look(image, landmarks, now)
    return watch


def test_head_that_turns_is_live() -> None:
    estimate = watch_of(turning, 6).estimate

    assert estimate.status is LivenessStatus.LIVE
    assert estimate.reasons == (LivenessReason.MOVES_LIKE_A_HEAD,)


def test_picture_that_is_moved_is_suspect() -> None:
    estimate = watch_of(swaying, 10).estimate

    assert estimate.status is LivenessStatus.SUSPECT
    assert LivenessReason.FLAT in estimate.reasons


def test_face_that_rests_is_unsure_for_long() -> None:
    assert watch_of(resting, 15).estimate.status is LivenessStatus.UNSURE


def test_camera_that_is_pushed_makes_nobody_suspect() -> None:
    def pushed(seconds: float) -> Look:
        return Look(shift=(25.0, 5.0) if seconds > 5 else (0.0, 0.0))

    assert watch_of(pushed, 16).estimate.status is LivenessStatus.UNSURE


def test_face_that_never_stirs_is_suspect_after_the_time_that_is_set() -> None:
    rules = LivenessRules(motionless_seconds=20)

    estimate = watch_of(resting, 21.5, rules=rules).estimate

    assert estimate.reasons == (LivenessReason.MOTIONLESS,)


@pytest.mark.parametrize(
    ("fps", "status"),
    [
        (1.0, LivenessStatus.SUSPECT),
        (0.9, LivenessStatus.SUSPECT),
        (0.5, LivenessStatus.UNSURE),  # what happens between the frames is too much
    ],
)
def test_face_that_never_stirs_is_suspect_before_a_slow_camera_as_well(
    fps: float, status: LivenessStatus
) -> None:
    rules = LivenessRules(motionless_seconds=60)

    assert watch_of(resting, 65, rules=rules, fps=fps).estimate.status is status


def test_face_that_was_away_has_not_rested() -> None:
    rules = LivenessRules(motionless_seconds=20)
    watch = watch_of(resting, 2, rules=rules)

    assert watch_of(resting, 1, watch=watch, start=20).estimate.status is LivenessStatus.UNSURE


def test_face_may_rest_when_the_operator_says_so() -> None:
    rules = LivenessRules(motionless_seconds=None)

    assert watch_of(resting, 22, rules=rules).estimate.status is LivenessStatus.UNSURE


def test_blink_now_and_then_is_no_suspicion() -> None:
    rules = LivenessRules(motionless_seconds=20)

    def blinking(seconds: float) -> Look:
        return Look(blink=seconds % 7 < 0.3)

    assert watch_of(blinking, 30, rules=rules).estimate.status is not LivenessStatus.SUSPECT


def test_suspicion_goes_when_a_head_turns() -> None:
    watch = watch_of(swaying, 10)

    assert watch_of(turning, 8, watch=watch, start=10).estimate.status is LivenessStatus.LIVE


def test_small_face_is_not_judged() -> None:
    estimate = watch_of(swaying, 10, rules=LivenessRules(min_face_px=200)).estimate

    assert estimate.status is LivenessStatus.UNSURE
    assert estimate.reasons == (LivenessReason.TOO_SMALL,)


@pytest.mark.parametrize(
    ("moves_along", "status"), [(True, LivenessStatus.SUSPECT), (False, LivenessStatus.LIVE)]
)
def test_frame_that_moves_along_makes_even_a_film_suspect(
    moves_along: bool, status: LivenessStatus
) -> None:
    def film(seconds: float) -> Look:
        shift = (30 * np.sin(1.9 * seconds), 15 * np.sin(1.4 * seconds))
        return Look(shift=shift, turn=8 * np.sin(1.1 * seconds), scale=0.7)

    def frame_it(image: Image, landmarks: FloatArray) -> None:
        middle = landmarks.mean(axis=0) if moves_along else np.array([160, 125])
        left, top, right, bottom = np.tile(middle, 2) + np.array([-52, -62, 52, 66])
        cv2.rectangle(image, (int(left), int(top)), (int(right), int(bottom)), (20, 20, 20), 5)

    assert watch_of(film, 10, draw=frame_it).estimate.status is status


def test_width_of_a_face_follows_its_landmarks() -> None:
    _, landmarks = film_frame(Look())

    assert face_width(landmarks * 2) == pytest.approx(2 * face_width(landmarks), rel=1e-3)


def make_track(landmarks: FloatArray, track_id: int = 1) -> Track:
    box = np.array([104, 64, 216, 176], np.float32)
    return Track(track_id, box, landmarks, 0.99, 0.0, np.zeros(2, np.float32))


def test_book_knows_nothing_of_a_track_that_it_has_not_seen() -> None:
    image, landmarks = film_frame(Look())
    book = LivenessBook(LivenessRules())
    book.look(image, [make_track(landmarks)], 0.0)

    estimates = [book.estimate(track_id) for track_id in (1, 2)]

    assert [estimate and estimate.status for estimate in estimates] == [LivenessStatus.UNSURE] * 2


def test_book_forgets_tracks_that_have_ended() -> None:
    book = LivenessBook(LivenessRules())
    for index in range(50):
        image, landmarks = film_frame(swaying(index / FPS))
        book.look(image, [make_track(landmarks)], index / FPS)
    before = book.estimate(1)
    book.keep([])

    assert before is not None
    assert before.status is LivenessStatus.SUSPECT
    assert book.estimate(1) != before


def film_of_framed_face(
    room: tuple[float, float], frame: tuple[float, float]
) -> tuple[Image, FloatArray]:
    """A face with something straight around it, and a room, each shifted by so many px."""
    noise = np.random.default_rng(1).normal(0, 1, (400, 500))
    wall = (cv2.GaussianBlur(noise, (0, 0), 4) * 300 + 130).clip(0, 255).astype(np.uint8)
    into = np.array([[1, 0, room[0] - 90], [0, 1, room[1] - 80]], np.float64)
    face, landmarks = film_frame(Look(shift=frame, scale=0.7))
    image = np.repeat(cv2.warpAffine(wall, into, (320, 240))[..., np.newaxis], 3, axis=2)
    x, y = (MIDDLE + frame).astype(int)
    cv2.rectangle(image, (x - 60, y - 60), (x + 60, y + 70), (20, 20, 20), 5)
    image[y - 34 : y + 34, x - 34 : x + 34] = face[y - 34 : y + 34, x - 34 : x + 34]
    return np.asarray(image, np.uint8), landmarks


@pytest.mark.parametrize(
    "camera_is_pushed",
    [
        True,  # somebody before a door
        False,  # a sheet that is moved by the same way
    ],
)
def test_what_moves_along_is_no_frame_when_the_camera_was_pushed(*, camera_is_pushed: bool) -> None:
    book = LivenessBook(LivenessRules())
    suspicions: set[LivenessReason] = set()
    for index in range(12 * FPS):
        now = index / FPS
        share = float(np.clip((now - 2) / 6, 0, 1))
        shift = (50 * share + np.sin(now), 30 * share)
        image, landmarks = film_of_framed_face(shift if camera_is_pushed else (0, 0), shift)
        book.look(image, [make_track(landmarks)], now)
        estimate = book.estimate(1)
        suspicions.update(estimate.reasons if estimate else ())

    assert (LivenessReason.SCREEN_EDGES not in suspicions) is camera_is_pushed


def film_before_window(face_at: tuple[float, float], window_at: int) -> tuple[Image, FloatArray]:
    """A face, shifted by so many px, before a bright window, shifted to the side."""
    face, landmarks = film_frame(Look(shift=face_at, scale=0.7))
    image = np.full((240, 320, 3), 130, np.uint8)
    x, y = (MIDDLE + np.array([window_at, 0])).astype(int)
    cv2.rectangle(image, (x - 96, y - 105), (x + 96, y + 105), (245, 245, 245), -1)
    x, y = (MIDDLE + face_at).astype(int)
    image[y - 34 : y + 34, x - 34 : x + 34] = face[y - 34 : y + 34, x - 34 : x + 34]
    return image, landmarks


@pytest.mark.parametrize("walked_px", [0, 40, 78])
def test_window_is_no_screen_for_whoever_came_to_sit_before_it(walked_px: int) -> None:
    watch = LivenessWatch(LivenessRules(), started_at=0.0)
    suspicions: set[LivenessReason] = set()
    for index in range(60 * FPS):
        now = index / FPS
        away = walked_px * (1 - float(np.clip((now - 1) / 3, 0, 1)))
        sway = 5 * np.sin([1.1 * now, 0.7 * now + 1])
        image, landmarks = film_before_window((40 - away + sway[0], sway[1]), window_at=40)
        watch.look(image, landmarks, now)
        suspicions.update(watch.estimate.reasons)

    assert LivenessReason.SCREEN_EDGES not in suspicions


def test_frame_that_was_carried_elsewhere_is_still_suspect() -> None:
    watch = LivenessWatch(LivenessRules(), started_at=0.0)
    for index in range(40 * FPS):
        now = index / FPS
        away = 110 * (1 - float(np.clip((now - 1) / 3, 0, 1)))
        sway = 9 * np.sin([1.1 * now, 0.7 * now + 1])
        image, landmarks = film_of_framed_face((0, 0), (40 - away + sway[0], sway[1]))
        watch.look(image, landmarks, now)

    assert LivenessReason.SCREEN_EDGES in watch.estimate.reasons


def test_book_says_nothing_when_liveness_is_switched_off() -> None:
    image, landmarks = film_frame(Look())
    book = LivenessBook(LivenessRules.of(LivenessSettings(enabled=False)))

    book.look(image, [make_track(landmarks)], 0.0)

    assert book.estimate(1) is None

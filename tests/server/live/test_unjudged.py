"""What a suspicion takes back, and what it leaves to the student."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.live.unjudged import GAP_SECONDS, UnjudgedSpans
from server.recognition.types import LivenessStatus
from students_db.observations import StudentSpan
from tests.server.live.factories import make_face

UNSURE, LIVE, SUSPECT = LivenessStatus.UNSURE, LivenessStatus.LIVE, LivenessStatus.SUSPECT


def see(
    spans: UnjudgedSpans, status: LivenessStatus, second: int, *, camera: str = "left"
) -> list[tuple[int, int]]:
    """Show a face; return the first and last seconds of what is to be deleted."""
    face = make_face(student_id=5, liveness=status)
    taken_back = spans.judge(5, 1, face, source=camera, second=second)
    return [] if taken_back is None else [_ends(span) for span in taken_back.alone]


def test_suspicion_takes_back_what_its_camera_counted_without_a_verdict() -> None:
    spans = UnjudgedSpans()
    for second in (3, 4, 7):
        see(spans, UNSURE, second)

    assert see(spans, SUSPECT, 8) == [(3, 7)]
    assert see(spans, SUSPECT, 9) == []


@pytest.mark.parametrize(
    ("now", "seen_elsewhere", "taken_back"),
    [
        (10, {"right": [2, 3, 4, 8]}, [(0, 1), (5, 7), (9, 9)]),
        (10, {"right": [0, 6], "back": [2, 3]}, [(1, 1), (4, 5), (7, 9)]),  # by turns
        (3 * GAP_SECONDS, {"right": [0, 1, 2]}, [(3, 3 * GAP_SECONDS - 1)]),  # long ago
    ],
)
def test_suspicion_at_one_camera_leaves_the_seconds_of_others(
    now: int, seen_elsewhere: dict[str, list[int]], taken_back: list[tuple[int, int]]
) -> None:
    spans = UnjudgedSpans()
    for second in range(now):
        see(spans, UNSURE, second, camera="left")
        for camera, seconds in seen_elsewhere.items():
            if second in seconds:
                see(spans, UNSURE, second, camera=camera)

    assert see(spans, SUSPECT, now, camera="left") == taken_back


def test_suspicion_at_both_cameras_takes_all_back() -> None:
    spans = UnjudgedSpans()
    for second in range(4):
        see(spans, UNSURE, second, camera="left")
        see(spans, UNSURE, second + 2, camera="right")

    assert see(spans, SUSPECT, 6, camera="left") == [(0, 1)]
    assert see(spans, SUSPECT, 6, camera="right") == [(2, 5)]


def test_second_in_which_a_person_was_there_for_sure_stays() -> None:
    spans = UnjudgedSpans()
    see(spans, LIVE, 3)
    see(spans, UNSURE, 3)

    assert see(spans, SUSPECT, 3) == []


def test_students_of_lessons_that_are_over_are_forgotten() -> None:
    spans = UnjudgedSpans()
    for lesson in range(100):
        for student_id in range(28):
            for status in (UNSURE, LIVE):
                face = make_face(student_id=student_id, liveness=status)
                spans.judge(student_id, lesson, face, source="left", second=1000 * lesson)

    assert len(spans) == 28


def test_student_is_judged_anew_after_an_absence() -> None:
    spans = UnjudgedSpans()
    see(spans, UNSURE, 0)
    see(spans, UNSURE, GAP_SECONDS + 1)

    assert see(spans, SUSPECT, GAP_SECONDS + 2) == [(GAP_SECONDS + 1, GAP_SECONDS + 1)]


@given(
    st.lists(
        st.tuples(
            st.integers(0, GAP_SECONDS + 2),
            st.sampled_from(["left", "right", "back"]),
            st.sampled_from([UNSURE, UNSURE, UNSURE, LIVE, SUSPECT]),
        ),
        max_size=60,
    )
)
def test_second_stays_as_long_as_a_camera_vouches_for_it(
    sightings: list[tuple[int, str, LivenessStatus]],
) -> None:
    """A naive model keeps every camera's seconds apart and forgets nothing."""
    spans, stored = UnjudgedSpans(), set[int]()
    counted: dict[str, set[int]] = {"left": set(), "right": set(), "back": set()}
    judged_until: dict[str, int] = dict.fromkeys(counted, -1)
    last_seen: dict[str, int] = dict.fromkeys(counted, 0)
    now = 0
    for step, camera, status in sightings:
        now += step
        if now - last_seen[camera] > GAP_SECONDS:
            judged_until[camera] = now - 1
        if status is SUSPECT:
            counted[camera] = {s for s in counted[camera] if s <= judged_until[camera]}
            judged_until[camera] = max(judged_until[camera], now - 1)
        else:
            counted[camera].add(now)
            stored.add(now)
            last_seen[camera] = now
            if status is LIVE:
                judged_until[camera] = now

        for first, last in see(spans, status, now, camera=camera):
            stored -= set(range(first, last + 1))

        assert stored == set.union(*counted.values())


def _ends(span: StudentSpan) -> tuple[int, int]:
    return span.first_second, span.last_second

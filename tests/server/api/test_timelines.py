"""The timeline of a class session, as a client sees it."""

import pytest

from students_db.observations import NO_EMOTION
from tests.server.api.factories import NOW, Api
from tests.server.api.test_attendance import download
from tests.students_db.factories import make_observation

START = int(NOW.timestamp())
HAPPY = (0.0, 0.6, 0.0, 0.0, 0.4, 0.0)
"""Of the six; of the wellbeing five it is all happy."""


@pytest.fixture
def lesson(api: Api) -> int:
    """Starts 17 seconds after a full minute and lasts four minutes. Nobody is seen in its third."""
    api.clock.advance(17)
    lesson = api.start_class_session()
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    begin = START + 17
    seen = [(amara, 0), (bilal, 59), (amara, 61), (amara, 61 + 120)]
    api.observations.add(
        [
            make_observation(
                student, class_session_id=lesson, second=begin + second, probabilities=HAPPY
            )
            for student, second in seen
        ]
    )
    unread = make_observation(
        bilal,
        class_session_id=lesson,
        second=begin + 185,
        probabilities=NO_EMOTION,
        samples=0,
    )
    api.observations.add([unread])
    api.clock.advance(240)
    api.client.post(f"/api/class-sessions/{lesson}/end")
    return lesson


def test_timeline_is_counted_from_the_start_and_leaves_gaps(api: Api, lesson: int) -> None:
    timeline = api.get(f"/api/class-sessions/{lesson}/timeline")
    assert (timeline["start"], timeline["end"]) == ("2026-11-20T08:00:17Z", "2026-11-20T08:04:17Z")
    assert [
        (one["start"], one["students_seen"], one["seconds_observed"]) for one in timeline["buckets"]
    ] == [
        ("2026-11-20T08:00:17Z", 2, 2),
        ("2026-11-20T08:01:17Z", 1, 1),
        ("2026-11-20T08:03:17Z", 2, 1),
    ]
    assert timeline["buckets"][0]["probabilities"] == {
        "angry": 0.0,
        "happy": 1.0,
        "neutral": 0.0,
        "sad": 0.0,
        "tired": 0.0,
    }


def test_timeline_of_another_five_emotions(api: Api, lesson: int) -> None:
    timeline = api.get(
        f"/api/class-sessions/{lesson}/timeline", emotion_set="engagement", bucket="5m"
    )
    (bucket,) = timeline["buckets"]
    assert bucket["probabilities"] == pytest.approx(
        {"angry": 0.0, "happy": 0.6, "neutral": 0.0, "sad": 0.0, "surprise": 0.4}
    )


def test_timeline_of_a_running_class_session_ends_now(api: Api) -> None:
    lesson = api.start_class_session()
    api.clock.advance(90)
    timeline = api.get(f"/api/class-sessions/{lesson}/timeline")
    assert (timeline["end"], timeline["buckets"]) == ("2026-11-20T08:01:30Z", [])


def test_timeline_refuses_what_would_be_endless(api: Api) -> None:
    lesson = api.start_class_session()
    api.clock.advance(60 * 60 * 24 * 30)
    answer = api.client.get(f"/api/class-sessions/{lesson}/timeline?bucket=10s")
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_buckets")


def test_timeline_file_tells_minutes_and_leaves_unread_emotions_empty(
    api: Api, lesson: int
) -> None:
    student = api.create_student("Chiara")
    api.observations.add(
        [
            make_observation(
                student,
                class_session_id=lesson,
                second=START + 17 + 130,
                probabilities=NO_EMOTION,
                samples=0,
            )
        ]
    )
    rows, disposition = download(api, lesson, "timeline")
    assert "timeline-Biology-7b-2026-11-20.csv" in disposition
    assert [
        (row["minutes_since_start"], row["students_seen"], row["happy"], row["tired"])
        for row in rows
    ] == [
        ("0.0", "2", "1.0", "0.0"),
        ("1.0", "1", "1.0", "0.0"),
        ("2.0", "1", "", ""),
        ("3.0", "2", "1.0", "0.0"),
    ]

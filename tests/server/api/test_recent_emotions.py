"""The last minutes of all students of a class session, as a dashboard asks for them."""

from collections.abc import Iterable

import pytest

from tests.server.api.factories import NOW, Api
from tests.students_db.factories import make_observation

START = int(NOW.timestamp())
HAPPY = (0.0, 0.9, 0.1, 0.0, 0.0, 0.0)
SAD = (0.0, 0.0, 0.1, 0.9, 0.0, 0.0)


def observe(
    api: Api, student: int, lesson: int, seconds: Iterable[int], probabilities: tuple[float, ...]
) -> None:
    api.observations.add(
        [
            make_observation(
                student,
                class_session_id=lesson,
                second=START + second,
                probabilities=probabilities,
            )
            for second in seconds
        ]
    )


def test_every_student_has_steps_of_the_last_minutes(api: Api) -> None:
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    api.create_student("Chiara")
    lesson, other = api.start_class_session(), api.start_class_session()
    observe(api, amara, lesson, range(15), HAPPY)
    observe(api, amara, lesson, range(900, 915), HAPPY)
    observe(api, bilal, lesson, range(905, 910), SAD)
    observe(api, bilal, other, range(880, 890), SAD)
    api.clock.advance(920)
    recent = api.get(f"/api/class-sessions/{lesson}/emotions/recent", minutes="5")
    assert recent["labels"] == ["angry", "happy", "neutral", "sad", "tired"]
    assert [
        (
            one["student_id"],
            [(step["start"], step["seconds_observed"]) for step in one["steps"]],
        )
        for one in recent["students"]
    ] == [
        (amara, [("2026-11-20T08:15:00Z", 10), ("2026-11-20T08:15:10Z", 5)]),
        (bilal, [("2026-11-20T08:15:00Z", 5)]),
    ]
    probabilities = recent["students"][1]["steps"][0]["probabilities"]
    assert probabilities == pytest.approx([0.0, 0.0, 0.1, 0.9, 0.0])


def test_steps_are_those_of_the_history(api: Api) -> None:
    api.clock.advance(7.4)
    amara, lesson = api.create_student("Amara"), api.start_class_session()
    observe(api, amara, lesson, range(7, 42), HAPPY)
    api.clock.advance(60)
    (recent,) = api.get(f"/api/class-sessions/{lesson}/emotions/recent")["students"]
    history = api.get(f"/api/class-sessions/{lesson}/emotions", bucket="10s")["buckets"]
    assert [step["seconds_observed"] for step in recent["steps"]] == [
        bucket["seconds_observed"] for bucket in history
    ]
    assert [step["start"] for step in recent["steps"]] == [bucket["start"] for bucket in history]


def test_class_session_that_ended_tells_its_last_minutes(api: Api) -> None:
    amara, lesson = api.create_student("Amara"), api.start_class_session()
    observe(api, amara, lesson, range(100, 110), HAPPY)
    api.clock.advance(120)
    api.client.post(f"/api/class-sessions/{lesson}/end")
    api.clock.advance(3600)
    recent = api.get(f"/api/class-sessions/{lesson}/emotions/recent")
    assert len(recent["students"]) == 1
    assert recent["end"] == "2026-11-20T08:02:01Z"


def test_last_minutes_lie_in_the_class_session_also_when_the_clock_is_set_back(api: Api) -> None:
    amara, lesson = api.create_student("Amara"), api.start_class_session()
    observe(api, amara, lesson, range(100, 110), HAPPY)

    api.clock.advance(-2)
    running = api.get(f"/api/class-sessions/{lesson}/emotions/recent")
    api.client.post(f"/api/class-sessions/{lesson}/end")
    ended = api.get(f"/api/class-sessions/{lesson}/emotions/recent")

    assert running["start"] < running["end"]
    assert (ended["end"], len(ended["students"])) == ("2026-11-20T08:01:51Z", 1)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("99/emotions/recent", 404, "class_session_not_found"),
        ("1/emotions/recent?minutes=0", 422, "invalid_request"),
        ("1/emotions/recent?minutes=31", 422, "invalid_request"),
    ],
)
def test_recent_emotions_refuse_nonsense(api: Api, path: str, status: int, code: str) -> None:
    api.start_class_session()
    answer = api.client.get(f"/api/class-sessions/{path}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)

"""When a student was not seen, as a client sees it. The clock stands at 08:00 UTC."""

from itertools import pairwise

import pytest

from students_db.observations import Observation
from tests.server.api.factories import NOW, Api, Json

START = int(NOW.timestamp())
HAPPY = (0.0, 0.8, 0.2, 0.0, 0.0, 0.0)


def observe(
    api: Api, student_id: int, first: int, end: int, *, class_session_id: int | None = None
) -> None:
    """Seconds count from 08:00."""
    seconds = range(START + first, START + end)
    api.observations.add(
        [Observation(student_id, class_session_id, second, HAPPY, 5) for second in seconds]
    )


def gaps_of(api: Api, student_id: int, **query: str) -> list[Json]:
    gaps: list[Json] = api.get(f"/api/students/{student_id}/gaps", **query)["gaps"]
    return gaps


def test_gaps_say_what_is_known_of_why(api: Api) -> None:
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    lesson = api.start_class_session()
    observe(api, amara, 0, 300, class_session_id=lesson)
    observe(api, bilal, 0, 900, class_session_id=lesson)
    observe(api, amara, 600, 900, class_session_id=lesson)
    api.clock.advance(1800)
    api.client.post(f"/api/class-sessions/{lesson}/end")
    api.clock.advance(1800)
    in_class = {"id": lesson, "name": "Biology 7b"}
    told = [
        (gap["start"][11:19], gap["end"][11:19], gap["seconds"], gap["reason"])
        for gap in gaps_of(api, amara)
    ]
    assert told == [
        ("08:30:00", "09:00:00", 1800, "nobody"),
        ("08:15:00", "08:30:00", 900, "nobody_in_class"),
        ("08:05:00", "08:10:00", 300, "not_recognised"),
    ]
    assert [gap["class_session"] for gap in gaps_of(api, amara)] == [None, in_class, in_class]


def test_student_who_is_new_has_no_gap_before(api: Api) -> None:
    student_id = api.create_student()
    api.clock.advance(600)
    answer = api.get(f"/api/students/{student_id}/gaps")
    assert (answer["start"], answer["end"]) == ("2026-11-20T08:00:00Z", "2026-11-20T08:10:00Z")
    assert [gap["seconds"] for gap in answer["gaps"]] == [600]


def test_student_who_is_seen_late_has_a_gap_before(api: Api) -> None:
    student_id = api.create_student()
    observe(api, student_id, 300, 600)
    api.clock.advance(600)
    assert [(gap["start"][11:19], gap["seconds"]) for gap in gaps_of(api, student_id)] == [
        ("08:00:00", 300)
    ]


def test_future_is_no_gap(api: Api) -> None:
    student_id = api.create_student()
    api.clock.advance(600)
    answer = api.get(f"/api/students/{student_id}/gaps", to="2026-11-20T12:00:00Z")
    assert answer["end"] == "2026-11-20T08:10:00Z"
    assert [gap["seconds"] for gap in answer["gaps"]] == [600]


def test_range_before_the_student_was_known_has_no_gaps(api: Api) -> None:
    query = {"from": "2026-11-18T08:00:00Z", "to": "2026-11-19T08:00:00Z"}
    answer = api.get(f"/api/students/{api.create_student()}/gaps", **query)
    assert (answer["total"], answer["gaps"]) == (0, [])


def test_gaps_shorter_than_asked_for_are_not_told(api: Api) -> None:
    student_id = api.create_student()
    observe(api, student_id, 0, 100)
    observe(api, student_id, 190, 300)
    api.clock.advance(300)
    assert [gap["seconds"] for gap in gaps_of(api, student_id)] == [90]
    assert gaps_of(api, student_id, min_seconds="120") == []


def test_newest_gaps_come_first_and_all_are_counted(api: Api) -> None:
    student_id = api.create_student()
    for first in range(0, 1000, 200):
        observe(api, student_id, first, first + 100)
    api.clock.advance(900)
    answer = api.get(f"/api/students/{student_id}/gaps", limit="2")
    assert answer["total"] == 4
    assert [gap["start"][11:19] for gap in answer["gaps"]] == ["08:11:40", "08:08:20"]
    everything = gaps_of(api, student_id)
    assert all(later["start"] >= earlier["end"] for later, earlier in pairwise(everything))


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"from": "2026-11-20T09:00:00Z"}, "earlier"),
        ({"from": "2026-01-01T00:00:00Z"}, "min_seconds=559"),
    ],
)
def test_gaps_refuse_what_makes_no_sense(api: Api, query: dict[str, str], word: str) -> None:
    student_id = api.create_student()
    observe(api, student_id, -28_000_000, -27_999_990)
    answer = api.client.get(f"/api/students/{student_id}/gaps", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_range")
    assert word in answer.json()["detail"]


def test_gaps_of_nobody_are_not_found(api: Api) -> None:
    assert api.client.get("/api/students/1/gaps").json()["code"] == "student_not_found"

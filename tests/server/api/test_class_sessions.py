"""`/api/class-sessions`, as a client sees it."""

import pytest

from tests.server.api.factories import NOW, Api
from tests.students_db.factories import make_observation

START = int(NOW.timestamp())


def test_start_answers_the_class_session_and_where_it_is(api: Api) -> None:
    answer = api.client.post("/api/class-sessions", json={"name": "Biology 7b"})
    assert answer.status_code == 201
    assert answer.json() == {
        "id": 1,
        "name": "Biology 7b",
        "emotion_set": "wellbeing",
        "started_at": "2026-11-20T08:00:00Z",
        "ended_at": None,
        "students_seen": 0,
    }
    assert api.client.get(answer.headers["Location"]).json() == answer.json()


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": "x" * 10_000}, {"name": "a", "emotion_set": "boredom"}]
)
def test_start_refuses_nonsense(api: Api, body: dict[str, str]) -> None:
    answer = api.client.post("/api/class-sessions", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_end_keeps_the_first_end_and_tells_the_cameras_once(api: Api) -> None:
    class_session_id = api.start_class_session()
    ends = []
    for _ in range(2):
        api.clock.advance(60)
        answer = api.client.post(f"/api/class-sessions/{class_session_id}/end")
        ends.append((answer.status_code, answer.json()["ended_at"]))
    assert ends == [(200, "2026-11-20T08:01:00Z")] * 2
    assert api.ended_class_sessions == [class_session_id]


def test_list_shows_the_newest_first_and_filters(api: Api) -> None:
    first, second = api.start_class_session(), api.start_class_session(emotion_set="engagement")
    api.client.post(f"/api/class-sessions/{first}/end")
    page = api.get("/api/class-sessions")
    assert [(row["id"], row["emotion_set"]) for row in page["items"]] == [
        (second, "engagement"),
        (first, "wellbeing"),
    ]
    running = api.get("/api/class-sessions", running="true")
    assert ([row["id"] for row in running["items"]], running["total"]) == ([second], 1)


def test_attendance_tells_first_last_and_seconds(api: Api) -> None:
    class_session_id = api.start_class_session()
    student_id = api.create_student("Amara")
    api.observations.add(
        [
            make_observation(student_id, class_session_id=class_session_id, second=START + part)
            for part in (4, 5, 90)
        ]
    )
    attendance = api.get(f"/api/class-sessions/{class_session_id}/attendance")
    assert attendance["attendees"] == [
        {
            "student_id": student_id,
            "name": "Amara",
            "first_seen_at": "2026-11-20T08:00:04Z",
            "last_seen_at": "2026-11-20T08:01:30Z",
            "seconds_seen": 3,
        }
    ]
    assert api.get(f"/api/class-sessions/{class_session_id}")["students_seen"] == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("POST", "/end"),
        ("GET", "/attendance"),
        ("GET", "/emotions"),
        ("GET", "/emotions/summary"),
        ("GET", "/summary"),
    ],
)
def test_unknown_class_session_is_not_found(api: Api, method: str, path: str) -> None:
    answer = api.client.request(method, f"/api/class-sessions/99{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "class_session_not_found")

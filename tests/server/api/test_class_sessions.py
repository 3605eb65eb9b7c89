"""`/api/class-sessions`, as a client sees it."""

from pathlib import Path

import pytest

from models.emotion import EmotionSet
from server.settings import EmotionSettings, Settings
from tests.server.api.factories import NOW, Api, open_api
from tests.students_db.factories import make_observation

START = int(NOW.timestamp())


def test_start_answers_the_class_session_and_where_it_is(api: Api) -> None:
    answer = api.client.post("/api/class-sessions", json={"name": "Biology 7b"})
    assert answer.status_code == 201
    assert answer.json() == {
        "id": 1,
        "name": "Biology 7b",
        "environment": "classroom",
        "emotion_set": "wellbeing",
        "note": "",
        "started_at": "2026-11-20T08:00:00Z",
        "ended_at": None,
        "students_seen": 0,
        "students_present": 0,
        "students_expected": 0,
    }
    assert api.client.get(answer.headers["Location"]).json() == answer.json()


def test_start_without_an_emotion_set_takes_the_one_that_the_server_is_set_to(
    tmp_path: Path,
) -> None:
    settings = Settings(emotion=EmotionSettings(emotion_set=EmotionSet.ENGAGEMENT))
    with open_api(tmp_path, settings=settings) as api:
        answers = [
            api.client.post("/api/class-sessions", json={"name": "Biology 7b", **chosen}).json()
            for chosen in ({}, {"emotion_set": "wellbeing"})
        ]

    assert [answer["emotion_set"] for answer in answers] == ["engagement", "wellbeing"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "x" * 10_000},
        {"name": "a", "emotion_set": "boredom"},
        {"name": "a", "environment": "beach"},
    ],
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


def test_list_is_searched_by_words_and_environment(api: Api) -> None:
    for name, environment in (("Física 7b", "seminar"), ("Biology 7b", "classroom")):
        api.start_class_session(name=name, environment=environment)
    for query, names in (
        ({"search": "7B fisica"}, ["Física 7b"]),
        ({"search": "7b"}, ["Biology 7b", "Física 7b"]),
        ({"environment": "seminar"}, ["Física 7b"]),
        ({"environment": "general"}, []),
    ):
        page = api.get("/api/class-sessions", **query)
        assert ([row["name"] for row in page["items"]], page["total"]) == (names, len(names))


def test_update_changes_what_is_given(api: Api) -> None:
    path = f"/api/class-sessions/{api.start_class_session()}"
    before = api.get(path)
    changes = {"name": " Biology 8b ", "environment": "product_demo", "note": "Projector broken"}
    for field, value in changes.items():
        answer = api.client.patch(path, json={field: value})
        assert answer.status_code == 200, answer.text
    assert api.get(path) == {**before, **changes, "name": "Biology 8b"}


def test_note_of_somebody_else_is_not_replaced_unseen(api: Api) -> None:
    path = f"/api/class-sessions/{api.start_class_session()}"
    theirs = {"note": "Fire drill at 10:40", "known_note": ""}
    assert api.client.patch(path, json=theirs).status_code == 200
    mine = {"note": "Projector broken", "name": "Biology 8b"}
    refused = api.client.patch(path, json={**mine, "known_note": ""})
    assert (refused.status_code, refused.json()["code"]) == (409, "note_changed_meanwhile")
    assert "changed meanwhile, to 'Fire drill at 10:40'" in refused.json()["detail"]
    assert (api.get(path)["note"], api.get(path)["name"]) == ("Fire drill at 10:40", "Biology 7b")
    same = {"note": "Fire drill at 10:40 ", "known_note": "Something else"}
    assert api.client.patch(path, json=same).status_code == 200
    known = {**mine, "known_note": api.get(path)["note"]}
    assert api.client.patch(path, json=known).json()["note"] == "Projector broken"


def test_note_that_was_removed_meanwhile_is_told_so(api: Api) -> None:
    path = f"/api/class-sessions/{api.start_class_session()}"
    refused = api.client.patch(path, json={"note": "Mine", "known_note": "Theirs"})
    assert (refused.status_code, refused.json()["code"]) == (409, "note_changed_meanwhile")
    assert "removed meanwhile" in refused.json()["detail"]


def test_known_note_alone_changes_nothing(api: Api) -> None:
    path = f"/api/class-sessions/{api.start_class_session()}"
    before = api.get(path)
    renamed = api.client.patch(path, json={"name": "Chemistry", "known_note": "Another"})
    assert renamed.json() == {**before, "name": "Chemistry"}
    assert api.client.patch(path, json={"known_note": "Another"}).json() == renamed.json()


@pytest.mark.parametrize(
    "body", [{"name": ""}, {"environment": "beach"}, {"emotion_set": "engagement"}]
)
def test_update_refuses_nonsense(api: Api, body: dict[str, str]) -> None:
    answer = api.client.patch(f"/api/class-sessions/{api.start_class_session()}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_delete_removes_what_contents_tells(api: Api) -> None:
    path = f"/api/class-sessions/{(lesson := api.start_class_session())}"
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    api.observations.add(
        [make_observation(amara, class_session_id=lesson, second=START + part) for part in range(3)]
    )
    api.client.put(f"{path}/attendance/{bilal}", json={"status": "excused"})
    assert api.get(f"{path}/contents") == {
        "observed_seconds": 3,
        "students_observed": 1,
        "corrections": 1,
        "students_listed": 0,
    }
    refused = api.client.delete(path)
    assert (refused.status_code, refused.json()["code"]) == (409, "class_session_running")
    api.client.post(f"{path}/end")
    assert api.client.delete(path).status_code == 204
    assert api.client.get(path).status_code == 404
    assert api.get("/api/students")["total"] == 2
    assert api.get(f"/api/students/{amara}")["last_seen_at"] is None


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("POST", "/end"),
        ("PATCH", ""),
        ("DELETE", ""),
        ("GET", "/contents"),
        ("GET", "/attendance"),
        ("GET", "/attendance.csv"),
        ("PUT", "/attendance/1"),
        ("DELETE", "/attendance/1"),
        ("PUT", "/roll"),
        ("GET", "/timeline"),
        ("GET", "/timeline.csv"),
        ("GET", "/emotions"),
        ("GET", "/emotions/summary"),
        ("GET", "/summary"),
    ],
)
def test_unknown_class_session_is_not_found(api: Api, method: str, path: str) -> None:
    bodies = {"/attendance/1": {"status": "late"}, "/roll": {"student_ids": [1]}, "": {"note": ""}}
    body = bodies.get(path) if method in ("PUT", "PATCH") else None
    answer = api.client.request(method, f"/api/class-sessions/99{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "class_session_not_found")

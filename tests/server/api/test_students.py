"""`/api/students`, as a client sees it."""

from pathlib import Path
from typing import cast

import pytest
from fastapi import FastAPI

from server.http.idempotency import AnswerMemory, RequestKey
from students_db.students import OBSERVATIONS_A_BATCH, Students
from tests.fakes import photo
from tests.server.api.factories import Api, Json, as_files, open_api
from tests.students_db.factories import make_observation, open_database

EMOJI_FAMILY = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"


def test_create_answers_the_student_and_where_it_is(api: Api) -> None:
    answer = api.client.post(
        "/api/students", json={"name": "  Amara Nwosu ", "external_id": "7", "note": "window"}
    )
    assert answer.status_code == 201
    assert answer.json() == {
        "id": 1,
        "name": "Amara Nwosu",
        "external_id": "7",
        "note": "window",
        "created_at": "2026-11-20T08:00:00Z",
        "updated_at": "2026-11-20T08:00:00Z",
        "faces": 0,
        "views": 0,
        "few_views": False,
        "needs_enrollment": True,
        "other_faces": 0,
        "kept_photos": 0,
        "last_seen_at": None,
    }
    assert api.client.get(answer.headers["Location"]).json() == answer.json()


@pytest.mark.parametrize("name", ["Zoë 🎈", EMOJI_FAMILY, "أمينة بنت محمد", "שירה", "李小龙"])
def test_names_of_any_script_come_back_unchanged(api: Api, name: str) -> None:
    student_id = api.create_student(name)
    assert api.get(f"/api/students/{student_id}")["name"] == name
    assert api.get("/api/students", search=name)["items"][0]["name"] == name


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "x" * 10_000}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "two\nlines"}, "name"),
        ({"name": "nul\0"}, "name"),
        ({"name": "\u200b\u200f"}, "name"),  # only characters without a shape
        ({"name": 7}, "name"),
        ({}, "name"),
        ({"name": "Amara", "external_id": ""}, "external_id"),
        ({"name": "Amara", "note": "x" * 2001}, "note"),
        ({"name": "Amara", "age": 12}, "age"),
    ],
)
def test_create_refuses_nonsense_and_names_the_field(
    api: Api, body: dict[str, object], field: str
) -> None:
    answer = api.client.post("/api/students", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "invalid_request"
    assert [error["field"] for error in problem["errors"]] == [field]
    assert len(answer.text) < 1000  # what was sent is not sent back
    assert api.get("/api/students")["total"] == 0


@pytest.mark.parametrize("body", [b"{", b'{"name": "\\ud800"}', b"\xff\xfe", b"[]", b"null"])
def test_create_refuses_what_is_no_json_object(api: Api, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = api.client.post("/api/students", content=body, headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_external_id_can_be_taken_once(api: Api) -> None:
    api.create_student("Amara", external_id="7")
    other = api.create_student("Bilal")
    created = api.client.post("/api/students", json={"name": "Chiara", "external_id": "7"})
    changed = api.client.patch(f"/api/students/{other}", json={"external_id": "7"})
    assert {created.status_code, changed.status_code} == {409}
    assert created.json()["code"] == "external_id_taken"


def test_list_pages_searches_and_orders(api: Api) -> None:
    for name in ("Chiara", "Amara", "Bilal"):
        api.create_student(name)
    page = api.get("/api/students", limit="2", offset="1")
    assert [student["name"] for student in page["items"]] == ["Bilal", "Chiara"]
    assert (page["total"], page["limit"], page["offset"]) == (3, 2, 1)
    found = api.get("/api/students", search="AMA")["items"]
    assert [student["name"] for student in found] == ["Amara"]
    newest = api.get("/api/students", order="newest")["items"]
    assert [student["name"] for student in newest] == ["Bilal", "Amara", "Chiara"]


def test_views_count_only_photos_that_show_something_new(api: Api) -> None:
    student_id = api.create_student()
    assert listed_views(api) == [(0, 0, False)]
    api.enroll(student_id, photo(hue=0), photo(hue=15))  # as a camera's next frame
    assert listed_views(api) == [(2, 1, True)]
    api.enroll(student_id, photo(hue=30), photo(hue=-30))
    assert listed_views(api) == [(4, 3, False)]


def listed_views(api: Api) -> list[tuple[int, int, bool]]:
    rows = api.get("/api/students")["items"]
    return [(row["faces"], row["views"], row["few_views"]) for row in rows]


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=501", "limit=ten", "offset=-1", "offset=99999999999999999999", "order=age"],
)
def test_list_refuses_nonsense(api: Api, query: str) -> None:
    answer = api.client.get(f"/api/students?{query}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == query.partition("=")[0]


def test_update_changes_only_what_is_given(api: Api) -> None:
    student_id = api.create_student("Amara", external_id="7", note="window")
    api.clock.advance(60)
    answer = api.client.patch(f"/api/students/{student_id}", json={"name": "Amara Lind"})
    changed = answer.json()
    assert (changed["name"], changed["external_id"], changed["note"]) == (
        "Amara Lind",
        "7",
        "window",
    )
    assert changed["updated_at"] == "2026-11-20T08:01:00Z"


def test_updated_at_is_not_moved_by_photos_and_corrections(api: Api) -> None:
    student_id = api.create_student()
    api.clock.advance(60)
    face_id = api.enroll(student_id, photo(hue=0), photo(hue=30))["results"][0]["face_id"]
    api.client.delete(f"/api/students/{student_id}/faces/{face_id}")
    lesson = api.start_class_session()
    path = f"/api/class-sessions/{lesson}/attendance/{student_id}"
    assert api.client.put(path, json={"status": "present"}).is_success
    student = api.get(f"/api/students/{student_id}")
    assert student["faces"] == 1
    assert student["updated_at"] == student["created_at"]


def test_update_removes_the_external_id_with_null_and_nothing_else(api: Api) -> None:
    student_id = api.create_student("Amara", external_id="7")
    changes = {"external_id": None, "name": None}
    changed = api.client.patch(f"/api/students/{student_id}", json=changes).json()
    assert (changed["external_id"], changed["name"]) == (None, "Amara")


def test_note_of_somebody_else_is_not_replaced_unseen(api: Api) -> None:
    path = f"/api/students/{api.create_student('Amara')}"
    theirs = {"note": "Sits at the window", "known_note": ""}
    assert api.client.patch(path, json=theirs).status_code == 200
    mine = {"note": "Needs glasses", "name": "Amara Lind"}
    refused = api.client.patch(path, json={**mine, "known_note": ""})
    assert (refused.status_code, refused.json()["code"]) == (409, "note_changed_meanwhile")
    assert "changed meanwhile, to 'Sits at the window'" in refused.json()["detail"]
    assert (api.get(path)["note"], api.get(path)["name"]) == ("Sits at the window", "Amara")
    same = {"note": "Sits at the window ", "known_note": "Something else"}
    assert api.client.patch(path, json=same).status_code == 200
    known = {**mine, "known_note": api.get(path)["note"]}
    assert api.client.patch(path, json=known).json()["note"] == "Needs glasses"


def test_known_note_alone_is_no_change(api: Api) -> None:
    path = f"/api/students/{api.create_student('Amara', note='window')}"
    renamed = api.client.patch(path, json={"name": "Amara Lind", "known_note": "Another"})
    assert (renamed.status_code, renamed.json()["note"]) == (200, "window")


def test_update_shows_the_new_name_to_cameras(api: Api) -> None:
    student_id = api.create_student("Amara")
    api.enroll(student_id, photo())
    api.client.patch(f"/api/students/{student_id}", json={"name": "Amara Lind"})
    assert api.services.live_gallery.current.names == {student_id: "Amara Lind"}


def test_delete_removes_everything_and_cameras_forget(api: Api) -> None:
    student_id = api.create_student()
    api.enroll(student_id, photo())
    lesson = api.start_class_session()
    api.observations.add([make_observation(student_id, class_session_id=lesson)])
    answer = api.client.delete(f"/api/students/{student_id}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert api.client.get(f"/api/students/{student_id}").status_code == 404
    assert len(api.services.live_gallery.current) == 0
    assert api.get("/api/gallery")["faces"] == 0
    assert api.get(f"/api/class-sessions/{lesson}/attendance")["students"] == []


def test_delete_forgets_what_enrollments_were_answered(api: Api) -> None:
    student_id = api.create_student()
    key = RequestKey(student_id, "import-1-batch-1")
    api.client.post(
        f"/api/students/{student_id}/faces",
        files=as_files(photo()),
        headers={"Idempotency-Key": key.key},
    )
    api.client.delete(f"/api/students/{student_id}")
    remembered: AnswerMemory[str] = cast("FastAPI", api.client.app).state.enrollments
    assert remembered.once(key, b"", lambda: "nothing was known") == "nothing was known"


def test_delete_forgets_what_was_said_of_the_student_to_others(api: Api) -> None:
    freya = api.create_student("Freya")
    api.enroll(freya, photo())
    path = f"/api/students/{api.create_student('Amara')}/faces"

    def upload() -> Json:
        headers = {"Idempotency-Key": "import-1-batch-1"}
        answer: Json = api.client.post(path, files=as_files(photo()), headers=headers).json()
        return answer

    (refused,) = upload()["results"]
    assert "Freya" in refused["reasons"][0]["detail"]
    api.client.delete(f"/api/students/{freya}")
    assert upload()["accepted"] == 1


def test_cameras_forget_before_the_history_is_gone(tmp_path: Path) -> None:
    galleries: list[int] = []

    def interrupt(_seconds: float) -> None:
        galleries.append(len(api.services.live_gallery.current))
        raise InterruptedError

    with (
        open_database(tmp_path) as database,
        open_api(tmp_path, students=Students(database, pause=interrupt)) as api,
    ):
        student_id = api.create_student()
        api.enroll(student_id, photo())
        seconds = range(OBSERVATIONS_A_BATCH + 1)
        api.observations.add([make_observation(student_id, second=second) for second in seconds])
        api.client.delete(f"/api/students/{student_id}")
        half = api.get(f"/api/students/{student_id}")
        again = api.client.delete(f"/api/students/{student_id}")
        total = api.get("/api/students")["total"]
    assert galleries == [0]
    assert (half["needs_enrollment"], half["kept_photos"]) == (True, 0)
    assert half["last_seen_at"] is not None
    assert (again.status_code, total) == (204, 0)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", ""),
        ("PATCH", ""),
        ("DELETE", ""),
        ("POST", "/faces"),
        ("DELETE", "/faces"),
        ("GET", "/emotions"),
        ("GET", "/emotions/summary"),
        ("GET", "/summary"),
    ],
)
def test_unknown_student_is_not_found(api: Api, method: str, path: str) -> None:
    body = {"files": {"images": b"x"}} if method == "POST" else {}
    if method == "PATCH":
        body = {"json": {}}
    answer = api.client.request(method, f"/api/students/99{path}", **body)  # type: ignore[arg-type]
    assert answer.status_code == 404
    problem = answer.json()
    assert problem["code"] == "student_not_found"
    assert problem["type"] == "urn:homeroom:problem:student_not_found"
    assert "99" in problem["detail"]


@pytest.mark.parametrize("student_id", ["0", "-1", "amara", "1.5", str(2**63), "9" * 5000])
def test_id_that_makes_no_sense_is_refused(api: Api, student_id: str) -> None:
    answer = api.client.get(f"/api/students/{student_id}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "student_id"

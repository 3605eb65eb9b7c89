"""Attendance, its corrections and its file, as a client sees them."""

import csv
import io
from datetime import timedelta

import pytest

from tests.server.api.factories import NOW, Api, Json
from tests.students_db.factories import OTHER_EMBEDDER, make_face, make_observation

START = int(NOW.timestamp())


def see(api: Api, lesson: int, student: int, *seconds: int) -> None:
    api.observations.add(
        [
            make_observation(student, class_session_id=lesson, second=START + second)
            for second in seconds
        ]
    )


def entries(api: Api, lesson: int) -> dict[str, Json]:
    attendance = api.get(f"/api/class-sessions/{lesson}/attendance")
    return {entry["name"]: entry for entry in attendance["students"]}


def correct(api: Api, lesson: int, student: int, status: str, note: str = "") -> Json:
    answer = api.client.put(
        f"/api/class-sessions/{lesson}/attendance/{student}", json={"status": status, "note": note}
    )
    assert answer.status_code == 200, answer.text
    entry: Json = answer.json()
    return entry


def download(api: Api, lesson: int, name: str, **query: str) -> tuple[list[dict[str, str]], str]:
    """The rows of a CSV file, and what it is to be called."""
    answer = api.client.get(f"/api/class-sessions/{lesson}/{name}.csv", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    text = answer.content.decode("utf-8-sig")
    assert text.count("\r\n") == text.count("\n")
    return list(csv.DictReader(io.StringIO(text))), answer.headers["content-disposition"]


def test_roll_shows_who_was_seen_and_who_was_not(api: Api) -> None:
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal", external_id="7b-2")
    lesson = api.start_class_session()
    see(api, lesson, amara, 4, 5, 90)
    attendance = api.get(f"/api/class-sessions/{lesson}/attendance")
    assert attendance["roll"] == "everyone"
    assert attendance["students"] == [
        {
            "student_id": amara,
            "name": "Amara",
            "external_id": None,
            "expected": True,
            "needs_enrollment": True,
            "status": "present",
            "seen": {
                "first_seen_at": "2026-11-20T08:00:04Z",
                "last_seen_at": "2026-11-20T08:01:30Z",
                "seconds_seen": 3,
                "spans": [
                    {
                        "first_seen_at": "2026-11-20T08:00:04Z",
                        "last_seen_at": "2026-11-20T08:00:05Z",
                    },
                    {
                        "first_seen_at": "2026-11-20T08:01:30Z",
                        "last_seen_at": "2026-11-20T08:01:30Z",
                    },
                ],
            },
            "corrected": None,
        },
        {
            "student_id": bilal,
            "name": "Bilal",
            "external_id": "7b-2",
            "expected": True,
            "needs_enrollment": True,
            "status": "not_seen",
            "seen": None,
            "corrected": None,
        },
    ]
    assert api.get(f"/api/class-sessions/{lesson}")["students_seen"] == 1


def test_roll_and_students_tell_who_must_enroll_again_after_a_change_of_the_embedder(
    api: Api,
) -> None:
    amara = api.create_student("Amara")
    api.services.faces.add(amara, OTHER_EMBEDDER, [make_face()], now=NOW)

    on_the_roll = entries(api, api.start_class_session())["Amara"]
    (listed,) = api.get("/api/students")["items"]

    assert on_the_roll["needs_enrollment"] is True
    assert listed["needs_enrollment"] is True


def test_correction_stands_beside_what_was_seen_and_can_be_undone(api: Api) -> None:
    amara = api.create_student("Amara")
    lesson = api.start_class_session()
    see(api, lesson, amara, 700)
    before = entries(api, lesson)["Amara"]
    api.clock.advance(3600)
    entry = correct(api, lesson, amara, "late", " Missed the bus ")
    assert entry == entries(api, lesson)["Amara"]
    assert (entry["status"], entry["seen"]) == ("late", before["seen"])
    assert entry["corrected"] == {
        "status": "late",
        "note": "Missed the bus",
        "corrected_at": "2026-11-20T09:00:00Z",
    }
    for _ in range(2):
        undone = api.client.delete(f"/api/class-sessions/{lesson}/attendance/{amara}")
        assert undone.status_code == 204
        assert entries(api, lesson)["Amara"] == before


def test_correction_is_known_by_a_time_and_no_number(api: Api) -> None:
    path = f"/api/class-sessions/{api.start_class_session()}/attendance/{api.create_student()}"
    refused = api.client.put(path, params={"based_on": "0"}, json={"status": "late"})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_request")
    assert "such as 2026-11-20T08:00:00Z" in refused.json()["detail"]


@pytest.mark.parametrize("known", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_correction_of_no_sensible_year_is_refused(api: Api, known: str) -> None:
    path = f"/api/class-sessions/{api.start_class_session()}/attendance/{api.create_student()}"
    refused = api.client.put(path, params={"based_on": known}, json={"status": "late"})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_range")
    assert api.client.delete(path, params={"based_on": known}).status_code == 422


def test_correction_of_somebody_else_is_not_replaced_unseen(api: Api) -> None:
    amara = api.create_student("Amara")
    lesson = api.start_class_session()
    path = f"/api/class-sessions/{lesson}/attendance/{amara}"
    correct(api, lesson, amara, "late", "Missed the bus")
    api.clock.advance(60)
    mine = {"status": "excused", "note": "At the dentist"}
    refused = api.client.put(path, params={"based_on": "none"}, json=mine)
    assert (refused.status_code, refused.json()["code"]) == (409, "corrected_meanwhile")
    assert (
        "2026-11-20T08:00:00Z, to late, with the note 'Missed the bus'" in refused.json()["detail"]
    )
    assert entries(api, lesson)["Amara"]["status"] == "late"
    known = entries(api, lesson)["Amara"]["corrected"]["corrected_at"]
    assert api.client.put(path, params={"based_on": known}, json=mine).status_code == 200
    assert entries(api, lesson)["Amara"]["corrected"]["corrected_at"] == "2026-11-20T08:01:00Z"
    undone = api.client.delete(path, params={"based_on": known})
    assert (undone.status_code, undone.json()["code"]) == (409, "corrected_meanwhile")
    assert entries(api, lesson)["Amara"]["status"] == "excused"


def test_correction_that_says_the_same_is_no_conflict(api: Api) -> None:
    amara = api.create_student("Amara")
    lesson = api.start_class_session()
    path = f"/api/class-sessions/{lesson}/attendance/{amara}"
    correct(api, lesson, amara, "late")
    api.clock.advance(60)
    same = api.client.put(path, params={"based_on": "none"}, json={"status": "late"})
    assert same.status_code == 200
    assert same.json()["corrected"]["corrected_at"] == "2026-11-20T08:00:00Z"


def test_correction_of_one_that_was_undone_meanwhile_is_refused(api: Api) -> None:
    amara = api.create_student("Amara")
    lesson = api.start_class_session()
    path = f"/api/class-sessions/{lesson}/attendance/{amara}"
    known = correct(api, lesson, amara, "late")["corrected"]["corrected_at"]
    assert api.client.delete(path, params={"based_on": known}).status_code == 204
    assert api.client.delete(path, params={"based_on": known}).status_code == 204
    refused = api.client.put(path, params={"based_on": known}, json={"status": "absent"})
    assert (refused.status_code, refused.json()["code"]) == (409, "corrected_meanwhile")
    assert "undone" in refused.json()["detail"]


def test_student_without_a_camera_can_be_marked_present(api: Api) -> None:
    bilal = api.create_student("Bilal")
    lesson = api.start_class_session()
    entry = correct(api, lesson, bilal, "present", "Sat behind the pillar")
    assert (entry["status"], entry["seen"]) == ("present", None)
    counts = api.get(f"/api/class-sessions/{lesson}")
    assert (counts["students_seen"], counts["students_present"]) == (0, 1)


@pytest.mark.parametrize(
    "body", [{}, {"status": "not_seen"}, {"status": "late", "note": "x" * 3000}]
)
def test_correction_refuses_nonsense(api: Api, body: dict[str, str]) -> None:
    student, lesson = api.create_student(), api.start_class_session()
    answer = api.client.put(f"/api/class-sessions/{lesson}/attendance/{student}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_correction_of_an_unknown_student_is_not_found(api: Api) -> None:
    lesson = api.start_class_session()
    path = f"/api/class-sessions/{lesson}/attendance/99"
    for answer in (api.client.put(path, json={"status": "late"}), api.client.delete(path)):
        assert (answer.status_code, answer.json()["code"]) == (404, "student_not_found")


def test_roll_can_be_a_list_that_the_next_lesson_takes_over(api: Api) -> None:
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    lesson = api.start_class_session()
    see(api, lesson, bilal, 1)
    answer = api.client.put(f"/api/class-sessions/{lesson}/roll", json={"student_ids": [amara]})
    assert answer.status_code == 200, answer.text
    assert answer.json()["roll"] == "list"
    assert {name: entry["expected"] for name, entry in entries(api, lesson).items()} == {
        "Amara": True,
        "Bilal": False,
    }
    following = api.start_class_session()
    assert list(entries(api, following)) == ["Amara"]
    everyone = api.client.put(f"/api/class-sessions/{following}/roll", json={"student_ids": None})
    assert [entry["name"] for entry in everyone.json()["students"]] == ["Amara", "Bilal"]


def test_roll_refuses_nobody_and_strangers(api: Api) -> None:
    path = f"/api/class-sessions/{api.start_class_session()}/roll"
    nobody = api.client.put(path, json={"student_ids": []})
    assert (nobody.status_code, nobody.json()["code"]) == (422, "invalid_request")
    stranger = api.client.put(path, json={"student_ids": [99]})
    assert (stranger.status_code, stranger.json()["code"]) == (404, "student_not_found")


def test_attendance_file_has_a_row_for_each_student_in_local_time(api: Api) -> None:
    amara = api.create_student("Amara", external_id="7b-1")
    api.create_student("Bilal")
    lesson = api.start_class_session()
    see(api, lesson, amara, 4, 64)
    api.clock.advance(timedelta(hours=1).total_seconds())
    correct(api, lesson, amara, "left_early", 'Dentist, "again"')
    rows, disposition = download(api, lesson, "attendance", tz="Europe/Berlin")
    assert 'filename="attendance-Biology-7b-2026-11-20.csv"' in disposition
    assert [row["name"] for row in rows] == ["Amara", "Bilal"]
    assert rows[0]["first_seen_at"] == "2026-11-20T09:00:04+01:00"
    assert (
        rows[0]
        | {
            "external_id": "7b-1",
            "status": "left_early",
            "seconds_seen": "2",
            "note": 'Dentist, "again"',
            "corrected_to": "left_early",
            "corrected_at": "2026-11-20T10:00:00+01:00",
        }
        == rows[0]
    )
    assert (rows[1]["status"], rows[1]["first_seen_at"], rows[1]["note"]) == ("not_seen", "", "")


def test_attendance_file_holds_no_formula(api: Api) -> None:
    student = api.create_student("=HYPERLINK(1)")
    lesson = api.start_class_session()
    correct(api, lesson, student, "late", "@SUM(A1)")
    (row,), _disposition = download(api, lesson, "attendance")
    assert (row["name"], row["note"]) == ("'=HYPERLINK(1)", "'@SUM(A1)")


def test_file_of_an_unknown_zone_is_refused(api: Api) -> None:
    lesson = api.start_class_session()
    for name in ("attendance", "timeline"):
        answer = api.client.get(f"/api/class-sessions/{lesson}/{name}.csv?tz=Mars/Olympus")
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_time_zone")

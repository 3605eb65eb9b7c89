"""The class sessions of a student, as a client sees them. The clock stands at 08:00 UTC."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.student_attendance import AttendanceTotals, AttendedClassRow, StudentAttendance
from tests.server.api.factories import NOW, Api, Json, open_api
from tests.students_db.factories import make_observation, open_database

START = int(NOW.timestamp())


def hold_lesson(api: Api, student_id: int, seen: range, *, minutes: int = 45, **more: str) -> int:
    """A lesson from now on, in which the student is seen in these seconds; the clock goes on."""
    start = int(api.clock.now.timestamp())
    lesson = api.start_class_session(**more)
    api.observations.add(
        [
            make_observation(student_id, class_session_id=lesson, second=start + second)
            for second in seen
        ]
    )
    api.clock.advance(60 * minutes)
    api.client.post(f"/api/class-sessions/{lesson}/end")
    return lesson


def correct(api: Api, lesson: int, student_id: int, status: str, note: str = "") -> None:
    path = f"/api/class-sessions/{lesson}/attendance/{student_id}"
    assert api.client.put(path, json={"status": status, "note": note}).status_code == 200


def attendance_of(api: Api, student_id: int, **query: str) -> Json:
    return api.get(f"/api/students/{student_id}/attendance", **query)


def test_attendance_tells_when_and_for_how_long(api: Api) -> None:
    amara = api.create_student("Amara")
    lesson = hold_lesson(api, amara, range(270, 1620))
    attendance = attendance_of(api, amara)
    assert attendance["items"] == [
        {
            "class_session_id": lesson,
            "name": "Biology 7b",
            "started_at": "2026-11-20T08:00:00Z",
            "ended_at": "2026-11-20T08:45:00Z",
            "expected": True,
            "status": "present",
            "seen": {
                "first_seen_at": "2026-11-20T08:04:30Z",
                "last_seen_at": "2026-11-20T08:26:59Z",
                "seconds_seen": 1350,
                "share": 0.5,
            },
            "corrected": None,
        }
    ]
    assert (attendance["total"], attendance["attended"]) == (1, 1)


def test_newest_classes_come_first_page_by_page(api: Api) -> None:
    amara = api.create_student("Amara")
    lessons = [hold_lesson(api, amara, range(10), name=f"Lesson {number}") for number in range(5)]
    first = attendance_of(api, amara, limit="2")
    second = attendance_of(api, amara, limit="2", offset="2")
    found = [item["class_session_id"] for page in (first, second) for item in page["items"]]
    assert found == lessons[:0:-1]
    assert first["total"] == second["total"] == 5


@pytest.mark.parametrize("away", ["absent", "excused"])
def test_corrections_count_more_than_cameras(api: Api, away: str) -> None:
    amara = api.create_student("Amara")
    seen = hold_lesson(api, amara, range(60))
    unseen, late = hold_lesson(api, amara, range(0)), hold_lesson(api, amara, range(0))
    correct(api, seen, amara, away, "It was her sister")
    correct(api, late, amara, "late")
    attendance = attendance_of(api, amara)
    assert {item["class_session_id"]: item["status"] for item in attendance["items"]} == {
        seen: away,
        unseen: "not_seen",
        late: "late",
    }
    assert attendance["items"][-1]["corrected"]["note"] == "It was her sister"
    assert attendance["items"][-1]["seen"]["seconds_seen"] == 60
    assert (attendance["total"], attendance["attended"]) == (3, 1)


def test_classes_of_others_are_not_listed(api: Api) -> None:
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    lesson = hold_lesson(api, bilal, range(60))
    roll = api.client.put(f"/api/class-sessions/{lesson}/roll", json={"student_ids": [bilal]})
    assert roll.status_code == 200
    assert attendance_of(api, amara)["items"] == []
    assert attendance_of(api, amara)["attended"] == 0


def test_classes_of_others_where_the_student_was_a_guest_are_listed(api: Api) -> None:
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    seen, said = hold_lesson(api, amara, range(60)), hold_lesson(api, bilal, range(60))
    for lesson in (seen, said):
        roll = api.client.put(f"/api/class-sessions/{lesson}/roll", json={"student_ids": [bilal]})
        assert roll.status_code == 200
    correct(api, said, amara, "present")
    attendance = attendance_of(api, amara)
    assert [item["class_session_id"] for item in attendance["items"]] == [said, seen]
    assert (attendance["total"], attendance["attended"]) == (2, 2)


def test_class_that_runs_counts_until_now(api: Api) -> None:
    amara, lesson = api.create_student("Amara"), api.start_class_session()
    api.observations.add(
        [make_observation(amara, class_session_id=lesson, second=START + n) for n in range(30)]
    )
    api.clock.advance(120)
    (item,) = attendance_of(api, amara)["items"]
    assert (item["ended_at"], item["seen"]["share"]) == (None, 0.25)


def test_file_holds_every_class_with_local_times(api: Api) -> None:
    amara = api.create_student("Amara Nwosu")
    lessons = [hold_lesson(api, amara, range(90), name="=HYPERLINK(1)")]
    start = api.services.class_sessions.start
    lessons += [start("Art", emotion_set="wellbeing", now=NOW) for _ in range(250)]
    correct(api, lessons[0], amara, "late", "Missed the bus, again")
    answer = api.client.get(
        f"/api/students/{amara}/attendance.csv", params={"tz": "America/New_York"}
    )
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert (
        'filename="attendance-Amara-Nwosu-2026-11-20.csv"' in answer.headers["content-disposition"]
    )
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [int(row["class_session_id"]) for row in rows] == lessons[::-1]
    assert rows[-1] == {
        "class_session_id": str(lessons[0]),
        "class_session": "'=HYPERLINK(1)",
        "started_at": "2026-11-20T03:00:00-05:00",
        "ended_at": "2026-11-20T03:45:00-05:00",
        "expected": "yes",
        "status": "late",
        "first_seen_at": "2026-11-20T03:00:00-05:00",
        "last_seen_at": "2026-11-20T03:01:29-05:00",
        "seconds_seen": "90",
        "share": "0.0333",
        "corrected_to": "late",
        "note": "Missed the bus, again",
        "corrected_at": rows[-1]["corrected_at"],
    }


class ChangingAttendance(StudentAttendance):
    """Deletes the two newest class sessions, and starts another, when the first page was read."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._class_sessions = ClassSessions(database)

    def newest(
        self, student_id: int, *, limit: int = 50, offset: int = 0, before_id: int | None = None
    ) -> tuple[Sequence[AttendedClassRow], AttendanceTotals]:
        page = super().newest(student_id, limit=limit, offset=offset, before_id=before_id)
        if page[0] and before_id is None:
            for row in page[0][:2]:
                self._class_sessions.delete(row.class_session_id)
            self._class_sessions.start("Music", emotion_set="wellbeing", now=NOW)
        return page


def test_file_holds_every_class_though_others_change_meanwhile(tmp_path: Path) -> None:
    with (
        open_database(tmp_path) as database,
        open_api(tmp_path, student_attendance=ChangingAttendance(database)) as api,
    ):
        amara = api.create_student()
        class_sessions = api.services.class_sessions
        lessons = [class_sessions.start("Art", emotion_set="a", now=NOW) for _ in range(450)]
        for lesson in lessons:
            class_sessions.end(lesson, now=NOW)

        answer = api.client.get(f"/api/students/{amara}/attendance.csv")

    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert [int(row["class_session_id"]) for row in rows] == lessons[::-1]


def test_contents_are_what_deleting_removes(api: Api) -> None:
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    lesson, missed = hold_lesson(api, amara, range(60)), hold_lesson(api, amara, range(0))
    correct(api, lesson, amara, "late")
    correct(api, missed, amara, "excused")
    api.observations.add([make_observation(amara), make_observation(bilal)])
    baseline = f"/api/students/{amara}/emotion-baseline"
    api.client.patch(baseline, json={"refused": True}).raise_for_status()
    assert api.get(f"/api/students/{amara}/contents") == {
        "embeddings": 0,
        "kept_photos": 0,
        "observed_seconds": 61,
        "class_sessions": 2,
        "corrections": 2,
        "emotion_baselines": 1,
    }
    api.client.delete(f"/api/students/{amara}")
    assert api.get(f"/api/students/{bilal}/contents")["observed_seconds"] == 1
    assert api.client.get(f"/api/students/{amara}/contents").status_code == 404


@pytest.mark.parametrize("path", ["attendance", "attendance.csv", "contents", "emotions.csv"])
def test_nobody_is_not_found(api: Api, path: str) -> None:
    assert api.client.get(f"/api/students/1/{path}").json()["code"] == "student_not_found"

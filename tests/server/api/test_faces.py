"""`/api/students/{id}/faces`, as a client sees it."""

import tempfile
from pathlib import Path

import pytest

from server.api.uploads import UPLOADS_AT_ONCE
from server.settings import EnrollmentSettings, Settings
from tests.fakes import photo
from tests.server.api.factories import Api, Json, as_files, open_api


def test_add_reports_each_photo_in_order(api: Api) -> None:
    report = api.enroll(api.create_student(), photo(), b"", photo(hue=20), b"not a picture")
    assert (report["accepted"], report["rejected"]) == (2, 2)
    assert [result["index"] for result in report["results"]] == [0, 1, 2, 3]
    assert [result["filename"] for result in report["results"]] == [
        f"photo-{index}.png" for index in range(4)
    ]
    assert [result["accepted"] for result in report["results"]] == [True, False, True, False]
    codes = [[reason["code"] for reason in result["reasons"]] for result in report["results"]]
    assert codes == [[], ["image_empty"], [], ["not_an_image"]]
    measured = report["results"][2]["measurements"]
    assert measured["faces_found"] == 1
    assert measured["similarity_to_own"] == pytest.approx(0.94, abs=0.01)


def test_add_answers_the_student_as_it_is_now(api: Api) -> None:
    student = api.enroll(api.create_student(), photo())["student"]
    assert (student["faces"], student["needs_enrollment"]) == (1, False)


def test_add_answers_200_when_all_are_rejected(api: Api) -> None:
    report = api.enroll(api.create_student(), b"nothing", b"of use")
    assert (report["accepted"], report["student"]["needs_enrollment"]) == (0, True)


def test_add_lets_cameras_know_the_student_at_once(api: Api) -> None:
    student_id = api.create_student("Amara")
    api.enroll(student_id, photo())
    gallery = api.services.live_gallery.current
    assert gallery.student_ids.tolist() == [student_id]


def test_add_says_whom_a_photo_resembles(api: Api) -> None:
    api.enroll(api.create_student("Bilal"), photo(hue=10))
    report = api.enroll(api.create_student("Amara"), photo(hue=30))
    (reason,) = report["results"][0]["reasons"]
    assert reason["code"] == "resembles_another_student"
    assert "Bilal" in reason["detail"]


def test_add_tells_again_what_was_stored_when_the_answer_got_lost(api: Api) -> None:
    student_id = api.create_student()

    def send(*photos: bytes, key: str | None = None) -> tuple[int, Json]:
        headers = {} if key is None else {"Idempotency-Key": key}
        path = f"/api/students/{student_id}/faces"
        answer = api.client.post(path, files=as_files(*photos), headers=headers)
        return answer.status_code, answer.json()

    _, first = send(photo(), b"not a picture", key="import-1-batch-1")
    _, again = send(photo(), b"not a picture", key="import-1-batch-1")

    assert again == first
    assert first["results"][0]["face_id"] is not None
    assert api.get(f"/api/students/{student_id}")["faces"] == 1
    _, without = send(photo())
    assert without["results"][0]["reasons"][0]["code"] == "duplicate_photo"
    status, reused = send(photo(hue=20), key="import-1-batch-1")
    assert (status, reused["code"]) == (400, "idempotency_key_reused")


def test_add_is_no_repetition_when_a_look_alike_is_confirmed(api: Api) -> None:
    amara, twin = api.create_student("Amara"), api.create_student("Bisi")
    api.enroll(twin, photo())

    def send(**query: int) -> Json:
        answer: Json = api.client.post(
            f"/api/students/{amara}/faces",
            params=query,
            files=as_files(photo(hue=20)),
            headers={"Idempotency-Key": "import-1-batch-4"},
        ).json()
        return answer

    assert send()["results"][0]["reasons"][0]["code"] == "resembles_another_student"
    assert send(confirm_look_alike=twin)["code"] == "idempotency_key_reused"


@pytest.mark.parametrize("deleted", ["faces", "faces/{face_id}"])
def test_add_stores_again_what_was_deleted_since(api: Api, deleted: str) -> None:
    student_id = api.create_student()
    path = f"/api/students/{student_id}"
    headers = {"Idempotency-Key": "import-1-batch-3"}

    def send() -> Json:
        report: Json = api.client.post(
            f"{path}/faces", files=as_files(photo()), headers=headers
        ).json()
        return report

    first = send()
    face_id = first["results"][0]["face_id"]
    gone = api.client.delete(f"{path}/{deleted.format(face_id=face_id)}")
    again = send()

    assert gone.status_code == 204
    assert again["accepted"] == 1
    assert again["results"][0]["face_id"] > face_id
    assert api.get(path)["faces"] == 1


def test_add_remembers_no_failure(api: Api) -> None:
    student_id = api.create_student()
    headers = {"Idempotency-Key": "import-1-batch-2"}
    path = f"/api/students/{student_id}/faces"
    flat = as_files(photo(), photo(hue=20))
    for _ in range(2):
        answer = api.client.post(path, params={"source": "camera"}, files=flat, headers=headers)
        assert answer.json()["code"] == "head_turn_needed"


@pytest.mark.parametrize("photos", [(photo(),), (photo(), photo(hue=20))])
def test_add_wants_a_head_that_turns_from_a_camera(api: Api, photos: tuple[bytes, ...]) -> None:
    student_id = api.create_student()

    answer = api.client.post(
        f"/api/students/{student_id}/faces",
        params={"source": "camera"},
        files=as_files(*photos),  # a square is as flat as a picture
    )

    assert answer.status_code == 422
    assert answer.json()["code"] == "head_turn_needed"
    assert "add photos from files" in answer.json()["detail"]
    assert api.services.live_gallery.current.student_ids.tolist() == []


def test_add_takes_one_more_photo_from_a_camera_of_a_student_it_knows(api: Api) -> None:
    student_id = api.create_student()
    api.enroll(student_id, photo())

    answer = api.client.post(
        f"/api/students/{student_id}/faces",
        params={"source": "camera"},
        files=as_files(photo(hue=20)),
    )

    assert answer.json()["accepted"] == 1


def test_add_says_what_is_wrong_with_each_photo_before_it_asks_for_a_turn(api: Api) -> None:
    answer = api.client.post(
        f"/api/students/{api.create_student()}/faces",
        params={"source": "camera"},
        files=as_files(photo(light=0.15), photo(side=56)),
    )

    codes = [result["reasons"][0]["code"] for result in answer.json()["results"]]
    assert codes == ["too_dark", "face_too_small"]


def test_add_takes_as_many_photos_as_allowed_and_no_more(api: Api) -> None:
    student_id = api.create_student()
    assert len(api.enroll(student_id, *[b"x"] * 20)["results"]) == 20
    for photos in ([], [b"x"] * 21, [b"x"] * 300):
        answer = api.client.post(
            f"/api/students/{student_id}/faces",
            files=as_files(*photos) or {"other": ("name.jpg", b"x")},
        )
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "images"
        assert "1 to 20" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b'{"images": []}', "application/json"),
        (b"images=1", "application/x-www-form-urlencoded"),
        (b"", "multipart/form-data"),
        (b"no boundary in here", "multipart/form-data; boundary=x"),
        (
            b'--x\r\nContent-Disposition: form-data; name="images"; f',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_add_refuses_what_is_not_multipart(api: Api, content: bytes, content_type: str) -> None:
    answer = api.client.post(
        f"/api/students/{api.create_student()}/faces",
        content=content,
        headers={"content-type": content_type},
    )
    assert answer.status_code in (400, 422)
    assert answer.json()["code"] in ("not_multipart", "invalid_request")


def test_failed_uploads_leave_room_for_others(api: Api) -> None:
    path = f"/api/students/{api.create_student()}/faces"
    for _ in range(2 * UPLOADS_AT_ONCE):
        assert api.client.post(path, files=as_files()).status_code == 400
        assert api.client.post("/api/students/99/faces", files=as_files(b"x")).status_code == 404
    assert api.client.post(path, files=as_files(photo())).status_code == 200


def test_photos_stay_in_memory(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of several megabytes would be spooled to the disk by default."""
    monkeypatch.setattr(tempfile, "tempdir", "/there/is/no/such/folder")
    large = photo() + b"\0" * (3 * 1024 * 1024)
    assert api.enroll(api.create_student(), large)["accepted"] == 1


def test_delete_forgets_the_faces_and_keeps_the_student(api: Api) -> None:
    student_id = api.create_student()
    api.enroll(student_id, photo())
    assert api.client.delete(f"/api/students/{student_id}/faces").status_code == 204
    student = api.get(f"/api/students/{student_id}")
    assert (student["faces"], student["needs_enrollment"]) == (0, True)
    assert len(api.services.live_gallery.current) == 0


def test_number_of_stored_faces_is_limited(tmp_path: Path) -> None:
    settings = Settings(enrollment=EnrollmentSettings(max_faces_per_student=1))
    with open_api(tmp_path, settings=settings) as api:
        report = api.enroll(api.create_student(), photo(), photo(hue=20))
    assert report["results"][1]["reasons"][0]["code"] == "too_many_faces_stored"


def test_one_photo_is_taken_back_and_the_others_stay(api: Api) -> None:
    student_id = api.create_student()
    api.enroll(student_id, photo())
    rejected, added = api.enroll(student_id, b"not a picture", photo(hue=20))["results"]
    assert rejected["face_id"] is None
    path = f"/api/students/{student_id}/faces/{added['face_id']}"
    assert api.client.delete(path).status_code == 204
    assert api.get(f"/api/students/{student_id}")["faces"] == 1
    assert len(api.services.live_gallery.current.faces_of(student_id)) == 1
    again = api.client.delete(path)
    assert (again.status_code, again.json()["code"]) == (404, "face_not_found")
    assert api.enroll(student_id, photo(hue=20))["accepted"] == 1  # no duplicate of it is left


def test_photo_of_another_student_is_not_found(api: Api) -> None:
    amara, bilal = api.create_student("Amara"), api.create_student("Bilal")
    face_id = api.enroll(amara, photo())["results"][0]["face_id"]
    for student_id, code in ((bilal, "face_not_found"), (99, "student_not_found")):
        answer = api.client.delete(f"/api/students/{student_id}/faces/{face_id}")
        assert (answer.status_code, answer.json()["code"]) == (404, code)
    assert api.get(f"/api/students/{amara}")["faces"] == 1

"""`/api/faces/check`, as a client sees it."""

import pytest

from server.enrollment.hints import HintCode
from tests.fakes import encode, paint, photo
from tests.server.api.factories import Api, Json


def check(api: Api, picture: bytes, **query: int) -> Json:
    answer = api.client.post(
        "/api/faces/check", content=picture, params=query, headers={"content-type": "image/png"}
    )
    assert answer.status_code == 200, answer.text
    body: Json = answer.json()
    return body


def test_good_picture_is_acceptable_and_needs_no_hint(api: Api) -> None:
    answer = check(api, photo())
    assert (answer["acceptable"], answer["hint"], answer["reasons"]) == (True, None, [])
    assert answer["measurements"]["face_px"] == pytest.approx(160, abs=4)


@pytest.mark.parametrize(
    ("picture", "hint"),
    [
        (encode(paint()), HintCode.SHOW_FACE),
        (photo(side=40), HintCode.COME_CLOSER),
        (photo(light=0.15), HintCode.FIND_LIGHT),
        (photo(side=40, light=0.15), HintCode.COME_CLOSER),  # one thing at a time
        (photo(turned=True), HintCode.LOOK_RIGHT),
        (b"nothing", HintCode.SEND_ANOTHER_PICTURE),
        (b"", HintCode.SEND_ANOTHER_PICTURE),
    ],
)
def test_hint_says_what_to_do_first(api: Api, picture: bytes, hint: HintCode) -> None:
    answer = check(api, picture)
    assert answer["acceptable"] is False
    assert answer["hint"]["code"] == hint
    assert answer["hint"]["detail"]


def test_picture_may_come_as_a_form(api: Api) -> None:
    answer = api.client.post("/api/faces/check", files={"image": ("frame.png", photo())})
    assert answer.json()["acceptable"] is True
    answer = api.client.post("/api/faces/check", files={"image": (None, "no file")})
    assert (answer.status_code, answer.json()["code"]) == (400, "not_multipart")


def test_nothing_is_stored(api: Api) -> None:
    student_id = api.create_student()
    assert check(api, photo(), student_id=student_id)["acceptable"] is True
    assert api.get(f"/api/students/{student_id}")["faces"] == 0
    assert len(api.services.live_gallery.current) == 0


def test_picture_is_compared_when_the_student_is_told(api: Api) -> None:
    student_id = api.create_student()
    api.enroll(student_id, photo())
    assert check(api, photo())["acceptable"] is True
    same_again = check(api, photo(), student_id=student_id)
    assert same_again["hint"]["code"] == HintCode.CHANGE_ANGLE
    somebody_else = check(api, photo(hue=120), student_id=student_id)
    assert somebody_else["hint"]["code"] == HintCode.CHECK_PERSON


def test_look_alike_that_a_teacher_confirmed_is_acceptable(api: Api) -> None:
    amara, twin = api.create_student("Amara"), api.create_student("Bisi")
    api.enroll(twin, photo())

    asked = check(api, photo(hue=20), student_id=amara)
    confirmed = check(api, photo(hue=20), student_id=amara, confirm_look_alike=twin)

    assert [reason["code"] for reason in asked["reasons"]] == ["resembles_another_student"]
    assert (confirmed["acceptable"], confirmed["reasons"]) == (True, [])


def test_unknown_student_is_a_problem(api: Api) -> None:
    answer = api.client.post("/api/faces/check", params={"student_id": 99}, content=photo())
    assert (answer.status_code, answer.json()["code"]) == (404, "student_not_found")

"""`/api/students/{id}/emotion-baseline`, as a client sees it."""

from pathlib import Path

import pytest

from server.recognition.emotion_baseline import MIN_STUDENTS, Expression, RestingMinute
from server.settings import EmotionSettings, Settings
from tests.server.api.factories import NOW, Api, open_api

USUAL = Expression(angry=-4.0, sad=-2.0)
RESTS_SAD = Expression(angry=-4.0, sad=0.0)
SWITCHED_ON = Settings(emotion=EmotionSettings(personal_baseline=True))


def path_of(student_id: int) -> str:
    return f"/api/students/{student_id}/emotion-baseline"


def teach_class(api: Api) -> int:
    """A class whose faces are known; the first one, whose id is returned, rests sad."""
    students = [api.create_student(f"Student {index}") for index in range(MIN_STUDENTS)]
    second = int(NOW.timestamp())
    for student_id in students:
        expression = RESTS_SAD if student_id == students[0] else USUAL
        minutes = [RestingMinute(student_id, second, day // 10, expression) for day in range(40)]
        api.services.emotion_baselines.learn(minutes, now=NOW)
    return students[0]


def test_baseline_tells_what_is_known_and_what_is_taken_off(tmp_path: Path) -> None:
    with open_api(tmp_path, settings=SWITCHED_ON) as api:
        answer = api.get(path_of(teach_class(api)))

    assert (answer["enabled"], answer["refused"], answer["outdated"]) == (True, False, False)
    assert answer["resting"] == {"angry": -4.0, "sad": 0.0}
    assert answer["usual"] == {"angry": -4.0, "sad": -2.0}
    assert (answer["minutes"], answer["days"]) == (40, 4)
    assert answer["updated_at"] == "2026-11-20T08:00:00Z"
    assert 0.5 < answer["correction"]["sad"] < 1.5


def test_baseline_of_a_server_that_learns_none_is_empty(api: Api) -> None:
    answer = api.get(path_of(api.create_student()))

    assert answer["enabled"] is False
    assert answer["resting"] is answer["correction"] is answer["updated_at"] is None
    assert answer["minutes"] == 0
    assert answer["minutes_needed"] > 0


def test_forgotten_baseline_is_gone(tmp_path: Path) -> None:
    with open_api(tmp_path, settings=SWITCHED_ON) as api:
        student_id = teach_class(api)
        answer = api.client.delete(path_of(student_id))
        after = api.get(path_of(student_id))
        live = api.services.emotion_baselines.live.correction_of(student_id)

    assert (answer.status_code, answer.content) == (204, b"")
    assert (after["resting"], after["minutes"]) == (None, 0)
    assert live is None


def test_student_can_refuse_and_allow_again(tmp_path: Path) -> None:
    with open_api(tmp_path, settings=SWITCHED_ON) as api:
        student_id = teach_class(api)
        refused = api.client.patch(path_of(student_id), json={"refused": True}).json()
        allowed = api.client.patch(path_of(student_id), json={"refused": False}).json()

    assert (refused["refused"], refused["resting"]) == (True, None)
    assert (allowed["refused"], allowed["resting"]) == (False, None)


def test_deleted_student_takes_the_baseline_along(tmp_path: Path) -> None:
    with open_api(tmp_path, settings=SWITCHED_ON) as api:
        student_id = teach_class(api)
        api.client.delete(f"/api/students/{student_id}")

        assert api.client.get(path_of(student_id)).status_code == 404


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_unknown_student_is_not_found(api: Api, method: str) -> None:
    body = {"json": {"refused": True}} if method == "PATCH" else {}
    answer = api.client.request(method, path_of(99), **body)  # type: ignore[arg-type]

    assert (answer.status_code, answer.json()["code"]) == (404, "student_not_found")


def test_update_must_say_what_is_meant(api: Api) -> None:
    answer = api.client.patch(path_of(api.create_student()), json={})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "refused"

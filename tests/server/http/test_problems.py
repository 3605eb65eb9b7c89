"""What a problem document says of input that does not validate."""

import pytest

from tests.server.api.factories import Api

JSON = {"Content-Type": "application/json"}


def test_parameter_that_may_be_this_or_that_is_one_fault(api: Api) -> None:
    path = f"/api/class-sessions/{api.start_class_session()}/attendance/{api.create_student()}"
    (fault,) = api.client.delete(path, params={"based_on": "yesterday"}).json()["errors"]
    assert fault["field"] == "based_on"
    assert "such as 2026-11-20T08:00:00Z, or: Input should be 'none'" in fault["message"]


def test_fault_in_a_list_names_its_place(api: Api) -> None:
    asked = {"confirm_look_alike": ["1", "x"]}
    answer = api.client.post("/api/faces/check", params=asked, content=b"a picture")
    assert [fault["field"] for fault in answer.json()["errors"]] == ["confirm_look_alike.1"]


def test_fault_in_a_body_names_the_way_to_it(api: Api) -> None:
    roll = {"student_ids": [api.create_student(), "x"]}
    answer = api.client.put(f"/api/class-sessions/{api.start_class_session()}/roll", json=roll)
    assert [fault["field"] for fault in answer.json()["errors"]] == ["student_ids.1"]


def test_body_that_is_not_json_says_where(api: Api) -> None:
    answer = api.client.post("/api/students", content=b'{"name": "x",}', headers=JSON)
    (fault,) = answer.json()["errors"]
    assert (answer.status_code, fault["field"]) == (422, "body")
    assert fault["message"].startswith("not JSON at character 13: ")


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}])
def test_body_that_is_not_said_to_be_json_is_told_how(api: Api, headers: dict[str, str]) -> None:
    answer = api.client.post("/api/students", content=b'{"name": "Amara"}', headers=headers)
    assert (answer.status_code, answer.json()["errors"]) == (
        422,
        [{"field": "body", "message": "send it with Content-Type: application/json"}],
    )


def test_faults_of_several_kinds_share_a_code(api: Api) -> None:
    asked = {"bucket": "7s", "tz": "Nowhere"}
    answer = api.client.get(f"/api/students/{api.create_student()}/emotions", params=asked)
    assert answer.json()["code"] == "invalid_request"
    assert {fault["field"] for fault in answer.json()["errors"]} == {"bucket", "tz"}

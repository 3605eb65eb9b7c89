"""The REST client of the command-line programs, against a small fake of the API."""

import json
from pathlib import Path

import httpx
import pytest

from scripts.school_client import SchoolClient, SchoolClientError, SchoolRefusedError


class FakeApi(httpx.BaseTransport):
    """Answers like the server: students by page, and one photo in two accepted."""

    def __init__(self, *, students: int = 0, refusals: int = 0) -> None:
        self.names = [f"Student {number}" for number in range(students)]
        self.refusals = refusals

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.refusals:
            self.refusals -= 1
            return httpx.Response(429, headers={"Retry-After": "0"})
        if request.method == "GET":
            return self._page(request.url.params)
        if request.url.path.endswith("/faces"):
            return self._report(request.read())
        return self._create(json.loads(request.read())["name"])

    def _page(self, query: httpx.QueryParams) -> httpx.Response:
        first = int(query["offset"])
        names = self.names[first : first + min(int(query["limit"]), 100)]
        items = [
            {"id": first + index, "name": name, "faces": 3} for index, name in enumerate(names)
        ]
        return httpx.Response(200, json={"items": items, "total": len(self.names)})

    def _create(self, name: str) -> httpx.Response:
        if len(name) > 200:
            problem = {"detail": "the name is too long", "code": "invalid"}
            headers = {"Content-Type": "application/problem+json"}
            return httpx.Response(422, headers=headers, content=json.dumps(problem))
        self.names.append(name)
        return httpx.Response(201, json={"id": len(self.names), "name": name, "faces": 0})

    def _report(self, body: bytes) -> httpx.Response:
        photos = body.count(b'name="images"')
        results = [
            {
                "filename": f"{index}.jpg",
                "accepted": index % 2 == 0,
                "reasons": [] if index % 2 == 0 else [{"detail": "too dark: add light."}],
            }
            for index in range(photos)
        ]
        accepted = sum(result["accepted"] is True for result in results)
        return httpx.Response(200, json={"accepted": accepted, "results": results})


def make_client(api: FakeApi) -> SchoolClient:
    return SchoolClient("http://school.example", transport=api)


def test_students_reads_every_page() -> None:
    with make_client(FakeApi(students=230)) as school:
        students = school.students()

    assert [student.name for student in students] == [f"Student {n}" for n in range(230)]


def test_students_who_are_deleted_meanwhile_are_not_waited_for() -> None:
    ada = {"id": 1, "name": "Ada", "faces": 3}
    pages = iter([{"items": [ada], "total": 2}])
    empty = {"items": [], "total": 2}
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=next(pages, empty)))

    with SchoolClient("http://school.example", transport=transport) as school:
        assert [student.name for student in school.students()] == ["Ada"]


def test_add_faces_names_each_rejected_photo(tmp_path: Path) -> None:
    photos = [tmp_path / "0.jpg", tmp_path / "1.jpg", tmp_path / "2.jpg"]
    for photo in photos:
        photo.write_bytes(b"a photo")

    with make_client(FakeApi()) as school:
        report = school.add_faces(1, photos)

    assert report.accepted == 2
    assert report.rejected == ("1.jpg: too dark: add light.",)


def test_refused_request_is_sent_again() -> None:
    api = FakeApi(refusals=3)

    with make_client(api) as school:
        student = school.create_student("Ada")

    assert student.name == "Ada"
    assert api.names == ["Ada"]


@pytest.mark.parametrize("status", [429, 503])
def test_server_that_can_do_nothing_now_does_not_refuse_one_student(status: int) -> None:
    answer = httpx.Response(status, headers={"Retry-After": "0"})

    with (
        SchoolClient(
            "http://school.example", transport=httpx.MockTransport(lambda _: answer)
        ) as school,
        pytest.raises(SchoolClientError, match=str(status)) as raised,
    ):
        school.create_student("Ada")

    assert not isinstance(raised.value, SchoolRefusedError)


def test_problem_document_becomes_the_message() -> None:
    with make_client(FakeApi()) as school, pytest.raises(SchoolClientError, match="is too long"):
        school.create_student("A" * 300)


@pytest.mark.parametrize("answer", ["<title>another program</title>", "[]", "{}", '{"items": 3}'])
def test_another_program_is_said_to_be_none_of_ours(answer: str) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, text=answer))

    with (
        SchoolClient("http://school.example", transport=transport) as school,
        pytest.raises(SchoolClientError, match=r"school\.example does not answer like Homeroom"),
    ):
        school.students()


def test_problem_of_another_program_is_its_status() -> None:
    headers = {"Content-Type": "application/problem+json"}
    transport = httpx.MockTransport(lambda _: httpx.Response(502, text="?", headers=headers))

    with (
        SchoolClient("http://school.example", transport=transport) as school,
        pytest.raises(SchoolClientError, match="502 Bad Gateway"),
    ):
        school.students()


def test_server_that_still_starts_is_not_ready() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(503))

    with SchoolClient("http://school.example", transport=transport) as school:
        assert not school.is_ready()


def test_unreachable_server_is_not_ready_and_says_where() -> None:
    with SchoolClient("http://127.0.0.1:9") as school:
        assert not school.is_ready()
        with pytest.raises(SchoolClientError, match=r"no answer from http://127\.0\.0\.1:9"):
            school.students()


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ('{"demo_clip_url": "/api/demo-clip"}', True),
        ('{"demo_clip_url": null}', False),
        ("{}", False),
        ("<title>another program</title>", False),
    ],
)
def test_demo_is_told_from_a_schools_server(about: str, expected: bool) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, text=about))

    with SchoolClient("http://school.example", transport=transport) as school:
        assert school.offers_demo() is expected

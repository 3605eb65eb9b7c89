"""`python -m scripts.enroll_demo` against a real server with networks that need no weights."""

import subprocess
import sys
from pathlib import Path

from scripts.school_client import SchoolClient
from tests.server.fake_networks import BLACK, make_picture
from tests.server.running_server import PROJECT_DIR, RunningServer, running_server


def enroll_demo(
    server: RunningServer, students: Path, *options: str
) -> subprocess.CompletedProcess[str]:
    arguments = ["--server", server.url, "--students", str(students), *options]
    return subprocess.run(
        [sys.executable, "-m", "scripts.enroll_demo", *arguments],
        cwd=PROJECT_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def make_people(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).mkdir(parents=True)
        (folder / name / "1.jpg").write_bytes(make_picture())
    return folder


def names_of(server: RunningServer) -> list[str]:
    with SchoolClient(server.url) as school:
        return [student.name for student in school.students()]


def test_demo_class_is_enrolled_on_a_demo(tmp_path: Path) -> None:
    clip = tmp_path / "class.webm"
    clip.touch()
    people = make_people(tmp_path / "people", "Ada", "Grace")

    with running_server(tmp_path / "db", DEMO_CLIP=str(clip)) as server:
        ended = enroll_demo(server, people)
        names = names_of(server)

    assert (ended.returncode, names) == (0, ["Ada", "Grace"])
    assert ended.stdout.endswith(f" — open http://localhost:{server.port}\n")


def test_demo_class_names_who_is_not_enrolled(tmp_path: Path) -> None:
    clip = tmp_path / "class.webm"
    clip.touch()
    people = make_people(tmp_path / "people", "Ada", "Grace [b]")
    (people / "Grace [b]" / "1.jpg").write_bytes(make_picture(BLACK))

    with running_server(tmp_path / "db", DEMO_CLIP=str(clip)) as server:
        ended = enroll_demo(server, people)

    assert ended.returncode == 0
    assert "Grace [b] is not enrolled: no photo was accepted\n" in ended.stdout
    assert "Demo class enrolled: 1 students" in ended.stdout


def test_demo_class_does_not_join_real_students(tmp_path: Path) -> None:
    people = make_people(tmp_path / "people", "Ada", "Grace")

    with running_server(tmp_path / "db") as server:
        ended = enroll_demo(server, people)
        names = names_of(server)

    assert (ended.returncode, names) == (1, [])
    assert "is not a demo: its students are real" in ended.stdout


def test_demo_class_does_not_join_the_demo_that_took_the_port(tmp_path: Path) -> None:
    clip = tmp_path / "class.webm"
    clip.touch()
    people = make_people(tmp_path / "people", "Ada", "Grace")
    with subprocess.Popen([sys.executable, "-c", ""]) as ended_server:
        ended_server.wait()

    with running_server(tmp_path / "db", DEMO_CLIP=str(clip)) as server:
        ended = enroll_demo(server, people, "--beside", str(ended_server.pid))
        names = names_of(server)

    assert (ended.returncode, names) == (1, [])

"""The demo without a browser: enrolment and the command-line client against the real server."""

import json
import re

import pytest

from models.emotion import EMOTIONS
from tests.e2e.serving import DEMO_CLIP, DEMO_DIR, RunningServer, run_module
from tests.e2e.truth import names_in_clip


def test_enrolment_runs_again_without_enrolling_twice(demo_server: RunningServer) -> None:
    answer = run_module("scripts.enroll_demo", "--server", demo_server.url)

    people = [path for path in (DEMO_DIR / "students").iterdir() if path.is_dir()]
    assert len(people) >= 12
    assert answer == f"Demo class enrolled: {len(people)} students — open {demo_server.url}\n"


def test_stream_names_exactly_the_enrolled_people_of_the_clip(demo_server: RunningServer) -> None:
    lines = run_module(
        "scripts.stream", str(DEMO_CLIP), "--server", demo_server.url, "--fps", "0", "--json"
    ).splitlines()

    summary = json.loads(lines[-1])
    assert sorted(summary["people"]) == names_in_clip()
    assert summary["unknown_seconds"] > 0, "the strangers were not seen"
    assert summary["frames_failed"] == 0


def test_stream_shows_who_a_face_is_and_how_it_looks(demo_server: RunningServer) -> None:
    person = min((DEMO_DIR / "students").iterdir())

    lines = run_module("scripts.stream", str(person), "--server", demo_server.url, "--fps", "0")

    assert re.search(rf"{re.escape(person.name)} 0\.\d\d, ({'|'.join(EMOTIONS)})", lines)


def test_stream_without_a_server_says_so_in_one_line() -> None:
    with pytest.raises(AssertionError, match=r"Cannot stream: .*127\.0\.0\.1:9"):
        run_module("scripts.stream", str(DEMO_CLIP), "--server", "http://127.0.0.1:9")

"""Short scenes of people who do not exist, through the real networks and the whole pipeline."""

from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from scripts.evaluate import app
from scripts.evaluation.classroom import Classroom
from scripts.evaluation.command_line import EXIT_FAILED
from scripts.evaluation.networks import Networks
from scripts.evaluation.tracking.cast import FREYA, KOFI, LIN, OSKAR, STRANGER_1, STRANGER_2
from scripts.evaluation.tracking.runs import Run, open_demo_class, run_scenario
from scripts.evaluation.tracking.scene import Actor, Scenario, Thing, stops
from server.settings import Settings

OUT = -140.0


@pytest.fixture(scope="module")
def networks() -> Networks:
    return Networks(Settings())


@pytest.fixture(scope="module")
def classroom(networks: Networks) -> Iterator[Classroom]:
    with open_demo_class(networks, [LIN, OSKAR, FREYA, KOFI]) as opened:
        yield opened


@pytest.fixture
def play(networks: Networks, classroom: Classroom) -> "Play":
    return Play(networks, classroom)


class Play:
    """Plays a scene of some seconds."""

    def __init__(self, networks: Networks, classroom: Classroom) -> None:
        self._networks = networks
        self._classroom = classroom

    def __call__(
        self,
        seconds: float,
        *actors: Actor,
        things: tuple[Thing, ...] = (),
        stalls: tuple[tuple[float, float], ...] = (),
    ) -> Run:
        scenario = Scenario("test", seconds, actors, things, stalls)
        return run_scenario(scenario, self._networks, self._classroom, seed=1)


def assert_followed(run: Run, *, tracks: int) -> None:
    assert (run.names.wrong_seconds, run.tracking.identity_switches) == (0.0, 0)
    assert run.tracks == tracks


def test_two_students_who_cross_keep_their_names_and_tracks(play: Play) -> None:
    run = play(
        2.5,
        Actor(LIN, stops((0, 120), (0.4, 120), (2.2, 520), (3, 520)), row=2),
        Actor(OSKAR, stops((0, 520), (0.4, 520), (2.2, 120), (3, 120)), row=1),
    )

    assert_followed(run, tracks=2)
    assert run.names.unnamed_seconds <= 0.2


def test_a_stranger_who_crosses_a_student_takes_no_name(play: Play) -> None:
    run = play(
        2.5,
        Actor(STRANGER_1, stops((0, 120), (0.4, 120), (2.2, 520), (3, 520)), row=2),
        Actor(FREYA, stops((0, 520), (0.4, 520), (2.2, 120), (3, 120)), row=1),
    )

    assert_followed(run, tracks=2)


def test_who_comes_back_is_known_at_once_enrolled_or_not(play: Play) -> None:
    run = play(
        4.0,
        Actor(KOFI, stops((0, 200), (0.6, 200), (1.3, OUT))),
        Actor(KOFI, stops((2.7, OUT), (3.4, 240), (5, 240))),
        Actor(STRANGER_2, stops((0, 450), (0.6, 450), (1.3, 780))),
        Actor(STRANGER_2, stops((2.7, 780), (3.4, 400), (5, 400))),
    )

    assert_followed(run, tracks=2)
    assert run.names.names_again == [pytest.approx(0.0, abs=0.15)]


def test_a_track_survives_a_face_that_is_hidden_for_a_second(play: Play) -> None:
    run = play(
        2.5,
        Actor(LIN, stops((0, 300))),
        things=(
            Thing(stops((0.5, 300, 400, 170), (0.7, 300, 80, 170), (1.7, 300, 80, 170),
                        (1.9, 300, 400, 170)), width=170),
        ),
    )  # fmt: skip

    # While less than half of it can be seen again, the face may be somebody new for a frame.
    assert run.tracks <= 2
    assert (run.names.wrong_seconds, run.tracking.identity_switches) == (0.0, 0)
    assert run.names.names_again == [pytest.approx(0.0, abs=0.15)]


def test_a_stranger_who_takes_a_students_seat_unseen_does_not_take_the_name(play: Play) -> None:
    run = play(
        2.5,
        Actor(OSKAR, stops((0, 300), (1.2, 300))),
        Actor(STRANGER_1, stops((1.2, 300), (3, 300))),
        stalls=((0.9, 1.5),),
    )

    assert_followed(run, tracks=2)
    assert run.names.right_seconds > 0.8


def test_a_blurred_face_keeps_its_track(play: Play) -> None:
    run = play(2.0, Actor(FREYA, stops((0, 120), (0.6, 120), (1.0, 500), (3, 500))))

    assert_followed(run, tracks=1)


@pytest.mark.parametrize(
    "arguments",
    [["--scenario", "nonsense"], ["--clip", "demo/class.webm"], ["--truth", "demo/truth.json"]],
    ids=["unknown scenario", "clip without truth", "truth without clip"],
)
def test_a_wrong_input_is_one_line_on_stderr(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["tracking", *arguments])

    assert result.exit_code == EXIT_FAILED
    assert result.stderr.startswith("error: ")
    assert result.stdout == ""

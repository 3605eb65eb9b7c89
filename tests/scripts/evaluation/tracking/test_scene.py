import numpy as np
import pytest

from models.mtcnn import MTCNN
from scripts.evaluation.tracking.cast import (
    AWAY,
    ENROLLED_POSES,
    FRONT,
    LIN,
    OSKAR,
    SIBLING,
    STEFAN,
    CutOut,
    cut_out_person,
    photos_of,
)
from scripts.evaluation.tracking.scenarios import SCENARIOS
from scripts.evaluation.tracking.scene import (
    FPS,
    HEIGHT,
    WIDTH,
    Actor,
    DrawnFrame,
    Scenario,
    Scene,
    Thing,
    stops,
)


@pytest.fixture(scope="module")
def cast(detector: MTCNN) -> dict[str, CutOut]:
    return {who: cut_out_person(who, detector) for who in (LIN, OSKAR)}


def draw(cast: dict[str, CutOut], *actors: Actor, thing: Thing | None = None) -> list[DrawnFrame]:
    things = () if thing is None else (thing,)
    scenario = Scenario("test", 0.2, actors, things)
    return list(Scene(scenario, cast, frozenset({LIN}), seed=3).frames())


def test_frames_are_drawn_again_to_the_byte(cast: dict[str, CutOut]) -> None:
    first, second = (draw(cast, Actor(LIN, stops((0, 200)))) for _ in range(2))

    assert len(first) == 0.2 * FPS
    assert first[0].image.shape == (HEIGHT, WIDTH, 3)
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.image, other.image)


def test_truth_is_where_the_detector_finds_the_face(
    cast: dict[str, CutOut], detector: MTCNN
) -> None:
    frame = draw(cast, Actor(LIN, stops((0, 200))))[0]

    (box,) = detector.detect(frame.image).boxes

    (truth,) = frame.truth
    assert (truth.who, truth.name, truth.counted) == (LIN, LIN, True)
    np.testing.assert_allclose(box, truth.box, atol=12)


def test_only_the_enrolled_have_names(cast: dict[str, CutOut]) -> None:
    frame = draw(cast, Actor(LIN, stops((0, 150))), Actor(OSKAR, stops((0, 450))))[0]

    assert {face.who: face.name for face in frame.truth} == {LIN: LIN, OSKAR: None}


def test_who_is_behind_somebody_or_something_is_not_counted(cast: dict[str, CutOut]) -> None:
    near, far = Actor(LIN, stops((0, 200)), row=2), Actor(OSKAR, stops((0, 205)), row=1)
    column = Thing(stops((0, 200, 0, HEIGHT)), width=200)

    behind = draw(cast, near, far)[0]
    covered = draw(cast, near, thing=column)[0]

    assert {face.who: face.counted for face in behind.truth} == {LIN: True, OSKAR: False}
    assert [face.counted for face in covered.truth] == [False]


def test_who_turns_away_shows_no_face(cast: dict[str, CutOut], detector: MTCNN) -> None:
    frame = draw(cast, Actor(LIN, stops((0, 200)), turns=((-1.0, AWAY),)))[0]

    assert [face.counted for face in frame.truth] == [False]
    assert len(detector.detect(frame.image)) == 0


def test_stalls_leave_frames_out(cast: dict[str, CutOut]) -> None:
    scenario = Scenario("test", 1.0, (Actor(LIN, stops((0, 200))),), stalls=((0.2, 0.7),))

    times = [frame.at for frame in Scene(scenario, cast, frozenset(), seed=0).frames()]

    assert not [at for at in times if 0.2 <= at < 0.7]
    assert len(times) == 10


def test_a_look_alike_is_halfway_between_two_students() -> None:
    blend, first, second = (
        photos_of(who)[FRONT].astype(np.float32) for who in (SIBLING, OSKAR, STEFAN)
    )

    np.testing.assert_allclose(blend, (first + second) / 2, atol=1)
    assert FRONT not in ENROLLED_POSES


def test_scenarios_have_names_of_their_own_and_actors_who_are_there() -> None:
    names = [scenario.name for scenario in SCENARIOS]

    assert len(names) == len(set(names))
    for scenario in SCENARIOS:
        for actor in scenario.actors:
            times = [place.seconds for place in actor.path]
            assert times == sorted(times)
            assert times[0] <= scenario.seconds

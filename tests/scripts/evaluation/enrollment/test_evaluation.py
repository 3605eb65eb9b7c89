"""How photos are made worse, and what is counted then."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from models.embedder import IdentityThresholds
from scripts.evaluate import app
from scripts.evaluation.enrollment.evaluation import (
    PersonTrial,
    Step,
    evaluate_enrollment,
    people_of,
)
from scripts.evaluation.enrollment.look import Look
from scripts.evaluation.enrollment.worse import WORSENINGS, Face, Worsening
from scripts.evaluation.errors import EvaluationError
from server.enrollment.reports import FaceRejection

STUDENTS = Path(__file__).resolve().parents[4] / "demo" / "students"
THRESHOLDS = IdentityThresholds(known=0.5, unsure=0.3, margin=0.05)
FACE = Face(
    np.array([50, 40, 150, 160], np.float32),
    np.array([[80, 85], [120, 85], [100, 108], [84, 130], [116, 130]], np.float32),
)


@pytest.mark.parametrize("worsening", WORSENINGS, ids=lambda worsening: worsening.name)
def test_each_step_changes_the_photo_and_the_same_seed_repeats_it(worsening: Worsening) -> None:
    image = np.random.default_rng(0).integers(40, 200, (200, 200, 3), np.uint8)
    for level in worsening.levels:
        once, again = (
            worsening.apply(image, FACE, level, np.random.default_rng(1)) for _ in range(2)
        )
        assert once.dtype == np.uint8
        assert np.array_equal(once, again)
        assert once.shape != image.shape or (once != image).any()


def test_steps_count_what_is_refused_and_what_is_lost() -> None:
    blur = next(worsening for worsening in WORSENINGS if worsening.name == "blur")
    face = np.array([1, 0], np.float32)
    plain = (Look(frozenset(), embedding=face), Look(frozenset(), embedding=face))
    outcomes = [
        (frozenset({FaceRejection.TOO_BLURRY}), 0.3),
        (frozenset({FaceRejection.FACE_TOO_SMALL}), 0.7),
        (frozenset[FaceRejection](), 0.4),
        (frozenset({FaceRejection.NO_FACE}), None),
    ]
    trials = [
        PersonTrial(plain, (Step(blur, 3, reasons, similarity),))
        for reasons, similarity in outcomes
    ]

    figures = evaluate_enrollment(trials, THRESHOLDS)

    assert figures["steps"] == {
        "blur": {
            "3": {
                "check": 0.25,
                "any": 0.75,
                "no_face": 0.25,
                "lost": pytest.approx(2 / 3),
                "accepted_and_lost": 0.25,
            }
        }
    }


def test_command_measures_people_who_do_not_exist() -> None:
    arguments = ["--images", STUDENTS, "--limit", 3, "--only", "move_across", "--only", "mask"]

    result = CliRunner().invoke(app, ["enrollment", *map(str, arguments)])

    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert figures["people"] == 3
    assert figures["plain"]["refused_of_one_face"] == 0
    assert figures["plain"]["lost"] == 0
    assert figures["steps"]["move_across"]["20"]["check"] == 1
    assert set(figures["steps"]) == {"move_across", "mask"}


def test_a_person_of_a_small_set_is_no_stranger_to_themselves() -> None:
    trials = []
    for face in np.eye(3, dtype=np.float32):
        look = Look(frozenset(), embedding=face)
        trials.append(PersonTrial((look, look), ()))

    agreement = evaluate_enrollment(trials, THRESHOLDS)["agreement"]

    assert isinstance(agreement, dict)
    assert agreement["photos"]["1"] == {
        "own_refused": 0,
        "strangers_accepted": 0,
        "own_photos": 3,
        "strangers": 6,
    }


def test_people_are_those_with_two_photos() -> None:
    assert people_of(["Ann/1.jpg", "Ann/2.jpg", "Ben/1.jpg"]) == {"Ann": ["Ann/1.jpg", "Ann/2.jpg"]}

    with pytest.raises(EvaluationError, match="nobody has two photos"):
        people_of(["Ben/1.jpg"])


def test_command_names_what_it_can_do() -> None:
    result = CliRunner().invoke(app, ["enrollment", "--images", str(STUDENTS), "--only", "rain"])
    assert result.exit_code == 2
    assert "there is no rain; choose among shrink" in result.stderr

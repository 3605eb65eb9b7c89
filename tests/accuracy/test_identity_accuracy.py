from pathlib import Path

import pytest

from tests.accuracy.evaluating import Evaluate

pytestmark = pytest.mark.data


def test_pairs_of_the_same_person_are_told_from_others(data_dir: Path, evaluate: Evaluate) -> None:
    folder = data_dir / "identity"

    (figures,) = evaluate(
        "identity",
        *("--images", folder / "lfw_dev.zip"),
        *("--pairs", folder / "lfw_dev_pairs.csv"),
        *("--limit", 120),
    )

    assert figures["accuracy"] >= 0.96
    assert figures["no_face"] <= 3


def test_strangers_are_not_named_and_students_are(data_dir: Path, evaluate: Evaluate) -> None:
    folder = data_dir / "identity"

    (figures,) = evaluate(
        "identity",
        *("--images", folder / "lfw_dev.zip"),
        *("--openset", folder / "lfw_dev_openset.csv"),
        *("--limit", 150),
    )

    assert figures["named_right"] >= 0.9
    assert figures["named_wrong_probe"] == 0
    assert figures["named_wrong_impostor"] <= 0.02

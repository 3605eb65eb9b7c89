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


def test_strangers_are_not_named_and_students_are(
    data_dir: Path, tmp_path: Path, evaluate: Evaluate
) -> None:
    folder = data_dir / "identity"
    openset = tmp_path / "openset.csv"
    openset.write_text("\n".join(_first_people(folder / "lfw_dev_openset.csv", count=40)) + "\n")

    (figures,) = evaluate(
        "identity", *("--images", folder / "lfw_dev.zip"), *("--openset", openset)
    )

    assert figures["enrolled"] == 40
    assert figures["named_right"] >= 0.9
    assert figures["named_wrong_probe"] == 0
    assert figures["named_wrong_impostor"] <= 0.02


def _first_people(openset: Path, *, count: int) -> list[str]:
    """Lines of the csv: some students with all their photos, and twice as many impostors."""
    header, *lines = openset.read_text(encoding="utf-8").splitlines()
    people = list(dict.fromkeys(line.split(",")[1] for line in lines if line.endswith("gallery")))
    students = [line for line in lines if line.split(",")[1] in people[:count]]
    impostors = [line for line in lines if line.endswith("impostor")]
    return [header, *students, *impostors[: 2 * count]]

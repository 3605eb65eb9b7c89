import zipfile
from pathlib import Path

import pytest

from tests.accuracy.evaluating import Evaluate

pytestmark = pytest.mark.data


def test_only_the_people_who_appear_are_named(
    data_dir: Path, tmp_path: Path, evaluate: Evaluate
) -> None:
    with zipfile.ZipFile(data_dir / "video" / "bbt.zip") as archive:
        archive.extractall(tmp_path)

    *lines, summary = evaluate(
        "video", "--clip", tmp_path / "clip.avi", "--people", tmp_path / "people"
    )

    assert set(summary["people"]) == {"sheldon", "leonard", "penny"}
    named = {face["name"] for line in lines for face in line["faces"] if face["name"]}
    assert named == set(summary["people"])

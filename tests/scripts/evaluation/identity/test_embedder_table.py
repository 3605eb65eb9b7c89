"""Every embedder in one table."""

import io
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from typer.testing import CliRunner

from scripts.evaluate import app
from scripts.evaluation.command_line import EmbedderName
from scripts.evaluation.identity.embedder_table import ms_per_face, render
from tests.fakes import HueEmbedder

DEMO = Path(__file__).resolve().parents[4] / "demo" / "students"


def test_table_fits_a_terminal_and_shows_who_has_no_weights() -> None:
    row = {"accuracy": 0.99365, "dimension": 128, "thresholds_measured": True}
    guessed = {**row, "thresholds_measured": False, "named_right": None}
    console = Console(file=io.StringIO(), width=80)
    console.print(
        render(
            {
                EmbedderName.SFACE_WEBCAM: row,
                EmbedderName.SFACE: row,
                EmbedderName.VGGFACE_VGG16: None,
                EmbedderName.VGGFACE_RESNET50: guessed,
                EmbedderName.VGGFACE_SENET50: None,
            }
        )
    )
    assert isinstance(console.file, io.StringIO)
    lines = [line.split() for line in console.file.getvalue().splitlines()]
    assert lines[0] == ["sface", "vggface", "vggface", "vggface"]
    assert lines[1] == ["webcam", "sface", "vgg16", "resnet50", "senet50"]
    assert lines[2] == ["accuracy", "0.9937", "0.9937", "-", "0.9937", "-"]
    assert lines[-1][:3] == ["thresholds", "measured", "measured"]
    assert " ".join(lines[-1][3:]) == "no weights guessed no weights"


@pytest.mark.parametrize("batch", [1, 8])
def test_ms_per_face_is_of_one_face(batch: int) -> None:
    assert 0 < ms_per_face(HueEmbedder(), batch) < 1000


def test_command_measures_what_is_there_and_names_what_is_not(
    tmp_path: Path, weights_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in weights_dir.glob("*.*"):
        if not file.name.startswith("vggface"):
            (tmp_path / file.name).symlink_to(file)
    monkeypatch.setenv("HOMEROOM_WEIGHTS_DIR", str(tmp_path))
    names = sorted(path.name for path in DEMO.iterdir() if path.is_dir())[:4]
    rows = ["image_a,image_b,same"]
    rows += [f"{name}/1-front.jpg,{name}/2-smile.jpg,1" for name in names]
    rows += [f"{a}/1-front.jpg,{b}/1-front.jpg,0" for a, b in pairwise(names)]
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("\n".join(rows) + "\n")

    result = CliRunner().invoke(app, ["embedders", "--images", str(DEMO), "--pairs", str(pairs)])

    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert list(figures["embedders"]) == ["sface-webcam", "sface"]
    assert all(row["thresholds_measured"] for row in figures["embedders"].values())
    assert "guessed" not in result.stderr
    assert figures["embedders"]["sface"]["dimension"] == 128
    assert np.isclose(figures["embedders"]["sface"]["weights_mb"], 38.7, atol=0.1)
    assert figures["weights_missing"] == ["vggface-vgg16", "vggface-resnet50", "vggface-senet50"]
    assert ".venv/bin/python -m scripts.fetch_models vggface-senet50" in result.stderr

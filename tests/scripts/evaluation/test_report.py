import re
from pathlib import Path

import numpy as np
import pytest

from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import Figures
from scripts.evaluation.identity.verification_metrics import roc
from scripts.evaluation.plots import plot_roc
from scripts.evaluation.report import write_report


def test_report_is_one_page_that_loads_nothing(tmp_path: Path) -> None:
    curve = roc(np.array([0.9, 0.2, 0.1]), np.array([True, True, False]))
    figures: Figures = {"eer": 0.25, "recall": {"happy": 0.5}, "none": None, "ci": [0.1, 0.2]}
    path = tmp_path / "reports" / "identity.html"

    write_report(path, title="A <b> page", command="x", figures=figures, plots=[plot_roc(curve)])

    page = path.read_text(encoding="utf-8")
    assert "A &lt;b&gt; page" in page
    assert "0.2500" in page
    assert page.count("data:image/png;base64,iVBOR") == 1
    assert not re.search(r'(src|href)="(?!data:)', page)


def test_report_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="cannot be written"):
        write_report(tmp_path, title="", command="", figures={}, plots=[])

import json

from scripts.evaluation.figures import Figures, to_json


def test_json_writes_numbers_that_do_not_exist_as_null() -> None:
    text = to_json({"ap50": float("nan"), "eer": None, "recall": {"happy": 1 / 3}})

    assert json.loads(text) == {"ap50": None, "eer": None, "recall": {"happy": 0.333333}}


def test_json_keeps_whole_numbers_truths_and_names() -> None:
    figures: Figures = {"images": 3, "ok": True, "people": {"Zoë": 1.5}, "ci": (0.1, 0.2)}

    assert to_json(figures) == (
        '{"images": 3, "ok": true, "people": {"Zoë": 1.5}, "ci": [0.1, 0.2]}'
    )

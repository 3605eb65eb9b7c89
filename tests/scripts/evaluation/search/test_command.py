import json

from typer.testing import CliRunner

from scripts.evaluate import app


def test_search_is_timed_and_agrees_with_the_naive_way() -> None:
    options = "--students 20 --templates 2 --faces 4 --dimension 16 --repeats 3"

    result = CliRunner().invoke(app, ["search", *options.split()])

    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["largest_difference"] < 1e-5
    for name in ("search", "naive", "load", "follow_added_face", "calibrate", "review"):
        assert 0 < figures[name]["least_ms"] <= figures[name]["median_ms"]

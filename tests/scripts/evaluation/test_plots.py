import pytest

from scripts.evaluation.plots import plot_seconds, plot_timeline


@pytest.mark.parametrize("name", ["a$^$", "$x$", "\\$", "$", "a_b^c"])
def test_names_are_no_formulas(name: str) -> None:
    timeline = plot_timeline({name: [0.0, 0.5]}, 0.1)
    seconds = plot_seconds({name: 1.0}, "Seconds")

    assert timeline.png.startswith(b"\x89PNG")
    assert seconds.png.startswith(b"\x89PNG")

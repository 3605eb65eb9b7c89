"""What the tests of accuracy call."""

from typing import Any, Protocol

Figures = dict[str, Any]


class Evaluate(Protocol):
    """Runs `python -m scripts.evaluate …` and returns the JSON it prints, one or line by line."""

    def __call__(self, *arguments: object) -> list[Figures]: ...

"""Who is in the demo class: seeds that were chosen by eye, and invented names."""

from dataclasses import dataclass, field
from typing import Final

from scripts.generated_faces.expressions import Edit, FaceEditor
from scripts.generated_faces.generator import COLOUR_TRUNCATION, FaceGenerator, Style


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist. `neutral` turns the seed's face to the front and calms it."""

    name: str
    seed: int
    truncation: float
    neutral: Edit = field(default_factory=dict)
    colour_truncation: float = COLOUR_TRUNCATION


def style_of(person: Person, generator: FaceGenerator, editor: FaceEditor) -> Style:
    """The style of a person who looks into the camera with no expression."""
    style = generator.person(
        person.seed, truncation=person.truncation, colour_truncation=person.colour_truncation
    )
    return editor.apply(style, person.neutral)


CLASS: Final = (
    Person(
        name="林浩然",
        seed=29,
        truncation=0.9,
        neutral={"yaw": -1.2, "smile": -1.1, "mouth": -2.5, "glasses": -1.0, "pitch": 0.3},
    ),
    Person(
        name="Kofi Adjei",
        seed=227,
        truncation=1.0,
        neutral={"yaw": 0.2, "smile": -1.5, "mouth": -2.9, "glasses": -1.0, "pitch": 1.0},
        colour_truncation=0.4,
    ),
    Person(
        name="Oskar Lindqvist",
        seed=263,
        truncation=1.02,
        neutral={"yaw": 1.3, "smile": -1.8, "mouth": 0.3, "glasses": -1.0, "pitch": -1.9},
    ),
    Person(
        name="Ciarán Doyle",
        seed=328,
        truncation=0.8,
        neutral={"yaw": -1.2, "smile": -1.0, "mouth": -2.5, "glasses": -1.0, "pitch": 0.4},
    ),
    Person(
        name="Luka Horvat",
        seed=534,
        truncation=0.9,
        neutral={"yaw": 0.9, "smile": 0.4, "mouth": -0.3, "glasses": -1.0, "pitch": 0.4},
    ),
    Person(
        name="Ștefan Ionescu",
        seed=434,
        truncation=1.02,
        neutral={"yaw": 0.9, "smile": -2.4, "mouth": -2.5, "glasses": -1.0, "pitch": 0.1},
    ),
    Person(
        name="Mateo Álvarez",
        seed=523,
        truncation=1.02,
        neutral={"yaw": -0.9, "smile": -3.1, "mouth": -2.7, "glasses": -1.0, "pitch": -0.4},
    ),
    Person(
        name="Henryk Wójcik",
        seed=241,
        truncation=1.02,
        neutral={"smile": 1.9, "mouth": -0.8, "glasses": -1.0, "pitch": 2.0},
    ),
    Person(
        name="Margaret Whitfield",
        seed=139,
        truncation=1.02,
        neutral={"yaw": 0.6, "smile": -0.6, "mouth": -2.2, "glasses": -1.0, "pitch": -0.5},
    ),
    Person(
        name="Amara Okafor",
        seed=310,
        truncation=1.02,
        neutral={"yaw": 1.7, "smile": -2.3, "mouth": -1.1, "glasses": -1.0, "pitch": -0.3},
    ),
    Person(
        name="ليلى حداد",
        seed=158,
        truncation=0.9,
        neutral={"yaw": -1.9, "smile": 1.1, "mouth": -0.4, "glasses": -1.0, "pitch": 0.4},
    ),
    Person(
        name="Nguyễn Thảo Linh",
        seed=538,
        truncation=1.02,
        neutral={"yaw": 2.3, "smile": 0.8, "mouth": 0.2, "glasses": -1.0, "pitch": -0.5},
    ),
    Person(
        name="Freya Sørensen",
        seed=265,
        truncation=1.02,
        neutral={"yaw": 0.8, "smile": 0.3, "mouth": 0.3, "glasses": -1.0, "pitch": -1.8},
    ),
    Person(
        name="Élodie Marchand",
        seed=718,
        truncation=1,
        neutral={"yaw": 1.0, "smile": 0.1, "mouth": -0.6, "glasses": -1.0, "pitch": -0.7},
    ),
    Person(
        name="Aiko Tanabe",
        seed=1066,
        truncation=1.0,
        neutral={"yaw": 0.2, "smile": -1.6, "mouth": -3.5, "glasses": -1.0, "pitch": 1.3},
    ),
    Person(
        name="Zoë van Dijk",
        seed=1297,
        truncation=0.95,
        neutral={"yaw": 1.1, "smile": -1.0, "mouth": 0.3, "glasses": -1.0, "pitch": -1.8},
    ),
)
"""The enrolled students."""

STRANGERS: Final = (
    Person(
        name="stranger-1",
        seed=1213,
        truncation=1,
        neutral={"yaw": -2.1, "mouth": 0.1, "glasses": -1.0, "pitch": -0.1},
    ),
    Person(
        name="stranger-2",
        seed=860,
        truncation=1,
        neutral={"yaw": 2.7, "smile": -0.9, "mouth": 0.3, "glasses": -1.0, "pitch": -0.9},
    ),
    Person(
        name="stranger-3",
        seed=596,
        truncation=1,
        neutral={"yaw": 1.3, "smile": -2.3, "mouth": -3.6, "glasses": -1.0, "pitch": 0.6},
    ),
)
"""People who are never enrolled; their names only label files."""

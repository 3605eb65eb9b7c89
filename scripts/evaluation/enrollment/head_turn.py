"""`evaluate head-turn`: whom camera enrollment refuses, and which flat pictures it takes."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import typer

from models.detections import Detector
from scripts.evaluation.command_line import Report, Seed, finish, one_line_errors, open_networks
from scripts.evaluation.figures import Figures
from scripts.evaluation.images import ImageSource
from scripts.evaluation.liveness.instruments import Image, Portrait
from scripts.evaluation.liveness.people import PEOPLE_FROM_SEED, generated, photographed
from scripts.evaluation.liveness.scene import Attack, Camera, Motion
from scripts.evaluation.liveness.trials import INSTRUMENTS, blank_rooms
from scripts.evaluation.networks import Networks
from scripts.evaluation.progress import with_progress
from scripts.generated_faces.expressions import FaceEditor, load_editor
from scripts.generated_faces.generator import FaceGenerator
from server.enrollment.head_turn import HeadView, Turn, is_head, measure_turn
from server.recognition.quality import head_pose
from server.recognition.types import FloatArray

TURN_DEGREES: Final = 15.0
"""By so much the page asks for a turn to each side, as the server measures it."""

WAVED: Final = Motion(shift=0.1, tilt=0.35, roll=0.08, depth=0.06, hertz=0.5)
"""A sheet that is tilted as far as it can be seen, as somebody would who wants it to turn."""

PICTURES_PER_SECOND: Final = 5.0
FACE_PX: Final = (100.0, 180.0)
_STRONGEST: Final = 4.0
_STEP: Final = 0.25

Found = tuple[Image, FloatArray]
"""A picture and the landmarks of its only face, float32 (5, 2) px."""


def head_turn(
    people: Annotated[int, typer.Option(min=0, help="Generated people, as heads.")] = 20,
    photos: Annotated[
        Path | None, typer.Option(help="Folder or zip of real photos to attack with.")
    ] = None,
    attackers: Annotated[int, typer.Option(min=0, help="People whose flat pictures try.")] = 8,
    seconds: Annotated[
        float, typer.Option(min=0.2, help="How long each flat picture is waved about.")
    ] = 12.0,
    report: Report = None,
    seed: Seed = 0,
) -> None:
    """How often enrollment from the camera refuses heads, and takes flat pictures.

    Heads look to the front and to both sides, no farther than the page asks for. Flat pictures are
    drawn and waved about; sent are the looks that seem to be turned the most.
    """
    with one_line_errors():
        networks = open_networks()
        rng = np.random.default_rng(seed)
        heads = list(_heads(networks, people, rng, seed=seed))
        shown = with_progress(list(_portraits(networks, photos, attackers, seed=seed)), "pictures")
        flat: dict[str, list[list[Turn]]] = {name: [] for name in INSTRUMENTS}
        for portrait in shown:
            for name, looks in _wave(portrait, networks.detector, rng, seconds=seconds):
                flat[name].append(_turns(looks))
        figures: Figures = {
            "heads": _figures([_turns(looks) for looks in heads]),
            "flat": {name: _figures(trials) for name, trials in flat.items()},
        }
        finish(figures, [], report=report, title="Head turn")


def _heads(
    networks: Networks, count: int, rng: np.random.Generator, *, seed: int
) -> Iterator[list[Found]]:
    """The looks of each person who can be turned as far as the page asks for."""
    if not count:
        return
    generator, editor = FaceGenerator(networks.settings.weights_dir), load_editor()
    first = PEOPLE_FROM_SEED + 5000 + seed * count
    for number in with_progress(list(range(first, first + count)), "heads"):
        looks = _turn_head(generator, editor, networks.detector, number, rng)
        if looks:
            yield looks


def _portraits(
    networks: Networks, photos: Path | None, count: int, *, seed: int
) -> Iterator[Portrait]:
    if photos is not None:
        source = ImageSource.open(photos)
        yield from photographed(source, networks.detector, count=count, seed=seed)
    elif count:
        generator = FaceGenerator(networks.settings.weights_dir)
        pairs = generated(
            generator, load_editor(), networks.detector, first=seed * count, count=count
        )
        yield from (still for still, _film in pairs)


def _turn_head(
    generator: FaceGenerator,
    editor: FaceEditor,
    detector: Detector,
    number: int,
    rng: np.random.Generator,
) -> list[Found]:
    """Front, left and right of a person, as a webcam sees them; nothing if one is not found."""
    style = generator.person(number, truncation=0.8)
    camera = Camera(rng.uniform(1.0, 4.0), rng.uniform(0.4, 0.9), int(rng.integers(60, 92)))

    def look(yaw: float) -> Found | None:
        picture = np.asarray(generator.render(editor.apply(style, {"yaw": yaw})), np.float32)
        return _find(camera.take(picture, rng), detector)

    front = look(0.0)
    if front is None:
        return []
    looks = [front]
    for side in (-1.0, 1.0):
        for strength in np.arange(1.0, _STRONGEST, _STEP):
            turned = look(side * float(strength))
            if turned is not None and abs(_yaw(turned) - _yaw(front)) >= TURN_DEGREES:
                looks.append(turned)
                break
        else:
            return []
    return looks


def _wave(
    portrait: Portrait, detector: Detector, rng: np.random.Generator, *, seconds: float
) -> Iterator[tuple[str, list[Found]]]:
    """For each instrument the look to the front, to both sides and up that is farthest out."""
    rooms = blank_rooms()
    for name, make in INSTRUMENTS.items():
        attack = Attack(
            make(portrait, rng),
            rooms[int(rng.integers(len(rooms)))],
            WAVED,
            Camera(rng.uniform(1.0, 4.0), rng.uniform(0.4, 0.9), int(rng.integers(60, 92))),
            face_px=float(rng.uniform(*FACE_PX)),
            seed=int(rng.integers(2**31)),
        )
        film = attack.film(seconds=seconds, fps=PICTURES_PER_SECOND)
        found = [look for _, image in film if (look := _find(image, detector)) is not None]
        if found:
            yaws = np.array([_yaw(look) for look in found])
            pitches = [head_pose(landmarks)[1] for _, landmarks in found]
            chosen = (np.abs(yaws).argmin(), yaws.argmin(), yaws.argmax(), np.argmax(pitches))
            yield name, [found[int(index)] for index in chosen]


def _find(image: Image, detector: Detector) -> Found | None:
    found = detector.detect(image)
    return (image, found.landmarks[0]) if len(found) == 1 else None


def _yaw(look: Found) -> float:
    return head_pose(look[1])[0]


def _turns(looks: Sequence[Found]) -> list[Turn]:
    views = [HeadView.cut(image, landmarks) for image, landmarks in looks]
    return [measure_turn(*pair) for pair in combinations(views, 2)]


def _figures(trials: Sequence[Sequence[Turn]]) -> Figures:
    """`depth` is that of the deepest pair of looks, at the quantiles 5, 50 and 95 %."""
    if not trials:
        return {"trials": 0}
    depths = [max(turn.depth for turn in turns) for turns in trials]
    return {
        "trials": len(trials),
        "taken": float(np.mean([is_head(turns) for turns in trials])),
        "depth": [float(value) for value in np.quantile(depths, (0.05, 0.5, 0.95))],
    }

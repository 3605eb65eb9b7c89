"""Naming degraded pictures, with the real networks and people who do not exist."""

from pathlib import Path

from scripts.evaluation.faces import FaceReader
from scripts.evaluation.identity.webcam import WebcamReader, evaluate_webcam
from scripts.evaluation.images import ImageSource
from scripts.evaluation.networks import Networks
from scripts.evaluation.tables import OpenSetImage, Role
from server.settings import Settings

STUDENTS = Path(__file__).resolve().parents[4] / "demo" / "students"
PEOPLE = sorted(path.name for path in STUDENTS.iterdir())


def photos(person: str, *numbers: int, role: Role) -> list[OpenSetImage]:
    found = sorted(path.name for path in (STUDENTS / person).iterdir())
    return [OpenSetImage(f"{person}/{found[number]}", person, role) for number in numbers]


def test_degraded_tracks_are_named_rightly_and_no_stranger_is() -> None:
    networks, least = Networks(Settings()), 0.9
    faces = FaceReader(ImageSource.open(STUDENTS), networks.detector, least)
    known, strangers, never_enrolled = PEOPLE[:4], PEOPLE[4:8], PEOPLE[8]
    images = [image for person in known for image in photos(person, 0, 2, 3, role=Role.GALLERY)]
    images += [image for person in known for image in photos(person, 1, role=Role.PROBE)]
    images += photos(never_enrolled, 1, role=Role.PROBE)
    images += [image for person in strangers for image in photos(person, 0, role=Role.IMPOSTOR)]

    figures = evaluate_webcam(
        faces,
        WebcamReader(faces, networks.detector, least, seed=0),
        images,
        networks.embedder,
        networks.calibrator,
    ).figures()

    assert (figures["probes"], figures["impostors"], figures["enrolled"]) == (5, 4, 4)
    assert figures["track_named_right"] == 4 / 5  # who was never enrolled has no right name
    assert figures["track_ever_wrong_impostor"] == 0
    assert figures["track_ever_wrong_probe"] == 0

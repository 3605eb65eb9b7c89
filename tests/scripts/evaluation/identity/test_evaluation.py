from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from models.detections import Detections
from models.embedder import IdentityThresholds
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.identity.evaluation import (
    OpenSetResult,
    PairsResult,
    Verdicts,
    evaluate_open_set,
    evaluate_pairs,
)
from scripts.evaluation.images import ImageSource
from scripts.evaluation.tables import OpenSetImage, Pair, Role
from server.recognition.calibration import Calibrator

THRESHOLDS = IdentityThresholds(known=0.5, unsure=0.3, margin=0.05)
FloatArray = npt.NDArray[np.float32]


class WholeImageDetector:
    """Sees a face in every picture that is not black."""

    name = "whole-image"
    weights_sha256 = ""

    def detect(
        self,
        image: npt.NDArray[np.uint8],
        *,
        min_face_px: int = 0,  # noqa: ARG002
        quick: bool = False,  # noqa: ARG002
    ) -> Detections:
        if not image.any():
            return Detections.empty()
        return Detections(
            boxes=np.array([[0, 0, 8, 8]], np.float32),
            landmarks=np.zeros((1, 5, 2), np.float32),
            detection_scores=np.array([0.99], np.float32),
        )

    def refine(
        self, image: npt.NDArray[np.uint8], boxes: FloatArray
    ) -> tuple[Detections, npt.NDArray[np.intp]]:
        raise NotImplementedError


class AngleEmbedder:
    """A picture of gray value v stands for the direction of v degrees in the plane."""

    name = "angle"
    weights_sha256 = ""
    dimension = 2
    thresholds = THRESHOLDS

    def crop(self, image: npt.NDArray[np.uint8], landmarks: FloatArray) -> npt.NDArray[np.uint8]:
        return np.repeat(image[np.newaxis], len(landmarks), axis=0)

    def embed(self, crops: npt.NDArray[np.uint8]) -> FloatArray:
        angles = np.radians(crops[:, 0, 0, 0].astype(np.float64))
        return np.column_stack([np.cos(angles), np.sin(angles)]).astype(np.float32)


def make_faces(folder: Path, angles: Mapping[str, int]) -> FaceReader:
    for name, angle in angles.items():
        cv2.imwrite(str(folder / name), np.full((8, 8, 3), angle, np.uint8))
    return FaceReader(ImageSource.open(folder), WholeImageDetector(), 0.9)


def test_pairs_compare_by_cosine(tmp_path: Path) -> None:
    faces = make_faces(tmp_path, {"a.png": 10, "b.png": 70, "c.png": 100})
    pairs = [Pair("a.png", "b.png", same=True), Pair("a.png", "c.png", same=False)]

    result = evaluate_pairs(faces, pairs, AngleEmbedder())

    assert result.similarities == pytest.approx([0.5, 0.0], abs=1e-6)
    assert result.figures()["eer"] == 0
    assert result.figures()["pairs"] == 2


def test_pair_without_a_face_resembles_nothing(tmp_path: Path) -> None:
    faces = make_faces(tmp_path, {"a.png": 10, "dark.png": 0})
    pairs = [Pair("a.png", "dark.png", same=True), Pair("dark.png", "a.png", same=False)]

    result = evaluate_pairs(faces, pairs, AngleEmbedder())

    assert result.similarities.tolist() == [-1, -1]
    assert result.figures()["no_face"] == 1


@pytest.mark.parametrize("same", [True, False])
def test_pairs_of_one_kind_have_neither_roc_nor_accuracy(tmp_path: Path, *, same: bool) -> None:
    faces = make_faces(tmp_path, {"a.png": 10, "b.png": 20, "dark.png": 0})
    pairs = [Pair("a.png", "b.png", same=same), Pair("a.png", "dark.png", same=same)]

    figures = evaluate_pairs(faces, pairs, AngleEmbedder()).figures()

    told = {name for name, value in figures.items() if value is not None}
    assert told == {"pairs", "no_face", "embedder"}


def open_set(*rows: tuple[str, str, Role]) -> list[OpenSetImage]:
    return [OpenSetImage(image, person, role) for image, person, role in rows]


def test_open_set_counts_every_verdict(tmp_path: Path) -> None:
    # Ann stands at 10 degrees, Bob at 130. Known is within 60 degrees, unsure within 72.5.
    angles = {"ann.png": 10, "bob.png": 130, "near_ann.png": 30, "near_bob.png": 120}
    angles |= {"between.png": 70, "lost.png": 0, "doubtful.png": 195, "stranger.png": 250}
    images = open_set(
        ("ann.png", "Ann", Role.GALLERY),
        ("bob.png", "Bob", Role.GALLERY),
        ("near_ann.png", "Ann", Role.PROBE),  # right
        ("near_bob.png", "Ann", Role.PROBE),  # wrong
        ("between.png", "Bob", Role.PROBE),  # as near to one as to the other: unsure
        ("lost.png", "Bob", Role.PROBE),  # no face: nothing is said
        ("near_ann.png", "", Role.IMPOSTOR),  # named, alas
        ("doubtful.png", "", Role.IMPOSTOR),  # 65 degrees from Bob: unsure
        ("stranger.png", "", Role.IMPOSTOR),
        ("stranger.png", "", Role.IMPOSTOR),
    )

    result = evaluate_open_set(
        make_faces(tmp_path, angles), images, AngleEmbedder(), Calibrator(THRESHOLDS)
    )

    figures = result.figures()
    assert figures["named_right"] == 0.25
    assert figures["named_wrong_probe"] == 0.25
    assert figures["unsure_probe"] == 0.25
    assert figures["named_wrong_impostor"] == 0.25
    assert figures["unsure_impostor"] == 0.25
    assert figures["no_face"] == 1
    assert (figures["enrolled"], figures["not_enrolled"]) == (2, 0)
    assert (figures["known_threshold"], figures["unsure_threshold"]) == (0.5, 0.3)
    # No threshold names Ann's probe (20 degrees off) without the impostor that looks the same.
    assert figures["dir_at_fpir_1e-2"] == 0


def test_first_sight_names_only_who_is_well_above_the_threshold(tmp_path: Path) -> None:
    # 58 degrees from Ann, 0.53: enough for a second sight, not for the first.
    faces = make_faces(tmp_path, {"ann.png": 10, "near.png": 30, "far.png": 68})
    images = open_set(
        ("ann.png", "Ann", Role.GALLERY),
        ("near.png", "Ann", Role.PROBE),
        ("far.png", "Ann", Role.PROBE),
        ("near.png", "", Role.IMPOSTOR),
        ("far.png", "", Role.IMPOSTOR),
        ("far.png", "", Role.IMPOSTOR),
        ("far.png", "", Role.IMPOSTOR),
    )

    figures = evaluate_open_set(faces, images, AngleEmbedder(), Calibrator(THRESHOLDS)).figures()

    assert (figures["named_right"], figures["first_sight_named_right"]) == (1.0, 0.5)
    assert figures["named_wrong_impostor"] == 1.0
    assert figures["first_sight_named_wrong_impostor"] == 0.25


def test_rates_are_told_at_one_in_a_hundred_and_one_in_a_thousand() -> None:
    # Of 100 pairs, or impostors, one may be taken for somebody: the one at 0.9. The next is at 0.5.
    wrong = np.array([0.9, 0.5, *np.linspace(-0.2, 0.2, 98)])
    right = np.array([0.95, 0.6, 0.55, 0.4])
    same = np.arange(104) < 4

    pairs = PairsResult(np.concatenate([right, wrong]), same, 0, "angle").figures()
    people = OpenSetResult(
        make_verdicts(right),
        np.ones(4, np.int64),
        make_verdicts(wrong),
        *(1, 0, 0),
        "angle",
        THRESHOLDS,
    ).figures()

    assert (pairs["tar_at_far_1e-2"], pairs["tar_at_far_1e-3"]) == (0.75, 0.25)
    assert (people["dir_at_fpir_1e-2"], people["dir_at_fpir_1e-3"]) == (0.75, 0.25)


def make_verdicts(similarities: npt.NDArray[np.float64]) -> Verdicts:
    """Faces of which nobody is named, and to whom the first student is nearest."""
    nobody = np.zeros(len(similarities), np.bool_)
    return Verdicts(nobody, nobody, nobody, np.ones(len(similarities), np.int64), similarities)


def test_probe_of_somebody_who_is_not_in_the_gallery_has_no_right_name(tmp_path: Path) -> None:
    faces = make_faces(tmp_path, {"ann.png": 10, "near.png": 30})
    images = open_set(("ann.png", "Ann", Role.GALLERY), ("near.png", "Cleo", Role.PROBE))

    figures = evaluate_open_set(faces, images, AngleEmbedder(), Calibrator(THRESHOLDS)).figures()

    assert (figures["named_right"], figures["named_wrong_probe"]) == (0.0, 1.0)


def test_person_without_a_usable_photo_is_not_enrolled(tmp_path: Path) -> None:
    faces = make_faces(tmp_path, {"ann.png": 10, "dark.png": 0, "bob.png": 130})
    images = open_set(
        ("ann.png", "Ann", Role.GALLERY),
        ("dark.png", "Bob", Role.GALLERY),
        ("bob.png", "Bob", Role.PROBE),
    )

    figures = evaluate_open_set(faces, images, AngleEmbedder(), Calibrator(THRESHOLDS)).figures()

    assert (figures["enrolled"], figures["not_enrolled"]) == (1, 1)
    assert figures["named_right"] == 0
    assert figures["named_wrong_impostor"] is None  # there are none


def test_open_set_without_a_gallery_is_an_error(tmp_path: Path) -> None:
    faces = make_faces(tmp_path, {"ann.png": 10})

    with pytest.raises(EvaluationError, match="no row with the role gallery"):
        evaluate_open_set(
            faces, open_set(("ann.png", "Ann", Role.PROBE)), AngleEmbedder(), Calibrator(THRESHOLDS)
        )

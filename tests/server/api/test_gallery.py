"""What `/api/gallery` says of the gallery, and what it advises."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from models.embedder import IdentityThresholds, ImpostorSimilarity
from server.gallery_loader import GalleryLoader
from server.recognition.calibration import Calibrator
from server.recognition.gallery import LiveGallery
from students_db.faces import Faces, NewFace
from tests.server.api.factories import EMBEDDER, NOW, Api, open_api
from tests.students_db.factories import open_database

PUBLIC = ImpostorSimilarity(mean=0.1, deviation=0.09)


def enroll(api: Api, name: str, *angles: float) -> int:
    """Store faces that point into these directions of the plane, in degrees."""
    student_id = api.create_student(name)
    directions = [np.array([np.cos(a), np.sin(a)], np.float32) for a in np.radians(angles)]
    new = [NewFace(direction, 0.8) for direction in directions]
    api.services.faces.add(student_id, EMBEDDER, new, now=NOW)
    api.services.gallery_loader.follow()
    return student_id


def names(students: Sequence[dict[str, object]]) -> list[object]:
    return [student["name"] for student in students]


def test_gallery_tells_who_looks_alike_and_what_to_do(api: Api) -> None:
    enroll(api, "Amara", 0, 5, 10)
    enroll(api, "Bilal", 90, 95, 100)
    enroll(api, "Chen", 10, 15, 20)

    review = api.get("/api/gallery")["review"]

    (pair,) = review["look_alikes"]
    assert names(pair["students"]) == ["Amara", "Chen"]
    assert pair["similarity"] == pytest.approx(np.cos(np.radians(10)), abs=1e-4)
    assert "enrolled twice" in pair["advice"]
    assert review["look_alike_count"] == 1


def test_gallery_tells_whose_photos_disagree_and_who_has_few(api: Api) -> None:
    enroll(api, "Amara", 0, 5, 100)
    enroll(api, "Bilal", 200)

    review = api.get("/api/gallery")["review"]

    assert [found["student"]["name"] for found in review["disagreeing"]] == ["Amara"]
    assert "somebody else" in review["disagreeing"][0]["advice"]
    assert names(review["few_photos"]) == ["Bilal"]
    assert "add some" in review["few_photos_advice"]


def test_gallery_follows_a_deleted_student(api: Api) -> None:
    enroll(api, "Amara", 0)
    chen = enroll(api, "Chen", 5)
    assert api.get("/api/gallery")["review"]["look_alike_count"] == 1

    api.client.delete(f"/api/students/{chen}")

    gallery = api.get("/api/gallery")
    assert (gallery["students"], gallery["review"]["look_alike_count"]) == (1, 0)


def test_gallery_explains_its_thresholds(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        loader = GalleryLoader(
            Faces(database),
            EMBEDDER,
            LiveGallery(),
            Calibrator(
                IdentityThresholds.measured(PUBLIC, margin=0.05), np.eye(2, dtype=np.float32)
            ),
        )
        with open_api(tmp_path, gallery_loader=loader) as api:
            enroll(api, "Amara", 0, 5)
            enroll(api, "Bilal", 85, 90)
            gallery = api.get("/api/gallery")

    calibration = gallery["calibration"]
    assert gallery["target_false_accept_rate"] == 0.001
    assert gallery["expected_false_accept_rate"] == pytest.approx(0.001, rel=0.001)
    assert calibration["gallery"]["comparisons"] == 4
    assert calibration["cohort"]["comparisons"] == 4
    assert calibration["public_mean"] == 0.1
    assert not calibration["fixed_by_operator"]
    assert gallery["unsure_threshold"] < gallery["known_threshold"]


@pytest.mark.parametrize("tail", [1.0, 1.05])
def test_gallery_answers_all_that_its_thresholds_follow_from(tmp_path: Path, tail: float) -> None:
    thresholds = IdentityThresholds.measured(replace(PUBLIC, tail=tail), margin=0.05)
    with open_database(tmp_path) as database:
        loader = GalleryLoader(Faces(database), EMBEDDER, LiveGallery(), Calibrator(thresholds))
        with open_api(tmp_path, gallery_loader=loader) as api:
            enroll(api, "Amara", 0)
            enroll(api, "Bilal", 85)
            gallery = api.get("/api/gallery")

    told = gallery["calibration"]
    single_rate = gallery["target_false_accept_rate"] / gallery["students"]
    above = NormalDist().inv_cdf(1 - single_rate)
    known = told["mean"] + told["deviation"] * told["tail"] * above
    assert gallery["known_threshold"] == pytest.approx(known)


def test_embedder_of_which_nothing_is_known_says_so(api: Api) -> None:
    gallery = api.get("/api/gallery")

    assert gallery["expected_false_accept_rate"] is None
    assert gallery["calibration"]["mean"] is None
    assert gallery["calibration"]["tail"] is None
    assert gallery["review"]["few_photos_advice"] is None

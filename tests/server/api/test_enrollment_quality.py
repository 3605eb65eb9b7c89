"""How well a student is enrolled, as a client sees it."""

from pathlib import Path

import numpy as np
import pytest

from server.recognition.gallery import Enrolled, Gallery, LiveGallery
from students_db.faces import NewFace
from tests.server.api.factories import EMBEDDER, NOW, Api, Json, open_api


class ChangingGallery(LiveGallery):
    """Is replaced as soon as it was read, as when a photo is deleted at that moment."""

    next: Gallery = Gallery.empty()

    @property
    def enrolled(self) -> Enrolled:
        read = super().enrolled
        self.replace(self.next)
        return read


def enroll(api: Api, name: str, *angles: float) -> int:
    """Store faces that point into these directions of the plane, in degrees."""
    student_id = api.create_student(name)
    directions = [np.array([np.cos(a), np.sin(a)], np.float32) for a in np.radians(angles)]
    new = [NewFace(direction, 0.5 + 0.1 * index) for index, direction in enumerate(directions)]
    api.services.faces.add(student_id, EMBEDDER, new, now=NOW)
    api.services.gallery_loader.follow()
    return student_id


def quality_of(api: Api, student_id: int) -> Json:
    return api.get(f"/api/students/{student_id}/enrollment")


def test_photos_from_several_sides_are_good(api: Api) -> None:
    quality = quality_of(api, enroll(api, "Amara", 0, 30, 60))
    assert [photo["number"] for photo in quality["photos"]] == [1, 2, 3]
    assert [photo["quality"] for photo in quality["photos"]] == pytest.approx([0.5, 0.6, 0.7])
    assert [photo["disagrees"] for photo in quality["photos"]] == [False] * 3
    assert quality["photos"][1]["agreement"] == pytest.approx(1.0)
    assert quality["views"] == quality["enough_views"] == 3
    assert (quality["warnings"], quality["look_alikes"]) == ([], [])
    assert quality["look_alike_advice"] is None


def test_photos_of_one_view_are_too_few(api: Api) -> None:
    quality = quality_of(api, enroll(api, "Amara", 0, 5, 8))
    assert quality["views"] == 1
    assert [warning["code"] for warning in quality["warnings"]] == ["few_angles"]


def test_single_photo_contradicts_nobody(api: Api) -> None:
    (photo,) = quality_of(api, enroll(api, "Amara", 0))["photos"]
    assert (photo["agreement"], photo["disagrees"]) == (None, False)


def test_photo_of_somebody_else_stands_out_as_in_the_gallery(api: Api) -> None:
    odd = quality_of(api, enroll(api, "Chen", 0, 25, 130))
    assert [photo["disagrees"] for photo in odd["photos"]] == [False, False, True]
    disagreeing = api.get("/api/gallery")["review"]["disagreeing"]
    assert [found["student"]["name"] for found in disagreeing] == ["Chen"]
    assert disagreeing[0]["agreement"] == odd["photos"][2]["agreement"]


def test_photo_that_disagrees_can_be_deleted(api: Api) -> None:
    chen = enroll(api, "Chen", 0, 25, 130)
    odd = quality_of(api, chen)["photos"][2]
    assert api.client.delete(f"/api/students/{chen}/faces/{odd['face_id']}").status_code == 204
    photos = quality_of(api, chen)["photos"]
    assert [photo["disagrees"] for photo in photos] == [False, False]
    assert odd["face_id"] not in [photo["face_id"] for photo in photos]


def test_students_who_look_alike_are_named_with_what_to_do(api: Api) -> None:
    amara = enroll(api, "Amara", 0, 30, 60)
    chen = enroll(api, "Chen", 5, 35, 65)
    (other,) = quality_of(api, amara)["look_alikes"]
    assert other["student"] == {"id": chen, "name": "Chen"}
    assert other["similarity"] == pytest.approx(np.cos(np.radians(5)), abs=1e-4)
    assert "enrolled twice" in quality_of(api, amara)["look_alike_advice"]


def test_student_without_photos_has_empty_lists(api: Api) -> None:
    quality = quality_of(api, api.create_student())
    assert (quality["photos"], quality["views"], quality["warnings"]) == ([], 0, [])


def test_enrollment_of_nobody_is_not_found(api: Api) -> None:
    assert api.client.get("/api/students/1/enrollment").json()["code"] == "student_not_found"


def test_photo_that_is_deleted_meanwhile_is_shown_a_last_time(tmp_path: Path) -> None:
    changing = ChangingGallery()
    with open_api(tmp_path, live_gallery=changing) as api:
        chen = enroll(api, "Chen", 0, 25, 60)
        shown = api.services.gallery_loader.follow()
        (face_id, *_others) = api.services.faces.load(EMBEDDER, [chen]).face_ids.tolist()
        api.services.faces.delete_one(chen, face_id)
        changing.next = api.services.gallery_loader.follow()
        changing.replace(shown)

        photos = quality_of(api, chen)["photos"]

    assert [photo["quality"] for photo in photos] == pytest.approx([0.5, 0.6, 0.7])
    assert [photo["face_id"] for photo in photos] == [None] * 3

"""The gallery follows the stored faces."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from server.gallery_loader import GalleryLoader
from server.recognition.gallery import LiveGallery
from students_db.database import Database
from students_db.faces import Faces
from students_db.students import Students
from tests.students_db.factories import EMBEDDER, NOW, OTHER_EMBEDDER, make_face, open_database


def enroll(database: Database, name: str, *embeddings: Sequence[float]) -> int:
    student_id = Students(database).create(name, now=NOW)
    new = [make_face(*embedding) for embedding in embeddings]
    Faces(database).add(student_id, EMBEDDER, new, now=NOW)
    return student_id


def test_reload_shows_the_mean_of_each_student(tmp_path: Path) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as database:
        amara = enroll(database, "Amara", (1, 0), (0, 1))
        bilal = enroll(database, "Bilal", (-1, 0))
        GalleryLoader(Faces(database), EMBEDDER, live).reload()
    gallery = live.current
    assert gallery.student_ids.tolist() == [amara, bilal]
    np.testing.assert_allclose(gallery.templates, [[0.5**0.5] * 2, [-1, 0]], atol=1e-6)
    assert gallery.names == {amara: "Amara", bilal: "Bilal"}


def test_reload_leaves_out_other_embedders(tmp_path: Path) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as database:
        enroll(database, "Amara", (1, 0))
        gallery = GalleryLoader(Faces(database), OTHER_EMBEDDER, live).reload()
    assert len(gallery) == 0


@pytest.mark.parametrize("students", [8])
def test_concurrent_reloads_end_with_the_newest(tmp_path: Path, students: int) -> None:
    live = LiveGallery()
    with open_database(tmp_path, busy_timeout_seconds=5) as database:
        loader = GalleryLoader(Faces(database), EMBEDDER, live)

        def enroll_and_reload(number: int) -> None:
            enroll(database, f"Student {number}", (1, 0))
            loader.reload()

        with ThreadPoolExecutor(students) as pool:
            list(pool.map(enroll_and_reload, range(students)))
    assert len(live.current) == students

"""The gallery follows the stored faces."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from models.embedder import IdentityThresholds, ImpostorSimilarity
from server.gallery_loader import MAX_STUDENTS_READ_ALONE, GalleryLoader, follow_changes
from server.recognition.calibration import Calibrator
from server.recognition.gallery import LiveGallery
from students_db.database import Database
from students_db.errors import DatabaseError
from students_db.faces import Faces
from students_db.students import Students
from tests.students_db.factories import EMBEDDER, NOW, OTHER_EMBEDDER, make_face, open_database

PUBLIC = ImpostorSimilarity(mean=0.1, deviation=0.09)
CALIBRATOR = Calibrator(IdentityThresholds.measured(PUBLIC, margin=0.05))


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
        GalleryLoader(Faces(database), EMBEDDER, live, CALIBRATOR).reload()
    gallery = live.current
    assert gallery.student_ids.tolist() == [amara, bilal]
    np.testing.assert_allclose(gallery.templates, [[0.5**0.5] * 2, [-1, 0]], atol=1e-6)
    assert gallery.names == {amara: "Amara", bilal: "Bilal"}


def test_reload_leaves_out_other_embedders(tmp_path: Path) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as database:
        enroll(database, "Amara", (1, 0))
        gallery = GalleryLoader(Faces(database), OTHER_EMBEDDER, live, CALIBRATOR).reload()
    assert len(gallery) == 0


@pytest.mark.parametrize("students", [8])
def test_concurrent_reloads_end_with_the_newest(tmp_path: Path, students: int) -> None:
    live = LiveGallery()
    with open_database(tmp_path, busy_timeout_seconds=5) as database:
        loader = GalleryLoader(Faces(database), EMBEDDER, live, CALIBRATOR)

        def enroll_and_reload(number: int) -> None:
            enroll(database, f"Student {number}", (1, 0))
            loader.reload()

        with ThreadPoolExecutor(students) as pool:
            list(pool.map(enroll_and_reload, range(students)))
    assert len(live.current) == students


def names_seen(live: LiveGallery) -> dict[int, str]:
    return {int(key): live.current.names[int(key)] for key in live.current.student_ids}


def test_follow_shows_what_changed_and_nothing_else(tmp_path: Path) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as database:
        students, faces = Students(database), Faces(database)
        loader = GalleryLoader(faces, EMBEDDER, live, CALIBRATOR)
        amara, bilal, chen = (enroll(database, name, (1, 0)) for name in ("Amara", "Bilal", "Chen"))
        loader.reload()

        faces.add(amara, EMBEDDER, [make_face(0, 1)], now=NOW)
        students.update(bilal, {"name": "Bilal A."}, now=NOW)
        students.delete(chen)
        dara = enroll(database, "Dara", (0, 1))
        loader.follow()

    assert names_seen(live) == {amara: "Amara", bilal: "Bilal A.", dara: "Dara"}
    np.testing.assert_allclose(live.current.templates[0], [0.5**0.5] * 2, atol=1e-6)
    assert len(live.current.faces_of(amara)) == 2


def test_follow_notices_a_face_that_took_the_place_of_another(tmp_path: Path) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as database:
        faces = Faces(database)
        loader = GalleryLoader(faces, EMBEDDER, live, CALIBRATOR)
        amara = enroll(database, "Amara", (1, 0))
        loader.reload()
        faces.delete(amara)
        faces.add(amara, EMBEDDER, [make_face(0, 1)], now=NOW)
        loader.follow()
    np.testing.assert_array_equal(live.current.templates, [[0, 1]])


def test_follow_without_a_change_keeps_the_very_gallery(tmp_path: Path) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as database:
        loader = GalleryLoader(Faces(database), EMBEDDER, live, CALIBRATOR)
        enroll(database, "Amara", (1, 0))
        before = loader.reload()
        assert loader.follow() is before
        assert live.current is before


def test_follow_reads_everything_when_much_changed(tmp_path: Path) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as database:
        loader = GalleryLoader(Faces(database), EMBEDDER, live, CALIBRATOR)
        for number in range(MAX_STUDENTS_READ_ALONE + 1):
            enroll(database, f"Student {number}", (1, 0))
        loader.follow()
    assert len(live.current) == MAX_STUDENTS_READ_ALONE + 1


def test_follow_sees_what_another_program_changed(tmp_path: Path) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as ours, open_database(tmp_path) as theirs:
        loader = GalleryLoader(Faces(ours), EMBEDDER, live, CALIBRATOR)
        loader.reload()
        amara = enroll(theirs, "Amara", (1, 0))
        loader.follow()
    assert names_seen(live) == {amara: "Amara"}


def test_failed_reading_keeps_the_gallery(tmp_path: Path) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as database:
        loader = GalleryLoader(Faces(database), EMBEDDER, live, CALIBRATOR)
        amara = enroll(database, "Amara", (1, 0))
        loader.reload()
        with database.write() as connection:
            connection.exec_driver_sql("ALTER TABLE faces RENAME TO faces_elsewhere")
        for read in (loader.follow, loader.reload):
            with pytest.raises(DatabaseError):
                read()
        assert names_seen(live) == {amara: "Amara"}

        with database.write() as connection:
            connection.exec_driver_sql("ALTER TABLE faces_elsewhere RENAME TO faces")
        bilal = enroll(database, "Bilal", (0, 1))
        loader.follow()
    assert names_seen(live) == {amara: "Amara", bilal: "Bilal"}


def test_damaged_face_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as database:
        loader = GalleryLoader(Faces(database), EMBEDDER, live, CALIBRATOR)
        enroll(database, "Amara", (float("nan"), 0))
        bilal = enroll(database, "Bilal", (1, 0), (float("inf"), 0))
        loader.reload()
    assert names_seen(live) == {bilal: "Bilal"}
    np.testing.assert_array_equal(live.current.templates, [[1, 0]])
    assert "2 stored faces are damaged" in caplog.text


def test_thresholds_follow_the_gallery(tmp_path: Path) -> None:
    live = LiveGallery()
    with open_database(tmp_path) as database:
        loader = GalleryLoader(Faces(database), EMBEDDER, live, CALIBRATOR)
        loader.reload()
        known = [live.enrolled.thresholds_or(CALIBRATOR.defaults).known]
        for name in ("Amara", "Bilal"):
            enroll(database, name, (1, 0))
            loader.follow()
            known.append(live.enrolled.thresholds_or(CALIBRATOR.defaults).known)
    assert known[0] == CALIBRATOR.defaults.for_students(1).known
    assert known[1] < known[2]


def test_review_is_of_what_cameras_see_and_made_once(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        loader = GalleryLoader(Faces(database), EMBEDDER, LiveGallery(), CALIBRATOR)
        assert loader.review()[1].look_alike_count == 0

        for name in ("Amara", "Bilal"):
            enroll(database, name, (1, 0))
        loader.follow()
        shown, review = loader.review()

        assert len(shown.gallery) == 2
        assert review.look_alike_count == 1
        assert loader.review()[1] is review


class FlakyLoader:
    """Fails as the database does, then as a bug does, and then says that it was asked again."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.recovered = asyncio.Event()
        self.failures: list[Exception] = [DatabaseError("no database"), RuntimeError("a bug")]

    def follow(self) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.loop.call_soon_threadsafe(self.recovered.set)


@pytest.mark.anyio
async def test_follow_changes_goes_on_after_failures(caplog: pytest.LogCaptureFixture) -> None:
    loader = FlakyLoader()

    following = asyncio.create_task(follow_changes(loader, interval_seconds=0.0))
    await asyncio.wait_for(loader.recovered.wait(), timeout=10)
    following.cancel()

    assert "stays as it is: no database" in caplog.text
    assert "a bug" in caplog.text

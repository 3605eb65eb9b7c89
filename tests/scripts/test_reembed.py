"""`python -m scripts.reembed`, with painted faces and as a command."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from models.detections import Detections
from scripts.reembed import PhotoEmbedder, Summary, reembed, same_face
from server.settings import EnrollmentSettings, Settings
from students_db.database import Database
from students_db.faces import EmbedderKey, Faces
from students_db.photos import NewPhoto, Photos
from students_db.reembedding import Reembedding
from students_db.students import Students
from tests.fakes import HueDetector, HueEmbedder, photo
from tests.server.api.factories import open_api
from tests.students_db.factories import EMBEDDER, NOW, database_url, make_face, open_database

PROJECT_DIR = Path(__file__).resolve().parents[2]
DEMO = PROJECT_DIR / "demo" / "students"
NEW_EMBEDDER = EmbedderKey("hue-embedder", "9" * 64)
LANDMARKS = np.array([[30, 40], [70, 40], [50, 60], [35, 80], [65, 80]], np.float32)


def faces_at(*offsets: float) -> Detections:
    landmarks = np.stack([LANDMARKS + offset for offset in offsets])
    boxes = np.array([[0, 0, 100, 100]] * len(offsets), np.float32)
    return Detections(boxes, landmarks.astype(np.float32), np.ones(len(offsets), np.float32))


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [
        ((3.0,), 3.0),  # the same face, seen a little otherwise
        ((90.0, -2.0), -2.0),  # a neighbour is passed over
        ((90.0,), 0.0),  # nobody there: the stored place counts
    ],
)
def test_same_face_is_the_one_at_the_stored_place(
    offsets: tuple[float, ...], expected: float
) -> None:
    np.testing.assert_array_equal(same_face(faces_at(*offsets), LANDMARKS), LANDMARKS + expected)


def test_same_face_without_a_detection_is_the_stored_one() -> None:
    np.testing.assert_array_equal(same_face(Detections.empty(), LANDMARKS), LANDMARKS)


def run(database: Database, key: EmbedderKey = NEW_EMBEDDER) -> Summary:
    embedder = PhotoEmbedder(HueDetector(), HueEmbedder())
    console = Console(file=io.StringIO())
    return reembed(Reembedding(database, key), embedder, console=console, now=NOW)


def test_enrolled_faces_are_embedded_as_they_were(tmp_path: Path) -> None:
    settings = Settings(enrollment=EnrollmentSettings(keep_photos=True))
    with open_api(tmp_path, settings=settings) as api:
        for name, hue in (("Amara", 10), ("Bilal", 170)):
            api.enroll(api.create_student(name), photo(hue=hue), photo(hue=hue + 20))
        database = api.services.database
        summary = run(database)
        before = api.services.faces.load(api.services.recognition.embedder)
        after = api.services.faces.load(NEW_EMBEDDER)
    assert (summary.students, summary.photos, summary.unreadable) == (2, 4, [])
    assert after.student_ids.tolist() == before.student_ids.tolist()
    np.testing.assert_array_equal(after.qualities, before.qualities)
    assert np.sum(after.embeddings * before.embeddings, axis=1).min() > 0.999


def test_running_again_does_nothing(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        add(database, "Amara", photo())
        assert run(database).photos == 1
        assert run(database).photos == 0


def test_damaged_photo_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        add(database, "Amara", b"\xff\xd8 not a picture", photo())
        add(database, "Bilal", photo(hue=90))
        summary = run(database)
    assert (summary.students, summary.photos) == (2, 2)
    assert [state.name for state in summary.unreadable] == ["Amara"]


def add(database: Database, name: str, *photos: bytes) -> int:
    student_id = Students(database).create(name, now=NOW)
    landmarks = np.array([[120, 120], [200, 120], [160, 160], [130, 190], [190, 190]], np.float32)
    faces = [make_face(photo=NewPhoto(image, landmarks)) for image in photos] or [make_face()]
    Faces(database).add(student_id, EMBEDDER, faces, now=NOW)
    return student_id


# The command, in a process of its own, with the default embedder.


def environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "HOMEROOM_DATABASE_URL": database_url(folder)}


def command(folder: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "scripts.reembed", *arguments],
        cwd=PROJECT_DIR,
        env={**environment(folder), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def demo_photo() -> bytes:
    return (DEMO / "Amara Okafor" / "1-front.jpg").read_bytes()


def test_command_tells_what_was_done_and_who_is_left(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        add(database, "Amara Okafor", demo_photo())
        left = add(database, "Bilal Aziz")
        Students(database).create("Chen Li", now=NOW)

        tried = command(tmp_path, "--dry-run")
        assert tried.returncode == 1
        assert "1 photos of 1 students would be embedded by sface-webcam." in tried.stdout
        assert "0 of 3 students are known to sface-webcam." in tried.stdout

        done = command(tmp_path, "--remove-old")
        assert done.returncode == 1, done.stderr
        assert done.stdout.splitlines() == [
            "1 photos of 1 students embedded by sface-webcam.",
            "1 embeddings of other embedders removed.",
            "1 of 3 students are known to sface-webcam.",
            "1 without usable photos must be enrolled again:",
            f"  {left} Bilal Aziz",
            "1 were never enrolled.",
        ]
        Students(database).delete(left)
        assert command(tmp_path).returncode == 0


def test_command_without_a_database_says_so_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "[school]"
    folder.mkdir()
    failed = command(folder)
    assert failed.returncode == 2
    assert failed.stdout == ""
    assert f"there is no database {database_url(folder)};" in failed.stderr
    assert len(failed.stderr.splitlines()) == 1
    assert list(folder.iterdir()) == []


def test_command_without_weights_says_how_to_fetch_them(tmp_path: Path) -> None:
    with open_database(tmp_path):
        failed = command(
            tmp_path, "--embedder", "vggface-vgg16", HOMEROOM_WEIGHTS_DIR=str(tmp_path)
        )
    assert failed.returncode == 2
    assert ".venv/bin/python -m scripts.fetch_models vggface-vgg16" in failed.stderr
    assert len(failed.stderr.splitlines()) == 1


def test_killed_command_leaves_whole_students_and_can_run_again(tmp_path: Path) -> None:
    with open_database(tmp_path, busy_timeout_seconds=5) as database:
        for index in range(40):
            add(database, f"Student {index}", demo_photo(), demo_photo())
        arguments = [sys.executable, "-m", "scripts.reembed"]
        with subprocess.Popen(
            arguments, cwd=PROJECT_DIR, env=environment(tmp_path), stdout=subprocess.DEVNULL
        ) as process:
            while process.poll() is None and not known_faces(database):
                pass  # until the first student is done
            process.send_signal(signal.SIGKILL)
        assert set(known_faces(database).values()) <= {2}
        assert command(tmp_path).returncode == 0
        assert list(known_faces(database).values()) == [2] * 40
        assert Photos(database).count() == (40, 80)


def known_faces(database: Database) -> dict[str, int]:
    """How many faces of an embedder other than the first one each student has."""
    rows, _total = Students(database).search(EMBEDDER, limit=100)
    return {row.name: row.other_faces for row in rows if row.other_faces}

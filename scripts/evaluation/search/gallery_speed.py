"""How fast a large gallery is searched, loaded and changed: `evaluate search`."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
import numpy.typing as npt

from models.embedder import IdentityThresholds, ImpostorSimilarity, normalize
from scripts.evaluation.figures import Figures
from server.gallery_loader import GalleryLoader
from server.recognition.calibration import Calibrator
from server.recognition.gallery import LiveGallery
from server.recognition.review import review_gallery
from server.recognition.rows import GroupedRows
from server.recognition.search import TemplateSearch
from students_db.database import Database
from students_db.faces import EmbedderKey, Faces, NewFace
from students_db.students import Students

EMBEDDER: Final = EmbedderKey("generated", "0" * 64)
NEAREST: Final = 5
CHANGES: Final = 10
CHANGED_STUDENTS: Final = 2 * CHANGES
"""Half of them get a face, the others are deleted."""
COHORT: Final = 1000

_SPREAD: Final = 0.6
"""Noise of a photo: two of the same person have a cosine of 0.74, as SFace's."""

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class School:
    """Generated people: `faces` are float32 (students, templates, d) of length 1."""

    faces: FloatArray
    probes: FloatArray

    @classmethod
    def draw(
        cls, *, students: int, templates: int, faces: int, dimension: int, seed: int
    ) -> "School":
        """Draw students, and probes of whom half are enrolled and half are strangers."""
        random = np.random.default_rng(seed)
        people = _directions(random, (students, 1, dimension))
        stored = _near(random, np.repeat(people, templates, axis=1))
        known = _near(random, people[random.integers(students, size=(faces + 1) // 2), 0])
        strangers = _directions(random, (faces // 2, dimension))
        return cls(stored, np.concatenate([known, strangers]))


@dataclass(frozen=True, slots=True)
class Times:
    """Durations of one thing done several times, in ms."""

    ms: tuple[float, ...]

    @classmethod
    def of(cls, work: Callable[[], object], repeats: int) -> "Times":
        return cls(tuple(_timed(work) for _ in range(repeats)))

    def figures(self) -> Figures:
        return {
            "median_ms": float(np.median(self.ms)),
            "p99_ms": float(np.quantile(self.ms, 0.99)),
            "least_ms": min(self.ms),
        }


def measure_search(school: School, *, repeats: int) -> Figures:
    """The product's search beside the naive one; both find the same.

    The naive one compares with one matrix product, takes each student's maximum by reduceat and
    sorts all students.
    """
    groups = list(school.faces)
    templates = GroupedRows.of(groups)
    search = TemplateSearch.of(templates)
    probes = school.probes
    found = search.nearest(probes, NEAREST)[1]
    expected = _naive(templates, probes)
    return {
        "search": Times.of(lambda: search.nearest(probes, NEAREST), repeats).figures(),
        "search_one_face": Times.of(lambda: search.nearest(probes[:1], NEAREST), repeats).figures(),
        "naive": Times.of(lambda: _naive(templates, probes), max(repeats // 10, 3)).figures(),
        "largest_difference": float(np.abs(found - expected).max()),
    }


def measure_changes(school: School, *, seed: int) -> Figures:
    """How long a gallery takes to load from a database, and to follow the change of a student.

    Both include the calibration, which is also timed by itself, as is the review that
    `/api/gallery` makes once after a change.
    """
    dimension = school.probes.shape[1]
    random = np.random.default_rng(seed)
    public = ImpostorSimilarity(mean=0.0, deviation=dimension**-0.5, cohort_mean=0.0)
    calibrator = Calibrator(
        IdentityThresholds.measured(public, margin=0.05), _directions(random, (COHORT, dimension))
    )
    with _database(school) as database:
        faces, students, live = Faces(database), Students(database), LiveGallery()
        loader = GalleryLoader(faces, EMBEDDER, live, calibrator)
        times = {"load": Times.of(loader.reload, 3)}
        ids = iter(live.current.student_ids.tolist())
        one = [NewFace(school.probes[0], 0.5)]
        changes: dict[str, Callable[[], object]] = {
            "follow_nothing": lambda: None,
            "follow_added_face": lambda: faces.add(next(ids), EMBEDDER, one, now=datetime.now(UTC)),
            "follow_deleted_student": lambda: students.delete(next(ids)),
        }
        for name, change in changes.items():
            times[name] = _follow_after(change, loader)
        gallery, thresholds = live.current, live.enrolled.thresholds_or(calibrator.defaults)
    times["calibrate"] = Times.of(
        lambda: calibrator.calibrate(gallery.faces, gallery.student_templates), 5
    )
    times["review"] = Times.of(lambda: review_gallery(gallery, thresholds), 5)
    return {name: found.figures() for name, found in times.items()}


def _follow_after(change: Callable[[], object], loader: GalleryLoader) -> Times:
    """Times of following, without that of the change itself."""
    times = []
    for _ in range(CHANGES):
        change()
        times.append(_timed(loader.follow))
    return Times(tuple(times))


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000.0


def _naive(templates: GroupedRows, probes: FloatArray) -> FloatArray:
    similarities = probes @ templates.values.T
    highest = np.maximum.reduceat(similarities, templates.offsets[:-1], axis=1)
    return np.asarray(-np.sort(-highest, axis=1)[:, :NEAREST], np.float32)


def _directions(random: np.random.Generator, shape: tuple[int, ...]) -> FloatArray:
    rows = random.standard_normal((int(np.prod(shape[:-1])), shape[-1]), np.float32)
    return normalize(rows).reshape(shape)


def _near(random: np.random.Generator, people: FloatArray) -> FloatArray:
    moved = people + _SPREAD * _directions(random, people.shape)
    return normalize(moved.reshape(-1, people.shape[-1])).reshape(people.shape)


@contextmanager
def _database(school: School) -> Iterator[Database]:
    """A database on disk with these students, gone afterwards."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'school.sqlite3'}")
        try:
            database.migrate()
            _fill(database, school)
            yield database
        finally:
            database.close()


def _fill(database: Database, school: School) -> None:
    sys.stderr.write(f"storing {len(school.faces)} students…\n")
    students, faces, now = Students(database), Faces(database), datetime.now(UTC)
    for number, rows in enumerate(school.faces, start=1):
        student_id = students.create(f"Student {number}", now=now)
        faces.add(student_id, EMBEDDER, [NewFace(row, 0.5) for row in rows], now=now)

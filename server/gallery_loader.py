"""Keeps the gallery that the cameras look at equal to the stored faces."""

import asyncio
import logging
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, Protocol

import numpy as np

from models.cohort import load_cohort
from models.embedder import Embedder, IdentityThresholds
from server.recognition.calibration import Calibration, Calibrator
from server.recognition.gallery import Gallery, LiveGallery
from server.recognition.review import GalleryReview, review_gallery
from students_db.errors import StudentsDbError
from students_db.faces import EmbedderKey, Faces, StoredFaces, StudentVersion

logger = logging.getLogger(__name__)

MAX_STUDENTS_READ_ALONE: Final = 200
"""When more students than this changed, everything is read: that is one query, and fast."""

FOLLOW_INTERVAL_SECONDS: Final = 5.0
"""How often the database is asked whether another program changed students."""


class Follower(Protocol):
    """What can be brought up to date: see GalleryLoader."""

    def follow(self) -> object: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """What the cameras see, and how its thresholds came about."""

    gallery: Gallery
    calibration: Calibration


class GalleryLoader:
    """Builds the gallery from the database, and brings it up to date after changes.

    Thresholds are calibrated anew with each change.

    What changed is found by comparing each student's version with the one that was read before, so
    it does not matter who changed the database: this process tells at once, changes of others are
    found by `follow_changes`. When reading fails the gallery stays as it was.
    """

    def __init__(
        self,
        faces: Faces,
        embedder: EmbedderKey,
        live_gallery: LiveGallery,
        calibrator: Calibrator,
    ) -> None:
        self._faces = faces
        self._embedder = embedder
        self._live_gallery = live_gallery
        self._calibrator = calibrator
        self._versions: dict[int, StudentVersion] = {}
        self._lock = Lock()
        empty = Gallery.empty()
        self._shown = Shown(empty, calibrator.calibrate(empty.faces, empty.student_templates))
        self._review: tuple[Shown, GalleryReview] | None = None
        self._review_lock = Lock()

    def reload(self) -> Gallery:
        """Read all stored faces and let the cameras see them.

        One at a time: a slow reader would put an older state over a newer one. Raises
        StudentsDbError.
        """
        with self._lock:
            # The versions come first: what changes between the two reads is seen again later.
            versions = self._faces.versions(self._embedder)
            return self._show(self._build(self._faces.load(self._embedder)), versions)

    def follow(self) -> Gallery:
        """Read the students who changed since the last time; call it after a commit.

        Raises StudentsDbError.
        """
        with self._lock:
            versions = self._faces.versions(self._embedder)
            known, gallery = self._versions, self._live_gallery.current
            if versions == known:
                return gallery
            changed = {
                key for key, version in versions.items() if _faces_differ(version, known.get(key))
            }
            removed = known.keys() - versions.keys()
            if len(changed) > MAX_STUDENTS_READ_ALONE:
                return self._show(self._build(self._faces.load(self._embedder)), versions)
            if changed or removed:
                fresh = self._build(self._faces.load(self._embedder, changed))
                gallery = gallery.with_students(fresh, changed | removed)
            names = {key: version.name for key, version in versions.items() if key in gallery.names}
            return self._show(gallery.with_names(names), versions)

    @property
    def shown(self) -> Shown:
        """What the cameras see since the last change that was read."""
        return self._shown

    def review(self) -> tuple["Shown", GalleryReview]:
        """What cameras see, and what in it deserves a second look: looked for once a change."""
        with self._review_lock:
            shown = self._shown
            if self._review is None or self._review[0] is not shown:
                thresholds = shown.calibration.thresholds
                self._review = (shown, review_gallery(shown.gallery, thresholds))
            return self._review

    def _build(self, stored: StoredFaces) -> Gallery:
        usable = np.isfinite(stored.embeddings).all(axis=1)
        if not usable.all():
            logger.error("%d stored faces are damaged and left out", int((~usable).sum()))
        return Gallery.build(
            stored.student_ids[usable],
            stored.embeddings[usable],
            stored.names,
            stored.qualities[usable],
        )

    def _show(self, gallery: Gallery, versions: dict[int, StudentVersion]) -> Gallery:
        calibration = self._calibrator.calibrate(gallery.faces, gallery.student_templates)
        self._live_gallery.replace(gallery, calibration)
        self._shown = Shown(gallery, calibration)
        self._versions = versions
        return gallery


def load_calibrator(
    thresholds: IdentityThresholds, embedder: Embedder, weights_dir: Path
) -> Calibrator:
    """Make a calibrator with the embedder's background cohort, where it has one.

    Raises WeightsMissingError or WeightsDamagedError.
    """
    cohort = load_cohort(embedder.name, weights_dir, weights_sha256=embedder.weights_sha256)
    return Calibrator(thresholds, cohort)


async def follow_changes(
    loader: Follower, *, interval_seconds: float = FOLLOW_INTERVAL_SECONDS
) -> None:
    """Follow what other programs change in the database, until cancelled. Never raises."""
    failing = False
    while True:
        await asyncio.sleep(interval_seconds)
        try:
            await asyncio.to_thread(loader.follow)
        except StudentsDbError as error:
            if not failing:
                logger.warning("the gallery cannot be read and stays as it is: %s", error.detail)
            failing = True
        except Exception:
            logger.exception("reading the gallery failed; it stays as it is")
        else:
            failing = False


def _faces_differ(version: StudentVersion, known: StudentVersion | None) -> bool:
    return known is None or version[1:] != known[1:]

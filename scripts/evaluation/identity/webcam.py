"""How well people are named from pictures as poor as a webcam's: `evaluate identity --degrade`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.detections import Detections, Detector
from models.embedder import Embedder, IdentityThresholds
from scripts.evaluation.faces import FaceReader, central_face
from scripts.evaluation.figures import Figures
from scripts.evaluation.identity.degrade import draw_webcam
from scripts.evaluation.identity.evaluation import OpenSetResult, enroll_gallery, judge
from scripts.evaluation.plots import Plot
from scripts.evaluation.progress import batches_on_all_cores
from scripts.evaluation.tables import OpenSetImage, Role
from server.recognition.burst import Burst, is_small
from server.recognition.calibration import Calibrator
from server.recognition.evidence import Evidence
from server.recognition.gallery import Gallery
from server.recognition.identity import identify
from server.recognition.quality import quality_weights
from server.recognition.types import FloatArray

LOOKS = 10
"""Degraded pictures of one photo that stand for a track."""

LOOK_SECONDS = 0.1
"""Time between two of them."""


@dataclass(frozen=True, slots=True)
class Look:
    """One picture's face, with what the ones before add to it (see server.recognition.burst).

    Its embedding, float32 (d,), and its weight in a vote, 0..1.
    """

    embedding: FloatArray
    weight: float


Looks = list[Look | None]
"""The degraded pictures of one photo, in order; None where no face was found."""


@dataclass(frozen=True, slots=True)
class TrackVerdicts:
    """Whom n tracks are named after: `at_end` after the last look, int64 (n,), 0 without a name;
    `ever` everybody whom any look made of each track.
    """

    at_end: npt.NDArray[np.int64]
    ever: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class WebcamResult:
    """Verdicts over single degraded pictures, and over tracks of LOOKS of them."""

    single: OpenSetResult
    probe_tracks: TrackVerdicts
    impostor_tracks: TrackVerdicts

    def figures(self) -> Figures:
        persons, at_end = self.single.persons, self.probe_tracks.at_end
        named = at_end > 0
        ever_wrong = [
            bool(names - {person})
            for names, person in zip(self.probe_tracks.ever, persons.tolist(), strict=True)
        ]
        return {
            "degraded": "webcam",
            **self.single.figures(),
            "track_looks": LOOKS,
            "track_named_right": _part((at_end == persons) & named),
            "track_named_wrong_probe": _part((at_end != persons) & named),
            "track_named_wrong_impostor": _part(self.impostor_tracks.at_end > 0),
            "track_ever_wrong_probe": _part(np.array(ever_wrong, np.bool_)),
            "track_ever_wrong_impostor": _part(
                np.array([bool(names) for names in self.impostor_tracks.ever], np.bool_)
            ),
        }

    def plots(self) -> list[Plot]:
        return self.single.plots()


class WebcamReader:
    """Shows the product photos as a webcam would: degraded, then detected and aligned anew."""

    def __init__(
        self, faces: FaceReader, detector: Detector, min_detection_score: float, *, seed: int
    ) -> None:
        self._faces = faces
        self._detector = detector
        self._min_detection_score = min_detection_score
        self._seed = seed

    def embed(self, names: Sequence[str], embedder: Embedder) -> dict[str, Looks]:
        """Embed LOOKS degraded pictures of each photo's central face."""

        def crops(name: str) -> list[tuple[npt.NDArray[np.uint8], float]]:
            image, face = self._faces.read(name)
            if not len(face):
                return [(np.zeros((0,), np.uint8), 0.0)] * LOOKS
            burst = Burst()
            return [
                self._crop(name, image, face.boxes[0], look, embedder, burst)
                for look in range(LOOKS)
            ]

        looks: dict[str, Looks] = {}
        unique = list(dict.fromkeys(names))
        todo = iter(unique)
        for batch in batches_on_all_cores(crops, unique, "Degrading and embedding"):
            found = [crop for photo in batch for crop, _ in photo if crop.size]
            embedded = embedder.embed(np.stack(found)) if found else np.zeros((0, 0), np.float32)
            rows = iter(embedded)
            for photo in batch:
                looks[next(todo)] = [
                    Look(next(rows), weight) if crop.size else None for crop, weight in photo
                ]
        return looks

    def _crop(
        self,
        name: str,
        image: npt.NDArray[np.uint8],
        box: FloatArray,
        look: int,
        embedder: Embedder,
        burst: Burst,
    ) -> tuple[npt.NDArray[np.uint8], float]:
        picture = draw_webcam(name, self._seed, look).apply(image, box)
        face = self._find(picture)
        if not len(face):
            return np.zeros((0,), np.uint8), 0.0
        weight = float(quality_weights(face.boxes, face.landmarks, face.detection_scores)[0])
        crop = embedder.crop(picture, face.landmarks)[0]
        if is_small(face.boxes[0]):
            burst.add(crop, look * LOOK_SECONDS)
            crop, weight = burst.best, burst.weight(weight)
        return crop, weight

    def _find(self, picture: npt.NDArray[np.uint8]) -> Detections:
        found = self._detector.detect(picture)
        found = found.select(found.detection_scores >= self._min_detection_score)
        return found.select(central_face(found, picture.shape[1], picture.shape[0]))


def evaluate_webcam(
    faces: FaceReader,
    webcam: WebcamReader,
    images: Sequence[OpenSetImage],
    embedder: Embedder,
    calibrator: Calibrator,
) -> WebcamResult:
    """Enroll the gallery's photos as they are, and show probes and impostors degraded."""
    enrolled = [image.image for image in images if image.role is Role.GALLERY]
    gallery, id_of = enroll_gallery(images, faces.embed(enrolled, embedder), embedder.dimension)
    thresholds = calibrator.calibrate(gallery.faces, gallery.student_templates).thresholds
    probes = [image for image in images if image.role is Role.PROBE]
    impostors = [image for image in images if image.role is Role.IMPOSTOR]
    looks = webcam.embed([image.image for image in (*probes, *impostors)], embedder)
    first = {name: found[0].embedding if found[0] else None for name, found in looks.items()}
    single = OpenSetResult(
        probes=judge([first[image.image] for image in probes], gallery, thresholds),
        persons=np.array([id_of.get(image.person, 0) for image in probes], np.int64),
        impostors=judge([first[image.image] for image in impostors], gallery, thresholds),
        enrolled=len(gallery),
        not_enrolled=len(id_of) - len(gallery),
        no_face=sum(embedding is None for embedding in first.values()),
        embedder=embedder.name,
        thresholds=thresholds,
    )
    return WebcamResult(
        single,
        probe_tracks=_follow([looks[image.image] for image in probes], gallery, thresholds),
        impostor_tracks=_follow([looks[image.image] for image in impostors], gallery, thresholds),
    )


def _follow(
    tracks: Sequence[Looks], gallery: Gallery, thresholds: IdentityThresholds
) -> TrackVerdicts:
    """Let the product gather evidence over each track, as if it were alone in the picture."""
    at_end = np.zeros(len(tracks), np.int64)
    ever = []
    for index, looks in enumerate(tracks):
        evidence, names = Evidence(), set()
        for look in filter(None, looks):
            evidence.add(look.embedding, look.weight)
            match = identify([evidence], gallery, thresholds)[0]
            at_end[index] = match.student_id or 0
            if match.student_id is not None:
                names.add(match.student_id)
        ever.append(frozenset(names))
    return TrackVerdicts(at_end, tuple(ever))


def _part(flags: npt.NDArray[np.bool_]) -> float | None:
    return float(flags.mean()) if len(flags) else None

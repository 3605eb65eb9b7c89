"""A photo as enrollment sees it, with the embedding also of a face that is refused."""

from dataclasses import dataclass

import numpy as np

from models.align import align_faces
from scripts.evaluation.enrollment.worse import Face, FloatArray, Image
from scripts.evaluation.networks import Networks
from server.enrollment.quality import QualityRules, choose_face, find_faults
from server.enrollment.reports import FaceRejection, Reason
from server.recognition.quality import FaceQuality, measure_face


@dataclass(frozen=True, slots=True)
class Look:
    """`reasons` against a photo, and its face if one is meant: place, quality, embedding."""

    reasons: frozenset[FaceRejection]
    face: Face | None = None
    quality: FaceQuality | None = None
    occlusion: float | None = None
    embedding: FloatArray | None = None


class FaceFinder:
    """Finds the face that is meant, as enrollment does, and asks nothing more of it."""

    def __init__(self, networks: Networks) -> None:
        self._detector = networks.detector
        self._rules = QualityRules()

    def find(self, image: Image) -> Face | None:
        """The face that is meant, however poor it is."""
        detections = self._detector.detect(image)
        chosen = choose_face(detections, self._rules)
        if isinstance(chosen, Reason):
            return None
        return Face(detections.boxes[chosen], detections.landmarks[chosen])


class Looker:
    """Looks at photos with the product's networks and limits."""

    def __init__(self, networks: Networks) -> None:
        self._detector = networks.detector
        self._occlusion = networks.occlusion
        self._embedder = networks.embedder
        self._rules = QualityRules(min_face_px=networks.settings.enrollment.min_face_px)

    def look(self, image: Image) -> Look:
        detections = self._detector.detect(image)
        chosen = choose_face(detections, self._rules)
        if isinstance(chosen, Reason):
            return Look(frozenset({chosen.code}))
        meant = detections.select(np.array([chosen]))
        face = Face(meant.boxes[0], meant.landmarks[0])
        quality = measure_face(image, face.box, face.landmarks)
        occlusion = float(self._occlusion.measure(align_faces(image, meant.landmarks))[0])
        faults = find_faults(quality, self._rules, occlusion=occlusion)
        embedding = self._embedder.embed(self._embedder.crop(image, meant.landmarks))[0]
        reasons = frozenset(fault.code for fault in faults)
        return Look(reasons, face, quality, occlusion, embedding)

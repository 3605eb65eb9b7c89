"""One photo on its own: from bytes to a measured face and its embedding."""

from dataclasses import dataclass, replace
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from models.align import align_faces
from models.detections import Detections, Detector
from models.embedder import Embedder
from models.occlusion import OcclusionClassifier
from server.enrollment.head_turn import HeadView
from server.enrollment.kept_photo import FoundFace
from server.enrollment.quality import QualityRules, choose_face, find_faults
from server.enrollment.reports import FaceRejection, Measurements, Reason
from server.errors import ImageError
from server.images import decode_image
from server.recognition.quality import FaceQuality, measure_face, quality_weights
from server.recognition.types import FloatArray

_MAX_SIDE_PX: Final = 1920
"""Larger photos are shrunk first: a face that is meant fills more of them than a detector needs."""


@dataclass(frozen=True, slots=True)
class ImageLimits:
    max_bytes: int
    max_pixels: int


@dataclass(frozen=True, slots=True)
class Examined:
    """A photo's face. `embedding`, float32 (d,), is None when there are reasons against it.

    `view` is what tells a head from a flat picture beside another view; `found` is the face itself
    where photos are kept.
    """

    measurements: Measurements
    reasons: tuple[Reason, ...] = ()
    embedding: FloatArray | None = None
    quality: float = 0.0
    view: HeadView | None = None
    found: FoundFace | None = None


class PhotoExaminer:
    """Looks at photos one by one; with `keep_photos` it hands over the faces that are good."""

    def __init__(
        self,
        detector: Detector,
        embedder: Embedder,
        *,
        rules: QualityRules,
        limits: ImageLimits,
        occlusion: OcclusionClassifier | None = None,
        keep_photos: bool = False,
    ) -> None:
        self._detector = detector
        self._embedder = embedder
        self._rules = rules
        self._limits = limits
        self._occlusion = occlusion
        self._keep_photos = keep_photos

    def examine(self, data: bytes) -> Examined:
        try:
            image = _shrink(self._decode(data))
        except ImageError as error:
            return Examined(Measurements(), (Reason(FaceRejection(error.code), error.detail),))
        detections = self._detector.detect(image)
        chosen = choose_face(detections, self._rules)
        if isinstance(chosen, Reason):
            return Examined(Measurements(faces_found=len(detections)), (chosen,))
        return self._examine_face(image, detections, chosen)

    def _decode(self, data: bytes) -> npt.NDArray[np.uint8]:
        if len(data) > self._limits.max_bytes:
            raise ImageError(
                f"the file has {len(data) / 1e6:.1f} MB, at most "
                f"{self._limits.max_bytes / 1e6:.1f} are accepted: make it smaller",
                code="image_too_large",
            )
        return decode_image(data, max_pixels=self._limits.max_pixels)

    def _examine_face(
        self, image: npt.NDArray[np.uint8], detections: Detections, chosen: int
    ) -> Examined:
        face = detections.select(np.array([chosen]))
        box, landmarks = face.boxes[0], face.landmarks[0]
        measured = measure_face(image, box, landmarks)
        measurements = _measurements(measured, detections, chosen)
        occlusion = self._measure_occlusion(image, landmarks)
        measurements = replace(measurements, occlusion=occlusion)
        faults = find_faults(measured, self._rules, occlusion=occlusion)
        if faults:
            return Examined(measurements, tuple(faults))
        crops = self._embedder.crop(image, face.landmarks)
        weight = quality_weights(face.boxes, face.landmarks, face.detection_scores)[0]
        embedding = self._embedder.embed(crops)[0]
        found = FoundFace(image, box, landmarks) if self._keep_photos else None
        view = HeadView.cut(image, landmarks)
        return Examined(measurements, (), embedding, float(weight), view, found)

    def _measure_occlusion(
        self, image: npt.NDArray[np.uint8], landmarks: FloatArray
    ) -> float | None:
        if self._occlusion is None:
            return None
        return float(self._occlusion.measure(align_faces(image, landmarks[np.newaxis]))[0])


def _measurements(measured: FaceQuality, detections: Detections, chosen: int) -> Measurements:
    return Measurements(
        faces_found=len(detections),
        detection_score=float(detections.detection_scores[chosen]),
        face_px=measured.face_px,
        sharpness=measured.sharpness,
        brightness=measured.brightness,
        clipped=measured.clipped,
        side_light=measured.side_light,
        visible=measured.visible,
        yaw=measured.yaw,
        pitch=measured.pitch,
        roll=measured.roll,
    )


def _shrink(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    scale = _MAX_SIDE_PX / max(image.shape[:2])
    if scale >= 1:
        return image
    height, width = (max(1, round(side * scale)) for side in image.shape[:2])
    return np.asarray(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), np.uint8)

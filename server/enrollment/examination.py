"""One photo on its own: from bytes to a measured face and its embedding."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from models.align import align_faces
from models.detections import Detector
from models.embedder import Embedder
from models.occlusion import OcclusionClassifier
from server.enrollment.close_up import CloseUp, look_closer, scale_to_fit, shrink
from server.enrollment.head_turn import HeadView
from server.enrollment.kept_photo import FoundFace
from server.enrollment.quality import QualityRules, choose_face, find_faults
from server.enrollment.reports import FaceRejection, Measurements, Reason
from server.errors import ImageError
from server.images import decode_image
from server.recognition.quality import FaceQuality, measure_face, quality_weights
from server.recognition.types import FloatArray


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
        """Look at a photo as large as it comes: faces are found in a small copy of a large one, and
        the one that is meant is judged by the photo's own pixels, as in a cut around it.
        """
        try:
            photo = self._decode(data)
        except ImageError as error:
            return Examined(Measurements(), (Reason(FaceRejection(error.code), error.detail),))
        scale = scale_to_fit(photo)
        image = shrink(photo, scale)
        detections = self._detector.detect(image)
        chosen = choose_face(detections, self._rules)
        if isinstance(chosen, Reason):
            return Examined(Measurements(faces_found=len(detections)), (chosen,))
        face = detections.select(np.array([chosen]))
        close_up = CloseUp(image, face)
        if scale < 1:
            close_up = look_closer(photo, face, self._detector)
            del photo  # tens of megabytes
        return self._examine_face(close_up, faces_found=len(detections))

    def _decode(self, data: bytes) -> npt.NDArray[np.uint8]:
        if len(data) > self._limits.max_bytes:
            raise ImageError(
                f"the file has {len(data) / 1e6:.1f} MB, at most "
                f"{self._limits.max_bytes / 1e6:.1f} are accepted: make it smaller",
                code="image_too_large",
            )
        return decode_image(data, max_pixels=self._limits.max_pixels)

    def _examine_face(self, close_up: CloseUp, *, faces_found: int) -> Examined:
        image, face = close_up.image, close_up.face
        box, landmarks = face.boxes[0], face.landmarks[0]
        measured = measure_face(image, box, landmarks)
        measured = replace(measured, face_px=measured.face_px / close_up.scale)
        occlusion = self._measure_occlusion(image, landmarks)
        measurements = replace(
            _measurements(measured),
            faces_found=faces_found,
            detection_score=float(face.detection_scores[0]),
            occlusion=occlusion,
        )
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


def _measurements(measured: FaceQuality) -> Measurements:
    return Measurements(
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

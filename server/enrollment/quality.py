"""Which face of a photo is meant, and whether it is good enough to recognise somebody by."""

from dataclasses import dataclass

import numpy as np

from models.detections import Detections
from server.enrollment.reports import FaceRejection, Reason
from server.recognition.quality import FaceQuality
from server.recognition.types import FloatArray


@dataclass(frozen=True, slots=True)
class QualityRules:
    """Limits that an enrollment photo must keep.

    Their reasons were measured with SFace on 200 people of LFW's development set: one photo of
    each was worsened and compared with another one. "Lost" are those whose similarity falls below
    that from which a face is named: 2.5 % of the photos as they are. All plain photos of one face
    keep all limits. These were single trials; no command repeats them.
    """

    min_face_px: float = 64.0
    """At 46 px 4 % are lost, at 28 px 5 %, at 18 px 15 %. A camera's frame may be poor; the photo
    that all frames are compared with should be better than that."""

    min_sharpness: float = 10.0
    """See `sharpness_of`. Plain photos have 15 to 50. A Gaussian blur of 2 px leaves 9 (5 % are
    lost), one of 3 px 7 (18 %), one of 4 px 6 (42 %)."""

    min_brightness: float = 30.0
    """At 40 of 255, with noise, 3 % are lost, at 28 4 %, at 17 12 %, and 9 % are not found any
    more. Not higher: dark skin in ordinary light must pass. Plain photos have 70 to 170."""

    max_brightness: float = 215.0
    """Overexposed to 206 7 % are lost and 7 % not found, at 217 12 % and 18 %."""

    max_yaw: float = 40.0
    """Plain photos have up to 30 degrees; further on one eye is hidden."""

    max_pitch: float = 40.0
    """Plain photos have up to 36 degrees; the estimate from five points is rough."""

    max_roll: float = 45.0
    """Alignment turns the face upright; beyond this the detector is not trained to find it."""

    min_visible: float = 0.72
    """Part of the face's box that must lie inside the picture. A face cut off below by 30 % is as
    good as a whole one (3 % are lost), by 40 % not (11 %, and one in seven is not found); cut off
    at the side by 20 % 6 % are lost, by 30 % 11 %."""

    min_detection_score: float = 0.9
    """What the detector is less sure of is no face: neither the one that is meant nor a rival."""

    max_other_face: float = 0.6
    """A second face larger than this part of the first one's side makes the photo ambiguous. With
    0.4 every ninth of the plain photos would be refused for somebody in the background, with 0.6
    every thirteenth."""


def choose_face(detections: Detections, rules: QualityRules) -> int | Reason:
    """Return the index of the one face that is meant, or why there is none."""
    sure = np.flatnonzero(detections.detection_scores >= rules.min_detection_score)
    if not len(sure):
        return Reason(
            FaceRejection.NO_FACE,
            "No face was found. Take a photo from the front, in good light, with the whole face.",
        )
    sides = _sides(detections.boxes[sure])
    similar = int((sides >= rules.max_other_face * sides.max()).sum())
    if similar > 1:
        return Reason(
            FaceRejection.SEVERAL_FACES,
            f"{similar} faces of similar size were found. Take a photo of this student alone.",
        )
    return int(sure[sides.argmax()])


def find_faults(
    quality: FaceQuality, box: FloatArray, size: tuple[int, int], rules: QualityRules
) -> list[Reason]:
    """Return everything that is wrong with the face in `box`, float32 (4,) xyxy px.

    `size` is (width, height) of the picture.
    """
    return [
        *_size_faults(quality, box, size, rules),
        *_light_faults(quality, rules),
        *_pose_faults(quality, rules),
    ]


def sharpness_of(quality: FaceQuality) -> float:
    """Return the detail of a face in percent of its contrast.

    Light that is weak or flat lowers detail and contrast alike; only blur lowers detail alone.
    """
    return 100 * quality.sharpness / max(quality.contrast, 1.0)


def visible_part(box: FloatArray, size: tuple[int, int]) -> float:
    """Return which part of the box's area lies inside a picture of (width, height), 0..1."""
    inside = np.clip(box, 0, np.tile(np.array(size, np.float32), 2))
    area = float(np.prod(box[2:] - box[:2]))
    return float(np.prod(inside[2:] - inside[:2])) / area if area else 0.0


def _size_faults(
    quality: FaceQuality, box: FloatArray, size: tuple[int, int], rules: QualityRules
) -> list[Reason]:
    faults = []
    if quality.face_px < rules.min_face_px:
        faults.append(
            Reason(
                FaceRejection.FACE_TOO_SMALL,
                f"The face is {quality.face_px:.0f} pixels wide, at least "
                f"{rules.min_face_px:.0f} are needed. Go closer, or use a larger picture.",
            )
        )
    if visible_part(box, size) < rules.min_visible:
        faults.append(
            Reason(
                FaceRejection.FACE_CUT_OFF,
                "The edge of the picture cuts the face off. Move it to the middle.",
            )
        )
    return faults


def _light_faults(quality: FaceQuality, rules: QualityRules) -> list[Reason]:
    faults = []
    if quality.brightness < rules.min_brightness:
        faults.append(
            Reason(
                FaceRejection.TOO_DARK,
                f"The face is too dark ({quality.brightness:.0f} of 255, at least "
                f"{rules.min_brightness:.0f}). Turn towards a window or a lamp.",
            )
        )
    if quality.brightness > rules.max_brightness:
        faults.append(
            Reason(
                FaceRejection.TOO_BRIGHT,
                f"The face is too bright ({quality.brightness:.0f} of 255, at most "
                f"{rules.max_brightness:.0f}). Avoid direct light.",
            )
        )
    sharpness = sharpness_of(quality)
    if sharpness < rules.min_sharpness:
        faults.append(
            Reason(
                FaceRejection.TOO_BLURRY,
                f"The face is blurred (sharpness {sharpness:.0f}, at least "
                f"{rules.min_sharpness:.0f}). Hold still and clean the lens.",
            )
        )
    return faults


def _pose_faults(quality: FaceQuality, rules: QualityRules) -> list[Reason]:
    turned = (
        ("turned to the side", quality.yaw, rules.max_yaw),
        ("turned up or down", quality.pitch, rules.max_pitch),
        ("tilted", quality.roll, rules.max_roll),
    )
    return [
        Reason(
            FaceRejection.EXTREME_POSE,
            f"The head is {how} by {abs(angle):.0f} degrees, at most {limit:.0f} are accepted. "
            "Look towards the camera.",
        )
        for how, angle, limit in turned
        if abs(angle) > limit
    ]


def _sides(boxes: FloatArray) -> FloatArray:
    return np.asarray(np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]), np.float32)

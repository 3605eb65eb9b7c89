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

    `python -m scripts.evaluate enrollment` measures them: photos of LFW's development people
    outside the open-set protocol are worsened step by step, and each step is compared with another
    photo of the person. "Lost" are those below the similarity from which a face is named: 1.4 %
    of the photos as they are. The table in docs/evaluation.md has every step.
    """

    min_face_px: float = 64.0
    """Down to 32 px no more are lost, at 24 px 2.8 %: stricter than sharp photos need. A camera's
    frame may be poor; the photo that all frames are compared with should be better than that."""

    min_sharpness: float = 40.0
    """See recognition.quality.sharpness_of. Plain photos have 45 up. Refuses 80 % to 90 % of
    motions by a tenth of the face (8 % to 15 % are lost) and nearly all longer ones (24 % up)."""

    min_brightness: float = 30.0
    """Of faces with a fifth of their light 8 % are lost, most of them refused; with less 12 % up,
    and one in four is not found. Not higher: dark skin in ordinary light must pass."""

    max_clipped: float = 0.25
    """With twice the light 10 % are lost, with two and a half times 33 %."""

    max_side_light: float = 0.6
    """Where the far side has lost 85 % of its light 11 % are lost, beyond that 18 % to 41 %."""

    max_occlusion: float = 0.75
    """See models.occlusion: around 0 for a plain face, 1 for one that is covered. Masks over the
    nose and opaque sunglasses lose 26 %. High, so that beards, glasses and dyed hair pass."""

    max_yaw: float = 40.0
    """Of the plain photos none is turned further; beyond, one eye is hidden."""

    max_pitch: float = 40.0
    """Likewise; the estimate from five points is rough."""

    max_roll: float = 45.0
    """At 30 degrees 3 % are lost, at 40 7 %, at 50 19 %, and one in five is not found."""

    min_visible: float = 0.78
    """Part of the face's oval that must lie inside the picture. Of faces cut by 20 % below or at
    the side 1 % and 4 % are lost, and most pass; of those cut by 30 % 5 % and 11 %."""

    min_detection_score: float = 0.9
    """What the detector is less sure of is no face: neither the one that is meant nor a rival."""

    max_other_face: float = 0.6
    """A second face of this part of the first one's side, or more, makes the photo ambiguous. With
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
    quality: FaceQuality, rules: QualityRules, *, occlusion: float | None = None
) -> list[Reason]:
    """Return everything that is wrong with a face; `occlusion` as models.occlusion measures it."""
    return [
        *_size_faults(quality, rules),
        *_covered_faults(occlusion, rules),
        *_light_faults(quality, rules),
        *_pose_faults(quality, rules),
    ]


def _size_faults(quality: FaceQuality, rules: QualityRules) -> list[Reason]:
    faults = []
    if quality.face_px < rules.min_face_px:
        faults.append(
            Reason(
                FaceRejection.FACE_TOO_SMALL,
                f"The face is {quality.face_px:.0f} pixels wide, at least "
                f"{rules.min_face_px:.0f} are needed. Go closer, or use a larger picture.",
            )
        )
    if quality.visible < rules.min_visible:
        faults.append(
            Reason(
                FaceRejection.FACE_CUT_OFF,
                "The edge of the picture cuts the face off. Move it to the middle.",
            )
        )
    return faults


def _covered_faults(occlusion: float | None, rules: QualityRules) -> list[Reason]:
    if occlusion is None or occlusion <= rules.max_occlusion:
        return []
    return [
        Reason(
            FaceRejection.FACE_COVERED,
            "Something covers a part of the face. Take off mask and sunglasses, and keep hair and "
            "hands away from it.",
        )
    ]


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
    if quality.clipped > rules.max_clipped:
        faults.append(
            Reason(
                FaceRejection.TOO_BRIGHT,
                f"{quality.clipped:.0%} of the face are overexposed, at most "
                f"{rules.max_clipped:.0%} may be. Avoid direct light, or turn away from it.",
            )
        )
    if quality.side_light > rules.max_side_light:
        faults.append(
            Reason(
                FaceRejection.UNEVEN_LIGHT,
                f"One half of the face is darker than the other by {quality.side_light:.0%}, at "
                f"most {rules.max_side_light:.0%} are accepted. Turn towards the light.",
            )
        )
    if quality.sharpness < rules.min_sharpness:
        faults.append(
            Reason(
                FaceRejection.TOO_BLURRY,
                f"The face is blurred (sharpness {quality.sharpness:.0f}, at least "
                f"{rules.min_sharpness:.0f}; 100 is usual). Hold still and clean the lens.",
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

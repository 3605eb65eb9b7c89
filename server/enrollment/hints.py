"""What somebody in front of a camera should do next: one thing at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.enrollment.reports import FaceRejection, Measurements, Reason


class HintCode(StrEnum):
    """What to do. Left and right, up and down are those of the person, not of the picture."""

    SHOW_FACE = "show_face"
    ONE_PERSON_ONLY = "one_person_only"
    COME_CLOSER = "come_closer"
    MOVE_TO_MIDDLE = "move_to_middle"
    FIND_LIGHT = "find_light"
    AVOID_LIGHT = "avoid_light"
    UNCOVER_FACE = "uncover_face"
    HOLD_STILL = "hold_still"
    LOOK_LEFT = "look_left"
    LOOK_RIGHT = "look_right"
    LOOK_UP = "look_up"
    LOOK_DOWN = "look_down"
    HOLD_HEAD_UPRIGHT = "hold_head_upright"
    SEND_ANOTHER_PICTURE = "send_another_picture"
    CHECK_PERSON = "check_person"
    CHANGE_ANGLE = "change_angle"


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to do; `detail` is a sentence for the person in front of the camera."""

    code: HintCode
    detail: str


_SENTENCES: Final = {
    HintCode.SHOW_FACE: "Look into the camera, with the whole face in the picture.",
    HintCode.ONE_PERSON_ONLY: "Only one person, please.",
    HintCode.COME_CLOSER: "Come closer.",
    HintCode.MOVE_TO_MIDDLE: "Move to the middle of the picture.",
    HintCode.FIND_LIGHT: "Turn towards a window or a lamp.",
    HintCode.AVOID_LIGHT: "Too much light on the face: turn away from it a little.",
    HintCode.UNCOVER_FACE: "Take off mask and sunglasses, and keep hair and hands away.",
    HintCode.HOLD_STILL: "Hold still, and clean the lens if it stays blurred.",
    HintCode.LOOK_LEFT: "Look a bit to your left.",
    HintCode.LOOK_RIGHT: "Look a bit to your right.",
    HintCode.LOOK_UP: "Look up a bit.",
    HintCode.LOOK_DOWN: "Look down a bit.",
    HintCode.HOLD_HEAD_UPRIGHT: "Hold your head upright.",
    HintCode.SEND_ANOTHER_PICTURE: "The picture cannot be used; try another one.",
    HintCode.CHECK_PERSON: "Is this the right student?",
    HintCode.CHANGE_ANGLE: "Turn your head a little: this view is known already.",
}

# Most urgent first: what the earlier ones ask for often mends the later ones too.
_BY_REASON: Final = (
    (FaceRejection.NO_FACE, HintCode.SHOW_FACE),
    (FaceRejection.SEVERAL_FACES, HintCode.ONE_PERSON_ONLY),
    (FaceRejection.FACE_CUT_OFF, HintCode.MOVE_TO_MIDDLE),
    (FaceRejection.FACE_TOO_SMALL, HintCode.COME_CLOSER),
    (FaceRejection.TOO_DARK, HintCode.FIND_LIGHT),
    (FaceRejection.TOO_BRIGHT, HintCode.AVOID_LIGHT),
    (FaceRejection.UNEVEN_LIGHT, HintCode.FIND_LIGHT),
    (FaceRejection.EXTREME_POSE, HintCode.HOLD_HEAD_UPRIGHT),
    (FaceRejection.FACE_COVERED, HintCode.UNCOVER_FACE),
    (FaceRejection.TOO_BLURRY, HintCode.HOLD_STILL),
    (FaceRejection.DIFFERS_FROM_OTHER_PHOTOS, HintCode.CHECK_PERSON),
    (FaceRejection.PHOTO_OF_ANOTHER_STUDENT, HintCode.CHECK_PERSON),
    (FaceRejection.RESEMBLES_ANOTHER_STUDENT, HintCode.CHECK_PERSON),
    (FaceRejection.DUPLICATE_PHOTO, HintCode.CHANGE_ANGLE),
)


def best_hint(reasons: Sequence[Reason], measurements: Measurements) -> Hint | None:
    """Return what helps most against `reasons`, or None where there are none."""
    if not reasons:
        return None
    found = {reason.code for reason in reasons}
    code = next((hint for reason, hint in _BY_REASON if reason in found), None)
    if code is None:
        code = HintCode.SEND_ANOTHER_PICTURE
    elif code is HintCode.HOLD_HEAD_UPRIGHT:
        code = _turn_back(measurements)
    return Hint(code, _SENTENCES[code])


def _turn_back(measured: Measurements) -> HintCode:
    """Undo the largest angle. A face turned to the picture's right looks to its own left."""
    yaw, pitch, roll = (angle or 0.0 for angle in (measured.yaw, measured.pitch, measured.roll))
    largest = max(abs(yaw), abs(pitch), abs(roll))
    if largest == abs(yaw):
        return HintCode.LOOK_RIGHT if yaw > 0 else HintCode.LOOK_LEFT
    if largest == abs(pitch):
        return HintCode.LOOK_DOWN if pitch > 0 else HintCode.LOOK_UP
    return HintCode.HOLD_HEAD_UPRIGHT

import pytest

from server.enrollment.hints import HintCode, best_hint
from server.enrollment.reports import FaceRejection, Measurements, Reason


@pytest.mark.parametrize(
    ("yaw", "pitch", "roll", "expected"),
    [
        (50.0, 1.0, 0.0, HintCode.LOOK_RIGHT),
        (-50.0, 1.0, 0.0, HintCode.LOOK_LEFT),
        (1.0, 50.0, 0.0, HintCode.LOOK_DOWN),
        (1.0, -50.0, 0.0, HintCode.LOOK_UP),
        (1.0, 0.0, 50.0, HintCode.HOLD_HEAD_UPRIGHT),
    ],
)
def test_hint_turns_the_head_back(
    yaw: float, pitch: float, roll: float, expected: HintCode
) -> None:
    turned_away = Reason(FaceRejection.EXTREME_POSE, "")
    hint = best_hint([turned_away], Measurements(yaw=yaw, pitch=pitch, roll=roll))
    assert hint is not None
    assert hint.code is expected

import cv2
import numpy as np
import numpy.typing as npt

from server.recognition.clarity import clarities
from server.recognition.types import FloatArray
from tests.server.recognition.factories import landmarks_in, make_box

CROP = np.random.default_rng(3).integers(40, 220, (12, 12), np.uint8)
SHARP = np.kron(CROP, np.ones((4, 4), np.uint8))
SCORES = np.ones(1, np.float32)


def clarity(crop: npt.NDArray[np.uint8], landmarks: FloatArray) -> float:
    return float(clarities(crop[np.newaxis], landmarks[np.newaxis], SCORES)[0])


def frontal() -> FloatArray:
    return landmarks_in(make_box(50))


def turned(share: float) -> FloatArray:
    """The nose of a head that turns moves towards one eye."""
    landmarks = frontal()
    landmarks[2, 0] += share * (landmarks[1, 0] - landmarks[0, 0])
    return landmarks


def test_clarity_falls_with_blur() -> None:
    blurred = [cv2.GaussianBlur(SHARP, (0, 0), sigma) for sigma in (1.5, 3.0, 5.0)]

    found = [clarity(np.asarray(crop, np.uint8), frontal()) for crop in (SHARP, *blurred)]

    assert found == sorted(found, reverse=True)
    assert found[0] > 0.9
    assert found[-1] < 0.1


def test_clarity_falls_when_the_head_turns() -> None:
    found = [clarity(SHARP, turned(share)) for share in (0.0, 0.3, 0.6)]

    assert found == sorted(found, reverse=True)
    assert found[-1] < 0.8 * found[0]


def test_clarity_is_the_same_of_a_larger_crop_in_colour() -> None:
    large = cv2.resize(SHARP, (96, 96), interpolation=cv2.INTER_NEAREST)
    colour = np.repeat(large[..., np.newaxis], 3, axis=2)

    assert clarity(colour, frontal()) == clarity(SHARP, frontal())


def test_clarity_of_no_face_is_nothing() -> None:
    nothing = clarities(
        np.zeros((0, 48, 48), np.uint8), np.zeros((0, 5, 2), np.float32), np.zeros(0, np.float32)
    )

    assert nothing.shape == (0,)

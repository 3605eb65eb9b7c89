"""How faces are measured, and how directions are found from the measures."""

import numpy as np
import numpy.typing as npt
import pytest

from scripts.generated_faces.fit_directions import regress
from scripts.generated_faces.measures import five_landmarks, measure

FloatArray = npt.NDArray[np.float64]


def make_mesh(**moved: tuple[float, float]) -> FloatArray:
    """A face of plausible proportions; `moved` shifts groups of landmarks by (x, y) px."""
    mesh = np.zeros((478, 3))
    places = {
        "left_eye": {33: (180, 200), 133: (220, 200)},
        "left_upper_lid": {159: (200, 193), 158: (206, 194), 160: (194, 194)},
        "left_lower_lid": {145: (200, 205), 153: (206, 204), 144: (194, 204)},
        "right_eye": {362: (280, 200), 263: (320, 200)},
        "right_upper_lid": {386: (300, 193), 385: (294, 194), 387: (306, 194)},
        "right_lower_lid": {374: (300, 205), 380: (294, 204), 373: (306, 204)},
        "outer_brows": {105: (190, 175), 334: (310, 175)},
        "inner_brows": {107: (230, 178), 336: (270, 178)},
        "nose": {4: (250, 250)},
        "mouth_corners": {61: (215, 290), 291: (285, 290)},
        "upper_lip": {13: (250, 288)},
        "lower_lip": {14: (250, 294)},
        "outline": {152: (250, 350), 234: (150, 230), 454: (350, 230)},
    }
    for group, points in places.items():
        for index, point in points.items():
            mesh[index, :2] = np.add(point, moved.get(group, (0, 0)))
    return mesh


@pytest.mark.parametrize(
    ("name", "moved", "grows"),
    [
        ("mouth", {"lower_lip": (0, 20)}, True),
        ("smile", {"mouth_corners": (0, -10)}, True),
        ("eyes", {"left_upper_lid": (0, 8), "right_upper_lid": (0, 8)}, False),
        ("brows", {"inner_brows": (0, -8), "outer_brows": (0, -8)}, True),
        ("brow_slope", {"inner_brows": (0, -8)}, True),
        ("yaw", {"nose": (25, 0)}, True),
        ("pitch", {"nose": (0, 25)}, True),
    ],
)
def test_measure_follows_what_moves(
    name: str, moved: dict[str, tuple[float, float]], grows: bool
) -> None:
    before, after = measure(make_mesh())[name], measure(make_mesh(**moved))[name]

    assert (after > before) is grows
    assert after != pytest.approx(before)


def test_measures_do_not_depend_on_the_size_of_the_picture() -> None:
    mesh = make_mesh()

    assert measure(2 * mesh) == pytest.approx(measure(mesh))


def test_five_landmarks_come_in_the_detectors_order() -> None:
    left_eye, right_eye, nose, left_corner, right_corner = five_landmarks(make_mesh())

    assert left_eye[0] < nose[0] < right_eye[0]
    assert left_corner[0] < nose[0] < right_corner[0]
    assert left_eye[1] < nose[1] < left_corner[1]


def test_regression_finds_a_direction_that_identity_hides() -> None:
    random = np.random.default_rng(3)
    smile, identity = random.normal(size=(2, 800))
    smile += identity  # people of one kind smile more
    towards_smile, towards_identity = random.normal(size=(2, 16))
    styles = np.outer(smile, towards_smile) + np.outer(identity, towards_identity)
    embeddings = np.column_stack([identity, 0.01 * random.normal(size=(800, 3))])

    (found,) = regress(styles, smile[:, None], embeddings)

    np.testing.assert_allclose(found, towards_smile * smile.std(), atol=0.15)

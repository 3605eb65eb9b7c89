import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.pyramid import STRIDE_PX, WINDOW_PX, Level, Pyramid, plan_pyramid


def plan(width: int, height: int, *, min_face_px: int = 20) -> Pyramid:
    return plan_pyramid(width, height, min_face_px=min_face_px, scale_factor=0.709)


def claims(pyramid: Pyramid) -> np.ndarray:
    """How many levels lie on each pixel of the canvas."""
    canvas = np.zeros((pyramid.height, pyramid.width), int)
    for level in pyramid.levels:
        canvas[level.y : level.bottom, level.x : level.right] += 1
    return canvas


@settings(max_examples=50)
@given(st.integers(1, 900), st.integers(1, 900), st.integers(8, 100))
def test_pyramid_levels_never_share_a_pixel(width: int, height: int, min_face_px: int) -> None:
    pyramid = plan(width, height, min_face_px=min_face_px)

    assert claims(pyramid).max(initial=0) <= 1


@settings(max_examples=50)
@given(st.integers(20, 900), st.integers(20, 900))
def test_pyramid_windows_see_one_level_only(width: int, height: int) -> None:
    pyramid = plan(width, height)

    for index, level in enumerate(pyramid.levels):
        rows, columns = STRIDE_PX * np.array(np.nonzero(pyramid.level_of_cell == index))
        assert columns.min() >= level.x
        assert rows.min() >= level.y
        assert columns.max() + WINDOW_PX <= level.right
        assert rows.max() + WINDOW_PX <= level.bottom


def test_pyramid_wastes_little_of_its_canvas_on_a_camera_frame() -> None:
    assert claims(plan(640, 480)).mean() > 0.85


@pytest.mark.parametrize(("width", "height"), [(1, 1), (19, 400), (400, 19)])
def test_pyramid_of_an_image_smaller_than_a_face_is_empty(width: int, height: int) -> None:
    assert plan(width, height).levels == ()


def test_pyramids_of_many_image_sizes_share_few_canvas_shapes() -> None:
    sizes = [(width, height) for width in range(250, 600, 10) for height in range(250, 600, 10)]

    shapes = {(canvas.width, canvas.height) for canvas in (plan(*size) for size in sizes)}

    assert len(shapes) < 40


def test_pyramid_windows_map_back_to_the_image() -> None:
    pyramid = plan(640, 480)
    level = pyramid.levels[1]
    row, column = level.y // STRIDE_PX + 3, level.x // STRIDE_PX + 5

    box = pyramid.windows(np.array([row]), np.array([column]), np.array([1], np.int8))[0]

    scale = 0.6 * 0.709
    assert box == pytest.approx([11 / scale, 7 / scale, 22 / scale, 18 / scale], rel=1e-5)


def test_pyramid_draws_the_whole_image_into_each_level() -> None:
    image = np.zeros((300, 401, 3), np.uint8)
    image[:, 200:] = 255

    canvas = plan(401, 300).draw(image)[0]

    for level in plan(401, 300).levels:
        part = canvas[level.y : level.y + level.height, level.x : level.x + level.width]
        middle = level.width / 2
        assert part[:, : int(middle) - 1].max() == 0
        assert part[:, int(middle) + 2 :].min() == 255


def test_level_ends_on_an_even_pixel() -> None:
    level = Level(x=4, y=2, width=13, height=12)

    assert (level.right, level.bottom) == (18, 14)

"""Grids of buckets: what lies where, and that nothing is left out."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from students_db.bucket_grid import BucketGrid, Stretch

WIDTHS = st.lists(st.integers(1, 50), min_size=1, max_size=20)


@given(start=st.integers(0, 1_000), widths=WIDTHS)
def test_every_second_lies_in_the_bucket_between_its_bounds(start: int, widths: list[int]) -> None:
    bounds = list(accumulate(widths, initial=start))
    grid = BucketGrid.between(bounds)
    assert (grid.start, grid.end) == (bounds[0], bounds[-1])
    for first, end in pairwise(bounds):
        assert {grid.bucket_at(second) for second in range(first, end)} == {(first, end)}


@given(width=st.integers(1, 100), start=st.integers(0, 1_000), length=st.integers(1, 1_000))
def test_even_buckets_are_aligned_and_cover_the_range(width: int, start: int, length: int) -> None:
    grid = BucketGrid.even(width=width, start=start, end=start + length)
    assert grid.start % width == grid.end % width == 0
    assert grid.start <= start < grid.start + width
    assert grid.end - width < start + length <= grid.end


def test_days_of_one_length_are_one_stretch() -> None:
    assert BucketGrid.between([5, 15, 25, 30, 40]).stretches == (
        Stretch(5, 25, 10),
        Stretch(25, 30, 5),
        Stretch(30, 40, 10),
    )


@pytest.mark.parametrize(
    "stretches", [(), (Stretch(0, 10, 5), Stretch(15, 20, 5)), (Stretch(0, 10, 0),)]
)
def test_grid_with_a_hole_is_refused(stretches: tuple[Stretch, ...]) -> None:
    with pytest.raises(ValueError, match=r"gap|width"):
        BucketGrid(stretches)

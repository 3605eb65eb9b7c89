"""Products in bfloat16 are as near to the true ones as they promise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.embedder import normalize
from models.rough_products import ERROR, RoughProducts, to_bfloat16


@given(value=st.floats(width=32, allow_nan=False, allow_infinity=False, min_value=-1, max_value=1))
def test_bfloat16_is_the_nearest(value: float) -> None:
    bits = to_bfloat16(np.array([value], np.float32))

    back = float((bits.astype(np.uint32) << 16).view(np.float32)[0])
    assert abs(back - value) <= abs(value) * 2.0**-8 + 2.0**-134


def test_bfloat16_of_a_number_half_way_is_even() -> None:
    half_ways = np.array([1.0 + 2.0**-8, 1.0 + 3 * 2.0**-8], np.float32)

    assert to_bfloat16(half_ways).tolist() == [0x3F80, 0x3F82]


@given(
    seed=st.integers(0, 2**32 - 1),
    layers=st.integers(1, 4),
    groups=st.integers(1, 50),
    dimension=st.sampled_from([1, 3, 128, 512, 2048]),
    vectors=st.integers(1, 40),
    alike=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_products_are_within_their_error(
    seed: int, layers: int, groups: int, dimension: int, vectors: int, alike: bool
) -> None:
    random = np.random.default_rng(seed)
    rows = random.normal(size=(layers, groups, dimension)).astype(np.float32)
    faces = random.normal(size=(vectors, dimension)).astype(np.float32)
    if alike:  # all terms of one sign: nothing cancels
        rows, faces = np.abs(rows), np.abs(faces)
    rows = normalize(rows.reshape(-1, dimension)).reshape(rows.shape)
    faces = normalize(faces)

    highest = RoughProducts(rows).highest(faces)

    expected = np.einsum("nd,lgd->nlg", faces.astype(np.float64), rows.astype(np.float64))
    np.testing.assert_allclose(highest, expected.max(axis=1), rtol=0.0, atol=ERROR)


@pytest.mark.parametrize("count", [1, 7, 8, 9, 33])
def test_products_do_not_depend_on_what_was_asked_before(count: int) -> None:
    random = np.random.default_rng(0)
    rows = normalize(random.normal(size=(500, 128)).astype(np.float32))[np.newaxis]
    products = RoughProducts(rows)
    products.highest(rows[0, :20])

    again = products.highest(rows[0, :count])

    np.testing.assert_allclose(again, rows[0, :count] @ rows[0].T, rtol=0.0, atol=ERROR)

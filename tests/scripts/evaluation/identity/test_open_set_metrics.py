import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.evaluation.identity.open_set_metrics import dir_at_fpir, open_set_curve

similarity = st.one_of(st.just(-np.inf), st.floats(-1, 1).map(lambda value: round(value, 1)))


def test_dir_at_fpir_of_a_worked_example() -> None:
    # Of 100 impostors one may be named: 0.7. The next looks 0.4 like somebody.
    impostors = np.array([0.7, 0.4, *[0.1] * 98])
    probes = np.array([0.9, 0.5, 0.45, 0.3])
    right = np.array([True, True, False, True])

    curve = open_set_curve(probes, right, impostors)

    assert dir_at_fpir(curve, 1e-2) == pytest.approx(2 / 4)
    assert dir_at_fpir(curve, 1e-3) == pytest.approx(1 / 4)


@given(
    st.lists(st.tuples(similarity, st.booleans()), min_size=1, max_size=20),
    st.lists(similarity, min_size=1, max_size=20),
    st.sampled_from([0.0, 0.1, 0.5, 1.0]),
)
def test_dir_at_fpir_equals_trying_every_threshold(
    probes: list[tuple[float, bool]], impostors: list[float], target: float
) -> None:
    values = np.array([value for value, _ in probes])
    right = np.array([flag for _, flag in probes])

    best = dir_at_fpir(open_set_curve(values, right, np.array(impostors)), target)

    candidates = [t for t in [*values, *impostors] if np.isfinite(t)]
    allowed = [t for t in candidates if np.mean(np.array(impostors) >= t) <= target + 1e-12]
    expected = max((np.mean((values >= t) & right) for t in allowed), default=0.0)
    assert best == pytest.approx(expected)


def test_face_that_was_not_found_is_never_named() -> None:
    curve = open_set_curve(np.array([-np.inf]), np.array([True]), np.array([0.1]))

    assert dir_at_fpir(curve, 1.0) == 0


def test_open_set_needs_both_kinds() -> None:
    with pytest.raises(ValueError, match="probes and impostors"):
        open_set_curve(np.zeros(0), np.zeros(0, bool), np.array([0.1]))

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.recognition.smoothing import EmotionSmoother, weighted_median
from server.recognition.types import FloatArray

TIME_CONSTANT = 0.35
"""The setting's default."""

LABELS = st.integers(0, 5)
MARGINS = st.floats(1.0, 9.0)
GAPS = st.floats(0.01, 2.5)
WEIGHTS = st.floats(0.0, 1.0)


def face(label: int, margin: float = 3.0) -> FloatArray:
    """Logits of a face that is read as `label`, ahead of all others by `margin`."""
    logits = np.zeros(6, np.float32)
    logits[label] = margin
    return logits


def label_of(logits: FloatArray) -> int:
    return int(logits.argmax())


def see(smoother: EmotionSmoother, logits: FloatArray, *gaps: float) -> list[int]:
    """Labels while the same face is seen after each of the gaps."""
    return [label_of(smoother.update(logits, gap)) for gap in gaps]


def steady(logits: FloatArray, frames_per_second: float) -> EmotionSmoother:
    """A smoother that has seen this face for two seconds, and for three frames at least."""
    smoother = EmotionSmoother(TIME_CONSTANT)
    see(smoother, logits, *[1 / frames_per_second] * max(3, round(2 * frames_per_second)))
    return smoother


def test_smoother_starts_with_the_first_reading() -> None:
    shown = EmotionSmoother(TIME_CONSTANT).update(face(1), 0.0)

    assert label_of(shown) == 1
    assert np.exp(shown).sum() == pytest.approx(1.0, abs=1e-5)


@given(
    rate=st.sampled_from([5, 10, 30, 120]),
    before=st.tuples(LABELS, MARGINS),
    after=st.tuples(LABELS, MARGINS),
)
def test_smoother_shows_a_change_within_0_7_seconds(
    rate: int, before: tuple[int, float], after: tuple[int, float]
) -> None:
    smoother = steady(face(*before), rate)
    # The face changes just after a frame was taken: the next one comes a whole interval later.
    frames = int(0.7 * rate)

    assert see(smoother, face(*after), *[1 / rate] * frames)[-1] == after[0]


@given(
    rate=st.sampled_from([0.5, 1, 2, 3, 4]),
    before=st.tuples(LABELS, MARGINS),
    after=st.tuples(LABELS, MARGINS),
)
def test_smoother_of_a_slow_camera_shows_a_change_one_frame_later(
    rate: float, before: tuple[int, float], after: tuple[int, float]
) -> None:
    smoother = steady(face(*before), rate)

    assert see(smoother, face(*after), 1 / rate, 1 / rate, 1 / rate)[1:] == [after[0]] * 2


@given(
    gaps=st.lists(GAPS, min_size=6, max_size=30),
    margins=st.lists(MARGINS, min_size=30, max_size=30),
    odd=st.lists(st.floats(-9, 9, width=32), min_size=6, max_size=6),
    when=st.integers(2, 29),
    rest=LABELS,
)
def test_smoother_is_flipped_by_no_single_frame_however_it_is_timed(
    gaps: list[float], margins: list[float], odd: list[float], when: int, rest: int
) -> None:
    smoother = EmotionSmoother(TIME_CONSTANT)
    frames = [face(rest, margin) for margin in margins[: len(gaps)]]
    frames[min(when, len(frames) - 1)] = np.array(odd, np.float32)

    shown = [
        label_of(smoother.update(logits, gap)) for logits, gap in zip(frames, gaps, strict=True)
    ]

    assert set(shown) == {rest}


@given(weights=st.lists(WEIGHTS, min_size=5, max_size=5), gaps=st.lists(GAPS, min_size=5))
def test_smoother_lets_no_good_frame_outvote_two_poor_ones(
    weights: list[float], gaps: list[float]
) -> None:
    smoother = EmotionSmoother(TIME_CONSTANT)
    labels = [2, 2, 2, 3, 2]

    for label, gap, weight in zip(labels, gaps, weights, strict=False):
        good = 1.0 if label == 3 else weight
        assert label_of(smoother.update(face(label), gap, good)) == 2


def test_smoother_overlooks_a_blink() -> None:
    smoother = steady(face(2), 30)
    blink = [label_of(smoother.update(face(5, 9.0), 1 / 30)) for _ in range(5)]
    after = see(smoother, face(2), *[1 / 30] * 15)

    assert set(blink + after) == {2}


def test_smoother_believes_good_frames_rather_than_poor_ones() -> None:
    """Of any five frames, so many as the median looks at here, three say 3 and two say 2."""
    shown = []
    for clarity_of_3 in (1.0, 0.0):
        smoother = EmotionSmoother(TIME_CONSTANT)
        for label in [3, 2, 3, 2, 3] * 4:
            logits = smoother.update(face(label), 0.1, 1.0 if label == 2 else clarity_of_3)
        shown.append(label_of(logits))

    assert shown == [3, 2]


def test_smoother_reads_anew_who_was_away() -> None:
    smoother = steady(face(2), 10)

    assert see(smoother, face(1), 3.5) == [1]


def test_smoother_keeps_still_between_two_labels_that_are_nearly_equal() -> None:
    """An average that follows every change alike flips in nearly every frame of this."""
    noise = np.random.default_rng(1).normal(0, 0.5, (300, 6)).astype(np.float32)
    smoother = EmotionSmoother(TIME_CONSTANT)
    between = face(2, 3.2) + face(3, 3.0)

    shown = [label_of(smoother.update(between + row, 1 / 30)) for row in noise]
    raw = [label_of(between + row) for row in noise]

    assert flips(shown) < flips(raw) / 5


def flips(labels: list[int]) -> int:
    return sum(one != other for one, other in zip(labels[1:], labels, strict=False))


@given(
    readings=st.lists(
        st.tuples(st.lists(st.floats(-20, 20, width=32), min_size=6, max_size=6), GAPS, WEIGHTS),
        min_size=1,
        max_size=20,
    )
)
def test_smoother_stays_within_what_it_has_seen(
    readings: list[tuple[list[float], float, float]],
) -> None:
    smoother = EmotionSmoother(TIME_CONSTANT)
    seen = []
    for values, gap, weight in readings:
        logits = np.array(values, np.float32)
        seen.append(logits - np.logaddexp.reduce(logits))
        shown = smoother.update(logits, gap, weight)

    assert (shown >= np.min(seen, axis=0) - 1e-3).all()
    assert (shown <= np.max(seen, axis=0) + 1e-3).all()


@given(st.lists(st.floats(-9, 9), min_size=1, max_size=12))
def test_weighted_median_of_equal_weights_is_the_median(values: list[float]) -> None:
    found = weighted_median(values, [0.7] * len(values))

    assert found == pytest.approx(float(np.median(values)))


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(0.1, 1.0)), min_size=1, max_size=12))
def test_weighted_median_has_half_of_the_weight_on_either_side(
    pairs: list[tuple[float, float]],
) -> None:
    values, weights = zip(*pairs, strict=True)
    found = weighted_median(values, weights)

    assert sum(w for v, w in pairs if v < found) <= sum(weights) / 2 + 1e-6
    assert sum(w for v, w in pairs if v > found) <= sum(weights) / 2 + 1e-6

import numpy as np
import pytest

from scripts.evaluation.baseline.people import Interval, carried_over, share_between

RANDOM = np.random.default_rng(5)


def people(share: float, *, count: int = 300, photos: int = 8) -> list[np.ndarray]:
    """Readings of which the person explains this share."""
    return [
        np.sqrt(share) * RANDOM.normal() + np.sqrt(1 - share) * RANDOM.normal(size=photos)
        for _ in range(count)
    ]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.8])
def test_share_between_people_is_found_again(share: float) -> None:
    assert share_between(people(share)) == pytest.approx(share, abs=0.06)


def test_share_between_minds_no_unequal_numbers_of_photos() -> None:
    some = [group[: 3 + index % 6] for index, group in enumerate(people(0.5, count=600))]

    assert share_between(some) == pytest.approx(0.5, abs=0.06)


def test_share_between_too_few_people_is_not_a_number() -> None:
    assert np.isnan(share_between([np.zeros(9), np.zeros(2)]))


@pytest.mark.parametrize("slope", [0.0, 0.5, 1.0])
def test_carried_over_is_not_flattened_by_the_noise_of_few_photos(slope: float) -> None:
    pairs = []
    for _ in range(2000):
        person = RANDOM.normal()
        rest = person + RANDOM.normal(size=4)
        pairs.append((rest, slope * person + RANDOM.normal(size=4)))

    assert carried_over(pairs) == pytest.approx(slope, abs=0.1)


def test_interval_holds_the_estimate() -> None:
    values = RANDOM.normal(3.0, 1.0, 50)
    interval = Interval.over_people(lambda chosen: float(values[chosen].mean()), 50, seed=1)

    assert interval.low < interval.value < interval.high
    assert interval.value == pytest.approx(values.mean())
    assert interval.high - interval.low == pytest.approx(4 * values.std() / np.sqrt(50), rel=0.2)

"""Trials over readings whose truth is plain, with smoothers whose faults are known."""

from functools import partial

import numpy as np
import pytest

from models.emotion import EmotionSet
from scripts.evaluation.expression.readings import Reading, Readings
from scripts.evaluation.expression.trials import Gaps, PlainAverage, Trials, Unsmoothed
from server.recognition.smoothing import EmotionSmoother

AVERAGE = partial(PlainAverage, 0.35)
SERVER = partial(EmotionSmoother, 0.35)
NEUTRAL, HAPPY = 2, 1


def track(*acts: tuple[int, str, float], odd_every: int = 0) -> Readings:
    """Readings at 25 frames a second: the label read, what is acted, and for how many seconds."""
    readings: Readings = []
    for label, acted, seconds in acts:
        for _ in range(round(25 * seconds)):
            odd = odd_every and len(readings) % odd_every == odd_every - 1
            logits = np.zeros(6, np.float32)
            logits[HAPPY if odd and label != HAPPY else label] = 4.0
            readings.append(Reading(len(readings) / 25, logits, 1.0, acted))
    return readings


def make_trials(*tracks: Readings) -> Trials:
    return Trials(tracks, EmotionSet.WELLBEING, count=40, seed=0)


SMILES = track((NEUTRAL, "neutral", 4), (HAPPY, "happy", 4))


def test_trials_find_that_an_average_is_flipped_by_an_odd_frame_of_a_slow_camera() -> None:
    trials = make_trials(SMILES)

    average, server = trials.run(AVERAGE, Gaps(1.0)), trials.run(SERVER, Gaps(1.0))

    assert all(average.odd_flips)
    assert not any(server.odd_flips)


@pytest.mark.parametrize("rate", [1, 5, 25])
def test_trials_measure_the_seconds_until_a_change_shows(rate: int) -> None:
    trials = make_trials(SMILES)
    unsmoothed = trials.run(Unsmoothed, Gaps(1 / rate))
    server = trials.run(SERVER, Gaps(1 / rate))

    assert 0 < max(unsmoothed.seconds_until_shown) <= 1 / rate
    assert max(server.seconds_until_shown) <= max(0.7, 2 / rate)
    assert not any(server.late)


def test_trials_count_flips_of_a_face_that_stays_as_it_is_and_no_true_change() -> None:
    twitching = make_trials(track((NEUTRAL, "neutral", 6), odd_every=25))
    smiling = make_trials(SMILES)

    assert twitching.steadiness(Unsmoothed, Gaps(0.04)).flips_per_minute == pytest.approx(120, 0.1)
    assert twitching.steadiness(SERVER, Gaps(0.04)).flips_per_minute == 0.0
    assert smiling.steadiness(Unsmoothed, Gaps(0.04)).flips_per_minute == 0.0
    assert smiling.steadiness(Unsmoothed, Gaps(0.04)).right == 1.0


def test_trials_without_two_labels_measure_no_change() -> None:
    figures = make_trials(track((NEUTRAL, "neutral", 4))).run(SERVER, Gaps(0.1)).figures()

    assert figures["shown_late"] is None
    assert figures["flipped_by_an_odd_frame"] is None

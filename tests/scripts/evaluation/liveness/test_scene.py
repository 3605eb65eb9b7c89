from collections.abc import Callable

import numpy as np
import pytest

from scripts.evaluation.liveness.instruments import (
    Image,
    Portrait,
    Sheet,
    cut_out,
    paper,
    screen,
    still,
)
from scripts.evaluation.liveness.scene import HELD, PROPPED, SIZE, Attack, Camera, Motion
from scripts.evaluation.liveness.trials import Trial
from server.recognition.types import LivenessReason, LivenessStatus

PICTURE = np.full((400, 400, 3), 200, np.uint8)
FACE = (200.0, 180.0, 120.0)
ROOM = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)


def film(sheet: Sheet, motion: Motion = PROPPED) -> list[Image]:
    attack = Attack(sheet, ROOM, motion, Camera(0.0, 0.5, 95), face_px=100.0, seed=3)
    return [image for _, image in attack.film(seconds=0.6, fps=5)]


@pytest.mark.parametrize("make", [paper, cut_out, lambda p, r: screen(p, r, aspect=0.7)])
def test_sheet_is_in_the_picture(
    make: Callable[[Portrait, np.random.Generator], Sheet],
) -> None:
    frames = film(make(still(PICTURE, FACE), np.random.default_rng(1)))

    assert len(frames) == 3
    assert frames[0].shape == (SIZE[1], SIZE[0], 3)
    assert 0.03 < (frames[0] > 100).mean() < 0.6


def test_sheet_moves_with_the_hand_only() -> None:
    sheet = paper(still(PICTURE, FACE), np.random.default_rng(1))
    (rested, *_, later), (held, *_, moved) = film(sheet), film(sheet, HELD)

    assert np.abs(rested.astype(int) - later).mean() < 0.5
    assert np.abs(held.astype(int) - moved).mean() > 1.0


def test_trial_tells_when_it_was_suspected_and_how_it_ended() -> None:
    trial = Trial(fps=1)
    for now, status in enumerate(
        [LivenessStatus.UNSURE, *[LivenessStatus.SUSPECT, LivenessStatus.LIVE] * 2]
    ):
        trial.add(status, [LivenessReason.FLAT], 10.0 + now)

    assert (trial.suspect_after, trial.live_after, trial.last) == (1.0, 2.0, LivenessStatus.LIVE)
    assert trial.reasons == {LivenessReason.FLAT}

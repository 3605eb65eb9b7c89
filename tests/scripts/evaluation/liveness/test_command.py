import pytest

from scripts.evaluation.liveness.command import attack_figures, people_figures
from scripts.evaluation.liveness.trials import Trial
from server.recognition.types import LivenessReason, LivenessStatus


def track(
    status: LivenessStatus, *reasons: LivenessReason, seconds: int = 10, fps: int = 10
) -> Trial:
    trial = Trial(fps)
    for index in range(seconds * fps):
        trial.add(status, reasons, index / fps)
    return trial


def in_turn(*statuses: LivenessStatus) -> Trial:
    """A status for five seconds each."""
    trial = Trial(fps=1)
    for now in range(5 * len(statuses)):
        trial.add(statuses[now // 5], [LivenessReason.FLAT], float(now))
    return trial


def test_attack_passes_unless_it_is_suspect_in_the_end() -> None:
    unsure, suspect, live = LivenessStatus.UNSURE, LivenessStatus.SUSPECT, LivenessStatus.LIVE
    trials = [
        in_turn(suspect),
        in_turn(unsure, suspect, live),
        in_turn(live, unsure, unsure, suspect),
        in_turn(unsure),
    ]

    figures = attack_figures(trials)

    assert (figures["trials"], figures["apcer"], figures["called_live"]) == (4, 0.5, 0.25)
    assert figures["seconds_until_suspect"] == 5.0  # of 0, 5 and 15
    assert figures["reasons"] == ["flat"]


def test_person_who_was_suspect_once_counts_whatever_came_then() -> None:
    unsure, suspect, live = LivenessStatus.UNSURE, LivenessStatus.SUSPECT, LivenessStatus.LIVE
    trials = [in_turn(live), in_turn(unsure, live, suspect, live), in_turn(*[unsure] * 3, live)]

    figures = people_figures(trials)

    assert figures["bpcer"] == pytest.approx(1 / 3)
    assert figures["seconds_until_live"] == 5.0  # of 0, 5 and 15


def test_people_who_only_pass_do_not_count() -> None:
    passing = track(LivenessStatus.SUSPECT, LivenessReason.FLAT, seconds=1)

    assert people_figures([passing])["tracks"] == 0


def test_people_too_small_to_be_judged_do_not_make_the_rates_look_better() -> None:
    suspect = track(LivenessStatus.SUSPECT, LivenessReason.FLAT)
    small = [track(LivenessStatus.UNSURE, LivenessReason.TOO_SMALL) for _ in range(3)]

    figures = people_figures([suspect, *small])

    assert (figures["tracks"], figures["not_judged"]) == (1, 3)
    assert (figures["bpcer"], figures["bpcer_of_time"]) == (1.0, 1.0)


def test_people_who_were_judged_once_count() -> None:
    trial = track(LivenessStatus.UNSURE, LivenessReason.NOT_SEEN_ENOUGH, seconds=1)
    for index in range(10, 100):
        trial.add(LivenessStatus.UNSURE, [LivenessReason.TOO_SMALL], index / 10)

    assert people_figures([trial])["called_live"] == 0.0


def test_shares_of_time_do_not_depend_on_frame_rates() -> None:
    suspect = track(LivenessStatus.SUSPECT, LivenessReason.FLAT, seconds=60, fps=10)
    live = track(LivenessStatus.LIVE, LivenessReason.MOVES_LIKE_A_HEAD, seconds=60, fps=30)

    figures = people_figures([suspect, live])

    assert figures["bpcer_of_time"] == pytest.approx(0.5)
    assert figures["live_of_time"] == pytest.approx(0.5)


def test_nothing_is_said_where_nobody_was_judged() -> None:
    small = track(LivenessStatus.UNSURE, LivenessReason.TOO_SMALL)

    figures = people_figures([small])

    assert (figures["not_judged"], figures["bpcer"], figures["live_of_time"]) == (1, None, None)

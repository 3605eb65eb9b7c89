from itertools import pairwise

from server.recognition.effort import Effort, Lowered, effort_steps


def test_steps_spare_more_and_more_in_the_order_of_what_is_missed_least() -> None:
    steps = effort_steps(Effort())

    assert steps[0] == Effort()
    assert steps[-1].lowered == tuple(Lowered)
    for higher, lower in pairwise(steps):
        assert lower.lowered[: len(higher.lowered)] == higher.lowered
        assert lower.emotion_interval_seconds >= higher.emotion_interval_seconds
        assert lower.scan_interval_seconds >= higher.scan_interval_seconds
        assert lower.min_face_px >= higher.min_face_px
        assert lower.max_frames_per_second <= higher.max_frames_per_second
        assert lower != higher


def test_steps_pass_over_what_an_operator_has_set_lower_already() -> None:
    full = Effort(emotion_interval_seconds=0.5, scan_interval_seconds=0.5, max_frames_per_second=8)

    steps = effort_steps(full)

    assert Lowered.EMOTION_RATE not in steps[-1].lowered
    assert [step.scan_interval_seconds for step in steps[:3]] == [0.5, 0.8, 0.8]
    assert {step.max_frames_per_second for step in steps} == {8, 7.0, 5.0, 4.0, 3.0}

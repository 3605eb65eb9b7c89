import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.evaluation.tracking.metrics import (
    MatchedFrame,
    TrackingScore,
    score_frames,
    score_tracking,
)
from scripts.evaluation.tracking.truth import Moment, SeenBox, TrueBox

Box = tuple[float, float, float, float]
HERE: Box = (0, 0, 100, 100)
THERE: Box = (300, 0, 400, 100)


def moments(*frames: tuple[dict[str, Box], dict[int, Box]]) -> list[Moment]:
    """Frames as (people, tracks)."""
    return [
        Moment(
            at=float(index),
            seconds=1.0,
            truth=tuple(TrueBox(who, who, box) for who, box in people.items()),
            seen=tuple(SeenBox(track, None, box) for track, box in tracks.items()),
        )
        for index, (people, tracks) in enumerate(frames)
    ]


def frame(pairs: dict[str, int], *, missed: tuple[str, ...] = (), false: int = 0) -> MatchedFrame:
    return MatchedFrame(
        people=(*pairs, *missed),
        tracks=(*pairs.values(), *range(1000, 1000 + false)),
        pairs=pairs,
        touching=frozenset(pairs.items()),
    )


def test_perfect_tracks_score_one() -> None:
    score = score_frames([frame({"a": 1, "b": 2})] * 5)

    assert (score.idf1, score.mota, score.identity_switches) == (1.0, 1.0, 0)


def test_a_track_that_breaks_in_two_counts_one_switch_and_half_its_frames() -> None:
    # Ten frames of one person, six with track 1 and four with track 2: IDTP 6, IDFP = IDFN 4.
    score = score_frames([frame({"a": 1})] * 6 + [frame({"a": 2})] * 4)

    assert score.identity_switches == 1
    assert score.idf1 == pytest.approx(2 * 6 / (2 * 6 + 4 + 4))
    assert score.mota == pytest.approx(1 - 1 / 10)


def test_two_tracks_that_swap_count_two_switches() -> None:
    score = score_frames([frame({"a": 1, "b": 2})] * 3 + [frame({"a": 2, "b": 1})] * 1)

    assert score.identity_switches == 2
    assert score.idf1 == pytest.approx(2 * 6 / (2 * 6 + 2 + 2))


def test_idf1_gives_a_track_to_one_person_only_where_that_is_best_in_all() -> None:
    # Track 1 is on a for 3 frames and on b for 5; a has no other track, b also track 2 for 4.
    frames = [frame({"a": 1})] * 3 + [frame({"b": 1})] * 5 + [frame({"b": 2})] * 4

    score = score_frames(frames)

    assert score.identity_matches == 7  # a with 1 (3) and b with 2 (4), not b with 1 alone (5)


def test_misses_and_false_reports_count() -> None:
    score = score_frames([frame({"a": 1}), frame({}, missed=("a",), false=2), frame({"a": 1})])

    assert score.mota == pytest.approx(1 - (1 + 2) / 3)
    assert score.idf1 == pytest.approx(2 * 2 / (3 + 4))
    assert (score.fragmentations, score.identity_switches) == (1, 0)


def test_who_leaves_the_picture_is_not_fragmented_but_may_come_back_as_another_track() -> None:
    score = score_frames([frame({"a": 1}), frame({}), frame({"a": 2})])

    assert (score.fragmentations, score.identity_switches) == (0, 1)


@pytest.mark.parametrize(
    "frames",
    [
        [frame({}, missed=("a",)), frame({"a": 1})],  # nobody followed them before
        [frame({"a": 1}), frame({}, missed=("a",)), frame({}), frame({"a": 1})],  # they went away
    ],
)
def test_who_is_found_for_the_first_time_or_comes_back_is_not_fragmented(
    frames: list[MatchedFrame],
) -> None:
    assert score_frames(frames).fragmentations == 0


def test_a_track_that_missed_a_face_for_a_moment_stays_with_it() -> None:
    nearer: Box = (2, 0, 102, 100)
    frames = moments(
        ({"a": HERE}, {1: HERE}),
        ({"a": HERE}, {}),
        ({"a": HERE}, {1: (20, 0, 120, 100), 2: nearer}),
    )

    assert score_tracking(frames).identity_switches == 0


def test_a_pair_of_the_frame_before_stands_while_it_overlaps_enough() -> None:
    nearer: Box = (2, 0, 102, 100)
    frames = moments(
        ({"a": HERE}, {1: HERE}),
        ({"a": HERE}, {1: (20, 0, 120, 100), 2: nearer}),
    )

    assert score_tracking(frames).identity_switches == 0


def test_a_report_on_a_hidden_face_is_neither_right_nor_wrong() -> None:
    hidden = TrueBox("a", "a", HERE, counted=False)
    moment = Moment(0.0, 1.0, (hidden, TrueBox("b", "b", THERE)), (
        SeenBox(1, None, (50, 0, 150, 100)), SeenBox(2, None, THERE),
    ))  # fmt: skip

    score = score_tracking([moment])

    assert (score.faces, score.reported, score.matched) == (1, 1, 1)


def test_a_report_on_a_face_before_a_hidden_one_is_right() -> None:
    hidden = TrueBox("a", "a", (30, 0, 130, 100), counted=False)
    moment = Moment(0.0, 1.0, (hidden, TrueBox("b", "b", HERE)), (SeenBox(1, None, HERE),))

    score = score_tracking([moment])

    assert (score.faces, score.reported, score.matched) == (1, 1, 1)


def test_scores_of_clips_add_up() -> None:
    one = TrackingScore(10, 9, 8, 1, 2, 7)

    assert one + one == TrackingScore(20, 18, 16, 2, 4, 14)


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abc"), st.integers(1, 4), max_size=3).filter(
            lambda pairs: len(set(pairs.values())) == len(pairs)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_idf1_is_that_of_the_best_of_all_assignments(clip: list[dict[str, int]]) -> None:
    frames = [frame(pairs, missed=tuple(set("abc") - set(pairs))) for pairs in clip]

    score = score_frames(frames)

    best = max(
        sum(
            pairs.get(who) == track
            for pairs in clip
            for who, track in zip("abc", order, strict=True)
        )
        for order in itertools.permutations(range(1, 5), 3)
    )
    reported = sum(map(len, clip))
    assert score.identity_matches == best
    assert score.idf1 == pytest.approx(2 * best / (3 * len(clip) + reported))

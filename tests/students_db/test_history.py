"""Emotion history against the same sums in NumPy."""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from students_db.bucket_grid import BucketGrid
from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.history import History, HistoryQuery
from students_db.observations import NO_EMOTION, Observation, Observations
from students_db.schema import EMOTION_LABELS
from students_db.students import Students
from tests.students_db.factories import NOW, make_observation, open_database

WELLBEING = ("angry", "happy", "neutral", "sad", "tired")
ENGAGEMENT = ("angry", "happy", "neutral", "sad", "surprise")


@contextmanager
def school(observations: list[Observation]) -> Iterator[tuple[Database, History]]:
    """A database with two students (1 and 2), two class sessions (1 and 2) and observations."""
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder)) as database:
        for name in ("Amara", "Bilal"):
            Students(database).create(name, now=NOW)
            ClassSessions(database).start(name, emotion_set="wellbeing", now=NOW)
        Observations(database).add(observations)
        yield database, History(database)


def random_observations() -> st.SearchStrategy[list[Observation]]:
    weights = st.lists(st.integers(1, 100), min_size=6, max_size=6)
    seen = st.builds(
        lambda student, lesson, second, values, count: Observation(
            student, lesson, second, tuple(value / sum(values) for value in values), count
        ),
        st.integers(1, 2),
        st.sampled_from([None, 1, 2]),
        st.integers(0, 400),
        weights,
        st.integers(1, 9),
    )
    return st.lists(seen, min_size=1, max_size=40)


def expected_seconds(
    observations: list[Observation], query: HistoryQuery
) -> dict[int, list[npt.NDArray[np.float64]]]:
    """Per second the scaled means of each student, by the definition."""
    columns = [EMOTION_LABELS.index(label) for label in query.labels]
    parts: dict[tuple[int, int], list[Observation]] = defaultdict(list)
    for observation in observations:
        is_owner = (
            observation.student_id == query.student_id
            if query.student_id
            else observation.class_session_id == query.class_session_id
        )
        if is_owner and query.start <= observation.second < query.end:
            parts[observation.student_id, observation.second].append(observation)
    seconds: dict[int, list[npt.NDArray[np.float64]]] = defaultdict(list)
    for (_student, second), some in parts.items():
        mean = np.average(
            [one.probabilities for one in some], axis=0, weights=[one.samples for one in some]
        )[columns]
        seconds[second].append(mean / mean.sum())
    return seconds


def queries() -> st.SearchStrategy[HistoryQuery]:
    whose = st.sampled_from([(1, None), (2, None), (None, 1)])
    return st.builds(
        lambda start, length, labels, ids: HistoryQuery(
            start, start + length, labels, student_id=ids[0], class_session_id=ids[1]
        ),
        st.integers(0, 300),
        st.integers(1, 300),
        st.sampled_from([WELLBEING, ENGAGEMENT]),
        whose,
    )


@settings(max_examples=30, deadline=None)
@given(observations=random_observations(), query=queries(), width=st.sampled_from([10, 60, 300]))
def test_buckets_partition_the_range_and_hold_its_means(
    observations: list[Observation], query: HistoryQuery, width: int
) -> None:
    with school(observations) as (_database, history):
        grid = BucketGrid.even(width=width, start=query.start, end=query.end)
        buckets = history.buckets(query, grid)
        summary = history.summary(query)
    expected = expected_seconds(observations, query)
    by_bucket: dict[int, list[npt.NDArray[np.float64]]] = defaultdict(list)
    for second, means in expected.items():
        by_bucket[second // width * width] += means
    assert [bucket.start for bucket in buckets] == sorted(by_bucket)
    for bucket in buckets:
        assert bucket.seconds_observed == len(by_bucket[bucket.start])
        np.testing.assert_allclose(
            bucket.probabilities, np.mean(by_bucket[bucket.start], axis=0), atol=1e-9
        )
    assert summary.seconds_observed == sum(bucket.seconds_observed for bucket in buckets)
    assert sum(summary.dominant_seconds) == summary.seconds_observed


@settings(max_examples=20, deadline=None)
@given(observations=random_observations(), query=queries())
def test_summary_is_one_bucket_over_the_range(
    observations: list[Observation], query: HistoryQuery
) -> None:
    with school(observations) as (_database, history):
        summary = history.summary(query)
    seconds = [mean for means in expected_seconds(observations, query).values() for mean in means]
    assert summary.seconds_observed == len(seconds)
    if not seconds:
        assert set(summary.probabilities) == {0.0}
        assert summary.first_observed_at is None
        return
    np.testing.assert_allclose(summary.probabilities, np.mean(seconds, axis=0), atol=1e-9)
    assert sum(summary.probabilities) == pytest.approx(1)


def test_dominant_seconds_count_the_strongest_label_of_each_second() -> None:
    values = [(0.6, 0.4, 0, 0, 0, 0), (0, 0.1, 0, 0, 0.5, 0.4), (0.6, 0.1, 0.3, 0, 0, 0)]
    observations = [
        make_observation(1, second=second, probabilities=one) for second, one in enumerate(values)
    ]
    with school(observations) as (_database, history):
        query = HistoryQuery(0, 9, WELLBEING, student_id=1)
        wellbeing = history.summary(query)
        engagement = history.summary(replace(query, labels=ENGAGEMENT))
    counted = Counter(dict(zip(WELLBEING, wellbeing.dominant_seconds, strict=True)))
    assert +counted == {"angry": 2, "tired": 1}
    assert engagement.dominant_seconds == (2, 0, 0, 0, 1)


def test_second_that_says_nothing_about_the_labels_is_left_out() -> None:
    all_tired = make_observation(1, second=1, probabilities=(0, 0, 0, 0, 0, 1.0))
    seen_only = make_observation(1, second=2, probabilities=NO_EMOTION, samples=0)
    with school([all_tired, seen_only]) as (_database, history):
        query = HistoryQuery(0, 9, ENGAGEMENT, student_id=1)
        assert history.summary(query).seconds_observed == 0
        assert history.buckets(query, BucketGrid.even(width=10, start=0, end=9)) == []


def test_buckets_need_not_be_of_one_width() -> None:
    observations = [make_observation(1, second=second) for second in (9, 10, 32, 33, 42, 43, 52)]
    with school(observations) as (_database, history):
        query = HistoryQuery(0, 53, WELLBEING, student_id=1)
        buckets = history.buckets(query, BucketGrid.between([0, 10, 33, 43, 53]))
    assert [(bucket.start, bucket.end, bucket.seconds_observed) for bucket in buckets] == [
        (0, 10, 1),
        (10, 33, 2),
        (33, 43, 2),
        (43, 53, 2),
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"labels": ("bored",)}, "bored"),
        ({"labels": ()}, "labels"),
        ({"student_id": None}, "one student"),
        ({"class_session_id": 1}, "one student"),
    ],
)
def test_query_is_checked(changes: dict[str, object], message: str) -> None:
    query = HistoryQuery(0, 9, WELLBEING, student_id=1)
    with pytest.raises(ValueError, match=message):
        replace(query, **changes)  # type: ignore[arg-type]

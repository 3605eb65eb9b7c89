"""Observations: merging, leaving out, and surviving a killed process."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import students_db
from students_db.attendance import Attendance
from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.errors import DatabaseLockedError
from students_db.history import History, HistoryQuery
from students_db.observations import NO_EMOTION, Observation, Observations, StudentSpan
from students_db.schema import EMOTION_LABELS
from students_db.students import Students
from tests.students_db.factories import (
    EMBEDDER,
    EPOCH_SECOND,
    NOW,
    PROBABILITIES,
    database_path,
    database_url,
    make_observation,
    open_database,
)
from tests.students_db.test_database import locked

WRITER = """
import itertools, sys
from students_db.database import Database
from students_db.observations import Observation, Observations
observations = Observations(Database(sys.argv[1]))
student_id = int(sys.argv[2])
for second in itertools.count():
    batch = [
        Observation(student_id, None, 100 * second + part, (1.0, 0, 0, 0, 0, 0), 1)
        for part in range(100)
    ]
    observations.add(batch)
    print(second, flush=True)
"""


def summarise(database: Database, student_id: int) -> tuple[int, tuple[float, ...]]:
    query = HistoryQuery(0, 2**40, EMOTION_LABELS, student_id=student_id)
    summary = History(database).summary(query)
    return summary.seconds_observed, summary.probabilities


def probabilities() -> st.SearchStrategy[tuple[float, ...]]:
    weights = st.lists(st.floats(0.01, 1.0), min_size=6, max_size=6)
    return weights.map(lambda values: tuple(value / sum(values) for value in values))


def samples() -> st.SearchStrategy[list[tuple[tuple[float, ...], int]]]:
    with_emotion = st.tuples(probabilities(), st.integers(1, 30))
    return st.lists(with_emotion | st.just((NO_EMOTION, 0)), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@given(parts=samples(), in_one_batch=st.booleans())
def test_merged_observations_equal_the_mean_of_all_samples(
    parts: Sequence[tuple[tuple[float, ...], int]], in_one_batch: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_database(Path(folder)) as database:
        student_id = Students(database).create("Amara", now=NOW)
        observations = Observations(database)
        batch = [
            make_observation(student_id, probabilities=values, samples=count)
            for values, count in parts
        ]
        for some in [batch] if in_one_batch else [[one] for one in batch]:
            observations.add(some)
        seconds, means = summarise(database, student_id)
    weights = [count for _values, count in parts]
    if sum(weights) == 0:
        assert seconds == 0
    else:
        expected = np.average([values for values, _count in parts], axis=0, weights=weights)
        assert seconds == 1
        np.testing.assert_allclose(means, expected, atol=1e-6)


def test_add_returns_how_many_rows_were_written(database: Database) -> None:
    student_id = Students(database).create("Amara", now=NOW)
    batch = [make_observation(student_id, second=second) for second in range(5)]
    assert Observations(database).add(batch) == 5
    assert Observations(database).add([]) == 0


def test_add_leaves_out_who_was_deleted_meanwhile(database: Database) -> None:
    students, lessons = Students(database), ClassSessions(database)
    kept, gone = (students.create(name, now=NOW) for name in ("Amara", "Bilal"))
    lesson = lessons.start("Biology", emotion_set="wellbeing", now=NOW)
    students.delete(gone)
    written = Observations(database).add(
        [
            make_observation(gone, class_session_id=lesson),
            make_observation(kept, class_session_id=lesson + 1),
            make_observation(kept, class_session_id=lesson),
        ]
    )
    assert written == 1
    rows = Attendance(database).roll(lesson, EMBEDDER)
    assert [row.student_id for row in rows if row.seen is not None] == [kept]


def test_add_keeps_class_sessions_apart(database: Database) -> None:
    student_id = Students(database).create("Amara", now=NOW)
    lessons = ClassSessions(database)
    ids = [lessons.start("Biology", emotion_set="wellbeing", now=NOW) for _ in range(2)]
    Observations(database).add(
        [make_observation(student_id, class_session_id=number) for number in (None, *ids, None)]
    )
    assert [lessons.get(number).students_seen for number in ids] == [1, 1]


def test_add_can_be_repeated_after_a_lock(tmp_path: Path, database: Database) -> None:
    student_id = Students(database).create("Amara", now=NOW)
    batch = [make_observation(student_id, second=EPOCH_SECOND + part) for part in range(3)]
    with locked(database_path(tmp_path)), pytest.raises(DatabaseLockedError):
        Observations(database).add(batch)
    assert summarise(database, student_id)[0] == 0
    Observations(database).add(batch)
    assert summarise(database, student_id)[0] == 3


@pytest.mark.parametrize(
    ("values", "count", "message"),
    [
        (PROBABILITIES[:5], 1, "six"),
        ((0.5,) * 6, 1, "sum to 1"),
        (PROBABILITIES, 0, "sum to 0"),
        ((1.5, -0.5, 0, 0, 0, 0), 1, "negative"),
        ((float("nan"), 0, 0, 0, 0, 0), 1, "sum"),
        (PROBABILITIES, -1, "samples"),
    ],
)
def test_observation_is_checked(values: tuple[float, ...], count: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Observation(1, None, 1, values, count)


@pytest.mark.parametrize("batches_before_the_kill", [1, 7])
def test_killed_writer_damages_nothing(tmp_path: Path, batches_before_the_kill: int) -> None:
    with open_database(tmp_path) as database:
        student_id = Students(database).create("Amara", now=NOW)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, database_url(tmp_path), str(student_id)],
        cwd=Path(students_db.__file__).parent.parent,
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        assert writer.stdout is not None
        committed = [writer.stdout.readline() for _ in range(batches_before_the_kill)]
        os.kill(writer.pid, signal.SIGKILL)
        committed += writer.stdout.readlines()
    assert writer.returncode == -signal.SIGKILL
    with open_database(tmp_path) as database:
        seconds, _means = summarise(database, student_id)
    with closing(sqlite3.connect(database_path(tmp_path))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert seconds >= 100 * len(committed)
    assert seconds % 100 == 0  # a batch is there as a whole or not at all


def test_withdraw_deletes_one_students_seconds_of_one_class_session(tmp_path: Path) -> None:
    with open_database(tmp_path) as database:
        students, observations = Students(database), Observations(database)
        student_id, other_id = (students.create(name, now=NOW) for name in ("Ada", "Ben"))
        class_session_id = ClassSessions(database).start("class", emotion_set="wellbeing", now=NOW)
        rows = [
            Observation(of, lesson, second, NO_EMOTION, 0)
            for of, lesson, second in [
                (student_id, class_session_id, 10),
                (student_id, class_session_id, 12),
                (student_id, class_session_id, 13),
                (student_id, None, 11),
                (other_id, class_session_id, 11),
            ]
        ]
        observations.add(rows)

        deleted = observations.withdraw([StudentSpan(student_id, class_session_id, 10, 12)])

        assert deleted == 2
        roll = Attendance(database).roll(class_session_id, EMBEDDER)
        seconds = {row.student_id: row.seen and row.seen.seconds_seen for row in roll}
        assert seconds == {student_id: 1, other_id: 1}


def test_withdraw_deletes_seconds_outside_of_class_sessions(database: Database) -> None:
    student_id = Students(database).create("Ada", now=NOW)
    observations = Observations(database)
    observations.add([make_observation(student_id, second=second) for second in (1, 2, 3)])

    observations.withdraw([StudentSpan(student_id, None, 1, 2)])

    assert summarise(database, student_id)[0] == 1

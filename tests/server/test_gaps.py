"""Why a student was not seen. Times are minutes, to be read more easily."""

from hypothesis import given
from hypothesis import strategies as st

from server.gaps import Evidence, Gap, GapReason, Lesson, Lessons, explain

MINUTE = 60


def others(*minutes: int, lessons: tuple[Lesson, ...] = ()) -> Evidence:
    return Evidence([minute * MINUTE for minute in minutes], MINUTE, Lessons.of(lessons))


def lesson(start: int, end: int, *, attended: bool = True) -> Lesson:
    return Lesson(3, "Biology 7b", start * MINUTE, end * MINUTE, attended)


def told(start: int, end: int, evidence: Evidence) -> list[tuple[float, float, str]]:
    gaps = explain(start * MINUTE, end * MINUTE, evidence, at_least=MINUTE)
    return [(gap.start / MINUTE, gap.end / MINUTE, gap.reason.value) for gap in gaps]


def test_gap_while_others_are_seen_is_the_students_own() -> None:
    assert told(5, 9, others(*range(60))) == [(5, 9, "not_recognised")]


def test_gap_while_nobody_is_seen_is_nobodys() -> None:
    assert told(5, 9, others(0, 1, 2, 20)) == [(5, 9, "nobody")]


def test_gap_that_outlasts_the_lesson_is_divided() -> None:
    assert told(5, 90, others(*range(20))) == [(5, 20, "not_recognised"), (20, 90, "nobody")]


def test_nobody_in_a_class_that_runs_is_told_apart() -> None:
    evidence = others(0, 1, 2, lessons=(lesson(0, 45, attended=False),))
    assert told(10, 90, evidence) == [(10, 45, "nobody_in_class"), (45, 90, "nobody")]


def test_gap_names_the_class_only_of_a_student_who_was_in_it() -> None:
    minutes = range(45)
    attended = explain(300, 900, others(*minutes, lessons=(lesson(0, 45),)), at_least=MINUTE)
    of_others = others(*minutes, lessons=(lesson(0, 45, attended=False),))
    assert [gap.lesson and gap.lesson.name for gap in attended] == ["Biology 7b"]
    assert [gap.lesson for gap in explain(300, 900, of_others, at_least=MINUTE)] == [None]


def test_first_part_of_some_seconds_is_joined_to_the_next() -> None:
    """Others were seen for ten more seconds, then nobody."""
    gaps = explain(110, 600, others(0, 1), at_least=MINUTE)
    assert gaps == [Gap(110, 600, GapReason.NOBODY)]


def test_last_part_of_some_seconds_is_joined_to_the_one_before() -> None:
    """Others came back five seconds earlier."""
    gaps = explain(300, 665, others(11), at_least=MINUTE)
    assert gaps == [Gap(300, 665, GapReason.NOBODY)]


@given(
    start=st.integers(0, 5_000),
    length=st.integers(1, 5_000),
    steps=st.sets(st.integers(0, 200)),
    bounds=st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 3_000)), max_size=3),
    at_least=st.integers(1, 600),
)
def test_parts_cover_the_absence_and_are_long_enough(
    start: int,
    length: int,
    steps: set[int],
    bounds: list[tuple[int, int]],
    at_least: int,
) -> None:
    lessons = [
        Lesson(number, "", first, first + long, attended=number % 2 == 0)
        for number, (first, long) in enumerate(bounds)
    ]
    evidence = Evidence([step * MINUTE for step in sorted(steps)], MINUTE, Lessons.of(lessons))
    gaps = explain(start, start + length, evidence, at_least=at_least)
    assert [gaps[0].start, *(gap.end for gap in gaps)] == [
        *(gap.start for gap in gaps),
        start + length,
    ]
    if len(gaps) > 1:
        assert min(gap.end - gap.start for gap in gaps) >= at_least


@given(
    bounds=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.booleans()), max_size=8),
    second=st.integers(-1, 100),
)
def test_lessons_are_those_that_run(bounds: list[tuple[int, int, bool]], second: int) -> None:
    lessons = [
        Lesson(number, "", start, start + length, attended)
        for number, (start, length, attended) in enumerate(bounds)
    ]
    running = [lesson for lesson in lessons if lesson.start <= second < lesson.end]
    own = sorted((lesson for lesson in running if lesson.attended), key=lambda one: one.start)

    assert Lessons.of(lessons).at(second) == (bool(running), own[0] if own else None)

"""What is remembered of requests that may come twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.errors import BadRequestError
from server.http.idempotency import AnswerMemory, RequestKey

KEY = RequestKey(7, "import-1-batch-1")


def memory_of(most: int) -> AnswerMemory[object]:
    """Remember answers; a set among them tells of the students in it."""
    return AnswerMemory(
        most, told_of=lambda answer: answer if isinstance(answer, frozenset) else ()
    )


def test_a_second_request_waits_for_the_first_and_gets_its_answer() -> None:
    memory = memory_of(4)
    begun, may_end = threading.Event(), threading.Event()

    def make() -> object:
        begun.set()
        assert may_end.wait(timeout=10)
        return object()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(memory.once, KEY, b"", make)
        assert begun.wait(timeout=10)
        second = pool.submit(memory.once, KEY, b"", lambda: pytest.fail("done twice"))
        may_end.set()

        assert first.result() is second.result()


def test_what_failed_is_done_again() -> None:
    memory = memory_of(4)

    with pytest.raises(ZeroDivisionError):
        memory.once(KEY, b"", lambda: 1 // 0)

    assert memory.once(KEY, b"", lambda: 7) == 7


def test_a_key_belongs_to_one_request() -> None:
    memory = memory_of(4)
    memory.once(KEY, b"one", lambda: 1)

    with pytest.raises(BadRequestError, match="take a new one"):
        memory.once(KEY, b"two", lambda: 2)


def test_the_oldest_are_forgotten() -> None:
    memory = memory_of(2)
    for number in range(3):
        memory.once(RequestKey(7, str(number)), b"", lambda: 0)

    assert [memory.once(RequestKey(7, str(number)), b"", lambda: 1) for number in (2, 1, 0)] == [
        0,
        0,
        1,
    ]


def test_a_student_is_forgotten_without_the_others() -> None:
    memory = memory_of(4)
    for student_id in (7, 8):
        memory.once(RequestKey(student_id, KEY.key), b"", lambda: 0)

    memory.forget(7)

    assert memory.once(RequestKey(7, KEY.key), b"another", lambda: 1) == 1
    assert memory.once(RequestKey(8, KEY.key), b"", lambda: 1) == 0


@pytest.mark.parametrize(("told_of", "again"), [({9}, "anew"), ({3, 9}, "anew"), ({3}, {3})])
def test_what_was_told_of_a_student_is_forgotten_with_the_student(
    told_of: set[int], again: object
) -> None:
    memory = memory_of(4)
    memory.once(KEY, b"", lambda: frozenset(told_of))

    memory.forget(9)

    assert memory.once(KEY, b"", lambda: "anew") == again


def test_what_is_just_told_of_a_student_is_forgotten_too() -> None:
    memory = memory_of(4)

    def make() -> frozenset[int]:
        memory.forget(9)
        return frozenset({9})

    assert memory.once(KEY, b"", make) == {9}
    assert memory.once(KEY, b"", lambda: "anew") == "anew"


def test_what_is_being_made_when_it_is_forgotten_is_told_once() -> None:
    memory = memory_of(4)

    def make() -> int:
        memory.forget(7)
        return 0

    assert memory.once(KEY, b"", make) == 0
    assert memory.once(KEY, b"", lambda: 1) == 1


def test_nothing_newer_is_forgotten_with_what_was_pushed_out() -> None:
    memory = memory_of(1)

    def make() -> int:
        memory.forget(7)
        memory.once(RequestKey(8, "another"), b"", lambda: 0)
        memory.once(KEY, b"", lambda: 2)
        return 0

    assert memory.once(KEY, b"", make) == 0
    assert memory.once(KEY, b"", lambda: 3) == 2

"""What is remembered of requests that may come twice."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.api.idempotency import AnswerMemory
from server.errors import BadRequestError


def test_a_second_request_waits_for_the_first_and_gets_its_answer() -> None:
    memory = AnswerMemory[object](most=4)
    begun, may_end = threading.Event(), threading.Event()

    def make() -> object:
        begun.set()
        assert may_end.wait(timeout=10)
        return object()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(memory.once, "key", b"", make)
        assert begun.wait(timeout=10)
        second = pool.submit(memory.once, "key", b"", lambda: pytest.fail("done twice"))
        may_end.set()

        assert first.result() is second.result()


def test_what_failed_is_done_again() -> None:
    memory = AnswerMemory[int](most=4)

    with pytest.raises(ZeroDivisionError):
        memory.once("key", b"", lambda: 1 // 0)

    assert memory.once("key", b"", lambda: 7) == 7


def test_a_key_belongs_to_one_request() -> None:
    memory = AnswerMemory[int](most=4)
    memory.once("key", b"one", lambda: 1)

    with pytest.raises(BadRequestError, match="take a new one"):
        memory.once("key", b"two", lambda: 2)


def test_the_oldest_are_forgotten() -> None:
    memory = AnswerMemory[int](most=2)
    for number in range(3):
        memory.once(number, b"", lambda: 0)

    assert [memory.once(number, b"", lambda: 1) for number in (2, 1, 0)] == [0, 0, 1]

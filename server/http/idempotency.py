"""Answers that got lost on the way: who asks again with the same key is told what was done.

The header is the one of the IETF's draft "The Idempotency-Key HTTP Header Field".
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Generic, NamedTuple, TypeVar

from fastapi import Header

from server.errors import BadRequestError

Answer = TypeVar("Answer")

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=8,
        max_length=128,
        description="Any text of 8 to 128 characters that no other request has. If the answer gets "
        "lost, send the request again with the same key: nothing is done twice, and the answer is "
        "the first one's.",
        examples=["5f1f7a9c-3b52-4d0e-9a57-0c6f8f0f2d11"],
    ),
]


class RequestKey(NamedTuple):
    """The client's key, and the student that the request changes: keys of two are never alike."""

    student_id: int
    key: str


@dataclass(frozen=True, slots=True)
class _Request(Generic[Answer]):
    """What came with a key: a digest of it all, and the answer as soon as there is one."""

    digest: bytes
    answer: Future[Answer] = field(default_factory=Future)


class AnswerMemory(Generic[Answer]):
    """Remembers the last `most` answers, until the server stops. Safe to use from threads.

    `told_of` returns the further students of whom an answer tells.
    """

    def __init__(self, most: int, *, told_of: Callable[[Answer], Collection[int | None]]) -> None:
        self._most = most
        self._told_of = told_of
        self._requests: OrderedDict[RequestKey, _Request[Answer]] = OrderedDict()
        self._lock = threading.Lock()

    def once(self, key: RequestKey, digest: bytes, make: Callable[[], Answer]) -> Answer:
        """Return what `make` does, or what it returned before for this key.

        Who asks while it is being made waits for it. What it raises is not remembered. Raises
        BadRequestError where the key came with another digest: it belongs to another request.
        """
        with self._lock:
            known = self._requests.get(key)
            if known is None:
                mine: _Request[Answer] = _Request(digest)
                self._requests[key] = mine
                while len(self._requests) > self._most:
                    self._requests.popitem(last=False)
        if known is not None:
            if known.digest != digest:
                raise BadRequestError(
                    "this Idempotency-Key came with another request already; take a new one",
                    code="idempotency_key_reused",
                )
            return known.answer.result()
        try:
            answer = make()
        except BaseException as error:
            self._drop(key, mine)
            mine.answer.set_exception(error)
            raise
        mine.answer.set_result(answer)
        return answer

    def forget(self, student_id: int) -> None:
        """Forget the answers to requests that changed this student, and those that tell of them.

        One that is being made is told to who waits for it, and then forgotten.
        """
        with self._lock:
            requests = list(self._requests.items())
        for key, request in requests:
            request.answer.add_done_callback(partial(self._drop_of, student_id, key, request))

    def _drop_of(
        self, student_id: int, key: RequestKey, request: _Request[Answer], made: Future[Answer]
    ) -> None:
        if made.exception() is not None:
            return  # it was not remembered
        if key.student_id == student_id or student_id in self._told_of(made.result()):
            self._drop(key, request)

    def _drop(self, key: RequestKey, request: _Request[Answer]) -> None:
        with self._lock:
            if self._requests.get(key) is request:
                del self._requests[key]

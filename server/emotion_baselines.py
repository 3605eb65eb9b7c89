"""Between the stored baselines and the cameras: learns, forgets, and tells what is known."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from server.recognition.emotion_baseline import (
    Baselines,
    Expression,
    LiveBaselines,
    RestingFace,
    RestingMinute,
    correction,
    usual_expression,
)
from students_db.emotion_baselines import BaselineState, EmotionBaselines, RestingRow
from students_db.errors import StudentsDbError

logger = logging.getLogger(__name__)

KEPT_DAYS: Final = 90
"""What was learned of somebody who was not seen for so long is forgotten."""


@dataclass(frozen=True, slots=True)
class BaselineReport:
    """What is stored of a student, and what comes of it.

    `resting` is None where nothing was learned with this network; `outdated` says that there is
    something that another one read.
    """

    stored: BaselineState
    resting: RestingFace | None
    outdated: bool
    usual: Expression | None
    correction: Expression | None


class BaselineKeeper:
    """Keeps the cameras' baselines as the database has them. Safe to use from several threads.

    Cameras look at `live`. While it is not `enabled`, they correct nothing; what is stored can
    still be seen and forgotten.
    """

    def __init__(self, store: EmotionBaselines, *, network_sha256: str, enabled: bool) -> None:
        self.live = LiveBaselines()
        self._store = store
        self._network = network_sha256
        self.enabled = enabled
        self._forgotten_at: dict[int, float] = {}
        self._lock = Lock()

    def reload(self, *, now: datetime) -> None:
        """Forget what is too old, and let the cameras see the rest. Raises StudentsDbError."""
        with self._lock:
            self._store.forget_unused(before=now - timedelta(days=KEPT_DAYS))
            self._show()

    def learn(self, minutes: Sequence[RestingMinute], *, now: datetime) -> None:
        """Take in what was seen, but for minutes that began before they were to be forgotten.

        Raises StudentsDbError.
        """
        with self._lock:
            by_student: dict[int, list[RestingMinute]] = {}
            for minute in minutes:
                if minute.started_at > self._forgotten_at.get(minute.student_id, 0.0):
                    by_student.setdefault(minute.student_id, []).append(minute)

            def change(student_id: int, row: RestingRow | None) -> RestingRow:
                face = self._face(row)
                for minute in by_student[student_id]:
                    face = RestingFace.first(minute) if face is None else face.after(minute)
                assert face is not None
                return self._row(face)

            # What fails from here on was not learned, so that it can be tried again; what fails
            # after that must not be.
            self._store.forget_unused(before=now - timedelta(days=KEPT_DAYS))
            self._store.learn(by_student, change, now=now)
            try:
                self._show()
            except StudentsDbError as error:
                logger.warning("cameras see what was learned after the next time: %s", error.detail)

    def forget(self, student_id: int, *, now: datetime) -> None:
        """Raises StudentsDbError, StudentNotFoundError among them."""
        with self._lock:
            self._store.forget(student_id)
            self._forgotten_at[student_id] = now.timestamp()
            self._show()

    def set_refused(self, student_id: int, *, refused: bool, now: datetime) -> None:
        """Learn nothing more of a student and forget what is known, or allow it again.

        Raises StudentsDbError, StudentNotFoundError among them.
        """
        with self._lock:
            self._store.set_refused(student_id, refused=refused, now=now)
            self._forgotten_at[student_id] = now.timestamp()
            self._show()

    def report(self, student_id: int) -> BaselineReport:
        """Raises StudentsDbError, StudentNotFoundError among them."""
        stored = self._store.get(student_id)
        resting = self._face(stored.resting)
        usual = usual_expression(self._faces().values())
        off = None if resting is None or not self.enabled else correction(resting, usual)
        outdated = stored.resting is not None and resting is None
        return BaselineReport(stored, resting, outdated, usual, off)

    def _show(self) -> None:
        faces = self._faces() if self.enabled else {}
        self.live.replace(Baselines.of(faces, self._store.refused()))

    def _faces(self) -> dict[int, RestingFace]:
        rows = self._store.load(self._network)
        return {key: face for key, row in rows.items() if (face := self._face(row)) is not None}

    def _face(self, row: RestingRow | None) -> RestingFace | None:
        """What a row says; None where another network said it."""
        if row is None or row.network_sha256 != self._network:
            return None
        return RestingFace(Expression(row.angry, row.sad), row.minutes, row.days, row.last_day)

    def _row(self, face: RestingFace) -> RestingRow:
        return RestingRow(
            network_sha256=self._network,
            angry=face.expression.angry,
            sad=face.expression.sad,
            minutes=face.minutes,
            days=face.days,
            last_day=face.last_day,
        )

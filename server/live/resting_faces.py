"""What students' faces read at rest, gathered from the cameras minute by minute."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Final, Protocol

from server.recognition.emotion_baseline import (
    Expression,
    LiveBaselines,
    RestingMinute,
    is_at_rest,
)
from server.recognition.types import FaceResult, LivenessStatus
from students_db.errors import StudentsDbError

logger = logging.getLogger(__name__)

SECONDS: Final = 60
"""Of these a minute is made; what is left over when the server stops is lost."""

MIN_CLARITY: Final = 0.35
"""Faces that are seen worse say more of the camera than of the student."""

LEARN_SECONDS: Final = 60.0
"""How often the minutes are written."""

FORGET_SECONDS: Final = 3600.0
"""How often what is too old is forgotten, also while nobody is seen."""

MAX_WAITING: Final = 10_000
"""Minutes that wait while the database cannot be written; beyond it the oldest are given up."""

_EPOCH: Final = date(1970, 1, 1).toordinal()


class Learner(Protocol):
    """See server.emotion_baselines.BaselineKeeper."""

    def learn(self, minutes: Sequence[RestingMinute], *, now: datetime) -> None: ...


@dataclass(slots=True)
class _Gathered:
    """One student's seconds since the last whole minute."""

    started_at: int
    last_second: int = -1
    expressions: list[Expression] = field(default_factory=list)


class RestingFaces:
    """Collects on the event loop; a thread takes what was learned to the database.

    `now` is seconds since the epoch; days are those of `timezone`, by default of this machine.
    """

    def __init__(
        self,
        learner: Learner,
        live: LiveBaselines,
        *,
        now: Callable[[], float],
        timezone: tzinfo | None = None,
    ) -> None:
        self._learner = learner
        self._live = live
        self._now = now
        self._timezone = timezone
        self._learned_at = now()
        self._gathered: dict[int, _Gathered] = {}
        self._minutes: list[RestingMinute] = []
        self._failing = False

    def see(self, student_id: int, face: FaceResult, second: int) -> None:
        """Take note of a student's face, once a second: if it is well seen, alive and at rest."""
        if student_id in self._live.current.refused:
            self._gathered.pop(student_id, None)
            return
        emotion = face.emotion
        if emotion is None or emotion.clarity < MIN_CLARITY or not _is_live(face):
            return
        gathered = self._gathered.setdefault(student_id, _Gathered(second))
        if second <= gathered.last_second or not is_at_rest(emotion.logits):
            return
        gathered.last_second = second
        gathered.expressions.append(Expression.of(emotion.logits))
        if len(gathered.expressions) == SECONDS:
            self._add(student_id, self._gathered.pop(student_id))

    async def run(self) -> None:
        """Learn once a minute, until cancelled."""
        while True:
            await asyncio.sleep(LEARN_SECONDS)
            await self.flush()

    async def flush(self) -> None:
        """Hand over the minutes that are full, and let old ones be forgotten. Never raises."""
        seconds = self._now()
        if not self._minutes and seconds - self._learned_at < FORGET_SECONDS:
            return
        minutes, self._minutes, self._learned_at = self._minutes, [], seconds
        now = datetime.fromtimestamp(seconds, UTC)
        try:
            await asyncio.to_thread(self._learner.learn, minutes, now=now)
        except StudentsDbError as error:
            self._keep_for_later(minutes, error.detail)
        except Exception:
            logger.exception("learning of resting faces failed")
            self._keep_for_later(minutes, "see the traceback above")
        else:
            self._failing = False

    def _add(self, student_id: int, gathered: _Gathered) -> None:
        self._minutes.append(
            RestingMinute(
                student_id,
                started_at=gathered.started_at,
                day=self._day(gathered.last_second),
                expression=Expression.middle(gathered.expressions),
            )
        )

    def _day(self, second: int) -> int:
        """Days from the Unix epoch's to that of a second, where the school is: UTC's changes in
        the middle of a morning in Asia."""
        return datetime.fromtimestamp(second, UTC).astimezone(self._timezone).toordinal() - _EPOCH

    def _keep_for_later(self, minutes: list[RestingMinute], why: str) -> None:
        if not self._failing:
            logger.warning("what faces read at rest cannot be written and waits: %s", why)
        self._failing = True
        self._minutes = [*minutes, *self._minutes][-MAX_WAITING:]


def _is_live(face: FaceResult) -> bool:
    """Whether it is surely a person, or nobody watches for that."""
    return face.liveness is None or face.liveness.status is LivenessStatus.LIVE

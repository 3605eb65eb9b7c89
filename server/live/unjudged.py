"""Seconds that were counted before anybody knew whether a person or a picture was there."""

from server.recognition.types import FaceResult, LivenessStatus
from students_db.observations import StudentSpan

GAP_SECONDS = 10
"""After an absence a student is judged anew."""


class UnjudgedSpans:
    """For each student and class session, since when a face counts that is not judged yet.

    Presence does not wait for a verdict, because somebody may sit still for long. When the verdict
    is that it was a photo or a screen, what was counted until then is taken back.
    """

    def __init__(self) -> None:
        self._spans: dict[tuple[int, int | None], StudentSpan] = {}

    def judge(
        self, student_id: int, class_session_id: int | None, face: FaceResult, *, second: int
    ) -> StudentSpan | None:
        """Take note of a student's face; return what is to be taken back, if anything."""
        key = (student_id, class_session_id)
        if face.is_suspect:
            return self._spans.pop(key, None)
        if face.liveness is None or face.liveness.status is LivenessStatus.LIVE:
            self._spans.pop(key, None)
            return None
        before = self._spans.get(key)
        goes_on = before is not None and second - before.last_second <= GAP_SECONDS
        first = before.first_second if before is not None and goes_on else second
        self._spans[key] = StudentSpan(student_id, class_session_id, first, second)
        return None

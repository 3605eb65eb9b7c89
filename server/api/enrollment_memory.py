"""What an application remembers of its enrollments, so that an answer that got lost can be told."""

from typing import Annotated, Final

from fastapi import Depends, Request

from server.api.enrollment_schemas import EnrollmentReport
from server.http.idempotency import AnswerMemory

ENROLLMENTS_REMEMBERED: Final = 256


def new_memory() -> AnswerMemory[EnrollmentReport]:
    """Make it: one for an application, where answers belong to students."""
    return AnswerMemory(ENROLLMENTS_REMEMBERED, told_of=_others_in)


def _others_in(report: EnrollmentReport) -> set[int | None]:
    """Whom the photos resemble, or whose they are; None where nobody else is meant."""
    photos = report.results
    warnings = [*report.warnings, *(warning for photo in photos for warning in photo.warnings)]
    reasons = [reason for photo in photos for reason in photo.reasons]
    return {warning.student_id for warning in warnings} | {reason.student_id for reason in reasons}


async def _remembered(request: Request) -> AnswerMemory[EnrollmentReport]:
    memory: AnswerMemory[EnrollmentReport] = request.app.state.enrollments
    return memory


RememberedDep = Annotated[AnswerMemory[EnrollmentReport], Depends(_remembered)]

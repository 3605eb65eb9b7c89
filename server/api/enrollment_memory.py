"""What an application remembers of its enrollments, so that an answer that got lost can be told."""

from typing import Annotated, Final

from fastapi import Depends, Request

from server.api.enrollment_schemas import EnrollmentReport
from server.api.idempotency import AnswerMemory

ENROLLMENTS_REMEMBERED: Final = 256


def new_memory() -> AnswerMemory[EnrollmentReport]:
    """Make it: one for an application, where answers belong to students."""
    return AnswerMemory(ENROLLMENTS_REMEMBERED)


async def _remembered(request: Request) -> AnswerMemory[EnrollmentReport]:
    memory: AnswerMemory[EnrollmentReport] = request.app.state.enrollments
    return memory


RememberedDep = Annotated[AnswerMemory[EnrollmentReport], Depends(_remembered)]

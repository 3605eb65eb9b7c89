"""`/api/students/{student_id}/emotion-baseline`: how a face reads at rest, seen and forgotten."""

from http import HTTPStatus

from fastapi import APIRouter

from server.api.dependencies import Services, ServicesDep
from server.api.emotion_baseline_schemas import (
    BaselineExpression,
    EmotionBaseline,
    EmotionBaselineUpdate,
)
from server.http.openapi import problems
from server.http.parameters import StudentId
from server.recognition.emotion_baseline import (
    MIN_DAYS,
    MIN_MINUTES,
    MIN_STUDENTS,
    Expression,
)

router = APIRouter(prefix="/api/students/{student_id}/emotion-baseline", tags=["Emotions"])


@router.get("", responses=problems("student_not_found"))
def get_emotion_baseline(student_id: StudentId, services: ServicesDep) -> EmotionBaseline:
    """Read what is known of how a student's face reads at rest.

    Some faces look sad or angry when they are not. Where the operator chose so, the server learns
    how each student's face reads at rest and takes off what is unusual about it, up to a limit.
    The emotion history keeps what was read.
    """
    return _read(services, student_id)


@router.patch("", responses=problems("student_not_found", "invalid_request"))
def update_emotion_baseline(
    student_id: StudentId, update: EmotionBaselineUpdate, services: ServicesDep
) -> EmotionBaseline:
    """Refuse a baseline for a student, or allow it again.

    A refusal forgets what was learned, and holds until it is withdrawn.
    """
    services.emotion_baselines.set_refused(student_id, refused=update.refused, now=services.clock())
    return _read(services, student_id)


@router.delete("", status_code=HTTPStatus.NO_CONTENT, responses=problems("student_not_found"))
def delete_emotion_baseline(student_id: StudentId, services: ServicesDep) -> None:
    """Forget how a student's face reads at rest.

    It is learned anew from what is seen from now on, unless the student has refused. Deleting a
    student forgets it, too.
    """
    services.emotion_baselines.forget(student_id, now=services.clock())


def _read(services: Services, student_id: int) -> EmotionBaseline:
    keeper = services.emotion_baselines
    report = keeper.report(student_id)
    resting = report.resting
    return EmotionBaseline(
        enabled=keeper.enabled,
        refused=report.stored.refused,
        resting=None if resting is None else _expression(resting.expression),
        minutes=0 if resting is None else resting.minutes,
        days=0 if resting is None else resting.days,
        updated_at=report.stored.updated_at,
        outdated=report.outdated,
        usual=_expression(report.usual),
        correction=_expression(report.correction),
        minutes_needed=MIN_MINUTES,
        days_needed=MIN_DAYS,
        students_needed=MIN_STUDENTS,
    )


def _expression(expression: Expression | None) -> BaselineExpression | None:
    if expression is None:
        return None
    return BaselineExpression(angry=round(expression.angry, 3), sad=round(expression.sad, 3))

"""`/api/health`: for whatever starts, restarts and balances this server."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from server.api.about_schemas import Liveness, Readiness
from server.api.dependencies import Services, ServicesDep
from students_db.errors import DatabaseError

router = APIRouter(prefix="/api/health", tags=["Server"])


@router.get("/live")
async def get_liveness() -> Liveness:  # async: it answers even while every thread is busy
    """Check that the process answers at all."""
    return Liveness(status="ok")


@router.get(
    "/ready",
    responses={HTTPStatus.SERVICE_UNAVAILABLE: {"model": Readiness, "description": "Not ready."}},
)
def get_readiness(response: Response, services: ServicesDep) -> Readiness:
    """Check that students can be recognised and stored.

    Answers 503 while they cannot, and says what is wrong. That the disk is full is noticed when
    something is to be written.
    """
    database = _database_problem(services)
    networks = services.networks_problem()
    ready = database is None and networks is None
    if not ready:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return Readiness(
        status="ok" if ready else "not_ready", database=database or "ok", networks=networks or "ok"
    )


def _database_problem(services: Services) -> str | None:
    try:
        services.database.check()
    except DatabaseError as error:
        return error.detail
    return services.recording_problem()

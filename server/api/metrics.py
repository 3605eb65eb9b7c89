"""`/metrics`, for Prometheus."""

from fastapi import APIRouter, Response

from server.api.dependencies import ServicesDep
from server.metrics import Metrics

router = APIRouter(tags=["Server"])


@router.get(
    "/metrics",
    response_class=Response,
    responses={
        200: {
            "content": {
                "text/plain": {"example": 'homeroom_connections{kind="camera"} 1.0'},
            }
        }
    },
)
def get_metrics(services: ServicesDep) -> Response:
    """Read counters and times, in the text format of Prometheus."""
    return Response(services.metrics.exposition(), media_type=Metrics.content_type)

"""`/api/connections`: the cameras that stream now, and how well."""

from datetime import UTC, datetime

from fastapi import APIRouter

from server.api.connection_schemas import CameraConnection, Connections
from server.api.dependencies import ServicesDep
from server.http.openapi import problems
from server.live.traffic import CameraTraffic

router = APIRouter(prefix="/api/connections", tags=["Server"])


@router.get("", responses=problems())
async def get_connections(services: ServicesDep) -> Connections:  # async: the hub's own thread
    """Read which cameras stream now, how many frames per second, and how many were dropped.

    Dropping is right where frames come faster than they can be looked at; `latency_ms` tells
    whether answers come in time.
    """
    traffic = services.traffic()
    return Connections(
        cameras=[
            _describe(camera) for camera in sorted(traffic.cameras, key=lambda one: one.opened_at)
        ],
        watchers=traffic.watchers,
        max_connections=services.settings.limits.max_connections,
        lowered=list(services.governor.current.lowered),
    )


def _describe(camera: CameraTraffic) -> CameraConnection:
    return CameraConnection(
        connection_id=camera.connection_id,
        class_session_id=camera.class_session_id,
        connected_at=datetime.fromtimestamp(camera.opened_at, UTC),
        frames_per_second=camera.rates.frames_per_second,
        dropped_per_second=camera.rates.dropped_per_second,
        latency_ms=camera.rates.latency_ms,
        frames_received=camera.totals.received,
        frames_done=camera.totals.done,
        frames_dropped=camera.totals.dropped,
        frames_failed=camera.totals.failed,
    )

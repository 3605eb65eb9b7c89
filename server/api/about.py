"""`/api/about`: what this server is, for the page before it starts a camera."""

from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter

from models.emotion import EmotionSet, labels_of
from server import __version__
from server.api.about_schemas import About
from server.api.dependencies import ServicesDep
from server.errors import NotFoundError
from server.http.openapi import problems
from server.http.partial_files import PartialFileResponse
from students_db.database import HEAD_REVISION

router = APIRouter(prefix="/api", tags=["Server"])

_DEMO_CLIP_PATH: Final = "/demo-clip"
_CLIP: Final[dict[str, Any]] = {"content": {"video/webm": {"example": "the bytes of the video"}}}


@router.get("/about", responses=problems())
def get_about(services: ServicesDep) -> About:
    """Read what this server is and which networks it runs."""
    settings = services.settings
    has_clip = _demo_clip(settings.demo_clip) is not None
    return About(
        version=__version__,
        database_schema=HEAD_REVISION,  # what another one has does not start
        started_at=services.started_at,
        networks=list(services.recognition.networks),
        runtime=services.recognition.runtime,
        execution_provider=services.recognition.execution_provider,
        emotion_set=settings.emotion.emotion_set,
        emotion_sets={emotion_set: list(labels_of(emotion_set)) for emotion_set in EmotionSet},
        max_enrollment_images=settings.enrollment.max_images,
        keeps_photos=settings.enrollment.keep_photos,
        demo_clip_url=f"{router.prefix}{_DEMO_CLIP_PATH}" if has_clip else None,
    )


@router.get(
    _DEMO_CLIP_PATH,
    response_class=PartialFileResponse,
    responses={
        HTTPStatus.OK: _CLIP,
        HTTPStatus.PARTIAL_CONTENT: _CLIP,
        **problems("bad_range_header", "demo_clip_not_found", "range_not_satisfiable"),
    },
)
def get_demo_clip(services: ServicesDep) -> PartialFileResponse:
    """Read the demo clip, a video of people who do not exist, as a stand-in for a camera.

    The header `Range` asks for a part of it.
    """
    clip = _demo_clip(services.settings.demo_clip)
    if clip is None:
        raise NotFoundError(
            "this server has no demo clip; start it with ./scripts/run --demo",
            code="demo_clip_not_found",
        )
    return PartialFileResponse(clip)


def _demo_clip(path: Path | None) -> Path | None:
    return path if path is not None and path.is_file() else None

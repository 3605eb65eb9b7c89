"""Puts the REST API into an application."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Final

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from server.api import (
    about,
    attendance,
    class_sessions,
    connections,
    emotion_baselines,
    emotions,
    enrollment_memory,
    enrollment_quality,
    face_check,
    faces,
    gallery,
    gaps,
    health,
    metrics,
    photos,
    recent_emotions,
    storage,
    student_attendance,
    students,
    timelines,
)
from server.api.examples import EXAMPLES
from server.api.uploads import UPLOADS_AT_ONCE
from server.errors import NotFoundError
from server.http.docs import install_docs
from server.http.limits import BodyLimit, RateLimit
from server.http.methods import HeadAsGet
from server.http.openapi import install_openapi
from server.http.problems import install_problem_handlers
from server.http.request_metrics import RequestMetrics
from server.http.security import KnownHosts, SameOrigin
from server.http.security_headers import SecurityHeaders
from server.http.stopping import AnswerWhenStopped
from server.metrics import Metrics
from server.settings import Settings

_ROUTERS: Final = (
    students.router,
    faces.router,
    photos.router,
    enrollment_quality.router,
    student_attendance.router,
    face_check.router,
    class_sessions.router,
    attendance.router,
    timelines.router,
    emotions.router,
    recent_emotions.router,
    emotion_baselines.router,
    gaps.router,
    gallery.router,
    about.router,
    storage.router,
    connections.router,
    health.router,
    metrics.router,
)


def install_api(
    app: FastAPI,
    *,
    settings: Settings,
    metrics: Metrics,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Add routes, problem documents, limits and the documentation page.

    Call it once, before anything that answers for all paths is mounted. The endpoints find their
    services in `app.state.services`, which must be there before the first request. `clock` counts
    seconds.
    """
    app.state.upload_slots = asyncio.Semaphore(UPLOADS_AT_ONCE)
    app.state.enrollments = enrollment_memory.new_memory()
    install_problem_handlers(app)
    for router in _ROUTERS:
        app.include_router(router, generate_unique_id_function=_function_name)
    app.router.routes.append(Route("/api/{path:path}", _UnknownPath(tuple(app.router.routes))))
    install_docs(app)
    install_openapi(app, examples=EXAMPLES)
    limits = settings.limits
    # The last one added sees a request first.
    app.add_middleware(AnswerWhenStopped)
    app.add_middleware(BodyLimit, max_bytes=limits.max_upload_bytes)
    app.add_middleware(SameOrigin, allowed_origins=settings.allowed_origins)
    app.add_middleware(KnownHosts, host=settings.host, allowed_origins=settings.allowed_origins)
    app.add_middleware(RateLimit, per_second=limits.max_requests_per_second, clock=clock)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(HeadAsGet)
    app.add_middleware(RequestMetrics, metrics=metrics, clock=clock)


def _function_name(route: APIRoute) -> str:
    return route.name


class _UnknownPath:
    """Answers every path below /api that no route knows, so that the page's files cannot."""

    def __init__(self, known: Sequence[BaseRoute]) -> None:
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        for route in self._known:
            match, found = route.matches(scope)
            if match is Match.PARTIAL:  # the path is known, the method is not: 405
                scope.update(found)
                await route.handle(scope, receive, send)
                return
        raise NotFoundError(f"there is nothing at {scope['path']}")

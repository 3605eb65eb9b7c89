"""What the REST endpoints work with: built once by `create_app`, kept in `app.state.services`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from models.embedder import IdentityThresholds
from server.api.about_schemas import Network
from server.emotion_baselines import BaselineKeeper
from server.enrollment.service import EnrollmentService
from server.gallery_loader import GalleryLoader
from server.live.governor import EffortGovernor
from server.live.hub import Traffic
from server.metrics import Metrics
from server.recognition.gallery import LiveGallery
from server.settings import Settings
from students_db.attendance import Attendance
from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.faces import EmbedderKey, Faces
from students_db.history import History
from students_db.photos import Photos
from students_db.presence import Presence
from students_db.student_attendance import StudentAttendance
from students_db.students import Students


@dataclass(frozen=True, slots=True)
class RecognitionInfo:
    """Which networks run, where, and by which rule they name somebody."""

    networks: tuple[Network, ...]
    runtime: str
    execution_provider: str
    embedder: EmbedderKey
    thresholds: IdentityThresholds


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that endpoints need. All of it is safe to use from several threads.

    `networks_problem` returns None while the networks can be used, else what is wrong and what to
    do; `recording_problem` does so of storing what cameras see. `on_class_session_ended` gets the
    id, in a worker thread, after the end is committed. `traffic` tells who is connected and is,
    like `governor`, for the event loop alone. `clock` returns the time now, aware; `started_at` is
    when the server did.
    """

    settings: Settings
    database: Database
    students: Students
    faces: Faces
    photos: Photos
    class_sessions: ClassSessions
    attendance: Attendance
    history: History
    emotion_baselines: BaselineKeeper
    presence: Presence
    student_attendance: StudentAttendance
    enrollment: EnrollmentService
    live_gallery: LiveGallery
    governor: EffortGovernor
    gallery_loader: GalleryLoader
    recognition: RecognitionInfo
    metrics: Metrics
    networks_problem: Callable[[], str | None]
    recording_problem: Callable[[], str | None]
    on_class_session_ended: Callable[[int], object]
    traffic: Callable[[], Traffic]
    clock: Callable[[], datetime]
    started_at: datetime


async def get_services(request: Request) -> Services:
    """Not a plain function: FastAPI would spend a thread on it."""
    services: Services = request.app.state.services
    return services


ServicesDep = Annotated[Services, Depends(get_services)]

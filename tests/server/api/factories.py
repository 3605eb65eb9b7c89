"""The REST API in this process: a temporary database, painted faces, and a clock to set."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from models.embedder import IdentityThresholds
from server.api.about_schemas import Network
from server.api.dependencies import RecognitionInfo, Services
from server.api.install import install_api
from server.emotion_baselines import BaselineKeeper
from server.enrollment.examination import ImageLimits, PhotoExaminer
from server.enrollment.quality import QualityRules
from server.enrollment.service import EnrollmentService
from server.gallery_loader import GalleryLoader
from server.live.governor import EffortGovernor
from server.live.hub import Traffic
from server.metrics import Metrics
from server.recognition.calibration import Calibrator
from server.recognition.effort import Effort, LiveEffort, effort_steps
from server.recognition.gallery import LiveGallery
from server.settings import Settings
from students_db.attendance import Attendance
from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.emotion_baselines import EmotionBaselines
from students_db.faces import EmbedderKey, Faces
from students_db.history import History
from students_db.observations import Observations
from students_db.photos import Photos
from students_db.presence import Presence
from students_db.student_attendance import StudentAttendance
from students_db.students import Students
from tests.fakes import THRESHOLDS, HueDetector, HueEmbedder
from tests.students_db.factories import open_database

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
EMOTION_NETWORK = "f" * 64
EMBEDDER = EmbedderKey(HueEmbedder.name, HueEmbedder.weights_sha256)

Json = dict[str, Any]


@dataclass
class FakeClock:
    """Wall time and the seconds of limits; it stands still unless it is moved."""

    now: datetime = NOW

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def seconds(self) -> float:
        return self.now.timestamp()


@dataclass
class Api:
    """A client, and what is behind the API."""

    client: TestClient
    services: Services
    clock: FakeClock
    ended_class_sessions: list[int] = field(default_factory=list)

    @property
    def observations(self) -> Observations:
        return Observations(self.services.database)

    def create_student(self, name: str = "Amara Nwosu", **more: str) -> int:
        created = self.client.post("/api/students", json={"name": name, **more})
        assert created.status_code == 201, created.text
        return int(created.json()["id"])

    def start_class_session(self, **more: str) -> int:
        started = self.client.post("/api/class-sessions", json={"name": "Biology 7b", **more})
        assert started.status_code == 201, started.text
        return int(started.json()["id"])

    def enroll(self, student_id: int, *photos: bytes) -> Json:
        answer = self.client.post(f"/api/students/{student_id}/faces", files=as_files(*photos))
        assert answer.status_code == 200, answer.text
        report: Json = answer.json()
        return report

    def get(self, path: str, **query: str) -> Json:
        answer = self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        body: Json = answer.json()
        return body


def as_files(*photos: bytes) -> list[tuple[str, tuple[str, bytes, str]]]:
    return [
        ("images", (f"photo-{index}.png", photo, "image/png")) for index, photo in enumerate(photos)
    ]


def make_services(
    database: Database,
    *,
    settings: Settings | None = None,
    clock: FakeClock | None = None,
    thresholds: IdentityThresholds = THRESHOLDS,
    **replacements: object,
) -> Services:
    """Services over painted faces; `replacements` are fields of Services."""
    settings = settings or Settings()
    clock = clock or FakeClock()
    faces = Faces(database)
    gallery = LiveGallery()
    loader = GalleryLoader(faces, EMBEDDER, gallery, Calibrator(thresholds))
    limits = ImageLimits(settings.limits.max_image_bytes, settings.limits.max_image_pixels)
    services = Services(
        settings=settings,
        database=database,
        students=Students(database),
        faces=faces,
        photos=Photos(database),
        class_sessions=ClassSessions(database),
        attendance=Attendance(database),
        history=History(database),
        emotion_baselines=BaselineKeeper(
            EmotionBaselines(database),
            network_sha256=EMOTION_NETWORK,
            enabled=settings.emotion.personal_baseline,
        ),
        presence=Presence(database),
        student_attendance=StudentAttendance(database),
        enrollment=EnrollmentService(
            faces,
            loader,
            PhotoExaminer(
                HueDetector(),
                HueEmbedder(),
                rules=QualityRules(),
                limits=limits,
                keep_photos=settings.enrollment.keep_photos,
            ),
            embedder=EMBEDDER,
            max_faces_per_student=settings.enrollment.max_faces_per_student,
        ),
        live_gallery=gallery,
        governor=EffortGovernor(
            LiveEffort(Effort()), effort_steps(Effort()), target_ms=100, clock=lambda: 0.0
        ),
        gallery_loader=loader,
        recognition=RecognitionInfo(
            networks=(
                Network(task="identity", name=EMBEDDER.name, sha256=EMBEDDER.weights_sha256),
            ),
            runtime="fake",
            execution_provider="none",
            embedder=EMBEDDER,
            thresholds=thresholds,
        ),
        metrics=Metrics(),
        networks_problem=lambda: None,
        recording_problem=lambda: None,
        on_class_session_ended=lambda _id: None,
        traffic=lambda: Traffic((), watchers=0),
        clock=lambda: clock.now,
        started_at=NOW,
    )
    return replace(services, **replacements)  # type: ignore[arg-type]


@contextmanager
def open_api(
    folder: Path, *, settings: Settings | None = None, **replacements: object
) -> Iterator[Api]:
    """An API over a new database in `folder`."""
    clock = FakeClock()
    ended: list[int] = []
    replacements = {"on_class_session_ended": ended.append, **replacements}
    with open_database(folder) as database:
        services = make_services(
            database, settings=settings, clock=clock, thresholds=THRESHOLDS, **replacements
        )
        client = TestClient(make_app(services, clock), raise_server_exceptions=False)
        yield Api(client, services, clock, ended)


def make_app(services: Services, clock: FakeClock) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None)
    app.state.services = services
    install_api(app, settings=services.settings, metrics=services.metrics, clock=clock.seconds)
    return app

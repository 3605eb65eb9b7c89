"""The one place where objects are built and handed to each other."""

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from fastapi import FastAPI

from models.emotion import EmotionSet
from models.errors import ModelError
from server import __version__
from server.api.about_schemas import Network
from server.api.dependencies import RecognitionInfo, Services
from server.api.install import install_api
from server.deletions import Pause, settle_deletions
from server.emotion_baselines import BaselineKeeper
from server.enrollment.examination import ImageLimits, PhotoExaminer
from server.enrollment.quality import QualityRules
from server.enrollment.service import EnrollmentService
from server.enrollment_notice import enrollment_notice
from server.errors import StartError
from server.gallery_loader import GalleryLoader, follow_changes, load_calibrator
from server.http.page import router as page_router
from server.images import decode_image
from server.live.connection import router as live_router
from server.live.context import LiveContext, NetworksInUse
from server.live.engine import (
    FRAMES_PER_TURN,
    GPU_FRAMES_PER_TURN,
    TURNS_AT_ONCE,
    Engine,
)
from server.live.governor import EffortGovernor
from server.live.hub import Hub
from server.live.protocol import NetworkInfo
from server.live.recorder import Recorder
from server.live.resting_faces import RestingFaces
from server.live.turn import TurnRunner
from server.metrics import Metrics
from server.networks import Networks, load_networks
from server.recognition.effort import LiveEffort, effort_steps
from server.recognition.gallery import LiveGallery
from server.recognition.pipeline import FramePipeline, PipelineSettings
from server.settings import Settings
from students_db.attendance import Attendance
from students_db.class_sessions import ClassSessions
from students_db.database import Database
from students_db.emotion_baselines import EmotionBaselines
from students_db.errors import ClassSessionNotFoundError, StudentsDbError
from students_db.faces import EmbedderKey, Faces
from students_db.history import History
from students_db.observations import Observations
from students_db.photos import Photos
from students_db.presence import Presence
from students_db.reembedding import Reembedding
from students_db.student_attendance import StudentAttendance
from students_db.students import Students

logger = logging.getLogger(__name__)

MAX_ROW_ID = 2**63 - 1


def create_app(settings: Settings | None = None, *, networks: Networks | None = None) -> FastAPI:
    """Build the application; what is slow or can fail happens when it starts.

    `networks` takes the place of those that the settings name. Starting raises StartError.
    """
    settings = settings or Settings()
    metrics = Metrics()

    @contextlib.asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with _start_errors():
            if networks is None:
                ready = await asyncio.to_thread(load_networks, settings)
            else:
                ready = networks
            database = await asyncio.to_thread(_open_database, settings)
        with contextlib.closing(database):
            gallery = LiveGallery()
            hub = Hub(max_connections=settings.limits.max_connections, metrics=metrics)
            with _start_errors():
                services = _build_services(settings, ready, database, gallery, hub, metrics)
                await asyncio.to_thread(services.gallery_loader.reload)
                await asyncio.to_thread(services.emotion_baselines.reload, now=services.clock())
                await asyncio.to_thread(_log_enrollment, database, services.recognition.embedder)
            async with (
                _running(follow_changes(services.gallery_loader)),
                _running(settle_deletions(database)),
                _run_live(settings, ready, services, hub) as live,
            ):
                app.state.services = replace(
                    services, recording_problem=lambda: live.recorder.problem
                )
                app.state.live = live
                yield

    app = FastAPI(
        title="Homeroom", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None
    )
    app.state.settings = settings
    install_api(app, settings=settings, metrics=metrics)
    app.include_router(live_router)
    app.include_router(page_router)  # last: it answers every address that nobody else knows
    return app


@contextlib.contextmanager
def _start_errors() -> Iterator[None]:
    """Say in one line why the server cannot start."""
    try:
        yield
    except (ModelError, StudentsDbError) as error:
        raise StartError(str(error), code=error.code) from error


def _open_database(settings: Settings) -> Database:
    database = Database(settings.database_url)
    try:
        database.migrate()
    except StudentsDbError:
        database.close()
        raise
    except OSError as error:
        raise StartError(
            f"the database {database.file} cannot be created: {error.strerror}",
            code="database_unavailable",
        ) from error
    return database


def _build_services(
    settings: Settings,
    networks: Networks,
    database: Database,
    gallery: LiveGallery,
    hub: Hub,
    metrics: Metrics,
) -> Services:
    recognition = _describe(settings, networks)
    faces = Faces(database)
    calibrator = load_calibrator(recognition.thresholds, networks.embedder, settings.weights_dir)
    loader = GalleryLoader(faces, recognition.embedder, gallery, calibrator)
    examiner = PhotoExaminer(
        networks.detector,
        networks.embedder,
        rules=QualityRules(min_face_px=settings.enrollment.min_face_px),
        limits=ImageLimits(settings.limits.max_image_bytes, settings.limits.max_image_pixels),
        occlusion=networks.occlusion,
        keep_photos=settings.enrollment.keep_photos,
    )
    return Services(
        settings=settings,
        database=database,
        students=Students(database, pause=Pause(hub.is_stopping)),
        faces=faces,
        photos=Photos(database),
        class_sessions=ClassSessions(database),
        attendance=Attendance(database),
        history=History(database),
        emotion_baselines=BaselineKeeper(
            EmotionBaselines(database),
            network_sha256=networks.emotions.weights_sha256,
            enabled=settings.emotion.personal_baseline,
        ),
        presence=Presence(database),
        student_attendance=StudentAttendance(database),
        enrollment=EnrollmentService(
            faces,
            loader,
            examiner,
            embedder=recognition.embedder,
            max_faces_per_student=settings.enrollment.max_faces_per_student,
        ),
        live_gallery=gallery,
        governor=_build_governor(settings, networks, metrics),
        gallery_loader=loader,
        recognition=recognition,
        metrics=metrics,
        networks_problem=lambda: None,  # a server whose networks do not load does not start
        recording_problem=lambda: None,  # nothing is recorded yet
        on_class_session_ended=_from_threads(hub.end_class_session),
        traffic=hub.traffic,
        clock=lambda: datetime.now(UTC),
        started_at=datetime.now(UTC),
    )


def _build_governor(settings: Settings, networks: Networks, metrics: Metrics) -> EffortGovernor:
    full = PipelineSettings.of(settings, networks.embedder.thresholds).effort
    governor = EffortGovernor(
        LiveEffort(full),
        effort_steps(full),
        target_ms=settings.limits.latency_target_ms,
        clock=time.perf_counter,
    )
    metrics.effort(lambda: governor.step)
    return governor


def _log_enrollment(database: Database, embedder: EmbedderKey) -> None:
    notice = enrollment_notice(Reembedding(database, embedder).states(), embedder.name)
    if notice is not None:
        logger.warning(notice)


def _from_threads(method: Callable[[int], None]) -> Callable[[int], None]:
    """Let worker threads call a method that belongs on the event loop."""
    loop = asyncio.get_running_loop()

    def call(argument: int) -> None:
        loop.call_soon_threadsafe(method, argument)

    return call


@contextlib.asynccontextmanager
async def _running(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Do this beside all else, as long as the block runs."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def _describe(settings: Settings, networks: Networks) -> RecognitionInfo:
    tasks = (
        ("detection", networks.detector),
        ("identity", networks.embedder),
        ("emotion", networks.emotions),
    )
    embedder = networks.embedder
    return RecognitionInfo(
        networks=tuple(
            Network(task=task, name=network.name, sha256=network.weights_sha256)
            for task, network in tasks
        ),
        runtime=networks.runtime,
        execution_provider=networks.provider,
        embedder=EmbedderKey(embedder.name, embedder.weights_sha256),
        thresholds=PipelineSettings.of(settings, embedder.thresholds).thresholds,
    )


@contextlib.asynccontextmanager
async def _run_live(
    settings: Settings, networks: Networks, services: Services, hub: Hub
) -> AsyncIterator[LiveContext]:
    """The live part, with its threads and the recorder's task; each ends here, in order."""
    metrics = services.metrics
    metrics.runtime(name=networks.runtime, provider=networks.provider)
    keeper = services.emotion_baselines
    resting = RestingFaces(keeper, keeper.live, now=time.time)
    recorder = Recorder(
        Observations(services.database),
        metrics=metrics,
        now=time.time,
        on_seen=resting.see if keeper.enabled else None,
    )
    decode = partial(decode_image, max_pixels=settings.limits.max_image_pixels)
    with (
        ThreadPoolExecutor(settings.threads or os.cpu_count(), "frames") as frames,
        ThreadPoolExecutor(TURNS_AT_ONCE, "turns") as turns,
    ):
        pipeline_settings = PipelineSettings.of(settings, networks.embedder.thresholds)
        runner = TurnRunner(networks.embedder, networks.emotions, decode=decode, pool=frames)
        on_gpu = networks.provider.startswith("CUDA")
        engine = Engine(
            runner,
            executor=turns,
            frames_per_turn=GPU_FRAMES_PER_TURN if on_gpu else FRAMES_PER_TURN,
        )
        writing = [asyncio.create_task(recorder.run()), asyncio.create_task(resting.run())]
        context = LiveContext(
            engine=engine,
            make_pipeline=partial(
                FramePipeline,
                networks.detector,
                networks.embedder,
                networks.emotions,
                services.live_gallery,
                pipeline_settings,
                baselines=keeper.live,
                effort=services.governor.effort,
            ),
            governor=services.governor,
            hub=hub,
            recorder=recorder,
            metrics=metrics,
            limits=settings.limits,
            allowed_origins=settings.allowed_origins,
            networks=_in_use(services.recognition),
            running_set=partial(_running_set, services.class_sessions),
            usual_set=settings.emotion.emotion_set,
            count_students=lambda: len(services.live_gallery.current),
            now=time.time,
            clock=time.perf_counter,
        )
        try:
            yield context
        finally:
            hub.stop()
            await engine.join()
            for task in writing:
                task.cancel()
            await recorder.close()
            await resting.flush()


def _in_use(recognition: RecognitionInfo) -> NetworksInUse:
    return NetworksInUse(
        networks=tuple(
            NetworkInfo.model_validate(network.model_dump()) for network in recognition.networks
        ),
        runtime=recognition.runtime,
        execution_provider=recognition.execution_provider,
    )


def _running_set(class_sessions: ClassSessions, class_session_id: int) -> EmotionSet:
    """The emotion set of a class session. Raises StudentsDbError unless it is running."""
    if not 0 < class_session_id <= MAX_ROW_ID:  # beyond what the database can look up
        raise ClassSessionNotFoundError(class_session_id)
    return EmotionSet(class_sessions.get_running(class_session_id).emotion_set)

"""Measure the product: `python -m scripts.evaluate identity|tracking|detection|emotion|video|...`.

Each form prints one JSON object (video: JSON lines, the last one the summary) on stdout; progress
and messages go to stderr. With --report FILE it also writes an HTML page with plots. Settings are
the server's own, from HOMEROOM_…; options win over them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from models.emotion import EmotionSet
from scripts.evaluation import tables
from scripts.evaluation.baseline.command import baseline
from scripts.evaluation.classroom import Classroom, open_classroom
from scripts.evaluation.clip import Clip
from scripts.evaluation.command_line import (
    Detector,
    Embedder,
    Images,
    Limit,
    MinFace,
    Report,
    Seed,
    face_reader,
    finish,
    one_line_errors,
    open_networks,
    print_line,
    save_report,
)
from scripts.evaluation.detection.evaluation import evaluate_detection
from scripts.evaluation.emotion.cut_out import CutOut
from scripts.evaluation.emotion.evaluation import FacesMode, evaluate_emotion
from scripts.evaluation.emotion.framing import cropper_of, tell_taken_whole
from scripts.evaluation.enrollment.command import enrollment
from scripts.evaluation.enrollment.head_turn import head_turn
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.expression.command import expression
from scripts.evaluation.identity.degrade import Degradation
from scripts.evaluation.identity.embedder_table import embedders
from scripts.evaluation.identity.evaluation import (
    OpenSetResult,
    PairsResult,
    evaluate_open_set,
    evaluate_pairs,
)
from scripts.evaluation.identity.webcam import WebcamReader, WebcamResult, evaluate_webcam
from scripts.evaluation.images import ImageSource
from scripts.evaluation.liveness.command import liveness
from scripts.evaluation.networks import Networks
from scripts.evaluation.sampling import sample, sample_boxes, sample_open_set
from scripts.evaluation.search.command import search
from scripts.evaluation.tables import OpenSetImage
from scripts.evaluation.tracking.command import tracking
from scripts.evaluation.video import VideoSummary, watch
from scripts.people import Person, find_people
from server.recognition.pipeline import FramePipeline, PipelineSettings

app = typer.Typer(add_completion=False, help=__doc__, no_args_is_help=True)
app.command()(enrollment)

USUAL_CROP_PX = 320
"""Data sets cut faces out at this size or below."""


app.command()(tracking)
app.command()(liveness)
app.command()(head_turn)
app.command()(expression)
app.command()(baseline)
app.command()(search)
app.command()(embedders)


@app.command()
def detection(  # noqa: PLR0913, PLR0917 - one argument an option
    images: Images,
    boxes: Annotated[Path, typer.Option(help="csv: image, label, xmin, ymin, xmax, ymax.")],
    detector: Detector = None,
    min_face_px: MinFace = None,
    min_score: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Least detection score that counts as found."),
    ] = None,
    report: Report = None,
    limit: Limit = None,
    seed: Seed = 0,
) -> None:
    """Recall, precision and AP at IoU 0.5, and the time of one scan.

    Images that the csv does not name are not scored.
    """
    with one_line_errors():
        networks = open_networks(detector=detector, min_face_px=min_face_px, min_score=min_score)
        truth = sample_boxes(tables.read_boxes(boxes), limit, seed=seed)
        result = evaluate_detection(
            ImageSource.open(images),
            truth,
            networks.detector,
            min_detection_score=networks.settings.detection.min_detection_score,
        )
        figures = {**result.figures(), "min_face_px": networks.settings.detection.min_face_px}
        finish(figures, result.plots(), report=report, title="Detection")


@app.command()
def identity(  # noqa: PLR0913, PLR0917 - one argument an option
    images: Images,
    pairs: Annotated[Path | None, typer.Option(help="csv: image_a, image_b, same.")] = None,
    openset: Annotated[
        Path | None, typer.Option(help="csv: image, person, role (gallery, probe, impostor).")
    ] = None,
    degrade: Annotated[
        Degradation | None, typer.Option(help="Make the open set's probes and impostors poor.")
    ] = None,
    embedder: Embedder = None,
    detector: Detector = None,
    min_face_px: MinFace = None,
    report: Report = None,
    limit: Limit = None,
    seed: Seed = 0,
) -> None:
    """Verification of pairs (--pairs), naming of probes and impostors (--openset), or both."""
    with one_line_errors():
        if pairs is None and openset is None:
            raise EvaluationError("give --pairs or --openset")
        if degrade is not None and openset is None:
            raise EvaluationError("--degrade is for the pictures of an open set: give --openset")
        networks = open_networks(detector=detector, min_face_px=min_face_px, embedder=embedder)
        source = ImageSource.open(images)
        results: list[PairsResult | OpenSetResult | WebcamResult] = []
        if pairs is not None:
            rows = sample(tables.read_pairs(pairs), limit, seed=seed)
            source.require(name for pair in rows for name in (pair.image_a, pair.image_b))
            results.append(evaluate_pairs(face_reader(source, networks), rows, networks.embedder))
        if openset is not None:
            people = sample_open_set(tables.read_open_set(openset), limit, seed=seed)
            source.require(image.image for image in people)
            results.append(_open_set(source, networks, people, degrade=degrade, seed=seed))
        figures = {key: value for result in results for key, value in result.figures().items()}
        plots = [plot for result in results for plot in result.plots()]
        finish(figures, plots, report=report, title="Identity")


def _open_set(
    source: ImageSource,
    networks: Networks,
    people: Sequence[OpenSetImage],
    *,
    degrade: Degradation | None,
    seed: int,
) -> OpenSetResult | WebcamResult:
    faces = face_reader(source, networks)
    embedder, calibrator = networks.embedder, networks.calibrator
    if degrade is None:
        return evaluate_open_set(faces, people, embedder, calibrator)
    least = networks.settings.detection.min_detection_score
    webcam = WebcamReader(faces, networks.detector, least, seed=seed)
    return evaluate_webcam(faces, webcam, people, embedder, calibrator)


@app.command()
def emotion(  # noqa: PLR0913, PLR0917 - one argument an option
    images: Images,
    labels: Annotated[
        Path, typer.Option(help="csv: image, label (any of the six, or alert: not tired).")
    ],
    emotion_set: Annotated[
        EmotionSet | None, typer.Option(help="Choose among these five; all six without it.")
    ] = None,
    faces: Annotated[
        FacesMode,
        typer.Option(
            help="crop: images are faces already; detect: whole photos; auto: look at each."
        ),
    ] = FacesMode.AUTO,
    cut_out: Annotated[
        float | None,
        typer.Option(
            min=-0.4,
            max=2,
            help="Cut the face out of each photo first, as somebody else may have: a square with "
            "this margin on each side of the box.",
        ),
    ] = None,
    detector: Detector = None,
    min_face_px: MinFace = None,
    report: Report = None,
    limit: Limit = None,
    seed: Seed = 0,
) -> None:
    """Accuracy, recall, confusion and calibration of the emotion network."""
    with one_line_errors():
        networks = open_networks(detector=detector, min_face_px=min_face_px)
        source = ImageSource.open(images)
        rows = sample(tables.read_labels(labels), limit, seed=seed)
        source.require(row.image for row in rows)
        pictures = source if cut_out is None else CutOut(face_reader(source, networks), cut_out)
        crop = cropper_of(faces, pictures, networks)
        if faces is FacesMode.CROP and cut_out is None:
            _doubt_crops(source, rows[0].image)
        result = evaluate_emotion(rows, crop, networks.emotions, emotion_set)
        tell_taken_whole(crop)
        finish(result.figures(), result.plots(), report=report, title="Emotion")


@app.command()
def video(
    clip: Annotated[Path, typer.Option(help="Video file; every frame goes through the pipeline.")],
    people: Annotated[Path, typer.Option(help="Folder with photos to enroll: DIR/NAME/*.jpg.")],
    embedder: Embedder = None,
    detector: Detector = None,
    min_face_px: MinFace = None,
    report: Report = None,
) -> None:
    """Enroll people, then print who is named when, a line for each frame with faces."""
    with one_line_errors():
        networks = open_networks(detector=detector, min_face_px=min_face_px, embedder=embedder)
        persons = find_people(people)
        with Clip(clip) as frames, open_classroom(networks) as classroom:
            enrolled = {person.name: _enroll(classroom, person) for person in persons}
            summary = VideoSummary(frames.fps)
            emotion_set = networks.settings.emotion.emotion_set
            for line in watch(frames.frames(), _pipeline(networks, classroom), summary):
                print_line(line.figures(emotion_set))
        figures = {**summary.figures(), "enrolled_photos": enrolled}
        print_line(figures)
        save_report(figures, summary.plots(), report=report, title="Video")


def _doubt_crops(source: ImageSource, name: str) -> None:
    """Say so on stderr when an image looks like a whole photo and not like a face."""
    height, width = source.read(name).shape[:2]
    if max(height, width) > USUAL_CROP_PX:
        typer.echo(
            f"note: {name} is {width} x {height} pixels, large for a face crop; "
            "for whole photos give --faces detect",
            err=True,
        )


def _pipeline(networks: Networks, classroom: Classroom) -> FramePipeline:
    settings = PipelineSettings.of(networks.settings, networks.embedder.thresholds)
    return FramePipeline(
        networks.detector, networks.embedder, networks.emotions, classroom.gallery, settings
    )


def _enroll(classroom: Classroom, person: Person) -> int:
    """Enroll one person; say on stderr why a photo is refused. Returns how many were accepted."""
    reports = classroom.enroll(person.name, person.photos)
    for photo in reports:
        if not photo.accepted:
            reasons = ", ".join(reason.code for reason in photo.reasons)
            typer.echo(f"{person.name}/{photo.filename} is not accepted: {reasons}", err=True)
    return sum(photo.accepted for photo in reports)


if __name__ == "__main__":
    app()

"""Embed kept enrollment photos anew, after a change of the embedder: `python -m scripts.reembed`.

For the embedder of the settings, or that of --embedder. A student is done in one transaction, so
this may be interrupted and run again at any time, also while the server runs: its cameras follow
within seconds. Embeddings of the former embedder stay, for the way back, until --remove-old.

Exit codes: 0 everybody who was enrolled is known to the embedder, 1 some students must be enrolled
again, 2 it cannot work (one line says why), 130 interrupted.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Final

import numpy as np
import typer
from rich.console import Console
from rich.progress import track

from models.detections import Detections, Detector
from models.embedder import Embedder
from models.errors import ModelError
from scripts.evaluation.command_line import EmbedderName
from scripts.evaluation.networks import Networks
from scripts.printed import plain_console
from server.errors import HomeroomError, ImageError
from server.images import decode_image
from server.recognition.types import FloatArray
from server.settings import Settings
from server.start import load_settings
from students_db.database import Database
from students_db.errors import StudentsDbError
from students_db.faces import EmbedderKey
from students_db.photos import KeptPhoto
from students_db.reembedding import EnrollmentState, Reembedding

EXIT_ENROLL_AGAIN: Final = 1
EXIT_FAILED: Final = 2
EXIT_INTERRUPTED: Final = 130
BUSY_TIMEOUT_SECONDS: Final = 30.0
"""A server writes for some milliseconds each second; another reembed does not take longer."""

_MAX_PIXELS: Final = 4_000_000
"""More than a kept photo ever has: see server.enrollment.kept_photo."""

_SAME_FACE: Final = 0.5
"""Landmarks at most this far from the stored ones, in distances between the eyes, are the same
face's: half of it is more than two detectors differ by, and less than a neighbour is away."""


class ReembedError(HomeroomError):
    code = "reembed_failed"


@dataclass
class Summary:
    """What was done; `unreadable` are the students with a photo that cannot be read any more."""

    students: int = 0
    photos: int = 0
    unreadable: list[EnrollmentState] = field(default_factory=list)


class PhotoEmbedder:
    """Embeds a kept photo as enrollment did, at the place where its face was."""

    def __init__(self, detector: Detector, embedder: Embedder) -> None:
        self._detector = detector
        self._embedder = embedder

    def embed(self, photo: KeptPhoto) -> FloatArray:
        """Return float32 (d,) of length 1. Raises ImageError for damaged bytes.

        The detector in use looks again, since cameras will compare with its landmarks; where it
        finds nothing there, the stored ones do.
        """
        image = decode_image(photo.image, max_pixels=_MAX_PIXELS)
        landmarks = same_face(self._detector.detect(image), photo.landmarks)
        embeddings = self._embedder.embed(self._embedder.crop(image, landmarks[np.newaxis]))
        return np.asarray(embeddings[0], np.float32)


def same_face(found: Detections, landmarks: FloatArray) -> FloatArray:
    """The landmarks, float32 (5, 2) px, of the face found where `landmarks` are; else these."""
    if not len(found):
        return landmarks
    distances = np.linalg.norm(found.landmarks - landmarks, axis=2).mean(axis=1)
    between_eyes = float(np.linalg.norm(landmarks[0] - landmarks[1]))
    nearest = int(distances.argmin())
    if distances[nearest] > _SAME_FACE * between_eyes:
        return landmarks
    return np.asarray(found.landmarks[nearest], np.float32)


def reembed(
    reembedding: Reembedding, embedder: PhotoEmbedder, *, console: Console, now: datetime
) -> Summary:
    """Embed all waiting photos, each student in one transaction. Raises StudentsDbError."""
    summary = Summary()
    waiting = [state for state in reembedding.states() if state.waiting_photos]
    quiet = not (waiting and console.is_terminal)
    for state in track(waiting, "Embedding photos", console=console, disable=quiet):
        embeddings = {}
        for photo in reembedding.waiting_photos(state.student_id):
            try:
                embeddings[photo.id] = embedder.embed(photo)
            except ImageError:
                summary.unreadable.append(state)
        added = reembedding.add(state.student_id, embeddings, now=now)
        summary.photos += added
        summary.students += added > 0
    return summary


def main(
    embedder: Annotated[EmbedderName | None, typer.Option(help="Instead of the setting's.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")
    ] = False,
    remove_old: Annotated[
        bool,
        typer.Option(
            "--remove-old",
            help="Then remove the embeddings of other embedders, of students whom this one knows.",
        ),
    ] = False,
) -> None:
    """Embed kept enrollment photos anew with the embedder of the settings."""
    console = plain_console(stderr=True)
    try:
        networks = Networks(_with_embedder(load_settings(), embedder))
        database = _open(networks.settings.database_url, dry_run=dry_run)
        try:
            code = _run(networks, database, console, dry_run=dry_run, remove_old=remove_old)
        finally:
            database.close()
    except (ModelError, HomeroomError, StudentsDbError) as error:
        console.print(f"reembed: {error}", style="red")
        raise typer.Exit(EXIT_FAILED) from error
    except KeyboardInterrupt:
        console.print("reembed: interrupted; students done so far are stored, run it again")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    raise typer.Exit(code)


def _run(
    networks: Networks, database: Database, console: Console, *, dry_run: bool, remove_old: bool
) -> int:
    key = EmbedderKey(networks.embedder.name, networks.embedder.weights_sha256)
    reembedding = Reembedding(database, key)
    if dry_run:
        waiting = [state.waiting_photos for state in reembedding.states() if state.waiting_photos]
        print(f"{sum(waiting)} photos of {len(waiting)} students would be embedded by {key.name}.")
    else:
        photos = PhotoEmbedder(networks.detector, networks.embedder)
        summary = reembed(reembedding, photos, console=console, now=datetime.now(UTC))
        print(f"{summary.photos} photos of {summary.students} students embedded by {key.name}.")
        for state in dict.fromkeys(summary.unreadable):
            print(f"  A photo of {_label(state)} cannot be read and is left out.")
        if remove_old:
            print(f"{reembedding.remove_other_faces()} embeddings of other embedders removed.")
    states = reembedding.states()
    left = [state for state in states if state.is_of_another_embedder]
    if dry_run:
        left = [state for state in left if state.must_enroll_again]
    _tell(states, left, key.name)
    return EXIT_ENROLL_AGAIN if left else 0


def _tell(
    states: Sequence[EnrollmentState], left: Sequence[EnrollmentState], embedder: str
) -> None:
    """Print how many are known, and who is `left` to be enrolled again."""
    known = sum(state.faces > 0 for state in states)
    print(f"{known} of {len(states)} students are known to {embedder}.")
    if left:
        print(f"{len(left)} without usable photos must be enrolled again:")
    for state in left:
        print(f"  {_label(state)}")
    never = sum(state.faces + state.other_faces + state.waiting_photos == 0 for state in states)
    if never:
        print(f"{never} were never enrolled.")


def _label(state: EnrollmentState) -> str:
    return f"{state.student_id} {state.name}"


def _with_embedder(settings: Settings, embedder: EmbedderName | None) -> Settings:
    if embedder is None:
        return settings
    identity = settings.identity.model_copy(update={"embedder": embedder.value})
    return settings.model_copy(update={"identity": identity})


def _open(url: str, *, dry_run: bool) -> Database:
    """Open a database that is there already; without `dry_run` bring it to the newest schema."""
    database = Database(url, busy_timeout_seconds=BUSY_TIMEOUT_SECONDS)
    if not database.exists():
        raise ReembedError(f"there is no database {url}; HOMEROOM_DATABASE_URL names another one")
    try:
        database.check() if dry_run else database.migrate()
    except StudentsDbError:
        database.close()
        raise
    return database


if __name__ == "__main__":
    typer.run(main)

"""Makers of faces, tracks and networks that do just what a test tells them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from models.detections import Detections
from models.embedder import IdentityThresholds
from server.recognition.gallery import Gallery
from server.recognition.types import FloatArray, Frame, Image

THRESHOLDS = IdentityThresholds(known=0.5, unsure=0.35, margin=0.05)
DIMENSION = 16


def unit(*values: float) -> FloatArray:
    """A vector of length 1 in DIMENSION dimensions that starts with `values`."""
    vector = np.zeros(DIMENSION, np.float32)
    vector[: len(values)] = values
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def axis(index: int) -> FloatArray:
    """The face of person `index`: at right angles to everybody else's."""
    return unit(*([0.0] * index), 1.0)


def at_cosine(target: FloatArray, cosine: float, *, spare: int = DIMENSION - 1) -> FloatArray:
    """A vector of length 1 at `cosine` to `target`, leaning towards the spare direction."""
    away = axis(spare)
    return np.asarray(cosine * target + np.sqrt(1 - cosine**2) * away, np.float32)


def make_gallery(*names: str) -> Gallery:
    """Students 1, 2, ... whose faces are axis(1), axis(2), ..."""
    ids = np.arange(1, len(names) + 1)
    rows = np.array([axis(int(i)) for i in ids], np.float32).reshape(-1, DIMENSION)
    return Gallery.build(ids, rows, {int(i): name for i, name in zip(ids, names, strict=True)})


def make_box(x: float, y: float = 50.0, size: float = 80.0) -> FloatArray:
    return np.array([x, y, x + size, y + size], np.float32)


def landmarks_in(box: FloatArray) -> FloatArray:
    """Five frontal points inside an xyxy box, float32 (5, 2)."""
    relative = np.array([[0.3, 0.4], [0.7, 0.4], [0.5, 0.6], [0.35, 0.8], [0.65, 0.8]], np.float32)
    return np.asarray(box[:2] + relative * (box[2:] - box[:2]), np.float32)


def make_detections(
    boxes: Sequence[FloatArray], scores: Sequence[float] | None = None
) -> Detections:
    if not boxes:
        return Detections.empty()
    scores = [0.99] * len(boxes) if scores is None else scores
    return Detections(
        boxes=np.stack(boxes),
        landmarks=np.stack([landmarks_in(box) for box in boxes]),
        detection_scores=np.array(scores, np.float32),
    )


@dataclass(slots=True)
class ScriptedScene:
    """Who stands where: stands in for the detector, the embedder and the emotion network.

    Each person is (box, embedding, logits, look). A person's face is painted into the picture with
    a texture of its own (`look`), so that a change of person changes the picture, too.
    """

    people: list["Actor"] = field(default_factory=list)
    scans: int = 0
    refinements: int = 0
    embedded: int = 0
    name: str = "scripted"
    weights_sha256: str = "0" * 64
    dimension: int = DIMENSION
    thresholds: IdentityThresholds = THRESHOLDS
    visible: Callable[["Actor"], bool] = lambda _: True
    min_face_px: int = 0

    def picture(self, size: tuple[int, int] = (200, 400)) -> Image:
        image = np.full((*size, 3), 127, np.uint8)
        for actor in self.people:
            x1, y1, x2, y2 = actor.box.astype(int)
            texture = np.random.default_rng(actor.look).integers(0, 255, (8, 8), np.uint8)
            patch = np.kron(texture, np.ones((10, 10), np.uint8))[: y2 - y1, : x2 - x1]
            image[y1:y2, x1:x2] = patch[..., np.newaxis]
        return image

    def detect(
        self,
        image: Image,  # noqa: ARG002 - the script knows
        *,
        min_face_px: int = 0,
        quick: bool = False,  # noqa: ARG002
    ) -> Detections:
        self.scans += 1
        self.min_face_px = min_face_px
        seen = self._seen()
        return make_detections([one.box for one in seen], [one.detection_score for one in seen])

    def refine(
        self,
        image: Image,  # noqa: ARG002 - the script knows
        boxes: FloatArray,
    ) -> tuple[Detections, npt.NDArray[np.intp]]:
        self.refinements += 1
        found, sources = [], []
        for index, box in enumerate(boxes):
            middle = (box[:2] + box[2:]) / 2
            for actor in self._seen():
                if (actor.box[:2] <= middle).all() and (middle <= actor.box[2:]).all():
                    found.append(actor.box)
                    sources.append(index)
                    break
        return make_detections(found), np.array(sources, np.intp)

    def crop(self, image: Image, landmarks: FloatArray) -> npt.NDArray[np.uint8]:
        """Crops that carry the index of the person in their first pixel."""
        crops = np.zeros((len(landmarks), 80, 80, 3), np.uint8)
        for crop, points in zip(crops, landmarks, strict=True):
            index = self._nearest(points)
            x1, y1, x2, y2 = self.people[index].box.astype(int)
            patch = image[y1:y2, x1:x2][:80, :80]
            crop[: patch.shape[0], : patch.shape[1]] = patch
            crop[0, 0] = index
        return crops

    def embed(self, crops: npt.NDArray[np.uint8]) -> FloatArray:
        self.embedded += len(crops)
        rows = [self.people[int(crop[0, 0, 0])].embedding for crop in crops]
        return np.stack(rows) if rows else np.zeros((0, DIMENSION), np.float32)

    def _seen(self) -> list["Actor"]:
        return [actor for actor in self.people if self.visible(actor)]

    def _nearest(self, landmarks: FloatArray) -> int:
        middle = landmarks.mean(axis=0)
        places = [(actor.box[:2] + actor.box[2:]) / 2 for actor in self.people]
        return int(np.argmin([np.hypot(*(place - middle)) for place in places]))


@dataclass(slots=True)
class Actor:
    """One person of a ScriptedScene."""

    box: FloatArray
    embedding: FloatArray
    look: int = 1
    logits: FloatArray = field(default_factory=lambda: np.zeros(6, np.float32))
    detection_score: float = 0.99


@dataclass(slots=True)
class ScriptedEmotions:
    """The emotion network of a scene: gray crops, and each actor's own logits."""

    scene: ScriptedScene
    read: int = 0

    def crop(self, image: Image, landmarks: FloatArray) -> npt.NDArray[np.uint8]:
        return np.ascontiguousarray(self.scene.crop(image, landmarks)[..., 0])

    def logits(self, crops: npt.NDArray[np.uint8]) -> FloatArray:
        self.read += len(crops)
        rows = [self.scene.people[int(crop[0, 0])].logits for crop in crops]
        return np.stack(rows) if rows else np.zeros((0, 6), np.float32)


def make_frame(image: Image, seconds: float, frame_id: int = 1) -> Frame:
    return Frame(frame_id, image, captured_at=seconds, received_at=seconds)

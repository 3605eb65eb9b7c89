"""The emotion training set as arrays: read once, cleaned of duplicates, kept in a file."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from models.replacing import replacing
from scripts.emotion.faces import LandmarkFinder
from scripts.emotion.own_faces import OWN
from scripts.emotion.sources import (
    FIVE,
    LabelledFace,
    read_closed_eyes,
    read_ferplus,
    read_news_faces,
    read_yawdd,
    read_yawn_stock,
)
from scripts.evaluation.errors import EvaluationError

CACHE_FILE = "faces.npz"


@dataclass(frozen=True, slots=True)
class FaceSet:
    """n faces. `crops` uint8 (n, 48, 48); `emotion` float32 (n, 5) soft labels, rows of zeros where
    unknown; `tired` float32 (n,), 0 or 1, NaN where unknown; `weight` float32 (n,) trust in the
    emotion label; `names`, `sources` and `splits` are strings (n,).
    """

    crops: npt.NDArray[np.uint8]
    emotion: npt.NDArray[np.float32]
    tired: npt.NDArray[np.float32]
    weight: npt.NDArray[np.float32]
    names: npt.NDArray[np.str_]
    sources: npt.NDArray[np.str_]
    splits: npt.NDArray[np.str_]

    @classmethod
    def of(cls, faces: list[LabelledFace]) -> Self:
        """Stack faces into arrays."""
        unknown = np.zeros(len(FIVE), np.float32)
        return cls(
            crops=np.stack([face.crop for face in faces]),
            emotion=np.stack([unknown if f.emotion is None else f.emotion for f in faces]),
            tired=np.array([np.nan if f.tired is None else f.tired for f in faces], np.float32),
            weight=np.array([face.weight for face in faces], np.float32),
            names=np.array([face.name for face in faces]),
            sources=np.array([face.source for face in faces]),
            splits=np.array([face.split for face in faces]),
        )

    @classmethod
    def joined(cls, sets: list[Self]) -> Self:
        """Put sets one after another."""
        names = [field.name for field in fields(cls)]
        return cls(*(np.concatenate([getattr(one, name) for one in sets]) for name in names))

    def __len__(self) -> int:
        return len(self.crops)

    def select(self, which: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> Self:
        """Return the faces that a mask (n,) or indices name."""
        return type(self)(*(getattr(self, field.name)[which] for field in fields(self)))

    def part(self, split: str, *sources: str) -> Self:
        """Return the faces of a split, of some sources or of all."""
        mask = self.splits == split
        return self.select(mask & np.isin(self.sources, sources) if sources else mask)

    def majority(self) -> npt.NDArray[np.intp]:
        """Return (n,) the index in FIVE of the strongest emotion; only for labelled faces."""
        return np.asarray(self.emotion.argmax(axis=1), np.intp)


def load_faces(data: Path, cache_dir: Path) -> FaceSet:
    """Read all sources under `data` (the folder with fer2013.zip), or the cache of doing so.

    Raises EvaluationError where the cache holds faces of one's own.
    """
    if OWN in sources_in(cache_dir):
        raise EvaluationError(
            f"{cache_dir / CACHE_FILE} holds faces of your own and not the public sets: name "
            "another folder with --output"
        )
    if not (cache_dir / CACHE_FILE).is_file():
        save_faces(remove_duplicates(FaceSet.of(_read_all(data))), cache_dir)
    return read_faces(cache_dir)


def sources_in(folder: Path) -> set[str]:
    """Return the sources of the faces that save_faces wrote into a folder; none without."""
    if not (folder / CACHE_FILE).is_file():
        return set()
    with np.load(folder / CACHE_FILE) as arrays:
        return set(arrays["sources"].tolist())


def save_faces(faces: FaceSet, folder: Path) -> None:
    """Write the faces into a folder; an interruption leaves no half a file."""
    folder.mkdir(parents=True, exist_ok=True)
    with replacing(folder / CACHE_FILE) as partial:
        np.savez(partial, **{field.name: getattr(faces, field.name) for field in fields(faces)})


def read_faces(folder: Path) -> FaceSet:
    """Read the faces that save_faces wrote into a folder."""
    with np.load(folder / CACHE_FILE) as arrays:
        return FaceSet(**arrays)


def remove_duplicates(faces: FaceSet) -> FaceSet:
    """Keep each FER2013 picture once: in the test split, else in validation, else in train.

    Pictures count as equal when their pixels are, or when a 16x16 thumbnail, mirrored or not,
    correlates above 0.995 with one of a split that goes before. Other sources do not overlap.
    """
    keep = np.ones(len(faces), bool)
    ferplus = faces.sources == "ferplus"
    seen: set[str] = set()
    thumbnails = _thumbnails(faces.crops)
    held_out: list[npt.NDArray[np.float32]] = []
    for split in ("test", "validation", "train"):
        indices = np.flatnonzero(ferplus & (faces.splits == split))
        near = _resembles(thumbnails[indices], held_out)
        for i, resembles in zip(indices, near, strict=True):
            digest = hashlib.sha256(faces.crops[i].tobytes()).hexdigest()
            # The test split stays whole: it is what others measure on too.
            keep[i] = split == "test" or not (resembles or digest in seen)
            seen.add(digest)
        held_out += [thumbnails[indices], _thumbnails(faces.crops[indices][:, :, ::-1])]
    return faces.select(keep)


def _read_all(data: Path) -> list[LabelledFace]:
    finder = LandmarkFinder()
    readers: list[Iterable[LabelledFace]] = [
        read_yawdd(data, finder),
        read_closed_eyes(data, finder),
        read_yawn_stock(data, finder),
        read_news_faces(data, finder),
        read_ferplus(data),
    ]
    return [face for reader in readers for face in reader]


def _thumbnails(crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Return float32 (n, 256): block means, standardised to length 1."""
    blocks = crops.reshape(len(crops), 16, 3, 16, 3).astype(np.float32).mean(axis=(2, 4))
    flat = blocks.reshape(len(crops), 256)
    flat = flat - flat.mean(axis=1, keepdims=True)
    return np.asarray(flat / (np.linalg.norm(flat, axis=1, keepdims=True) + 1e-6), np.float32)


def _resembles(
    thumbnails: npt.NDArray[np.float32], others: list[npt.NDArray[np.float32]]
) -> npt.NDArray[np.bool_]:
    resembles = np.zeros(len(thumbnails), bool)
    for other in others:
        for start in range(0, len(thumbnails), 1024):
            part = slice(start, start + 1024)
            resembles[part] |= (thumbnails[part] @ other.T).max(axis=1, initial=0) > 0.995
    return resembles

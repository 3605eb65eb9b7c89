"""Where the emotion faces come from: each data set read into crops with partial labels.

A face may have an emotion label (soft, over the five without tired), a tired label, or both.
"""

import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from models.emotion import EmotionSet, crop_whole_image, labels_of
from scripts.emotion.faces import WHOLE, LandmarkFinder, aligned_crops, bucket, read_image

Split = Literal["train", "validation", "test", "left_out"]
ALL_SPLITS: Final[tuple[Split, ...]] = ("train", "validation", "test", "left_out")
FIVE: Final = labels_of(EmotionSet.ENGAGEMENT)

# In the order of ferplus_votes.csv: of equally many votes the first wins.
_FERPLUS_COLUMNS: Final = ("neutral", "happiness", "surprise", "sadness", "anger")
_FERPLUS_OTHERS: Final = ("disgust", "fear", "contempt", "unknown", "NF")
_FERPLUS_SPLITS: Final[dict[str, Split]] = {
    "Training": "train",
    "PublicTest": "validation",
    "PrivateTest": "test",
}
_NAMES_OF_LABELS: Final = {
    "anger": "angry",
    "happiness": "happy",
    "neutral": "neutral",
    "sadness": "sad",
    "surprise": "surprise",
}
_COLUMN_ORDER: Final = [_FERPLUS_COLUMNS.index(column) for column in _NAMES_OF_LABELS]
# Held-out groups of drivers that look like somebody whom another split has under another cluster
# (SFace's mean embeddings of two clusters have a cosine of at least 0.45): not trained, not scored.
_SEEN_ELSEWHERE: Final = (
    "y31 y34 y39 y44 y45 y57 y61 y74 y92 y99 y104 y114 y116 y123 y133 y144 y146 y149 y154 y155 "
    "y164 y166 y187 y190 y200 y203 y210"
)
_MIN_SHARE_IN_FIVE = 0.5
_HARD_LABEL = 0.85  # a label by one hand; the rest is spread over the other four


@dataclass(frozen=True, slots=True)
class LabelledFace:
    """One face: `crop` uint8 (48, 48); `emotion` float32 (5,) in the order of FIVE, or None.

    `tired` is whether the face is tired, None where nobody says. `weight` in 0..1 is how far its
    emotion label is to be trusted.
    """

    name: str
    source: str
    split: Split
    crop: npt.NDArray[np.uint8]
    emotion: npt.NDArray[np.float32] | None
    tired: bool | None
    weight: float = 1.0


def read_ferplus(data: Path, splits: tuple[Split, ...] = ALL_SPLITS) -> Iterator[LabelledFace]:
    """Read FER2013 with the votes of FER+ as soft labels.

    A single vote is dropped as an outlier, as FER+'s authors do; a picture whose votes lie mostly
    outside the five emotions has no emotion label and is left out.
    """
    with zipfile.ZipFile(data / "fer2013.zip") as archive, (data / "ferplus_votes.csv").open() as f:
        for row in csv.DictReader(f):
            votes = np.array([float(row[column]) for column in _FERPLUS_COLUMNS])
            others = np.array([float(row[column]) for column in _FERPLUS_OTHERS])
            split = _FERPLUS_SPLITS[row["split"]]
            label = ferplus_label(votes, others, majority_only=split != "train")
            if label is None or split not in splits:
                continue
            image = read_image(archive, row["image"])
            crop = crop_whole_image(image)
            yield LabelledFace(row["image"], "ferplus", split, crop, label[0], False, label[1])


def ferplus_label(
    votes: npt.NDArray[np.float64], others: npt.NDArray[np.float64], *, majority_only: bool
) -> tuple[npt.NDArray[np.float32], float] | None:
    """Turn votes, in the order of the csv, into (soft label float32 (5,) in the order of FIVE,
    weight), or None where the five have too few.

    With `majority_only` the label is all for the emotion with the most votes, None where that is
    not one of the five: what the target is measured on.
    """
    if majority_only:
        if votes.max() < others.max():
            return None
        majority = np.eye(len(FIVE), dtype=np.float32)[votes.argmax()]
        return majority[_COLUMN_ORDER], 1.0
    kept = np.where(votes > 1, votes, 0.0)
    kept_others = np.where(others > 1, others, 0.0)
    share = kept.sum() / max(kept.sum() + kept_others.sum(), 1.0)
    if share < _MIN_SHARE_IN_FIVE:
        return None
    return (kept / kept.sum()).astype(np.float32)[_COLUMN_ORDER], float(share)


def has_majority(votes: npt.NDArray[np.float64], others: npt.NDArray[np.float64]) -> bool:
    """Whether more than half of the votes, single ones left out, agree.

    Only on such faces do the authors of FER+ measure, and most who publish figures on it (Barsoum
    et al., "Training deep networks for facial expression recognition with crowd-sourced label
    distribution", 2016; the mode `majority` of their code).
    """
    every = np.concatenate([votes, others])
    kept = np.where(every > 1, every, 0.0)
    return bool(kept.max() > kept.sum() / 2)


def read_news_faces(data: Path, finder: LandmarkFinder) -> Iterator[LabelledFace]:
    """Read the faces from news; a quarter of the people is held out for validation."""
    with zipfile.ZipFile(data / "news_faces_96.zip") as archive:
        names = _image_names(archive)
        for name, crop in aligned_crops(archive, names, finder):
            emotion, split = news_label(name.removesuffix(WHOLE))
            yield LabelledFace(name, "news", split, crop, hard_label(emotion), False, 0.7)


def news_label(name: str) -> tuple[str, Split]:
    """Return the emotion and the split of the picture LABEL/PERSON_NUMBER.jpg of the news faces."""
    label, file = name.split("/")
    return _NAMES_OF_LABELS[label], split_of_news(news_person(file))


def news_person(file: str) -> str:
    """Return who is seen in the news picture PERSON_NUMBER.jpg."""
    return Path(file).stem.rstrip("0123456789").rstrip("_")


def split_of_news(person: str) -> Split:
    """Return the split that all news pictures of a person are in."""
    return "validation" if bucket(person) < 25 else "train"


def read_yawdd(
    data: Path, finder: LandmarkFinder, splits: tuple[Split, ...] = ALL_SPLITS
) -> Iterator[LabelledFace]:
    """Read drivers, yawning and alert, split by merged groups of subject clusters.

    Pictures of drivers whom another split may have too are `left_out`.
    """
    rows = [row for row in _manifest(data) if row["set"] == "yawdd"]
    group_of = merge_subject_clusters([(row["file"], row["subject_cluster"]) for row in rows])
    split_of = {row["file"]: split_of_group(group_of[row["subject_cluster"]]) for row in rows}
    tired = {row["file"]: row["label"] == "tired_yawn" for row in rows}
    names = [name for name, split in split_of.items() if split in splits]
    with zipfile.ZipFile(data / "yawdd_crops160.zip") as archive:
        for name, crop in aligned_crops(archive, names, finder):
            picture = name.removesuffix(WHOLE)
            split = split_of[picture]
            # The test split stays what the product sees.
            if picture == name or split != "test":
                yield LabelledFace(name, "yawdd", split, crop, None, tired[picture])


def merge_subject_clusters(files: list[tuple[str, str]]) -> dict[str, str]:
    """Merge clusters that are likely one person: (file, cluster) -> {cluster: group}.

    The number at the end of a file's name counts through the videos, for each label anew. Clusters
    that take turns within a few pictures, or neighbours there whose numbers are next to each other
    (the clustering numbered similar faces so), are merged.
    """
    group_of = {cluster: cluster for _, cluster in files}
    for label in sorted({file.split("/")[0] for file, _ in files}):
        numbered = sorted(
            (int(Path(file).stem.rsplit("_", 1)[1]), cluster)
            for file, cluster in files
            if file.startswith(f"{label}/")
        )
        clusters = [cluster for _, cluster in numbered]
        for first, second in _same_person(clusters):
            kept, dropped = sorted((group_of[first], group_of[second]))
            group_of = {c: kept if group == dropped else group for c, group in group_of.items()}
    return group_of


def read_closed_eyes(data: Path, finder: LandmarkFinder) -> Iterator[LabelledFace]:
    """Read CEW. Closed eyes are tired unless they smile: training decides that, see train_emotion.

    Open-eyed faces with an emotion label of the five carry it.
    """
    rows = {row["file"]: row for row in _manifest(data) if row["set"] == "cew"}
    with zipfile.ZipFile(data / "closed_eyes_cew100.zip") as archive:
        for name, crop in aligned_crops(archive, list(rows), finder):
            picture = name.removesuffix(WHOLE)
            closed = rows[picture]["label"] == "tired_closed"
            five = _NAMES_OF_LABELS.get(rows[picture]["emotion_label"])
            label = hard_label(five) if five else None
            person = Path(name).stem.split("_face_")[0].rstrip("0123456789").rstrip("_")
            key = picture if closed else person
            split: Split = "validation" if bucket(key) < 20 else "train"
            source = "cew_closed" if closed else "cew_open"
            yield LabelledFace(name, source, split, crop, label, closed, 0.5)


def read_yawn_stock(data: Path, finder: LandmarkFinder) -> Iterator[LabelledFace]:
    """Read stock pictures of yawns, and of people who eat or telephone (never tired).

    Some lie on their side or upside down: of four rotations, the one with the surest face counts.
    """
    rows = {row["file"]: row for row in _manifest(data) if row["set"] == "rf_yawn"}
    with zipfile.ZipFile(data / "yawn_stock_crops160.zip") as archive:
        for name, crop in aligned_crops(archive, list(rows), finder, any_rotation=True):
            tired = rows[name.removesuffix(WHOLE)]["label"] == "tired_yawn"
            source = "stock_yawn" if tired else "stock_eating"
            yield LabelledFace(name, source, "train", crop, None, tired)


def hard_label(name: str) -> npt.NDArray[np.float32]:
    """Return float32 (5,) for an emotion that one hand chose: mostly that one, a little of each."""
    label = np.full(len(FIVE), (1 - _HARD_LABEL) / (len(FIVE) - 1), np.float32)
    label[FIVE.index(name)] = _HARD_LABEL
    return label


def _same_person(clusters: list[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of clusters in a sequence that are likely one person."""
    window = 8
    for i, cluster in enumerate(clusters):
        later = clusters[i + 1 : i + window]
        if cluster in later:
            between = later[: later.index(cluster)]
            yield from ((cluster, other) for other in between if other != cluster)
        if later and 0 < abs(int(cluster[1:]) - int(later[0][1:])) <= 2:
            yield cluster, later[0]


def split_of_group(group: str) -> Split:
    """Return the split of a group of merge_subject_clusters."""
    if group in _SEEN_ELSEWHERE.split():
        return "left_out"
    number = bucket(group)
    if number < 28:
        return "test"
    return "validation" if number < 40 else "train"


def _manifest(data: Path) -> list[dict[str, str]]:
    with (data / "tired_manifest.csv").open() as file:
        return list(csv.DictReader(file))


def _image_names(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.endswith((".jpg", ".jpeg", ".png"))]

"""Votes and people: what the emotion faces' labels and splits are made of."""

import zipfile
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from scripts.emotion.data import remove_duplicates
from scripts.emotion.faces import WHOLE, LandmarkFinder
from scripts.emotion.sources import (
    FIVE,
    ferplus_label,
    has_majority,
    merge_subject_clusters,
    read_news_faces,
)
from tests.scripts.emotion.faces import make_faces


def test_votes_become_soft_labels_without_single_votes() -> None:
    label = ferplus_label(np.array([6.0, 0, 0, 3, 1]), np.zeros(5), majority_only=False)

    assert label is not None
    soft, weight = label
    assert dict(zip(FIVE, soft.tolist(), strict=True)) == pytest.approx(
        {"angry": 0, "happy": 0, "neutral": 6 / 9, "sad": 3 / 9, "surprise": 0}
    )
    assert weight == 1


def test_votes_for_other_emotions_lower_the_weight() -> None:
    label = ferplus_label(
        np.array([0.0, 0, 6, 0, 0]), np.array([0.0, 4, 0, 0, 0]), majority_only=False
    )

    assert label is not None
    assert label[1] == pytest.approx(0.6)


def test_votes_mostly_elsewhere_give_no_label() -> None:
    fear = np.array([0.0, 7, 0, 0, 0])

    assert ferplus_label(np.array([0.0, 0, 3, 0, 0]), fear, majority_only=False) is None
    assert ferplus_label(np.array([0.0, 0, 3, 0, 0]), fear, majority_only=True) is None


def test_majority_of_equal_votes_is_the_first_column() -> None:
    label = ferplus_label(np.array([5.0, 0, 0, 5, 0]), np.zeros(5), majority_only=True)

    assert label is not None
    assert FIVE[int(label[0].argmax())] == "neutral"


@pytest.mark.parametrize(
    ("votes", "fear", "expected"),
    [
        ([6, 0, 0, 4, 0], 0, True),
        ([5, 0, 0, 5, 0], 0, False),
        ([4, 0, 0, 3, 0], 3, False),
        ([5, 0, 1, 3, 1], 0, True),  # single votes do not count
    ],
)
def test_a_majority_is_more_than_half_of_the_votes_without_single_ones(
    votes: list[float], fear: float, expected: bool
) -> None:
    others = np.array([0.0, fear, 0, 0, 0])

    assert has_majority(np.array(votes, np.float64), others) is expected


class MiddleFinder(LandmarkFinder):
    """Finds a face in the middle of every picture."""

    def __init__(self) -> None:
        """Without a network."""

    def find(
        self, images: list[npt.NDArray[np.uint8]]
    ) -> list[tuple[float, npt.NDArray[np.float32]] | None]:
        points = np.array([[36, 40], [60, 40], [48, 52], [40, 64], [56, 64]], np.float32)
        return [(1.0, points) for _ in images]


def test_both_framings_of_a_news_face_are_in_one_split(tmp_path: Path) -> None:
    picture = cv2.imencode(".jpg", np.full((96, 96, 3), 128, np.uint8))[1].tobytes()
    with zipfile.ZipFile(tmp_path / "news_faces_96.zip", "w") as archive:
        for number in range(12):
            archive.writestr(f"surprise/Person_{number}_0001.jpg", picture)

    faces = list(read_news_faces(tmp_path, MiddleFinder()))

    splits = {face.name: face.split for face in faces}
    assert len(splits) == 24
    assert set(splits.values()) == {"train", "validation"}
    assert all(splits[name.removesuffix(WHOLE)] == split for name, split in splits.items())


def test_clusters_that_take_turns_are_one_person() -> None:
    clusters = ["y1", "y50", "y1", "y90", "y90", "y91"]
    files = [(f"alert/000_{number}.jpg", cluster) for number, cluster in enumerate(clusters)]

    groups = merge_subject_clusters(files)

    assert groups["y1"] == groups["y50"]
    assert groups["y90"] == groups["y91"]
    assert groups["y1"] != groups["y90"]


def test_duplicates_stay_in_the_test_split_only() -> None:
    faces = make_faces(8)
    copies = replace(
        faces,
        crops=np.repeat(faces.crops[:2], 4, axis=0),
        sources=np.full(8, "ferplus"),
        splits=np.array(["train", "test", "validation", "train"] * 2),
    )
    mirrored = copies.crops.copy()
    mirrored[3] = mirrored[3, :, ::-1]

    cleaned = remove_duplicates(replace(copies, crops=mirrored))

    assert cleaned.splits.tolist() == ["test", "test"]

"""Faces of one's own become a data set: labels from folders, people in one split only."""

import os
import shutil
import zipfile
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from typer.testing import CliRunner

from scripts.emotion.data import load_faces, read_faces, save_faces, sources_in
from scripts.emotion.own_faces import OWN, label_names, read_own_faces
from scripts.emotion.own_files import find_pictures
from scripts.emotion.sources import FIVE
from scripts.evaluation.errors import EvaluationError
from scripts.prepare_emotion_data import LEFT_OUT_FILE, app
from tests.scripts.emotion.faces import make_faces
from tests.scripts.emotion.own_faces import make_own_faces

STUDENTS = Path(__file__).parents[2] / "demo" / "students"


def plain_crop(_: str) -> npt.NDArray[np.uint8]:
    return np.zeros((1, 48, 48), np.uint8)


def test_labels_come_from_the_folder_and_people_from_the_one_below() -> None:
    named = label_names(
        ["faces/Happiness/ada/1.jpg", "faces/tired/2.jpg", "faces/fear/3.jpg", "notes/4.jpg"]
    )

    read = [(item.label, item.person) for item in named.images]
    assert read == [("happy", "ada"), ("tired", "2.jpg")]
    assert {item.name: item.reason for item in named.left_out} == {
        "faces/fear/3.jpg": "fear is none of the six emotions",
        "notes/4.jpg": "no folder above it is named as an emotion",
    }


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["ada/happy/1.jpg", "ada/sad/1.jpg", "bob/sad/1.jpg"], ["ada", "ada", "bob"]),
        (["7a/ada/happy/1.jpg", "7b/bob/happy/1.jpg"], ["ada", "bob"]),
        # One folder around everything is nobody.
        (["faces/happy/1.jpg", "faces/sad/2.jpg"], ["1.jpg", "2.jpg"]),
        # Nor are the parts of a data set.
        (["train/happy/1.jpg", "Test/happy/2.jpg"], ["1.jpg", "2.jpg"]),
        # Folders below do not matter, where those above differ.
        (["ada/happy/1.jpg", "ada/sad/old/2.jpg", "bob/sad/3.jpg"], ["ada", "ada", "bob"]),
        (["ada/happy/day1/1.jpg", "bob/happy/day1/1.jpg"], ["ada", "bob"]),
        # A day within each person's is nobody, whether it is the same or not.
        (["ada/may/happy/1.jpg", "bob/may/happy/1.jpg"], ["ada", "bob"]),
        (
            [f"{name}/{day}/happy/1.jpg" for name in ("ada", "bob") for day in ("may", "june")],
            ["ada", "ada", "bob", "bob"],
        ),
        # One name, as a Mac and as others store it, in two cases.
        (["happy/Zoe\u0308/1.jpg", "sad/zo\u00eb/2.jpg"], ["zo\u00eb", "zo\u00eb"]),
    ],
)
def test_people_come_from_folders_above_or_below_the_label(
    names: list[str], people: list[str]
) -> None:
    assert [item.person for item in label_names(names).images] == people


@pytest.mark.parametrize(
    ("names", "doubt"),
    [
        (["happy/ada/1.jpg", "sad/bob/2.jpg"], None),
        (["ada/happy/1.jpg", "bob/sad/2.jpg"], None),
        (["happy/1.jpg", "sad/bob/2.jpg"], "1 image(s), such as happy/1.jpg, lie in no folder"),
        (["a/happy/ada/1.jpg", "b/sad/ada/2.jpg"], "taken to be a, b, and not ada"),
        (["7a/ada/happy/1.jpg", "7b/bob/sad/1.jpg"], "taken to be ada, bob, and not 7a, 7b"),
    ],
)
def test_doubt_about_who_is_whom_is_told(names: list[str], doubt: str | None) -> None:
    told = label_names(names).doubt

    assert told is None if doubt is None else doubt in (told or "")


def test_labels_in_and_outside_of_folders_of_people_are_refused() -> None:
    with pytest.raises(EvaluationError, match=r"sad/2\.jpg lies in no folder of a person"):
        label_names(["ada/happy/1.jpg", "bob/happy/1.jpg", "sad/2.jpg"])


def test_folders_without_an_emotion_are_refused() -> None:
    with pytest.raises(EvaluationError, match="angry, happy"):
        label_names(["holiday/1.jpg"])


def test_a_person_is_in_one_split_only() -> None:
    names = [
        f"{label}/p{person}/{i}.jpg"
        for label in ("happy", "sad")
        for person in range(60)
        for i in range(2)
    ]
    labelled = label_names(names).images

    faces, _ = read_own_faces(labelled, plain_crop)

    splits: dict[str, set[str]] = {}
    for face in faces:
        splits.setdefault(face.name.split("/")[1], set()).add(face.split)
    assert all(len(found) == 1 for found in splits.values())
    assert set().union(*splits.values()) == {"train", "validation", "test"}


def test_alert_faces_have_no_emotion_but_are_not_tired() -> None:
    labelled = label_names(["alert/1.jpg", "tired/2.jpg", "angry/3.jpg"]).images

    alert, tired, angry = read_own_faces(labelled, plain_crop)[0]

    assert (alert.emotion, alert.tired, tired.emotion, tired.tired) == (None, False, None, True)
    assert angry.emotion is not None
    assert FIVE[int(angry.emotion.argmax())] == "angry"


def test_images_without_a_face_are_left_out_and_named() -> None:
    labelled = label_names(["happy/1.jpg", "happy/2.jpg"]).images

    faces, left_out = read_own_faces(
        labelled, lambda name: plain_crop(name)[: int(name == "happy/1.jpg")]
    )

    assert [face.name for face in faces] == ["happy/1.jpg"]
    assert [(item.name, item.reason) for item in left_out] == [
        ("happy/2.jpg", "no face was found in it")
    ]


def test_own_faces_go_into_a_folder_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = min(STUDENTS.rglob("*.jpg"))
    (tmp_path / "in" / "neutral").mkdir(parents=True)
    shutil.copy(photo, tmp_path / "in" / "neutral")
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(app, ["--images", "in"])

    assert result.exit_code == 0, result.output
    assert sources_in(tmp_path / "var" / "own") == {OWN}
    assert not (tmp_path / "var" / "emotion").exists()


def test_public_sets_are_not_written_over(tmp_path: Path) -> None:
    save_faces(make_faces(), tmp_path)

    result = CliRunner().invoke(app, ["--images", str(STUDENTS), "--output", str(tmp_path)])

    assert result.exit_code == 2
    assert "holds the public sets and stays" in result.output
    assert OWN not in sources_in(tmp_path)


def test_own_faces_are_not_taken_for_the_public_sets(tmp_path: Path) -> None:
    save_faces(make_own_faces(), tmp_path)

    with pytest.raises(EvaluationError, match="faces of your own"):
        load_faces(tmp_path, tmp_path)


def test_images_that_cannot_be_read_are_left_out_and_named() -> None:
    labelled = label_names(["happy/1.jpg", "happy/2.jpg", "happy/3.jpg"]).images

    def crop(name: str) -> npt.NDArray[np.uint8]:
        if name != "happy/1.jpg":
            raise EvaluationError(f"{name} is no image")
        return plain_crop(name)

    faces, left_out = read_own_faces(labelled, crop)

    assert [face.name for face in faces] == ["happy/1.jpg"]
    assert {item.name: item.reason for item in left_out} == {
        "happy/2.jpg": "it cannot be read: happy/2.jpg is no image",
        "happy/3.jpg": "it cannot be read: happy/3.jpg is no image",
    }


def test_pictures_in_linked_folders_are_found_and_other_files_are_named(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "faces", tmp_path / "elsewhere"
    for path in ("happy /1.JPG", "happy /2.heic", "happy /._1.JPG", " sad/3.png", "notes.txt"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    (elsewhere / "eve").mkdir(parents=True)
    (elsewhere / "eve" / "4.png").touch()
    (folder / "tired").symlink_to(elsewhere)
    (elsewhere / "round").symlink_to(folder)
    (folder / "lost.jpg").symlink_to(tmp_path / "nowhere.jpg")

    _, pictures, left_out = find_pictures(folder)

    assert pictures == ["happy /1.JPG", "lost.jpg", "tired/eve/4.png"]
    assert [item.name for item in left_out] == [" sad/3.png", "happy /2.heic", "notes.txt"]
    assert "begins with a space" in left_out[0].reason
    assert "save it as one of them" in left_out[1].reason


def test_folders_whose_name_is_no_utf8_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "happy" / os.fsdecode(b"Jos\xe9")
    folder.mkdir(parents=True)
    (folder / "1.jpg").touch()

    _, pictures, left_out = find_pictures(tmp_path)

    assert pictures == []
    assert [item.name for item in left_out] == ["happy/Jos\N{REPLACEMENT CHARACTER}/1.jpg"]
    assert "not written in UTF-8; rename it" in left_out[0].reason


def test_files_of_a_zip_that_are_no_pictures_are_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "faces.zip", "w") as archive:
        for name in ("happy/1.jpg", "happy/2.heic", "__MACOSX/happy/._1.jpg", "happy/.DS_Store"):
            archive.writestr(name, b"")

    _, pictures, left_out = find_pictures(tmp_path / "faces.zip")

    assert pictures == ["happy/1.jpg"]
    assert [item.name for item in left_out] == ["happy/2.heic"]


def test_photos_become_a_data_set(tmp_path: Path) -> None:
    photo = min(STUDENTS.rglob("*.jpg"))
    folder = tmp_path / "in" / "neutral"
    (folder / "ada").mkdir(parents=True)
    (folder / "ada" / "1.jpg").write_bytes(photo.read_bytes())
    cv2.imwrite(str(folder / "wall.jpg"), np.full((200, 200, 3), 90, np.uint8))
    (folder / "broken.jpg").write_bytes(b"no picture")
    (folder / "phone.heic").write_bytes(b"")

    options = ["--images", str(tmp_path / "in"), "--output", str(tmp_path / "out")]
    result = CliRunner().invoke(app, options)

    assert result.exit_code == 0, result.output
    faces = read_faces(tmp_path / "out")
    assert faces.names.tolist() == ["neutral/ada/1.jpg"]
    assert faces.crops.shape == (1, 48, 48)
    left_out = (tmp_path / "out" / LEFT_OUT_FILE).read_text()
    assert "neutral/wall.jpg,no face" in left_out
    assert "neutral/broken.jpg,it cannot be read" in left_out
    assert "neutral/phone.heic" in left_out
    assert "neutral" in result.stdout
    assert "people: train 1, validation 0, test 0" in result.stdout
    assert "2 image(s), such as neutral/broken.jpg, lie in no folder of a person" in result.stderr

"""Who is left out of what is learned or chosen, however a csv spells them."""

import unicodedata
from pathlib import Path

import pytest

from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.identity.people_of_photos import (
    people_of_open_set,
    person_of,
    photos_of_others,
)
from scripts.evaluation.images import ImageSource

ZOE = unicodedata.normalize("NFC", "Zoë van Dijk")
ZOE_OF_A_MAC = unicodedata.normalize("NFD", ZOE)


def make_source(folder: Path, *names: str) -> ImageSource:
    for name in names:
        path = folder / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return ImageSource.open(folder / "photos")


def open_set(folder: Path, image: str) -> Path:
    path = folder / "openset.csv"
    path.write_text(f"image,person,role\n{image},,impostor\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Ann/1.jpg", "Ann"),
        ("./set/Ann/1.jpg", "Ann"),
        ("Ann\\1.jpg", "Ann"),  # a csv from Windows
        (f"{ZOE_OF_A_MAC}/1.jpg", ZOE),  # a folder or zip from a Mac
        ("1.jpg", ""),
    ],
)
def test_person_is_the_folder_however_it_is_spelled(name: str, person: str) -> None:
    assert person_of(name) == person


@pytest.mark.parametrize(
    ("stored", "listed"),
    [
        ("Ann/1.jpg", "Ann/1.jpg"),
        ("Ann/1.jpg", "Ann\\2.jpg"),
        (f"{ZOE}/1.jpg", f"{ZOE_OF_A_MAC}/1.jpg"),
        (f"{ZOE_OF_A_MAC}/1.jpg", f"{ZOE}/1.jpg"),
    ],
)
def test_people_of_an_open_set_are_left_out(tmp_path: Path, stored: str, listed: str) -> None:
    source = make_source(tmp_path, stored, "Ben/1.jpg")

    assert photos_of_others(source, open_set(tmp_path, listed)) == ["Ben/1.jpg"]


def test_people_are_left_out_by_name(tmp_path: Path) -> None:
    source = make_source(tmp_path, f"{ZOE}/1.jpg", "Ann/1.jpg", "Ben/1.jpg")

    assert photos_of_others(source, None, [ZOE_OF_A_MAC, "Ann"]) == ["Ben/1.jpg"]


def test_photos_in_no_folder_are_nobodys(tmp_path: Path) -> None:
    assert photos_of_others(make_source(tmp_path, "group.jpg", "Ben/1.jpg"), None) == ["Ben/1.jpg"]


def test_an_open_set_that_leaves_out_nobody_is_an_error(tmp_path: Path) -> None:
    source = make_source(tmp_path, "Ben/1.jpg")

    with pytest.raises(EvaluationError, match=r"nobody of .*openset\.csv has a photo in .*photos"):
        photos_of_others(source, open_set(tmp_path, "ann/1.jpg"))


def test_a_name_that_leaves_out_nobody_is_an_error(tmp_path: Path) -> None:
    source = make_source(tmp_path, "Ann/1.jpg", "Ben/1.jpg")

    with pytest.raises(EvaluationError, match="no photo of Bem, to be left out"):
        photos_of_others(source, None, ["Ann", "Bem"])


def test_an_open_set_that_does_not_tell_whose_photos_it_names_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"whose photo Ann_1\.jpg is cannot be told"):
        people_of_open_set(open_set(tmp_path, "Ann_1.jpg"))

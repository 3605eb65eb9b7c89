import zipfile
from collections.abc import Mapping
from pathlib import Path

import cv2
import numpy as np
import pytest

from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.images import ImageSource


def png(value: int = 0) -> bytes:
    image = np.full((4, 6, 3), value, np.uint8)
    return bytes(cv2.imencode(".png", image)[1])


def make_folder(root: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def make_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_source_reads_by_path_below_the_root(tmp_path: Path, kind: str) -> None:
    files = {"a/x.png": png(10), "b/x.png": png(20)}
    make = make_folder if kind == "folder" else make_zip
    source = ImageSource.open(make(tmp_path / "set.zip", files))

    image = source.read("b/x.png")

    assert image.shape == (4, 6, 3)
    assert (image == 20).all()


@pytest.mark.parametrize(
    ("stored", "asked", "expected"),
    [
        ("set/a/x.png", "a/x.png", "set/a/x.png"),  # one top-level folder too many
        ("a/x.png", "./a/x.png", "a/x.png"),
        ("a/x.png", "a\\x.png", "a/x.png"),  # a csv from Windows
        ("a/x.png", "images/a/x.png", "a/x.png"),  # the csv repeats the zip's own name
        ("a/x.png", "other/a/x.png", None),
        ("a/xx.png", "x.png", None),  # whole path components only
        ("__MACOSX/x.png", "x.png", None),
        ("a/._x.png", "._x.png", None),
    ],
)
def test_source_finds_what_a_csv_means(
    tmp_path: Path, stored: str, asked: str, expected: str | None
) -> None:
    source = ImageSource.open(make_zip(tmp_path / "images.zip", {stored: png()}))

    assert source.find(asked) == expected


@pytest.mark.parametrize("opened", [".", "../lfw-2024.05", "../link"])
def test_source_finds_what_repeats_the_name_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: str
) -> None:
    folder = make_folder(tmp_path / "lfw-2024.05", {"x.png": png()})
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.chdir(folder)

    source = ImageSource.open(Path(opened))

    assert source.find("lfw-2024.05/x.png") == "x.png"
    assert source.find("other/x.png") is None


def test_source_finds_what_repeats_the_name_of_a_linked_folder(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "lfw", {"x.png": png()})
    (tmp_path / "photos").symlink_to(folder)

    assert ImageSource.open(tmp_path / "photos").find("photos/x.png") == "x.png"


def test_source_prefers_the_exact_path_over_a_suffix(tmp_path: Path) -> None:
    source = ImageSource.open(make_folder(tmp_path, {"x.png": png(1), "old/x.png": png(2)}))

    assert source.find("x.png") == "x.png"


def test_source_does_not_guess_between_two_files(tmp_path: Path) -> None:
    source = ImageSource.open(make_folder(tmp_path, {"a/x.png": png(1), "b/x.png": png(2)}))

    with pytest.raises(EvaluationError, match=r"x\.png"):
        source.require(["x.png"])


def test_source_names_the_first_missing_images(tmp_path: Path) -> None:
    source = ImageSource.open(make_folder(tmp_path, {"x.png": png()}))

    with pytest.raises(EvaluationError, match=r"7 image\(s\).*: 0\.png, 1\.png.*, …"):
        source.require(["x.png", *(f"{index}.png" for index in range(7))])


@pytest.mark.parametrize("data", [b"", b"no image"])
def test_source_says_which_file_is_no_image(tmp_path: Path, data: bytes) -> None:
    source = ImageSource.open(make_folder(tmp_path, {"x.png": data}))

    with pytest.raises(EvaluationError, match=r"x\.png .* is not an image"):
        source.read("x.png")


def test_source_says_which_file_of_a_zip_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "images.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.png", bytes(5000))
    data = bytearray(path.read_bytes())
    data[30 + len("x.png")] = 0xFF  # the first byte behind the header: no deflate block
    path.write_bytes(data)

    with pytest.raises(EvaluationError, match=r"x\.png cannot be read from .*images\.zip"):
        ImageSource.open(path).read("x.png")


def test_source_follows_linked_folders_but_not_in_circles(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "photos", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "1.png").write_bytes(png())
    (folder / "amara").symlink_to(elsewhere)
    (elsewhere / "round").symlink_to(folder)
    source = ImageSource.open(folder)
    assert source.images() == ["amara/1.png"]
    assert source.read("amara/1.png").shape == (4, 6, 3)


def test_source_says_which_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "lost.png").symlink_to(tmp_path / "nowhere.png")
    with pytest.raises(EvaluationError, match=r"lost\.png cannot be read from .*: No such file"):
        ImageSource.open(tmp_path).read("lost.png")


def test_source_refuses_what_is_neither_folder_nor_zip(tmp_path: Path) -> None:
    text = tmp_path / "images.txt"
    text.write_text("hello")

    with pytest.raises(EvaluationError, match="neither a folder nor a readable zip"):
        ImageSource.open(text)
    with pytest.raises(EvaluationError, match="does not exist"):
        ImageSource.open(tmp_path / "nothing")

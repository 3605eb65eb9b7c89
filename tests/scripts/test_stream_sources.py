"""Folders of images and videos as a source of frames."""

from pathlib import Path

import pytest

from scripts.streaming.sources import SourceError, open_source
from tests.scripts.test_stream import make_video
from tests.server.fake_networks import BLACK, make_picture


def test_only_files_are_images(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(make_picture())
    (tmp_path / "2.jpg").mkdir()

    assert len(list(open_source(str(tmp_path)).pictures())) == 1


def test_images_of_a_folder_come_at_the_rate_that_is_asked_for(tmp_path: Path) -> None:
    for name in ("1.JPG", "2.jpg", "3.jpg"):
        (tmp_path / name).write_bytes(make_picture())

    source = open_source(str(tmp_path), fps=5)

    assert [picture.seconds for picture in source.pictures()] == [0.0, 0.2, 0.4]


def test_folder_named_as_a_number_is_no_camera(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "1.jpg").write_bytes(make_picture())
    monkeypatch.chdir(tmp_path)

    assert not open_source("7").live


@pytest.mark.parametrize(
    ("own", "wanted", "expected"),
    [
        (10.0, None, 10.0),
        (10.0, 5.0, 5.0),
        (10.0, 50.0, 10.0),  # there are no more frames
        (10.0, 0.0, 10.0),
        (1000.0, None, 25.0),  # a header that cannot be right
    ],
)
def test_video_has_its_own_rate_or_less(
    tmp_path: Path, own: float, wanted: float | None, expected: float
) -> None:
    clip = make_video(tmp_path / "clip.avi", [BLACK], fps=own)

    assert open_source(str(clip), fps=wanted).fps == expected


def test_file_that_is_no_video_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no video")

    with pytest.raises(SourceError, match=r"notes\.txt is no video that can be read"):
        open_source(str(tmp_path / "notes.txt"))


def test_camera_that_is_not_there_is_named() -> None:
    with pytest.raises(SourceError, match="camera 99 cannot be opened"):
        open_source("99")


def test_folder_of_folders_has_no_image(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").mkdir()

    with pytest.raises(SourceError, match="there is no image"):
        open_source(str(tmp_path))


def test_damaged_image_goes_to_the_server_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "1.bmp").write_bytes(b"no image")
    (tmp_path / "2.bmp").write_bytes(make_picture(suffix=".bmp"))

    damaged, encoded = open_source(str(tmp_path)).pictures()

    assert damaged.data == b"no image"
    assert encoded.data.startswith(b"\xff\xd8\xff")


def test_image_that_is_gone_is_named(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(make_picture())
    source = open_source(str(tmp_path))
    (tmp_path / "1.jpg").unlink()

    with pytest.raises(SourceError, match=r"1\.jpg cannot be read: No such file"):
        list(source.pictures())

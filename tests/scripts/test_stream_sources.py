"""Folders of images as a source of frames."""

from pathlib import Path

import pytest

from scripts.streaming.sources import SourceError, open_source
from tests.server.fake_networks import make_picture


def test_only_files_are_images(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(make_picture())
    (tmp_path / "2.jpg").mkdir()

    assert len(list(open_source(str(tmp_path)).pictures())) == 1


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

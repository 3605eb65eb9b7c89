"""A build replaces the page under a running server; at no moment is half of it there."""

import json
import subprocess
from pathlib import Path

from tests.frontend.node import find_node

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"


def make_page(folder: Path, version: str) -> Path:
    """A built page whose only part has a name of its own."""
    part = f"assets/part-{version}.js"
    (folder / "assets").mkdir(parents=True)
    (folder / ".vite").mkdir()
    (folder / ".vite" / "manifest.json").write_text(json.dumps({"index.html": {"file": part}}))
    (folder / "index.html").write_text(f'<script src="/{part}">')
    (folder / part).write_text(version)
    (folder / f"{part}.gz").write_text(version)
    return folder


def publish(built: Path, served: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [find_node(), "tools/publish.mjs", str(built), str(served)],
        cwd=FRONTEND,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def names(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_first_page_is_put_where_nothing_was(tmp_path: Path) -> None:
    built = make_page(tmp_path / "built", "a")
    result = publish(built, tmp_path / "served")
    assert result.returncode == 0, result.stderr
    assert names(tmp_path / "served") == names(built)


def test_page_that_is_open_finds_its_parts_until_the_build_after_the_next(tmp_path: Path) -> None:
    served = tmp_path / "served"
    for version, parts in (("a", ["a"]), ("b", ["a", "b"]), ("c", ["b", "c"])):
        publish(make_page(tmp_path / version, version), served).check_returncode()
        assert f"part-{version}.js" in (served / "index.html").read_text()
        kept = sorted(file.stem.removeprefix("part-") for file in served.glob("assets/*.js"))
        assert kept == parts
    assert not list(served.rglob("*.arriving"))


def test_build_that_failed_leaves_the_page_as_it_was(tmp_path: Path) -> None:
    served = tmp_path / "served"
    publish(make_page(tmp_path / "a", "a"), served).check_returncode()
    before = names(served)
    (tmp_path / "empty").mkdir()
    assert publish(tmp_path / "empty", served).returncode != 0
    assert names(served) == before

"""What the report says of a page's size: parts that come later do not count as the first load."""

import json
import os
import subprocess
from pathlib import Path

from tests.frontend.node import find_node

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
MANIFEST = {
    "index.html": {
        "file": "assets/index.js",
        "isEntry": True,
        "imports": ["_shared.js"],
        "dynamicImports": ["src/chart.tsx"],
    },
    "_shared.js": {"file": "assets/shared.js", "imports": ["index.html"]},
    "src/chart.tsx": {
        "file": "assets/chart.js",
        "isDynamicEntry": True,
        "imports": ["_shared.js"],
    },
}


def make_dist(folder: Path, **kilobytes: int) -> Path:
    """A built page; its files are random and so do not become smaller."""
    (folder / ".vite").mkdir()
    (folder / ".vite" / "manifest.json").write_text(json.dumps(MANIFEST))
    (folder / "index.html").write_text("<title>the page</title>")
    (folder / "assets").mkdir()
    for name, size in kilobytes.items():
        (folder / "assets" / f"{name}.js").write_bytes(os.urandom(size * 1000))
    return folder


def report(dist: Path, *, budget: int) -> subprocess.CompletedProcess[str]:
    command = [find_node(), "tools/bundle-report.mjs", "--dist", str(dist), "--budget", str(budget)]
    return subprocess.run(
        command, cwd=FRONTEND, capture_output=True, text=True, check=False, timeout=60
    )


def test_first_load_is_the_entry_and_what_it_imports_at_once(tmp_path: Path) -> None:
    dist = make_dist(tmp_path, index=20, shared=10, chart=400)

    result = report(dist, budget=31)

    assert result.returncode == 0, result.stderr
    first, later = result.stdout.split("Loaded when needed")
    assert "live view: 30.1 kB" in first
    assert "chart.js" not in first
    assert "400.1 kB  src/chart.tsx (1 file)" in later


def test_first_load_beyond_its_budget_fails(tmp_path: Path) -> None:
    dist = make_dist(tmp_path, index=20, shared=11, chart=1)

    result = report(dist, budget=31)

    assert result.returncode == 1
    assert "larger than its budget of 31 kB" in result.stderr

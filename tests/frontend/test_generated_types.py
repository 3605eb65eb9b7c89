"""The page's types are those that the server's schemas give: they cannot drift apart."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.frontend.node import find_node

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
GENERATED = ("api.gen.ts", "protocol.gen.ts")


@pytest.fixture(scope="module")
def fresh_types(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with types that were made from the schemas just now."""
    if not (FRONTEND / "node_modules").is_dir():
        pytest.skip("frontend/node_modules is needed: run `npm ci` in frontend")
    out = tmp_path_factory.mktemp("types")
    subprocess.run(
        [find_node(), "tools/generate-types.mjs", "--out", str(out)],
        cwd=FRONTEND,
        env={**os.environ, "HOMEROOM_PYTHON": sys.executable},
        check=True,
        timeout=120,
    )
    return out


@pytest.mark.parametrize("name", GENERATED)
def test_generated_types_are_those_of_the_schemas(fresh_types: Path, name: str) -> None:
    checked_in = (FRONTEND / "src" / "lib" / name).read_text(encoding="utf-8")

    fresh = (fresh_types / name).read_text(encoding="utf-8")

    assert checked_in == fresh, f"{name} is stale: run `npm run generate` in frontend"

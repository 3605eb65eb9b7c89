"""A server with the demo class, shared by the tests that only look at it."""

import os
from collections.abc import Iterator

import pytest

from tests.e2e.browsing import find_chromium
from tests.e2e.serving import DEMO_CLIP, RunningServer, run_module, running_server


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    folder = tmp_path_factory.mktemp("demo")
    with running_server(folder, DEMO_CLIP=str(DEMO_CLIP)) as server:
        run_module("scripts.enroll_demo", "--server", server.url)
        yield server


@pytest.fixture(autouse=True)
def _browser(request: pytest.FixtureRequest) -> None:
    """Skip what needs Chromium where there is none; with CI=true that is a failure instead."""
    wanted = request.node.get_closest_marker("browser") is not None
    if wanted and find_chromium() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no Chromium; install it: apt-get install chromium")
        pytest.skip("there is no Chromium; install it: apt-get install chromium")

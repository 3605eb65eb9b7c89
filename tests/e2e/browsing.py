"""Chromium with a fake camera, and a record of everything that must not happen in the page."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import cv2
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
TIMEOUT_MS = 20_000
"""Long enough for a busy machine; what comes sooner is not waited for."""
OUTPUT_DIR = Path(__file__).parent / "output"

# Chromium's own calls home would only fail here, and clutter the log.
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium() -> str | None:
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@dataclass  # without slots: Playwright marks the owner of a handler with an attribute
class Visit:
    """One page and what it did: requests to other servers, errors in its console."""

    page: Page
    origin: str
    foreign_requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._on_request)
        self.page.on("websocket", lambda socket: self._on_address(socket.url))
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.console_errors.append(str(error)))

    def _on_request(self, request: Request) -> None:
        self._on_address(request.url)

    def _on_address(self, url: str) -> None:
        parts = urlsplit(url)
        inside = parts.scheme in {"data", "blob"} or parts.netloc == urlsplit(self.origin).netloc
        if not inside:
            self.foreign_requests.append(url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(f"{message.text} ({message.location.get('url', '')})")


@contextmanager
def chromium(camera_clip: Path | None = None) -> Iterator[Browser]:
    """A headless Chromium; `camera_clip` (.mjpeg) plays, over and over, as its only camera."""
    arguments = [*QUIET, "--use-fake-ui-for-media-stream"]
    if camera_clip is not None:
        arguments += [
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={camera_clip}",
        ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=arguments)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visit(browser: Browser, url: str, *, name: str, viewport: ViewportSize) -> Iterator[Visit]:
    """Open `url`; at the end nothing may have left its server and no error may be in the console.

    When the block fails, a screenshot goes to tests/e2e/output/NAME.png.
    """
    with browser.new_context(viewport=viewport, permissions=["camera"]) as context:
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        expect.set_options(timeout=TIMEOUT_MS)
        visited = Visit(page, origin=url)
        visited.watch(context)
        try:
            page.goto(url)
            yield visited
            assert visited.foreign_requests == [], visited.foreign_requests
            assert visited.console_errors == [], visited.console_errors
        except BaseException:
            OUTPUT_DIR.mkdir(exist_ok=True)
            page.screenshot(path=OUTPUT_DIR / f"{name}.png", full_page=True)
            raise


def write_mjpeg(clip: Path, target: Path, *, frames: int) -> Path:
    """Convert the first `frames` frames of a video to what Chromium takes as a camera.

    That is JPEG pictures one after the other; Chromium plays 30 of them a second.
    """
    video = cv2.VideoCapture(str(clip))
    with target.open("wb") as stream:
        for _ in range(frames):
            ok, image = video.read()
            if not ok:
                break
            stream.write(cv2.imencode(".jpg", image)[1].tobytes())
    video.release()
    assert target.stat().st_size > 0, f"{clip} cannot be read"
    return target

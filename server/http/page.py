"""The page: files that `npm run build` made, served from the same address as the API."""

from mimetypes import guess_type
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.requests import Request

from server.settings import Settings

_NOT_THE_PAGE: Final = ("api", "ws", "assets", "docs", "docs-assets", "metrics")
_FOREVER: Final = "public, max-age=31536000, immutable"  # a changed asset has another name
_ASK_AGAIN: Final = "no-cache"
_NOT_BUILT: Final = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Homeroom</title>
<h1>The page has not been built</h1>
<p>The server runs, but there is no page in <code>frontend/dist</code> (HOMEROOM_PAGE_DIR).
<p>Stop the server and run <code>./scripts/run</code>, which builds it, or build it yourself:
<pre>cd frontend && npm ci && npm run build</pre>
<p>The API is there already: see <a href="/docs">/docs</a>.
</html>
"""

router = APIRouter(include_in_schema=False)


def get_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


SettingsDep = Annotated[Settings, Depends(get_settings)]


@router.get("/{path:path}")
def page(path: str, settings: SettingsDep, request: Request) -> Response:
    """A file of the page, or the page itself for the addresses that it routes on its own."""
    root = settings.page_dir.resolve()
    found = _find(root, path)
    if found is not None:
        return _file(found, request, _FOREVER if path.startswith("assets/") else _ASK_AGAIN)
    if path.split("/", 1)[0] in _NOT_THE_PAGE or Path(path).suffix:
        raise HTTPException(404)
    index = root / "index.html"
    if not index.is_file():
        return HTMLResponse(_NOT_BUILT, 503)
    return _file(index, request, _ASK_AGAIN)


def _find(root: Path, path: str) -> Path | None:
    """The file at an address below `root`; None for any other address, however odd."""
    try:
        found = (root / path).resolve()
        is_file = found.is_relative_to(root) and found.is_file()
    except (OSError, ValueError):  # too long for a name, or with a zero byte
        return None
    return found if is_file else None


def _file(path: Path, request: Request, cache_control: str) -> FileResponse:
    """A file, or the compressed one that the build put beside it."""
    headers = {"Cache-Control": cache_control, "Vary": "Accept-Encoding"}
    compressed = path.with_name(f"{path.name}.gz")
    if "gzip" not in request.headers.get("accept-encoding", "") or not compressed.is_file():
        return FileResponse(path, headers=headers)
    headers["Content-Encoding"] = "gzip"
    return FileResponse(compressed, headers=headers, media_type=guess_type(path.name)[0])

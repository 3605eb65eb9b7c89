"""`/docs`: Swagger UI from the installed package, nothing from elsewhere and no inline script."""

from importlib.resources import files
from pathlib import Path
from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse, HTMLResponse, Response

_ASSETS: Final = ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png")

_PAGE: Final = """\
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Homeroom API</title>
    <link rel="icon" href="/docs-assets/favicon.png">
    <link rel="stylesheet" href="/docs-assets/swagger-ui.css">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs-assets/swagger-ui-bundle.js"></script>
    <script src="/docs-assets/start.js"></script>
  </body>
</html>
"""

_START_SCRIPT: Final = """\
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  validatorUrl: null,
});
"""


def install_docs(app: FastAPI) -> None:
    app.include_router(_router(Path(str(files("fastapi_offline") / "static"))))


def _router(assets: Path) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    def get_page() -> HTMLResponse:
        return HTMLResponse(_PAGE)

    @router.get("/docs-assets/start.js")
    def get_start_script() -> Response:
        return Response(_START_SCRIPT, media_type="text/javascript")

    for name in _ASSETS:
        _add_file(router, assets / name)
    return router


def _add_file(router: APIRouter, path: Path) -> None:
    @router.get(f"/docs-assets/{path.name}")
    def get_asset() -> FileResponse:
        return FileResponse(path)

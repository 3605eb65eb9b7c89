"""The rules of docs/architecture.md on who may import what, checked on the source itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT_DIR = Path(__file__).resolve().parent.parent
WEB_FRAMEWORK = {"fastapi", "starlette"}


def modules(*places: str) -> list[Path]:
    """Every Python file under the places, folders or files of the project."""
    found: list[Path] = []
    for place in places:
        path = PROJECT_DIR / place
        found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    assert found
    return found


def imports(module: Path) -> Iterator[str]:
    """Names of all modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            yield node.module or ""


def packages(module: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(module)}


def offenders(files: list[Path], forbidden: set[str]) -> list[str]:
    return [
        f"{file.relative_to(PROJECT_DIR)} imports {', '.join(sorted(found))}"
        for file in files
        if (found := packages(file) & forbidden)
    ]


@pytest.mark.parametrize(
    ("place", "forbidden"),
    [
        ("models", {"server", "students_db", "scripts"}),
        ("students_db", {"server", "models", "scripts"}),
        ("server", {"scripts", "tensorflow", "keras", "mtcnn"}),
        ("server/recognition", {*WEB_FRAMEWORK, "sqlalchemy", "asyncio", "students_db"}),
        ("server/enrollment", {*WEB_FRAMEWORK, "sqlalchemy", "asyncio"}),
        ("server", {"sqlalchemy", "alembic"}),
    ],
)
def test_package_keeps_away_from(place: str, forbidden: set[str]) -> None:
    assert offenders(modules(place), forbidden) == []


def test_only_the_edges_know_the_web_framework() -> None:
    edges = {
        *modules("server/api", "server/http"),
        *modules("server/live/connection.py", "server/app.py"),
    }
    inside = [file for file in modules("server", "models", "students_db") if file not in edges]

    assert offenders(inside, WEB_FRAMEWORK) == []


def test_what_all_calls_share_knows_no_resource() -> None:
    importers = [
        str(file.relative_to(PROJECT_DIR))
        for file in modules("server/http")
        if any(f"{name}.".startswith("server.api.") for name in imports(file))
    ]

    assert importers == []


def test_only_the_settings_read_the_environment() -> None:
    others = [
        file
        for file in modules("server", "models", "students_db")
        if file != PROJECT_DIR / "server/settings.py"
    ]

    readers = [
        str(file.relative_to(PROJECT_DIR))
        for file in others
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]

    assert readers == []

"""docs/http-api.md is true: whoever types its examples in their order gets answers."""

import re
import shlex
from pathlib import Path

import httpx
import pytest

from server.settings import Settings
from tests.fakes import photo
from tests.server.api.factories import Api, open_api
from tests.server.running_server import PROJECT_DIR

GUIDE = (PROJECT_DIR / "docs" / "http-api.md").read_text(encoding="utf-8")
SERVER = "http://localhost:8000"
FLAGS = {"-O", "-J", "-OJ", "-G"}
SECONDS_APART = 120.0


def examples() -> list[str]:
    blocks = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.startswith("curl ")]


def request_of(example: str, folder: Path) -> httpx.Request:
    """What curl sends with these arguments; files are those of `folder`."""
    words = shlex.split(example, comments=True)[1:]
    url = next(word for word in words if word.startswith(SERVER))
    given = [word for word in words if word not in FLAGS and word != url]
    method, content = "", None
    headers: dict[str, str] = {}
    query: dict[str, str] = {}
    files = []
    for option, value in zip(given[::2], given[1::2], strict=True):
        match option:
            case "-X":
                method = value
            case "-H":
                name, _, text = value.partition(": ")
                headers[name] = text
            case "-d" | "--data-urlencode":
                name, _, text = value.partition("=")
                query[name] = text
            case "-F":
                name, _, file = value.partition("=@")
                files.append((name, (file, (folder / file).read_bytes())))
            case "--json":
                headers["Content-Type"] = "application/json"
                content = value.encode()
            case "--data-binary":
                content = (folder / value.removeprefix("@")).read_bytes()
            case _:
                pytest.fail(f"what does curl do with {option}? {example}")
    return httpx.Request(
        method or ("POST" if files or content else "GET"),
        url,
        params=query or None,
        headers=headers,
        files=files or None,
        content=content,
    )


def send(api: Api, example: str, folder: Path) -> tuple[int, str]:
    """Return status and text of the answer."""
    request = request_of(example, folder)
    answer = api.client.request(
        request.method, str(request.url), headers=dict(request.headers), content=request.read()
    )
    return answer.status_code, answer.text


def test_examples_can_be_followed_in_their_order(tmp_path: Path) -> None:
    for hue, name in enumerate(("front", "left", "right", "frame", "clip")):
        (tmp_path / f"{name}.jpg").write_bytes(photo(hue=hue))
    refused = []

    with open_api(tmp_path, settings=Settings(demo_clip=tmp_path / "clip.jpg")) as api:
        for example in examples():
            status, text = send(api, example, tmp_path)
            if status >= 400:
                refused.append((example, text))
            if status == 201:  # beside the first student and class session, another one
                send(api, example.replace("2026-0147", "2026-0148"), tmp_path)
                api.client.post("/api/class-sessions/2/end")
            api.clock.advance(SECONDS_APART)

    assert refused == []

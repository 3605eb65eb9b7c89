"""docs/protocol.md is true: its examples are messages, its codes are ours, its client runs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from server.live.protocol import CLIENT_MESSAGES, SERVER_MESSAGES, CloseCode
from tests.server.fake_networks import RED, make_picture
from tests.server.running_server import PROJECT_DIR, running_server

DOCUMENT = (PROJECT_DIR / "docs" / "protocol.md").read_text()
FROM_CLIENT, FROM_SERVER = DOCUMENT.split("## From the server")


def blocks(language: str, text: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    ("example", "messages"),
    [(example, CLIENT_MESSAGES) for example in blocks("json", FROM_CLIENT)]
    + [(example, SERVER_MESSAGES) for example in blocks("json", FROM_SERVER)],
)
def test_example_is_a_message(example: str, messages: TypeAdapter[object]) -> None:
    message = messages.validate_json(example)

    documented = json.loads(example)
    fields = json.loads(messages.dump_json(message))
    assert documented.keys() == fields.keys()


def test_every_message_has_an_example() -> None:
    documented = {json.loads(example)["type"] for example in blocks("json", DOCUMENT)}

    kinds = {"start", "frame", "stop", "ready", "result", "dropped", "error", "bye"}
    assert documented == kinds


@pytest.mark.parametrize("code", list(CloseCode))
def test_close_code_is_documented(code: CloseCode) -> None:
    assert re.search(rf"\b{code}\b", DOCUMENT.split("## Close codes")[1])


def test_client_of_the_document_runs(tmp_path: Path) -> None:
    (client,) = blocks("python", DOCUMENT)
    picture = tmp_path / "picture.jpg"
    picture.write_bytes(make_picture(RED))

    with running_server(tmp_path / "db") as server:
        server.enroll("Robin Red", make_picture(RED))
        ran = subprocess.run(
            [
                sys.executable,
                "-c",
                client.replace("localhost:8000", f"127.0.0.1:{server.port}"),
                picture,
            ],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )

    assert ran.stdout.count("Robin Red happy [0.25, 0.2, 0.5, 0.6]") == 100
    assert "'reason': 'stopped'" in ran.stdout

import json

from typer.testing import CliRunner

from scripts.evaluate import app
from tests.conftest import PROJECT_DIR


def test_flat_pictures_of_a_generated_person_are_refused() -> None:
    photos = str(PROJECT_DIR / "demo" / "students")
    options = ["--people", "0", "--attackers", "1", "--photos", photos, "--seconds", "1"]

    result = CliRunner().invoke(app, ["head-turn", *options])

    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert figures["heads"] == {"trials": 0}
    for instrument in ("print", "print cut out", "phone", "tablet"):
        assert (figures["flat"][instrument]["trials"], figures["flat"][instrument]["taken"]) == (
            1,
            0,
        )

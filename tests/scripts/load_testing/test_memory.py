"""The log of a server's memory, on a file that fails."""

from pathlib import Path

import pytest

from scripts.load_testing.memory import MemoryLog, Reading


def reading(seconds: float) -> Reading:
    return Reading(seconds, memory_mb=300.0 + seconds, received=10, done=9)


def test_log_has_a_line_every_ten_seconds(tmp_path: Path) -> None:
    log = MemoryLog(tmp_path / "soak.log")

    for seconds in (0, 4, 8, 12):
        log.add(reading(seconds))

    assert len((tmp_path / "soak.log").read_text().splitlines()) == 1 + 2


def test_log_that_fails_ends_and_the_readings_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "soak.log"
    log = MemoryLog(path)
    log.add(reading(0))
    path.unlink()
    path.mkdir()

    for seconds in (10, 20, 30):
        log.add(reading(seconds))

    assert log.after(0) == [300.0, 310.0, 320.0, 330.0]
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(path) in said

import pytest

from scripts.load_testing.cameras import CameraLog
from scripts.load_testing.figures import as_table, summarise


def test_figures_add_up_what_the_cameras_saw() -> None:
    busy = CameraLog(
        sent=12,
        answer_ms=[10.0] * 9,
        server_ms=[8.0] * 9,
        stages_ms={"detect": 18.0},
        faces=18,
        dropped={"newer_frame": 2},
        lowered={"scan_rate"},
    )
    starved = CameraLog(sent=5, answer_ms=[30.0], server_ms=[20.0], dropped={"overload": 3})

    figures = summarise([busy, starved], 2.0, memory_mb=[300.0, 320.0, 310.0])

    assert (figures.sent, figures.answered, figures.unanswered) == (17, 10, 2)
    assert figures.dropped == {"newer_frame": 2, "overload": 3}
    assert figures.frames_per_second == 5.0
    assert (figures.slowest_camera_fps, figures.fastest_camera_fps) == (0.5, 4.5)
    assert figures.faces_per_frame == 1.8
    assert figures.stages_ms == {"detect": 1.8}
    assert figures.server_ms["p50"] == 8.0
    assert figures.server_ms["p99"] == pytest.approx(18.92)
    assert (figures.memory_mb, figures.memory_growth_mb) == (320.0, 20.0)
    assert figures.lowered == ["scan_rate"]
    assert as_table(figures).row_count == 13


def test_figures_of_a_server_that_answers_nothing() -> None:
    figures = summarise([CameraLog(sent=3)], 1.0)

    assert (figures.answered, figures.unanswered, figures.server_ms) == (0, 3, {})
    assert figures.memory_mb is None
    assert as_table(figures).row_count > 0

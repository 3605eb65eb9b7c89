import pytest

from server.enrollment.completeness import ENOUGH_VIEWS
from server.enrollment.quality import QualityRules, choose_face, find_faults
from server.enrollment.reports import FaceRejection, Reason
from server.settings import EnrollmentSettings
from tests.conftest import PROJECT_DIR
from tests.server.enrollment.factories import make_detections, make_quality

RULES = QualityRules()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"face_px": 63.0}, [FaceRejection.FACE_TOO_SMALL]),
        ({"visible": 0.77}, [FaceRejection.FACE_CUT_OFF]),
        ({"sharpness": 39.0}, [FaceRejection.TOO_BLURRY]),
        ({"brightness": 29.0}, [FaceRejection.TOO_DARK]),
        ({"brightness": 31.0}, []),  # dark skin in ordinary light
        ({"clipped": 0.26}, [FaceRejection.TOO_BRIGHT]),
        ({"side_light": 0.61}, [FaceRejection.UNEVEN_LIGHT]),
        ({"yaw": -41.0}, [FaceRejection.EXTREME_POSE]),
        ({"pitch": 41.0}, [FaceRejection.EXTREME_POSE]),
        ({"roll": -46.0}, [FaceRejection.EXTREME_POSE]),
        (
            {"face_px": 40.0, "sharpness": 20.0},
            [FaceRejection.FACE_TOO_SMALL, FaceRejection.TOO_BLURRY],
        ),
    ],
)
def test_every_fault_is_told(changes: dict[str, float], expected: list[FaceRejection]) -> None:
    faults = find_faults(make_quality(**changes), RULES)
    assert [fault.code for fault in faults] == expected
    assert all(fault.detail.endswith(".") for fault in faults)


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ((160.0,), 0),
        ((60.0, 160.0), 1),  # the larger face is meant
        ((160.0, 95.0), 0),
        ((160.0, 97.0), FaceRejection.SEVERAL_FACES),
        ((), FaceRejection.NO_FACE),
    ],
)
def test_the_one_large_face_is_meant(
    sides: tuple[float, ...], expected: int | FaceRejection
) -> None:
    chosen = choose_face(make_detections(*sides), RULES)
    assert (chosen.code if isinstance(chosen, Reason) else chosen) == expected


def test_face_that_is_hardly_one_is_neither_meant_nor_a_rival() -> None:
    assert choose_face(make_detections(160, 150, scores=(0.99, 0.5)), RULES) == 0
    assert choose_face(make_detections(40, 160, scores=(0.5, 0.99)), RULES) == 1
    chosen = choose_face(make_detections(160, scores=(0.5,)), RULES)
    assert isinstance(chosen, Reason)


@pytest.mark.parametrize(("occlusion", "refused"), [(None, False), (0.74, False), (0.76, True)])
def test_covered_face_is_a_fault(occlusion: float | None, refused: bool) -> None:
    faults = find_faults(make_quality(), RULES, occlusion=occlusion)
    assert [fault.code for fault in faults] == ([FaceRejection.FACE_COVERED] if refused else [])


@pytest.mark.parametrize(
    ("code", "figure"),
    [
        ("several_faces", f"{RULES.max_other_face * 100:.0f} %"),
        ("face_too_small", f"{EnrollmentSettings().min_face_px} pixels"),
        ("too_many_faces_stored", f"{EnrollmentSettings().max_faces_per_student} are enough"),
        ("few_angles", {3: "three"}[ENOUGH_VIEWS]),
    ],
)
def test_guide_to_the_api_tells_the_limits_that_apply(code: str, figure: str) -> None:
    guide = (PROJECT_DIR / "docs" / "http-api.md").read_text(encoding="utf-8")
    (row,) = [line for line in guide.splitlines() if line.startswith("|") and f"`{code}`" in line]
    assert figure in row

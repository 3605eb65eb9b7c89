"""Thresholds follow the school's own people, and outliers do not ruin them."""

from dataclasses import replace

import numpy as np
import pytest

from models.embedder import NOMINAL_STUDENTS, IdentityThresholds, ImpostorSimilarity, normalize
from server.recognition.calibration import Calibration, Calibrator
from server.recognition.gallery import Gallery
from server.recognition.pipeline import PipelineSettings
from server.recognition.types import FloatArray
from server.settings import IdentitySettings, Settings

DIMENSION = 128
PUBLIC = ImpostorSimilarity(mean=0.1, deviation=0.09, cohort_mean=0.1)
DEFAULTS = IdentityThresholds.measured(PUBLIC, margin=0.05)


def draw_people(count: int, *, alike: float, seed: int = 0) -> FloatArray:
    """Faces of people, float32 (count, d); two of them have a cosine of about `alike`**2."""
    random = np.random.default_rng(seed)
    common = np.eye(1, DIMENSION, dtype=np.float32)
    own = normalize(random.normal(size=(count, DIMENSION)).astype(np.float32))
    return normalize(np.asarray(alike * common + np.sqrt(1 - alike**2) * own, np.float32))


def make_school(students: int, *, alike: float = 0.32, photos: int = 3, seed: int = 0) -> Gallery:
    random = np.random.default_rng(seed + 1)
    people = np.repeat(draw_people(students, alike=alike, seed=seed), photos, axis=0)
    noise = normalize(random.normal(size=people.shape).astype(np.float32))
    faces = normalize(np.asarray(people + 0.5 * noise, np.float32))
    return Gallery.build(np.repeat(np.arange(1, students + 1), photos), faces, {})


def calibrate(
    gallery: Gallery,
    defaults: IdentityThresholds = DEFAULTS,
    cohort: FloatArray | None = None,
) -> Calibration:
    return Calibrator(defaults, cohort).calibrate(gallery.faces, gallery.student_templates)


def test_empty_gallery_has_the_thresholds_of_public_photos() -> None:
    calibration = calibrate(Gallery.empty(), cohort=draw_people(20, alike=0.3))

    assert calibration.thresholds == DEFAULTS.for_students(0)
    assert (calibration.own, calibration.cohort) == (None, None)


def test_single_student_is_compared_with_the_cohort_only() -> None:
    calibration = calibrate(make_school(1), cohort=draw_people(20, alike=0.3))

    assert calibration.own is None
    assert calibration.cohort is not None
    assert calibration.cohort.count == 20


def test_school_of_people_who_look_alike_is_stricter() -> None:
    usual = calibrate(make_school(60, alike=0.32))
    alike = calibrate(make_school(60, alike=0.5))

    assert usual.own is not None
    assert alike.own is not None
    assert alike.own.mean > usual.own.mean + 0.05
    assert alike.thresholds.known > usual.thresholds.known + 0.03
    assert alike.thresholds.unsure > usual.thresholds.unsure


def test_more_students_are_believed_more() -> None:
    few, many = (calibrate(make_school(count, alike=0.5)) for count in (5, 300))

    means = [found.thresholds.impostors.mean for found in (few, many) if found.thresholds.impostors]
    own = [found.own.mean for found in (few, many) if found.own]
    assert abs(means[0] - PUBLIC.mean) < 0.2 * abs(own[0] - PUBLIC.mean)
    assert abs(means[1] - own[1]) < 0.2 * abs(own[1] - PUBLIC.mean)


def test_known_is_where_the_target_share_of_strangers_begins() -> None:
    gallery = make_school(200, alike=0.32)
    strangers = draw_people(20_000, alike=0.32, seed=99)

    calibration = calibrate(gallery, replace(DEFAULTS, false_accept_rate=0.01))

    named = gallery.nearest(strangers, 1).similarities[:, 0] >= calibration.thresholds.known
    assert calibration.expected_false_accept_rate == pytest.approx(0.01, rel=0.01)
    assert named.mean() <= 0.02


@pytest.mark.parametrize("students", [3, 10, 100])
def test_person_enrolled_twice_does_not_loosen_nor_tighten_the_thresholds(students: int) -> None:
    once = make_school(students)
    copies = once.faces_of(1)
    twice = once.with_students(Gallery.build(np.full(len(copies), students + 1), copies, {}))

    before, after = calibrate(once), calibrate(twice)

    assert after.left_out == 2 * len(copies)
    assert after.thresholds.known == pytest.approx(before.thresholds.known, abs=0.02)


def test_cohort_tells_of_templates_that_everybody_resembles() -> None:
    cohort = draw_people(200, alike=0.5, seed=7)
    near, far = (make_school(2, alike=alike) for alike in (0.6, 0.0))

    priors = [calibrate(gallery, cohort=cohort).prior for gallery in (near, far)]

    assert priors[0] is not None
    assert priors[1] is not None
    assert priors[0].mean > PUBLIC.mean > priors[1].mean


def test_fixed_thresholds_stay_and_their_rate_is_told() -> None:
    fixed = replace(DEFAULTS, fixed_known=0.3, fixed_unsure=0.2)

    calibration = calibrate(make_school(30), fixed)

    assert (calibration.thresholds.known, calibration.thresholds.unsure) == (0.3, 0.2)
    assert calibration.expected_false_accept_rate is not None
    assert calibration.expected_false_accept_rate > 0.01


def test_threshold_of_unsure_that_is_fixed_leaves_the_rate_of_strangers_as_asked_for() -> None:
    calibration = calibrate(make_school(30), replace(DEFAULTS, fixed_unsure=0.2))

    assert calibration.thresholds.unsure == 0.2
    assert calibration.thresholds.known == calibrate(make_school(30)).thresholds.known
    assert calibration.expected_false_accept_rate == pytest.approx(0.001, rel=0.001)


def test_setting_only_the_threshold_of_unsure_freezes_nothing_else() -> None:
    settings = Settings(identity=IdentitySettings(unsure_threshold=0.2, false_accept_rate=0.01))
    plain = Settings(identity=IdentitySettings(false_accept_rate=0.01))

    chosen, usual = (PipelineSettings.of(each, DEFAULTS).thresholds for each in (settings, plain))

    assert chosen.unsure == 0.2
    assert chosen.known == usual.known == PUBLIC.threshold(NOMINAL_STUDENTS, 0.01)
    assert chosen.for_students(1000).known == usual.for_students(1000).known > chosen.known


def test_embedder_of_which_nothing_is_known_keeps_its_thresholds() -> None:
    unknown = IdentityThresholds(known=0.5, unsure=0.4, margin=0.05)

    calibration = calibrate(make_school(30), unknown)

    assert calibration.thresholds == unknown
    assert calibration.expected_false_accept_rate is None
    assert calibration.own is not None


def test_large_school_is_sampled() -> None:
    calibration = calibrate(make_school(1200, photos=1))

    assert calibration.own is not None
    assert calibration.own.count <= 1000 * 1000
    assert calibration.students == 1200

import numpy as np

from models.embedder import IdentityThresholds
from server.recognition.gallery import Gallery
from server.recognition.review import ENOUGH_PHOTOS, MAX_LISTED, review_gallery, review_student
from server.recognition.types import FloatArray
from tests.server.recognition.factories import DIMENSION, at_cosine, axis

THRESHOLDS = IdentityThresholds(known=0.5, unsure=0.3, margin=0.05)


def enroll(*students: list[FloatArray]) -> Gallery:
    """Students 1, 2, … with these photos."""
    owners = [number for number, photos in enumerate(students, start=1) for _ in photos]
    rows = [photo for photos in students for photo in photos]
    return Gallery.build(np.array(owners), np.stack(rows), {})


def test_empty_gallery_has_nothing_to_look_at() -> None:
    review = review_gallery(Gallery.empty(), THRESHOLDS)

    assert (review.look_alikes, review.disagreements, review.few_photos) == ((), (), ())


def test_students_who_look_alike_are_found_once_and_the_most_alike_first() -> None:
    gallery = enroll(
        [axis(0)], [axis(1)], [at_cosine(axis(0), 0.7)], [at_cosine(axis(1), 0.9, spare=14)]
    )

    review = review_gallery(gallery, THRESHOLDS)

    assert [(pair.first, pair.second) for pair in review.look_alikes] == [(2, 4), (1, 3)]
    np.testing.assert_allclose([pair.similarity for pair in review.look_alikes], [0.9, 0.7], 1e-5)


def test_pairs_are_found_across_blocks_and_counted_beyond_the_list() -> None:
    students = 600
    gallery = Gallery.build(
        np.arange(students), np.repeat(axis(0)[np.newaxis], students, axis=0), {}
    )

    review = review_gallery(gallery, THRESHOLDS)

    assert len(review.look_alikes) == MAX_LISTED
    assert review.look_alike_count == students * (students - 1) // 2


def test_photo_that_is_not_like_the_others_is_found() -> None:
    gallery = enroll(
        [axis(0), at_cosine(axis(0), 0.8), axis(3)],
        [axis(1), at_cosine(axis(1), 0.6)],
        [axis(2)],
    )

    review = review_gallery(gallery, THRESHOLDS)

    assert [found.student_id for found in review.disagreements] == [1]
    assert review.disagreements[0].agreement < 0.01
    assert review.disagreement_count == 1


def test_students_with_few_photos_are_named() -> None:
    gallery = enroll([axis(0)] * ENOUGH_PHOTOS, [axis(1)] * (ENOUGH_PHOTOS - 1))

    review = review_gallery(gallery, THRESHOLDS)

    assert (review.few_photos, review.few_photos_count) == ((2,), 1)


def test_review_agrees_with_a_look_at_each_pair() -> None:
    random = np.random.default_rng(0)
    rows = random.normal(size=(40, DIMENSION)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    gallery = Gallery.build(np.arange(40), rows, {})

    review = review_gallery(gallery, THRESHOLDS)

    similarities = rows @ rows.T
    expected = {
        (first, second)
        for first in range(40)
        for second in range(first + 1, 40)
        if similarities[first, second] >= THRESHOLDS.known
    }
    assert review.look_alike_count == len(expected)
    assert {(pair.first, pair.second) for pair in review.look_alikes} <= expected


def test_student_is_told_the_same_as_the_gallery() -> None:
    gallery = enroll(
        [axis(0), at_cosine(axis(0), 0.8), axis(3)],
        [axis(1)],
        [at_cosine(axis(1), 0.7)],
    )
    review = review_gallery(gallery, THRESHOLDS)

    with_stranger = review_student(gallery, 1, THRESHOLDS)
    alike = review_student(gallery, 3, THRESHOLDS)

    assert with_stranger.look_alikes == ()
    odd = with_stranger.agreements < with_stranger.least_agreement
    assert odd.tolist() == [False, False, True]
    assert with_stranger.agreements.min() == np.float32(review.disagreements[0].agreement)
    assert [(pair.first, pair.second) for pair in alike.look_alikes] == [(3, 2)]
    np.testing.assert_allclose(alike.look_alikes[0].similarity, 0.7, 1e-5)
    assert np.isnan(alike.agreements).all()


def test_student_without_photos_has_nothing_to_look_at() -> None:
    review = review_student(enroll([axis(0)]), 7, THRESHOLDS)

    assert (review.look_alikes, len(review.agreements)) == ((), 0)

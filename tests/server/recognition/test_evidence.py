import numpy as np

from server.recognition.evidence import MAX_CONTRADICTIONS, Evidence, accept_embedding
from server.recognition.types import FloatArray
from tests.server.recognition.factories import THRESHOLDS, axis, unit


def evidence_of(*embeddings: FloatArray) -> Evidence:
    evidence = Evidence()
    for embedding in embeddings:
        evidence.add(embedding, 1.0)
    return evidence


def test_accept_embedding_forgives_a_single_odd_one_but_not_a_row() -> None:
    evidence = evidence_of(axis(1))

    answers = [
        accept_embedding(evidence, axis(2), 1.0, thresholds=THRESHOLDS)
        for _ in range(MAX_CONTRADICTIONS)
    ]

    assert answers == [True] * (MAX_CONTRADICTIONS - 1) + [False]
    assert evidence.mean is not None
    np.testing.assert_allclose(evidence.mean, axis(1))


def test_evidence_counts_good_faces_more_than_poor_ones() -> None:
    evidence = Evidence()
    evidence.add(axis(1), 1.0)
    evidence.add(axis(2), 0.1)

    assert evidence.mean is not None
    assert evidence.mean @ axis(1) > 0.9


def test_evidence_shows_what_one_more_embedding_would_make_of_it() -> None:
    evidence = evidence_of(axis(1))

    np.testing.assert_allclose(evidence.with_embedding(axis(2), 1.0), unit(0, 1, 1), atol=1e-6)
    assert evidence.embeddings == 1


def test_accept_embedding_forgives_odd_ones_that_lie_apart() -> None:
    evidence = Evidence()
    evidence.add(axis(1), 1.0)

    looks = [axis(2), axis(1)] * 6

    assert all(accept_embedding(evidence, look, 1.0, thresholds=THRESHOLDS) for look in looks)


def test_evidence_of_long_ago_fades() -> None:
    evidence = Evidence()
    for look in [axis(1)] * 40 + [axis(2)] * 10:
        evidence.add(look, 1.0)

    assert evidence.mean is not None
    assert evidence.mean @ axis(2) > 0.9


def test_poor_faces_make_good_ones_fade_little() -> None:
    evidence = Evidence()
    for _ in range(7):
        evidence.add(axis(1), 1.0)
    for _ in range(20):
        evidence.add(axis(2), 0.1)

    assert evidence.mean is not None
    assert evidence.mean @ axis(1) > 0.8

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from models.embedder import normalize
from server.recognition.evidence import Evidence
from server.recognition.gallery import Gallery
from server.recognition.identity import identify
from server.recognition.types import FloatArray, IdentityMatch, IdentityStatus
from tests.server.recognition.factories import (
    DIMENSION,
    THRESHOLDS,
    at_cosine,
    axis,
    make_gallery,
    unit,
)

KNOWN, UNSURE, UNKNOWN = IdentityStatus.KNOWN, IdentityStatus.UNSURE, IdentityStatus.UNKNOWN


def evidence_of(*embeddings: FloatArray) -> Evidence:
    evidence = Evidence()
    for embedding in embeddings:
        evidence.add(embedding, 1.0)
    return evidence


def identify_one(evidence: Evidence, gallery: Gallery) -> IdentityMatch:
    return identify([evidence], gallery, THRESHOLDS)[0]


def test_identify_names_a_face_that_is_clearly_a_student() -> None:
    match = identify_one(evidence_of(axis(2)), make_gallery("Ana", "Ben"))

    assert (match.status, match.student_id, match.name) == (KNOWN, 2, "Ben")


def test_identify_calls_a_stranger_unknown_and_gives_no_name() -> None:
    match = identify_one(evidence_of(axis(9)), make_gallery("Ana", "Ben"))

    assert (match.status, match.student_id, match.name) == (UNKNOWN, None, None)


def test_identify_is_unsure_between_the_thresholds() -> None:
    match = identify_one(evidence_of(at_cosine(axis(1), 0.42)), make_gallery("Ana"))

    assert (match.status, match.student_id) == (UNSURE, None)


def test_identify_is_unsure_when_two_students_are_equally_near() -> None:
    twin = unit(0, 1, 0.98)  # 0.71 and 0.70 from Ana and Ben

    assert identify_one(evidence_of(twin), make_gallery("Ana", "Ben")).status is UNSURE


def test_identify_waits_for_a_second_embedding_when_the_first_is_just_enough() -> None:
    gallery, face = make_gallery("Ana"), at_cosine(axis(1), 0.53)
    evidence = evidence_of(face)
    first = identify_one(evidence, gallery)

    evidence.add(face, 1.0)

    assert (first.status, identify_one(evidence, gallery).status) == (UNSURE, KNOWN)


def test_identify_holds_a_confirmed_name_below_the_threshold() -> None:
    gallery, weaker = make_gallery("Ana"), at_cosine(axis(1), 0.45)
    fresh, confirmed = evidence_of(weaker, weaker), evidence_of(weaker, weaker)
    confirmed.confirmed = 1

    assert identify_one(fresh, gallery).status is UNSURE
    assert identify_one(confirmed, gallery).status is KNOWN


def test_identify_loses_a_confirmed_name_when_the_face_is_a_strangers() -> None:
    evidence = evidence_of(axis(9))
    evidence.confirmed = 1

    assert identify_one(evidence, make_gallery("Ana")).status is UNKNOWN
    assert evidence.confirmed is None


def test_identify_gives_a_student_to_the_nearer_face_and_leaves_the_other_unsure() -> None:
    near, far = evidence_of(at_cosine(axis(1), 0.9)), evidence_of(at_cosine(axis(1), 0.7))

    matches = identify([far, near], make_gallery("Ana"), THRESHOLDS)

    assert [match.status for match in matches] == [UNSURE, KNOWN]


def test_identify_follows_what_is_seen_later() -> None:
    evidence, gallery = Evidence(), make_gallery("Ana")
    evidence.add(axis(9), 0.1)
    assert identify([evidence], gallery, THRESHOLDS)[0].status is IdentityStatus.UNKNOWN

    evidence.add(axis(1), 1.0)
    evidence.add(axis(1), 1.0)

    assert identify([evidence], gallery, THRESHOLDS)[0].name == "Ana"


def test_identify_gives_a_confirmed_name_back_after_a_doubt() -> None:
    """While a surer face has it, the first one is unsure; that does not lose the name."""
    gallery, weak = make_gallery("Ana"), at_cosine(axis(1), 0.45)
    first, surer = Evidence(), Evidence()
    first.add(weak, 1.0)
    first.add(weak, 1.0)
    first.confirmed = 1
    surer.add(axis(1), 1.0)
    assert identify([first, surer], gallery, THRESHOLDS)[0].status is IdentityStatus.UNSURE

    assert identify([first], gallery, THRESHOLDS)[0].name == "Ana"


def test_identify_leaves_a_confirmed_name_where_another_face_is_hardly_nearer() -> None:
    gallery = make_gallery("Ana")
    confirmed, nearer = Evidence(), Evidence()
    for _ in range(2):
        confirmed.add(at_cosine(axis(1), 0.80), 1.0)
        nearer.add(at_cosine(axis(1), 0.83), 1.0)
    confirmed.confirmed = 1

    matches = identify([confirmed, nearer], gallery, THRESHOLDS)

    assert [match.name for match in matches] == ["Ana", None]


def test_identify_follows_the_gallery_without_a_new_embedding() -> None:
    evidence = evidence_of(axis(2))
    before = identify_one(evidence, make_gallery("Ana"))

    after = identify_one(evidence, make_gallery("Ana", "Ben"))
    deleted = identify_one(evidence, Gallery.empty())

    assert (before.status, after.name, deleted.status) == (UNKNOWN, "Ben", UNKNOWN)


@given(seed=st.integers(0, 2**32 - 1), faces=st.integers(0, 8), students=st.integers(0, 6))
def test_identify_never_gives_one_student_two_faces(seed: int, faces: int, students: int) -> None:
    random = np.random.default_rng(seed)
    low = normalize(random.normal(size=(students, 3)).astype(np.float32))  # crowded: many alike
    rows = np.pad(low, ((0, 0), (0, DIMENSION - 3)))
    gallery = Gallery.build(np.arange(students), rows, {})
    probes = np.pad(
        normalize(random.normal(size=(faces, 3)).astype(np.float32)), ((0, 0), (0, DIMENSION - 3))
    )

    matches = identify([evidence_of(probe) for probe in probes], gallery, THRESHOLDS)

    named = [match.student_id for match in matches if match.status is KNOWN]
    assert len(named) == len(set(named))
    assert all(match.student_id is None for match in matches if match.status is not KNOWN)
    assert all(
        (match.similarity or 0) >= THRESHOLDS.unsure
        for match in matches
        if match.status is not UNKNOWN
    )

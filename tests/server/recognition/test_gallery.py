import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.embedder import normalize
from server.recognition.gallery import Gallery, LiveGallery
from server.recognition.types import FloatArray
from tests.server.recognition.factories import DIMENSION, axis, make_gallery, unit


def test_gallery_averages_the_photos_of_a_student() -> None:
    gallery = Gallery.build(
        np.array([7, 3, 7]), np.stack([unit(1, 0), axis(5), unit(0, 1)]), {3: "Ana", 7: "Ben"}
    )

    assert gallery.student_ids.tolist() == [3, 7]
    np.testing.assert_allclose(gallery.templates[1], unit(1, 1), atol=1e-6)


def test_gallery_refuses_ids_that_do_not_fit_the_embeddings() -> None:
    with pytest.raises(ValueError, match="2 student ids for 1 embeddings"):
        Gallery.build(np.array([1, 2]), np.stack([axis(0)]), {})


def test_nearest_in_an_empty_gallery_has_no_candidates() -> None:
    found = Gallery.empty().nearest(np.stack([axis(0)]))

    assert found.student_ids.shape == found.similarities.shape == (1, 0)


@given(seed=st.integers(0, 2**32 - 1), students=st.integers(1, 12), faces=st.integers(0, 4))
def test_nearest_agrees_with_a_full_sort(seed: int, students: int, faces: int) -> None:
    random = np.random.default_rng(seed)
    rows = normalize(random.normal(size=(students, DIMENSION)).astype(np.float32))
    probes = normalize(random.normal(size=(faces, DIMENSION)).astype(np.float32))
    gallery = Gallery.build(np.arange(students), rows, {})

    found = gallery.nearest(probes, count=3)

    expected = -np.sort(-(probes @ rows.T), axis=1)[:, :3]
    np.testing.assert_allclose(found.similarities, expected, atol=1e-6)
    picked = np.einsum("nd,nkd->nk", probes, rows[found.student_ids])
    np.testing.assert_allclose(picked, expected, atol=1e-5)


@given(
    seed=st.integers(0, 2**32 - 1),
    before=st.lists(st.integers(1, 9), max_size=12),
    changed=st.lists(st.integers(1, 9), max_size=6),
    removed=st.sets(st.integers(1, 9), max_size=3),
)
def test_changing_students_gives_what_building_anew_gives(
    seed: int, before: list[int], changed: list[int], removed: set[int]
) -> None:
    """`before` and `changed` are the students of each face."""
    random = np.random.default_rng(seed)
    removed -= set(changed)
    old, new = (make_random_gallery(random, owners) for owners in (before, changed))

    merged = old.with_students(new, removed)

    stays = ~np.isin(before, changed + sorted(removed)).astype(bool)
    expected = Gallery.build(
        np.array([*np.array(before, np.int64)[stays], *changed], np.int64),
        np.concatenate(
            [
                random_faces(old, before)[stays].reshape(-1, DIMENSION),
                random_faces(new, changed).reshape(-1, DIMENSION),
            ]
        ),
        {},
    )
    assert merged.student_ids.tolist() == expected.student_ids.tolist()
    np.testing.assert_allclose(
        merged.templates.reshape(-1, DIMENSION),  # the width of nothing does not matter
        expected.templates.reshape(-1, DIMENSION),
        atol=1e-6,
    )
    assert set(merged.names) == set(merged.student_ids.tolist())
    probes = normalize(random.normal(size=(3, DIMENSION)).astype(np.float32))
    assert merged.nearest(probes).student_ids.tolist() == (
        expected.nearest(probes).student_ids.tolist()
    )


def make_random_gallery(random: np.random.Generator, owners: list[int]) -> Gallery:
    rows = normalize(random.normal(size=(len(owners), DIMENSION)).astype(np.float32))
    return Gallery.build(np.array(owners, np.int64), rows, {owner: str(owner) for owner in owners})


def random_faces(gallery: Gallery, owners: list[int]) -> FloatArray:
    """The faces of a gallery in the order in which they were given to it."""
    order = np.argsort(np.array(owners, np.int64), kind="stable")
    faces = np.empty_like(gallery.faces.values)
    faces[order] = gallery.faces.values
    return faces


def test_changed_name_leaves_the_faces_alone() -> None:
    gallery = make_gallery("Ana", "Ben")

    renamed = gallery.with_names({2: "Benedikt"})

    assert renamed.names == {1: "Ana", 2: "Benedikt"}
    assert gallery.names[2] == "Ben"
    assert renamed.templates is gallery.templates


def test_faces_of_a_student_are_those_that_were_stored() -> None:
    gallery = make_gallery("Ana", "Ben")

    np.testing.assert_array_equal(gallery.faces_of(2), [axis(2)])
    assert len(gallery.faces_of(3)) == len(gallery.faces_of(0)) == 0
    assert len(Gallery.empty().faces_of(1)) == 0


def test_live_gallery_shows_the_replacement_at_once() -> None:
    live = LiveGallery()
    changed = make_gallery("Ana")

    live.replace(changed)

    assert live.current is changed

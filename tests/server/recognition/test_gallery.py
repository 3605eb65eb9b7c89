import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.embedder import normalize
from server.recognition.gallery import Gallery, LiveGallery
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


def test_live_gallery_shows_the_replacement_at_once() -> None:
    live = LiveGallery()
    changed = make_gallery("Ana")

    live.replace(changed)

    assert live.current is changed

"""The search finds what comparing everything with everything finds."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.embedder import normalize
from server.recognition.rows import GroupedRows
from server.recognition.search import TemplateSearch
from server.recognition.types import FloatArray


def random_rows(random: np.random.Generator, count: int, dimension: int) -> FloatArray:
    return normalize(random.normal(size=(count, dimension)).astype(np.float32))


def brute_force(templates: GroupedRows, faces: FloatArray) -> FloatArray:
    """The similarity of each face to each student, float32 (n, m), template by template."""
    similarities = np.full((len(faces), len(templates)), -2.0, np.float32)
    for student in range(len(templates)):
        for template in templates[student]:
            similarities[:, student] = np.maximum(similarities[:, student], faces @ template)
    return similarities


@given(
    seed=st.integers(0, 2**32 - 1),
    counts=st.lists(st.integers(1, 6), min_size=1, max_size=40),
    faces=st.integers(0, 130),
    dimension=st.sampled_from([1, 2, 16, 128]),
    k=st.integers(1, 8),
)
def test_nearest_agrees_with_brute_force(
    seed: int, counts: list[int], faces: int, dimension: int, k: int
) -> None:
    random = np.random.default_rng(seed)
    templates = GroupedRows.of([random_rows(random, count, dimension) for count in counts])
    probes = random_rows(random, faces, dimension)

    students, similarities = TemplateSearch.of(templates).nearest(probes, k)

    expected = brute_force(templates, probes)
    k = min(k, len(counts))
    assert students.shape == similarities.shape == (faces, k)
    np.testing.assert_allclose(similarities, -np.sort(-expected, axis=1)[:, :k], atol=1e-6)
    np.testing.assert_allclose(np.take_along_axis(expected, students, 1), similarities, atol=1e-6)
    assert all(len(set(row)) == k for row in students.tolist())


@pytest.mark.parametrize(("dimension", "k"), [(128, 5), (128, 200), (512, 5)])
def test_search_that_two_threads_share_agrees_with_brute_force(dimension: int, k: int) -> None:
    random = np.random.default_rng(0)
    counts = random.integers(1, 4, size=3000).tolist()
    templates = GroupedRows.of([random_rows(random, count, dimension) for count in counts])
    probes = random_rows(random, 70, dimension)
    search = TemplateSearch.of(templates)

    students, similarities = search.nearest(probes, k)

    expected = brute_force(templates, probes)
    np.testing.assert_allclose(search.similarities(probes), expected, atol=1e-6)
    np.testing.assert_allclose(similarities, -np.sort(-expected, axis=1)[:, :k], atol=1e-6)
    np.testing.assert_allclose(np.take_along_axis(expected, students, 1), similarities, atol=1e-6)


def test_search_by_several_cameras_at_once_finds_the_same() -> None:
    random = np.random.default_rng(0)
    templates = GroupedRows.of([random_rows(random, 1, 128) for _ in range(4000)])
    probes = random_rows(random, 30, 128)
    search = TemplateSearch.of(templates)
    alone = search.nearest(probes, 5)

    with ThreadPoolExecutor(8) as cameras:
        together = list(cameras.map(lambda _: search.nearest(probes, 5), range(32)))

    for students, similarities in together:
        np.testing.assert_array_equal(students, alone[0])
        np.testing.assert_array_equal(similarities, alone[1])


@pytest.mark.parametrize("counts", [[1, 1, 1, 1], [1, 3, 1, 2]])
def test_nearest_prefers_the_first_of_equals(counts: list[int]) -> None:
    same = np.array([[0.6, 0.8]], np.float32)
    templates = GroupedRows.of([np.repeat(same, count, axis=0) for count in counts])

    students, _ = TemplateSearch.of(templates).nearest(same, 3)

    assert students.tolist() == [[0, 1, 2]]


def test_nearest_among_no_students_is_nobody() -> None:
    search = TemplateSearch.of(GroupedRows.of([]))

    students, similarities = search.nearest(np.ones((2, 128), np.float32), 5)

    assert students.shape == similarities.shape == (2, 0)


@pytest.mark.parametrize("broken", [np.nan, np.inf, -np.inf])
def test_face_that_is_no_number_resembles_nobody_and_harms_no_other(broken: float) -> None:
    search = TemplateSearch.of(GroupedRows.of([np.eye(2, dtype=np.float32)[:1]]))
    faces = np.array([[broken, 0.0], [1.0, 0.0]], np.float32)

    _, similarities = search.nearest(faces, 1)

    assert similarities.tolist() == [[0.0], [1.0]]


def test_template_that_is_no_number_resembles_nobody_and_harms_no_other() -> None:
    broken = np.full((1, 2), np.nan, np.float32)
    search = TemplateSearch.of(GroupedRows.of([broken, np.eye(2, dtype=np.float32)[:1]]))

    students, similarities = search.nearest(np.eye(2, dtype=np.float32), 2)

    assert students.tolist() == [[1, 0], [0, 1]]
    assert similarities.tolist() == [[1.0, 0.0], [0.0, 0.0]]

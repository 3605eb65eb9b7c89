"""The search finds what comparing everything with everything finds."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
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


def brute_force_of_many(templates: GroupedRows, faces: FloatArray) -> FloatArray:
    """The same with one product, float32 (n, m)."""
    return np.maximum.reduceat(faces @ templates.values.T, templates.offsets[:-1], axis=1)


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


@given(
    seed=st.integers(0, 2**32 - 1),
    faces=st.integers(1, 70),
    k=st.integers(1, 6),
    photos=st.integers(0, 3),
    spread=st.sampled_from([0.003, 0.05, 2.0]),
)
@settings(max_examples=25, deadline=None)
def test_search_of_many_agrees_with_brute_force(
    seed: int, faces: int, k: int, photos: int, spread: float
) -> None:
    """Crowds of look-alikes and twins, some nearer to each other than a rough product can tell."""
    random = np.random.default_rng(seed)
    crowd = normalize(random_rows(random, 4, 128)[random.integers(4, size=4200)])
    near = normalize(crowd + spread * random_rows(random, 4200, 128))
    near[random.integers(4200, size=300)] = near[random.integers(4200, size=300)]  # twins
    more = [random_rows(random, photos, 128) if row % 2 else near[:0] for row in range(4200)]
    templates = GroupedRows.of(
        [np.concatenate([near[row, np.newaxis], more[row]]) for row in range(4200)]
    )
    probes = normalize(
        near[random.integers(4200, size=faces)] + 0.5 * random_rows(random, faces, 128)
    )

    students, similarities = TemplateSearch.of(templates).nearest(probes, k)

    expected = brute_force_of_many(templates, probes)
    np.testing.assert_allclose(similarities, -np.sort(-expected, axis=1)[:, :k], atol=1e-6)
    np.testing.assert_allclose(np.take_along_axis(expected, students, 1), similarities, atol=1e-6)
    assert all(len(set(row)) == k for row in students.tolist())


def test_first_of_equals_is_preferred_among_many() -> None:
    random = np.random.default_rng(0)
    rows = random_rows(random, 5000, 128)
    rows[[4321, 77, 1234, 600]] = rows[77]
    search = TemplateSearch.of(GroupedRows.of(list(rows[:, np.newaxis])))

    students, _ = search.nearest(rows[[77]], 3)

    assert students.tolist() == [[77, 600, 1234]]


@pytest.mark.parametrize("enrolled", [3000, 5000])
def test_search_by_several_cameras_at_once_finds_the_same(enrolled: int) -> None:
    random = np.random.default_rng(0)
    templates = GroupedRows.of([random_rows(random, 1, 128) for _ in range(enrolled)])
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

import numpy as np

from server.recognition.rows import GroupedRows


def make_rows(*groups: list[int]) -> GroupedRows:
    return GroupedRows.of([np.array(group, np.float32)[:, np.newaxis] for group in groups])


def as_lists(rows: GroupedRows) -> list[list[int]]:
    return [rows[group][:, 0].astype(int).tolist() for group in range(len(rows))]


def test_groups_come_back_as_they_went_in() -> None:
    rows = make_rows([1, 2], [3], [4, 5, 6])

    assert as_lists(rows) == [[1, 2], [3], [4, 5, 6]]
    assert rows.counts.tolist() == [2, 1, 3]
    assert rows.owners.tolist() == [0, 0, 1, 2, 2, 2]


def test_take_brings_groups_into_another_order() -> None:
    taken = make_rows([1, 2], [3], [4, 5, 6]).take(np.array([2, 0]))

    assert as_lists(taken) == [[4, 5, 6], [1, 2]]
    assert taken.values.flags.c_contiguous


def test_take_of_nothing_is_empty() -> None:
    assert len(make_rows([1, 2]).take(np.zeros(0, np.int64))) == 0


def test_joined_keeps_both_and_ignores_the_width_of_nothing() -> None:
    nothing = GroupedRows.of([])

    assert as_lists(make_rows([1], [2, 3]).joined(make_rows([4]))) == [[1], [2, 3], [4]]
    assert as_lists(nothing.joined(make_rows([4]))) == [[4]]
    assert as_lists(make_rows([4]).joined(nothing)) == [[4]]
    assert as_lists(nothing.joined(nothing)) == []

"""Rows of several groups in one matrix: the templates, or the stored faces, of each student."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from server.recognition.types import FloatArray

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GroupedRows:
    """m groups of rows: group i is `values[offsets[i] : offsets[i + 1]]`.

    `values` is float32 (n, d), contiguous; `offsets` int64 (m + 1,), from 0 to n.
    """

    values: FloatArray
    offsets: IntArray

    @classmethod
    def of(cls, groups: Sequence[FloatArray]) -> Self:
        """Join groups, float32 (n_i, d) each."""
        if not groups:
            return cls(np.zeros((0, 0), np.float32), np.zeros(1, np.int64))
        offsets = np.cumsum([0, *(len(group) for group in groups)], dtype=np.int64)
        return cls(np.ascontiguousarray(np.concatenate(groups), np.float32), offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, group: int) -> FloatArray:
        return self.values[self.offsets[group] : self.offsets[group + 1]]

    @property
    def counts(self) -> IntArray:
        """Rows of each group, int64 (m,)."""
        return np.diff(self.offsets)

    @property
    def owners(self) -> IntArray:
        """The group of each row, int64 (n,)."""
        return np.repeat(np.arange(len(self)), self.counts)

    def take(self, groups: IntArray) -> "GroupedRows":
        """Make new rows of these groups, int64 (k,), in this order."""
        counts = self.counts[groups]
        offsets = np.concatenate([[0], np.cumsum(counts)])
        rows = np.repeat(self.offsets[groups] - offsets[:-1], counts) + np.arange(offsets[-1])
        return GroupedRows(self.values[rows], offsets)

    def joined(self, other: "GroupedRows") -> "GroupedRows":
        """Put the groups of another one behind these. Without a row the width does not matter."""
        parts = [rows for rows in (self.values, other.values) if len(rows)]
        values = np.concatenate(parts) if parts else self.values
        return GroupedRows(
            values, np.concatenate([self.offsets, self.offsets[-1] + other.offsets[1:]])
        )

"""The enrolled students, their faces and templates; a change of one makes a new gallery."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from models.embedder import IdentityThresholds
from server.recognition.calibration import Calibration
from server.recognition.rows import GroupedRows
from server.recognition.search import TemplateSearch
from server.recognition.templates import make_templates
from server.recognition.types import FloatArray

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The k nearest students of n faces, nearest first.

    `student_ids` is int64 (n, k), `similarities` float32 (n, k) cosine. k is smaller than asked
    for in a gallery with fewer students. Of equally near students the one with the lower id is
    first.
    """

    student_ids: IntArray
    similarities: FloatArray


@dataclass(frozen=True, slots=True)
class Gallery:
    """Students, their stored faces and their templates; immutable, a change makes a new gallery.

    `student_ids` is int64 (m,), sorted; the groups of all rows are in this order. `faces` are the
    stored embeddings with rows of length 1, and `qualities` has a number 0..1 for each of them,
    (n, 1). `student_templates` is what server.recognition.templates makes of them: the similarity
    of a face to a student is the highest cosine over the student's templates.
    """

    student_ids: IntArray
    faces: GroupedRows
    qualities: GroupedRows
    student_templates: GroupedRows
    names: Mapping[int, str]
    _search: TemplateSearch = field(repr=False)

    @classmethod
    def empty(cls) -> Self:
        return cls.build(np.zeros(0, np.int64), np.zeros((0, 0), np.float32), {})

    @classmethod
    def build(
        cls,
        student_ids: IntArray,
        embeddings: FloatArray,
        names: Mapping[int, str],
        qualities: FloatArray | None = None,
    ) -> Self:
        """Make the templates of each student.

        `student_ids` is int64 (n,), the student of each row of `embeddings`, float32 (n, d) with
        rows of length 1 from one embedder; `qualities` float32 (n,), all 1 when left out. Raises
        ValueError when the lengths differ.
        """
        if len(student_ids) != len(embeddings):
            raise ValueError(f"{len(student_ids)} student ids for {len(embeddings)} embeddings")
        if qualities is None:
            qualities = np.ones(len(embeddings), np.float32)
        by_student = np.argsort(student_ids, kind="stable")
        students, starts = np.unique(student_ids[by_student], return_index=True)
        offsets = np.append(starts, len(student_ids)).astype(np.int64)
        faces = GroupedRows(np.asarray(embeddings[by_student], np.float32), offsets)
        weights = GroupedRows(np.asarray(qualities[by_student, np.newaxis], np.float32), offsets)
        templates = GroupedRows.of(
            [make_templates(faces[row], weights[row][:, 0]) for row in range(len(students))]
        )
        search = TemplateSearch.of(templates)
        return cls(students, faces, weights, templates, dict(names), search)

    def __len__(self) -> int:
        return len(self.student_ids)

    @property
    def templates(self) -> FloatArray:
        """All templates, float32 (t, d) with rows of length 1, sorted by student."""
        return self.student_templates.values

    def nearest(self, embeddings: FloatArray, count: int = 5) -> Candidates:
        """Find the `count` nearest students of `embeddings`, float32 (n, d) with unit rows."""
        rows, similarities = self._search.nearest(embeddings, count)
        return Candidates(self.student_ids[rows], similarities)

    def faces_of(self, student_id: int) -> FloatArray:
        """The stored embeddings of a student, float32 (n, d); n is 0 for one who is not here."""
        return self._rows_of(student_id, self.faces)

    def qualities_of(self, student_id: int) -> FloatArray:
        """The qualities of the same faces, float32 (n,)."""
        return self._rows_of(student_id, self.qualities)[:, 0]

    def with_names(self, names: Mapping[int, str]) -> Self:
        """Change some students' names; everything else is shared."""
        return replace(self, names={**self.names, **names})

    def with_students(self, changed: "Gallery", removed: Collection[int] = ()) -> Self:
        """Put the students of another gallery in, in place of their former selves if they had any.

        Students of `removed` are left out. Templates of everybody else are taken over as they are.
        """
        left = np.concatenate([changed.student_ids, np.array(sorted(removed), np.int64)])
        stays = np.flatnonzero(~np.isin(self.student_ids, left))
        rows = np.concatenate([stays, len(self) + np.arange(len(changed))])
        ids = np.concatenate([self.student_ids, changed.student_ids])[rows]
        order = np.argsort(ids)
        templates = self.student_templates.joined(changed.student_templates).take(rows[order])
        kept = {key: name for key, name in self.names.items() if key not in removed}
        return replace(
            self,
            student_ids=ids[order],
            faces=self.faces.joined(changed.faces).take(rows[order]),
            qualities=self.qualities.joined(changed.qualities).take(rows[order]),
            student_templates=templates,
            names={**kept, **changed.names},
            _search=TemplateSearch.of(templates),
        )

    def _rows_of(self, student_id: int, rows: GroupedRows) -> FloatArray:
        group = int(np.searchsorted(self.student_ids, student_id))
        if group == len(self) or self.student_ids[group] != student_id:
            return rows.values[:0]
        return rows[group]


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A gallery and what was calibrated on it, if anything was."""

    gallery: Gallery
    calibration: Calibration | None = None

    def thresholds_or(self, defaults: IdentityThresholds) -> IdentityThresholds:
        """The gallery's own thresholds, else the embedder's for a gallery of this size."""
        if self.calibration is None:
            return defaults.for_students(len(self.gallery))
        return self.calibration.thresholds


class LiveGallery:
    """The gallery that all cameras look at; replaced as a whole when a student changes.

    Reading and replacing a reference is atomic, so no reader needs a lock.
    """

    def __init__(
        self, gallery: Gallery | None = None, calibration: Calibration | None = None
    ) -> None:
        self._enrolled = Enrolled(gallery or Gallery.empty(), calibration)

    @property
    def current(self) -> Gallery:
        return self._enrolled.gallery

    @property
    def enrolled(self) -> Enrolled:
        """The gallery together with its thresholds, as one consistent state."""
        return self._enrolled

    def replace(self, gallery: Gallery, calibration: Calibration | None = None) -> None:
        self._enrolled = Enrolled(gallery, calibration)

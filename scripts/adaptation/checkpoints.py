"""Whose checkpoints lie in a folder: a run goes on only with the photos that it began with."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from scripts.evaluation.errors import EvaluationError

PHOTOS_FILE: Final = "photos.sha256"


def claim_checkpoints(folder: Path, names: Sequence[str]) -> None:
    """Note that the run whose checkpoints go into `folder` learns from the photos `names`.

    Raises EvaluationError where a checkpoint there is of other photos, or does not say of which.
    """
    listed = "\n".join(sorted(names)).encode(errors="surrogateescape")
    digest, note = hashlib.sha256(listed).hexdigest(), folder / PHOTOS_FILE
    noted = note.read_text().strip() if note.is_file() else None
    if any(folder.glob("ckpt-*")) and noted != digest:
        raise EvaluationError(
            f"{folder} holds a run with other photos: delete it, or name another folder with "
            "--checkpoints"
        )
    folder.mkdir(parents=True, exist_ok=True)
    note.write_text(f"{digest}\n")

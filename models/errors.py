"""What can go wrong with networks and their weight files.

* ModelError
  + WeightsMissingError
  + WeightsDamagedError
  + WeightsUnreadableError
  + WeightRecordError
  + WeightLayoutError
  + RuntimeUnavailableError
  + ManifestError
  + ImpostorsInvalidError
"""

from pathlib import Path
from typing import ClassVar

FETCH_COMMAND = ".venv/bin/python -m scripts.fetch_models"
RESTORE_COMMAND = "git checkout models/weights"
"""For those that are part of the repository."""


class ModelError(Exception):
    """Base of all errors of this package; `code` is stable, the message is for people."""

    code: ClassVar[str] = "model_error"


class WeightsMissingError(ModelError):
    """A weight file is not where the manifest says it should be."""

    code = "weights_missing"

    def __init__(self, path: Path, *, name: str = "") -> None:
        super().__init__(f"weight file {path} is missing; fetch it: {_fetch(name)}")
        self.path = path


class WeightsDamagedError(ModelError):
    """A weight file is there, but its bytes are not the ones that the manifest names."""

    code = "weights_damaged"

    def __init__(self, path: Path, *, expected: str, actual: str, name: str = "") -> None:
        super().__init__(
            f"weight file {path} is damaged: its SHA-256 is {actual}, expected {expected}; "
            f"fetch it again: {_fetch(name)}"
        )
        self.path = path
        self.expected = expected
        self.actual = actual


class WeightsUnreadableError(ModelError):
    """A weight file, or what is recorded of it, is there but this user cannot read it."""

    code = "weights_unreadable"

    def __init__(self, path: Path, *, why: str) -> None:
        super().__init__(
            f"weight file {path} cannot be read: {why}; check the permissions of file and folder"
        )
        self.path = path


class WeightRecordError(ModelError):
    """The record of a weight file's SHA-256 is cut off, or something else."""

    code = "weight_record_damaged"

    def __init__(self, record: Path, *, name: str, in_repository: bool) -> None:
        remedy = RESTORE_COMMAND if in_repository else _fetch(name)
        super().__init__(
            f"{record} is damaged: it holds no SHA-256 of the weights; get it again: {remedy}"
        )
        self.path = record


class WeightLayoutError(ModelError):
    """A file of released weights does not have the layers of the network it should fill."""

    code = "weight_layout"


class RuntimeUnavailableError(ModelError):
    """The chosen inference runtime or execution provider cannot be used on this machine."""

    code = "runtime_unavailable"


class ManifestError(ModelError):
    """models/manifest.toml contradicts itself, or was asked for an entry that it does not have."""

    code = "manifest_invalid"


class ImpostorsInvalidError(ModelError):
    """An operator's figures for an embedder's thresholds cannot be used."""

    code = "impostors_invalid"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} {why}; measure again: "
            ".venv/bin/python -m scripts.measure_impostors --save, or delete it"
        )


def _fetch(name: str) -> str:
    return f"{FETCH_COMMAND} {name}".strip()

"""Who is in a photo of a data set, by its name: PERSON/FILE."""

from pathlib import Path, PurePosixPath

from scripts.evaluation import tables


def person_of(name: str) -> str:
    """The person in the photo `name`: the folder that it lies in."""
    return PurePosixPath(name).parent.name


def people_of_open_set(csv: Path | None) -> set[str]:
    """Everybody in an open-set csv, to be left out of what is learned or chosen; none without it.

    Raises EvaluationError.
    """
    if csv is None:
        return set()
    return {person_of(image.image) for image in tables.read_open_set(csv)}

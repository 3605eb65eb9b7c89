"""Who is in a photo of a data set, by its name: PERSON/FILE."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from scripts.evaluation import tables
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.images import ImageSource, clean_name


def person_of(name: str) -> str:
    """The person in the photo `name`: the folder that it lies in, empty where there is none.

    However the path is spelled: a csv may come from Windows, and a Mac takes letters apart.
    """
    return _composed(PurePosixPath(clean_name(name)).parent.name)


def people_of_open_set(csv: Path | None) -> set[str]:
    """Everybody in an open-set csv, to be left out of what is learned or chosen; none without it.

    Raises EvaluationError.
    """
    if csv is None:
        return set()
    images = [image.image for image in tables.read_open_set(csv)]
    nobody = next((image for image in images if not person_of(image)), None)
    if nobody is not None:
        raise EvaluationError(f"{csv}: whose photo {nobody} is cannot be told; write PERSON/FILE")
    return set(map(person_of, images))


def photos_of_others(
    source: ImageSource, without: Path | None, leave_out: Iterable[str] = ()
) -> list[str]:
    """The photos of everybody who is neither in the open-set csv nor named, sorted.

    Photos in no folder are nobody's. Raises EvaluationError where the csv, or a name, leaves out
    nobody: what was meant to be left out would be learned from.
    """
    person_in = {name: person for name in source.images() if (person := person_of(name))}
    people = set(person_in.values())
    of_csv, named = people_of_open_set(without), set(map(_composed, leave_out))
    if without is not None and not of_csv & people:
        raise EvaluationError(f"nobody of {without} has a photo in {source.label}")
    if named - people:
        absent = ", ".join(sorted(named - people))
        raise EvaluationError(f"{source.label} has no photo of {absent}, to be left out")
    return [name for name, person in person_in.items() if person not in of_csv | named]


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)

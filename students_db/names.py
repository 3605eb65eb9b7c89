"""Search in names of any script: what is stored beside a name, and what a query becomes."""

import re
import unicodedata
from typing import Final

_ACCENTS: Final = re.compile(
    r"[\u0300-\u036F"  # diacritics of Latin, Greek and Cyrillic
    r"\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7"  # Hebrew: cantillation, vowels, dots
    r"\u064B-\u065F\u0670]"  # Arabic: vowels, shadda, hamza and madda
)
"""Marks that people leave out when they type. Vowel signs of other scripts are kept."""

_STROKES: Final = str.maketrans(
    {
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ħ": "h",
        "ŧ": "t",
        "\u0131": "i",  # without a dot
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
"""Letters that are no letter with an accent to Unicode, as keyboards without them write them."""


def search_key(text: str) -> str:
    """Return `text` without case, accents and differences of encoding: "JOSÉ" becomes "jose".

    SQLite's LIKE knows the case of ASCII letters only, so the comparison is done on this key.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    plain = _ACCENTS.sub("", decomposed)
    return unicodedata.normalize("NFKC", plain.casefold().translate(_STROKES))


def student_key(name: str, external_id: str | None) -> str:
    """What a student is found by: the name, and the school's number."""
    return search_key(f"{name}\n{external_id or ''}")


def search_words(query: str) -> list[str]:
    """Split a query into the keys that must all be found, in any order."""
    return search_key(query).split()

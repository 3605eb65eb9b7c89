"""Search in names of any script: what is stored beside a name, and what a query becomes."""

import re
import unicodedata
from typing import Final

_ACCENTS: Final = re.compile(
    r"[\u0300-\u036F"  # diacritics of Latin, Greek and Cyrillic
    r"\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7"  # Hebrew: cantillation, vowels, dots
    r"\u064B-\u065F\u0670"  # Arabic: vowels, shadda, hamza and madda
    r"\u0640\u061C\u200B-\u200F]"  # the stroke that stretches a word, and signs without a shape
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

_ARABIC_LETTERS: Final = str.maketrans(
    {
        **dict.fromkeys("\u06a9", "\u0643"),  # the kaf of Persian and Urdu
        **dict.fromkeys("\u0649\u06cc\u06d2", "\u064a"),  # yeh: without dots, Persian, Urdu
        **dict.fromkeys("\u0629\u06be\u06c1\u06d5", "\u0647"),  # heh: teh marbuta, Urdu, Kurdish
    }
)
"""Letters that look alike and that each keyboard has one of, as Lucene's ArabicNormalizer and
PersianNormalizer join them."""


def search_key(text: str) -> str:
    """Return `text` without case, accents and differences of encoding: "JOSÉ" becomes "jose".

    SQLite's LIKE knows the case of ASCII letters only, so the comparison is done on this key.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    plain = _ACCENTS.sub("", decomposed)
    joined = plain.casefold().translate(_STROKES).translate(_ARABIC_LETTERS)
    return unicodedata.normalize("NFKC", joined)


def student_key(name: str, external_id: str | None) -> str:
    """What a student is found by: the name, and the school's number."""
    return search_key(f"{name}\n{external_id or ''}")


def search_words(query: str) -> list[str]:
    """Split a query into the keys that must all be found, in any order."""
    return search_key(query).split()

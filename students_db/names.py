"""Search in names of any script: what is stored beside a name, and what a query becomes."""

import unicodedata
from typing import Final

_ACCENTS: Final = range(0x0300, 0x0370)
"""Combining diacritics of Latin, Greek and Cyrillic. Vowel signs of other scripts are kept."""


def search_key(text: str) -> str:
    """Return `text` without case, accents and differences of encoding: "JOSÉ" becomes "jose".

    SQLite's LIKE knows the case of ASCII letters only, so the comparison is done on this key.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if ord(char) not in _ACCENTS)
    return unicodedata.normalize("NFKC", plain.casefold())


def search_words(query: str) -> list[str]:
    """Split a query into the keys that must all be found, in any order."""
    return search_key(query).split()

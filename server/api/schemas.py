"""What all REST schemas share. Times are ISO 8601, in UTC."""

import re
import unicodedata
from datetime import datetime
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
)

_ISO_8601: Final = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[-+\u2212]\d\d:?\d\d)",
    re.ASCII | re.IGNORECASE,
)


def _check_characters(text: str) -> str:
    kinds = {unicodedata.category(char) for char in text}
    if "Cc" in kinds:
        raise ValueError("must not contain line breaks or other control characters")
    if not any(kind[0] in "LNPS" for kind in kinds):
        raise ValueError("must contain something that can be seen")
    return text


def _check_form(value: object) -> object:
    """Refuse what pydantic takes for more than it says: a number would be seconds since 1970.

    A query string turns the plus of +02:00 into a space unless the client escaped it.
    """
    if isinstance(value, datetime):
        return value
    text = str(value).strip()
    if "T" in text:
        text = text.replace(" ", "+")
    if not _ISO_8601.fullmatch(text):
        raise ValueError("should be an ISO 8601 time with its zone, such as 2026-11-20T08:00:00Z")
    return text


Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_check_characters),
]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
ExternalId = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=100),
    AfterValidator(_check_characters),
]
Moment = Annotated[AwareDatetime, BeforeValidator(_check_form)]
"""A time with its zone; one without is refused, since nobody could say which zone was meant."""


class Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", from_attributes=True)

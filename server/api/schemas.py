"""What all REST schemas share. Times are ISO 8601, in UTC."""

import unicodedata
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
)

from server.api.examples import EXAMPLES


def _check_characters(text: str) -> str:
    kinds = {unicodedata.category(char) for char in text}
    if "Cc" in kinds:
        raise ValueError("must not contain line breaks or other control characters")
    if not any(kind[0] in "LNPS" for kind in kinds):
        raise ValueError("must contain something that can be seen")
    return text


def _restore_plus(value: object) -> object:
    """A query string turns the plus of +02:00 into a space unless the client escaped it."""
    return value.strip().replace(" ", "+") if isinstance(value, str) and "T" in value else value


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
Moment = Annotated[AwareDatetime, BeforeValidator(_restore_plus)]
"""A time with its zone; one without is refused, since nobody could say which zone was meant."""


def _add_example(schema: dict[str, Any]) -> None:
    example = EXAMPLES.get(schema["title"])
    if example is not None:
        schema["examples"] = [example]


class Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", from_attributes=True, json_schema_extra=_add_example)

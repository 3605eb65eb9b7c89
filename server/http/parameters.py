"""Parameters that several endpoints share."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import Path, Query
from pydantic import AfterValidator, Field

LARGEST_ID: Final = 2**63 - 1
"""What a database's integer can hold."""

StudentId = Annotated[int, Path(ge=1, le=LARGEST_ID, examples=[17])]
FaceId = Annotated[int, Path(ge=1, le=LARGEST_ID, examples=[204])]
ClassSessionId = Annotated[int, Path(ge=1, le=LARGEST_ID, examples=[3])]
Limit = Annotated[int, Query(ge=1, le=500, description="At most so many items.")]
Offset = Annotated[int, Query(ge=0, le=2**31 - 1, description="So many items are skipped.")]


def _check_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("should be a time zone's IANA name, such as Europe/Berlin") from error
    return name


TimeZoneName = Annotated[
    str,
    Field(
        max_length=64,
        description="IANA name of the zone in which days and hours begin.",
        examples=["Europe/Berlin"],
    ),
    AfterValidator(_check_time_zone),
]
SearchWords = Annotated[str, Query(max_length=200, examples=["amara"])]


class PhotoSource(StrEnum):
    """Where enrollment photos come from: chosen by somebody, or taken of who sits there now."""

    FILES = "files"
    CAMERA = "camera"


ConfirmedLookAlikes = Annotated[
    Sequence[Annotated[int, Field(ge=1, le=LARGEST_ID)]],
    Query(
        max_length=20,
        description="Students who look like this one and are somebody else, as a teacher knows.",
        examples=[[18]],
    ),
]

"""Parameters that several endpoints share."""

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import Path, Query
from pydantic import Field

LARGEST_ID: Final = 2**63 - 1
"""What a database's integer can hold."""

StudentId = Annotated[int, Path(ge=1, le=LARGEST_ID, examples=[17])]
ClassSessionId = Annotated[int, Path(ge=1, le=LARGEST_ID, examples=[3])]
Limit = Annotated[int, Query(ge=1, le=500, description="At most so many items.")]
Offset = Annotated[int, Query(ge=0, le=2**31 - 1, description="So many items are skipped.")]
SearchWords = Annotated[str, Query(max_length=200, examples=["amara"])]

ConfirmedLookAlikes = Annotated[
    Sequence[Annotated[int, Field(ge=1, le=LARGEST_ID)]],
    Query(
        max_length=20,
        description="Students who look like this one and are somebody else, as a teacher knows.",
        examples=[[18]],
    ),
]

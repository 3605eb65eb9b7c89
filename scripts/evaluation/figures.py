"""Measured figures as JSON: plain numbers, no NaN, six digits."""

import json
import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = (
    "str | int | float | bool | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
)
Figures: TypeAlias = Mapping[str, JsonValue]

_DIGITS = 6


def to_json(figures: Figures, *, indent: int | None = None) -> str:
    """Write figures as JSON; a number that does not exist becomes null."""
    return json.dumps(_plain(figures), indent=indent, ensure_ascii=False, allow_nan=False)


def _plain(value: JsonValue) -> JsonValue:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, str) or not isinstance(value, (float, Sequence)):
        return value
    if isinstance(value, float):
        return round(float(value), _DIGITS) if math.isfinite(value) else None
    return [_plain(item) for item in value]

"""How each person of the clip acts: edits of the portrait, found by trying.

What counted was the probability that the emotion network gives to the expression, that the SFace
similarity of students to their own photos stays above 0.5, and how it looks.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from scripts.generated_faces.expressions import Edit

ACTING: Final[Mapping[str, Mapping[str, Edit]]] = MappingProxyType(
    {
        "林浩然": {
            "neutral": {
                "smile": -3.8,
                "mouth": -1.8,
                "mouth_width": -2.6,
                "brows": 1.9,
                "brow_slope": -1.1,
                "brow_gap": 0.3,
                "eyes": -1.1,
            },
            "happy": {"smile": 2.4, "mouth": 0.8, "mouth_width": 1.0},
        },
        "Zoë van Dijk": {
            "neutral": {
                "smile": -2.3,
                "mouth": -0.4,
                "mouth_width": -0.5,
                "brows": 0.4,
                "brow_slope": 0.4,
            },
            "happy": {"smile": 5, "mouth": 1.5, "mouth_width": 2.2, "eyes": -0.5},
        },
        "Kofi Adjei": {
            "neutral": {
                "mouth": 0.4,
                "mouth_width": -2.3,
                "brows": 0.4,
                "brow_slope": -0.2,
                "eyes": 2.0,
            },
            "happy": {"smile": 4.5, "mouth": 1.2, "mouth_width": 2},
        },
        "Oskar Lindqvist": {
            "neutral": {
                "smile": -2.2,
                "mouth": -0.7,
                "mouth_width": -3.6,
                "brow_slope": -1.1,
                "brow_gap": -1.0,
            },
            "angry": {
                "smile": -4.5,
                "mouth": 1.8,
                "mouth_width": -1.7,
                "brows": -2.1,
                "brow_slope": -2.2,
                "brow_gap": -2.1,
                "anger": 7.1,
            },
            "happy": {"smile": 3.5, "mouth": 1.2, "mouth_width": 1.5},
        },
        "Ștefan Ionescu": {
            "neutral": {
                "smile": -2.8,
                "mouth": -2.4,
                "mouth_width": -1.5,
                "brows": -1.6,
                "brow_slope": -1.3,
                "brow_gap": -0.8,
            },
            "surprise": {
                "smile": -0.8,
                "mouth": 3.7,
                "mouth_width": -2.0,
                "brows": -0.8,
                "brow_gap": 1.5,
                "eyes": 4.2,
            },
            "happy": {
                "smile": 3.1,
                "mouth": 0.9,
                "mouth_width": 2.5,
                "brows": 1.1,
                "brow_slope": -0.3,
                "eyes": -1.5,
            },
        },
        "Nguyễn Thảo Linh": {
            "neutral": {
                "smile": -1.3,
                "mouth": -1.5,
                "mouth_width": -0.6,
                "brows": -0.5,
                "brow_gap": -0.2,
                "eyes": -0.6,
            },
            "happy": {"smile": 5, "mouth": 2, "mouth_width": 3},
        },
        "Freya Sørensen": {
            "neutral": {
                "smile": -4.3,
                "mouth": -1.3,
                "mouth_width": 1.0,
                "brows": 0.2,
                "eyes": 0.2,
            },
            "happy": {
                "smile": 2.1,
                "mouth": -0.3,
                "mouth_width": 3.8,
                "brows": -0.9,
                "brow_slope": -2.2,
                "brow_gap": 0.2,
            },
        },
        "stranger-2": {
            "neutral": {
                "smile": -2.7,
                "mouth": -2.5,
                "mouth_width": -2.0,
                "brow_slope": -0.4,
                "brow_gap": 0.3,
                "eyes": -0.3,
            },
            "happy": {"smile": 3.5, "mouth": 1.5, "mouth_width": 2.5},
            "sad": {
                "smile": -7.5,
                "mouth": -3,
                "mouth_width": -1,
                "brows": 1,
                "brow_slope": 5,
                "eyes": -3,
            },
        },
        "stranger-1": {
            "neutral": {
                "smile": -3.1,
                "mouth": -1.3,
                "mouth_width": -2.9,
                "brows": -0.8,
                "brow_slope": 0.2,
                "eyes": -1.0,
            },
            "tired": {"smile": -2, "mouth": 7.5, "mouth_width": -3.5, "eyes": -7},
            "surprise": {"smile": -1.5, "mouth": 4.5, "mouth_width": -2.5, "brows": 3, "eyes": 4},
        },
    }
)
"""By the person's name; "neutral" is how they look between expressions."""

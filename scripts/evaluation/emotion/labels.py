"""The spellings that data sets have for our emotions."""

from typing import Final

from models.emotion import EMOTIONS
from scripts.evaluation.errors import EvaluationError

ALERT: Final = "alert"
"""Anything but tired: measures false alarms, and is no emotion of its own."""

_SPELLINGS: Final = {
    "anger": "angry",
    "happiness": "happy",
    "sadness": "sad",
    "surprised": "surprise",
    "tired_yawn": "tired",
    "tiredness": "tired",
    "yawn": "tired",
    "yawning": "tired",
    "drowsy": "tired",
    "sleepy": "tired",
    "not_tired": ALERT,
}
_NOT_OURS: Final = frozenset(
    ("contempt", "disgust", "disgusted", "fear", "fearful", "nf", "unknown")
)


def read_emotion(label: str) -> str | None:
    """Translate a label: one of EMOTIONS, ALERT, or None for an emotion that we do not have.

    Raises EvaluationError for a word that no known data set uses: likely a slip of the pen.
    """
    word = label.strip().casefold().replace(" ", "_").replace("-", "_")
    word = _SPELLINGS.get(word, word)
    if word in _NOT_OURS:
        return None
    if word != ALERT and word not in EMOTIONS:
        raise EvaluationError(
            f"unknown emotion {label!r}; write one of {', '.join(EMOTIONS)}, or alert"
        )
    return word

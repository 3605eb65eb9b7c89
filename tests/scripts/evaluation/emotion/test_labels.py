import pytest

from scripts.evaluation.emotion.labels import read_emotion


@pytest.mark.parametrize(
    ("spelled", "emotion"),
    [
        ("Not Tired", "alert"),
        ("not-tired", "alert"),
        (" Yawning ", "tired"),
        ("surprised", "surprise"),
        ("Fear", None),
    ],
)
def test_labels_are_read_as_data_sets_spell_them(spelled: str, emotion: str | None) -> None:
    assert read_emotion(spelled) == emotion

import json
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from models.emotion import EMOTIONS, EmotionClassifier, EmotionSet
from scripts.evaluation.bootstrap import interval_of_ratio
from scripts.evaluation.emotion.evaluation import Crops, EmotionResult, evaluate_emotion
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.figures import to_json
from scripts.evaluation.tables import LabelledImage


def make_logits(*likeliest: str, strength: float = 4.0) -> np.ndarray:
    """A row for each label, which it holds likeliest."""
    rows = [[strength * (name == label) for name in EMOTIONS] for label in likeliest]
    return np.array(rows, np.float32).reshape(-1, len(EMOTIONS))


def make_result(
    said: Sequence[str], labels: Sequence[str], emotion_set: EmotionSet | None = None
) -> EmotionResult:
    return EmotionResult(make_logits(*said), tuple(labels), emotion_set, no_face=0, left_out=0)


class ScriptedNetwork:
    """Says of each crop the emotion whose index is its first pixel."""

    def run(self, inputs: np.ndarray) -> tuple[np.ndarray, ...]:
        return (make_logits(*(EMOTIONS[int(crop[0, 0])] for crop in inputs)),)


def evaluate(
    rows: Mapping[str, str],
    said: Mapping[str, str],
    *,
    emotion_set: EmotionSet | None = None,
) -> EmotionResult:
    """Evaluate images by name; an image of which nothing is said has no face."""

    def crop(name: str) -> Crops:
        if name not in said:
            return np.zeros((0, 48, 48), np.uint8)
        return np.full((1, 48, 48), EMOTIONS.index(said[name]), np.uint8)

    images = [LabelledImage(name, label) for name, label in rows.items()]
    return evaluate_emotion(images, crop, EmotionClassifier(ScriptedNetwork(), ""), emotion_set)


def test_several_crops_of_one_face_are_one_reading() -> None:
    said = {"a": ("happy", "happy", "sad"), "b": (), "c": ("sad",)}

    def crop(name: str) -> Crops:
        firsts = np.array([EMOTIONS.index(emotion) for emotion in said[name]], np.uint8)
        return np.broadcast_to(firsts[:, None, None], (len(firsts), 48, 48))

    images = [
        LabelledImage(name, label)
        for name, label in zip("abc", ("happy", "sad", "sad"), strict=True)
    ]
    result = evaluate_emotion(images, crop, EmotionClassifier(ScriptedNetwork(), ""), None)

    assert result.labels == ("happy", "sad")
    assert result.no_face == 1
    expected = (2 * make_logits("happy") + make_logits("sad")) / 3
    assert result.logits[0] == pytest.approx(expected[0])
    assert result.logits[1] == pytest.approx(make_logits("sad")[0])


def test_figures_count_what_is_right() -> None:
    result = make_result(["happy", "happy", "sad", "sad"], ["happy", "happy", "sad", "happy"])

    figures = result.figures()

    assert figures["accuracy"] == 0.75
    assert figures["recall"] == {"happy": pytest.approx(2 / 3), "sad": 1.0}
    assert figures["macro_recall"] == pytest.approx(5 / 6)
    assert figures["images"] == 4


def test_emotion_set_leaves_out_what_it_does_not_have() -> None:
    result = evaluate(
        {"a": "happy", "b": "tired", "c": "surprise"},
        {"a": "happy", "b": "tired", "c": "surprise"},
        emotion_set=EmotionSet.ENGAGEMENT,
    )

    figures = result.figures()

    assert (figures["images"], figures["left_out"]) == (2, 1)
    assert "tired" not in result.label_order


def test_tired_faces_that_are_compared_with_alert_ones_are_not_left_out() -> None:
    rows = {"a": "happy", "b": "tired", "c": "alert", "d": "fear"}

    figures = evaluate(rows, {**rows, "c": "neutral"}, emotion_set=EmotionSet.ENGAGEMENT).figures()

    assert (figures["images"], figures["left_out"]) == (3, 1)


def test_labels_of_other_data_sets_are_read() -> None:
    result = evaluate(
        {"a": "Happiness", "b": "ANGER", "c": "sadness", "d": "fear"},
        {"a": "happy", "b": "angry", "c": "sad", "d": "sad"},
    )

    assert result.figures()["accuracy"] == 1.0
    assert result.figures()["left_out"] == 1


def test_unknown_label_is_named() -> None:
    with pytest.raises(EvaluationError, match="unknown emotion 'hapy'"):
        evaluate({"a": "hapy"}, {})


def test_labels_without_any_of_ours_are_an_error() -> None:
    with pytest.raises(EvaluationError, match="no image of the csv"):
        evaluate({"a": "fear"}, {})


def test_image_without_a_face_is_counted_and_not_judged() -> None:
    figures = evaluate({"a": "happy", "b": "sad"}, {"a": "happy"}).figures()

    assert figures["accuracy"] == 1.0
    assert (figures["images"], figures["no_face"]) == (2, 1)


def test_alert_faces_measure_false_alarms_and_nothing_else() -> None:
    rows = {"a": "tired", "b": "tired", "c": "alert", "d": "alert", "e": "happy"}
    said = {"a": "tired", "b": "sad", "c": "tired", "d": "neutral", "e": "happy"}

    figures = evaluate(rows, said).figures()

    assert figures["accuracy"] == pytest.approx(2 / 3)  # a, b and e
    assert figures["tired_recall"] == 0.5
    assert figures["tired_false_alarms"] == 0.5
    assert figures["images"] == 5


def test_tired_is_judged_in_the_wellbeing_set_whatever_set_is_asked_for() -> None:
    # Surprise is likeliest of six, but it is not in the wellbeing set, and tired comes next.
    logits = make_logits("surprise", "surprise") + make_logits("tired", "neutral", strength=2.0)
    result = EmotionResult(logits, ("tired", "alert"), EmotionSet.ENGAGEMENT, 0, left_out=1)

    figures = result.figures()

    assert (figures["tired_recall"], figures["tired_false_alarms"]) == (1.0, 0.0)
    assert figures["accuracy"] is None


def test_recall_of_tired_is_told_at_three_percent_of_false_alarms() -> None:
    # Of 40 alert faces one may be called tired: 3.9, but not 3.8, and so not the tired one at 3.0.
    strengths = np.array([*np.arange(40) / 10, 3.85, 3.0], np.float32)
    labels = ("alert",) * 40 + ("tired",) * 2
    logits = strengths[:, None] * make_logits("tired", strength=1.0)

    figures = EmotionResult(logits, labels, EmotionSet.WELLBEING, 0, left_out=0).figures()

    assert figures["tired_recall_at_3pct_false_alarms"] == 0.5
    assert (figures["tired_images"], figures["alert_images"]) == (2, 40)


def test_figures_without_alert_faces_do_not_speak_of_them() -> None:
    assert "tired_recall" not in make_result(["tired"], ["tired"]).figures()


def test_alert_faces_alone_have_no_recall() -> None:
    figures = evaluate({"a": "alert"}, {"a": "tired"}).figures()

    assert figures["tired_recall"] is None
    assert figures["tired_false_alarms"] == 1.0


def test_plots_are_drawn_of_all_there_is() -> None:
    titles = [plot.title for plot in make_result(["tired", "sad"], ["tired", "alert"]).plots()]

    assert titles == ["Confusion", "Reliability", "Tired against alert (wellbeing set)"]


def test_intervals_hold_the_figures() -> None:
    said = ["happy"] * 30 + ["sad"] * 10
    result = make_result(said, ["happy"] * 25 + ["sad"] * 15)
    figures = json.loads(to_json(result.figures()))

    for name in ("accuracy", "macro_recall"):
        low, high = figures[f"{name}_ci95"]
        assert low < figures[name] < high


def evaluate_drivers(group: str = "") -> EmotionResult:
    """Of eight drivers one is misread, in all of his six pictures; of the others there are two."""
    looks = {who: 6 if who == "a" else 2 for who in "abcdefgh"}
    images = [
        LabelledImage(f"{who} {label} {look}", label, group, who)
        for label in ("alert", "tired")  # all alert ones first
        for who, count in looks.items()
        for look in range(count)
    ]

    def crop(name: str) -> Crops:
        said = "neutral" if "alert" in name else "happy" if name.startswith("a") else "tired"
        return np.full((1, 48, 48), EMOTIONS.index(said), np.uint8)

    return evaluate_emotion(images, crop, EmotionClassifier(ScriptedNetwork(), ""), None)


def test_intervals_draw_whole_subjects() -> None:
    figures = evaluate_drivers().figures()

    right = np.array([0.0, *[2.0] * 7])
    expected = interval_of_ratio(right, np.array([6.0, *[2.0] * 7]))
    assert figures["subjects"] == 8
    for name in ("accuracy", "macro_recall", "tired_recall"):
        interval = figures[f"{name}_ci95"]
        assert isinstance(interval, tuple)
        assert interval == pytest.approx(expected)


def test_groups_draw_whole_subjects_too() -> None:
    groups = json.loads(to_json(evaluate_drivers("cars").figures()))["groups"]

    whole = evaluate_drivers().figures()
    assert groups["cars"]["subjects"] == 8
    assert tuple(groups["cars"]["accuracy_ci95"]) == pytest.approx(whole["accuracy_ci95"], abs=1e-6)


def test_one_subject_alone_has_no_interval() -> None:
    images = [LabelledImage(f"{look}", "happy", subject="a") for look in range(4)]

    def crop(name: str) -> Crops:
        return np.full((1, 48, 48), EMOTIONS.index("sad" if name == "0" else "happy"), np.uint8)

    network = EmotionClassifier(ScriptedNetwork(), "")
    figures = evaluate_emotion(images, crop, network, None).figures()

    assert figures["accuracy"] == 0.75
    assert (figures["accuracy_ci95"], figures["macro_recall_ci95"]) == (None, None)


def test_images_without_a_subject_are_drawn_by_themselves() -> None:
    rows = [("a", "x", True), ("b", "x", True), ("c", "", False), ("d", "", True)]
    images = [LabelledImage(name, "happy", subject=who) for name, who, _ in rows]
    right = {name for name, _, is_right in rows if is_right}

    def crop(name: str) -> Crops:
        return np.full((1, 48, 48), EMOTIONS.index("happy" if name in right else "sad"), np.uint8)

    result = evaluate_emotion(images, crop, EmotionClassifier(ScriptedNetwork(), ""), None)

    expected = interval_of_ratio(np.array([2.0, 0.0, 1.0]), np.array([2.0, 1.0, 1.0]))
    assert result.figures()["accuracy_ci95"] == pytest.approx(expected)
    assert result.figures()["subjects"] == 1


def test_subjects_are_those_of_the_faces_that_were_found() -> None:
    images = [LabelledImage(name, "happy", subject=f"subject {name}") for name in "abc"]

    def crop(name: str) -> Crops:
        return np.full((int(name != "a"), 48, 48), EMOTIONS.index("happy"), np.uint8)

    result = evaluate_emotion(images, crop, EmotionClassifier(ScriptedNetwork(), ""), None)

    assert result.subjects == ("subject b", "subject c")


def test_figures_are_told_of_each_group_that_the_csv_names() -> None:
    images = [
        LabelledImage("a", "happy", "old"),
        LabelledImage("b", "sad", "old"),
        LabelledImage("c", "happy", "young"),
        LabelledImage("d", "happy"),
    ]

    def crop(name: str) -> Crops:
        return np.full((1, 48, 48), EMOTIONS.index("sad" if name == "c" else "happy"), np.uint8)

    network = EmotionClassifier(ScriptedNetwork(), "")
    result = evaluate_emotion(images, crop, network, None)

    groups = json.loads(to_json(result.figures()))["groups"]
    found = {name: (group["images"], group["accuracy"]) for name, group in groups.items()}
    assert found == {"old": (2, 0.5), "young": (1, 0.0)}


def test_figures_of_groups_tell_the_faces_that_were_not_found() -> None:
    groups = {"front": ("a", "b"), "profile": ("c", "d"), "masked": ("e", "f")}
    images = [LabelledImage(name, "happy", group) for group in groups for name in groups[group]]

    def crop(name: str) -> Crops:
        return np.full((int(name in "abc"), 48, 48), EMOTIONS.index("happy"), np.uint8)

    result = evaluate_emotion(images, crop, EmotionClassifier(ScriptedNetwork(), ""), None)

    told = json.loads(to_json(result.figures()))["groups"]
    found = {name: (told[name]["images"], told[name]["no_face"]) for name in told}
    assert found == {"front": (2, 0), "profile": (2, 1), "masked": (2, 2)}
    assert (told["profile"]["accuracy"], told["masked"]["accuracy"]) == (1.0, None)

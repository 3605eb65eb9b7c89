"""How well emotions are read: `evaluate emotion`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from models.emotion import EMOTIONS, EmotionClassifier, EmotionSet, labels_of, probabilities
from scripts.evaluation.bootstrap import interval_of_macro_mean, interval_of_mean
from scripts.evaluation.emotion.labels import ALERT, read_emotion
from scripts.evaluation.emotion.metrics import EmotionMetrics, emotion_metrics, tired_metrics
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.faces import FaceReader
from scripts.evaluation.figures import Figures
from scripts.evaluation.images import Pictures
from scripts.evaluation.plots import Plot, plot_confusion, plot_reliability, plot_tired
from scripts.evaluation.progress import batches_on_all_cores
from scripts.evaluation.tables import LabelledImage

TIRED = "tired"
FALSE_ALARMS = 0.03

FloatArray = npt.NDArray[np.float32]
Crops = npt.NDArray[np.uint8]

Cropper = Callable[[str], Crops]
"""Cuts the face of an image by its name: uint8 (n, S, S) gray, or (0, S, S) without a face.

Where it is cut in several ways, the surest comes first, and the network's logits are averaged.
"""


class FacesMode(StrEnum):
    """What the images show."""

    AUTO = "auto"
    CROP = "crop"
    DETECT = "detect"


@dataclass(frozen=True, slots=True)
class EmotionResult:
    """What the network said of the labelled images.

    `logits` is float32 (n, 6), `labels` the n true labels (of EMOTIONS, or alert): the images in
    which a face was found. `no_face` counts those without, `left_out` the rows of the csv whose
    label is not judged. `groups` are those of the n images, `groups_without_face` of the others.
    `subjects` are those of the n images: intervals draw whole subjects, and images without one by
    themselves.
    """

    logits: FloatArray
    labels: tuple[str, ...]
    emotion_set: EmotionSet | None
    no_face: int
    left_out: int
    groups: tuple[str, ...] = ()
    groups_without_face: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()

    def figures(self) -> Figures:
        metrics = self.metrics()
        return {
            "accuracy": metrics.accuracy if metrics else None,
            "macro_recall": metrics.macro_recall if metrics else None,
            "recall": metrics.recall if metrics else {},
            "confusion": metrics.confusion if metrics else {},
            "ece": metrics.ece if metrics else None,
            "images": len(self.labels) + self.no_face,
            "no_face": self.no_face,
            "left_out": self.left_out,
            "accuracy_ci95": self._accuracy_interval(),
            "macro_recall_ci95": self._macro_recall_interval(),
            "subjects": len({*self.subjects} - {""}),
            "labels": self.label_order,
            **self.tired_figures(),
            **self._figures_of_groups(),
        }

    def metrics(self) -> EmotionMetrics | None:
        """Figures over the faces with one of the labels; None where there are none."""
        faces = self._labelled
        if not faces.any():
            return None
        labels = [label for label in self.labels if label in self.label_order]
        return emotion_metrics(self.probabilities()[faces], labels, self.label_order)

    def tired_figures(self) -> Figures:
        """How tired and alert faces are told apart; empty without alert faces.

        The product calls a face tired when tired is the likeliest of the wellbeing set.
        """
        tired, alert = self._are(TIRED), self._are(ALERT)
        if not alert.any():
            return {}
        likeliest = self._wellbeing().argmax(axis=1)
        called = likeliest == labels_of(EmotionSet.WELLBEING).index(TIRED)
        figures: Figures = {
            "tired_recall": float(called[tired].mean()) if tired.any() else None,
            "tired_false_alarms": float(called[alert].mean()),
            "tired_recall_at_3pct_false_alarms": self._swept_recall(tired, alert),
            "tired_recall_ci95": self._interval(called, tired),
            "tired_images": int(tired.sum()),
            "alert_images": int(alert.sum()),
        }
        return figures

    @property
    def label_order(self) -> tuple[str, ...]:
        return EMOTIONS if self.emotion_set is None else labels_of(self.emotion_set)

    def probabilities(self) -> FloatArray:
        return probabilities(self.logits, self.emotion_set)

    def plots(self) -> list[Plot]:
        plots = []
        if metrics := self.metrics():
            chosen = self.probabilities()[self._labelled]
            right = self._right()
            plots += [
                plot_confusion(metrics.confusion, self.label_order),
                plot_reliability(chosen.max(axis=1), right),
            ]
        tired, alert = self._are(TIRED), self._are(ALERT)
        if tired.any() and alert.any():
            chance = self._wellbeing()[:, labels_of(EmotionSet.WELLBEING).index(TIRED)]
            plots.append(plot_tired(chance[tired], chance[alert]))
        return plots

    @property
    def _labelled(self) -> npt.NDArray[np.bool_]:
        """Faces whose label is one that the probabilities run over, bool (n,)."""
        return np.array([label in self.label_order for label in self.labels], np.bool_)

    def _are(self, wanted: str) -> npt.NDArray[np.bool_]:
        return np.array([label == wanted for label in self.labels], np.bool_)

    def _right(self) -> npt.NDArray[np.bool_]:
        truth = [label for label in self.labels if label in self.label_order]
        predicted = self.probabilities()[self._labelled].argmax(axis=1)
        said = [self.label_order[index] for index in predicted]
        return np.array([a == b for a, b in zip(said, truth, strict=True)], np.bool_)

    def _wellbeing(self) -> FloatArray:
        return probabilities(self.logits, EmotionSet.WELLBEING)

    def _swept_recall(
        self, tired: npt.NDArray[np.bool_], alert: npt.NDArray[np.bool_]
    ) -> float | None:
        if not tired.any():
            return None
        chance = self._wellbeing()[:, labels_of(EmotionSet.WELLBEING).index(TIRED)]
        either = tired | alert
        return tired_metrics(chance[either], tired[either], false_alarms=FALSE_ALARMS).recall

    def _accuracy_interval(self) -> tuple[float, float] | None:
        right = np.zeros(len(self.labels), np.bool_)
        right[self._labelled] = self._right()
        return self._interval(right, self._labelled)

    def _macro_recall_interval(self) -> tuple[float, float] | None:
        right = self._right()
        truth = [self.label_order.index(name) for name in self.labels if name in self.label_order]
        subjects = self._subjects_of(self._labelled)
        if not truth or _is_one(subjects):
            return None
        return interval_of_macro_mean(
            right.astype(np.float64), np.array(truth, np.intp), subjects=subjects
        )

    def _interval(
        self, flags: npt.NDArray[np.bool_], chosen: npt.NDArray[np.bool_]
    ) -> tuple[float, float] | None:
        """The interval of the mean of the chosen flags; both are bool (n,)."""
        subjects = self._subjects_of(chosen)
        if not chosen.any() or _is_one(subjects):
            return None
        return interval_of_mean(flags[chosen].astype(np.float64), subjects=subjects)

    def _subjects_of(self, chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp] | None:
        """A number for the subject of each chosen image; None where no image has any."""
        if not any(self.subjects):
            return None
        names = [subject or index for index, subject in enumerate(self.subjects)]
        number_of = {name: number for number, name in enumerate(dict.fromkeys(names))}
        return np.array([number_of[name] for name in names], np.intp)[chosen]

    def _figures_of_groups(self) -> Figures:
        """Return the main figures for each group that the csv names; empty without groups."""
        names = sorted({*self.groups, *self.groups_without_face} - {""})
        return (
            {"groups": {name: self._of_group(name).main_figures() for name in names}}
            if names
            else {}
        )

    def _of_group(self, group: str) -> "EmotionResult":
        chosen = np.array([name == group for name in self.groups], np.bool_)
        labels = tuple(label for label, kept in zip(self.labels, chosen, strict=True) if kept)
        subjects = tuple(who for who, kept in zip(self.subjects, chosen, strict=False) if kept)
        return EmotionResult(
            self.logits[chosen],
            labels,
            self.emotion_set,
            no_face=self.groups_without_face.count(group),
            left_out=0,
            subjects=subjects,
        )

    def main_figures(self) -> Figures:
        """What is told of each group."""
        whole = self.figures()
        wanted = ("images", "subjects", "no_face", "accuracy", "accuracy_ci95", "macro_recall")
        tired = ("tired_recall", "tired_false_alarms")
        return {name: whole[name] for name in (*wanted, *tired) if name in whole}


def _is_one(subjects: npt.NDArray[np.intp] | None) -> bool:
    """Whether all is of one subject, who tells nothing of how much others differ."""
    return subjects is not None and len(np.unique(subjects)) == 1


def evaluate_emotion(
    images: Sequence[LabelledImage],
    crop: Cropper,
    classifier: EmotionClassifier,
    emotion_set: EmotionSet | None,
) -> EmotionResult:
    """Read the emotion of every image whose label can be judged."""
    read = [(image, read_emotion(image.label)) for image in images]
    order = EMOTIONS if emotion_set is None else labels_of(emotion_set)
    wanted = {*order, ALERT}
    if any(label == ALERT for _, label in read):
        wanted.add(TIRED)  # it is compared with alert in every emotion set
    judged = [(image, label) for image, label in read if label in wanted]
    if not judged:
        raise EvaluationError(f"no image of the csv has one of the labels {', '.join(order)}")
    logits, found = [np.zeros((0, len(EMOTIONS)), np.float32)], []
    names = [image.image for image, _ in judged]
    for crops in batches_on_all_cores(crop, names, "Reading emotions"):
        logits.append(_mean_logits(crops, classifier))
        found += [bool(len(cut)) for cut in crops]
    seen = [item for item, there in zip(judged, found, strict=True) if there]
    unseen = [item for item, there in zip(judged, found, strict=True) if not there]
    return EmotionResult(
        logits=np.concatenate(logits),
        labels=tuple(str(label) for _, label in seen),
        emotion_set=emotion_set,
        no_face=len(unseen),
        left_out=len(read) - len(judged),
        groups=tuple(image.group for image, _ in seen),
        groups_without_face=tuple(image.group for image, _ in unseen),
        subjects=tuple(image.subject for image, _ in seen),
    )


def _mean_logits(crops: Sequence[Crops], classifier: EmotionClassifier) -> FloatArray:
    """Return float32 (m, 6) for the m images of which there are crops."""
    ends = np.cumsum([len(cut) for cut in crops if len(cut)])
    rows = np.split(classifier.logits(np.concatenate(crops)), ends[:-1]) if len(ends) else []
    means = [of_image.mean(axis=0) for of_image in rows]
    return np.array(means, np.float32).reshape(-1, len(EMOTIONS))


def whole_image_cropper(source: Pictures, classifier: EmotionClassifier) -> Cropper:
    """Cut images that are face crops already."""
    return lambda name: classifier.crop_whole(source.read(name))[np.newaxis]


def found_face_cropper(faces: FaceReader, classifier: EmotionClassifier) -> Cropper:
    """Cut the central face of whole photos, as the product does."""

    def crop(name: str) -> Crops:
        image, face = faces.read(name)
        return classifier.crop(image, face.landmarks)

    return crop

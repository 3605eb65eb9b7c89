"""Every number of the emotion training in one place."""

from dataclasses import dataclass, field, fields, replace
from typing import Final, Literal, Self

SEED: Final = 20_260


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """SFace's body: a stem at full size, then blocks of (width, stride)."""

    stem_width: int = 32
    blocks: tuple[tuple[int, int], ...] = (
        (64, 1),
        (128, 2),
        (128, 1),
        (256, 2),
        (256, 1),
        (512, 2),
        *[(512, 1)] * 5,
        (1024, 2),
    )
    # Edges and corners are the same in every task: not trained, which halves the time of a step.
    frozen_blocks: int = 2
    frozen_norms: bool = False
    dropout: float = 0.3


@dataclass(frozen=True, slots=True)
class AugmentationConfig:
    """How far each change goes, and how often it happens (probabilities 0..1)."""

    rotation_degrees: float = 14.0
    zoom: float = 0.2
    stretch: float = 0.06
    translation: float = 0.08
    gain: float = 0.35
    offset: float = 30.0
    gamma: float = 0.35
    side_light_probability: float = 0.25
    side_light: float = 0.5
    low_resolution_probability: float = 0.2
    smallest_side_px: int = 20
    blur_probability: float = 0.2
    largest_blur_px: float = 1.2
    noise_probability: float = 0.25
    largest_noise: float = 12.0
    jpeg_probability: float = 0.25
    lowest_jpeg_quality: int = 25
    erase_probability: float = 0.15
    largest_erased_share: float = 0.35
    glasses_probability: float = 0.08
    hand_probability: float = 0.08

    def calmer(self, by: float) -> Self:
        """Return the same changes, less far and less often: all numbers times `by`.

        The limits of resolution and of JPEG quality stay, since they are no extents.
        """
        limits = {"smallest_side_px", "lowest_jpeg_quality"}
        names = {field.name for field in fields(self)} - limits
        return replace(self, **{name: getattr(self, name) * by for name in names})


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """One training run.

    In each cycle the rate rises over `warmup_epochs`, stays, and falls as a cosine over the last
    `cooldown_share` of the epochs: so a run can be made longer while it is still at its plateau
    (warm restarts: Loshchilov and Hutter, "SGDR", 2017).
    """

    # How many epochs each cycle has.
    cycles: tuple[int, ...] = (16, 24)
    batch_size: int = 64
    learning_rate: float = 7e-4
    final_learning_rate: float = 5e-6
    warmup_epochs: float = 0.5
    cooldown_share: float = 0.7
    weight_decay: float = 0.05
    averaging: float = 0.998
    label_smoothing: float = 0.04
    tired_smoothing: float = 0.02
    tired_loss: float = 1.0
    seed: int = SEED
    # In what the convolutions compute: "auto" is bfloat16 beside float32 on a GPU, and float32 on a
    # CPU, where TensorFlow's bfloat16 took twice the time.
    precision: Literal["auto", "float32", "mixed_bfloat16"] = "auto"
    # Closed eyes that smile are no tired faces. From this epoch on the averaged network itself
    # sorts them: below the first probability of happy they are tired, above the second happy.
    closed_eyes_from_epoch: int = 2
    validate_every: int = 1
    # So many validated epochs without a better one of their cycle end the run.
    patience: int = 20
    # From the second cycle on, emotion labels are mixed with what the averaged network says of the
    # face: this share of the label is its opinion. Beside the nine votes that a face of FER+ has on
    # average, the network's opinion predicts a further vote best when it counts as six.
    own_opinion: float = 0.4
    smile_limits: tuple[float, float] = (0.2, 0.6)
    # How many pictures of each source an epoch draws.
    draws: dict[str, int] = field(
        default_factory=lambda: {
            "ferplus": 21_000,
            "news": 2_800,
            "yawdd": 2_000,
            "cew_closed": 900,
            "cew_open": 600,
            "stock_yawn": 450,
            "stock_eating": 350,
        }
    )
    # Rare emotions are drawn more often, in the order of angry, happy, neutral, sad, surprise.
    emotion_draw_weights: tuple[float, ...] = (1.6, 1.0, 1.0, 1.6, 1.4)
    news_draw_weights: tuple[float, ...] = (2.0, 0.6, 0.6, 2.0, 2.0)
    # How sure it is that a face of a source is (not) tired: nobody looked for tired faces in FER+.
    unlabelled_tired_weight: float = 0.5
    # At most this share of the faces that are not tired may be called so, in every source.
    tired_false_alarms: float = 0.02
    network: NetworkConfig = field(default_factory=NetworkConfig)
    augmentation: AugmentationConfig = field(default_factory=AugmentationConfig)
    # Over the last share of a cycle pictures are changed less, to end nearer to those met later.
    calm_share: float = 0.25
    calm_by: float = 0.5

    @property
    def epochs(self) -> int:
        """How many epochs a run has."""
        return sum(self.cycles)

    def cycle_of(self, epoch: int) -> range:
        """Return the epochs of the cycle that an epoch, counted from 0, belongs to."""
        first = 0
        for length in self.cycles[:-1]:
            if epoch < first + length:
                return range(first, first + length)
            first += length
        return range(first, first + self.cycles[-1])

    def augmentation_of(self, epoch: int) -> AugmentationConfig:
        """Return how pictures are changed in an epoch counted from 0."""
        cycle = self.cycle_of(epoch)
        is_calm = epoch - cycle.start >= len(cycle) * (1 - self.calm_share)
        return self.augmentation.calmer(self.calm_by) if is_calm else self.augmentation


@dataclass(frozen=True, slots=True)
class FineTuningConfig:
    """How the committed network learns from faces of one's own.

    Few faces, so little is changed: the last blocks, slowly, and then only as far along the way
    from the old weights to the new ones as held-out faces are read best (Wortsman et al.,
    "Robust fine-tuning of zero-shot models", 2022).
    """

    epochs: int = 6
    learning_rate: float = 1e-4
    trained_blocks: int = 3
    smallest_epoch: int = 512
    fewest_validation_faces: int = 20
    # Of what an epoch draws, the share that comes from the public sets, where they are given.
    rehearsed_share: float = 0.5
    ways: tuple[float, ...] = (0.0, 0.25, 0.5, 0.75, 1.0)
    # Nats a face. A longer way must be better by more: less is chance, and costs what is old.
    least_gain: float = 0.005

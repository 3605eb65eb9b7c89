"""Every number of the emotion training in one place."""

from dataclasses import dataclass, field
from typing import Final

SEED: Final = 20_260


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """A residual network: a stem at full size, then stages that halve the side."""

    stem_width: int = 16
    stage_widths: tuple[int, ...] = (40, 80, 160)
    stage_blocks: tuple[int, ...] = (1, 2, 2)
    dropout: float = 0.3


@dataclass(frozen=True, slots=True)
class AugmentationConfig:
    """How far each change goes, and how often it happens (probabilities 0..1)."""

    rotation_degrees: float = 14.0
    zoom: float = 0.14
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
    erase_probability: float = 0.25
    largest_erased_share: float = 0.35


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """One training run.

    The rate rises over `warmup_epochs`, stays, and falls as a cosine over the last
    `cooldown_share` of the epochs: so a run can be made longer while it is still at its plateau.
    """

    epochs: int = 25
    batch_size: int = 128
    learning_rate: float = 2e-3
    final_learning_rate: float = 1e-5
    # The picture's side, px, until a share of the epochs is done: small ones teach the coarse
    # features at half the cost (progressive resizing; Tan and Le, EfficientNetV2, 2021).
    sides: tuple[tuple[float, int], ...] = ((0.5, 32), (0.78, 40), (1.0, 48))
    warmup_epochs: float = 1.0
    cooldown_share: float = 0.45
    weight_decay: float = 0.05
    averaging: float = 0.998
    label_smoothing: float = 0.04
    tired_smoothing: float = 0.02
    tired_loss: float = 1.0
    seed: int = SEED
    # Closed eyes that smile are no tired faces. From this epoch on the averaged network itself
    # sorts them: below the first probability of happy they are tired, above the second happy.
    closed_eyes_from_epoch: int = 4
    validate_every: int = 2
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
    emotion_draw_weights: tuple[float, ...] = (1.6, 1.0, 1.0, 1.6, 1.2)
    news_draw_weights: tuple[float, ...] = (2.0, 0.6, 0.6, 2.0, 2.0)
    # How sure it is that a face of a source is (not) tired: nobody looked for tired faces in FER+.
    unlabelled_tired_weight: float = 0.5
    # At most this share of the faces that are not tired may be called so, in every source.
    tired_false_alarms: float = 0.02
    network: NetworkConfig = field(default_factory=NetworkConfig)
    augmentation: AugmentationConfig = field(default_factory=AugmentationConfig)

    def side_of(self, epoch: int) -> int:
        """Return the side of the pictures, px, in an epoch counted from 0."""
        return next(side for share, side in self.sides if epoch < share * self.epochs)

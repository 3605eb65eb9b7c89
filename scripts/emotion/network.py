"""The emotion network in Keras, and its loss."""

import keras
import tensorflow as tf

from models.emotion import EMOTIONS
from scripts.emotion.config import NetworkConfig, TrainingConfig

# Pixel contrasts below this many gray levels are noise and are not blown up.
CONTRAST_FLOOR = 8.0


def build_network(config: NetworkConfig) -> keras.Model:
    """Build the network: float32 (n, s, s), 0..255, to float32 (n, 6) logits.

    A residual network (He et al., 2015) with batch normalisation, whose blocks begin as identity.
    """
    inputs = keras.Input((None, None), name="crops")
    x = Standardise(name="standardise")(inputs)
    x = _convolve(x, config.stem_width, name="stem")
    for stage, (width, blocks) in enumerate(
        zip(config.stage_widths, config.stage_blocks, strict=True)
    ):
        for block in range(blocks):
            x = _residual(x, width, stride=2 if block == 0 else 1, name=f"stage{stage}_{block}")
    x = keras.layers.GlobalAveragePooling2D(name="pool")(x)
    x = keras.layers.Dropout(config.dropout, name="dropout")(x)
    return keras.Model(inputs, keras.layers.Dense(len(EMOTIONS), name="logits")(x))


@keras.saving.register_keras_serializable("homeroom")
class Standardise(keras.layers.Layer):  # type: ignore[misc]
    """Each picture less its mean, divided by its contrast: light and exposure drop out."""

    def call(self, pictures: tf.Tensor) -> tf.Tensor:
        """Map float32 (n, h, w), 0..255, to (n, h, w, 1)."""
        centred = pictures - keras.ops.mean(pictures, axis=(1, 2), keepdims=True)
        variance = keras.ops.mean(keras.ops.square(centred), axis=(1, 2), keepdims=True)
        return (centred / keras.ops.sqrt(variance + CONTRAST_FLOOR**2))[..., None]


def partial_label_loss(
    logits: tf.Tensor, labels: dict[str, tf.Tensor], config: TrainingConfig
) -> tf.Tensor:
    """Cross-entropy for faces of which only the emotion, or only tiredness, is known.

    The softmax over six factors into "tired or not" and "which of the five, if not tired"; a face
    counts in the factors that it has labels for. `logits` is (n, 6); `labels` holds `emotion`
    (n, 5), `emotion_weight` (n,), `tired` (n,) in 0..1 and `tired_weight` (n,).
    """
    five = logits[:, :5]
    smooth = config.label_smoothing
    emotion = labels["emotion"] * (1 - smooth) + smooth / 5
    emotion_loss = tf.nn.softmax_cross_entropy_with_logits(emotion, five)
    against_five = logits[:, 5] - tf.reduce_logsumexp(five, axis=1)
    tired = labels["tired"] * (1 - 2 * config.tired_smoothing) + config.tired_smoothing
    tired_loss = tf.nn.sigmoid_cross_entropy_with_logits(tired, against_five)
    return tf.reduce_mean(
        labels["emotion_weight"] * emotion_loss
        + config.tired_loss * labels["tired_weight"] * tired_loss
    )


def _convolve(
    x: keras.KerasTensor, width: int, *, name: str, stride: int = 1, relu: bool = True
) -> keras.KerasTensor:
    size = 1 if name.endswith("_skip") else 3
    # Padding on all sides alike, as other frameworks do; "same" pads one side only at stride 2.
    if stride == 2:
        x = keras.layers.ZeroPadding2D(1)(x)
    x = keras.layers.Conv2D(
        width,
        size,
        stride,
        padding="valid" if stride == 2 else "same",
        use_bias=False,
        kernel_initializer="he_normal",
        name=name,
    )(x)
    ends_block = name.endswith("_b")
    x = keras.layers.BatchNormalization(
        momentum=0.95,
        gamma_initializer="zeros" if ends_block else "ones",
        name=f"{name}_norm",
    )(x)
    return keras.layers.ReLU()(x) if relu else x


def _residual(x: keras.KerasTensor, width: int, *, stride: int, name: str) -> keras.KerasTensor:
    y = _convolve(x, width, name=f"{name}_a", stride=stride)
    y = _convolve(y, width, name=f"{name}_b", relu=False)
    if stride == 2:
        x = keras.layers.AveragePooling2D(2)(x)
        x = _convolve(x, width, name=f"{name}_skip", relu=False)
    return keras.layers.ReLU()(keras.layers.Add()([x, y]))

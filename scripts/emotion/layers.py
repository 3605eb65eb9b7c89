"""The layers that Keras lacks, or computes slowly on a CPU."""

from typing import Final

import keras
import tensorflow as tf

CONTRAST_FLOOR: Final = 8.0
"""Pixel contrasts below this many gray levels are noise and are not blown up."""
NORM_EPSILON: Final = 1e-3
"""As SFace has it."""
_NORM_MOMENTUM: Final = 0.97


@keras.saving.register_keras_serializable("homeroom")
class Standardise(keras.layers.Layer):  # type: ignore[misc]
    """Each picture less its mean, divided by its contrast: light and exposure drop out."""

    def call(self, pictures: tf.Tensor) -> tf.Tensor:
        """Map float32 (n, h, w), 0..255, to (n, h, w, 1)."""
        centred = pictures - keras.ops.mean(pictures, axis=(1, 2), keepdims=True)
        variance = keras.ops.mean(keras.ops.square(centred), axis=(1, 2), keepdims=True)
        return (centred / keras.ops.sqrt(variance + CONTRAST_FLOOR**2))[..., None]


@keras.saving.register_keras_serializable("homeroom")
class Normalise(keras.layers.Layer):  # type: ignore[misc]
    """Batch normalisation (Ioffe and Szegedy, 2015) in one operation each way.

    Keras takes several, which made a training step on a CPU a quarter slower. Weights in the order
    gamma, beta, mean, variance; one that is not trainable keeps its mean and variance too.
    """

    def build(self, shape: tuple[int | None, ...]) -> None:
        """Make the four weights, (channels,) each."""
        size = (shape[-1],)
        self.gamma = self.add_weight(shape=size, initializer="ones", name="gamma")
        self.beta = self.add_weight(shape=size, initializer="zeros", name="beta")
        self.mean = self.add_weight(shape=size, initializer="zeros", trainable=False, name="mean")
        self.variance = self.add_weight(
            shape=size, initializer="ones", trainable=False, name="variance"
        )

    def call(self, x: tf.Tensor, *, training: bool = False) -> tf.Tensor:
        """Normalise float32 (n, h, w, channels)."""
        normalise = tf.compat.v1.nn.fused_batch_norm
        scale, shift = self.gamma.value, self.beta.value
        if not (training and self.trainable):
            stored = self.mean.value, self.variance.value
            return normalise(x, scale, shift, *stored, NORM_EPSILON, is_training=False)[0]
        y, mean, variance = normalise(x, scale, shift, epsilon=NORM_EPSILON, is_training=True)
        for kept, seen in ((self.mean, mean), (self.variance, variance)):
            kept.assign(kept * _NORM_MOMENTUM + seen * (1 - _NORM_MOMENTUM))
        return y


@keras.saving.register_keras_serializable("homeroom")
class Slopes(keras.layers.Layer):  # type: ignore[misc]
    """PReLU (He et al., 2015): negative values times a slope for each channel."""

    def build(self, shape: tuple[int | None, ...]) -> None:
        """Make the slopes, (channels,)."""
        self.slopes = self.add_weight(
            shape=(shape[-1],), initializer=keras.initializers.Constant(0.1), name="slopes"
        )

    def call(self, x: tf.Tensor) -> tf.Tensor:
        """Bend float32 (n, h, w, channels)."""
        return _bend(x, self.slopes.value)


@tf.custom_gradient  # type: ignore[untyped-decorator]
def _bend(x: tf.Tensor, slopes: tf.Tensor) -> tuple[tf.Tensor, object]:
    negative = tf.minimum(x, 0.0)

    def gradient(upstream: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        of_slopes = tf.reduce_sum(upstream * negative, axis=(0, 1, 2))
        return tf.where(x > 0, upstream, upstream * slopes), of_slopes

    return tf.maximum(x, 0.0) + slopes * negative, gradient

"""From the stored faces of a student to the templates that a camera compares faces with."""

import numpy as np

from models.embedder import normalize
from server.recognition.types import FloatArray


def make_templates(embeddings: FloatArray, qualities: FloatArray) -> FloatArray:
    """Return a student's templates, float32 (k, d) with rows of length 1, k >= 1.

    `embeddings` is float32 (n, d) with rows of length 1, n >= 1, `qualities` float32 (n,), 0..1.
    There is one template: the normalised mean, which averages out what is odd about each photo.
    """
    del qualities
    return normalize(np.asarray(embeddings.sum(axis=0, keepdims=True), np.float32))

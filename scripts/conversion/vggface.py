"""Convert the released weight files of keras-vggface to ONNX. Imports Keras."""

from pathlib import Path

import onnx

from models.vggface import BUILDERS, load_released_weights
from scripts.conversion.keras_graph import KerasGraph


def convert_vggface(name: str, source: Path) -> onnx.ModelProto:
    """Return one of the networks of models/vggface.py, filled from an HDF5 file.

    Raises WeightLayoutError where the file does not have the network's layers.
    """
    network = BUILDERS[name]()
    load_released_weights(network, source)
    return KerasGraph(network).convert()

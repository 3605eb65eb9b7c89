"""Make vggface_reference.npz: what the networks of keras-vggface itself answer.

keras-vggface 0.6 imports under no current Keras, so this runs in an environment of its own, which
is thrown away afterwards (Python 3.11, `pip install tensorflow-cpu==2.15.1 keras-applications
"numpy<2"`, and the files of `pip download --no-deps keras-vggface==0.6` on the path):

    python -m tests.models.make_vggface_reference vggface_reference.npz [FOLDER_FOR_H5_FILES]

The modules that keras-vggface imports from places where Keras 2.15 no longer has them are put there
again; its definitions and its pre-processing run as released. With a folder it also saves the
weights as the released files do, for a look at their layout.
"""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import keras
import numpy as np

from tests.models.seeded_weights import seeded_image, seeded_weight

BUILDERS = {"vggface-vgg16": "VGG16", "vggface-resnet50": "RESNET50", "vggface-senet50": "SENET50"}


def main() -> None:
    """Write the embeddings of one image by the three networks with seeded weights."""
    _put_back_old_modules()
    models = import_module("keras_vggface.models")  # only now can it be imported
    utils = import_module("keras_vggface.utils")

    embeddings = {}
    for name, builder in BUILDERS.items():
        network = getattr(models, builder)(
            include_top=False, weights=None, input_shape=(224, 224, 3), pooling="avg"
        )
        for layer in network.layers:
            shapes = [weight.shape for weight in layer.get_weights()]
            layer.set_weights(
                [seeded_weight(layer.name, index, shape) for index, shape in enumerate(shapes)]
            )
        version = 1 if builder == "VGG16" else 2
        image = utils.preprocess_input(seeded_image()[None].astype(np.float32), version=version)
        embeddings[name] = network.predict(image)[0]
        if len(sys.argv) > 2:
            network.save_weights(str(Path(sys.argv[2]) / f"{name}.h5"))
    np.savez_compressed(sys.argv[1], **embeddings)


def _put_back_old_modules() -> None:
    topology = ModuleType("keras.engine.topology")
    topology.get_source_inputs = keras.utils.get_source_inputs  # type: ignore[attr-defined]
    data_utils = ModuleType("keras.utils.data_utils")
    data_utils.get_file = keras.utils.get_file  # type: ignore[attr-defined]
    layer_utils = ModuleType("keras.utils.layer_utils")
    sys.modules["keras.engine"] = ModuleType("keras.engine")
    sys.modules["keras.engine.topology"] = topology
    sys.modules["keras.utils.data_utils"] = data_utils
    sys.modules["keras.utils.layer_utils"] = layer_utils
    keras.utils.layer_utils = layer_utils


if __name__ == "__main__":
    main()

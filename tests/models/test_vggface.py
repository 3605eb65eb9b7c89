"""The VGG-Face networks against keras-vggface's own definitions, without the released weights.

vggface_reference.npz holds what those answered with seeded weights: make_vggface_reference.py.
"""

from functools import cache
from pathlib import Path

import h5py
import numpy as np
import numpy.typing as npt
import pytest

from models.embedder import load_embedder
from models.errors import WeightLayoutError, WeightsMissingError
from models.runtime import Runtime, create_runtime
from models.vggface_embedder import (
    CROP_PX,
    PIXEL_MEANS,
    VARIANTS,
    VGGFACE_TEMPLATE,
    VGGFace,
    preprocess,
)
from tests.models.seeded_weights import seeded_image, seeded_weight

REFERENCE = Path(__file__).with_name("vggface_reference.npz")
NAMES = ["vggface-vgg16", "vggface-resnet50", "vggface-senet50"]


@cache
def reference(name: str) -> npt.NDArray[np.float32]:
    with np.load(REFERENCE) as file:
        return np.asarray(file[name], np.float32)


def save_released(name: str, path: Path) -> None:
    """Write seeded weights in the layout of the released files: a group a layer, named tensors."""
    from models.vggface import BUILDERS, released_name

    with h5py.File(path, "w") as file:
        for layer in BUILDERS[name]().layers:
            released = released_name(layer.name)
            group = file.require_group(released)
            names = []
            for index, weight in enumerate(layer.weights):
                key = f"{released}/{weight.name}:0"
                group[key] = seeded_weight(released, index, tuple(weight.shape))
                names.append(key.encode())
            group.attrs["weight_names"] = names


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released")
    for name in NAMES:
        save_released(name, folder / f"{name}.h5")
    return folder


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", NAMES)
def test_vggface_embeds_what_keras_vggface_embeds(name: str, released: Path) -> None:
    from models.vggface import BUILDERS, load_released_weights

    network = BUILDERS[name]()
    load_released_weights(network, released / f"{name}.h5")

    crop = np.ascontiguousarray(seeded_image()[None, ..., ::-1])
    embedding = network(preprocess(crop, VARIANTS[name])).numpy()[0]

    assert np.abs(embedding - reference(name)).max() < 1e-5


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", NAMES)
def test_vggface_converted_embeds_what_keras_vggface_embeds(
    name: str, released: Path, tmp_path: Path
) -> None:
    from scripts.conversion.vggface import convert_vggface

    path = tmp_path / f"{name}.onnx"
    path.write_bytes(convert_vggface(name, released / f"{name}.h5").SerializeToString())
    embedder = VGGFace(name, create_runtime("onnx").load(path))
    crop = np.ascontiguousarray(seeded_image()[..., ::-1])

    embeddings = embedder.embed(np.stack([crop, crop[:, ::-1]]))

    expected = reference(name) / np.linalg.norm(reference(name))
    assert embeddings.shape == (2, embedder.dimension)
    assert np.abs(embeddings[0] - expected).max() < 1e-5
    assert np.linalg.norm(embeddings, axis=1) == pytest.approx([1, 1])


@pytest.mark.tensorflow
def test_vggface_names_the_layer_that_a_file_lacks(released: Path) -> None:
    from models.vggface import BUILDERS, load_released_weights

    with pytest.raises(WeightLayoutError, match=r"no layer 'conv1/7x7_s2'"):
        load_released_weights(BUILDERS["vggface-resnet50"](), released / "vggface-vgg16.h5")


@pytest.mark.tensorflow
def test_vggface_names_the_layer_whose_shape_is_wrong(tmp_path: Path) -> None:
    from models.vggface import BUILDERS, load_released_weights

    path = tmp_path / "wrong.h5"
    with h5py.File(path, "w") as file:
        group = file.create_group("conv1_1")
        group["kernel"] = np.zeros((3, 3, 1, 64), np.float32)
        group.attrs["weight_names"] = ["kernel"]

    with pytest.raises(WeightLayoutError, match=r"'conv1_1' has shapes .*, expected"):
        load_released_weights(BUILDERS["vggface-vgg16"](), path)


@pytest.mark.tensorflow
def test_vggface_says_when_a_file_holds_no_weights(tmp_path: Path) -> None:
    from models.vggface import BUILDERS, load_released_weights

    path = tmp_path / "page.h5"
    path.write_text("<html>not found</html>")

    with pytest.raises(WeightLayoutError, match="no HDF5 file"):
        load_released_weights(BUILDERS["vggface-vgg16"](), path)


@pytest.mark.parametrize("name", NAMES)
def test_vggface_subtracts_the_mean_pixel_of_its_version(name: str) -> None:
    crops = np.full((2, CROP_PX, CROP_PX, 3), 100, np.uint8)

    prepared = preprocess(crops, VARIANTS[name])

    version = 1 if name == "vggface-vgg16" else 2
    assert prepared.dtype == np.float32
    assert prepared[1, 5, 7] == pytest.approx(100 - np.array(PIXEL_MEANS[version]), abs=1e-4)


def test_vggface_brings_landmarks_onto_its_template() -> None:
    class Unused:
        def run(self, inputs: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.float32], ...]:
            raise AssertionError(inputs.shape)

    embedder = VGGFace("vggface-senet50", Unused())
    image = np.zeros((600, 600, 3), np.uint8)
    landmarks = VGGFACE_TEMPLATE * 2 + 50
    for x, y in landmarks:
        image[int(y) - 4 : int(y) + 5, int(x) - 4 : int(x) + 5] = 255

    crop = embedder.crop(image, landmarks[None])[0]

    assert crop.shape == (CROP_PX, CROP_PX, 3)
    assert all(crop[round(float(y)), round(float(x)), 0] == 255 for x, y in VGGFACE_TEMPLATE)


def test_vggface_without_weights_says_how_to_fetch_them(runtime: Runtime, tmp_path: Path) -> None:
    with pytest.raises(WeightsMissingError, match=r"fetch_models vggface-resnet50"):
        load_embedder("vggface-resnet50", runtime, tmp_path)

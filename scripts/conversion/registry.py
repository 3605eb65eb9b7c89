"""Conversions by the name that models/manifest.toml gives them. Each imports what it needs."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from models.manifest import MANIFEST_FILE

if TYPE_CHECKING:
    import onnx

WEBCAM_ADAPTATION: Final = MANIFEST_FILE.parent / "weights" / "sface_webcam.npz"
"""What `python -m scripts.adapt_sface` learned."""


def _pnet(source: Path) -> bytes:
    from scripts.conversion.mtcnn import convert_pnet  # noqa: PLC0415 - ONNX is slow to import

    return _bytes(convert_pnet(source.read_bytes()))


def _rnet(source: Path) -> bytes:
    from scripts.conversion.mtcnn import convert_rnet  # noqa: PLC0415

    return _bytes(convert_rnet(source.read_bytes()))


def _onet(source: Path) -> bytes:
    from scripts.conversion.mtcnn import convert_onet  # noqa: PLC0415

    return _bytes(convert_onet(source.read_bytes()))


def _sface(source: Path) -> bytes:
    from scripts.conversion.sface import convert_sface  # noqa: PLC0415

    return _bytes(convert_sface(source.read_bytes()))


def _sface_webcam(source: Path) -> bytes:
    from scripts.conversion.sface import adapt, convert_sface  # noqa: PLC0415

    model = convert_sface(source.read_bytes())
    return _bytes(adapt(model, WEBCAM_ADAPTATION))


def _vggface(name: str, source: Path) -> bytes:
    from scripts.conversion.vggface import convert_vggface  # noqa: PLC0415 - imports TensorFlow

    return _bytes(convert_vggface(name, source))


def _bytes(model: "onnx.ModelProto") -> bytes:
    return bytes(model.SerializeToString(deterministic=True))


CONVERSIONS: Final[Mapping[str, Callable[[Path], bytes]]] = {
    "mtcnn-pnet": _pnet,
    "mtcnn-rnet": _rnet,
    "mtcnn-onet": _onet,
    "sface": _sface,
    "sface-webcam": _sface_webcam,
    "vggface-vgg16": partial(_vggface, "vggface-vgg16"),
    "vggface-resnet50": partial(_vggface, "vggface-resnet50"),
    "vggface-senet50": partial(_vggface, "vggface-senet50"),
}

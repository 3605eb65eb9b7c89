import itertools
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from models.embedder import Embedder, load_embedder, normalize
from models.errors import ManifestError
from models.mtcnn import MTCNN
from models.runtime import Runtime
from models.sface import SFace

People = dict[str, list[npt.NDArray[np.uint8]]]


def embed_people(
    people: People, detector: MTCNN, embedder: Embedder
) -> dict[str, npt.NDArray[np.float32]]:
    """The embedding of the surest face of each photo, by person."""
    embeddings = {}
    for name, photos in people.items():
        crops = [embedder.crop(photo, detector.detect(photo).landmarks[:1]) for photo in photos]
        embeddings[name] = embedder.embed(np.concatenate(crops))
    return embeddings


def test_sface_tells_generated_people_apart(
    generated_faces: People, detector: MTCNN, embedder: Embedder
) -> None:
    embeddings = embed_people(generated_faces, detector, embedder)
    assert len(embeddings) >= 2
    for first, second in itertools.combinations(embeddings.values(), 2):
        assert (first @ second.T).max() < embedder.thresholds.known


def test_sface_recognises_generated_people_again(
    generated_faces: People, detector: MTCNN, embedder: Embedder
) -> None:
    embeddings = embed_people(generated_faces, detector, embedder)
    similarities = [
        (photos @ photos.T)[np.triu_indices(len(photos), 1)] for photos in embeddings.values()
    ]

    joined = np.concatenate(similarities)
    assert len(joined)
    assert np.median(joined) > embedder.thresholds.known


@pytest.mark.parametrize("count", [1, 3, 40])
def test_sface_embeddings_have_length_one(count: int, embedder: Embedder) -> None:
    crops = np.random.default_rng(0).integers(0, 256, (count, 112, 112, 3), np.uint8)

    embeddings = embedder.embed(crops)

    assert embeddings.shape == (count, embedder.dimension)
    assert embeddings.dtype == np.float32
    assert np.linalg.norm(embeddings, axis=1) == pytest.approx(np.ones(count), abs=1e-5)


def test_sface_embeds_a_face_the_same_alone_and_in_company(embedder: Embedder) -> None:
    crops = np.random.default_rng(1).integers(0, 256, (5, 112, 112, 3), np.uint8)

    together = embedder.embed(crops)

    alone = np.concatenate([embedder.embed(crop[None]) for crop in crops])
    assert (together * alone).sum(axis=1).min() > 0.9999


def test_sface_embeds_nobody_as_an_empty_batch(embedder: Embedder) -> None:
    assert embedder.embed(np.zeros((0, 112, 112, 3), np.uint8)).shape == (0, 128)


def test_sface_with_flip_embeds_a_mirror_image_alike(embedder: Embedder) -> None:
    crops = np.random.default_rng(2).integers(0, 256, (2, 112, 112, 3), np.uint8)

    similarity = (embedder.embed(crops) * embedder.embed(crops[:, :, ::-1])).sum(axis=1)

    assert isinstance(embedder, SFace)
    assert similarity.min() > 0.9999


def test_normalize_leaves_a_row_of_zeros() -> None:
    assert normalize(np.zeros((1, 4), np.float32)).tolist() == [[0, 0, 0, 0]]


def test_load_embedder_names_those_there_are(runtime: Runtime, tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="no embedder 'arcface'; there are sface-webcam, sface"):
        load_embedder("arcface", runtime, tmp_path)

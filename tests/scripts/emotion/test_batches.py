"""What an epoch of the emotion training draws, and how pictures are changed."""

from dataclasses import replace

import numpy as np

from scripts.emotion.augmentation import augment
from scripts.emotion.batches import batches_of_epoch, draw_epoch
from scripts.emotion.config import AugmentationConfig, TrainingConfig
from tests.scripts.emotion.faces import TINY, make_faces


def test_epoch_draws_each_source_as_often_as_the_config_says() -> None:
    faces = make_faces()
    config = replace(TINY, draws={"ferplus": 5, "yawdd": 40})

    drawn = faces.sources[draw_epoch(faces, config, np.random.default_rng(0))]

    assert (drawn == "ferplus").sum() == 5
    assert (drawn == "yawdd").sum() == 40


def test_batches_depend_on_seed_and_epoch_only() -> None:
    faces = make_faces()

    first, again = (list(batches_of_epoch(faces, TINY, 0)) for _ in range(2))
    other = list(batches_of_epoch(faces, TINY, 1))

    assert first[0].crops.shape == (8, 48, 48)
    assert all(np.array_equal(a.crops, b.crops) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0].crops, other[0].crops)


def test_batches_weigh_only_labels_that_are_known() -> None:
    faces = make_faces()
    closed = faces.select(faces.sources == "cew_closed")

    batch = next(batches_of_epoch(closed, TINY, 0))

    assert (batch.labels["emotion_weight"] == 0).all()
    assert (batch.labels["tired_weight"] == 1).all()
    assert (batch.labels["tired"] == 1).all()


def test_augmented_crops_keep_shape_and_type() -> None:
    crops = make_faces().crops

    changed = augment(crops, AugmentationConfig(), np.random.default_rng(0))

    assert changed.shape == crops.shape
    assert changed.dtype == np.uint8
    assert not np.array_equal(changed, crops)


def test_pictures_are_changed_less_in_the_last_epochs() -> None:
    config = replace(TrainingConfig(), cycles=(8,), calm_share=0.25)

    early, late = config.augmentation_of(5), config.augmentation_of(6)

    assert early == config.augmentation
    assert late.rotation_degrees == early.rotation_degrees / 2
    assert late.erase_probability == early.erase_probability / 2
    assert late.smallest_side_px == early.smallest_side_px


def test_cycles_follow_each_other_and_each_ends_calm() -> None:
    config = replace(TrainingConfig(), cycles=(4, 8), calm_share=0.25)

    assert config.epochs == 12
    assert [config.cycle_of(epoch).start for epoch in (0, 3, 4, 11)] == [0, 0, 4, 4]
    calm = [config.augmentation_of(epoch) != config.augmentation for epoch in range(12)]
    assert calm == [False, False, False, True, *[False] * 6, True, True]

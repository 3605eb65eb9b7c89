import pytest

from scripts.evaluation.sampling import sample, sample_boxes, sample_open_set
from scripts.evaluation.tables import Boxes, LabelledBox, OpenSetImage, Role


def test_sample_keeps_the_order_and_repeats_with_its_seed() -> None:
    drawn = sample(range(100), 10, seed=4)

    assert drawn == sorted(set(drawn))
    assert len(drawn) == 10
    assert sample(range(100), 10, seed=4) == drawn
    assert sample(range(100), 10, seed=5) != drawn


@pytest.mark.parametrize("limit", [None, 3, 4])
def test_sample_of_everything_is_everything(limit: int | None) -> None:
    assert sample("abc", limit, seed=0) == ["a", "b", "c"]


def test_sampled_images_keep_all_their_boxes() -> None:
    names = [f"{index}.jpg" for index in range(10)]
    boxes = [LabelledBox(name, "face", (0, 0, 1, 1)) for name in names for _ in range(3)]

    drawn = sample_boxes(Boxes(tuple(names), tuple(boxes)), 4, seed=0)

    assert len(drawn.images) == 4
    assert len(drawn.boxes) == 12
    assert {box.image for box in drawn.boxes} == set(drawn.images)


def test_sampled_open_set_keeps_its_gallery() -> None:
    gallery = [OpenSetImage(f"g{index}", "Ann", Role.GALLERY) for index in range(5)]
    others = [OpenSetImage(f"i{index}", "", Role.IMPOSTOR) for index in range(20)]

    drawn = sample_open_set([*gallery, *others], 6, seed=0)

    assert drawn[:5] == gallery
    assert len(drawn) == 11

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.evaluation import tables
from scripts.evaluation.errors import EvaluationError
from scripts.evaluation.tables import LabelledBox, OpenSetImage, Pair, Role


def make_csv(folder: Path, text: str, *, bom: bool = False) -> Path:
    path = folder / "table.csv"
    path.write_text(text, encoding="utf-8-sig" if bom else "utf-8")
    return path


def test_boxes_are_read_in_any_column_order_and_case(tmp_path: Path) -> None:
    path = make_csv(
        tmp_path, "YMax, Xmax,ymin,xmin,IMAGE,label\r\n8,7,2,1.5,a.jpg,face\r\n\r\n", bom=True
    )

    boxes = tables.read_boxes(path)

    assert boxes.images == ("a.jpg",)
    assert boxes.boxes == (LabelledBox("a.jpg", "face", (1.5, 2.0, 7.0, 8.0)),)


def test_boxes_without_coordinates_are_images_without_faces(tmp_path: Path) -> None:
    path = make_csv(tmp_path, "image,xmin,ymin,xmax,ymax\nb.jpg,,,,\na.jpg,0,0,1,1\n")

    boxes = tables.read_boxes(path)

    assert boxes.images == ("b.jpg", "a.jpg")
    assert [box.image for box in boxes.boxes] == ["a.jpg"]


@pytest.mark.parametrize(
    ("spelling", "same"),
    [("1", True), ("0", False), ("TRUE", True), ("False", False), ("yes", True), ("No", False)],
)
def test_pairs_know_the_spellings_of_same(tmp_path: Path, spelling: str, same: bool) -> None:
    path = make_csv(tmp_path, f"image_a,image_b,same\na.jpg,b.jpg,{spelling}\n")

    assert tables.read_pairs(path) == [Pair("a.jpg", "b.jpg", same)]


def test_open_set_reads_roles_in_any_case(tmp_path: Path) -> None:
    path = make_csv(tmp_path, "image,person,role\na.jpg,Ann,Gallery\nb.jpg,,impostor\n")

    assert tables.read_open_set(path) == [
        OpenSetImage("a.jpg", "Ann", Role.GALLERY),
        OpenSetImage("b.jpg", "", Role.IMPOSTOR),
    ]


def test_labels_may_name_group_and_subject(tmp_path: Path) -> None:
    path = make_csv(tmp_path, "Subject,image,label,group\n Ann ,a.jpg,happy,front\n,b.jpg,sad,\n")

    first, second = tables.read_labels(path)

    assert (first.subject, first.group) == ("Ann", "front")
    assert (second.subject, second.group) == ("", "")


def test_names_keep_commas_and_letters_of_all_alphabets(tmp_path: Path) -> None:
    path = make_csv(tmp_path, 'image,label\n"a, b/Zoë 王.jpg",HAPPY\n')

    (row,) = tables.read_labels(path)

    assert (row.image, row.label) == ("a, b/Zoë 王.jpg", "happy")


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (tables.read_boxes, "image,xmin\na.jpg,1\n", "no column ymin, xmax, ymax"),
        (tables.read_boxes, "image,xmin,ymin,xmax,ymax\na.jpg,1,2,x,4\n", "line 2: xmax is 'x'"),
        (tables.read_boxes, "image,xmin,ymin,xmax,ymax\na.jpg,1,2,nan,4\n", "xmax is 'nan', not a"),
        (tables.read_boxes, "image,xmin,ymin,xmax,ymax\na.jpg,1,-inf,3,4\n", "ymin is '-inf', not"),
        (tables.read_boxes, "image,xmin,ymin,xmax,ymax\na.jpg,1,2,3\n", "line 2: ymax is empty"),
        (tables.read_boxes, "image,xmin,ymin,xmax,ymax\na.jpg,5,2,3,4\n", "ends before it begins"),
        (tables.read_boxes, "image,xmin,ymin,xmax,ymax\na.jpg,1,5,3,4\n", "ends before it begins"),
        (tables.read_pairs, "image_a,image_b,same\na,b,maybe\n", "line 2: same is 'maybe'"),
        (tables.read_open_set, "image,person,role\na,b,guest\n", "role is 'guest'"),
        (tables.read_open_set, "image,person,role\na,,probe\n", "probe without a person"),
        (tables.read_labels, "image,label\n,happy\n", "line 2: image is empty"),
        (tables.read_labels, "image,label\n", "header but no rows"),
        (tables.read_labels, "", "no column image, label"),
    ],
)
def test_table_errors_say_where_and_what(
    tmp_path: Path, read: Callable[[Path], object], text: str, message: str
) -> None:
    with pytest.raises(EvaluationError, match=message):
        read(make_csv(tmp_path, text))


def test_table_that_is_not_utf8_or_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "latin.csv"
    path.write_bytes("image,label\nZoë,happy\n".encode("latin-1"))

    with pytest.raises(EvaluationError, match=r"latin\.csv is not UTF-8"):
        tables.read_labels(path)
    with pytest.raises(EvaluationError, match=r"none\.csv cannot be read"):
        tables.read_labels(tmp_path / "none.csv")

import os
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scripts.prepare_labels import app

VOTES_HEADER = (
    "image,split,fer2013_label,neutral,happiness,surprise,sadness,anger,"
    "disgust,fear,contempt,unknown,NF\n"
)


def run(*arguments: str | Path, output: Path) -> list[str]:
    result = CliRunner().invoke(app, [*map(str, arguments), "--output", str(output)])
    assert result.exit_code == 0, result.output
    return output.read_text(encoding="utf-8").splitlines()


def test_ferplus_takes_the_majority_where_it_is_one_of_the_five(tmp_path: Path) -> None:
    votes = tmp_path / "votes.csv"
    votes.write_text(
        VOTES_HEADER
        + "a.jpg,PrivateTest,angry,1,6,0,0,1,0,0,0,2,0\n"
        + "b.jpg,PrivateTest,fear,1,0,3,0,0,0,6,0,0,0\n"  # fear is none of ours
        + "c.jpg,Training,happy,0,10,0,0,0,0,0,0,0,0\n"
        + "d.jpg,PrivateTest,sad,0,0,0,4,3,0,0,0,3,0\n"
    )

    lines = run("ferplus", "--votes", votes, output=tmp_path / "labels.csv")

    assert lines == ["image,label,group", "a.jpg,happy,majority", "d.jpg,sad,plurality"]


def test_folders_label_images_by_their_folder(tmp_path: Path) -> None:
    images = tmp_path / "images.zip"
    with zipfile.ZipFile(images, "w") as archive:
        for name in ("test/happy/1.jpg", "test/sad/2.PNG", "train/sad/3.jpg", "test/notes.txt"):
            archive.writestr(name, b"")

    lines = run("folders", "--images", images, "--under", "test", output=tmp_path / "labels.csv")

    assert lines == ["image,label", "test/happy/1.jpg,happy", "test/sad/2.PNG,sad"]


def test_files_that_are_left_out_are_told(tmp_path: Path) -> None:
    for name in ("happy/1.jpg", "happy/2.tif", "sad/3.jfif", "sad/.hidden"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).touch()

    arguments = ["--images", str(tmp_path / "in"), "--output", str(tmp_path / "labels.csv")]
    result = CliRunner().invoke(app, ["folders", *arguments])

    assert result.exit_code == 0
    assert "2 file(s) left out, such as happy/2.tif: only .bmp" in result.stderr


def test_a_csv_without_any_image_is_an_error_and_the_old_one_stays(tmp_path: Path) -> None:
    (tmp_path / "in" / "happy").mkdir(parents=True)
    (tmp_path / "in" / "happy" / "1.tif").touch()
    output = tmp_path / "labels.csv"
    output.write_text("image,label\na.jpg,sad\n")

    result = CliRunner().invoke(
        app, ["folders", "--images", str(tmp_path / "in"), "--output", str(output)]
    )

    assert result.exit_code == 2
    assert f"error: {output} is not written: there is no image for it" in result.stderr
    assert output.read_text() == "image,label\na.jpg,sad\n"


def test_a_folder_whose_name_is_no_utf8_is_left_out_and_told(tmp_path: Path) -> None:
    for name in (b"Jos\xe9/1.jpg", b"Jos\xe9/2.jpg", b"sad/3.jpg"):
        path = tmp_path / "in" / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()

    arguments = ["--images", str(tmp_path / "in"), "--output", str(tmp_path / "labels.csv")]
    result = CliRunner().invoke(app, ["folders", *arguments])

    assert result.exit_code == 0
    assert "2 file(s) left out, such as Jos\N{REPLACEMENT CHARACTER}/1.jpg" in result.stderr
    assert (tmp_path / "labels.csv").read_text().splitlines() == ["image,label", "sad/3.jpg,sad"]


def test_a_label_that_is_no_utf8_is_one_line_and_the_old_csv_stays(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.jpg").touch()
    output = tmp_path / "labels.csv"
    output.write_text("image,label\na.jpg,sad\n")

    arguments = ["--images", str(tmp_path / "in"), "--label", "Jos\udce9"]
    result = CliRunner().invoke(app, ["folders", *arguments, "--output", str(output)])

    assert result.exit_code == 2
    assert "a label or path is no UTF-8" in result.stderr
    assert output.read_text() == "image,label\na.jpg,sad\n"


MAC_ZIP = ("faces/happy/1.jpg", "__MACOSX/faces/._happy", "__MACOSX/faces/happy/._1.jpg")


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_what_a_mac_puts_into_a_zip_is_no_image(tmp_path: Path, kind: str) -> None:
    images = tmp_path / "images.zip"
    with zipfile.ZipFile(images, "w") as archive:
        for name in MAC_ZIP:
            archive.writestr(name, b"")
        archive.extractall(tmp_path / "folder")
    images = images if kind == "zip" else tmp_path / "folder"

    lines = run("folders", "--images", images, output=tmp_path / "labels.csv")

    assert lines == ["image,label", "faces/happy/1.jpg,happy"]


def test_one_label_can_be_given_to_all_images(tmp_path: Path) -> None:
    (tmp_path / "people" / "Ada").mkdir(parents=True)
    (tmp_path / "people" / "Ada" / "1.jpg").touch()

    lines = run(
        "folders", "--images", tmp_path / "people", "--label", "alert", output=tmp_path / "all.csv"
    )

    assert lines == ["image,label", "Ada/1.jpg,alert"]


def news_faces(folder: Path) -> Path:
    """News faces of Ada, who is taught, and of Eve, who is held out."""
    faces = folder / "news.zip"
    with zipfile.ZipFile(faces, "w") as archive:
        for name in ("anger/Ada_Bo_0001.jpg", "surprise/Eve_0002.jpg", "sadness/Eve_0009.jpg"):
            archive.writestr(name, b"")
    return faces


def photos(folder: Path) -> Path:
    for name in ("Ada_Bo/Ada_Bo_0001.jpg", "Eve/Eve_0002.jpg", "Ida/Ida_0001.jpg"):
        path = folder / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder / "photos"


def test_photos_get_the_emotion_of_the_news_face_that_was_cut_from_them(tmp_path: Path) -> None:
    images, faces = photos(tmp_path), news_faces(tmp_path)

    lines = run("news", "--images", images, "--faces", faces, output=tmp_path / "labels.csv")

    assert lines == ["image,label", "Eve/Eve_0002.jpg,surprise"]


def test_photos_of_people_who_were_taught_are_left_out(tmp_path: Path) -> None:
    images, faces = photos(tmp_path), news_faces(tmp_path)

    lines = run("untaught", "--images", images, "--faces", faces, output=tmp_path / "alert.csv")

    assert lines == ["image,label", "Eve/Eve_0002.jpg,alert", "Ida/Ida_0001.jpg,alert"]


def test_drivers_keep_a_subject_within_one_split(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    rows = [
        f"yawdd,{label},{label}/{index:05}_{index}.jpg,0.3,0.5,100,y{1000 + 10 * (index // 10)},"
        for label in ("tired_yawn", "alert")
        for index in range(300)
    ]
    header = (
        "set,label,file,eye_aspect_ratio,mouth_aspect_ratio,face_px,subject_cluster,emotion_label"
    )
    manifest.write_text("\n".join([header, *rows, "cew,alert,x.jpg,,,,,"]) + "\n")

    lines = {
        split: run(
            "drivers", "--manifest", manifest, "--split", split, output=tmp_path / f"{split}.csv"
        )
        for split in ("train", "validation", "test")
    }

    subjects = {
        split: {int(line.split(".")[0].split("_")[-1]) // 10 for line in part[1:]}
        for split, part in lines.items()
    }
    assert sum(len(part) - 1 for part in lines.values()) == 600
    assert not subjects["train"] & subjects["test"]
    assert not subjects["validation"] & subjects["test"]


MANIFEST = "set,label,file,subject_cluster\n"


def test_drivers_say_whom_each_face_shows(tmp_path: Path) -> None:
    manifest = tmp_path / "manifest.csv"
    # y2 and y3 take turns in one video, and so are one person.
    takes = enumerate(("y2", "y3", "y2", "y3", "y13"), start=1)
    rows = [f"yawdd,alert,alert/{number:05}_{number}.jpg,{cluster}" for number, cluster in takes]
    manifest.write_text(MANIFEST + "\n".join(rows) + "\n")

    header, *lines = run("drivers", "--manifest", manifest, output=tmp_path / "drivers.csv")

    subjects = [line.split(",")[2] for line in lines]
    assert header == "image,label,subject"
    assert len(set(subjects[:4])) == 1
    assert subjects[4] not in subjects[:4]


@pytest.mark.parametrize(
    ("command", "name", "text", "message"),
    [
        ("ferplus --votes", "votes.csv", "image,label\na.jpg,happy\n", "no column split"),
        ("ferplus --votes", "votes.csv", VOTES_HEADER + "a.jpg,Training,sad,x", "neutral is 'x'"),
        ("ferplus --votes", "votes.csv", None, "cannot be read"),
        ("drivers --manifest", "manifest.csv", "file,label\na,b\n", "no column set"),
        (
            "drivers --manifest",
            "manifest.csv",
            MANIFEST + "yawdd,alert,alert/a.jpg,s1",
            "as YawDD's",
        ),
        ("drivers --manifest", "manifest.csv", MANIFEST + "yawdd,asleep,a/b_1.jpg,s1", "'asleep'"),
        ("drivers --manifest", "manifest.csv", MANIFEST + f'yawdd,"{"x" * 200_000}', "left open"),
        ("drivers --manifest", "manifest.csv", None, "cannot be read"),
        ("dlib --images", "boxes/training.xml", "<dataset>", "training.xml in"),
        ("dlib --images", "boxes/training.xml", "<a><image/></a>", "KeyError('file')"),
        ("folders --images", "images.zip", "no zip", "neither a folder nor a readable zip"),
        ("folders --images", "images.zip", None, "does not exist"),
        ("news --images demo --faces", "faces/glad/Ada_1.jpg", "", "KeyError('glad')"),
        ("untaught --images demo --faces", "faces/Ada_1.jpg", "", "not hold news faces"),
    ],
)
def test_a_wrong_file_is_one_line(
    tmp_path: Path, command: str, name: str, text: str | None, message: str
) -> None:
    top, _, _ = name.partition("/")
    if text is not None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    result = CliRunner().invoke(
        app, [*command.split(), str(tmp_path / top), "--output", str(tmp_path / "labels.csv")]
    )

    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1
    assert message in result.stderr


def test_a_csv_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").touch()

    result = CliRunner().invoke(
        app, ["folders", "--images", str(tmp_path), "--output", str(tmp_path)]
    )

    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert "Is a directory" in result.stderr


def test_dlib_boxes_become_corners(tmp_path: Path) -> None:
    (tmp_path / "training.xml").write_text(
        "<?xml version='1.0' encoding='ISO-8859-1'?><dataset><images>"
        "<image file='a.jpg'><box top='10' left='20' width='30' height='40'/></image>"
        "<image file='b.jpg'></image></images></dataset>"
    )

    lines = run("dlib", "--images", tmp_path, output=tmp_path / "boxes.csv")

    assert lines == [
        "image,label,xmin,ymin,xmax,ymax",
        "a.jpg,face,20.0,10.0,50.0,50.0",
        "b.jpg,,,,,",
    ]

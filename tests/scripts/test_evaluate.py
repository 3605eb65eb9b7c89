"""The commands on faces of people who do not exist, with the real networks."""

import csv
import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner, Result

from scripts.evaluate import app
from scripts.evaluation.command_line import EXIT_FAILED
from scripts.evaluation.images import ImageSource
from scripts.evaluation.networks import Networks
from server.settings import Settings

DEMO = Path(__file__).resolve().parents[2] / "demo"
STUDENTS = sorted(path.name for path in (DEMO / "students").iterdir())
STRANGERS = sorted(path.name for path in (DEMO / "strangers").iterdir())


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def evaluate(*arguments: object) -> dict[str, Any]:
    result = invoke(*arguments)
    assert result.exit_code == 0, result.stderr
    figures = json.loads(result.stdout)
    assert isinstance(figures, dict)
    return figures


def write_csv(path: Path, header: str, rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header.split(","), *rows])
    return path


def test_detection_finds_every_demo_face(tmp_path: Path) -> None:
    source, detector = ImageSource.open(DEMO / "students"), Networks(Settings()).detector
    names = [f"{name}/1-front.jpg" for name in STUDENTS[:4]]
    rows = []
    for name in names:
        (box,) = detector.detect(source.read(name)).boxes
        rows.append([name, "face", *box.tolist()])
    boxes = write_csv(tmp_path / "boxes.csv", "image,label,xmin,ymin,xmax,ymax", rows)
    report = tmp_path / "report.html"

    figures = evaluate(
        "detection", "--images", DEMO / "students", "--boxes", boxes, "--report", report
    )

    wanted = {"recall": 1.0, "precision": 1.0, "ap50": 1.0, "images": 4, "boxes": 4}
    assert {key: figures[key] for key in wanted} == wanted
    assert figures["ms_per_image"] > 0
    assert "<img" in report.read_text(encoding="utf-8")


def test_identity_names_the_demo_class_and_no_stranger(tmp_path: Path) -> None:
    rows = [
        *([f"students/{name}/1-front.jpg", name, "gallery"] for name in STUDENTS),
        *([f"students/{name}/3-left.jpg", name, "gallery"] for name in STUDENTS),
        *([f"students/{name}/2-smile.jpg", name, "probe"] for name in STUDENTS),
        *([f"strangers/{name}/1-front.jpg", name, "impostor"] for name in STRANGERS),
    ]
    openset = write_csv(tmp_path / "openset.csv", "image,person,role", rows)

    figures = evaluate("identity", "--images", DEMO, "--openset", openset)

    assert figures["named_right"] == 1.0
    assert figures["named_wrong_probe"] == 0.0
    assert figures["named_wrong_impostor"] == 0.0
    assert figures["dir_at_fpir_1e-2"] == 1.0
    assert figures["enrolled"] == len(STUDENTS)


def test_identity_tells_pairs_apart(tmp_path: Path) -> None:
    same = [[f"{name}/1-front.jpg", f"{name}/2-smile.jpg", 1] for name in STUDENTS[:8]]
    different = [[f"{a}/1-front.jpg", f"{b}/2-smile.jpg", 0] for a, b in pairwise(STUDENTS[:8])]
    pairs = write_csv(tmp_path / "pairs.csv", "image_a,image_b,same", [*same, *different])

    figures = evaluate("identity", "--images", DEMO / "students", "--pairs", pairs)

    assert figures["pairs"] == 15
    assert figures["eer"] == 0.0
    assert figures["tar_at_far_1e-3"] == 1.0
    assert figures["no_face"] == 0


def test_emotion_sees_smiles_in_whole_photos(tmp_path: Path) -> None:
    rows = [[f"{name}/2-smile.jpg", "happiness"] for name in STUDENTS]
    labels = write_csv(tmp_path / "labels.csv", "image,label", rows)

    figures = evaluate("emotion", "--images", DEMO / "students", "--labels", labels)

    assert figures["images"] == len(STUDENTS)
    assert figures["no_face"] == 0
    assert figures["recall"]["happy"] >= 0.5
    assert sum(figures["confusion"]["happy"].values()) == len(STUDENTS)


def test_emotion_doubts_that_a_large_picture_is_a_crop(tmp_path: Path) -> None:
    labels = write_csv(
        tmp_path / "labels.csv", "image,label", [[f"{STUDENTS[0]}/1-front.jpg", "neutral"]]
    )

    result = invoke("emotion", "--images", DEMO / "students", "--labels", labels, "--faces", "crop")

    assert json.loads(result.stdout)["images"] == 1
    assert "--faces detect" in result.stderr


def test_emotion_says_which_pictures_it_took_for_faces(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    cv2.imwrite(str(tmp_path / "photos" / "wall.png"), np.full((90, 90, 3), 80, np.uint8))
    labels = write_csv(tmp_path / "labels.csv", "image,label", [["wall.png", "neutral"]])

    result = invoke("emotion", "--images", tmp_path / "photos", "--labels", labels)

    assert json.loads(result.stdout)["no_face"] == 0
    assert "no face was found in 1 image(s), wall.png among them" in result.stderr


def test_expression_shows_smiles_soon_and_no_odd_frame(tmp_path: Path) -> None:
    names = ("1-front.jpg", "1-front.jpg", "2-smile.jpg", "2-smile.jpg")  # four seconds each
    photos = [DEMO / "students" / "Luka Horvat" / name for name in names]
    clip = make_clip(tmp_path / "clip.avi", photos)

    figures = evaluate("expression", "--clip", clip, "--students", 1, "--trials", 20)

    server = figures["frames_per_second"]["5"]["server"]
    assert server["flipped_by_an_odd_frame"] == 0.0
    assert server["shown_late"] == 0.0
    assert figures["stretches"] >= 2


def test_clips_of_one_name_all_count(tmp_path: Path) -> None:
    clips = []
    for name in STUDENTS[:2]:
        (tmp_path / name).mkdir()
        photo = DEMO / "students" / name / "1-front.jpg"
        clips.append(make_clip(tmp_path / name / "clip.avi", [photo, photo]))
    options = [option for clip in clips for option in ("--clips", clip)]

    figures = evaluate("liveness", "--people", 0, *options)

    assert list(figures["bona_fide"]) == list(map(str, clips))
    assert figures["bona_fide_all"]["tracks"] == 2


def test_baseline_says_what_a_students_own_history_changes(tmp_path: Path) -> None:
    people = tmp_path / "people"
    for index, name in enumerate(STUDENTS):  # two students' photos make one person
        (people / str(index // 2)).mkdir(parents=True, exist_ok=True)
        for photo in (DEMO / "students" / name).glob("*.jpg"):
            copy = people / str(index // 2) / f"{index}-{photo.name}"
            copy.write_bytes(photo.read_bytes())
    crops = [f"{name}/{file}" for name in STUDENTS for file in ("1-front.jpg", "2-smile.jpg")]
    rows = [[crop, "happy" if "smile" in crop else "neutral"] for crop in crops]
    labels = write_csv(tmp_path / "labels.csv", "image,label", rows)

    figures = evaluate(
        "baseline", "--people", people, "--images", DEMO / "students", "--labels", labels,
        "--deals", 1,
    )  # fmt: skip

    assert figures["people"] == 8
    assert set(figures["students"]["gained"]) >= {"accuracy", "happy", "neutral"}
    assert figures["students"]["faces"] == 32


def test_video_names_who_is_enrolled(tmp_path: Path) -> None:
    known = STUDENTS[0]
    (tmp_path / "people" / known).mkdir(parents=True)
    for photo in ("1-front.jpg", "3-left.jpg", "4-right.jpg"):
        data = (DEMO / "students" / known / photo).read_bytes()
        (tmp_path / "people" / known / photo).write_bytes(data)
    clip = make_clip(
        tmp_path / "clip.avi",
        [
            DEMO / "students" / known / "2-smile.jpg",
            DEMO / "strangers" / STRANGERS[0] / "1-front.jpg",
        ],
    )

    result = invoke("video", "--clip", clip, "--people", tmp_path / "people")

    assert result.exit_code == 0, result.stderr
    *lines, summary = map(json.loads, result.stdout.splitlines())
    assert set(summary["people"]) == {known}
    assert summary["people"][known] == pytest.approx(2.0, abs=0.2)
    assert summary["face_seconds"] == pytest.approx(4.0, abs=0.2)
    assert summary["frames_per_second"] > 0
    assert {face["name"] for line in lines for face in line["faces"]} == {known, None}


def test_figures_are_printed_where_the_report_cannot_be_written(tmp_path: Path) -> None:
    name = f"{STUDENTS[0]}/1-front.jpg"
    row = [name, "face", 0, 0, 100, 100]
    boxes = write_csv(tmp_path / "boxes.csv", "image,label,xmin,ymin,xmax,ymax", [row])

    result = invoke(
        "detection", "--images", DEMO / "students", "--boxes", boxes, "--report", tmp_path
    )

    assert result.exit_code == EXIT_FAILED
    assert json.loads(result.stdout)["images"] == 1
    assert f"error: the report {tmp_path} cannot be written" in result.stderr


def test_video_prints_its_summary_where_the_report_cannot_be_written(tmp_path: Path) -> None:
    photo = DEMO / "students" / STUDENTS[0] / "1-front.jpg"
    (tmp_path / "people" / "a$^$").mkdir(parents=True)
    (tmp_path / "people" / "a$^$" / "1.jpg").write_bytes(photo.read_bytes())
    clip = make_clip(tmp_path / "clip.avi", [photo])

    result = invoke("video", "--clip", clip, "--people", tmp_path / "people", "--report", tmp_path)

    assert result.exit_code == EXIT_FAILED
    assert "a$^$" in json.loads(result.stdout.splitlines()[-1])["people"]
    assert "cannot be written" in result.stderr


def make_clip(path: Path, photos: Sequence[Path]) -> Path:
    """Show each photo for two seconds at ten frames a second, all of one size."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10, (480, 480))
    for photo in photos:
        image = cv2.resize(ImageSource.open(photo.parent).read(photo.name), (480, 480))
        for _ in range(20):
            writer.write(image)
    writer.release()
    return path


def test_missing_images_are_named_before_the_work(tmp_path: Path) -> None:
    labels = write_csv(tmp_path / "labels.csv", "image,label", [["gone.jpg", "happy"]])

    result = invoke("emotion", "--images", DEMO, "--labels", labels)

    assert result.exit_code == EXIT_FAILED
    assert result.stdout == ""
    assert result.stderr.startswith("error: 1 image(s) of the csv are not in")
    assert "gone.jpg" in result.stderr


def test_missing_weights_are_one_line_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOMEROOM_WEIGHTS_DIR", str(tmp_path))
    rows = [[f"{STUDENTS[0]}/1-front.jpg", "happy"]]
    labels = write_csv(tmp_path / "labels.csv", "image,label", rows)

    result = invoke("emotion", "--images", DEMO / "students", "--labels", labels)

    assert result.exit_code == EXIT_FAILED
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert "pnet.onnx is missing" in result.stderr


def test_identity_without_a_csv_says_what_to_give() -> None:
    result = invoke("identity", "--images", DEMO)

    assert result.exit_code == EXIT_FAILED
    assert result.stderr == "error: give --pairs or --openset\n"


def cut_off(path: Path) -> Path:
    """A clip that opens and has no whole frame."""
    data = make_clip(path, [DEMO / "students" / STUDENTS[0] / "1-front.jpg"]).read_bytes()
    path.write_bytes(data[: data.find(b"movi") + 20])
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A folder of inputs that are no use."""
    cut_off(tmp_path / "cut.avi")
    (tmp_path / "flat").mkdir()
    (tmp_path / "flat" / "1.jpg").touch()
    (tmp_path / "list.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "text.json").write_text("no json", encoding="utf-8")
    (tmp_path / "quote.csv").write_text('image,label\n"a.jpg,' + "x" * 200_000, encoding="utf-8")
    write_csv(tmp_path / "labels.csv", "image,label", [[f"{STUDENTS[0]}/1-front.jpg", "happy"]])
    write_csv(tmp_path / "openset.csv", "image,person,role", [["Nobody/1.jpg", "", "impostor"]])
    return tmp_path


CROPS = "--people demo/students --images demo/students"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("detection --images demo --boxes none.csv", "none.csv cannot be read"),
        ("identity --images demo --openset WRONG", "cannot be read"),
        ("identity --images WRONG/labels.csv --pairs none.csv", "neither a folder nor a readable"),
        ("emotion --images demo --labels WRONG/quote.csv", "quote.csv, line 2: field larger"),
        ("video --people none --clip demo/class.webm", "there is no folder none"),
        ("video --people WRONG --clip WRONG/cut.avi", "cut.avi has no frame"),
        ("tracking --clip demo/class.webm --truth none.json", "none.json cannot be read"),
        ("tracking --clip demo/class.webm --truth WRONG/list.json", "list.json is no truth"),
        ("tracking --clip demo/class.webm --truth WRONG/text.json", "text.json is no truth"),
        ("liveness --people 0 --clips WRONG/cut.avi", "cut.avi has no frame"),
        ("liveness --people 0 --clips demo/class.webm --photos none", "none does not exist"),
        ("expression --clip WRONG/cut.avi", "cut.avi has no frame"),
        ("head-turn --people 0 --photos none", "none does not exist"),
        (f"baseline {CROPS} --labels none.csv", "none.csv cannot be read"),
        (
            f"baseline {CROPS} --labels WRONG/labels.csv --drivers demo --manifest none.csv",
            "none.csv cannot be read",
        ),
        ("enrollment --images WRONG/flat", "nobody has two photos"),
        ("enrollment --images demo/students --without WRONG/openset.csv", "nobody of"),
        ("enrollment --images demo/students --clip WRONG/cut.avi", "cut.avi has no frame"),
        ("embedders --images demo --openset WRONG/labels.csv", "labels.csv has no column"),
        ("search --students 5", "give more, or --no-changes"),
    ],
)
def test_a_wrong_input_is_one_line_on_stderr(wrong: Path, arguments: str, message: str) -> None:
    result = invoke(*arguments.replace("WRONG", str(wrong)).split())

    assert result.exit_code == EXIT_FAILED
    assert result.stdout == ""
    (line,) = (line for line in result.stderr.splitlines() if "error: " in line)
    assert message in line


@pytest.mark.parametrize("command", ["search", "tracking", "liveness"])
def test_a_seed_is_no_negative_number(command: str) -> None:
    result = invoke(command, "--seed", -1)

    assert result.exit_code == EXIT_FAILED
    assert result.stdout == ""

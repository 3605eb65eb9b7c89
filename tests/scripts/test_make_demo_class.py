"""The committed demo class: what the photos show, and that the truth fits the clip."""

import json
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from models.embedder import Embedder
from models.mtcnn import MTCNN
from scripts.generated_faces.clip import count_renders
from scripts.generated_faces.expressions import load_editor, mix
from scripts.generated_faces.generator import STYLE_LEVELS, STYLE_SIZE, FaceGenerator
from scripts.generated_faces.people import CLASS, STRANGERS
from scripts.generated_faces.scene import (
    DURATION_SECONDS,
    FPS,
    FRAMES,
    HEIGHT,
    ROLES,
    WIDTH,
    Act,
)
from scripts.generated_faces.truth import (
    EVERY,
    TrueFace,
    TrueFrame,
    hidden_shares,
    read_truth,
    write_truth,
)

DEMO = Path(__file__).resolve().parents[2] / "demo"
CLIP_BYTES_AT_MOST = 3_000_000
PHOTOS = sorted(DEMO.glob("st*/*/*.jpg"))

Image = npt.NDArray[np.uint8]


def read_image(path: Path) -> Image:
    image = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    return np.asarray(image, np.uint8)


def make_true_face(*, who: str = "Ada", occluded: bool = False) -> TrueFace:
    box = (10.0, 20.0, 110.0, 140.5)
    return TrueFace(who, who, box, expression="happy", amount=0.5, occluded=occluded)


def test_class_is_large_enough_and_photographed_several_times() -> None:
    photos = {
        person.name: list((DEMO / "students" / person.name).glob("*.jpg")) for person in CLASS
    }

    assert len(photos) >= 12
    assert all(3 <= len(of_one) <= 5 for of_one in photos.values())
    assert {path.name for path in (DEMO / "students").iterdir()} == set(photos)


def test_class_names_are_different_and_of_several_scripts() -> None:
    names = [person.name for person in CLASS]

    assert len({name.casefold() for name in names}) == len(names)
    assert any("\u0600" <= letter <= "\u06ff" for letter in "".join(names)), "none right to left"
    assert any("\u4e00" <= letter <= "\u9fff" for letter in "".join(names)), "none in Chinese"


@pytest.mark.parametrize("photo", PHOTOS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_photo_shows_exactly_one_face(photo: Path, detector: MTCNN) -> None:
    found = detector.detect(read_image(photo))

    assert len(found) == 1


def test_people_are_like_their_own_photos_and_like_nobody_else(
    detector: MTCNN, embedder: Embedder
) -> None:
    embeddings, owners = [], []
    for photo in PHOTOS:
        image = read_image(photo)
        landmarks = detector.detect(image).landmarks
        embeddings.append(embedder.embed(embedder.crop(image, landmarks))[0])
        owners.append(photo.parent.name)
    similarities = np.stack(embeddings) @ np.stack(embeddings).T
    same = np.array(owners)[:, None] == np.array(owners)[None]

    assert similarities[same].min() > embedder.thresholds.known
    assert similarities[~same].max() < embedder.thresholds.unsure + 0.05


def test_clip_is_small_and_as_long_as_its_truth_says() -> None:
    clip = DEMO / "class.webm"
    stored = json.loads((DEMO / "truth.json").read_text(encoding="utf-8"))
    video = cv2.VideoCapture(str(clip))
    try:
        frames = 0
        while video.grab():
            frames += 1
        size = (video.get(cv2.CAP_PROP_FRAME_WIDTH), video.get(cv2.CAP_PROP_FRAME_HEIGHT))
        fps = video.get(cv2.CAP_PROP_FPS)
    finally:
        video.release()

    assert clip.stat().st_size <= CLIP_BYTES_AT_MOST
    assert frames == stored["frame_count"] == FRAMES
    assert size == (stored["width"], stored["height"]) == (WIDTH, HEIGHT)
    assert fps == stored["fps"] == FPS


def test_truth_names_only_enrolled_students_and_two_strangers() -> None:
    faces = [face for frame in read_truth(DEMO / "truth.json") for face in frame.faces]

    named = {face.name for face in faces if face.name is not None}
    nameless = {face.who for face in faces if face.name is None}
    assert named <= {person.name for person in CLASS}
    assert 6 <= len(named) <= 8
    assert len(nameless) == 2
    assert nameless <= {person.name for person in STRANGERS}


def test_truth_follows_the_script() -> None:
    truth = read_truth(DEMO / "truth.json")

    assert [frame.frame for frame in truth] == list(range(0, FRAMES, EVERY))
    for frame in truth:
        seconds = frame.frame / FPS
        present = {role.person.name for role in ROLES if role.place(seconds)}
        assert {face.who for face in frame.faces} <= present
        for face in frame.faces:
            role = next(role for role in ROLES if role.person.name == face.who)
            assert face.amount == pytest.approx(role.acted(seconds)[1], abs=0.01)


def test_truth_is_read_as_it_was_written(tmp_path: Path) -> None:
    frames = (
        TrueFrame(0, (make_true_face(), make_true_face(who='李 "X"', occluded=True))),
        TrueFrame(5, ()),
    )
    path = tmp_path / "truth.json"

    write_truth(path, frames, clip="c.webm")

    assert read_truth(path) == frames


@pytest.mark.parametrize(
    ("box", "front", "hidden"),
    [
        ((100, 100, 200, 200), (0, 0, 50, 50), 0.0),
        ((100, 100, 200, 200), (150, 0, 500, 500), 0.5),
        ((-50, 100, 50, 200), (0, 0, 0, 0), 0.5),  # half of it is out of view
        ((100, 100, 200, 200), (0, 0, 500, 500), 1.0),
    ],
)
def test_hidden_share_counts_what_is_covered_or_out_of_view(
    box: tuple[int, ...], front: tuple[int, ...], hidden: float
) -> None:
    shares = hidden_shares(np.array([box], np.float64), [np.array([front], np.float64)])

    assert shares[0] == pytest.approx(hidden)


def test_clip_ends_as_it_begins() -> None:
    end = DURATION_SECONDS - 1e-6
    for role in ROLES:
        assert (role.place(0.0) is None) == (role.place(end) is None)
        assert role.acted(0.0)[1] == role.acted(end)[1] == 0.0
        np.testing.assert_allclose(role.sway(0.0), role.sway(DURATION_SECONDS), atol=1e-6)
        assert role.blinking(0.0) == pytest.approx(role.blinking(DURATION_SECONDS), abs=1e-6)


def test_act_rises_to_its_full_strength_and_fades() -> None:
    act = Act("happy", start=2.0, end=6.0)

    assert [act.amount(seconds) for seconds in (2.0, 4.0, 6.0)] == [0.0, 1.0, 0.0]
    assert 0 < act.amount(2.3) < act.amount(2.6) < 1


def test_mixed_edit_lies_between_both() -> None:
    assert mix({"smile": 2.0}, {"smile": 4.0, "eyes": -2.0}, 0.5) == {"smile": 3.0, "eyes": -1.0}


def test_editor_turns_a_head_without_touching_the_fine_levels() -> None:
    style = np.zeros((STYLE_LEVELS, STYLE_SIZE), np.float32)

    turned = load_editor().apply(style, {"yaw": 1.0})

    assert np.abs(turned[:3]).max() > 0
    assert not turned[3:].any()
    assert not style.any()


def test_clip_renders_each_expression_in_steps() -> None:
    assert count_renders() > 10 * len(ROLES)


def test_generator_draws_the_same_person_for_the_same_seed(weights_dir: Path) -> None:
    if not (weights_dir / "random-face" / "SynthesisNetwork.bin").is_file():
        pytest.skip("no face generator; python -m scripts.fetch_models random-face")
    generator = FaceGenerator(weights_dir)

    first, second = generator.person(3), generator.person(3)

    np.testing.assert_array_equal(first, second)
    portrait = generator.render(first)
    assert portrait.shape == (1024, 1024, 3)
    assert portrait.std() > 20

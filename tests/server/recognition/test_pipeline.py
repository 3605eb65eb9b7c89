from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from models.emotion import EMOTIONS
from server.recognition.calibration import Calibration
from server.recognition.effort import Effort, LiveEffort
from server.recognition.emotion_baseline import Baselines, LiveBaselines
from server.recognition.gallery import Gallery, LiveGallery
from server.recognition.pipeline import FramePipeline, PipelineSettings
from server.recognition.types import FaceResult, FrameResult, IdentityStatus
from server.settings import (
    DetectionSettings,
    EmotionSettings,
    IdentitySettings,
    LimitSettings,
    Settings,
)
from tests.server.recognition.factories import (
    THRESHOLDS,
    Actor,
    ScriptedEmotions,
    ScriptedScene,
    at_cosine,
    axis,
    make_box,
    make_frame,
    make_gallery,
)


@dataclass(slots=True)
class Stage:
    """A scene with a camera before it that takes `frames_per_second` pictures."""

    scene: ScriptedScene
    gallery: LiveGallery
    pipeline: FramePipeline
    emotions: ScriptedEmotions
    baselines: LiveBaselines
    effort: LiveEffort
    frames_per_second: float = 10.0
    results: list[FrameResult] = field(default_factory=list)
    paused_seconds: float = 0.0

    def pause(self, seconds: float) -> None:
        """Send no frame for so long."""
        self.paused_seconds += seconds

    def play(self, frames: int = 1) -> FrameResult:
        for _ in range(frames):
            seconds = len(self.results) / self.frames_per_second + self.paused_seconds
            frame = make_frame(self.scene.picture(), seconds, len(self.results))
            self.results.append(self.pipeline.process(frame))
        return self.results[-1]


def make_stage(*actors: Actor, gallery: Gallery | None = None) -> Stage:
    scene = ScriptedScene(list(actors))
    live = LiveGallery(gallery or make_gallery("Ana", "Ben"))
    settings = PipelineSettings(THRESHOLDS)
    baselines = LiveBaselines()
    effort = LiveEffort(Effort())
    emotions = ScriptedEmotions(scene)
    pipeline = FramePipeline(
        scene, scene, emotions, live, settings, baselines=baselines, effort=effort
    )
    return Stage(scene, live, pipeline, emotions, baselines, effort)


def names(result: FrameResult) -> list[str | None]:
    return [face.identity.name for face in result.faces]


def only(result: FrameResult) -> FaceResult:
    (face,) = result.faces
    return face


def test_pipeline_names_students_and_leaves_strangers_unknown() -> None:
    stage = make_stage(Actor(make_box(20), axis(1), 1), Actor(make_box(250), axis(9), 2))

    result = stage.play(3)

    assert names(result) == ["Ana", None]
    assert result.faces[1].identity.status is IdentityStatus.UNKNOWN
    assert (result.width, result.height) == (400, 200)


def test_pipeline_follows_the_operators_settings() -> None:
    settings = Settings(
        detection=DetectionSettings(
            min_detection_score=0.7, scan_interval_seconds=0.3, min_face_px=50
        ),
        identity=IdentitySettings(settled_interval_seconds=4.0),
        emotion=EmotionSettings(interval_seconds=0.25, smoothing_seconds=0.9),
        limits=LimitSettings(max_frames_per_second=12.0),
    )

    taken = PipelineSettings.of(settings, THRESHOLDS)

    assert (taken.min_detection_score, taken.smoothing_seconds) == (0.7, 0.9)
    assert taken.effort == Effort(
        emotion_interval_seconds=0.25,
        scan_interval_seconds=0.3,
        settled_interval_seconds=4.0,
        min_face_px=50,
        max_frames_per_second=12.0,
    )


def test_pipeline_reports_the_time_of_every_stage() -> None:
    result = make_stage(Actor(make_box(20), axis(1))).play()

    assert set(result.timings_ms) == {
        "detect", "track", "liveness", "align", "embed", "match", "emotion", "smooth",
    }  # fmt: skip


def test_pipeline_of_an_empty_room_has_no_faces() -> None:
    assert make_stage().play(3).faces == ()


def test_pipeline_looks_only_where_faces_are_between_scans() -> None:
    stage = make_stage(Actor(make_box(20), axis(1)))
    stage.frames_per_second = 25

    stage.play(25)

    assert stage.scene.scans <= 6
    assert stage.scene.refinements >= 19


def test_pipeline_embeds_a_settled_face_once_a_second() -> None:
    stage = make_stage(Actor(make_box(20), axis(1)))
    stage.play(10)
    before = stage.scene.embedded

    stage.play(50)

    assert 4 <= stage.scene.embedded - before <= 6


def test_pipeline_never_hands_a_name_to_the_next_person_in_the_same_place() -> None:
    stage = make_stage(Actor(make_box(100), axis(1), look=1))
    first = only(stage.play(15))
    stage.scene.people = [Actor(make_box(100), axis(9), look=2)]

    after = [only(stage.play()) for _ in range(5)]

    assert first.identity.name == "Ana"
    assert {face.identity.name for face in after} == {None}
    assert {face.track_id for face in after}.isdisjoint({first.track_id})


def test_pipeline_hands_no_settled_name_to_the_next_person_in_the_same_place() -> None:
    stage = make_stage(Actor(make_box(100), axis(1), look=1))
    assert only(stage.play(80)).identity.name == "Ana"

    stage.scene.people = [Actor(make_box(100), axis(9), look=2)]

    assert {only(stage.play()).identity.name for _ in range(30)} == {None}


@pytest.mark.parametrize("pause_seconds", [0.5, 5.0])
def test_pipeline_hands_no_settled_name_to_who_sits_there_after_a_short_pause(
    pause_seconds: float,
) -> None:
    """Somebody who looks like Ana from afar: nothing but the face itself tells."""
    stage = make_stage(Actor(make_box(20), axis(1), 1))
    stage.play(80)

    stage.pause(pause_seconds)
    stage.scene.people[0].embedding = axis(9)

    assert {only(stage.play()).identity.name for _ in range(5)} == {None}


def test_pipeline_names_a_student_who_was_turned_away_at_first() -> None:
    stage = make_stage(Actor(make_box(20), at_cosine(axis(1), 0.3), 1))
    assert only(stage.play(3)).identity.name is None

    stage.scene.people[0].embedding = axis(1)

    assert only(stage.play(30)).identity.name == "Ana"


def test_pipeline_names_by_the_thresholds_that_were_calibrated() -> None:
    stage = make_stage(Actor(make_box(20), at_cosine(axis(1), 0.7), 1))
    gallery, strict = make_gallery("Ana"), replace(THRESHOLDS, known=0.85)

    stage.gallery.replace(gallery, Calibration(strict, students=1))
    assert only(stage.play(10)).identity.status is IdentityStatus.UNSURE
    stage.gallery.replace(gallery, Calibration(THRESHOLDS, students=1))
    assert only(stage.play()).identity.name == "Ana"


def test_pipeline_keeps_names_right_when_two_students_cross() -> None:
    left, right = Actor(make_box(20), axis(1), 1), Actor(make_box(300), axis(2), 2)
    stage = make_stage(left, right)
    stage.frames_per_second = 25
    for step in range(71):
        left.box, right.box = make_box(20 + 4 * step), make_box(300 - 4 * step)
        result = stage.play()
        for face in result.faces:
            if face.identity.name is not None:
                actor = min((left, right), key=lambda a: float(np.abs(a.box - face.box).sum()))
                apart = abs(float(left.box[0] - right.box[0])) > 40
                assert not apart or face.identity.student_id == int(actor.embedding.argmax())

    assert sorted(filter(None, names(stage.play(10)))) == ["Ana", "Ben"]


def test_pipeline_sees_a_new_student_and_forgets_a_deleted_one_in_the_next_frame() -> None:
    stage = make_stage(Actor(make_box(20), axis(3)))
    before = stage.play(5)
    stage.gallery.replace(make_gallery("Ana", "Ben", "Cem"))
    enrolled = stage.play()
    stage.gallery.replace(make_gallery("Ana", "Ben"))

    deleted = stage.play()

    assert (names(before), names(enrolled), names(deleted)) == ([None], ["Cem"], [None])


def test_pipeline_goes_on_with_a_face_that_was_hidden_for_a_moment() -> None:
    stage = make_stage(Actor(make_box(20), axis(1)))
    before = only(stage.play(5))
    stage.scene.visible = lambda _: False
    hidden = stage.play(4)
    stage.scene.visible = lambda _: True

    after = only(stage.play())

    assert hidden.faces == ()
    assert (after.track_id, after.identity.name) == (before.track_id, "Ana")


def leave_and_return(stage: Stage, *, seconds: float, to: float) -> None:
    stage.scene.visible = lambda _: False
    stage.play(round(seconds * stage.frames_per_second))
    stage.scene.visible = lambda _: True
    stage.scene.people[0].box = make_box(to)


def test_pipeline_knows_a_student_again_who_comes_back_later() -> None:
    stage = make_stage(Actor(make_box(20), axis(1)))
    first = only(stage.play(5))
    leave_and_return(stage, seconds=60.0, to=250)

    back = only(stage.play())

    assert (back.track_id, back.identity.name) == (first.track_id, "Ana")


def test_pipeline_does_not_show_the_expression_that_somebody_left_with() -> None:
    sure = 8 * np.eye(len(EMOTIONS), dtype=np.float32)
    happy, sad = sure[EMOTIONS.index("happy")], sure[EMOTIONS.index("sad")]
    ana = Actor(make_box(20, 10), axis(1), 1, happy)
    others = [Actor(make_box(20 + 90 * i, 110), axis(3 + i), 10 + i) for i in range(3)]
    stage = make_stage(ana, *others)
    stage.frames_per_second = 60.0
    stage.play(300)
    stage.scene.visible = lambda actor: actor is not ana
    stage.play(1200)
    stage.scene.visible = lambda _: True
    ana.box, ana.logits = make_box(300, 10), sad
    ana.embedding = at_cosine(axis(1), 0.3)  # turned away at first
    stage.play(2)
    ana.embedding = axis(1)

    faces = [face for _ in range(60) for face in stage.play().faces]

    shown = [face.emotion for face in faces if face.identity.name == "Ana" and face.emotion]
    assert len(shown) > 30
    assert {EMOTIONS[int(emotion.logits.argmax())] for emotion in shown} == {"sad"}


@pytest.mark.parametrize("empty_frames", [0, 4])
def test_pipeline_does_not_show_the_expression_of_whose_place_somebody_takes(
    empty_frames: int,
) -> None:
    sure = 8 * np.eye(len(EMOTIONS), dtype=np.float32)
    happy, sad = sure[EMOTIONS.index("happy")], sure[EMOTIONS.index("sad")]
    ana, ben = Actor(make_box(20), axis(1), 1, happy), Actor(make_box(300), axis(2), 2, sad)
    stage = make_stage(ana, ben)
    stage.play(20)
    stage.scene.people = [ana]
    stage.play(200)
    stage.scene.people = []
    stage.play(empty_frames)
    ben.box, stage.scene.people = make_box(20), [ben]

    faces = [face for _ in range(20) for face in stage.play().faces]

    shown = [face.emotion for face in faces if face.identity.name == "Ben" and face.emotion]
    assert len(shown) > 10
    assert {EMOTIONS[int(emotion.logits.argmax())] for emotion in shown} == {"sad"}


def test_pipeline_knows_a_stranger_again_who_comes_back_later() -> None:
    stage = make_stage(Actor(make_box(20), axis(9)))
    first = only(stage.play(5))
    leave_and_return(stage, seconds=60.0, to=250)

    back = only(stage.play())

    assert (back.track_id, back.identity.name) == (first.track_id, None)


def test_pipeline_gives_a_new_track_to_somebody_else_who_comes_later() -> None:
    stage = make_stage(Actor(make_box(20), axis(1)))
    first = only(stage.play(5))
    leave_and_return(stage, seconds=5.0, to=20)
    stage.scene.people[0].embedding = axis(9)

    other = only(stage.play(3))

    assert other.track_id != first.track_id
    assert other.identity.name is None


def test_pipeline_hands_no_name_to_who_sits_there_after_a_long_pause() -> None:
    stage = make_stage(Actor(make_box(20), axis(1)))
    first = only(stage.play(10))
    stage.scene.people[0].embedding = at_cosine(axis(1), 0.45)  # alike, but never named
    stage.pause(600.0)

    other = only(stage.play(10))

    assert first.identity.name == "Ana"
    assert other.track_id != first.track_id
    assert other.identity.name is None


def test_pipeline_knows_a_student_again_after_a_short_pause() -> None:
    stage = make_stage(Actor(make_box(20), axis(1)))
    first = only(stage.play(10))
    stage.pause(60.0)

    back = only(stage.play())

    assert (back.track_id, back.identity.name) == (first.track_id, "Ana")


def test_pipeline_names_a_sibling_who_comes_soon_after_the_other_left_by_their_own_face() -> None:
    ana = axis(1)
    ben = at_cosine(ana, 0.75)
    stage = make_stage(
        Actor(make_box(20), ana),
        gallery=Gallery.build(np.array([1, 2]), np.stack([ana, ben]), {1: "Ana", 2: "Ben"}),
    )
    stage.play(20)
    leave_and_return(stage, seconds=5.0, to=250)
    stage.scene.people[0].embedding = ben

    assert {only(stage.play()).identity.name for _ in range(10)} == {"Ben"}


def test_pipeline_knows_a_student_again_who_came_back_for_a_glimpse_only() -> None:
    stage = make_stage(Actor(make_box(20), axis(9)))
    first = only(stage.play(10))
    leave_and_return(stage, seconds=20.0, to=250)
    stage.play(1)
    leave_and_return(stage, seconds=20.0, to=20)

    assert only(stage.play()).track_id == first.track_id


def test_pipeline_gives_back_their_tracks_to_two_who_swapped_unseen() -> None:
    left, right = Actor(make_box(20), axis(1), 1), Actor(make_box(250), axis(2), 2)
    stage = make_stage(left, right)
    before = {face.identity.name: face.track_id for face in stage.play(5).faces}
    left.box, right.box = right.box, left.box

    after = {face.identity.name: face.track_id for face in stage.play().faces}

    assert after == before
    assert set(before) == {"Ana", "Ben"}


def test_pipeline_shows_no_name_while_another_face_hides_the_student() -> None:
    student = Actor(make_box(100), axis(1), 1)
    stage = make_stage(student, Actor(make_box(300), axis(9), 2))
    first = stage.play(5).faces[0]
    stage.scene.people[1].box = make_box(160)
    student.embedding = axis(7)  # half of the face is somebody else's

    hidden = [stage.play().faces[0] for _ in range(3)]
    stage.scene.people[1].box = make_box(300)
    student.embedding = axis(1)
    after = stage.play(2).faces[0]

    assert {face.track_id for face in hidden} == {first.track_id}
    assert {face.identity.status for face in hidden} == {IdentityStatus.UNSURE}
    assert (after.track_id, after.identity.name) == (first.track_id, "Ana")


def test_pipeline_takes_off_the_resting_face_of_a_student_and_of_nobody_else() -> None:
    stage = make_stage(Actor(make_box(20), axis(1), 1), Actor(make_box(250), axis(9), 2))
    own = np.array([0, 0, 0, 1, 0, 0], np.float32)
    stage.baselines.replace(Baselines(corrections={1: own, 9: own}))

    student, stranger = (face.emotion for face in stage.play(3).faces)

    assert student is not None
    assert stranger is not None
    assert (student.logits - student.shown).tolist() == own.tolist()
    assert stranger.baseline is None
    assert stranger.shown.tolist() == stranger.logits.tolist()


def test_pipeline_shows_a_new_expression_after_the_first_moment() -> None:
    actor = Actor(make_box(20), axis(1))
    stage = make_stage(actor)
    stage.play(5)
    actor.logits = np.array([0, 4, 0, 0, 0, 0], np.float32)

    first, later = only(stage.play()), only(stage.play(6))

    assert first.emotion is not None
    assert later.emotion is not None
    assert float(np.ptp(first.emotion.logits)) < 0.1
    assert float(later.emotion.logits[1] - later.emotion.logits[0]) > 3.5


def test_pipeline_reads_expressions_ten_times_a_second_the_faces_in_turns() -> None:
    stage = make_stage(*(Actor(make_box(10 + 95 * n), axis(n), n) for n in range(4)))
    stage.frames_per_second = 40.0
    stage.play()
    assert all(face.emotion for face in stage.results[0].faces)

    read = []
    for _ in range(80):
        before = stage.emotions.read
        stage.play()
        read.append(stage.emotions.read - before)

    assert sum(read) == pytest.approx(4 * 10 * 80 / 40, rel=0.1)
    assert max(read) <= 2


@pytest.mark.parametrize("frames", [4, 80])
def test_face_in_doubt_that_must_wait_for_its_turn_shows_no_name(frames: int) -> None:
    stage = make_stage(Actor(make_box(20), axis(1), 1))
    assert only(stage.play(frames)).identity.name == "Ana"
    stage.effort.current = Effort(unsettled_interval_seconds=5.0)
    embedded = stage.scene.embedded

    stage.scene.people[0].look = 9  # a new hat, or somebody else
    waiting = only(stage.play(2))
    after_its_turn = only(stage.play(60))

    assert (waiting.identity.status, waiting.identity.name) == (IdentityStatus.UNSURE, None)
    assert after_its_turn.identity.name == "Ana"
    assert stage.scene.embedded - embedded <= 4

from hypothesis import given
from hypothesis import strategies as st

from server.live.frame_slot import FrameSlot
from tests.server.live.factories import make_frame


def test_slot_keeps_the_newest_and_hands_back_the_displaced() -> None:
    slot = FrameSlot()

    assert slot.put(make_frame(1)) is None
    assert slot.put(make_frame(2)) == make_frame(1)
    assert slot.take() == make_frame(2)
    assert slot.take() is None


@given(st.lists(st.sampled_from(["put", "take"])))
def test_slot_gives_each_frame_back_exactly_once(steps: list[str]) -> None:
    slot = FrameSlot()
    out: list[int] = []

    for frame_id, step in enumerate(steps):
        came_out = slot.put(make_frame(frame_id)) if step == "put" else slot.take()
        out += [came_out.frame_id] if came_out else []
    left = slot.take()
    out += [left.frame_id] if left else []

    assert out == [frame_id for frame_id, step in enumerate(steps) if step == "put"]

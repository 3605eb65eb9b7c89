"""What a start says about students whom the embedder in use does not know any more."""

from collections.abc import Sequence

from students_db.reembedding import EnrollmentState


def enrollment_notice(states: Sequence[EnrollmentState], embedder: str) -> str | None:
    """One line for the log about students of another embedder; None without any.

    It counts students and names nobody.
    """
    lost = [state for state in states if state.is_of_another_embedder]
    if not lost:
        return None
    by_hand = sum(state.must_enroll_again for state in lost)
    by_photos = len(lost) - by_hand
    ways = []
    if by_photos:
        ways.append(f"{by_photos} with kept photos: run `.venv/bin/python -m scripts.reembed`")
    if by_hand:
        ways.append(f"{by_hand} must be enrolled again: the page marks them")
    return (
        f"{len(lost)} of {len(states)} students were enrolled with another embedder or other "
        f"weights than those of {embedder}, and stay unknown; {'; '.join(ways)}"
    )

"""Who appears in the demo clip, as demo/truth.json says."""

from scripts.generated_faces.truth import read_truth
from tests.e2e.serving import DEMO_DIR


def names_in_clip(*, frames: int | None = None) -> list[str]:
    """The enrolled people of the clip, or of its first `frames` frames, in order of names."""
    return sorted(
        {
            face.name
            for frame in read_truth(DEMO_DIR / "truth.json")
            for face in frame.faces
            if face.name is not None and (frames is None or frame.frame < frames)
        }
    )

"""Find the directions of expressions.py anew, from generated faces and their landmarks.

Three steps, since MediaPipe is no dependency of this project:

1. `python -m scripts.generated_faces.fit_directions draw FOLDER` draws portraits.
2. Elsewhere, run MediaPipe Face Mesh (0.10.9, refined landmarks, single pictures) over FOLDER and
   save its 478 landmarks in px of each portrait SEED.jpg as the array SEED of FOLDER/landmarks.npz.
3. `python -m scripts.generated_faces.fit_directions fit FOLDER` writes directions.npz.
"""

from pathlib import Path
from typing import Annotated, Final

import cv2
import numpy as np
import numpy.typing as npt
import typer
from rich.progress import track

from models.embedder import load_embedder
from models.emotion import EMOTIONS, load_emotion_classifier
from models.runtime import create_runtime
from scripts.generated_faces.generator import FaceGenerator
from scripts.generated_faces.measures import five_landmarks, measure
from scripts.generated_faces.photos import save_jpeg
from server.start import load_settings

FloatArray = npt.NDArray[np.float64]

TRUNCATION: Final = 0.7
PORTRAIT_PX: Final = 512
IDENTITY_COMPONENTS: Final = 120
_OUTLIERS_BEYOND: Final = 3.5
"""Standard deviations to which measures are clipped."""

# In a crop of 112 px: the bridge of a pair of glasses, and its lower rims.
_BRIDGE: Final = np.s_[40:58, 50:62]
_RIMS: Final = (np.s_[58:70, 24:48], np.s_[58:70, 64:88])

app = typer.Typer(help=__doc__)
Folder = Annotated[Path, typer.Argument(help="Folder of the portraits.")]


@app.command()
def draw(folder: Folder, count: int = 1500) -> None:
    """Draw one portrait for each of the first seeds."""
    generator = FaceGenerator(load_settings().weights_dir)
    for seed in track(range(count)):
        style = generator.person(seed, truncation=TRUNCATION, colour_truncation=TRUNCATION)
        portrait = cv2.resize(
            generator.render(style), (PORTRAIT_PX, PORTRAIT_PX), interpolation=cv2.INTER_AREA
        )
        save_jpeg(folder / f"{seed:05d}.jpg", np.asarray(portrait, np.uint8), quality=92)


@app.command()
def fit(folder: Folder, output: Path = Path("directions.npz")) -> None:
    """Regress styles on measures and identity; write the measures' coefficients."""
    weights_dir = load_settings().weights_dir
    generator = FaceGenerator(weights_dir)
    runtime = create_runtime("openvino")
    embedder = load_embedder("sface", runtime, weights_dir)
    emotions = load_emotion_classifier(runtime, weights_dir)
    styles, rows, logits, embeddings = [], [], [], []
    with np.load(folder / "landmarks.npz") as landmarks:
        for seed in track(sorted(landmarks)):
            mesh = landmarks[seed].astype(np.float64)
            points = five_landmarks(mesh)[None]
            portrait = np.asarray(cv2.imread(str(folder / f"{seed}.jpg")), np.uint8)
            crops = embedder.crop(portrait, points)
            rows.append(measure(mesh) | _glasses(crops[0]))
            logits.append(emotions.logits(emotions.crop(portrait, points))[0])
            embeddings.append(embedder.embed(crops)[0])
            styles.append(generator.person(int(seed), truncation=TRUNCATION)[0])
    measures = np.array([list(row.values()) for row in rows])
    found = regress(np.array(styles), measures, np.array(embeddings))
    named = dict(zip(rows[0], found, strict=True))
    others = [list(rows[0]).index(name) for name in ("yaw", "pitch", "glasses", "rims")]
    causes = np.column_stack([np.array(logits), measures[:, others]])
    by_logit = regress(np.array(styles), causes, np.array(embeddings))
    named["anger"] = by_logit[EMOTIONS.index("angry")]
    del named["rims"]
    stored = {name: direction.astype(np.float16) for name, direction in named.items()}
    np.savez_compressed(output, allow_pickle=False, **stored)


def regress(styles: FloatArray, measures: FloatArray, embeddings: FloatArray) -> FloatArray:
    """Return the change of style (m, 512) per standard deviation of each of m measures.

    Linear least squares of styles (n, 512) on measures (n, m) and on the first principal
    components of embeddings (n, d), so that a direction keeps the other measures and identity.
    """
    standard = (measures - measures.mean(axis=0)) / measures.std(axis=0)
    standard = standard.clip(-_OUTLIERS_BEYOND, _OUTLIERS_BEYOND)
    components, _, _ = np.linalg.svd(embeddings - embeddings.mean(axis=0), full_matrices=False)
    identity = components[:, :IDENTITY_COMPONENTS] * np.sqrt(len(components))
    causes = np.column_stack([standard, identity, np.ones(len(standard))])
    coefficients, *_ = np.linalg.lstsq(causes, styles - styles.mean(axis=0))
    return np.asarray(coefficients[: measures.shape[1]], np.float64)


def _glasses(crop: npt.NDArray[np.uint8]) -> dict[str, float]:
    """How much the edges of a crop, uint8 (112, 112, 3) BGR, look like glasses, as logarithms."""
    gray = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY).astype(np.float32)
    smooth = cv2.GaussianBlur(gray, (0, 0), 1)
    edges = np.abs(cv2.Sobel(smooth, cv2.CV_32F, 0, 1)) / smooth.mean()
    rims = sum(float(edges[rim].mean()) for rim in _RIMS)
    return {"glasses": float(np.log(edges[_BRIDGE].mean())), "rims": float(np.log(rims))}


if __name__ == "__main__":
    app()

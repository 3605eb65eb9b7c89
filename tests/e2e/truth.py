"""Who appears in the demo clip, as demo/truth.json says."""

import json
from dataclasses import dataclass

from tests.e2e.serving import DEMO_DIR


@dataclass(frozen=True, slots=True)
class Truth:
    enrolled: frozenset[str]
    strangers: frozenset[str]


def read_truth() -> Truth:
    truth = json.loads((DEMO_DIR / "truth.json").read_text())
    return Truth(frozenset(truth["enrolled"]), frozenset(truth["strangers"]))

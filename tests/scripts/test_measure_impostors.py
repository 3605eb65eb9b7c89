import numpy as np
import pytest

from scripts.measure_impostors import impostor_similarities, summarise

ANA, BEN = np.eye(2, dtype=np.float32)


def test_impostor_similarities_compare_photos_with_templates_of_others_only() -> None:
    people = ["ana", "ana", "ben"]

    similarities = impostor_similarities(people, np.stack([ANA, ANA, BEN]))

    assert similarities.tolist() == [0.0]  # Ben's photo with Ana's template: Ben himself has none


def test_impostor_similarities_need_somebody_with_two_photos() -> None:
    with pytest.raises(ValueError, match="two photos"):
        impostor_similarities(["ana", "ben"], np.stack([ANA, BEN]))


def test_summary_of_normal_similarities_has_the_normal_quantiles() -> None:
    similarities = np.random.default_rng(0).normal(0.1, 0.08, 400_000).astype(np.float32)

    figures = summarise(similarities)

    assert figures["mean"] == pytest.approx(0.1, abs=0.001)
    assert figures["deviation"] == pytest.approx(0.08, abs=0.001)
    quantiles = figures["quantiles"]
    assert isinstance(quantiles, dict)
    assert quantiles["0.001"]["measured"] == pytest.approx(quantiles["0.001"]["normal"], abs=0.01)

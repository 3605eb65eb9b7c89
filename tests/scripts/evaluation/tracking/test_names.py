import pytest

from scripts.evaluation.tracking.names import NameScore, score_names
from scripts.evaluation.tracking.truth import Moment, SeenBox, TrueBox

HERE = (0.0, 0.0, 100.0, 100.0)
FAR = (500.0, 0.0, 600.0, 100.0)


def score(*shown: str | None, name: str | None = "Ana") -> NameScore:
    """One person, one frame a second, and what is said of them; "" for a frame without them."""
    return score_names(
        [
            Moment(
                at=float(second),
                seconds=1.0,
                truth=() if said == "" else (TrueBox("a", name, HERE),),
                seen=() if said == "" else (SeenBox(1, said, HERE),),
            )
            for second, said in enumerate(shown)
        ]
    )


def test_seconds_are_right_wrong_or_without_a_name() -> None:
    result = score(None, "Ana", "Ana", "Ben")

    assert (result.right_seconds, result.wrong_seconds, result.unnamed_seconds) == (2.0, 1.0, 1.0)
    assert (result.name_switches, result.name_losses) == (1, 1)


def test_time_to_the_first_name_and_after_an_absence() -> None:
    result = score(None, None, "Ana", "", "", "", None, "Ana")

    assert (result.first_names, result.names_again) == ([2.0], [1.0])
    figures = result.figures()
    assert figures["first_name_after_seconds"] == 2.0
    assert figures["named_again_after_seconds"] == 1.0


@pytest.mark.parametrize(
    ("shown", "again"),
    [(("Ana", "", "Ana"), []), (("Ana", "", "", "Ana"), [0.0])],
)
def test_who_is_away_for_more_than_a_second_comes_back(
    shown: tuple[str, ...], again: list[float]
) -> None:
    assert score(*shown).names_again == again


def test_who_comes_back_without_a_name_has_lost_none() -> None:
    result = score("Ana", "", "", "", None)

    assert result.name_losses == 0
    assert result.figures()["never_named"] == 1


def test_who_is_never_named_is_counted() -> None:
    result = score(None, None)

    assert result.first_names == [None]
    assert result.figures()["never_named"] == 1


def test_any_name_on_a_stranger_is_wrong() -> None:
    result = score(None, "Ana", name=None)

    assert (result.wrong_seconds, result.unnamed_seconds) == (1.0, 0.0)


def test_a_name_beside_a_face_is_on_it_while_a_third_is_shared() -> None:
    moment = Moment(0.0, 0.5, (TrueBox("a", "Ana", HERE),), (SeenBox(1, "Ana", (50, 0, 150, 100)),))

    assert score_names([moment]).right_seconds == pytest.approx(0.5)


def test_a_name_is_on_the_face_in_view_and_not_on_the_one_behind_it() -> None:
    behind = TrueBox("b", "Ben", HERE, counted=False)
    before = TrueBox("a", "Ana", (30, 0, 130, 100))
    moment = Moment(0.0, 0.5, (behind, before), (SeenBox(1, "Ana", HERE),))

    result = score_names([moment])

    assert (result.right_seconds, result.wrong_seconds) == (0.5, 0.0)


def test_a_hidden_face_without_a_name_is_no_fault() -> None:
    hidden = TrueBox("a", "Ana", HERE, counted=False)

    assert score_names([Moment(0.0, 0.5, (hidden,), ())]).unnamed_seconds == 0.0


def test_a_name_on_nobody_is_wrong() -> None:
    moment = Moment(0.0, 0.5, (TrueBox("a", "Ana", HERE),), (SeenBox(1, "Ana", FAR),))

    assert score_names([moment]).wrong_seconds == pytest.approx(0.5)


def test_a_wrong_name_on_a_hidden_face_is_wrong_all_the_same() -> None:
    hidden = TrueBox("a", "Ana", HERE, counted=False)
    moment = Moment(0.0, 0.5, (hidden,), (SeenBox(1, "Ben", HERE),))

    result = score_names([moment])

    assert (result.wrong_seconds, result.unnamed_seconds) == (0.5, 0.0)

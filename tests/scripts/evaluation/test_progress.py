import pytest

from scripts.evaluation.progress import BATCH, batches_on_all_cores


def test_batches_keep_the_order_and_lose_nothing() -> None:
    items = list(range(2 * BATCH + 3))

    batches = list(batches_on_all_cores(lambda item: -item, items, "Testing"))

    assert [len(batch) for batch in batches] == [BATCH, BATCH, 3]
    assert [value for batch in batches for value in batch] == [-item for item in items]


def test_progress_leaves_stdout_alone(capsys: pytest.CaptureFixture[str]) -> None:
    list(batches_on_all_cores(str, [1, 2], "Testing"))

    assert capsys.readouterr().out == ""


def test_batches_hand_on_the_first_error() -> None:
    def fail(item: int) -> int:
        raise ValueError(f"bad {item}")

    with pytest.raises(ValueError, match="bad 0"):
        list(batches_on_all_cores(fail, [0, 1], "Testing"))

import pytest

from server.origins import is_allowed


@pytest.mark.parametrize(
    ("origin", "host", "expected"),
    [
        (None, "localhost:8000", True),  # no browser
        ("http://localhost:8000", "localhost:8000", True),
        ("http://LocalHost:8000", "localhost:8000", True),
        ("http://localhost:8001", "localhost:8000", False),
        ("http://127.0.0.1:8000", "localhost:8000", False),
        ("http://evil.example", "localhost:8000", False),
        ("https://school.example", "school.example", True),  # behind a proxy with a certificate
        ("http://school.example:80", "school.example", True),
        ("http://[::1]:8000", "[::1]:8000", True),
        ("http://[::1", "[::1]:8000", False),
        ("http://a:99999", "a:99999", False),
        ("file://", "", False),
        ("null", "null", False),
        ("", "", False),
        ("https://board.example", "localhost:8000", True),  # allowed by the operator
        ("https://board.example.evil.example", "localhost:8000", False),
    ],
)
def test_origin_is_judged_by_the_host_that_was_asked(
    origin: str | None, host: str, expected: bool
) -> None:
    assert is_allowed(origin, host=host, allowed=["https://Board.example/"]) is expected

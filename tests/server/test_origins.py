import pytest

from server.origins import canonical_origin, is_allowed


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


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("https://school.example", "https://school.example"),
        ("https://School.example/", "https://school.example"),
        ("https://school.example:443", "https://school.example"),
        ("http://school.example:80/", "http://school.example"),
        ("https://school.example:8443", "https://school.example:8443"),
        ("http://10.0.0.7:8000", "http://10.0.0.7:8000"),
        ("https://[FE80::1]:8443", "https://[fe80::1]:8443"),
    ],
)
def test_origin_is_put_as_browsers_send_it(origin: str, expected: str) -> None:
    assert canonical_origin(origin) == expected


@pytest.mark.parametrize(
    "origin",
    [
        "school.example",
        "school.example:8000",
        "*",
        "null",
        "",
        "https://",
        "https://*.school.example",
        "https://[school.example",
        "https://[:::]",
        "https://school.example/homeroom",
        "https://school.example?class=7b",
        "https://teacher@school.example",
        "https://school.example:http",
        "https://school.example:99999",
        "https://school.example.",
        "https://schüle.example",
        "ftp://school.example",
    ],
)
def test_what_no_browser_sends_is_no_origin(origin: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical_origin(origin)

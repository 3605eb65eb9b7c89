import socket

import pytest

from server.errors import StartError
from server.start import bind_socket, is_loopback, load_settings, url_of, variable_of


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("HOMEROOM_PORT", "http", "HOMEROOM_PORT='http'"),
        ("HOMEROOM_RUNTIME", "tpu", "HOMEROOM_RUNTIME='tpu'"),
        ("HOMEROOM_LIMITS__MAX_CONNECTIONS", "0", "HOMEROOM_LIMITS__MAX_CONNECTIONS='0'"),
        ("HOMEROOM_LIMITS", "{", "HOMEROOM_LIMITS is no good: it wants a JSON object"),
        (
            "HOMEROOM_ALLOWED_ORIGINS",
            "school.example",
            "HOMEROOM_ALLOWED_ORIGINS='school.example' is no good: an origin looks like https://",
        ),
        ("HOMEROOM_ALLOWED_ORIGINS", '["school.example"]', "an origin looks like https://"),
        (
            "HOMEROOM_ALLOWED_ORIGINS",
            '["https://[school.example"]',
            "an origin looks like https://",
        ),
        ("HOMEROOM_ALLOWED_ORIGINS", '["https://school.example"', "this is no JSON list"),
        ("HOMEROOM_ALLOWED_ORIGINS", "[7]", "HOMEROOM_ALLOWED_ORIGINS=7"),
    ],
)
def test_bad_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)

    with pytest.raises(StartError) as raised:
        load_settings()

    assert said in raised.value.detail
    assert "\n" not in raised.value.detail
    assert raised.value.code == "bad_setting"


def test_null_switches_off_what_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEROOM_LIVENESS__MOTIONLESS_SECONDS", "null")

    assert load_settings().liveness.motionless_seconds is None


def test_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMEROOM_PORT", "1234")
    monkeypatch.setenv("HOMEROOM_HOST", "192.0.2.1")

    settings = load_settings(port="8080")

    assert (settings.host, settings.port) == ("192.0.2.1", 8080)


def test_variable_of_a_nested_setting() -> None:
    assert variable_of(("limits", "max_connections")) == "HOMEROOM_LIMITS__MAX_CONNECTIONS"


def test_port_in_use_is_said() -> None:
    with bind_socket("127.0.0.1", 0) as first:
        port = first.getsockname()[1]

        with pytest.raises(StartError, match=f"port {port} is in use") as raised:
            bind_socket("127.0.0.1", port)

    assert raised.value.code == "port_in_use"


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid", "a" * 300])
def test_host_that_is_not_ours_is_said(host: str) -> None:
    with pytest.raises(StartError, match="no address of this machine") as raised:
        bind_socket(host, 0)

    assert raised.value.code == "bad_host"


def test_bound_socket_lets_clients_wait_in_line() -> None:
    with (
        bind_socket("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == listener.getsockname()


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.1.2.3", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("school.example", False),
    ],
)
def test_loopback_is_this_machine_only(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://localhost:8000"),
        ("0.0.0.0", "http://localhost:8000"),
        ("192.168.1.5", "http://192.168.1.5:8000"),
        ("fe80::1", "http://[fe80::1]:8000"),
    ],
)
def test_url_is_one_that_a_browser_takes(host: str, expected: str) -> None:
    assert url_of(host, 8000) == expected

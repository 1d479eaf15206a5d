"""An endpoint says where words would go, and keeps its key to itself."""

from __future__ import annotations

import pytest

from qualkit.errors import InvalidInput
from qualkit.reduction.suggesting import Endpoint


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:11434/v1", True),
        ("http://LOCALHOST/v1", True),
        ("http://127.0.0.1:8080/v1", True),
        ("http://127.9.9.9/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.168.1.5:8080/v1", False),
        ("http://localhost.example.org/v1", False),
        ("https://127.0.0.1.example.org/v1", False),
        ("https://api.example.org/v1", False),
    ],
)
def test_only_a_loopback_address_is_this_machine(url: str, *, local: bool) -> None:
    endpoint = Endpoint(url, "m")
    assert endpoint.is_local is local
    assert ("on this machine" in endpoint.told()) is local
    assert ("leaves this machine" in endpoint.told()) is not local


def test_what_goes_unencrypted_is_said_loudly() -> None:
    assert "NOT encrypted" in Endpoint("http://gpu.example.org/v1", "m").told()
    assert "NOT encrypted" not in Endpoint("https://gpu.example.org/v1", "m").told()


def test_a_slash_at_the_end_of_the_address_is_no_matter() -> None:
    urls = {Endpoint(url, "m").completions for url in ("https://h.example/v1", "https://h.example/v1/")}
    assert urls == {"https://h.example/v1/chat/completions"}


def test_the_key_is_not_shown() -> None:
    assert "secret" not in repr(Endpoint("https://h.example/v1", "m", key="secret"))
    assert Endpoint("https://h.example/v1", "m", key="secret").without_key("a secret b") == "a [key] b"
    assert Endpoint("https://h.example/v1", "m").without_key("a secret b") == "a secret b"


def test_a_key_never_goes_unencrypted_to_another_machine() -> None:
    with pytest.raises(InvalidInput, match="unencrypted") as caught:
        Endpoint("http://gpu.example.org/v1", "m", key="secret")
    assert "secret" not in str(caught.value)
    assert Endpoint("http://localhost/v1", "m", key="secret").is_local


@pytest.mark.parametrize("key", ["", " secret", "secret\n", "se\r\ncret", "sécret"])
def test_a_key_that_would_break_a_header_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(InvalidInput, match="key") as caught:
        Endpoint("https://h.example/v1", "m", key=key)
    assert "cret" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "h.example/v1",
        "ftp://h.example",
        "file:///etc/passwd",
        "http://",
        "http://h:port/",
        "http://h/a b",
        "http://[::1",
    ],
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput, match="is like https://"):
        Endpoint(url, "m")


@pytest.mark.parametrize(
    "url", ["https://u:secret@h.example/v1", "https://h.example/v1?k=secret", "https://h.example/#secret"]
)
def test_an_address_that_holds_more_than_host_and_path_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(InvalidInput, match=r"h\.example holds more") as caught:
        Endpoint(url, "m")
    assert "secret" not in str(caught.value)


def test_settings_out_of_range_are_refused() -> None:
    with pytest.raises(InvalidInput, match="above 0 seconds"):
        Endpoint("http://localhost/v1", "m", timeout=0)
    with pytest.raises(InvalidInput, match="at least 1 attempt"):
        Endpoint("http://localhost/v1", "m", attempts=0)

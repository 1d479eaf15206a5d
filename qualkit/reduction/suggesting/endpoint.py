"""Where a language model answers: an OpenAI-compatible address, local or remote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from ipaddress import ip_address
from types import MappingProxyType
from typing import Any
from urllib.parse import SplitResult, urlsplit

from qualkit.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that takes chat completions as OpenAI's does, and the model to ask there.

    Making one sends nothing. The key is shown nowhere and kept in no record.

    Parameters
    ----------
    url
        Up to the version, as ``http://localhost:11434/v1``.
    model
        The model's name there.
    key
        What the service knows you by; never sent unencrypted to another machine.
    timeout
        Seconds to wait for one answer.
    attempts
        How often to ask when the service says that it is busy.
    settings
        Further fields of each request. By default temperature 0, so that answers vary little.

    Raises
    ------
    InvalidInput
        If the address is not http or https, holds more than host and path, or would show the key.

    Examples
    --------
    >>> Endpoint("http://localhost:11434/v1", "qwen3:8b", key="secret")
    Endpoint(url='http://localhost:11434/v1', model='qwen3:8b')
    """

    url: str
    model: str
    _: KW_ONLY
    key: str | None = field(default=None, repr=False)
    timeout: float = field(default=60, repr=False)
    attempts: int = field(default=3, repr=False)
    settings: Mapping[str, Any] = field(
        default_factory=lambda: MappingProxyType({"temperature": 0}), repr=False, hash=False
    )

    def __post_init__(self) -> None:
        parts = _parts(self.url)
        if self.timeout <= 0 or self.attempts < 1:
            raise InvalidInput("An endpoint needs a timeout above 0 seconds and at least 1 attempt.")
        if self.key is None:
            return
        if not (self.key.isascii() and self.key.isprintable() and self.key.strip() == self.key != ""):
            raise InvalidInput("The key holds what no key holds: white space at an end, or odd characters.")
        if parts.scheme == "http" and not self.is_local:
            raise InvalidInput(
                f"The key would go to {self.host} unencrypted. Use an address that begins with https://."
            )

    @property
    def host(self) -> str:
        """The machine that is asked, with its port where one is named."""
        return urlsplit(self.url).netloc

    @property
    def is_local(self) -> bool:
        """Whether that is surely this machine: ``localhost`` or a loopback address."""
        name = urlsplit(self.url).hostname or ""
        try:
            return ip_address(name).is_loopback
        except ValueError:
            return name == "localhost"

    @property
    def completions(self) -> str:
        """The address that requests go to."""
        return self.url.rstrip("/") + "/chat/completions"

    def told(self) -> str:
        """Where what is asked goes, in plain words."""
        if self.is_local:
            return f"It goes to the model {self.model!r} at {self.host}, on this machine."
        way = "encrypted" if self.url.lower().startswith("https:") else "NOT encrypted on its way"
        return f"It leaves this machine: it goes to the model {self.model!r} at {self.host}, {way}."

    def without_key(self, text: str) -> str:
        """A text with the key blotted out, should a service repeat it."""
        return text.replace(self.key, "[key]") if self.key else text


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or not url.isascii() or not url.isprintable() or " " in url:
        raise InvalidInput("An endpoint's address is like https://host/v1 or http://localhost:11434/v1.")
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise InvalidInput(
            f"The address of an endpoint at {parts.hostname} holds more than host and path. Give a key as "
            "key=…, and leave out what follows '?' or '#'."
        )
    return parts

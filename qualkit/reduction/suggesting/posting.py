"""One question sent to an endpoint, and what came back, kept word for word."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any

from qualkit.reduction.suggesting.endpoint import Endpoint

Messages = Sequence[Mapping[str, str]]

_MOST = 8_000_000
_BUSY = (429, 503)
_WAIT, _LONGEST_WAIT = 5.0, 60.0
_COMPLAINT = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A prompt and its answer, with the words of the sources that were sent.

    ``model`` is what the service says it was, else what was asked for; ``failure`` says why there is no
    answer; ``tokens`` are those of the prompt and of the answer, where the service counts them.
    """

    at: str
    host: str
    model: str
    sources: tuple[str, ...]
    prompt: str
    answer: str
    seconds: float
    tokens: tuple[int, int] | None = None
    failure: str | None = None


class _Refused(Exception):
    """No usable answer; ``wait`` is how long a busy service asks to wait."""

    def __init__(self, reason: str, body: str = "", wait: float | None = None) -> None:
        super().__init__(reason)
        self.body = body
        self.wait = wait


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Nothing that was meant for one host goes on to another."""


def post(endpoint: Endpoint, messages: Messages, *, sources: tuple[str, ...]) -> Iterator[Exchange]:
    """Ask once, and again while the service is busy; each attempt is an exchange, the last one counts."""
    for attempt in range(1, endpoint.attempts + 1):
        exchange, wait = _attempt(endpoint, messages, sources)
        yield exchange
        if wait is None:
            return
        if attempt < endpoint.attempts:
            time.sleep(wait)


def _attempt(
    endpoint: Endpoint, messages: Messages, sources: tuple[str, ...]
) -> tuple[Exchange, float | None]:
    at, began = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    failure, wait, model, tokens = None, None, None, None
    try:
        body = _sent(endpoint, messages)
        answer, model, tokens = _read(body)
    except _Refused as refused:
        answer, failure, wait = refused.body, str(refused), refused.wait
    exchange = Exchange(
        at=at,
        host=endpoint.host,
        model=endpoint.without_key(model or endpoint.model),
        sources=sources,
        prompt="\n\n".join(message["content"] for message in messages),
        answer=endpoint.without_key(answer),
        seconds=round(time.monotonic() - began, 3),
        tokens=tokens,
        failure=None if failure is None else endpoint.without_key(failure),
    )
    return exchange, wait


def _sent(endpoint: Endpoint, messages: Messages) -> str:
    """The body of the answer."""
    handlers: list[urllib.request.BaseHandler] = [_NoRedirects()]
    if endpoint.is_local:
        handlers.append(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + endpoint.timeout
    try:
        opener = urllib.request.build_opener(*handlers)
        with opener.open(_request(endpoint, messages), timeout=endpoint.timeout) as response:
            return _body(response, deadline)
    except urllib.error.HTTPError as error:
        raise _refusal(endpoint, error) from None
    except (OSError, HTTPException, UnicodeError) as error:
        raise _Refused(_unreached(endpoint, error)) from None


def _unreached(endpoint: Endpoint, error: Exception) -> str:
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, TimeoutError):
        return f"No answer came within {endpoint.timeout:g} seconds."
    return f"{endpoint.host} gives no answer: {cause}."


def _request(endpoint: Endpoint, messages: Messages) -> urllib.request.Request:
    asked = {**endpoint.settings, "model": endpoint.model, "messages": [*messages], "stream": False}
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "qualkit"}
    request = urllib.request.Request(endpoint.completions, json.dumps(asked).encode(), headers, method="POST")
    if endpoint.key is not None:
        request.add_unredirected_header("Authorization", f"Bearer {endpoint.key}")
    return request


def _body(response: Any, deadline: float) -> str:
    """All of a response, as long as it comes in time and is no flood."""
    chunks, size = [], 0
    while chunk := response.read1(65536):
        chunks.append(chunk)
        size += len(chunk)
        if size > _MOST:
            raise _Refused(f"The answer is longer than {_MOST:,} bytes.")
        if time.monotonic() > deadline:
            raise TimeoutError
    return _decoded(b"".join(chunks))


def _decoded(body: bytes) -> str:
    return _keepable(body.decode("utf-8", "replace"))


def _keepable(text: str) -> str:
    """A text without what no database keeps: the character 0, and halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _refusal(endpoint: Endpoint, error: urllib.error.HTTPError) -> _Refused:
    body = _complaint(endpoint, error)
    if 300 <= error.code < 400:
        return _Refused(
            f"The endpoint sends the question on to {error.headers.get('Location')!r}, and nothing was sent "
            "there. If you trust that address, make an endpoint of it.",
            body,
        )
    reason = f"The endpoint answered {error.code} ({error.reason}). {' '.join(body.split())[:300]}".strip()
    return _Refused(reason, body, _wait(error.headers.get("Retry-After")) if error.code in _BUSY else None)


def _complaint(endpoint: Endpoint, error: urllib.error.HTTPError) -> str:
    """The beginning of what a service says of an error; it is cut after the key is out, never through it."""
    with error:
        try:
            return endpoint.without_key(_decoded(error.read(2 * _COMPLAINT)))[:_COMPLAINT]
        except (HTTPException, OSError):
            return ""


def _wait(asked: str | None) -> float:
    """The seconds that a busy service asks to wait, within reason."""
    return min(float(asked), _LONGEST_WAIT) if asked and asked.isdecimal() else _WAIT


def _read(body: str) -> tuple[str, str | None, tuple[int, int] | None]:
    """The model's words, its name and the tokens it counted."""
    try:
        answer = json.loads(body)
        choice = answer["choices"][0]
        words = choice["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        words = None
    if not isinstance(words, str):
        raise _Refused("The answer is not a chat completion as OpenAI's are.", body)
    words = _keepable(words)
    if choice.get("finish_reason") == "length":
        raise _Refused("The answer stops in the middle. Ask with a smaller batch.", words)
    model = answer.get("model")
    return words, _keepable(model) if isinstance(model, str) else None, _tokens(answer.get("usage"))


def _tokens(usage: object) -> tuple[int, int] | None:
    if not isinstance(usage, dict):
        return None
    asked, answered = usage.get("prompt_tokens"), usage.get("completion_tokens")
    return (asked, answered) if type(asked) is int and type(answered) is int else None

"""A language model's server on this machine, which answers as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from qualkit.reduction.suggesting import Endpoint

Reply = tuple[int, dict[str, str], bytes]


class Server:
    """Requests that came in (path, headers, body), and the replies that go out, the last one for good."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.replies: list[Reply | Callable[[BaseHTTPRequestHandler], None]] = []
        self.url = ""

    def endpoint(self, **settings: Any) -> Endpoint:
        return Endpoint(self.url, "tiny", **settings)

    def answers(self, *contents: object, **fields: Any) -> None:
        """Answer with these, one a request."""
        self.replies = [completion(content, **fields) for content in contents]

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"] or 0))
        self.requests.append((handler.path, dict(handler.headers), json.loads(body)))
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if callable(reply):
            reply(handler)
            return
        status, headers, content = reply
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)


def completion(content: object, *, finish: str = "stop", **fields: Any) -> Reply:
    """A chat completion in OpenAI's form; what is no text goes as JSON."""
    words = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": words}}
    body = {"object": "chat.completion", "model": "tiny-2", "choices": [choice], **fields}
    return 200, {"Content-Type": "application/json"}, json.dumps(body).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.handle(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    told.url = f"http://127.0.0.1:{http.server_port}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield told
    http.shutdown()
    thread.join()
    http.server_close()

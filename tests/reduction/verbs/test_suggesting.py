"""Suggestions on the composed corpus, and a language model that a local server plays."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
import pytest

import qualkit as qk
from qualkit import Study

Answer = Callable[[dict[str, object]], tuple[int, str]]


def test_suggestions_are_only_suggested_and_never_come_back_once_rejected(coaching: Study) -> None:
    some = coaching.sources["source"].iloc[::2].tolist()
    coaching.undo()
    coaching.reduction.autocode(sources=some, unit="sentence")
    found = coaching.reduction.suggest()
    assert found.quality["precision"].notna().any()
    before = coaching.codings
    written = coaching.reduction.propose(found, most=10)
    new = coaching.codings[~coaching.codings["coding_id"].isin(before["coding_id"])]
    columns = ["coding_id", "source", "start", "end", "code"]
    assert sorted(new[columns].values.tolist()) == sorted(written[columns].values.tolist())
    assert 0 < len(new) <= 10
    assert (set(new["status"]), set(new["origin"])) == ({"suggested"}, {"model"})
    assert new["memo"].str.startswith("confidence ").all()
    assert coaching.reduction.accept(written) == len(written)
    coaching.reduction.reject(written)
    again = coaching.reduction.propose(found, most=10)
    assert coaching.reduction.accept(again) == coaching.reduction.accept(again[:0]) == len(again) == 0
    assert coaching.reduction.accept(coaching.reduction.propose(found, most=0)) == 0
    assert coaching.verify_audit().empty


def test_rows_of_another_frame_are_no_suggestions(coaching: Study) -> None:
    with pytest.raises(qk.InvalidInput, match="no column 'source'"):
        coaching.reduction.propose(pd.DataFrame({"code": ["x"]}))


@pytest.fixture
def model() -> Iterator[tuple[str, list[dict[str, object]], list[Answer]]]:
    """The address of a server that answers as told, what it was sent, and what it is to answer."""
    sent: list[dict[str, object]] = []
    answers: list[Answer] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            sent.append(body)
            status, content = answers[0](body)
            told = json.dumps({"model": "played", "choices": [{"message": {"content": content}}]}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1", sent, answers
    server.shutdown()
    server.server_close()
    thread.join()


Model = tuple[str, list[dict[str, object]], list[Answer]]


def test_a_model_is_asked_and_all_of_it_is_kept_until_the_source_is_withdrawn(
    coaching: Study, model: Model
) -> None:
    url, sent, answers = model
    code, source = coaching.codes["code"][0], coaching.sources["source"][0]
    turns = coaching.reduction.segments("turn", sources=source)["text"]
    number = int(turns.str.len().argmax()) + 1
    words = turns[number - 1][:60].strip()
    answers.append(
        lambda _: (
            200,
            json.dumps(
                [
                    {"segment": number, "code": code, "quote": words, "confidence": 0.9, "reason": "said so"},
                    {
                        "segment": number,
                        "code": code,
                        "quote": "never said",
                        "confidence": 1,
                        "reason": "invented",
                    },
                ]
            ),
        )
    )
    said: list[str] = []
    endpoint = qk.reduction.Endpoint(url, "played")
    found = coaching.reduction.ask(endpoint, sources=source, codes=code, batch=500, say=said.append)
    assert "on this machine" in said[0]
    assert found.frame["text"].tolist()[0] == words
    assert "never said" in found.refused["quote"].tolist()
    kept = coaching.history[coaching.history["verb"] == "ask"]
    assert len(kept) == len(sent) == len(found.exchanges)
    assert words in kept["details"].iloc[0]["prompt"]
    assert kept["details"].iloc[0]["model"] == "played"
    assert coaching.audit["verb"].tolist()[-1] == "ask"
    coaching.reduction.propose(found)
    coaching.collection.remove(source)
    assert coaching.history[coaching.history["verb"] == "ask"].empty
    assert coaching.verify_audit().empty
    raw = Path(str(coaching._store.where))
    coaching._store.compact()
    assert words.encode() not in raw.read_bytes()


def test_a_model_that_does_not_answer_is_not_asked_about_every_source(coaching: Study, model: Model) -> None:
    url, sent, answers = model
    answers.append(lambda _: (500, "no"))
    said: list[str] = []
    found = coaching.reduction.ask(qk.reduction.Endpoint(url, "played", attempts=1), say=said.append)
    assert found.frame.empty
    assert "gave no answer" in said[-1]
    assert len({tuple(each.sources) for each in found.exchanges}) == 1
    assert len(sent) == len(found.exchanges)
    assert (coaching.history["verb"] == "ask").sum() == len(sent)


@pytest.mark.parametrize(("start", "end"), [(5, 10**6), (7, 7), (-1, 3), (1.5, 3.0)])
def test_a_suggestion_lies_inside_its_source(coaching: Study, start: float, end: float) -> None:
    source, code = coaching.sources["source"][0], coaching.codes["code"][0]
    rows = pd.DataFrame({"source": [source], "code": [code], "start": [start], "end": [end]})
    with pytest.raises(qk.InvalidInput, match=r"no span of|whole numbers"):
        coaching.reduction.propose(rows)


def test_suggestions_for_some_sources_are_learned_from_all(coaching: Study) -> None:
    some = coaching.sources["source"].iloc[::2].tolist()
    other = coaching.sources["source"].iloc[1]
    coaching.undo()
    coaching.reduction.autocode(sources=some, unit="sentence")
    found = coaching.reduction.suggest(sources=other)
    assert set(found.frame["source"]) == {other}
    sure = coaching.reduction.suggest(confidence=0.9, roles="participant")
    assert (sure.frame["confidence"] >= 0.9).all()
    with pytest.raises(TypeError, match="sureness"):
        coaching.reduction.suggest(sureness=0.9)  # type: ignore[call-arg]

"""Contact summaries: a form on a source, filled with what the study knows, and read back into it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.attributes import as_json, changed
from qualkit.collection.contact_form import Contact, Filled, read_form, write_form
from qualkit.collection.dates import iso_date
from qualkit.errors import Conflict, NotFound
from qualkit.language import listed, say
from qualkit.session import Session
from qualkit.store import Change

_MEMO = "contact summary"
_MOST_CODES = 10
_PROMPT = re.compile(r"^## (.+)$", re.MULTILINE)
_NO_FILE_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def contact_summary(
    session: Session,
    source: str,
    path: str | Path | None = None,
    *,
    questions: str | Sequence[str] | None = None,
) -> Path:
    """Write a contact summary form on a source, see `Collection.contact_summary`."""
    row = session.row("source", source)
    target = _target(row["name"], path)
    if target.exists():
        raise Conflict(
            f"{target} is there already. Read it back first if somebody wrote in it, or give another path."
        )
    target.write_bytes(write_form(_contact(session, row, questions)))
    return target


def read_contact_summary(session: Session, path: str | Path) -> pd.DataFrame:
    """Bring a form that was filled in back into the study, see `Collection.read_contact_summary`."""
    path = Path(path)
    if not path.is_file():
        raise NotFound(f"There is no file {path}. Check the path.")
    filled = read_form(path.read_bytes())
    rows = session.store.rows("source", "id", [filled.source_id])
    if not rows:
        raise NotFound(f"The source of the form {path} is not in this study. Open the study that made it.")
    coder = session.coder_key()
    with session.change("read contact", "source") as change:
        report = [*_describe(change, rows[0], filled.facts), *_note(change, rows[0], filled, coder)]
    return pd.DataFrame(report, columns=["what", "before", "after"])


def _target(source: str, path: str | Path | None) -> Path:
    given = Path() if path is None else Path(path)
    return given / f"contact-{_NO_FILE_NAME.sub('_', source)}.docx" if given.is_dir() else given


def _contact(session: Session, row: pd.Series[Any], questions: str | Sequence[str] | None) -> Contact:
    language = session.language
    written = _answers(_memo_text(session.store.rows("memo", "about", [row["id"]])))
    asked = _research_questions(session) if questions is None else questions
    prompts = _prompts([asked] if isinstance(asked, str) else asked, language)
    return Contact(
        source_id=row["id"],
        source=row["name"],
        language=language,
        known=_known(session, row),
        facts=_facts(session, row),
        answers={prompt: written.get(prompt, "") for prompt in dict.fromkeys([*prompts, *written])},
    )


def _prompts(questions: Sequence[str], language: str) -> list[str]:
    learned = "What was learned, or could not be learned: {question}"
    asked = [say(learned, language, question=" ".join(each.split())) for each in questions]
    together = say("What was learned, or could not be learned, on the target questions?", language)
    return [
        say("Which issues or themes stood out in this contact?", language),
        *(asked or [together]),
        say("What else was salient, interesting or important?", language),
        say("Which target questions are new, or remain, for the next contact?", language),
    ]


def _research_questions(session: Session) -> list[str]:
    return list(session.table("conclusion")["question"].dropna().unique())


def _facts(session: Session, row: pd.Series[Any]) -> dict[str, str]:
    """What is known and can be corrected; people are those who speak, where nobody has named them."""
    told = json.loads(row["attributes"])
    turns = session.table("turn")
    spoken = turns[turns["source_key"] == row["key"]].dropna(subset=["speaker"])
    asking = "observer" if row["kind"] == "observation" else "interviewer"
    heard = {role: spoken.loc[spoken["role"] == role, "speaker"].unique() for role in (asking, "participant")}
    return {
        name: _joined(told.get(name) or heard.get(name, ()))
        for name in ("date", "site", asking, "participant")
    }


def _known(session: Session, row: pd.Series[Any]) -> dict[str, str]:
    language = session.language
    cases, codings, memos = session.source_cases, session.codings, session.memos
    counts = codings.loc[codings["source"] == row["name"], "code"].value_counts().head(_MOST_CODES)
    own = session.table("memo").loc[session.table("memo")["name"] == _MEMO, "id"]
    about = memos[(memos["about"] == row["name"]) & (memos["about_kind"] == "source")]
    size = say("{words} words, {turns} turns", language, words=row["words"], turns=row["turns"])
    return {
        "kind": say(row["kind"], language),
        "case": _joined(cases.loc[cases["source"] == row["name"], "case"]),
        "length": size,
        "most frequent codes": listed((f"{code} ({count})" for code, count in counts.items()), language),
        "memos": "\n".join(about.loc[~about["memo_id"].isin(own), "text"]),
    }


def _joined(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) else "; ".join(map(str, value))


def _describe(change: Change, source: Mapping[str, Any], facts: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """Set the attributes that were corrected in a form, and say which."""
    old = json.loads(source["attributes"])
    given = {name: (iso_date(value) if name == "date" else value) or None for name, value in facts.items()}
    new = {name: value for name, value in given.items() if _joined(old.get(name) or "") != (value or "")}
    if new:
        change.update("source", source["key"], attributes=as_json(changed(old, new)))
    return [(name, old.get(name), value) for name, value in new.items()]


def _note(change: Change, source: Mapping[str, Any], filled: Filled, coder: int) -> list[tuple[Any, ...]]:
    """Keep the answers of a form as the memo on its source, if they are new."""
    text = "\n\n".join(f"## {prompt}\n{answer}" for prompt, answer in filled.answers.items())
    rows = [row for row in change.rows("memo", "about", [source["id"]]) if row["name"] == _MEMO]
    before = _memo_text(rows) or None
    if not text or text == before:
        return []
    if rows:
        change.update("memo", rows[0]["key"], text=text)
    else:
        about = {"about_kind": "source", "about": source["id"], "kind": "analytic", "name": _MEMO}
        change.insert("memo", [{**about, "text": text, "coder_key": coder, "created": change.at}])
    return [("memo", before, text)]


def _memo_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """The text of the contact summary among some memos, empty if there is none."""
    return next((str(row["text"]) for row in rows if row["name"] == _MEMO), "")


def _answers(memo: str) -> dict[str, str]:
    """The answers in the text of a contact summary, by what was asked."""
    parts = _PROMPT.split(memo)[1:]
    return dict(zip(parts[::2], map(str.strip, parts[1::2]), strict=True))

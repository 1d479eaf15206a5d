"""Where a study stands: counts at each stage, what is stale, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import pandas as pd


@dataclass(frozen=True, slots=True)
class Overview:
    """A study at a glance: a title, one line for each stage, what is stale, and the next steps."""

    title: str
    where: str
    stages: tuple[tuple[str, str], ...]
    stale: tuple[str, ...]
    following: tuple[str, ...]

    def __str__(self) -> str:
        width = max(len(stage) for stage, _ in self.stages)
        lines = [f"{self.title} ({self.where})"]
        lines += [f"  {stage:<{width}}  {state}" for stage, state in self.stages]
        lines += [f"  stale: {each}" for each in self.stale]
        lines += [f"  next: {each}" for each in self.following]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th style='text-align:left'>{escape(stage)}</th>"
            f"<td style='text-align:left'>{escape(state)}</td></tr>"
            for stage, state in self.stages
        )
        stale = "".join(f"<li><b>stale</b> {escape(each)}</li>" for each in self.stale)
        following = "".join(f"<li>{escape(each)}</li>" for each in self.following)
        notes = f"<ul style='margin:.3em 0'>{stale}{following}</ul>" if stale or following else ""
        return (
            f"<div><b>{escape(self.title)}</b> <span style='opacity:.65'>{escape(self.where)}</span>"
            f"<table>{rows}</table>{notes}</div>"
        )


def overview(
    *,
    title: str,
    where: str,
    sources: pd.DataFrame,
    cases: pd.DataFrame,
    codes: pd.DataFrame,
    codings: pd.DataFrame,
    memos: pd.DataFrame,
    summaries: pd.DataFrame,
    conclusions: pd.DataFrame,
    stale: pd.DataFrame,
    questions: pd.DataFrame,
) -> Overview:
    """Sum up the frames of a study."""
    kinds = ", ".join(f"{_count(n, str(kind))}" for kind, n in sources["kind"].value_counts().items())
    coded = codings["source"].nunique()
    stages = (
        (
            "collection",
            f"{_count(len(sources), 'source')}{f' ({kinds})' if kinds else ''}, "
            f"{int(sources['words'].sum()):,} words, {_count(len(cases), 'case')}",
        ),
        (
            "reduction",
            f"{_count(len(codes), 'code')}, {_count(int((codings['status'] == 'accepted').sum()), 'coding')} "
            f"in {coded} of {len(sources)} sources, "
            f"{_count(len(summaries), 'summary')}, {_count(len(memos), 'memo')}",
        ),
        (
            "conclusions",
            f"{_count(len(conclusions), 'conclusion')}, "
            f"{_count(int(conclusions['supports'].sum()), 'piece')} of evidence for, "
            f"{int(conclusions['contradicts'].sum())} against, "
            f"{_count(int(conclusions['checks'].sum()), 'check')}",
        ),
    )
    changed = tuple(
        f"{name}: {_count(int(n), 'piece')} of evidence changed"
        for name, n in stale["conclusion"].value_counts().items()
    )
    return Overview(
        title, where, stages, changed, tuple(_following(sources, codes, codings, conclusions, questions))
    )


def _following(
    sources: pd.DataFrame,
    codes: pd.DataFrame,
    codings: pd.DataFrame,
    conclusions: pd.DataFrame,
    questions: pd.DataFrame,
) -> list[str]:
    if sources.empty:
        return ["add sources: study.collection.add(…)"]
    if codes.empty:
        return ["take a codebook: study.reduction.use_codebook(…)"]
    if codings.empty:
        return ["code: study.reduction.autocode(), or study.reduction.code(…)"]
    steps = []
    uncoded = sorted(set(sources["source"]) - set(codings["source"]))
    if uncoded:
        steps.append(f"code {', '.join(uncoded[:3])}{' …' if len(uncoded) > 3 else ''}")
    if sources["case"].isna().all():
        steps.append("say which sources belong to which case: study.collection.assign(…)")
    if conclusions.empty:
        steps.append(
            "look at study.display.matrix(), and state what it shows: study.verification.conclude(…)"
        )
    elif not questions.empty:
        asked = _count(len(questions), "open question")
        steps.append(f"answer {asked}: study.verification.open_questions()")
    return steps


def _count(number: int, noun: str) -> str:
    plural = {"summary": "summaries", "survey": "surveys"}.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else plural}"

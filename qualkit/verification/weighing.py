"""What the evidence amounts to: case by case, method by method, and what is still missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal

import pandas as pd

from qualkit.verification.evidence import changed, standing

By = Literal["method", "source", "coder", "case"]

FACETS: dict[By, str] = {"method": "kind", "source": "source", "coder": "coder", "case": "case"}


def verdict_of(stances: Collection[str]) -> str:
    """What pieces of evidence from one place say of a claim.

    ``contradicts`` as soon as one contradicts; else ``converges`` as soon as one supports; else
    ``complements`` where there are only qualifications; ``silent`` where there is nothing.
    """
    for stance, verdict in (
        ("contradicts", "contradicts"),
        ("supports", "converges"),
        ("qualifies", "complements"),
    ):
        if stance in stances:
            return verdict
    return "silent"


def by_case(evidence: pd.DataFrame, cases: Sequence[str], not_asked: Collection[str]) -> pd.DataFrame:
    """For every case, what speaks for and against a conclusion.

    Parameters
    ----------
    evidence
        Evidence of one conclusion.
    cases
        The cases in scope, in their order.
    not_asked
        Those that were not asked about what the evidence is coded with.

    Returns
    -------
    pandas.DataFrame
        `case for against qualifying verdict`, counts of pieces of evidence; the verdict is ``for``,
        ``against``, ``mixed``, ``silent`` or ``not asked``. Silence never counts as support.
    """
    counted = standing(evidence)
    counts = pd.crosstab(counted["case"], counted["stance"])
    rows = []
    for case in cases:
        number = {
            stance: int(counts[stance].get(case, 0)) if stance in counts else 0
            for stance in ("supports", "contradicts", "qualifies")
        }
        rows.append(
            {
                "case": case,
                "for": number["supports"],
                "against": number["contradicts"],
                "qualifying": number["qualifies"],
                "verdict": _case_verdict(number, asked=case not in not_asked),
            }
        )
    return pd.DataFrame(rows, columns=["case", "for", "against", "qualifying", "verdict"])


def _case_verdict(number: dict[str, int], *, asked: bool) -> str:
    if number["supports"] and number["contradicts"]:
        return "mixed"
    if number["supports"] or number["contradicts"]:
        return "for" if number["supports"] else "against"
    if number["qualifies"]:
        return "mixed"
    return "silent" if asked else "not asked"


def questions(
    conclusion: Mapping[str, Any], evidence: pd.DataFrame, checks: pd.DataFrame
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What a sceptical reader would still ask of a conclusion.

    Yields
    ------
    tuple
        The question, why it is asked, and the values of what stands in braces there.
    """
    counted = standing(evidence)
    tactics = set(checks["tactic"])
    supporting = counted[counted["stance"] == "supports"]
    contradicting = counted[counted["stance"] == "contradicts"]
    since = changed(evidence)
    if not since.empty:
        yield (
            "Does it still stand?",
            "evidence that changed since it was cited: {number}",
            {"number": len(since)},
        )
    if supporting.empty:
        yield "What supports it?", "no evidence for it is cited", {}
    elif supporting["source"].notna().all() and supporting["source"].nunique() == 1:
        source = supporting["source"].iloc[0]
        yield "Does anybody else say so?", "all support comes from {source}", {"source": source}
    elif supporting["kind"].nunique() == 1:
        yield "Do other methods show it?", "all support comes from one kind of source", {}
    if contradicting.empty and "negative evidence" not in tactics:
        yield "What speaks against it?", "no negative evidence is cited, and no search for it recorded", {}
    if not contradicting.empty and conclusion["verdict"] == "supported":
        yield (
            "Can it be called supported?",
            "pieces of evidence against it: {number}",
            {"number": len(contradicting)},
        )
    if not conclusion["rivals"] and "rival explanations" not in tactics:
        yield "What else could explain it?", "no rival explanation is named", {}
    if "feedback from participants" not in tactics:
        yield "Do participants recognise it?", "no member check is recorded", {}
    if "peer debriefing" not in tactics:
        yield "What does a colleague doubt?", "no peer debriefing is recorded", {}
    weakening = checks.loc[checks["verdict"] == "weakens", "tactic"]
    if not weakening.empty and conclusion["verdict"] in ("supported", "tentative"):
        yield "Must it be reworded?", "a check weakens it ({tactics})", {"tactics": list(weakening)}

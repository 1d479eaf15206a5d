from __future__ import annotations

from collections.abc import Callable

from qualkit.display.graphs.narrative import counted, sentences
from qualkit.display.graphs.ties import Tie
from qualkit.display.material import Material

LABELS = {"beban": "Beban kerja", "naik": "Capaian naik"}


def test_a_sentence_has_sign_cases_addresses_and_note(made: Callable[..., Material]) -> None:
    tie = Tie(
        source="beban", target="naik", relation="menghambat", sign="-", evidence=("c5", "c2"), note="Sering"
    )
    counted_tie = Tie(source="naik", target="beban", relation="memicu", cases=("RSUP",), n=1)
    assert sentences(made([], language="id"), [tie, counted_tie], LABELS) == (
        "1. Beban kerja menghambat Capaian naik (−; 2 pengodean: K1:3; B1:6). Sering.",
        "2. Capaian naik memicu Beban kerja "
        "(1 kasus: RSUP; tidak ada pengodean yang diberikan sebagai bukti).",
    )


def test_long_evidence_is_counted_in_full_and_listed_in_part(made: Callable[..., Material]) -> None:
    material = made([])
    codings = material.codings.iloc[[0] * 15].assign(coding_id=range(15), turn=range(15))
    tie = Tie(source="beban", target="naik", relation="x", evidence=tuple(range(15)))
    (said,) = sentences(made([], codings=codings), [tie], LABELS)
    assert "15 codings: B1:0; B1:1; " in said
    assert said.endswith("B1:11 and 3 more).")


def test_numbers_have_their_plural() -> None:
    assert [counted(n, "case", "en") for n in (0, 1, 2)] == ["0 cases", "1 case", "2 cases"]

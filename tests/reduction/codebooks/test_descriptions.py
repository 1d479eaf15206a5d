from __future__ import annotations

from qualkit.model import Code
from qualkit.reduction.codebooks.contents import entry
from qualkit.reduction.codebooks.descriptions import described, restored


def test_a_retired_code_says_so_and_others_say_nothing() -> None:
    assert described(entry(Code(name="a", retired=True))) == "\n== Retired ==\nyes"
    assert described(entry(Code(name="a"))) == ""


def test_what_was_described_is_restored() -> None:
    code = Code(name="a", definition="A.", when="B.\n== Retired ==", scale=("low",), retired=True)
    assert restored(described(entry(code))) == {
        "definition": "A.",
        "when": "B.\n== Retired ==",
        "scale": ("low",),
        "retired": True,
    }

from __future__ import annotations

from textwrap import dedent

from qualkit.model import Code
from qualkit.reduction.codebooks.yaml_writing import emit


def test_long_texts_are_written_to_be_read() -> None:
    definition = "First line.\nSecond line: with a colon."
    text = emit([Code(name="a", definition=definition), Code(name="b", parent="a")], "T", None)
    assert text == dedent(
        """\
        title: T
        codes:
          - name: a
            definition: |-
              First line.
              Second line: with a colon.
            codes:
              - name: b
        """
    )


def test_what_goes_without_saying_is_not_written() -> None:
    codes = [Code(name="a", kind="descriptive", unit="match"), Code(name="b", retired=True)]
    assert emit(codes, "", None) == "codes:\n  - name: a\n  - name: b\n    retired: true\n"

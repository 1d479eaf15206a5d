from __future__ import annotations

import pytest

from qualkit.errors import InvalidInput
from qualkit.model import Code
from qualkit.reduction.codebooks.yaml_reading import parse


def test_everything_that_a_code_can_say_is_read() -> None:
    codes, title, language = parse(
        """
title: Coaching OPD
language: id
codes:
  - name: stages 🪜
    labels: {id: Tahapan strategi, he: שלבים}
    kind: process
    brief: B
    definition:
    when: W
    when_not: N
    examples: {typical: ["t"], atypical: ["u"], close but no: ["v", "w"]}
    colour: "#4477aa"
    scale: [weak, strong]
    unit: sentence
    patterns: ["komitmen*", "re:PAD\\\\s+naik"]
    retired: true
    codes: [commitment]
""",
        "here",
    )
    assert (title, language) == ("Coaching OPD", "id")
    assert codes == (
        Code(
            name="stages 🪜",
            labels={"id": "Tahapan strategi", "he": "שלבים"},
            kind="process",
            brief="B",
            when="W",
            when_not="N",
            examples={"typical": ("t",), "atypical": ("u",), "close but no": ("v", "w")},
            colour="#4477aa",
            scale=("weak", "strong"),
            unit="sentence",
            patterns=("komitmen*", r"re:PAD\s+naik"),
            retired=True,
        ),
        Code(name="commitment", parent="stages 🪜"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "here, line 1: the codebook is empty"),
        ("# nothing", "here, line 1: the codebook is empty"),
        ("- a", "here, line 1: a codebook has keys"),
        ("title: x", "here, line 1: there is no 'codes'"),
        ("codes: a", "here, line 1: 'codes' must be a list"),
        ("codes:\n  - a\n  - 2023", "here, line 3: 'name' must be a text, not 2023. Put it in quotes"),
        ("codes:\n  - a\n  -", "here, line 3: 'name' is empty"),
        ("codes:\n  - brief: x", "here, line 2: there is no 'name'"),
        ("code:\n  - a", "here, line 1: No key named 'code'. Did you mean 'codes'"),
        (
            "codes:\n  - name: a\n    define: x",
            "here, line 3: No key named 'define'. Did you mean 'definition'",
        ),
        (
            "codes:\n  - name: a\n    kind: proces",
            "here, line 3: No kind named 'proces'. Did you mean 'process'",
        ),
        ("codes:\n  - name: a\n    unit: line", "here, line 3: No unit named 'line'. "),
        ("codes:\n  - name: a\n    colour: red", "here, line 3: 'red' is no colour. Write it in quotes"),
        ("codes:\n  - name: a\n    colour: #fff", "here, line 3: 'colour' is empty. Write a text, in quotes"),
        ("codes:\n  - name: a\n    patterns: x*", "here, line 3: 'patterns' must be a list"),
        ("codes:\n  - name: a\n    labels: x", "here, line 3: 'labels' must have keys"),
        ("codes:\n  - name: a\n    retired: 'yes'", "here, line 3: 'retired' must be true or false, not yes"),
        (
            "codes:\n  - name: a\n    patterns:\n      - x\n      - 're:('",
            "here, line 5: Pattern 're:(' is not a",
        ),
        (
            "codes:\n  - name: a\n    examples:\n      typcal: [x]",
            "here, line 4: No kind of example named 'typcal'",
        ),
        ("codes:\n  - a\n  - A", "here, line 3: there is a code 'a' already"),
        ("codes:\n  - name: a\n    codes: [A]", "here, line 3: there is a code 'a' already"),
        ("codes:\n  - a\n  - name: b\n    parent: aa", "here, line 4: code 'b' has an unknown parent"),
        ("codes:\n  - {name: a, parent: b}\n  - {name: b, parent: a}", "here, line 2: code 'a' is its own"),
        (
            "codes:\n  - name: a\n    codes:\n      - name: b\n        parent: c\n  - c",
            "here, line 5: code 'b' is writ",
        ),
        ("codes: []\ntitle: &x [*x]", "here, line 2: 'title' must be a text"),
        ("codes: [", "here, line 1, column 9: not YAML"),
        (
            "codes:\n  - name: a: b",
            "here, line 2, column 12: not YAML: mapping values are not allowed here. Put",
        ),
        ("codes:\n  - *nya", "here, line 2, column 5: not YAML: found undefined alias 'nya'. Put a text"),
        ("title: a\ntitle: b", "here, line 2, column 1: not YAML"),
        ("codes: []\n---\ncodes: []", "Keep one codebook to a file"),
        ("title: x\ncodes: [\x00]", "here, line 2: not YAML: special characters"),
    ],
)
def test_a_problem_is_told_with_its_line_and_what_to_do(text: str, message: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse(text, "here")
    assert message in str(caught.value)


def test_all_problems_of_a_file_are_told_a_line_each() -> None:
    text = """
codes:
  - name: a
    kind: nothing
    colour: "red"
    codes:
      - name: b
        patterns: ["*", fine]
  - A
  - {name: c, parent: x}
"""
    with pytest.raises(InvalidInput) as caught:
        parse(text, "book.yaml")
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        f"book.yaml, line {number}" for number in (4, 5, 8, 9, 10)
    ]

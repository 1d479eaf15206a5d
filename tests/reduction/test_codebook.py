from __future__ import annotations

import copy
import dataclasses
import pickle
from pathlib import Path

import docx
import pytest

from qualkit.errors import InvalidInput, NotFound
from qualkit.model import Code
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.codebooks import Quotation


@pytest.fixture
def book() -> Codebook:
    return Codebook.parse(
        """
        title: Coaching <OPD>
        language: id
        codes:
          - name: stages
            labels: {id: Tahapan, ar: مراحل}
            brief: 'How coaching went & when'
            colour: "#4477aa"
            codes:
              - planning
              - {name: action, codes: [letter]}
          - {name: strategy, patterns: [strategi*], unit: sentence}
          - {name: target, parent: planning}
        """
    )


def test_codes_are_in_depth_first_order(book: Codebook) -> None:
    assert [code.name for code in book.codes] == [
        "stages",
        "planning",
        "target",
        "action",
        "letter",
        "strategy",
    ]


def test_codes_given_in_another_order_are_put_into_it() -> None:
    book = Codebook((Code(name="b", parent="a"), Code(name="c"), Code(name="a")))
    assert [code.name for code in book.codes] == ["c", "a", "b"]


def test_the_tree_can_be_asked(book: Codebook) -> None:
    assert book.children("stages") == ("planning", "action")
    assert book.below("stages") == ("stages", "planning", "target", "action", "letter")
    assert (book.family("letter"), book.family("strategy")) == ("stages", "strategy")
    assert "letter" in book
    assert "Letter" not in book
    assert book["target"].parent == "planning"


@pytest.mark.parametrize("ask", [Codebook.__getitem__, Codebook.children, Codebook.below, Codebook.family])
def test_an_unknown_code_is_refused_with_the_nearest(book: Codebook, ask: object) -> None:
    with pytest.raises(NotFound, match="Did you mean 'stages'"):
        ask(book, "stage")  # type: ignore[operator]


def test_the_frame_says_where_each_code_stands(book: Codebook) -> None:
    frame = book.frame.set_index("code")
    assert " ".join(book.frame) == (
        "code label kind parent family depth brief definition when when_not colour patterns unit retired"
    )
    assert frame.loc["letter", ["parent", "family", "depth"]].tolist() == ["action", "stages", 2]
    assert frame.loc["stages", ["label", "depth", "colour"]].tolist() == ["Tahapan", 0, "#4477aa"]
    assert frame.loc["strategy", ["patterns", "unit"]].tolist() == [("strategi*",), "sentence"]
    assert list(Codebook().frame) == list(book.frame)


def test_the_notebook_shows_an_indented_tree(book: Codebook) -> None:
    html = book._repr_html_()
    assert "Coaching &lt;OPD&gt;" in html
    assert "<b>Tahapan</b> <code>stages</code>: How coaching went &amp; when" in html
    assert html.index("margin-inline-start:3em'><b>letter") > html.index(
        "margin-inline-start:1.5em'><b>action"
    )


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        ((Code(name="a"), Code(name="A")), "there is a code 'a' already"),
        ((Code(name="a", parent="b"), Code(name="b", parent="a")), "its own ancestor"),
        ((Code(name="a"), Code(name="b", parent="aa")), r"unknown parent.*Did you mean 'a'"),
        ((Code(name="a\nb"),), "cannot name a code"),
        ((Code(name=" "),), "cannot name a code"),
    ],
)
def test_codes_that_make_no_tree_are_refused(codes: tuple[Code, ...], reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        Codebook(codes)


def test_a_book_can_be_copied_and_sent_to_another_process(book: Codebook) -> None:
    assert pickle.loads(pickle.dumps(book)) == book == copy.deepcopy(book)


def test_a_retired_code_is_shown_as_such() -> None:
    book = Codebook((Code(name="a", retired=True), Code(name="b")))
    assert book.frame["retired"].tolist() == [True, False]
    html = book._repr_html_()
    assert "<b>a</b> <i>(retired)</i>" in html
    assert "<b>b</b></div>" in html


def test_what_a_study_adds_to_a_book_is_no_part_of_it(book: Codebook, tmp_path: Path) -> None:
    quotation = Quotation("We sent a letter.", "P07:12", 3, 2)
    quoted = dataclasses.replace(book, _quoted=lambda: {"letter": quotation})
    assert quoted == book
    quoted.to_docx(tmp_path / "codebook.docx")
    (table,) = docx.Document(str(tmp_path / "codebook.docx")).tables
    assert [cell.text for cell in table.rows[5].cells][-2:] == ["“We sent a letter.”\nP07:12", "3 (2)"]

"""What a journal wants of tables and figures in Word, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from qualkit.display.content import Quoting
from qualkit.errors import InvalidInput, not_found

Rule = Literal["top", "header", "bottom", "rows", "columns", "sides"]
Place = Literal["above", "below"]

_SIZES = ("text_size", "caption_size", "table_size", "note_size")
_MARGINS = ("margin", "landscape_margin")
_NARROW = ("Times", "Liberation Serif", "Garamond", "Cambria", "Calibri", "Linux Libertine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How tables and figures look: that of APA 7 unless told otherwise.

    Parameters
    ----------
    font
        Of all text.
    text_size, caption_size, table_size, note_size
        In points.
    caption
        ``stacked``: the number in bold and, on a line of its own, the title in italics; ``line``: both on
        one line.
    table_caption, figure_caption
        Whether captions stand ``above`` or ``below``.
    table_label, figure_label
        The word before the number; that of the display's language unless given.
    notes
        ``together``: one paragraph that begins with an italic "Note."; ``apart``: legend, decision
        rules and notes, each a paragraph under its heading.
    decision_rules
        Among the notes (``note``), or in a ``footnote`` to the title.
    rules
        Which lines a table has: ``top header bottom``, between ``rows`` or ``columns``, at its ``sides``.
    shaded_bands
        Whether the headings of bands are grey.
    quotation_marks
        Before and after a quotation.
    quotation
        ``plain``, ``italic``, or an indented ``block``.
    address
        ``small`` and grey, ``plain``, or ``bracketed``.
    paper
        ``A4`` or ``Letter``.
    margin, landscape_margin
        Of upright pages and of those on their side, in centimetres.

    Raises
    ------
    InvalidInput
        For a size, a margin or a line that no page can have.

    """

    font: str = "Times New Roman"
    text_size: float = 12
    caption_size: float = 12
    table_size: float = 10
    note_size: float = 10
    caption: Literal["stacked", "line"] = "stacked"
    table_caption: Place = "above"
    figure_caption: Place = "above"
    table_label: str | None = None
    figure_label: str | None = None
    notes: Literal["together", "apart"] = "together"
    decision_rules: Literal["note", "footnote"] = "note"
    rules: tuple[Rule, ...] = ("top", "header", "bottom")
    shaded_bands: bool = False
    quotation_marks: tuple[str, str] = ("“", "”")
    quotation: Literal["plain", "italic", "block"] = "plain"
    address: Literal["small", "plain", "bracketed"] = "bracketed"
    paper: Literal["A4", "Letter"] = "A4"
    margin: float = 2.54
    landscape_margin: float = 2.54

    def __post_init__(self) -> None:
        for names, least, most, unit in ((_SIZES, 5, 40, "points"), (_MARGINS, 0.5, 7, "centimetres")):
            for name in names:
                if not least <= getattr(self, name) <= most:
                    raise InvalidInput(
                        f"{name} is {getattr(self, name):g}; it can be {least:g} to {most:g} {unit}."
                    )
        unknown = set(self.rules) - set(get_args(Rule))
        if unknown:
            raise InvalidInput(
                f"A table has no rule {sorted(unknown)[0]!r}; it has: {', '.join(get_args(Rule))}."
            )

    @property
    def quoting(self) -> Quoting:
        """How the quotations of a cell are printed."""
        return Quoting(
            marks=self.quotation_marks,
            look="quoted" if self.quotation == "italic" else self.quotation,
            address="address" if self.address == "small" else "plain",
            bracketed=self.address == "bracketed",
        )

    @property
    def scale(self) -> float:
        """How wide the letters of tables are, compared with Times of 8.5 points."""
        return self.table_size / 8.5 * (1.0 if self.font.startswith(_NARROW) else 1.12)


_STYLES = {
    "apa7": Style(),
    "plain": Style(
        text_size=11,
        caption_size=10,
        table_size=8.5,
        note_size=7.5,
        caption="line",
        figure_caption="below",
        notes="apart",
        shaded_bands=True,
        address="small",
        margin=2.5,
        landscape_margin=2.0,
    ),
}


def style(name: str | Style = "apa7") -> Style:
    """The style of a name, ``apa7`` or ``plain``; a style is given back as it is.

    Raises
    ------
    NotFound
        For another name.

    >>> style("plain").caption
    'line'
    """
    if isinstance(name, Style):
        return name
    if name not in _STYLES:
        raise not_found("style", name, _STYLES)
    return _STYLES[name]

"""A sheet of paper on which rows of text and rules are set one below another, to be drawn as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from qualkit.display.content import Line, Run
from qualkit.display.typesetting import Lettering
from qualkit.figures import INK, new_figure

_PADDING = 0.06  # inches between a text and the edge of its box
_LEADING = 0.035  # inches above and below the text of a row
_ASCENT = 0.95  # of the size of letters


@dataclass(frozen=True, slots=True)
class Box:
    """Room for lines of text from one place to another, in inches from the left."""

    start: float
    end: float
    lines: tuple[Line, ...]
    centred: bool = False

    @property
    def inner(self) -> tuple[float, float]:
        """Where its text begins and ends."""
        return self.start + _PADDING, self.end - _PADDING


@dataclass(frozen=True, slots=True)
class _Written:
    """A text; ``x`` is counted from the end of the text before it where it goes ``on`` from there."""

    x: float
    y: float
    text: str
    style: dict[str, Any]
    on: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    start: float
    end: float
    y: float
    weight: float


@dataclass(slots=True)
class SheetOfPaper:
    """What is set so far; all measures are inches from the left and from the top."""

    width: float
    height: float = 0.0
    _marks: list[_Written | _Rule] = field(default_factory=list)

    def rule(self, start: float, end: float, weight: float) -> None:
        """Draw a rule of some points under what is set so far."""
        self._marks.append(_Rule(start, end, self.height, weight))

    def row(self, boxes: Sequence[Box], letters: Lettering, *, at_foot: bool = False) -> None:
        """Set boxes side by side, their texts in as many lines as they need; ``at_foot`` ending together."""
        wrapped = [_wrapped(box, letters) for box in boxes]
        most = max(map(len, wrapped))
        for box, lines in zip(boxes, wrapped, strict=True):
            skipped = most - len(lines) if at_foot else 0
            for number, line in enumerate(lines, skipped):
                y = self.height + _LEADING + number * letters.height + letters.size * _ASCENT / 72
                self._write(box, line, y, letters)
        self.height += most * letters.height + 2 * _LEADING

    def turned(self, boxes: Sequence[Box], letters: Lettering, longest: float) -> None:
        """Set the texts of all boxes but the first upwards, in lines of at most so many inches."""
        texts = [[line for each in box.lines for line in letters.wrapped(each, longest)] for box in boxes[1:]]
        self.height += max(letters.width(line) for lines in texts for line in lines) + 2 * _LEADING
        for box, lines in zip(boxes[1:], texts, strict=True):
            text = "\n".join("".join(run.text for run in line) for line in lines)
            style = {**letters.style("plain"), "rotation": 90, "ha": "center", "va": "bottom"}
            middle = (box.start + box.end) / 2
            self._marks.append(_Written(middle, self.height - _LEADING, text, style))
        foot = self.height - _LEADING - letters.size * (1.2 - _ASCENT) / 72
        self._write(boxes[0], boxes[0].lines[0], foot, letters)

    def painted(self) -> Any:
        """The sheet as a ``matplotlib.figure.Figure`` of its size."""
        from matplotlib.lines import Line2D

        figure = new_figure(self.width, self.height)
        last = None
        for mark in self._marks:
            y = self.height - mark.y
            if isinstance(mark, _Written):
                last = _annotated(figure, mark, y, last)
                continue
            ends = [mark.start, mark.end]
            rule = Line2D(ends, [y, y], color=INK, linewidth=mark.weight, transform=figure.dpi_scale_trans)
            figure.add_artist(rule)
        return figure

    def _write(self, box: Box, line: Line, y: float, letters: Lettering) -> None:
        start, end = box.inner
        x = start + (end - start - letters.width(line)) / 2 if box.centred else start
        for number, run in enumerate(line):
            text = run.text.lstrip()
            indent = letters.width((run,)) - letters.width((Run(text, run.look),))
            style = {**letters.style(run.look), "va": "baseline"}
            self._marks.append(_Written(indent if number else x + indent, y, text, style, on=number > 0))


def _annotated(figure: Any, mark: _Written, y: float, last: Any) -> Any:
    """Draw a text; one that goes on from another finds its place when that one's width is known."""
    from matplotlib.text import Annotation

    inches = figure.dpi_scale_trans
    if mark.on:
        where: dict[str, Any] = {"xy": (1, y), "xycoords": (last, inches), "xytext": (mark.x * 72, 0)}
    else:
        where = {"xy": (mark.x, y), "xycoords": inches, "xytext": (0, 0)}
    text = Annotation(
        mark.text, **where, textcoords="offset points", annotation_clip=False, parse_math=False, **mark.style
    )
    return figure.add_artist(text)


def _wrapped(box: Box, letters: Lettering) -> list[Line]:
    start, end = box.inner
    return [line for each in box.lines for line in letters.wrapped(each, end - start)]

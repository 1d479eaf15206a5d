r"""Forms in LaTeX: a fragment for ``\input``, with a frame for each field."""

from __future__ import annotations

from collections.abc import Iterator

from qualkit.display.forms.form import Form, Line, Section
from qualkit.display.forms.wording import below, facts, head, reference
from qualkit.display.latex.escape import directed
from qualkit.display.latex.preamble import opening

_LEFT = r">{\raggedright\arraybackslash}p"
_COLUMNS = rf"@{{}}{_LEFT}{{0.25\linewidth}}{_LEFT}{{0.68\linewidth}}@{{}}"
_TITLE = rf"\multicolumn{{2}}{{@{{}}{_LEFT}{{0.95\linewidth}}@{{}}}}"
_FRAME = r"\fbox{\parbox{\dimexpr\linewidth-2\fboxsep-2\fboxrule}{\strut\vspace{2cm}}}\par"


def latex(form: Form) -> str:
    r"""The form as a LaTeX fragment; its preamble is that of all displays."""
    fragment = "\n".join(_lines(form))
    return f"{opening(fragment)}{fragment}\n"


def _lines(form: Form) -> Iterator[str]:
    yield r"\begingroup\setlength{\parindent}{0pt}\raggedright"
    yield rf"\setlength{{\LTleft}}{{0pt}}\begin{{longtable}}{{{_COLUMNS}}}"
    yield rf"{_TITLE}{{\large\textbf{{{directed(form.title)}}}}} \\*[1ex]\toprule"
    yield from (rf"\textbf{{{directed(label)}}} & {directed(text)} \\" for label, text in facts(form))
    yield r"\bottomrule\end{longtable}"
    for section in form.sections:
        yield from _section(section, form.language)
    yield r"\medskip"
    yield from (rf"{{\qknotefont {directed(text)}\par}}" for text in below(form))
    yield r"\endgroup"


def _section(section: Section, language: str) -> Iterator[str]:
    yield rf"\bigskip\textbf{{{directed(section.heading)}}}\par\nopagebreak"
    for line in section.lines:
        yield from _line(line, language, verse=section.verse)
    if section.prompt:
        yield rf"\smallskip\textit{{{directed(section.prompt)}}}\par\nopagebreak"
    if section.editable:
        yield from _field(section.text)


def _line(line: Line, language: str, *, verse: bool) -> Iterator[str]:
    label, text = map(directed, head(line, language))
    if label or text:
        yield rf"\textbf{{{label}}} {text}\par" if label else rf"{text}\par"
    for entry in line.entries:
        words = directed(entry.text if verse else f"“{entry.text}”")
        behind = rf"\qkaddress{{{directed(reference(entry, language))}}}"
        yield rf"{{\leftskip=1.5em\relax {words} {behind}\par}}"


def _field(text: str) -> Iterator[str]:
    yield r"\smallskip"
    if text:
        yield from (rf"{directed(each)}\par" for each in text.split("\n"))
    else:
        yield _FRAME

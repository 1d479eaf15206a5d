"""Matrices in HTML: self-contained, and readable in a notebook, a browser and an e-mail alike."""

from __future__ import annotations

from functools import cache
from typing import Any

from qualkit.display.grid import Entry, Matrix
from qualkit.display.language import say
from qualkit.display.wording import band_starts, below, figure, size, spanners, state_words, version

_STYLE = """
.qk-matrix{font-family:"Times New Roman","Liberation Serif",Tinos,serif;font-size:14px;line-height:1.35;
color:#000;background:#fff;overflow-x:auto;padding:.5em}
.qk-matrix table{border-collapse:collapse;border-top:1.5px solid;border-bottom:1.5px solid;margin:0;
font-size:13px;background:#fff;color:#000}
.qk-matrix caption{caption-side:top;text-align:start;padding:.3em .4em;font-size:14px;color:#000}
.qk-matrix th,.qk-matrix td{padding:.3em .6em;vertical-align:top;text-align:start;border:0;
overflow-wrap:anywhere;background:none;white-space:normal;min-width:8em;max-width:24em}
.qk-matrix thead th.qk-figure{overflow-wrap:normal}
.qk-matrix thead tr:last-child th{border-bottom:1px solid;vertical-align:bottom}
.qk-matrix th.qk-span{text-align:center;max-width:none}
.qk-matrix th.qk-span span{display:block;border-bottom:1px solid;padding-bottom:.15em}
.qk-matrix tbody th{font-weight:normal}
.qk-matrix tr.qk-band th{font-weight:bold;font-style:italic;background:#efefef}
.qk-matrix td.qk-figure,.qk-matrix th.qk-figure{text-align:center;min-width:3em}
.qk-matrix p{margin:0 0 .35em}
.qk-matrix small{color:#595959;font-size:11px;font-weight:normal;white-space:nowrap}
.qk-matrix th small{display:block}
.qk-matrix i.qk-state{color:#595959}
.qk-matrix .qk-below{font-size:11.5px;padding:.4em;max-width:80em}
.qk-matrix .qk-below p{margin:.1em 0}
@media print{.qk-matrix thead{display:table-header-group}.qk-matrix tr{break-inside:avoid}}
"""

_FRAGMENT = """
<div class="qk-matrix" lang="{{ matrix.language }}"><style>{{ style }}</style><table>
<caption dir="auto"><b>{{ table }}.</b> {{ matrix.title }}</caption>
<thead>
{%- if spans %}<tr><th></th>
{%- for label, width in spans %}
<th class="qk-span" scope="colgroup" colspan="{{ width }}">
{%- if label %}<span dir="auto">{{ label }}</span>{% endif %}</th>
{%- endfor %}</tr>{% endif %}
<tr><th scope="col">{{ matrix.corner }}</th>
{%- for column in matrix.columns %}
<th scope="col" dir="auto"{{ figures }}>{{ column.label }}
{%- if size(column) %}<small>{{ size(column) }}</small>{% endif %}</th>
{%- endfor %}</tr></thead>
<tbody>
{%- for row in matrix.rows %}{% set cells = matrix.cells[loop.index0] %}
{%- if loop.index0 in bands %}
<tr class="qk-band"><th scope="rowgroup" dir="auto" colspan="{{ matrix.columns|length + 1 }}">
{{- bands[loop.index0] }}</th></tr>
{%- endif %}
<tr><th scope="row" dir="auto">{{ row.label }}{% if row.note %}<small>{{ row.note }}</small>{% endif %}
{%- if size(row) %}<small>{{ size(row) }}</small>{% endif %}</th>
{%- for cell in cells %}
<td{{ figures }}>{% set words = state(cell) -%}
{%- if words %}<i class="qk-state">{{ words }}</i>{% if cell.n %} <small>n = {{ cell.n }}</small>{% endif %}
{%- elif not cell.entries %}{{ figure(cell) }}
{%- else %}{% for entry in cell.entries %}<p dir="auto" title="{{ tip(entry) }}">
{%- if entry.address %}“{{ entry.text }}” <small>{{ entry.address }}</small>
{%- else %}{{ entry.text }}{% if entry.speaker %} <small>{{ entry.speaker }}</small>{% endif %}{% endif %}</p>
{%- endfor %}
{%- if counted and cell.n > cell.entries|length %}<small>n = {{ cell.n }}</small>{% endif %}{% endif %}</td>
{%- endfor %}</tr>
{%- endfor %}
</tbody></table>
<div class="qk-below">
{%- for heading, text in below %}<p dir="auto"><i>{{ heading }}.</i> {{ text }}</p>{% endfor %}
<p>{{ version }}</p></div></div>
"""

_PAGE = """<!doctype html>
<html lang="{{ language }}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ title }}</title></head><body>{{ fragment }}</body></html>
"""


def fragment(matrix: Matrix) -> str:
    """The matrix as a piece of HTML with its own scoped style, as a notebook shows it."""
    from markupsafe import Markup

    written: str = _template("fragment").render(
        matrix=matrix,
        style=Markup(_STYLE),
        table=say("Table", matrix.language),
        spans=_spans(matrix),
        bands=band_starts(matrix.rows),
        figures=Markup(' class="qk-figure"') if matrix.numeric else "",
        counted=matrix.content in ("quotes", "summary"),
        state=lambda cell: state_words(cell, matrix),
        figure=lambda cell: figure(cell, matrix),
        size=size,
        tip=lambda entry: _tip(entry, matrix.language),
        below=list(below(matrix)),
        version=version(matrix),
    )
    return written


def page(matrix: Matrix) -> str:
    """The matrix as a whole HTML page."""
    from markupsafe import Markup

    inner = Markup(fragment(matrix))
    written: str = _template("page").render(title=matrix.title, language=matrix.language, fragment=inner)
    return written


@cache
def _template(name: str) -> Any:
    from jinja2 import Environment

    environment = Environment(autoescape=True)
    return environment.from_string({"fragment": _FRAGMENT, "page": _PAGE}[name])


def _spans(matrix: Matrix) -> list[tuple[str | None, int]]:
    """The bands over the columns with their widths, or nothing where there are none."""
    spans: list[tuple[str | None, int]] = []
    for label in spanners(matrix.columns):
        if spans and label is not None and spans[-1][0] == label:
            spans[-1] = (label, spans[-1][1] + 1)
        else:
            spans.append((label, 1))
    return spans if any(label for label, _ in spans) else []


def _tip(entry: Entry, language: str) -> str:
    source, _, turn = (entry.address or "").rpartition(":")
    said = {
        "source": source or entry.address,
        "turn": turn if source else None,
        "speaker": entry.speaker,
        "coder": entry.coder,
    }
    return " · ".join(f"{say(name, language)}: {value}" for name, value in said.items() if value)

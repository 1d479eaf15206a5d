"""Forms in HTML: self-contained, readable in a notebook and in print."""

from __future__ import annotations

from functools import cache
from typing import Any

from qualkit.display.forms.form import Form
from qualkit.display.forms.wording import below, facts, head, reference

_STYLE = """
.qk-form{font-family:"Times New Roman","Liberation Serif",Tinos,serif;font-size:15px;line-height:1.4;
color:#000;background:#fff;padding:.5em;max-width:46em}
.qk-form.qk-form *{color:inherit}
.qk-form h2{font-weight:bold;font-size:1.3em;margin:.2em 0 .5em}
.qk-form h3{font-weight:bold;font-size:1.05em;margin:1.2em 0 .2em}
.qk-form p{margin:.25em 0}
.qk-form table{border-collapse:collapse;margin:.5em 0}
.qk-form.qk-form :is(th,td){border:1px solid #767676;padding:.2em .6em;text-align:start;vertical-align:top;
background:#fff}
.qk-form blockquote{margin:.1em 0 .2em 1.5em;padding:0;border:0;color:inherit}
.qk-form.qk-form small{color:#595959}
.qk-form .qk-field{background:#ededed;border:1px solid #767676;min-height:3.5em;padding:.4em .6em;
white-space:pre-line;margin:.4em 0}
.qk-form .qk-below{font-size:.8em}
"""

_FRAGMENT = """
<div class="qk-form" lang="{{ form.language }}"><style>{{ style }}</style>
<h2 dir="auto">{{ form.title }}</h2>
<table>{% for label, text in facts %}<tr><th scope="row" dir="auto">{{ label }}</th>
<td dir="auto">{{ text }}</td></tr>{% endfor %}</table>
{%- for section in form.sections %}
<section><h3 dir="auto">{{ section.heading }}</h3>
{%- for line in section.lines %}{% set label, text = head(line) %}
{%- if label or text %}<p dir="auto">{% if label %}<b>{{ label }}</b> {% endif %}{{ text }}</p>{% endif %}
{%- for entry in line.entries %}
<blockquote dir="auto">{% if section.verse %}{{ entry.text }}{% else %}“{{ entry.text }}”{% endif %}
 <small>{{ reference(entry) }}</small></blockquote>
{%- endfor %}{% endfor %}
{%- if section.prompt %}<p dir="auto"><i>{{ section.prompt }}</i></p>{% endif %}
{%- if section.editable %}<div class="qk-field" dir="auto">{{ section.text }}</div>{% endif %}</section>
{%- endfor %}
{% for text in below %}<p class="qk-below" dir="auto">{{ text }}</p>{% endfor %}</div>
"""


def html(form: Form) -> str:
    """The form as a piece of HTML with its own scoped style, as a notebook shows it."""
    from markupsafe import Markup

    written: str = _template().render(
        form=form,
        style=Markup(_STYLE),
        facts=list(facts(form)),
        head=lambda line: head(line, form.language),
        reference=lambda entry: reference(entry, form.language),
        below=list(below(form)),
    )
    return written


@cache
def _template() -> Any:
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(_FRAGMENT)

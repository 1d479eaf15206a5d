"""The templates of web pages, with their style and their script."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from qualkit.language import say

if TYPE_CHECKING:
    from markupsafe import Markup

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def rendered(name: str, **values: Any) -> Markup:
    """A template filled in, as markup that is not escaped again."""
    from markupsafe import Markup

    written = _environment().get_template(name).render(values)
    return Markup(_FORBIDDEN.sub("\ufffd", written))


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("qualkit.display.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = say
    return environment

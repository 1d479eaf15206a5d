"""Generated codebooks: whatever people write into every field of a code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from qualkit import Codebook
from qualkit.model import CODE_KINDS, UNITS, Code

_ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        "null",
        "1",
        "01",
        "yes",
        "# a",
        "a: b",
        "- a",
        "*x",
        "=1+1",
        "@a",
        "+62",
        "a\nb",
        "a\n",
        " a",
        "a\r\nb",
        "'",
        '"',
        '"Ya"',
        '"a\\nb"',
        "“Ya,” kata dia",
        "\u2028",
        "\u2029",
        "a \nb",
        "~",
        "a;b,c\td|e",
        "_x0041_",
        "שלום: רב",
        "مرحبا",
        "👩\u200d🌾 é",
        "Kind: process",
        "label (id): x",
        "\x00",
        "\x85",
        "[a]",
        '["a"]',
        "¶",
        "•",
    ]
)
_TEXTS = st.lists(_ANYTHING, min_size=1, max_size=3).map(tuple)
_NAMES = _ANYTHING.filter(lambda text: text.strip() and len(text.splitlines()) == 1)
_LANGUAGES = st.from_regex(r"[a-z]{2,3}(-[A-Z]{2})?", fullmatch=True)
_EXAMPLES = st.sampled_from(["typical", "atypical", "close but no"])


@st.composite
def _codebooks(draw: st.DrawFn, wild: bool) -> Codebook:  # noqa: FBT001
    keys = _ANYTHING.filter(lambda key: key != "<<") if wild else _LANGUAGES
    names = draw(st.lists(_NAMES, min_size=1, max_size=6, unique_by=str.casefold))
    codes = [
        Code(
            name=name,
            parent=draw(st.sampled_from([None, *names[:place]])),
            kind=draw(st.sampled_from(CODE_KINDS)),
            labels=draw(st.dictionaries(keys, _ANYTHING, max_size=2)),
            brief=draw(_ANYTHING),
            definition=draw(_ANYTHING),
            when=draw(_ANYTHING),
            when_not=draw(_ANYTHING),
            examples=draw(st.dictionaries(_EXAMPLES, _TEXTS)),
            colour=draw(st.sampled_from([None, "#4477aa", "#FFF000"])),
            patterns=draw(st.sampled_from([(), ("komit*", "*nya", r"re:PAD\s+naik", "a: b", "#metoo")])),
            unit=draw(st.sampled_from(UNITS)),
            scale=draw(st.just(()) | _TEXTS),
            retired=draw(st.booleans()),
        )
        for place, name in enumerate(names)
    ]
    language = draw(st.none() | (_ANYTHING.filter(bool) if wild else _LANGUAGES))
    return Codebook(tuple(codes), draw(_ANYTHING), language)


@pytest.fixture(scope="session")
def codebooks() -> Callable[..., st.SearchStrategy[Codebook]]:
    """Codebooks whose languages are tags of languages, or with ``wild=True`` any text."""

    def make(*, wild: bool = False) -> st.SearchStrategy[Codebook]:
        return _codebooks(wild)

    return make

"""Where the lemmas of a language come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import entry_points

Lemmatiser = Callable[[Iterable[str]], list[str]]
"""Gives the lemma of each word, which may be the word itself."""


@cache
def lemmatiser(language: str) -> Lemmatiser | None:
    """What gives the lemmas of a language, or None where nothing does.

    A trained spaCy pipeline of the language is taken where one with a lemmatiser is installed, otherwise the
    word lists and rules of simplemma. Nothing is downloaded. Words are looked up out of their context.
    """
    language = language.partition("-")[0].lower()
    return _trained(language) or _listed(language)


def _trained(language: str) -> Lemmatiser | None:
    import spacy

    installed = sorted(each.name for each in entry_points(group="spacy_models"))
    for name in installed:
        if name.startswith(f"{language}_"):
            pipeline = spacy.load(name, exclude=["parser", "ner", "senter"])
            if "lemmatizer" in pipeline.pipe_names:
                return lambda words: [
                    document[:].lemma_ or document.text for document in pipeline.pipe(words)
                ]
    return None


def _listed(language: str) -> Lemmatiser | None:
    import simplemma

    try:
        simplemma.lemmatize("a", lang=language)
    except ValueError:
        return None
    return lambda words: [simplemma.lemmatize(word, lang=language) for word in words]

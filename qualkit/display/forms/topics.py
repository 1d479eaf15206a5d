"""What a form asks about: target questions with the codes that answer them, and families of codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualkit.content_controls import mark
from qualkit.display.axes import code_labels
from qualkit.display.forms.findings import Finding
from qualkit.display.graphs.nodes import known
from qualkit.display.material import Material
from qualkit.display.scope import descendants
from qualkit.display.values import missing

Questions = str | Sequence[str] | Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something asked, the key of its field, and the codes under which it is answered."""

    heading: str
    key: str
    codes: tuple[str, ...]

    def among(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings under its codes."""
        return tuple(each for each in found if each.code in self.codes)


def questions_of(material: Material, questions: Questions | None) -> tuple[Topic, ...]:
    """The questions given, or else the research questions of the study's conclusions.

    A question's codes are those given with it, or else those of the evidence cited in answer to it. Raises
    `NotFound` for a code that does not exist.
    """
    if isinstance(questions, Mapping):
        return tuple(
            _topic(material, asked, [codes] if isinstance(codes, str) else codes)
            for asked, codes in questions.items()
        )
    cited = _cited(material)
    asked = cited if questions is None else [questions] if isinstance(questions, str) else questions
    return tuple(_topic(material, each, cited.get(each, ())) for each in dict.fromkeys(asked))


def topics_of(material: Material, questions: Questions | None, found: Iterable[Finding]) -> Iterator[Topic]:
    """The questions, and after them the families of the codes that answer none of them."""
    asked = questions_of(material, questions)
    answering = {code for topic in asked for code in topic.codes}
    yield from asked
    yield from _families(material, [each.code for each in found if each.code not in answering])


def _families(material: Material, codes: Sequence[str]) -> Iterator[Topic]:
    labels = code_labels(material)
    family = dict(zip(material.codes["code"], material.codes["family"], strict=True))
    held: dict[str, list[str]] = {}
    for code in codes:
        held.setdefault(family[code], []).append(code)
    for name, members in held.items():
        yield Topic(heading=labels[name], key=f"family.{mark(name)}", codes=tuple(members))


def _topic(material: Material, question: str, codes: Iterable[str]) -> Topic:
    """A question with some codes and all below them."""
    named = [known(material, "code", code) for code in codes]
    held = descendants(material, named)
    return Topic(
        heading=" ".join(question.split()),
        key=f"question.{mark(question)}",
        codes=tuple(code for code in material.codes["code"] if code in held),
    )


def _cited(material: Material) -> dict[str, list[str]]:
    """The research questions of the conclusions, each with the codes of the evidence cited."""
    codes = dict(zip(material.codings["coding_id"], material.codings["code"], strict=True))
    asked = dict(zip(material.conclusions["conclusion"], material.conclusions["question"], strict=True))
    found: dict[str, list[str]] = {question: [] for question in asked.values() if not missing(question)}
    for conclusion, coding in zip(
        material.citations["conclusion"], material.citations["coding_id"], strict=True
    ):
        held = found.get(asked.get(conclusion, ""), [])
        if coding in codes and codes[coding] not in held:
            held.append(codes[coding])
    return found

"""CHAT (.cha): the main tiers of a CHILDES or TalkBank transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from qualkit.collection.decoding import decode_naming_encoding, encoding_remarks, opening
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import recognised
from qualkit.collection.utterances import Utterance
from qualkit.errors import InvalidInput

SUFFIXES = (".cha",)
_MAIN = re.compile(r"\*(?P<code>[^:\s]+):[ \t]*(?P<said>.*)", re.DOTALL)
_BULLET = re.compile(r"\x15(?:[^\x15]*_)?(?P<begins>\d+)_(?P<ends>\d+)-?\x15")
_POINTER = re.compile(r"\x15[^\x15]*\x15?")
_CODES = re.compile(
    r"\[[^\]]*\]"  # what is coded of the words before: [+ x], [//], [= laughs]
    r"|\+[/.,^<\"!?]+|\+\.\.\.?|\+\+"  # how an utterance ends or begins
    r"|&[=+*-]?[^\s]+|\(\.+\)|\(\d*\.?\d+\)|[<>‹›„‡↑↓≠]|\b0(?=\w)"
    r"|\b(?:xxx|yyy|www)\b"
)
_PAUSE_IN_WORD = re.compile(r"(?<=\w)[\^:](?=\w)|(?<=\w)@\w+(?::\w+)?")
_SPACES = re.compile(r"\s+([.?!,;])")


def sniff(data: bytes) -> bool:
    """Tell CHAT by its first line, or the one behind the encoding."""
    return bool(re.match(r"(?:@UTF8\s+)?(?:@[A-Z]\w+:[^\n]*\n)*@Begin\b", opening(data)))


def read(data: bytes) -> Reading:
    """Read what is said; speakers have the names of ``@Participants``, times are those of the bullets.

    Codes of the transcription (retracings, errors, pauses) and dependent tiers are left out.

    Raises
    ------
    InvalidInput
        There is no main tier, such as ``*CHI: …``.
    """
    text, encoding = decode_naming_encoding(data)
    lines = list(_logical_lines(text))
    names = _participants(lines)
    tiers = sum(line.startswith("%") for line in lines)
    remarks = [*encoding_remarks(encoding)]
    if tiers:
        remarks.append(f"{tiers} dependent tiers left out.")
    utterances = [each for line in lines if (each := _utterance(line, names)) is not None]
    if not utterances:
        raise InvalidInput(
            "This CHAT file has no line of speech, such as '*CHI:\thello .'. Check the export."
        )
    language = next((line.partition(":")[2].strip() for line in lines if line.startswith("@Languages:")), "")
    return recognised(utterances, remarks=remarks, language=language.partition(",")[0])


def _logical_lines(text: str) -> Iterator[str]:
    """Join lines that a tab continues."""
    together: list[str] = []
    for line in text.split("\n"):
        if line.startswith(("\t", " ")) and together:
            together.append(line.strip())
        else:
            if together:
                yield " ".join(together)
            together = [line.rstrip()]
    if together:
        yield " ".join(together)


def _participants(lines: list[str]) -> dict[str, str]:
    """The names of speakers by code; a participant without a name keeps the code."""
    named = {}
    for line in lines:
        if line.startswith("@Participants:"):
            for each in line.partition(":")[2].split(","):
                code, *rest = each.split()[:3] or [""]
                if len(rest) == 2:
                    named[code] = rest[0].replace("_", " ")
    return named


def _utterance(line: str, names: Mapping[str, str]) -> Utterance | None:
    found = _MAIN.fullmatch(line)
    if found is None:
        return None
    bullets = list(_BULLET.finditer(found["said"]))
    said = _CODES.sub(" ", _POINTER.sub(" ", found["said"]))
    said = _SPACES.sub(
        r"\1", " ".join(_PAUSE_IN_WORD.sub("", said).replace("(", "").replace(")", "").split())
    )
    begins = int(bullets[0]["begins"]) / 1000 if bullets else None
    ends = int(bullets[-1]["ends"]) / 1000 if bullets else None
    return Utterance(
        said if any(map(str.isalnum, said)) else "", names.get(found["code"], found["code"]), begins, ends
    )

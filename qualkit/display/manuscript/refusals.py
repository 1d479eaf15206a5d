"""What would be damaged, and is refused: protected manuscripts, and places under tracked changes."""

from __future__ import annotations

from collections.abc import Iterable

from qualkit.display.manuscript.elements import Element
from qualkit.display.manuscript.package import Package
from qualkit.errors import Conflict

_CHANGES = frozenset(
    f"w:{name}"
    for name in [
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "cellIns",
        "cellDel",
        "cellMerge",
        "customXmlInsRangeStart",
        "customXmlDelRangeStart",
        "numberingChange",
        "rPrChange",
        "pPrChange",
        "tblPrChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "tblPrExChange",
        "sectPrChange",
    ]
)
_ON = frozenset({"1", "true", "on"})


def refuse_protected(package: Package) -> None:
    """Raise `Conflict` if the author, or somebody else, has protected the manuscript against changes."""
    for part in package.related("settings"):
        settings = package.tree(part)
        lock = settings.find("w:documentProtection")
        if lock is not None and lock.attributes.get("w:enforcement", "0") in _ON:
            raise Conflict(
                "The manuscript is protected against changes. Stop the protection in Word "
                "(Review, Restrict Editing), and try again."
            )
        lock = settings.find("w:writeProtection")
        if lock is not None:
            raise Conflict(
                "The manuscript is write-protected. Save it in Word without “read-only recommended” and "
                "without a password to modify, and try again."
            )


def refuse_changes(blocks: Iterable[Element], where: str) -> None:
    """Raise `Conflict` if a change in any of the blocks, or around them, is tracked and not yet settled."""
    touched = next((each for block in blocks for each in _touching(block)), None)
    if touched is not None:
        raise Conflict(
            f"There are tracked changes in {where}. Accept or reject them there in Word, and try again; "
            "changes elsewhere may stay."
        )


def _touching(block: Element) -> Iterable[Element]:
    yield from block.walk(*_CHANGES)
    yield from (each for each in block.ancestors() if each.name in _CHANGES)
    yield from _moves_around(block)


def _moves_around(block: Element) -> Iterable[Element]:
    """What begins to be moved before the block and ends after it."""
    siblings = block.parent.children if block.parent is not None else []
    for each in siblings:
        if each.name not in ("w:moveFromRangeStart", "w:moveToRangeStart") or each.start > block.start:
            continue
        end = f"{each.name.removesuffix('Start')}End"
        same = (other for other in siblings if other.name == end)
        if any(
            each.attributes.get("w:id") == other.attributes.get("w:id") and other.start > block.start
            for other in same
        ):
            yield each

"""A display put in the place of another: which bytes of the document are replaced by which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from qualkit.display.manuscript.captions import retitled
from qualkit.display.manuscript.elements import Edit, Element, spliced
from qualkit.display.manuscript.made import Made, read_made
from qualkit.display.manuscript.package import Package
from qualkit.display.manuscript.places import Target, found
from qualkit.display.manuscript.refusals import refuse_changes
from qualkit.display.manuscript.sections import joined, parting, section_of
from qualkit.display.manuscript.story import Story, bookmark_of
from qualkit.display.manuscript.transplant import largest, serialised, transplanted, without_unused
from qualkit.errors import Conflict


@dataclass(frozen=True, slots=True)
class _Change:
    """What a display changes: parts that it needs, and the document.

    It is quiet if no caption and no section comes or goes, so that it can be made along with others.
    """

    package: Package
    start: int
    edits: list[Edit]
    quiet: bool


def replaced(package: Package, at: str, data: bytes, *, name: str | None) -> Package:
    """The package with a rendered display at a place of its document; see `Manuscript.replaced`."""
    story = Story.of(package)
    target = found(story, at)
    if target.placed is not None and name is None and target.placed.name not in (at, bookmark_of(at)):
        raise Conflict(
            f"At {at!r} stands the display {target.placed.name.removeprefix('qualkit_')!r}, which a refresh "
            "would put back. Save the new one under that name and refresh, or place it by its own name=."
        )
    change = _change(package, at, data, story=story, name=name)
    return without_unused(_made(change.package, story, [change]))


def refreshed(package: Package, made: Mapping[str, bytes]) -> Package:
    """The package with rendered displays at several places; see `Manuscript.refreshed`."""
    pending = dict(made)
    while pending:
        story = Story.of(package)
        changes: list[_Change] = []
        for at, data in list(pending.items()):
            change = _change(package, at, data, story=story, name=None)
            if change.quiet or not changes:
                del pending[at]
                package = change.package
                changes.append(change)
            if not change.quiet:
                break
        package = _made(package, story, changes)
    return without_unused(package)


def _made(package: Package, story: Story, changes: list[_Change]) -> Package:
    ordered = sorted(changes, key=lambda each: each.start)
    edits = [edit for change in ordered for edit in change.edits]
    return package.put(package.main, spliced(story.data, edits))


def _change(package: Package, at: str, data: bytes, *, story: Story, name: str | None) -> _Change:
    target = found(story, at)
    refuse_changes(target.blocks, story.where(next(target.blocks[0].walk("w:p"))))
    made = read_made(data)
    section = section_of(story, target)
    parted = made.landscape and not section.landscape
    width = section.text_width(turned=parted)
    package = transplanted(package, made, story=story, target=target, width=width)
    edits = [
        *_blocks(story, target, made),
        *_around(story, target, name=name or target.name, breaks=parting(section, parted=parted)),
        *joined(section, parted=parted),
    ]
    quiet = target.placed is not None and target.caption is not None and parted == section.parted
    return _Change(package, target.start, edits, quiet)


def _blocks(story: Story, target: Target, made: Made) -> Iterator[Edit]:
    """Give the edits that put the display's blocks in the place of the old ones."""
    anchor = target.anchor
    starts, ends = _bookmarks(story, target, "w:bookmarkStart"), _bookmarks(story, target, "w:bookmarkEnd")
    comments = _comments(story, target)
    yield from (each.removed() for each in target.objects if each is not anchor)
    if target.caption is None:
        yield Edit(anchor.start, anchor.end, starts + _commented(serialised(made.blocks), comments) + ends)
        return
    yield from retitled(target.caption, made.title)
    yield Edit(anchor.start, anchor.end, starts + serialised(made.objects) + ends)
    yield Edit(target.end, target.end, serialised(made.notes))
    place = target.caption.paragraph.inner_end
    yield Edit(place, place, comments)


def _bookmarks(story: Story, target: Target, mark: str) -> bytes:
    """The author's bookmarks inside what goes; they stay, around what comes."""
    own = () if target.placed is None else target.placed.marks
    marks = (each for gone in target.objects for each in gone.walk(mark) if each not in own)
    return b"".join(_bytes(story, each) for each in marks)


def _comments(story: Story, target: Target) -> bytes:
    """The comments on what goes: where each begins and ends, and the runs that hold them."""
    marks = (
        each if name != "w:commentReference" else each.parent
        for name in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
        for gone in target.objects
        for each in gone.walk(name)
    )
    return b"".join(_bytes(story, each) for each in marks if each is not None)


def _commented(blocks: bytes, comments: bytes) -> bytes:
    """Blocks, with comments at the end of their first paragraph."""
    before, end, after = blocks.partition(b"</w:p>")
    return before + comments + end + after


def _bytes(story: Story, element: Element) -> bytes:
    return story.data[element.start : element.end]


def _around(story: Story, target: Target, *, name: str | None, breaks: tuple[bytes, bytes]) -> Iterator[Edit]:
    """Give the edits that remember the placement by a bookmark, with section breaks inside of it."""
    start, end = _placement(story, target, name)
    placed = () if target.placed is None else target.placed.marks
    yield from (each.removed() for each in placed if story.block_of(each) not in target.objects)
    yield Edit(target.start, target.start, start + breaks[0])
    yield Edit(target.end, target.end, breaks[1] + end)


def _placement(story: Story, target: Target, name: str | None) -> tuple[bytes, bytes]:
    """The marks of the bookmark that remembers the display, if it has a name."""
    if name is not None:
        called = bookmark_of(name)
    elif target.placed is not None:
        called = target.placed.name
    else:
        return b"", b""
    other = next((each for each in story.bookmarks if each.name == called and each != target.placed), None)
    if other is not None:
        raise Conflict(
            f"The display {name!r} is in the manuscript already, at {story.where(story.after(other))}. "
            "Take one of the two away."
        )
    known = target.placed.start.attributes["w:id"] if target.placed is not None else largest(story.marks) + 1
    mark = f'w:id="{known}"'
    start = f"<w:bookmarkStart {mark} w:name={quoteattr(called)}/>"
    return start.encode(), f"<w:bookmarkEnd {mark}/>".encode()

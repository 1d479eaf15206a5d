"""Where in a manuscript a display belongs: at a placeholder, a bookmark, or a caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualkit.display.manuscript.captions import Caption
from qualkit.display.manuscript.elements import Element
from qualkit.display.manuscript.paragraphs import PLACEHOLDER, is_blank, shows, text_of
from qualkit.display.manuscript.story import Bookmark, Story, bookmark_of
from qualkit.errors import Conflict, InvalidInput, NotFound, not_found

_AROUND = {
    "w:tc": "in a cell of a table",
    "w:txbxContent": "in a text box",
    "w:sdtContent": "in a content control",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a display takes the place of.

    ``objects`` are tables, pictures, section breaks and notes of an earlier placement or the
    placeholder, in order; ``caption`` is the author's, which stays.
    """

    caption: Caption | None
    objects: tuple[Element, ...]
    placed: Bookmark | None = None
    name: str | None = None

    @property
    def kept(self) -> tuple[Element, ...]:
        """The paragraphs of the author's caption."""
        if self.caption is None:
            return ()
        return tuple(each for each in (self.caption.paragraph, self.caption.title) if each is not None)

    @property
    def blocks(self) -> list[Element]:
        """All that goes or is changed, in order."""
        return sorted((*self.objects, *self.kept), key=lambda each: each.start)

    @property
    def anchor(self) -> Element:
        """The one in whose place the new table or picture comes."""
        return next((each for each in self.objects if shows(each)), self.objects[-1])

    @property
    def start(self) -> int:
        """Where its first block begins."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Where its last block ends."""
        return self.blocks[-1].end


def found(story: Story, at: str) -> Target:
    """The place that an author names.

    Raises
    ------
    NotFound
        There is none of that name; the message lists what there is.
    Conflict
        There are two; the message says where both are.
    InvalidInput
        It is where no display can be put.
    """
    at = at.replace("\u00a0", " ").strip()
    for search in (_by_placeholder, _by_bookmark, _by_caption):
        targets = list(search(story, at))
        if len(targets) > 1:
            places = " and ".join(story.where(paragraph) for paragraph, _ in targets[:2])
            raise Conflict(
                f"{at!r} is in the manuscript twice: in {places}. Mark the right one with a bookmark."
            )
        if targets:
            return targets[0][1]
    raise _unknown(story, at)


def placeholders(story: Story) -> Iterator[tuple[Element, str, str]]:
    """Give the paragraphs that hold a placeholder of a display, its kind, and the display's name."""
    for paragraph in story.paragraphs:
        for each in PLACEHOLDER.finditer(text_of(paragraph)):
            yield paragraph, each[1], each[2]


def _by_placeholder(story: Story, at: str) -> Iterator[tuple[Element, Target]]:
    wanted = PLACEHOLDER.fullmatch(at if at.startswith("{") else f"{{{{{at}}}}}")
    if wanted is None:
        return
    for paragraph, kind, name in placeholders(story):
        if (kind, name) == (wanted[1], wanted[2]):
            yield paragraph, _at_placeholder(story, paragraph, name)


def _at_placeholder(story: Story, paragraph: Element, name: str) -> Target:
    _refuse_inside(story, paragraph)
    if PLACEHOLDER.fullmatch(text_of(paragraph).strip()) is None:
        raise InvalidInput(
            f"The placeholder in {story.where(paragraph)} has other text beside it. "
            "Give it a paragraph of its own; the display takes the place of that paragraph."
        )
    caption = next((each for each in story.captions if each.objects == (paragraph,)), None)
    return Target(caption=caption, objects=(paragraph,), name=name)


def _by_bookmark(story: Story, at: str) -> Iterator[tuple[Element, Target]]:
    names = [each.name for each in story.bookmarks]
    wanted = at if at in names else bookmark_of(at)
    for each in story.bookmarks:
        if each.name == wanted:
            yield story.after(each), _at_bookmark(story, each)


def _at_bookmark(story: Story, bookmark: Bookmark) -> Target:
    if bookmark.placed:
        return _placed(story, bookmark)
    covered = story.within(bookmark)
    caption = _caption_of(story, bookmark, covered)
    if caption is not None:
        return _at_caption(story, caption, covered)
    shown = [each for each in covered if shows(each)]
    if not shown and not all(map(is_blank, covered)):
        raise InvalidInput(
            f"The bookmark {bookmark.name!r} marks neither a table nor a figure nor an empty paragraph."
        )
    objects = shown or covered
    for each in objects:
        _refuse_inside(story, each)
    if not objects:
        raise InvalidInput(f"The bookmark {bookmark.name!r} stands where no display can be put.")
    return Target(caption=None, objects=(*objects, *_notes(story, objects[-1])))


def _caption_of(story: Story, bookmark: Bookmark, covered: list[Element]) -> Caption | None:
    """The caption that a bookmark covers, or whose table it covers."""
    named = [
        caption
        for caption in story.captions
        if any(each in covered for each in (caption.paragraph, *caption.objects))
    ]
    if len(named) > 1:
        raise Conflict(
            f"The bookmark {bookmark.name!r} covers both {named[0].heading} and {named[1].heading}. "
            "Let it mark one of them alone."
        )
    return named[0] if named else None


def _placed(story: Story, bookmark: Bookmark) -> Target:
    """What an earlier placement covers; paragraphs that the author wrote between are left alone."""
    covered = story.within(bookmark)
    caption = _caption_of(story, bookmark, covered)
    kept = (caption.paragraph, caption.title) if caption is not None else ()
    objects = [each for each in covered if each not in kept and _is_ours(story, each)]
    if not objects:
        raise NotFound(
            f"The display that was placed at {story.where(story.after(bookmark))} is no longer there. "
            f"Delete the bookmark {bookmark.name!r}, or put the placeholder of the display in again."
        )
    return Target(caption=caption, objects=tuple(objects), placed=bookmark)


def _is_ours(story: Story, block: Element) -> bool:
    return shows(block) or story.is_note(block) or is_blank(block)


def _by_caption(story: Story, at: str) -> Iterator[tuple[Element, Target]]:
    for caption in story.captions:
        if caption.heading.casefold() == re.sub(r"\s+", " ", at).casefold():
            yield caption.paragraph, _at_caption(story, caption)


def _at_caption(story: Story, caption: Caption, marked: Sequence[Element] = ()) -> Target:
    for each in story.bookmarks:
        if each.placed and caption.paragraph in story.within(each):
            return _placed(story, each)
    objects = [each for each in caption.objects if len(caption.objects) == 1 or each in marked]
    if len(objects) != 1:
        raise Conflict(
            f"The caption in {story.where(caption.paragraph)} stands between two tables or pictures, and it "
            "cannot be told which one it names. Mark the right one with a bookmark in Word, and name that."
        )
    below = () if caption.above else _notes(story, caption.paragraph)
    return Target(caption=caption, objects=(*objects, *_notes(story, objects[0]), *below))


def _notes(story: Story, block: Element) -> tuple[Element, ...]:
    """The notes that follow a block, and the further parts of a table that was split by columns."""
    following = story.blocks[story.blocks.index(block) + 1 :]
    taken: list[Element] = []
    for each in following:
        continues = bool(taken) and text_of(taken[-1]).startswith("(") and each.name == "w:tbl"
        if not (story.is_note(each) or continues):
            break
        taken.append(each)
    return tuple(taken)


def _refuse_inside(story: Story, element: Element) -> None:
    around = element.above(*_AROUND)
    if around is not None:
        raise InvalidInput(
            f"The place in {story.where(element)} stands {_AROUND[around.name]}, where no display can be "
            "put. Move it into the text, into a paragraph of its own."
        )


def _unknown(story: Story, at: str) -> NotFound:
    known = [f"{{{{{kind}:{name}}}}}" for _, kind, name in placeholders(story)]
    known += [each.heading for each in story.captions]
    known += [each.name for each in story.bookmarks if not each.name.startswith("_")]
    if any(text_of(each).strip().casefold().startswith(at.casefold()) for each in story.paragraphs):
        return NotFound(f"{at!r} is in the manuscript, but no table or figure of the body stands beside it.")
    return not_found("place in the manuscript", at, known) if known else _empty(at)


def _empty(at: str) -> NotFound:
    return NotFound(
        f"{at!r} is not in the manuscript, which has no captioned table or figure, no bookmark, and no "
        "placeholder like {{table:barriers}}."
    )

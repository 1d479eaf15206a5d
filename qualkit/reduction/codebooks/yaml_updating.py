"""A codebook file in YAML brought up to date: what it says changes, how it is written stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from qualkit.errors import InvalidInput
from qualkit.model import Code
from qualkit.reduction.codebooks.contents import Contents, entry
from qualkit.reduction.codebooks.yaml_blocks import Block, Blocks, blocks
from qualkit.reduction.codebooks.yaml_reading import parse, plain
from qualkit.reduction.codebooks.yaml_revising import revised
from qualkit.reduction.codebooks.yaml_writing import dumped, emit, head, round_trip
from qualkit.reduction.hierarchy import depth_first

_UNSAID: dict[str, Any] = {"kind": Code(name="").kind, "unit": Code(name="").unit}


def updated(text: str, book: Contents) -> str:
    """The file with the codes, title and language of a codebook; comments, order and quotes are kept.

    Comments above a code move with it, and go with it. A file that is no codebook, or whose codes share
    lines with each other, is written anew.
    """
    try:
        if _read(text) == book:
            return text
        again = "\n".join(_Update(blocks(text.replace("\r\n", "\n")), book).lines())
        if _read(again) == book:
            return again.replace("\n", "\r\n") if "\r\n" in text else again
    except (InvalidInput, YAMLError):
        pass
    return emit(*book)


def _read(text: str) -> Contents:
    codes, title, language = parse(text, "codebook")
    return Contents(depth_first(codes), title, language)


@dataclass(frozen=True, slots=True)
class _Update:
    """The lines of a file, and what they are to say."""

    file: Blocks
    book: Contents

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._list(_lists(self.book.codes, self.file.codes), None, self._indent(None))
        yield from self.file.foot

    def _head(self) -> Iterator[str]:
        *lines, last = self.file.head
        tree = round_trip().load("\n".join([*lines, ""]))
        said = head(self.book)
        if said and tree and plain(tree) != said:
            yield from _dumped(revised(tree, said))
        elif said == (plain(tree) or {}):
            yield from lines
        else:
            yield from (line for line in lines if not line.strip() or line.startswith("#"))
            yield from _dumped(said) if said else ()
        yield last

    def _list(
        self, lists: Mapping[str | None, Sequence[Code]], above: str | None, column: int
    ) -> Iterator[str]:
        for code in lists[above]:
            block = self.file.codes.get(code.name)
            if block:
                yield from _shifted(block.lead, column - block.column)
            own, keys = self._own(code, above, column, holds=code.name in lists)
            yield from own
            if code.name in lists:
                yield f"{' ' * keys}codes:{(block and block.below) or ''}"
                yield from self._list(lists, code.name, keys + self._indent(code.name))

    def _indent(self, above: str | None) -> int:
        """How far the dashes of a list are to the right of its key, where it is new as in the whole file."""
        known = self.file.codes
        edge = known[above].keys if above is not None and above in known else 0
        there = [block.column - edge for block in known.values() if block.above == above]
        return min(there) if there else 2 if above is None else self._indent(None)

    def _own(self, code: Code, above: str | None, column: int, *, holds: bool) -> tuple[Sequence[str], int]:
        """The lines of a code in a list, and the column of its keys."""
        block = self.file.codes.get(code.name)
        if block and block.code == code and block.above == above and (not holds or block.below is not None):
            shift = column - block.column
            return _shifted(block.own, shift), block.keys + shift
        tree = revised(*_trees(code, block, above))
        if holds:
            tree.fa.set_block_style()
        first, *rest = _dumped(tree)
        return [f"{' ' * column}- {first}", *_shifted(rest, column + 2)], column + 2


def _trees(code: Code, block: Block | None, above: str | None) -> tuple[CommentedMap, dict[str, Any]]:
    """What the file says of a code, and what it is to say."""
    tree = _tree(block) if block else CommentedMap()
    name, *said = entry(code).items()
    there = [] if code.parent in (above, None) else [("parent", code.parent)]
    wanted = dict([name, *there, *said])
    return tree, wanted | {
        key: plain(value) for key, value in tree.items() if key not in wanted and _says_nothing(key, value)
    }


def _tree(block: Block) -> CommentedMap:
    first, *rest = block.own
    lines = [f"{' ' * block.keys}{first[block.keys :]}", *rest]
    tree = round_trip().load(dedent("\n".join([*lines, ""])))
    if not isinstance(tree, CommentedMap):
        return CommentedMap(name=tree)
    tree.pop("codes", None)
    return tree


def _dumped(tree: Any) -> Sequence[str]:
    return dumped(tree).removesuffix("\n").split("\n")


def _says_nothing(key: str, value: Any) -> bool:
    return not value or value == _UNSAID.get(key)


def _shifted(lines: Sequence[str], shift: int) -> list[str]:
    """Lines moved to the right, or back."""
    return [(" " * shift + line if shift > 0 else line[-shift:]) if line.strip() else line for line in lines]


def _lists(codes: Sequence[Code], known: Mapping[str, Block]) -> dict[str | None, Sequence[Code]]:
    """The codes of each list of the file, by the code that the list is below."""
    above = {None, *(code.name for code in codes)}
    places = {name: place for place, name in enumerate(known)}
    lists: defaultdict[str | None, list[Code]] = defaultdict(list)
    for code in codes:
        block = known.get(code.name)
        stays = block is not None and block.code.parent == code.parent and block.above in above
        lists[block.above if block and stays else code.parent].append(code)
    return {name: _in_order(each, places) for name, each in lists.items()}


def _in_order(codes: Sequence[Code], places: Mapping[str, int]) -> Sequence[Code]:
    """In the order of the file, unless brothers and sisters are in another; what is new behind neighbours."""
    known = [code for code in codes if code.name in places]
    if _by_parent(sorted(known, key=lambda code: places[code.name])) != _by_parent(known):
        return codes
    place, found = -1, {}
    for code in codes:
        place = found[code.name] = places.get(code.name, place)
    return sorted(codes, key=lambda code: found[code.name])


def _by_parent(codes: Sequence[Code]) -> Sequence[Code]:
    return sorted(codes, key=lambda code: code.parent or "")

"""The parts of a Word file, and how they refer to each other."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from xml.sax.saxutils import quoteattr

from qualkit.archive import Archive
from qualkit.display.manuscript.elements import WORD, Edit, Element, appended, checked, scan, spliced
from qualkit.display.manuscript.zip_records import repacked
from qualkit.errors import InvalidInput

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES = "[Content_Types].xml"
_LARGEST = 2 << 30
_DECLARED = re.compile(rb"""<w:\w+\s[^>]*?xmlns:w\s*=\s*["']%b["']""" % re.escape(WORD.encode()))


@dataclass(frozen=True, slots=True)
class Relation:
    """How a part refers to another one, or to something outside the file."""

    identity: str
    kind: str
    target: str
    outside: bool
    element: Element


@dataclass(frozen=True, slots=True)
class Package:
    """A Word file: its bytes as they were read, and what was changed since (None: removed)."""

    data: bytes
    main: str
    changed: Mapping[str, bytes | None] = field(default_factory=dict)

    @classmethod
    def opened(cls, data: bytes) -> Package:
        """The package in the bytes of a file; raises `InvalidInput` if it is no Word file."""
        if data[:4] == b"\xd0\xcf\x11\xe0":
            raise InvalidInput(
                "This file is protected by a password, or is a .doc of an old Word. "
                "Save it as .docx without a password, and try again."
            )
        with Archive(data, what="Word file", largest=_LARGEST) as archive:
            names = set(archive)
        package = cls(data, "")
        if any(name.startswith("_xmlsignatures/") for name in names):
            raise InvalidInput("The Word file is signed, and any change would break the signature.")
        roots = package.relations("") if "_rels/.rels" in names else ()
        found = [each.target for each in roots if each.kind == "officeDocument"]
        if not found or found[0] not in names:
            raise InvalidInput("This is no Word file (.docx): it holds no document.")
        return replace(package, main=found[0])

    def __contains__(self, name: str) -> bool:
        if name in self.changed:
            return self.changed[name] is not None
        with Archive(self.data, what="Word file", largest=_LARGEST) as archive:
            return name in archive

    def read(self, name: str) -> bytes:
        """A part, as it is after the changes."""
        made = self.changed.get(name)
        if made is not None:
            return made
        with Archive(self.data, what="Word file", largest=_LARGEST) as archive:
            return archive.read(name)

    def xml(self, name: str) -> bytes:
        """A part that is XML, safe to read and to splice."""
        made = self.changed.get(name)
        return made if made is not None else checked(self.read(name), what=f"Word file's {name}")

    def words(self, name: str) -> bytes:
        """A part that holds text; raises `InvalidInput` where its XML is not as Word writes it."""
        data = self.xml(name)
        if _DECLARED.search(data) is None:
            raise InvalidInput(
                "The Word file is saved as Strict Open XML, or by a program that writes unlike Word. "
                "Save it in Word as an ordinary .docx."
            )
        return data

    def tree(self, name: str) -> Element:
        """The elements of a part that is XML."""
        return scan(self.xml(name))

    def put(self, name: str, content: bytes | None) -> Package:
        """The package with another part of this name, or without it."""
        return replace(self, changed={**self.changed, name: content})

    def packed(self) -> bytes:
        """The bytes of the file."""
        return repacked(self.data, self.changed) if self.changed else self.data

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part refers to; ``""`` stands for the package itself."""
        name = _relations_of(part)
        if name not in self:
            return ()
        found = (each for each in self.tree(name).children)
        return tuple(_relation(each, posixpath.dirname(part)) for each in found)

    def related(self, *kinds: str) -> Iterator[str]:
        """The parts that the document refers to as being of some kinds, such as ``styles``."""
        for each in self.relations(self.main):
            if each.kind in kinds and not each.outside and each.target in self:
                yield each.target

    def with_relation(self, kind: str, target: str, *, outside: bool = False) -> tuple[Package, str]:
        """The package whose document refers to a part or address, and the reference's identity."""
        existing = self.relations(self.main)
        same = [
            each for each in existing if (each.kind, each.target, each.outside) == (kind, target, outside)
        ]
        if same:
            return self, same[0].identity
        identity = _unused("rId", {each.identity for each in existing})
        mode = ' TargetMode="External"' if outside else ""
        written = target if outside else posixpath.relpath(target, posixpath.dirname(self.main) or ".")
        made = (
            f'<Relationship xmlns="{_RELATION}" Id="{identity}" Type="{_RELATIONS}{kind}" '
            f"Target={quoteattr(written)}{mode}/>"
        )
        name = _relations_of(self.main)
        return self.put(name, appended(self.xml(name), made.encode())), identity

    def without_relations(self, relations: tuple[Relation, ...]) -> Package:
        """The package whose document refers to some parts no more; the parts go as well."""
        name = _relations_of(self.main)
        left = self.put(name, spliced(self.xml(name), [each.element.removed() for each in relations]))
        for each in relations:
            left = left.put(each.target, None)
        return left

    def with_type(self, suffix: str, content_type: str) -> Package:
        """The package that says of what type files with a suffix are."""
        root = self.tree(_CONTENT_TYPES)
        known = {each.attributes.get("Extension", "").casefold() for each in root.children}
        if suffix.casefold() in known:
            return self
        made = f'<Default xmlns="{_TYPES}" Extension="{suffix}" ContentType="{content_type}"/>'
        edit = Edit(root.inner, root.inner, made.encode())
        return self.put(_CONTENT_TYPES, spliced(self.xml(_CONTENT_TYPES), [edit]))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(element: Element, folder: str) -> Relation:
    said = element.attributes
    outside = said.get("TargetMode") == "External"
    target = said.get("Target", "")
    if not outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(said.get("Id", ""), said.get("Type", "").rpartition("/")[2], target, outside, element)


def _unused(stem: str, taken: set[str]) -> str:
    number = len(taken) + 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"

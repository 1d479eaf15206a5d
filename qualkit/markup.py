"""XML from elsewhere, parsed so that it can neither reach out nor blow up."""

from __future__ import annotations

from typing import Any

from qualkit.errors import InvalidInput

_DEEPEST = 200


def parse_xml(data: bytes, *, what: str) -> Any:
    """Parse XML to the root of a tree (``lxml.etree``).

    Entities that the document defines are refused, nothing is loaded from outside, and elements
    are nested at most 200 deep.

    Parameters
    ----------
    data
        The whole document.
    what
        What it should be, for messages: ``"ELAN file"``.

    Raises
    ------
    InvalidInput
        It is no well-formed XML (the message says the line), defines entities, or is nested too deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InvalidInput(
            f"This is no {what}, or a damaged one ({error}). "
            "Export it again in the program that it comes from."
        ) from None
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise InvalidInput(
            f"The {what} defines XML entities, which can hide a bomb or reach into other files; "
            "it is not read."
        )
    _refuse_depth(root, what)
    return root


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element.

    Programs write the same elements in different namespaces.
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """The value of an attribute by its local name, in whatever namespace it stands."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def _refuse_depth(root: Any, what: str) -> None:
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    raise InvalidInput(f"The {what} nests its elements more than {_DEEPEST} deep; it is not read.")

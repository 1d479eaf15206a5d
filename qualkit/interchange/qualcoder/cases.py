"""The cases and attributes of a QualCoder project."""

from __future__ import annotations

from typing import Any

from qualkit.interchange.project import Row
from qualkit.interchange.qualcoder.reading import Reading
from qualkit.interchange.quotations import quotation
from qualkit.interchange.values import measured, words_of


def read_attributes(reading: Reading) -> None:
    """Read what is known of cases and files, before these; numbers where the attribute is numeric."""
    numeric = set()
    for row in reading.rows("attribute_type", "name memo owner date valuetype"):
        if row["valuetype"] == "numeric":
            numeric.add(row["name"])
        title = f"Attribute: {words_of(row['name'])}"
        reading.draft.memo("study", "", words_of(row["memo"]), name=title, **reading.draft.signed(row))
    for row in reading.rows("attribute", "name attr_type value id"):
        value = words_of(row["value"])
        if value.strip():
            known = reading.attributes.setdefault((words_of(row["attr_type"]), row["id"]), {})
            known[words_of(row["name"])] = measured(value) if row["name"] in numeric else value


def read_cases(reading: Reading) -> None:
    """Read cases, and which texts or parts of texts belong to them."""
    ids: dict[Any, str] = {}
    for row in reading.rows("cases", "caseid name memo owner date"):
        attributes = reading.attributes.get(("case", row["caseid"]), {})
        name = words_of(row["name"])
        ids[row["caseid"]] = reading.draft.add("case", name, name=name, attributes=attributes)
        reading.draft.memo("case", ids[row["caseid"]], words_of(row["memo"]), **reading.draft.signed(row))
    for row in reading.rows("case_text", "caseid fid pos0 pos1 owner date memo"):
        if row["caseid"] in ids and row["fid"] in reading.texts:
            _read_membership(reading, row, ids[row["caseid"]])


def _read_membership(reading: Reading, row: Row, case: str) -> None:
    text = reading.texts[row["fid"]]
    span = text.quoted.part(quotation(row["pos0"], row["pos1"]))
    key = (case, text.id, *span.values())
    reading.draft.add("membership", *key, case=case, source=text.id, speaker=None, **span)
    reading.draft.memo("source", text.id, words_of(row["memo"]), **span, **reading.draft.signed(row))

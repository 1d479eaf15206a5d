from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.wording import below, version
from qualkit.display.xlsx import workbook

Read = Callable[[bytes], Any]


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ["Table", "Quotations", "Notes"]), ("id", ["Tabel", "Kutipan", "Catatan"])],
)
def test_sheets_are_named_in_the_language(
    material: Material, read: Read, language: str, names: list[str]
) -> None:
    assert read(workbook(matrix(material, language=language))).sheetnames == names


def test_legend_rules_and_data_version_are_on_the_third_sheet(material: Material, read: Read) -> None:
    shown = matrix(material).with_notes("Own note.")
    rows = list(read(workbook(shown))["Notes"].iter_rows(values_only=True))
    assert rows == [("Title", shown.title), *below(shown), (None, version(shown))]

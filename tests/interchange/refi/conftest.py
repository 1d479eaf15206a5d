"""Projects as programs write them: XML and files in an archive."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

PROJECT = "urn:QDA-XML:project:1.0"
Packed = Callable[..., Path]


@pytest.fixture
def pack(tmp_path: Path) -> Packed:
    """Makes a .qdpx of the inner XML of a project and its files, named as a program names them."""

    def make(
        inner: str,
        files: Mapping[str, bytes | str] | None = None,
        *,
        qde: str = "project.qde",
        origin: str = "",
        namespace: str = PROJECT,
    ) -> Path:
        path = tmp_path / "project.qdpx"
        xml = f'<Project xmlns="{namespace}" name="P" origin="{origin}">{inner}</Project>'
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(qde, xml)
            for name, content in (files or {}).items():
                archive.writestr(name, content)
        return path

    return make


@pytest.fixture
def project_schema(shared: Path) -> Any:
    from lxml import etree

    return etree.XMLSchema(etree.parse(shared / "refi" / "xsd" / "Project.xsd"))

"""A study as tidy tables: a zip of CSV files, one for each frame, and the texts."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd


def write_tidy(path: Path, frames: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> Path:
    """Write frames as ``NAME.csv`` and texts as ``texts/SOURCE.txt`` into a zip file.

    The files are UTF-8; a cell that holds several values, such as the codings of a summary, is JSON.
    Offsets in the tables count the characters (code points) of these texts. The zip appears under its
    name only when it is whole.
    """
    draft = path.with_name(f".{path.name}-draft")
    try:
        with zipfile.ZipFile(draft, "w", compression=zipfile.ZIP_DEFLATED) as archive:
            for name, frame in frames.items():
                archive.writestr(f"{name}.csv", _flat(frame).to_csv(index=False))
            for source, text in texts.items():
                archive.writestr(f"texts/{source}.txt", text)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.map(_cell)


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False)
    return value

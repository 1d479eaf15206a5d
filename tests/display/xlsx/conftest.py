from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest


@pytest.fixture
def read() -> Callable[[bytes], Any]:
    """Opens the bytes of a workbook with openpyxl."""
    return lambda written: openpyxl.load_workbook(io.BytesIO(written))

"""JSON from elsewhere, parsed once however many readers look at it."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from qualkit.collection.decoding import decode
from qualkit.errors import InvalidInput


def is_json(data: bytes) -> bool:
    """Tell at a glance whether a file may be JSON: by its first character."""
    return data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


@lru_cache(maxsize=1)
def parse_json(data: bytes) -> Any:
    """Parse a JSON file; the one parsed last is kept, since every reader that sniffs asks for it.

    Raises
    ------
    InvalidInput
        It is malformed (the message says line and column), is nested too deep, or is cut short.
    """
    try:
        return json.loads(decode(data))
    except json.JSONDecodeError as error:
        raise InvalidInput(
            f"line {error.lineno}: this is no valid JSON ({error.msg}, column {error.colno}). "
            "The file may be cut short: export or download it again."
        ) from None
    except ValueError:
        raise InvalidInput("line 1: a number in this JSON is too long to be one of a transcript.") from None
    except RecursionError:
        raise InvalidInput("line 1: this JSON is nested too deep to be a transcript.") from None

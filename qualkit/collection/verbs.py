"""What the parts of a stage share."""

from __future__ import annotations

from qualkit.session import Session


class Verbs:
    """Verbs of a stage, on one open study."""

    def __init__(self, session: Session) -> None:
        self._session = session

"""How the verbs of display make a display by the name of its method."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from qualkit.display.material import Material
from qualkit.session import Session


class Making(ABC):
    """An open study, and the making of its displays."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @abstractmethod
    def make(self, method: str, **choices: Any) -> Any:
        """A display by the name of its method."""

    @abstractmethod
    def _material(self, language: str | None = None) -> Material:
        """The frames that displays are made from."""

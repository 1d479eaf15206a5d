"""The store: the only part of qualkit that talks SQL."""

from qualkit.store.change import Change
from qualkit.store.store import Store

__all__ = ["Change", "Store"]

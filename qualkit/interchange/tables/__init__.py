"""A project ↔ flat tables that people can read and edit: names instead of ids, attributes as columns."""

from qualkit.interchange.tables.columns import NAMES, Table, header
from qualkit.interchange.tables.reading import Reading
from qualkit.interchange.tables.writing import flat

__all__ = ["NAMES", "Reading", "Table", "flat", "header"]

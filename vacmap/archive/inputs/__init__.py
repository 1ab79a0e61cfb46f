"""files, folders, globs, standard input → vacancies to be read, one by one, each with one fate"""

from __future__ import annotations

from vacmap.archive.inputs.fingerprint import fingerprint, spool
from vacmap.archive.inputs.formats import Kind
from vacmap.archive.inputs.ids import UniqueIds
from vacmap.archive.inputs.items import columns_of, read_items
from vacmap.archive.inputs.sources import Source, find_sources

__all__ = ["Kind", "Source", "UniqueIds", "columns_of", "find_sources", "fingerprint", "read_items", "spool"]

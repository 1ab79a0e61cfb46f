"""the name of a file → what kind of input it is, and how a table of that kind is opened"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import PurePosixPath

from vacmap.archive.inputs.delimited import open_delimited
from vacmap.archive.inputs.json_lines import open_json_lines
from vacmap.archive.inputs.packed import GZIP
from vacmap.archive.inputs.parquet import open_parquet
from vacmap.archive.inputs.tables import Table
from vacmap.archive.inputs.workbook import open_workbook
from vacmap.read import READERS

TABLES: dict[str, Callable[[str], AbstractContextManager[list[Table]]]] = {
    ".csv": open_delimited,
    ".tsv": open_delimited,
    ".tab": open_delimited,
    ".jsonl": open_json_lines,
    ".ndjson": open_json_lines,
    ".xlsx": open_workbook,
    ".xlsm": open_workbook,
    ".parquet": open_parquet,
    ".pq": open_parquet,
}
"""Suffix → how a table is opened."""
PACKED = frozenset([".csv", ".tsv", ".tab", ".jsonl", ".ndjson", *(READERS.keys() - {".pdf", ".docx"})])
"""Suffixes that may be followed by ``.gz``; other formats are packed by themselves."""


class Kind(StrEnum):
    DOCUMENT = "document"
    """One vacancy."""
    TABLE = "table"
    """A vacancy a row."""
    UNKNOWN = "unknown"
    """Nothing that can be read."""


def suffix_of(name: str) -> str:
    """Suffix of a file's name, in small letters, without that of gzip."""
    path = PurePosixPath(name.lower())
    inner = PurePosixPath(path.stem).suffix
    return inner if path.suffix == GZIP and inner in PACKED else path.suffix


def is_packed(name: str) -> bool:
    """True if a file is gzipped, by its name."""
    return name.lower().endswith(GZIP)


def kind_of(name: str) -> Kind:
    """What a file is, by its name."""
    suffix = suffix_of(name)
    return Kind.TABLE if suffix in TABLES else Kind.DOCUMENT if suffix in READERS else Kind.UNKNOWN

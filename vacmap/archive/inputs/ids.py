"""ids that may repeat → ids that do not"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from types import TracebackType

CACHE = 8_000
"""Kibibytes of memory that the ids take, however many they are; what does not fit is on disk."""


class UniqueIds:
    """Makes the second ``x`` of a run ``x#2``; to be used in a ``with`` statement.

    The ids that were met are kept, as hashes of 16 bytes, in a temporary file without a name, which is gone when the
    process ends, whatever way it ends. So the memory they take is bounded (``CACHE``), and the same ids in the same
    order give the same.
    """

    def __init__(self) -> None:
        self._met = sqlite3.connect("", isolation_level=None)  # "" is SQLite's name for such a file
        for setting in (
            f"cache_size = -{CACHE}",
            "journal_mode = off",
            "synchronous = off",
            "locking_mode = exclusive",
        ):
            self._met.execute(f"PRAGMA {setting}")
        self._met.execute("CREATE TABLE met (id BLOB PRIMARY KEY, times INTEGER) WITHOUT ROWID")
        self._met.execute("BEGIN")

    def unique(self, id: str) -> str:
        """The id itself, or with a number behind it if it was given before."""
        if self._is_new(id):
            return id
        key = _key(id)
        (times,) = self._met.execute("SELECT times FROM met WHERE id = ?", [key]).fetchone()
        while True:
            times += 1
            new = f"{id}#{times}"
            if self._is_new(new):
                self._met.execute("UPDATE met SET times = ? WHERE id = ?", [times, key])
                return new

    def _is_new(self, id: str) -> bool:
        return self._met.execute("INSERT OR IGNORE INTO met VALUES (?, 1)", [_key(id)]).rowcount == 1

    def __enter__(self) -> UniqueIds:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._met.close()


def _key(id: str) -> bytes:
    return blake2b(id.encode("utf-8", "surrogatepass"), digest_size=16).digest()

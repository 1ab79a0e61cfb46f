"""signatures of texts, in order → groups of texts that are the same advert, in a file"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from vacmap.archive.records import ArchiveError
from vacmap.archive.repeats import are_repeats
from vacmap.archive.signatures import SIGNATURE
from vacmap.hashing import FOLD

BANDS, AGREED = 32, 2
"""Texts are compared if they agree in so many of the bands, rows of four values (Leskovec, Rajaraman and Ullman,
*Mining of Massive Datasets*, 3.4). With p = s^4, two with a similarity s do with a chance of 1 - (1 - p)^32 -
32 p (1 - p)^31: 0.93 at 0.6, 0.9997 at 0.73 (a quarter cut off), but 0.001 at 0.2, where one band of 16 would do for
0.03: in a large archive very many texts are a little alike, and nearly all the time would go to them."""
SEEN_BITS = 26
"""2 to the power of so many bits (8 MiB) tell of most bands that no text before had them; at a hundred thousand texts
of 19 in 20."""
WAITING = 4096
"""First texts that wait in memory until they are put in the index together, in its order: one by one, every band would
have a page of the file read and written."""
TOGETHER = 256
"""First texts that are read and compared together."""
CACHE_KIB = 4096
"""What SQLite keeps of the file in memory."""
APPLICATION, FORMAT = 0x7661636D, 2
"""What stands in the head of the file: whose it is, and the version of tables, signatures and thresholds."""

_TABLES = f"""
BEGIN;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORMAT};
CREATE TABLE chunks (number INTEGER PRIMARY KEY, groups TEXT NOT NULL);
CREATE TABLE firsts (number INTEGER PRIMARY KEY, name TEXT NOT NULL, signature BLOB NOT NULL);
CREATE TABLE bands (band INTEGER, first INTEGER, PRIMARY KEY (band, first)) WITHOUT ROWID;
CREATE TABLE indexed (n INTEGER NOT NULL);
INSERT INTO indexed VALUES (0);
COMMIT;
"""  # noqa: S608  two numbers are put in
_FIRST = "SELECT name, signature FROM firsts WHERE number = ?"

Text = tuple[str, bytes]
"""Id (in the file and in waiting: as JSON) and signature of a text."""


class Groups:
    """The groups of the texts of a run, kept in a file.

    A group is named by its first text. A text joins a group if it repeats that first text; what repeats only another
    member does not join, or a row of small steps would lead from one function to another. Where several groups would
    do, it joins the one that began first. So the texts before it decide, and chunks that are given in their order get
    the same groups always.

    The file is whole at any moment, also when the process is killed: a chunk is in it with all that belongs to it, or
    is not. Memory does not grow with the number of texts. Nor does the time for a text, but with the number of texts
    that share much with it without repeating it.

    Parameters
    ----------
    path : Path
        The file; what it holds is taken up again.

    Raises
    ------
    ArchiveError
        If the file is something else or of another version, or is in use; if it cannot be read or written.
    """

    chunks: int
    """How many chunks are in the file."""
    _waiting: _Waiting
    _seen: _Seen

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._telling():
            self._file = sqlite3.connect(path, isolation_level=None, timeout=0.1)
            try:
                self._open()
                self._take_up()
            except BaseException:
                self.close()
                raise

    def of_chunk(self, number: int, texts: Sequence[Text]) -> list[str]:
        """The groups of a chunk's texts; they are in the file when this returns.

        Parameters
        ----------
        number : int
            Chunks come in their order, from 0; one that was given before gets the groups it got then.
        texts : sequence of (id, signature)
            In their order. What has an empty signature (no words, or a failed input) is a group by itself.

        Returns
        -------
        list of str
            For each text its own id, or that of the first text it repeats.

        Raises
        ------
        ValueError
            If a chunk before it was not given.
        ArchiveError
            If the file cannot be read or written.
        """
        if number > self.chunks:
            raise ValueError(
                "The 'number' parameter of Groups.of_chunk must be that of the next chunk or of one before: "
                f"{self.chunks} at most. Got {number} instead."
            )
        with self._telling():
            if number < self.chunks:
                return list(json.loads(self._value("SELECT groups FROM chunks WHERE number = ?", number)))
            with self._all_or_nothing():
                groups = [self._group(*text) for text in texts]
                self._file.execute("INSERT INTO chunks VALUES (?, ?)", (number, json.dumps(groups)))
            self.chunks += 1
        return groups

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _group(self, id_: str, signature: bytes) -> str:
        if not signature:
            return id_
        bands = _bands_of(signature)[0]
        sharing = self._indexed(bands)
        indexed = (self._file.execute(_FIRST, (first,)).fetchone() for first in sharing)
        name = _first_repeated(signature, chain(indexed, self._waiting.sharing(bands.tolist())))
        if name is not None:
            return str(json.loads(name))
        name = json.dumps(id_)  # SQLite takes no half characters, as names of old files may hold
        number = self._waiting.add(name, signature)
        self._file.execute("INSERT INTO firsts VALUES (?, ?, ?)", (number, name, signature))
        if len(self._waiting) == WAITING:
            self._index()
        return id_

    def _indexed(self, bands: NDArray[np.int64]) -> list[int]:
        """The texts in the index that agree in enough bands, in their order."""
        met = self._seen.of(bands)
        if len(met) < AGREED:
            return []
        query = f"SELECT first FROM bands WHERE band IN ({','.join('?' * len(met))})"  # noqa: S608  question marks
        return _often(first for (first,) in self._file.execute(query, met.tolist()))

    def _index(self) -> None:
        """Put the bands of the waiting in the index."""
        bands, numbers = self._waiting.rows()
        rows = zip(bands.tolist(), numbers.tolist(), strict=True)
        self._file.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", rows)
        self._seen.add(bands)
        self._waiting = _Waiting(self._waiting.end)
        self._file.execute("UPDATE indexed SET n = ?", (self._waiting.end,))

    def _take_up(self) -> None:
        """Go on from what is in the file."""
        self.chunks = self._value("SELECT count(*) FROM chunks")
        self._waiting = _Waiting(self._value("SELECT n FROM indexed"))
        self._seen = _Seen()
        bands = self._file.execute("SELECT band FROM bands")
        while some := bands.fetchmany(WAITING * BANDS):
            self._seen.add(np.array(some, dtype=np.int64).ravel())
        query = "SELECT name, signature FROM firsts WHERE number >= ? ORDER BY number"
        for name, signature in self._file.execute(query, (self._waiting.start,)):
            self._waiting.add(name, signature)

    def _open(self) -> None:
        self._file.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        self._file.execute("PRAGMA locking_mode = EXCLUSIVE")  # with it, no shared memory, which a network file lacks
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = NORMAL")
        if self._value("SELECT count(*) FROM sqlite_master") == 0:
            self._file.executescript(_TABLES)
        found = self._value("PRAGMA application_id"), self._value("PRAGMA user_version")
        if found != (APPLICATION, FORMAT):
            raise ArchiveError(
                f"{self._path}: groups of another version, or another file; expected those of this version of vacmap"
            )

    def _value(self, query: str, *values: int) -> Any:
        return self._file.execute(query, values).fetchone()[0]

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self._file.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._file.execute("COMMIT")
        except BaseException:
            if self._file.in_transaction:
                self._file.execute("ROLLBACK")
            self._take_up()
            raise

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ArchiveError(f"{self._path}: cannot be read or written ({error})") from None


class _Waiting:
    """First texts that are not in the index yet."""

    def __init__(self, start: int) -> None:
        self.start = start
        """Number of the first of them."""
        self._texts: list[Text] = []
        self._by_band: dict[int, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def end(self) -> int:
        """Number of the next."""
        return self.start + len(self._texts)

    def add(self, name: str, signature: bytes) -> int:
        """Gives the number of the text."""
        number = self.end
        self._texts.append((name, signature))
        for band in _bands_of(signature)[0].tolist():
            self._by_band[band] = (*self._by_band.get(band, ()), number)
        return number

    def sharing(self, bands: Iterable[int]) -> Iterator[Text]:
        """Those that agree in enough bands, in their order."""
        for number in _often(number for band in bands for number in self._by_band.get(band, ())):
            yield self._texts[number - self.start]

    def rows(self) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
        """Bands, and the number of the text that each is of, in the order of the index."""
        bands = _bands_of(b"".join(signature for _, signature in self._texts))
        order = np.argsort(bands, axis=None, kind="stable")
        return bands.ravel()[order], self.start + order // BANDS


class _Seen:
    """Which bands may be in the index. Most of a text's are not, and are not looked for in vain: a bitmap, a Bloom
    filter of one hash."""

    def __init__(self) -> None:
        self._bits = np.zeros(2 ** (SEEN_BITS - 3), dtype=np.uint8)

    def add(self, bands: NDArray[np.int64]) -> None:
        byte, bit = self._places(bands)
        np.bitwise_or.at(self._bits, byte, bit)

    def of(self, bands: NDArray[np.int64]) -> NDArray[np.int64]:
        """The bands that were added, and a few others."""
        byte, bit = self._places(bands)
        return np.asarray(bands[self._bits[byte] & bit != 0])

    def _places(self, bands: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
        place = bands.view(np.uint64) * FOLD >> np.uint64(64 - SEEN_BITS)
        return place >> np.uint64(3), np.left_shift(1, place & np.uint64(7), dtype=np.uint8, casting="unsafe")


def _often(firsts: Iterable[int]) -> list[int]:
    """The texts that are met in at least ``AGREED`` bands, in their order."""
    return sorted(first for first, times in Counter(firsts).items() if times >= AGREED)


def _bands_of(signatures: bytes) -> NDArray[np.int64]:
    """The bands of texts, shape (n_texts, BANDS): four values of 16 bits are one number."""
    values = np.frombuffer(signatures, SIGNATURE)["whole"]
    return np.asarray(np.ascontiguousarray(values[:, : 4 * BANDS]).view("<i8"))


def _first_repeated(signature: bytes, firsts: Iterable[Text]) -> str | None:
    """Name of the first text of which a text is a near duplicate."""
    remaining = iter(firsts)
    while some := list(islice(remaining, TOGETHER)):
        found = are_repeats(signature, b"".join(other for _, other in some))
        if found.any():
            return some[int(found.argmax())][0]
    return None

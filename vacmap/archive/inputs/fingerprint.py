"""sources → a hash that changes when one of them does; standard input → a file that can be read again"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from vacmap.archive.inputs.formats import Kind
from vacmap.archive.inputs.sources import Source


def fingerprint(sources: Iterable[Source]) -> str:
    """SHA-256 over the names and contents of all sources, in their order, in hexadecimal digits.

    Of a file of an unknown format only the name counts, as only the name decides its fate; a file that cannot be read
    is as one without contents.
    """
    total = hashlib.sha256()
    for source in sources:
        name = source.name.encode("utf-8", "surrogateescape")
        total.update(len(name).to_bytes(8, "big") + name + _hash(source))
    return total.hexdigest()


def spool(stream: IO[bytes], path: str | Path) -> None:
    """Write all of a stream, such as standard input, to a file."""
    with Path(path).open("wb") as file:
        shutil.copyfileobj(stream, file)


def _hash(source: Source) -> bytes:
    if source.kind is Kind.UNKNOWN:
        return bytes(hashlib.sha256().digest_size)
    try:
        with Path(source.path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return bytes(hashlib.sha256().digest_size)

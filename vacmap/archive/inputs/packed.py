"""a file, gzipped or not → its bytes"""

from __future__ import annotations

import gzip
import zlib
from io import BufferedIOBase
from pathlib import Path

from vacmap.errors import InputError

GZIP = ".gz"
BROKEN = (OSError, EOFError, zlib.error)
"""What reading a file may raise; ``gzip.BadGzipFile`` is an OSError."""


def open_bytes(path: str) -> BufferedIOBase:
    """The file, unpacked while it is read if its name ends in ``.gz``."""
    return gzip.GzipFile(path) if path.lower().endswith(GZIP) else Path(path).open("rb")


def read_bytes(path: str, limit: int) -> bytes:
    """All of a file that is unpacked.

    Raises
    ------
    InputError
        If it cannot be read, or holds more than so many bytes.
    """
    try:
        with open_bytes(path) as stream:
            data = stream.read(limit + 1)
    except BROKEN as error:
        raise InputError(why_broken(error)) from None
    if len(data) > limit:
        raise InputError(f"unpacks to more than {limit:,} bytes; expected one vacancy")
    return data


def why_broken(error: Exception) -> str:
    """What went wrong, in words."""
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return "damaged gzip; expected a whole one"
    if isinstance(error, EOFError):
        return "the gzip ends before its end; expected a whole one"
    if isinstance(error, OSError):
        return f"cannot be read ({error.strerror or error})"
    return f"cannot be read ({error})"

"""bytes of a text table → its text, whatever encoding it was written in

The encoding is told from the whole file, which is streamed: by its byte order mark; as UTF-16 where every second byte
is zero; as UTF-8; as Windows-1252. A file in which part of what is not ASCII is UTF-8 and part is not was put together
from several; in it every character is read as what it is. A byte that fits nowhere costs its row, not the file: it
becomes half of a character (as with Python's ``surrogateescape``), which no cell may hold.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedIOBase, TextIOWrapper
from itertools import chain
from typing import Any

from vacmap.archive.inputs.packed import BROKEN, open_bytes
from vacmap.errors import InputError
from vacmap.read.plain import BOMS, FALLBACK, SAMPLE, utf16_without_bom

BLOCK = 1 << 20
"""Bytes that are looked at at a time."""
MIXED = 0.01
"""From this share of UTF-8 among what is not ASCII on, a file is mixed. In Windows-1252 alone two signs look like a
character of UTF-8 now and then (a capital with an accent before a curly quote), but not one in a hundred."""
UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
STRAY = 0xDC00
"""A byte ``b`` that fits nowhere becomes the character ``STRAY + b``."""
MISFITS = "\udc81\udc8d\udc8f\udc90\udc9d"
"""Bytes that mean nothing in Windows-1252 either."""
HANDLER = "vacmap.stray"
"""Name under which the codecs know :func:`_stray`."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file was written."""

    codec: str
    misfit: int | None = None
    """Offset in bytes (of what is unpacked) of the first byte that fits nowhere."""


def open_text(path: str, newline: str) -> tuple[TextIOWrapper, Encoding]:
    """The text of a file that may be gzipped; ``newline`` as for :func:`open`.

    Raises
    ------
    InputError
        If the file is empty, or its bytes are no text.
    """
    with open_bytes(path) as stream:
        encoding = detect(stream)
    codecs.register_error(HANDLER, _stray)
    data: Any = open_bytes(path)  # the type that TextIOWrapper asks for is private
    return TextIOWrapper(data, encoding.codec, HANDLER, newline), encoding


def detect(stream: BufferedIOBase) -> Encoding:
    """The encoding of all bytes of a stream.

    Raises
    ------
    InputError
        If there are none, or they are no text.
    """
    blocks = _blocks(stream)
    sample = b""
    while len(sample) < SAMPLE and (block := next(blocks, b"")):
        sample += block
    if not sample:
        raise InputError("empty; expected a table")
    if sample.startswith(UTF32):
        raise InputError("written in UTF-32; expected UTF-8, UTF-16 or Windows-1252")
    marked = next((codec for bom, codec in BOMS.items() if sample.startswith(bom)), None)
    wide = utf16_without_bom(sample) if marked is None else marked
    if wide is not None and wide.startswith("utf-16"):
        return Encoding(wide)
    if b"\0" in sample:
        raise InputError("not text (zero bytes); expected a table as text")
    return _narrow(chain([sample], blocks), marked)


def _narrow(blocks: Iterator[bytes], marked: str | None) -> Encoding:
    """UTF-8, Windows-1252, or the one with some of the other."""
    offset = utf8 = stray = 0
    misfit: int | None = None
    left = b""
    for block in chain(blocks, [b""]):
        data, last = left + block, not block
        try:
            text, used = codecs.utf_8_decode(data, "strict", last)
        except UnicodeDecodeError:
            text, used = codecs.utf_8_decode(data, "surrogateescape", last)
            stray += used - len(text.encode("utf-8", "ignore"))
            places = [place for char in MISFITS if (place := text.find(char)) >= 0] if misfit is None else []
            if places:
                misfit = offset + len(text[: min(places)].encode("utf-8", "surrogateescape"))
        utf8 += used - len(text)  # bytes that carry on a character
        offset, left = offset + used, data[used:]
    if not stray or marked or utf8 >= MIXED * (utf8 + stray):
        return Encoding(marked or "utf-8", misfit)
    return Encoding(FALLBACK, misfit)


def _blocks(stream: BufferedIOBase) -> Iterator[bytes]:
    """Blocks of a stream, up to where a gzip is damaged; who reads it later will meet that place again."""
    block = stream.read1(BLOCK)
    with suppress(*BROKEN):
        while block:
            yield block
            block = stream.read1(BLOCK)


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that do not fit: as Windows-1252 in an encoding of single bytes, else not at all."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    narrow = error.encoding.startswith("utf-8")
    stray = error.object[error.start : error.end]
    return "".join(_one(byte, narrow=narrow) for byte in stray), error.end


def _one(byte: int, *, narrow: bool) -> str:
    char = bytes([byte]).decode(FALLBACK, "ignore") if narrow else ""
    return char or chr(STRAY + byte)

"""bytes of a txt or md file → text"""

from __future__ import annotations

import codecs
import re

from vacmap.errors import InputError

BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order mark → codec that reads past it."""
SAMPLE = 50_000
"""Bytes from which the encoding is guessed."""
FALLBACK = "cp1252"
"""What Dutch texts are in that are no Unicode. Guessing by statistics takes the è of a short text for a Czech č."""
HALF_ZERO = 0.7
"""From this share of zeros among every second byte on a file is UTF-16."""
CONTROL_SHARE = 0.01
"""More control characters than this make a file something else than text."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""What no text holds; tabs and line breaks are others."""


def read_plain(data: bytes, source: str) -> str:
    """Decode a text file: by its byte order mark, as UTF-16, as UTF-8, or as Windows-1252.

    Raises
    ------
    InputError
        If the bytes are not text.
    """
    text = _decode(data, source)
    if len(CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise InputError(f"{source}: not text (control characters); expected a vacancy as plain text")
    return text


def _decode(data: bytes, source: str) -> str:
    for bom, codec in BOMS.items():
        if data.startswith(bom):
            try:
                return data.decode(codec)
            except UnicodeDecodeError as error:
                raise InputError(f"{source}: byte {error.start}: not {codec}, though its first bytes say so") from None
    if wide := utf16_without_bom(data[:SAMPLE]):
        return data.decode(wide, errors="replace")
    if b"\0" in data[:SAMPLE]:
        raise InputError(f"{source}: not text (zero bytes); expected a vacancy as plain text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode(FALLBACK)
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: byte {error.start}: neither UTF-8 nor Windows-1252; expected plain text") from None


def utf16_without_bom(sample: bytes) -> str | None:
    """The codec of Latin text in UTF-16: every second byte is zero, and hardly any other."""
    if len(sample) < 4:
        return None
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > HALF_ZERO and even < CONTROL_SHARE:
        return "utf-16-le"
    return "utf-16-be" if even > HALF_ZERO and odd < CONTROL_SHARE else None

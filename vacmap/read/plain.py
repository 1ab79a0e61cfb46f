"""bytes of a txt or md file → text"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

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
"""What Dutch texts are in that are no Unicode."""
CONTROL_SHARE = 0.01
"""More control characters than this make a file something else than text."""
TEXT_CONTROLS = frozenset("\t\n\r\x0b\x0c\x85")


def read_plain(data: bytes, source: str) -> str:
    """Decode a text file: by its byte order mark, as UTF-8, or by the encoding its bytes speak for.

    Raises
    ------
    InputError
        If the bytes are not text.
    """
    text = _decode(data, source)
    controls = sum(char < " " and char not in TEXT_CONTROLS or char == "\x7f" for char in text)
    if controls > CONTROL_SHARE * len(text):
        raise InputError(f"{source}: not text (control characters); expected a vacancy as plain text")
    return text


def _decode(data: bytes, source: str) -> str:
    for bom, codec in BOMS.items():
        if data.startswith(bom):
            try:
                return data.decode(codec)
            except UnicodeDecodeError as error:
                raise InputError(f"{source}: byte {error.start}: not {codec}, though its first bytes say so") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\0" in data[:SAMPLE]:
        raise InputError(f"{source}: not text (zero bytes); expected a vacancy as plain text")
    guess = from_bytes(data[:SAMPLE], cp_isolation=["cp1252", "cp1250", "mac_roman"]).best()
    return data.decode(guess.encoding if guess else FALLBACK, errors="replace")

"""a file → the vacancy in it"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vacmap.errors import InputError
from vacmap.read.docx import MAX_DOCX_BYTES, read_docx
from vacmap.read.html import MAX_HTML_BYTES, read_html
from vacmap.read.pdf import MAX_PDF_BYTES, read_pdf
from vacmap.read.plain import read_plain
from vacmap.records import Vacancy

__all__ = ["LIMITS", "MAX_BYTES", "READERS", "read"]

READERS: dict[str, Callable[[bytes, str], str]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".markdown": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
"""Suffix → reader of the file's bytes; the reader is told the file's name for its messages."""
MAX_BYTES = 2_000_000
"""A larger file is no single vacancy."""
LIMITS: dict[str, int] = {
    ".html": MAX_HTML_BYTES,
    ".htm": MAX_HTML_BYTES,
    ".xhtml": MAX_HTML_BYTES,
    ".pdf": MAX_PDF_BYTES,
    ".docx": MAX_DOCX_BYTES,
}
"""Suffix → bytes of a file at most, for formats that hold more than text; ``MAX_BYTES`` for the others."""
MAX_CHARACTERS = 500_000
"""A longer text is no single vacancy: the longest adverts have some 20,000 characters."""


def read(path: str | Path) -> Vacancy:
    """Read one vacancy.

    Parameters
    ----------
    path : str or pathlib.Path
        A file with a suffix of ``READERS``.

    Raises
    ------
    InputError
        If the file is missing, empty, too large, of an unknown format, damaged, or without text.
    """
    file = Path(path)
    reader = READERS.get(file.suffix.lower())
    try:
        if file.is_dir():
            raise InputError(f"{file}: a folder; expected a file with one vacancy")
        if not file.exists():
            raise InputError(f"{file}: no such file")
        if reader is None:
            raise InputError(f"{file}: unknown format {file.suffix or '(no suffix)'!r}; expected {', '.join(READERS)}")
        size = file.stat().st_size
        limit = LIMITS.get(file.suffix.lower(), MAX_BYTES)
        if size > limit:
            raise InputError(f"{file}: {size:,} bytes; expected one vacancy of at most {limit:,}")
        text = reader(file.read_bytes(), str(file))
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror or error})") from None
    if not text.strip():
        raise InputError(f"{file}: empty; expected the text of a vacancy")
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"{file}: {len(text):,} characters; expected one vacancy of at most {MAX_CHARACTERS:,}")
    return Vacancy(id=file.stem, text=text, source=str(file))

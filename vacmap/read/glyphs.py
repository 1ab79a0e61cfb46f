"""a page of a PDF → words with their places"""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage  # type: ignore[import-untyped]

HYPHENS = frozenset([0x2, 0xFFFE, 0xAD])
"""What PDFium gives for a hyphen at the end of a line, by which it takes a word to be broken."""
SPACES = frozenset([0x9, 0xA, 0xD, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000])
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
BOLD_WEIGHT = 600
MIN_DOT, MAX_DOT = 1.5, 12.0
"""Width of a drawn bullet, in points."""
MAX_DRAWINGS = 20_000
"""Drawings of a page among which bullets are looked for."""
MAX_NEAR = 400
"""Words around the height of a drawn bullet that are looked at; no paper has more."""
FONT_NAME = 128
"""Bytes of a font's name that are read."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them. Places are in points, turned so that the text runs to the right and ``y``
    grows upwards."""

    text: str
    left: float
    right: float
    base: float
    """Height of the line the letters stand on."""
    size: float
    """Height of the letters, 1 em."""
    font: str
    bold: bool
    spaced: bool
    """True if a space stands before the word in the file."""


@dataclass(slots=True)
class _Letter:
    index: int
    code: int
    left: float
    right: float
    base: float
    size: float
    quarter: int
    """Quarter turns of the letter, against the clock."""


def page_words(page: PdfTextPage) -> list[Word]:
    """Words of a page in the order of the file. Text that runs in another direction than most (a stamp, a line along
    the edge) is left out."""
    letters = list(_letters(page))
    turns = Counter(letter.quarter for letter in letters if letter.code not in SPACES)
    if not turns:
        return []
    main = turns.most_common(1)[0][0]
    fonts: dict[tuple[bytes, int], tuple[str, bool]] = {}
    words: list[Word] = []
    open_word: list[_Letter] = []
    spaced = False
    for letter in letters:
        blank = letter.code in SPACES
        if not blank and letter.quarter != main:
            continue
        apart = bool(open_word) and (blank or not _adjoins(open_word[-1], letter))
        if apart:
            words.append(_word(page, open_word, spaced=spaced, fonts=fonts))
            open_word, spaced = [], False
        if blank:
            spaced = True
        else:
            open_word.append(letter)
    if open_word:
        words.append(_word(page, open_word, spaced=spaced, fonts=fonts))
    return words if main else words + list(_drawn_bullets(page, words))


def _drawn_bullets(page: PdfTextPage, words: Sequence[Word]) -> Iterator[Word]:
    """Bullets that are drawn, not written, as browsers do when they print a page: a dot or a square on half the height
    of a word, close before it."""
    by_height = sorted(words, key=lambda word: word.base)
    heights = [word.base for word in by_height]
    for left, bottom, right, top in _dots(page):
        middle = (bottom + top) / 2
        near = by_height[bisect_left(heights, middle - MAX_DOT) : bisect_right(heights, middle)][:MAX_NEAR]
        level = [word for word in near if right - left < 0.6 * word.size and middle < word.base + 0.6 * word.size]
        behind = min((word for word in level if word.left >= right - 0.5), key=lambda word: word.left, default=None)
        if behind is None or behind.left - right > 2 * behind.size:
            continue
        if not any(word.left < left and left - word.right < 1.5 * word.size for word in level):
            yield Word("•", left, right, behind.base, behind.size, "", bold=False, spaced=True)


def _dots(page: PdfTextPage) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of the small round or square drawings of a page."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium.FPDFPage_CountObjects(page.page), MAX_DRAWINGS)):
        drawing = pdfium.FPDFPage_GetObject(page.page, index)
        if not drawing or pdfium.FPDFPageObj_GetType(drawing) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(drawing, *sides):
            left, bottom, right, top = (side.value for side in sides)
            width, height = right - left, top - bottom
            if MIN_DOT <= width <= MAX_DOT and 0.7 * width <= height <= 1.4 * width:
                yield left, bottom, right, top


def _letters(page: PdfTextPage) -> Iterator[_Letter]:
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code in SPACES:
            yield _Letter(index, 0x20, 0, 0, 0, 0, 0)
            continue
        if pdfium.FPDFText_IsGenerated(page, index) == 1 and code not in HYPHENS:
            continue
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        angle = pdfium.FPDFText_GetCharAngle(page, index)  # with the clock
        quarter = round(-angle / (math.pi / 2)) % 4 if math.isfinite(angle) else 0
        left, right, base, top, bottom = box.left, box.right, y.value, box.top, box.bottom
        if quarter == 1:
            left, right, base, top, bottom = box.bottom, box.top, -x.value, -box.left, -box.right
        elif quarter == 2:
            left, right, base, top, bottom = -box.right, -box.left, -y.value, -box.bottom, -box.top
        elif quarter == 3:
            left, right, base, top, bottom = -box.top, -box.bottom, x.value, box.right, box.left
        size = max(top - bottom, 0.1)
        if not all(map(math.isfinite, (left, right, base, size))):
            continue
        yield _Letter(index, code, left, right, base, size, quarter)


def _adjoins(before: _Letter, letter: _Letter) -> bool:
    """True if a letter follows another without a space to be seen."""
    size = max(before.size, letter.size)
    return abs(before.base - letter.base) < 0.25 * size and -0.5 * size < letter.left - before.right < 0.25 * size


def _word(
    page: PdfTextPage, letters: Sequence[_Letter], *, spaced: bool, fonts: dict[tuple[bytes, int], tuple[str, bool]]
) -> Word:
    first = letters[0]
    font, bold = _font(page, letters[len(letters) // 2].index, fonts)
    return Word(
        "".join(_sign(letter.code) for letter in letters),
        min(letter.left for letter in letters),
        max(letter.right for letter in letters),
        first.base,
        max(letter.size for letter in letters),
        font,
        bold,
        spaced,
    )


def _font(page: PdfTextPage, index: int, known: dict[tuple[bytes, int], tuple[str, bool]]) -> tuple[str, bool]:
    """Name of a letter's font, and whether it is bold."""
    import pypdfium2.raw as pdfium

    buffer = ctypes.create_string_buffer(FONT_NAME)
    pdfium.FPDFText_GetFontInfo(page, index, buffer, FONT_NAME, ctypes.c_int())
    key = buffer.value, pdfium.FPDFText_GetFontWeight(page, index)
    if key not in known:
        name = key[0].decode("utf-8", errors="replace")
        heavy = any(sign in name.lower() for sign in ("bold", "black", "heavy"))
        known[key] = name, heavy or key[1] >= BOLD_WEIGHT
    return known[key]


def _sign(code: int) -> str:
    if code in HYPHENS:
        return "-"
    if code in LIGATURES:
        return LIGATURES[code]
    # 0: a letter the file does not name; a surrogate half cannot stand in a text
    return "\ufffd" if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)

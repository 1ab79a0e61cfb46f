"""bytes of a PDF → text with a light layout

A PDF knows letters and their places, nothing else. From the places follow: words → rows → columns and tables (white
strips that many rows share) → lines in reading order → paragraphs, list items and headings. What stands at the same
place at the top or the bottom of several pages is no text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from vacmap.errors import InputError
from vacmap.read.blocks import BULLET, Block, Kind, row_blocks, to_text
from vacmap.read.glyphs import Word, page_words

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

MAX_PDF_BYTES = 20_000_000
"""A vacancy with photographs has some megabytes."""
MAX_PAGES = 200
"""A longer document is no vacancy: the longest bundles for a selection procedure have some thirty pages."""
MAX_LETTERS = 600_000
"""Letters and spaces of all pages; more is no single vacancy (see ``vacmap.read.MAX_CHARACTERS``)."""

WRONG_PASSWORD, UNKNOWN_SECURITY = 4, 5
"""Error codes of PDFium (``FPDF_ERR_PASSWORD``, ``FPDF_ERR_SECURITY``)."""

EDGE_ROWS = 3
"""Rows at the top and at the bottom of a page that may be its header or footer."""
EDGE = 0.15
"""They stand in this share of the page's height."""
SAME_PLACE = 6.0
"""Points between two headers that stand at the same height."""
REPEATED = 1 / 3
"""A header stands on at least two pages, and on this share of them (left and right pages may have their own)."""
PAGE_NUMBER = re.compile(
    r"(?:pagina|pag\.?|page|p\.?|blz\.?|bladzijde)?\s*[-–—|]?\s*\d{1,3}\s*(?:(?:van|of|/|\||-)\s*\d{1,3})?\s*[-–—|]?",
    re.IGNORECASE,
)

PRINTED = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4},? \d{1,2}[:.]\d{2}\b.*|(?:https?|file)://\S+(?: \d{1,3}(?:/| van | of )\d{1,3})?",
    re.IGNORECASE,
)
"""What a browser prints above and below a page: date, time and title; address and page number."""

SIGNS = re.compile(r"[•◦▪▫●○■□◆◇♦❖➢➤►▶▸‣⁃∙·✓✔☑→»\ufffd\ue000-\uf8ff]+")
"""Bullets in a PDF, with those of Wingdings and Symbol, which have no place in Unicode."""
LINE_SIGNS = frozenset(["-", "–", "—", "*", "+", ">", "~", "o"])
"""Bullets only if they stand alone at the beginning of a line."""
SYMBOL_FONT = re.compile(r"wingdings|webdings|symbol|dingbats", re.IGNORECASE)
NUMBER = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[a-hA-H][.)])\)?")

# Lengths below are in em, the height of a letter.
GUTTER = 0.8
"""Least width of the white strip between two columns."""
COLUMN_ROWS = 3
"""Least number of rows on both sides of a strip."""
MAX_ROWS = 250
"""On a page with more rows (no paper has them) no columns are looked for: the search takes rows × rows."""
CELL_GAP = 2.5
"""A gap this wide in a single row divides cells."""
KEY_LETTERS = 30
"""Mean length of the names in a table of names and values, in letters, at most."""
WRAPPED_CELLS = 0.35
"""If more rows than this begin in the middle of a sentence, the strip divides columns, not cells."""
PART_GAP = 6.0
"""What stands farther below is another part of the page."""
TABLE_GAP = 2.0
"""A row without a name that stands farther below is no part of the table."""
PARAGRAPH_GAP = 1.25
"""Lines this many times farther apart than usual belong to two paragraphs."""
SAME_SIZE = 0.08
"""Share by which the size of letters differs within one paragraph."""
LARGER = 1.1
"""Letters this many times larger than most make a heading."""
HEADING_LETTERS = 120
"""A heading has at most so many letters."""
NARROWEST = 12.0
"""Lines of a narrower column are not joined: in a list of short lines every line looks full."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column."""

    words: tuple[Word, ...]
    """Without the bullet."""
    page: int
    margin: float = 0.0
    """Where lines of this column end at the right."""
    edge: float = 0.0
    """Where the column begins at the left."""
    column: int = 0
    """Number of the column in the document, in reading order."""
    mark: str = ""
    """Bullet ("•") or number the line opens with."""
    mark_x: float = 0.0

    @property
    def text(self) -> str:
        return _joined(self.words)

    @property
    def x(self) -> float:
        return self.words[0].left

    @property
    def y(self) -> float:
        return self.words[0].base

    @property
    def size(self) -> float:
        return max(self.words, key=lambda word: len(word.text)).size

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


@dataclass(frozen=True, slots=True)
class Area:
    """A stretch of a page in reading order: a column of rows, or the rows of a table with the cells they fall into."""

    rows: tuple[tuple[Word, ...], ...]
    strips: tuple[tuple[float, float], ...] = ()
    """White strips between the cells of a table; empty for running text."""
    limit: float | None = None
    """Where the next column begins, if there is one."""


def read_pdf(data: bytes, source: str) -> str:
    """Read a PDF: its text in reading order, without headers, footers and page numbers.

    Raises
    ------
    InputError
        If the file is no PDF, is damaged, needs a password, has more than ``MAX_PAGES`` pages, or has no text.
    """
    pages = _pages(data, source)
    if not any(pages):
        raise InputError(f"{source}: no text, only pictures of it; expected a PDF whose text can be selected")
    pages = _without_furniture(pages)
    areas = [(number, area) for number, words in enumerate(pages) for area in _areas(words)]
    return to_text(_blocks(_columns(areas)))


def _pages(data: bytes, source: str) -> list[list[Word]]:
    """Words of every page, in the order they stand in the file."""
    from pypdfium2 import PdfDocument, PdfiumError

    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{source}: no PDF (does not begin with %PDF); expected a vacancy as PDF")
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in {WRONG_PASSWORD, UNKNOWN_SECURITY}:
            raise InputError(f"{source}: needs a password; expected a PDF that opens without one") from None
        raise InputError(f"{source}: damaged PDF; expected a vacancy as PDF") from None
    with closing(document):
        count = len(document)
        if count > MAX_PAGES:
            raise InputError(f"{source}: {count:,} pages; expected one vacancy of at most {MAX_PAGES}")
        try:
            return _read_pages(document, count, source)
        except PdfiumError:
            raise InputError(f"{source}: damaged PDF (a page cannot be read); expected a vacancy as PDF") from None


def _read_pages(document: PdfDocument, count: int, source: str) -> list[list[Word]]:
    pages: list[list[Word]] = []
    letters = 0
    for number in range(count):
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            letters += text.count_chars()
            if letters > MAX_LETTERS:
                raise InputError(f"{source}: over {MAX_LETTERS:,} characters; expected one vacancy")
            pages.append(page_words(text))
    return pages


# Headers and footers


def _without_furniture(pages: Sequence[list[Word]]) -> list[list[Word]]:
    """The words of every page but those of headers, footers and page numbers."""
    rows = [_rows(words) for words in pages]
    seen: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    edges = [_edge_rows(page) for page in rows]
    for number, (page, edge) in enumerate(zip(rows, edges, strict=True)):
        for index in edge:
            seen[_pattern(page[index])].append((number, page[index][0].base))
    least = max(2, REPEATED * len(pages))
    out: list[list[Word]] = []
    for page, edge in zip(rows, edges, strict=True):
        dropped = set()
        for index in edge:
            y = page[index][0].base
            others = {number for number, at in seen[_pattern(page[index])] if abs(at - y) <= SAME_PLACE}
            if len(others) >= least:
                dropped.add(index)
        dropped |= {index for index in {0, len(page) - 1} & edge if PRINTED.fullmatch(_joined(page[index]))}
        left = [index for index in range(len(page)) if index not in dropped]
        dropped |= {i for i in {*left[:1], *left[-1:]} & edge if PAGE_NUMBER.fullmatch(_joined(page[i]))}
        out.append([word for index, row in enumerate(page) if index not in dropped for word in row])
    return out


def _edge_rows(rows: Sequence[Sequence[Word]]) -> set[int]:
    """Indices of the rows that may be a header or a footer by their place.

    Pages say little about their height (cropped, turned), so it is taken from the text; a page of few lines has its
    edges everywhere.
    """
    if not rows:
        return set()
    top, bottom = rows[0][0].base, rows[-1][0].base
    share = EDGE * max(top - bottom, 1.0)
    first = {i for i in range(min(EDGE_ROWS, len(rows))) if rows[i][0].base >= top - share}
    last = {i for i in range(max(0, len(rows) - EDGE_ROWS), len(rows)) if rows[i][0].base <= bottom + share}
    return first | last


def _pattern(row: Sequence[Word]) -> str:
    return re.sub(r"\d+", "#", _joined(row).casefold())


# Rows, columns, tables


def _rows(words: Iterable[Word]) -> list[tuple[Word, ...]]:
    """Words on one height, from left to right; rows from top to bottom."""
    rows: list[list[Word]] = []
    height = size = 0.0
    for word in sorted(words, key=lambda word: -word.base):
        if rows and height - word.base <= 0.4 * max(size, word.size):
            rows[-1].append(word)
            size = max(size, word.size)
        else:
            rows.append([word])
            height, size = word.base, word.size
    return [tuple(sorted(row, key=lambda word: word.left)) for row in rows]


def _areas(words: Sequence[Word], limit: float | None = None, depth: int = 0) -> Iterator[Area]:
    """Stretches of running text and tables, in reading order: down to where columns begin, then column by column."""
    rows = _rows(words)
    if not rows:
        return
    if len(rows) > MAX_ROWS or depth > 3:
        yield Area(tuple(rows), limit=limit)
        return
    size = median(word.size for word in words)
    whites = [_whites(row, size) for row in rows]
    plain: list[tuple[Word, ...]] = []
    first = 0
    while first < len(rows):
        found = _strips(rows, whites, first, size)
        if found is None:
            plain.append(rows[first])
            first += 1
            continue
        last, strips = found
        if plain:
            yield Area(tuple(plain), limit=limit)
            plain = []
        block = rows[first : last + 1]
        if _is_table(block, strips[0], size):
            block = block[: _table_end(block, strips[0], size)]
            last = first + len(block) - 1
            yield Area(tuple(block), tuple(strips), limit)
        else:
            left, right = max(strips, key=lambda strip: strip[1] - strip[0])
            inside = [word for row in block for word in row]
            yield from _areas([word for word in inside if word.right <= left + 0.5], right, depth + 1)
            yield from _areas([word for word in inside if word.right > left + 0.5], limit, depth + 1)
        first = last + 1
    if plain:
        yield Area(tuple(plain), limit=limit)


def _whites(row: Sequence[Word], size: float) -> list[tuple[float, float]]:
    """White stretches of a row, its margins among them; not the one behind a bullet."""
    body = row[1:] if len(row) > 1 and _mark(row[0]) else row
    out = [(float("-inf"), row[0].left)]
    out += [(a.right, b.left) for a, b in pairwise(body) if b.left - a.right >= GUTTER * size]
    return [*out, (row[-1].right, float("inf"))]


def _strips(
    rows: Sequence[Sequence[Word]], whites: Sequence[list[tuple[float, float]]], first: int, size: float
) -> tuple[int, list[tuple[float, float]]] | None:
    """The last row down to which white strips run on from row ``first``, and these strips; None if there are none.

    A strip counts if enough rows on both sides of it have words.
    """
    if len(whites[first]) == 2 and len(whites[min(first + 1, len(rows) - 1)]) == 2 and not _shifted(rows, first):
        return None  # two rows in sequence that fill one column: nothing begins here
    strips = [(float("-inf"), float("inf"))]
    found: list[tuple[int, list[tuple[float, float]]]] = []
    for last in range(first, len(rows)):
        if last > first and rows[last - 1][0].base - rows[last][0].base > PART_GAP * size:
            break
        strips = [
            (max(a, c), min(b, d)) for a, b in strips for c, d in whites[last] if min(b, d) - max(a, c) >= GUTTER * size
        ]
        inner = [strip for strip in strips if strip[0] > float("-inf") and strip[1] < float("inf")]
        if inner:
            found.append((last, inner))
        elif last > first + 2 or not strips:
            break
    for last, inner in reversed(found):
        if last - first + 1 < COLUMN_ROWS:
            break
        if good := [strip for strip in inner if _divides(rows[first : last + 1], strip)]:
            return last, good
    return None


def _shifted(rows: Sequence[Sequence[Word]], first: int) -> bool:
    """True if the row below stands wholly beside this one: columns whose lines are not on one height."""
    if first + 1 >= len(rows):
        return False
    here, below = rows[first], rows[first + 1]
    return below[0].left > here[-1].right or here[0].left > below[-1].right


def _divides(rows: Sequence[Sequence[Word]], strip: tuple[float, float]) -> bool:
    left = sum(any(word.right <= strip[0] and not _mark(word) for word in row) for row in rows)
    right = sum(any(word.left >= strip[1] and not _mark(word) for word in row) for row in rows)
    return left >= COLUMN_ROWS and right >= COLUMN_ROWS


def _is_table(rows: Sequence[Sequence[Word]], strip: tuple[float, float], size: float) -> bool:
    """True if the strip divides names from values: names are short, each has its value beside it, and values begin as
    values do."""
    lefts = [[word for word in row if word.right <= strip[0] + 0.5] for row in rows]
    rights = [[word for word in row if word.right > strip[0] + 0.5] for row in rows]
    named = [_joined(row) for row in lefts if row]
    beside = [(row, other) for row, other in zip(lefts, rights, strict=True) if row and other]
    level = [row for row, other in beside if abs(row[0].base - other[0].base) <= 0.2 * size]
    if len(level) < 0.7 * len(named) or sum(map(len, named)) > KEY_LETTERS * len(named):
        return False
    wrapped = sum(other[0].text[:1].islower() and len(_joined(other)) > KEY_LETTERS for _, other in beside)
    return wrapped <= WRAPPED_CELLS * len(beside)


def _table_end(rows: Sequence[Sequence[Word]], strip: tuple[float, float], size: float) -> int:
    """Number of rows down to the first that has no name and stands apart from the row above: it is no part of a
    table."""
    for index in range(1, len(rows)):
        apart = rows[index - 1][0].base - rows[index][0].base > TABLE_GAP * size
        if apart and rows[index][0].left >= strip[1]:
            return index
    return len(rows)


# Lines


def _columns(areas: Sequence[tuple[int, Area]]) -> list[list[Line] | list[list[list[Line]]]]:
    """Lines of running text, and rows of cells of lines of tables, in reading order."""
    margins: defaultdict[tuple[int, int], float] = defaultdict(float)
    for _, area in areas:
        if not area.strips:
            # A title in large letters may run farther than the lines of the text.
            usual = median(word.size for row in area.rows for word in row)
            rights = [row[-1].right for row in area.rows if row[0].size <= LARGER * usual]
            margins[_margin_key(area)] = max(margins[_margin_key(area)], *rights, 0.0)
    out: list[list[Line] | list[list[list[Line]]]] = []
    for number, (page, area) in enumerate(areas):
        if area.strips:
            out.append(_table(area, page, number))
        else:
            edge = min(row[0].left for row in area.rows)
            margin = margins[_margin_key(area)]
            out.append([_line(row, page, number, edge, margin) for row in area.rows])
    return out


def _margin_key(area: Area) -> tuple[int, int]:
    """Columns at the same place of several pages have one margin."""
    return round(min(row[0].left for row in area.rows) / 15), -1 if area.limit is None else round(area.limit / 15)


def _table(area: Area, page: int, number: int) -> list[list[list[Line]]]:
    """Rows of a table; a row without a first cell goes on with the row above it."""
    starts = [float("-inf"), *(strip[0] + 0.5 for strip in sorted(area.strips))]
    rows: list[list[list[tuple[Word, ...]]]] = []
    for words in area.rows:
        cells: list[list[Word]] = [[] for _ in starts]
        for word in words:
            cells[max(i for i, start in enumerate(starts) if word.right > start)].append(word)
        if cells[0] or not rows:
            rows.append([[] for _ in starts])
        for cell, content in zip(rows[-1], cells, strict=True):
            if content:
                cell.append(tuple(content))
    every = [[part for row in rows for part in row[column]] for column in range(len(starts))]
    lefts = [min((part[0].left for part in parts), default=0.0) for parts in every]
    rights = [max((part[-1].right for part in parts), default=0.0) for parts in every]
    return [
        [[_line(part, page, number, lefts[column], rights[column]) for part in cell] for column, cell in enumerate(row)]
        for row in rows
    ]


def _line(words: Sequence[Word], page: int, column: int, edge: float, margin: float) -> Line:
    mark = _mark(words[0])
    line = Line(tuple(words), page, margin, edge, column)
    if not mark:
        return line
    rest = words[1:]
    if mark == BULLET and len(words[0].text) > 1 and not SYMBOL_FONT.search(words[0].font):
        text = SIGNS.sub("", words[0].text, count=1)
        rest = (replace(words[0], text=text), *words[1:]) if text else rest
    return replace(line, words=tuple(rest), mark=mark, mark_x=words[0].left) if rest else line


def _mark(word: Word) -> str:
    """The bullet or number that a word is or begins with; empty if it is none."""
    if SIGNS.match(word.text) or word.text in LINE_SIGNS:
        return BULLET
    if len(word.text) == 1 and SYMBOL_FONT.search(word.font):
        return BULLET
    return word.text if NUMBER.fullmatch(word.text) else ""


def _joined(words: Sequence[Word]) -> str:
    """Text of words on one line; a gap without a space in the file is a space if it is wide enough to be seen."""
    out = words[0].text
    for before, word in pairwise(words):
        out += (" " if word.spaced or word.left - before.right > 0.15 * word.size else "") + word.text
    return out


# Paragraphs, items, headings


def _blocks(columns: Sequence[list[Line] | list[list[list[Line]]]]) -> Iterator[Block]:
    running = [line for column in columns for line in column if isinstance(line, Line)]
    style = _Style.of(running)
    pending: list[Line] = []
    for column in columns:
        lines = [line for line in column if isinstance(line, Line)]
        if lines:
            pending += lines
            continue
        yield from _paragraphs(pending, style)
        pending = []
        for row in column:
            if not isinstance(row, Line):
                yield from row_blocks([list(_paragraphs(cell, style)) for cell in row])
    yield from _paragraphs(pending, style)


@dataclass(frozen=True, slots=True)
class _Style:
    """How most of a document is set."""

    size: float = 0.0
    bold: bool = False
    leading: float = 1.2
    """Distance of two lines of one paragraph, in em."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Style:
        if not lines:
            return cls()
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
        bold = sum(len(line.text) for line in lines if line.bold) > 0.5 * sum(len(line.text) for line in lines)
        steps: Counter[float] = Counter()
        for a, b in pairwise(lines):
            if a.column == b.column and _same_size(a, b) and 0.8 < (a.y - b.y) / a.size < 2.5:
                steps[round((a.y - b.y) / a.size, 1)] += 1 if b.mark else 2
        # Among the steps that are usual the smallest is the one inside paragraphs.
        usual = [step for step, count in steps.items() if count >= 0.25 * max(steps.values())]
        return cls(sizes.most_common(1)[0][0], bold, min(usual, default=1.2))

    def heads(self, line: Line) -> bool:
        """True if a line is set as a heading."""
        if line.mark == BULLET or len(line.text) > HEADING_LETTERS:
            return False
        return line.size > LARGER * self.size or (line.bold and not self.bold)


def _paragraphs(lines: Sequence[Line], style: _Style) -> Iterator[Block]:
    """Blocks of lines that follow each other."""
    levels: list[float] = []
    group: list[Line] = []
    for line in lines:
        if group and _goes_on(group, line, style):
            group.append(line)
            continue
        if group:
            yield _block(group, levels, style)
        group = [line]
    if group:
        yield _block(group, levels, style)


def _goes_on(group: Sequence[Line], line: Line, style: _Style) -> bool:
    """True if a line belongs to the paragraph or list item before it."""
    before, first = group[-1], group[0]
    marked = line.mark and not _opens_by_chance(group, line)
    if marked or not _same_size(before, line) or len(_cells(line)) > 1 or len(_cells(before)) > 1:
        return False
    full, broken = _is_full(before, line), _is_broken(before, line)
    if style.heads(before) or style.heads(line):
        return style.heads(before) and style.heads(line) and full and before.column == line.column
    if before.column != line.column:
        return broken or (full and not before.text.endswith((".", "!", "?", ":")))
    em = line.size
    if not 0 < before.y - line.y <= PARAGRAPH_GAP * style.leading * em:
        return False
    if first.mark:
        return full or broken or line.x >= first.x - 0.5 * em
    # A line that is set in begins a paragraph.
    return len(group) == 1 or line.x - before.x <= 0.8 * em


def _opens_by_chance(group: Sequence[Line], line: Line) -> bool:
    """True if the number that opens a line belongs to the sentence of the line before ("om | 8.30 uur")."""
    before = group[-1]
    edge = group[1].x if len(group) > 1 else group[0].x
    return (
        line.mark != BULLET
        and abs(line.mark_x - edge) < 0.3 * line.size
        and not before.text.endswith((".", "!", "?", ":", ";"))
        and _is_full(before, line)
    )


def _block(group: Sequence[Line], levels: list[float], style: _Style) -> Block:
    first = group[0]
    text = first.text
    for before, line in pairwise(group):
        text += (
            " " if _is_full(before, line) and not _is_broken(before, line) else "\n"
        ) + f"{line.mark} {line.text}".lstrip()
    if style.heads(first):
        levels.clear()
        return Block(Kind.HEADING, f"{first.mark} {text}".strip())
    if not first.mark:
        levels.clear()
        cells = _cells(first)
        if len(cells) > 1:
            return row_blocks([[Block(Kind.PARAGRAPH, cell)] for cell in cells])[0] if _short(cells) else _row(cells)
        return Block(Kind.PARAGRAPH, text)
    while levels and levels[-1] > first.mark_x + 0.5 * first.size:
        levels.pop()
    if not levels or first.mark_x > levels[-1] + 0.5 * first.size:
        levels.append(first.mark_x)
    return Block(Kind.ITEM, text, len(levels) - 1, first.mark)


def _row(cells: Sequence[str]) -> Block:
    return Block(Kind.ROW, " | ".join(cells))


def _short(cells: Sequence[str]) -> bool:
    return len(cells) == 2 and len(cells[0]) <= KEY_LETTERS


def _cells(line: Line) -> list[str]:
    """Parts of a line with wide gaps between them."""
    parts: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if word.left - before.right > CELL_GAP * word.size:
            parts.append([])
        parts[-1].append(word)
    return [_joined(part) for part in parts]


def _is_full(before: Line, line: Line) -> bool:
    """True if the first word of a line found no place at the end of the line before it."""
    em = before.size
    if before.margin - before.edge < NARROWEST * em:
        return False
    first = line.words[0]
    return before.right + 0.2 * em + (first.right - first.left) > before.margin - 0.3 * em


def _is_broken(before: Line, line: Line) -> bool:
    """True if a word is broken over two lines; the line break stays, for ``vacmap.layout`` knows such words."""
    text = before.text
    return text[-1] in "-\xad" and text[-2:-1].isalpha() and line.text[0].islower()


def _same_size(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= SAME_SIZE * max(a.size, b.size)

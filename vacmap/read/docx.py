"""bytes of a Word document → text with a light layout

python-docx opens the package and gives styles and numbering; the body is walked here, because the library's own
paragraphs leave out what stands in content controls, tracked insertions and text boxes.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from lzma import LZMAError
from typing import TYPE_CHECKING, Any, TypeAlias

from vacmap.errors import InputError
from vacmap.read.blocks import BULLET, Block, Kind, clean_lines, row_blocks, to_text

if TYPE_CHECKING:
    from docx.document import Document

_Element: TypeAlias = Any  # lxml.etree._Element; lxml comes without types

MAX_DOCX_BYTES = 20_000_000
"""A vacancy with photographs has some megabytes."""
MAX_UNPACKED = 200_000_000
"""Bytes of all files inside it together; photographs hardly shrink in a zip, so more is a trap."""
MAX_XML = 10_000_000
"""Bytes of one file of marked-up text inside it: well over a hundred pages."""
MAX_ENTRIES = 5_000
"""Files inside it; Word writes some twenty, and one for every picture."""
MAX_NESTING = 20
"""Tables and text boxes inside each other that are read; Word itself stops at some twenty."""

EXPECTED = "expected a vacancy as .docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

HEADING_STYLE = re.compile(r"(?:heading|title|subtitle|kop|titel|ondertitel)\b", re.IGNORECASE)
"""Names of styles that head something, as Word and LibreOffice keep them, and as Dutch templates call them."""
LIST_STYLE = re.compile(r"(?:list (?:bullet|number)|lijst(?:opsom\w*|nummering)|opsomming)", re.IGNORECASE)
"""Names of list styles. "List Paragraph" is none: Word gives it to text that only stands indented, too."""
UNREAD = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sdtPr")
) | {f"{MC}Fallback"}
"""Elements without text for a reader: what was deleted, field codes, properties, the second copy of a text box."""
SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": " "}
BREAKS_WITHOUT_TEXT = frozenset(["page", "column"])


def read_docx(data: bytes, source: str) -> str:
    """Read a Word document: headings, lists, tables and text boxes in order, without headers and footers of pages.

    Raises
    ------
    InputError
        If the file is no Word document, is damaged, or unpacks to more than any vacancy holds.
    """
    _check_package(data, source)
    document = _open(data, source)
    reader = _Reader(document)
    return to_text(reader.blocks(document.element.body))


def _check_package(data: bytes, source: str) -> None:
    """Refuse what is no Word document or a zip bomb, before a byte of it is unpacked."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(f"{source}: an old Word file (.doc) or one with a password; {EXPECTED} without a password")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise InputError(f"{source}: damaged, or no Word document; {EXPECTED}") from None
    unpacked = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))), default=0)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or largest > MAX_XML:
        raise InputError(f"{source}: unpacks to {unpacked:,} bytes in {len(entries):,} files; {EXPECTED}")
    if "[Content_Types].xml" not in {entry.filename for entry in entries}:
        raise InputError(f"{source}: a zip, but no Word document; {EXPECTED}")


def _open(data: bytes, source: str) -> Document:
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        return docx.Document(BytesIO(data))
    except (zipfile.BadZipFile, zlib.error, LZMAError, OSError, EOFError, RuntimeError):  # RuntimeError: a password
        raise InputError(f"{source}: damaged Word document (cannot be unpacked); {EXPECTED}") from None
    except ValueError as error:
        what = "an Office file, but no Word document" if "Word file" in str(error) else "damaged Word document"
        raise InputError(f"{source}: {what}; {EXPECTED}") from None
    except (OpcError, LxmlError, LookupError, AttributeError, TypeError):  # a part that is missing, or not what it says
        raise InputError(f"{source}: damaged Word document (parts are missing or wrong); {EXPECTED}") from None


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says, with what it takes over from the styles it is based on."""

    heading: bool = False
    listed: bool = False
    number: str | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its items are counted and shown."""

    format: str
    text: str
    start: int


@dataclass
class _Reader:
    """Walks a body; knows its styles and counts its numbered lists."""

    document: Document
    styles: dict[str, _Style] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    """Id of a list → id of its definition; lists with one definition count on."""
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    restarts: set[str] = field(default_factory=set)
    """Ids of lists that begin anew, and have not begun yet."""
    counts: dict[str, Counter[int]] = field(default_factory=dict)
    default_style: str = ""

    def __post_init__(self) -> None:
        self._read_styles()
        self._read_numbering()

    def blocks(self, parent: _Element, depth: int = 0) -> Iterator[Block]:
        """Blocks of the paragraphs and tables below an element, in order; content controls are looked through."""
        pending = list(reversed(parent))
        while pending:
            element = pending.pop()
            tag = element.tag
            if tag == f"{W}p":
                yield from self._paragraph(element, depth)
            elif tag == f"{W}tbl":
                if depth < MAX_NESTING:
                    yield from self._table(element, depth + 1)
            elif tag not in UNREAD and isinstance(tag, str):
                pending.extend(reversed(element))

    def _table(self, table: _Element, depth: int) -> Iterator[Block]:
        for row in _below(table, f"{W}tr"):
            cells = [list(self.blocks(cell, depth)) for cell in _below(row, f"{W}tc") if not _continues_cell(cell)]
            yield from row_blocks(cells)

    def _paragraph(self, paragraph: _Element, depth: int) -> Iterator[Block]:
        text, boxes = _text(paragraph)
        if clean_lines(text):
            yield self._block(paragraph, text)
        if depth < MAX_NESTING:
            for box in boxes:
                yield from self.blocks(box, depth + 1)

    def _block(self, paragraph: _Element, text: str) -> Block:
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.get(_value(properties, "pStyle") or self.default_style, _Style())
        number, level = _numbering(properties)
        if number is None:
            number, level = style.number, style.level if level is None else level
        if level is None:
            level = style.level
        heading = style.heading or _outline(properties)
        mark = "" if number in {None, "0"} else self._mark(str(number), level)
        if heading:
            return Block(Kind.HEADING, text if mark in {"", BULLET} else f"{mark} {text}")
        if mark or (style.listed and number != "0"):
            return Block(Kind.ITEM, text, level, mark or BULLET)
        return Block(Kind.PARAGRAPH, text)

    def _mark(self, number: str, level: int) -> str:
        """Bullet or number of the next item of a list; empty if the list shows none."""
        definition = self.abstract.get(number, number)
        shown = self.levels.get((number, level)) or self.levels.get((definition, level))
        if number in self.restarts:
            self.restarts.discard(number)
            self.counts.pop(definition, None)
        counts = self.counts.setdefault(definition, Counter())
        if shown is None or shown.format == "bullet":
            return BULLET
        if shown.format == "none" or not shown.text:
            return ""
        counts[level] = counts[level] + 1 if level in counts else shown.start
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]

        def numbered(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            at = self.levels.get((number, other)) or self.levels.get((definition, other)) or shown
            return _number(counts.get(other, at.start), at.format)

        return re.sub(r"%(\d)", numbered, shown.text).strip()

    def _read_styles(self) -> None:
        found: dict[str, _Element] = {}
        for element in self.document.styles.element.iterchildren(f"{W}style"):
            if element.get(f"{W}type") == "paragraph" and (name := element.get(f"{W}styleId")):
                found[name] = element
                if element.get(f"{W}default") in {"1", "true", "on"}:
                    self.default_style = name
        for name in found:
            self.styles[name] = _style(name, found)

    def _read_numbering(self) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        # Not document.part.numbering_part: that would look for python-docx's own template where there is none.
        part = next(
            (rel for rel in self.document.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING), None
        )
        root = None if part is None or part.is_external else getattr(part.target_part, "element", None)
        if root is None:
            return
        for element in root.iterchildren(f"{W}abstractNum"):
            self._read_levels(element, f"abstract {element.get(f'{W}abstractNumId')}")
        for element in root.iterchildren(f"{W}num"):
            number = element.get(f"{W}numId") or ""
            self.abstract[number] = f"abstract {_value(element, 'abstractNumId')}"
            for override in element.iterchildren(f"{W}lvlOverride"):
                if override.find(f"{W}startOverride") is not None:
                    self.restarts.add(number)
                self._read_levels(override, number)

    def _read_levels(self, parent: _Element, key: str) -> None:
        for element in parent.iterchildren(f"{W}lvl"):
            level = _int(element.get(f"{W}ilvl"), 0)
            self.levels[key, level] = _Level(
                _value(element, "numFmt") or "decimal",
                _value(element, "lvlText") or "",
                _int(_value(element, "start"), 1),
            )


def _style(name: str, found: dict[str, _Element]) -> _Style:
    """One style, read up to the style all others are based on; the nearest word counts."""
    heading = listed = False
    number: str | None = None
    level: int | None = None
    seen: set[str] = set()
    at: str | None = name
    while at is not None and at in found and at not in seen:
        seen.add(at)
        element = found[at]
        called = _value(element, "name") or ""
        properties = element.find(f"{W}pPr")
        heading = heading or HEADING_STYLE.match(called) is not None or _outline(properties)
        listed = listed or LIST_STYLE.match(called) is not None
        own_number, own_level = _numbering(properties)
        number = own_number if number is None else number
        level = own_level if level is None else level
        if level is None and (depth := re.fullmatch(r"list (?:bullet|number) ([2-9])", called, re.IGNORECASE)):
            level = int(depth[1]) - 1
        at = _value(element, "basedOn")
    return _Style(heading, listed, number, level or 0)


def _text(paragraph: _Element) -> tuple[str, list[_Element]]:
    """Text of a paragraph with the line breaks in it, and the text boxes that hang on it."""
    pieces: list[str] = []
    boxes: list[_Element] = []
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        tag = element.tag
        if tag == f"{W}t":
            pieces.append((element.text or "").replace("\n", " "))
        elif tag in SIGNS:
            pieces.append(" " if element.get(f"{W}type") in BREAKS_WITHOUT_TEXT else SIGNS[tag])
        elif tag == f"{W}txbxContent":
            boxes.append(element)
        elif tag in UNREAD or not isinstance(tag, str) or (tag == f"{W}r" and _is_hidden(element)):
            continue
        else:
            pending.extend(reversed(element))
    return "".join(pieces), boxes


def _below(parent: _Element, tag: str) -> Iterator[_Element]:
    """Rows of a table, or cells of a row; they may stand in content controls."""
    pending = list(reversed(parent))
    while pending:
        element = pending.pop()
        if element.tag == tag:
            yield element
        elif element.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            pending.extend(reversed(element))


def _continues_cell(cell: _Element) -> bool:
    """True for a cell that only goes on with the one above it."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val") != "restart"


def _is_hidden(run: _Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in {"0", "false", "off"}


def _outline(properties: _Element | None) -> bool:
    """True if the paragraph stands in the document's outline (level 9 is body text)."""
    return 0 <= _int(_value(properties, "outlineLvl"), 9) < 9


def _numbering(properties: _Element | None) -> tuple[str | None, int | None]:
    """Id of the list and the level in it that paragraph properties name."""
    inside = None if properties is None else properties.find(f"{W}numPr")
    if inside is None:
        return None, None
    level = _value(inside, "ilvl")
    return _value(inside, "numId"), None if level is None else _int(level, 0)


def _value(parent: _Element | None, name: str) -> str | None:
    element = None if parent is None else parent.find(f"{W}{name}")
    return None if element is None else element.get(f"{W}val")


def _int(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else default


def _number(value: int, shown: str) -> str:
    if shown in {"lowerLetter", "upperLetter"} and value > 0:
        letters = chr(ord("a") + (value - 1) % 26) * min(1 + (value - 1) // 26, 9)
        return letters if shown == "lowerLetter" else letters.upper()
    if shown in {"lowerRoman", "upperRoman"} and 0 < value < 4000:
        roman = _roman(value)
        return roman if shown == "lowerRoman" else roman.upper()
    return str(value)


def _roman(value: int) -> str:
    steps = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")]
    steps += [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    out = ""
    for size, sign in steps:
        out += sign * (value // size)
        value %= size
    return out

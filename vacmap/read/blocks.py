"""blocks of a document → one text with a light layout

Every format with marks of its own (html, docx) is read as a row of blocks and written by the same rules, which
``vacmap.layout`` knows: a list item is a line with a bullet or a number, two spaces deeper per level; a table row is a
line; a heading and a paragraph have an empty line before and after them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from vacmap.layout.lines import BULLETS

BULLET = "•"
INDENT = "  "
DEEPEST = 6
"""Levels of a list that are shown; deeper ones stand at the sixth."""
KEY_LENGTH = 60
"""A first cell of two with at most so many characters is the name of the second: "Regime: voltijds"."""
ROW_LENGTH = 300
"""Cells with more characters together are columns of text, not a row of a table."""
UNSEEN = dict.fromkeys(map(ord, "\xad\u200b\u2060\ufeff\0"))
"""Signs without width: soft hyphens and joints that a page holds for line breaks, never for a reader."""


class Kind(Enum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of a document; line breaks in ``text`` are those its author made."""

    kind: Kind
    text: str
    level: int = 0
    """Depth of a list item, 0 for the outermost list."""
    mark: str = BULLET
    """Bullet or number of a list item; empty if the block goes on with the item before it."""

    @property
    def simple(self) -> bool:
        """True for a stretch of a single line that is no list item."""
        return self.kind in {Kind.PARAGRAPH, Kind.HEADING} and "\n" not in self.text


def to_text(blocks: Iterable[Block]) -> str:
    """One text of all blocks; empty if they hold no words."""
    out: list[str] = []
    before: Kind | None = None
    for block in blocks:
        lines = clean_lines(block.text)
        if not lines:
            continue
        kind = block.kind
        if kind is Kind.ITEM:
            lines = _item(block, lines)
        elif kind is Kind.HEADING:
            lines = [" ".join(lines)]
        elif kind is Kind.PARAGRAPH and len(lines) == 1 and BULLETS.match(lines[0]):
            kind = Kind.ITEM  # a bullet that was typed
        if before is not None and not (kind is before and kind in {Kind.ITEM, Kind.ROW}):
            out.append("")
        out.extend(lines)
        before = kind
    return "\n".join(out)


def clean_lines(text: str) -> list[str]:
    """The lines that say something, with single spaces and without signs that nobody sees."""
    lines = (" ".join(line.split()) for line in text.translate(UNSEEN).split("\n"))
    return [line for line in lines if line]


def row_blocks(cells: Sequence[Sequence[Block]]) -> list[Block]:
    """Blocks of one table row, from the blocks of its cells.

    Short cells make a line, with ``name: value`` where there are two; a table that only puts texts beside each other
    gives those texts, in order.
    """
    filled = [cell for cell in cells if any(clean_lines(block.text) for block in cell)]
    if len(filled) < 2:
        return [block for cell in filled for block in cell]
    first, rest = filled[0], filled[1:]
    named = len(first) == 1 and first[0].simple and len(first[0].text) <= KEY_LENGTH
    if len(rest) == 1 and named:
        return named_blocks(first[0].text, rest[0])
    if all(len(cell) == 1 and cell[0].simple for cell in filled):
        texts = [cell[0].text for cell in filled]
        if sum(map(len, texts)) <= ROW_LENGTH:
            return [Block(Kind.ROW, " | ".join(texts))]
    return [block for cell in filled for block in cell]


def named_blocks(name: str, value: Sequence[Block]) -> list[Block]:
    """Blocks of a name and what stands behind it: on one line, or the name as a heading over a list."""
    if len(value) == 1 and value[0].kind in {Kind.PARAGRAPH, Kind.HEADING}:
        colon = "" if name.rstrip().endswith((":", "?")) else ":"
        return [Block(Kind.ROW, f"{name.rstrip()}{colon} {value[0].text.lstrip()}")]
    return [Block(Kind.HEADING, name), *value]


def _item(block: Block, lines: Sequence[str]) -> list[str]:
    indent = INDENT * min(block.level, DEEPEST)
    first = f"{indent}{block.mark} {lines[0]}" if block.mark else f"{indent}{INDENT}{lines[0]}"
    return [first, *(f"{indent}{INDENT}{line}" for line in lines[1:])]

"""text → lines: indents, bullets, marked headings, soft wraps

A line is what the text shows as one. Whether it goes on with the sentence of the line before it (a soft wrap, as in
texts taken from a PDF) is told by its form: where the line above ends, how long it is beside the others, and how this
one
starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from vacmap.records import Line

BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line: the signs of :meth:`str.splitlines`."""

INDENT = re.compile(r"[^\S\n\r]*")

BULLETS = re.compile(
    r"""
    # signs that never open a word: a space is optional; signs that may: a space must follow
    (?P<sign> [•◦▪▫●○■□◆◇♦➢➤►▶▸‣⁃∙·✓✔☑→»\uf0b7\uf0a7\uf076\uf0d8]+ \s*
            | (?: [*+>~–—-] | o | \uf06f ) (?= \s ) \s+ )
  | (?P<number>
      \(? (?: \d{1,2} (?: \. \d{1,2} ){0,3} [.)] | \d{1,2} (?: \. \d{1,2} ){1,3} | [a-hA-H] [.)] ) \)? (?= \s ) \s+ )
    """,
    re.VERBOSE,
)

MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
BOLD_LINE = re.compile(r"(\*\*|__)(?=\S).{1,120}(?<=\S)\1\s*:?\s*$")
OPENING_MARKS = re.compile(r"(?:\*\*|__)?")

SENTENCE_END = tuple(".!?:;…")
WRAP_WIDTHS = (30, 130)
"""Widths at which texts are wrapped, in characters: shorter is a list, longer a paragraph on one line."""
SLACK = 0.1
"""Share of the width by which a wrapped line may fall short beyond its next word (hyphenation, proportional
letters)."""
FULL_LINES = 3
"""So many full lines make a text hard-wrapped, if they are also the greater part of the lines that another follows."""


def split_lines(text: str) -> tuple[Line, ...]:
    """Cut a text into lines.

    Every character but the line breaks belongs to exactly one line; ``text[line.content:line.end]`` is what the line
    says.
    """
    lines: list[Line] = []
    width = _wrap_width(text)
    after_blank = True
    for start, end in _stretches(text):
        line = _line(text, start, end, after_blank=after_blank)
        if lines and not line.blank and _continues(text, lines[-1], line, width):
            line = Line(
                start, end, line.content, None, line.indent, after_blank=False, continues=True, marked_heading=False
            )
        lines.append(line)
        after_blank = line.blank
    return tuple(lines)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _line(text: str, start: int, end: int, *, after_blank: bool) -> Line:
    content = _match_end(INDENT, text, start, end)
    indent = len(text[start:content].expandtabs(4))
    bullet = None
    if (match := BULLETS.match(text, content, end)) and match.end() < end:
        bullet = match.group().strip()
        content = match.end()
    heading = False
    if (mark := MARKDOWN_HEADING.match(text, content, end)) and mark.end() < end:
        heading, content = True, mark.end()
    if BOLD_LINE.match(text[content : min(end, content + 200)]):
        heading = True
    marks = _match_end(OPENING_MARKS, text, content, end)
    if marks < end and not text[marks].isspace():
        content = marks
    if not any(char.isalnum() for char in text[content:end]):
        content = end  # signs alone say nothing: a rule, a lone bullet
    return Line(start, end, content, bullet, indent, after_blank, continues=False, marked_heading=heading)


def _match_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start


def _wrap_width(text: str) -> int | None:
    """Width at which the text was wrapped by hand or by a PDF, or None if it was not.

    In wrapped text a line is followed by a word that did not fit in it any more; in a list of short lines it mostly
    would have.
    """
    low, high = WRAP_WIDTHS
    pairs: list[tuple[int, int]] = []
    previous = 0
    for start, end in _stretches(text):
        stripped = text[start:end].strip()
        if previous and stripped and not BULLETS.match(stripped):
            pairs.append((previous, len(stripped.split(None, 1)[0])))
        previous = len(text[start:end].rstrip()) if len(text[start:end]) <= high and stripped else 0
    lengths = sorted(length for length, _ in pairs)
    if not lengths:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    full = sum(length + 1 + word > width * (1 - SLACK) for length, word in pairs)
    return width if width >= low and full >= max(FULL_LINES, 0.6 * len(pairs)) else None


def _continues(text: str, previous: Line, line: Line, width: int | None) -> bool:
    if previous.blank or line.after_blank or line.bullet or line.marked_heading or previous.marked_heading:
        return False
    before = text[previous.content : previous.end].rstrip()
    after = text[line.content : line.end]
    if not before:
        return False
    if before[-1] in "-\xad" and before[-2:-1].isalpha() and after[0].islower():
        return True
    if before.endswith(SENTENCE_END):
        return False
    length = len(text[previous.start : previous.end].rstrip())
    full = width is not None and length + 1 + len(after.split(None, 1)[0]) > width * (1 - SLACK)
    open_ended = before[-1] in ",(/&" or before.rsplit(None, 1)[-1].lower() in _open_ended()
    if after[0].islower() or after[0] in "(&/,":
        return full or open_ended
    return full


@cache
def _open_ended() -> frozenset[str]:
    """Words no sentence ends with."""
    rows = files("vacmap.layout").joinpath("open_ended.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(row.strip() for row in rows if row.strip() and not row.startswith("#"))

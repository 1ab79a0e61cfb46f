"""text → lines: indents, bullets, marked headings; which lines go on with the one before, which are page furniture

A line is what the text shows as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vacmap.layout.furniture import find_furniture
from vacmap.layout.wraps import Measures, continues, may_continue, measure
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


def split_lines(text: str) -> tuple[Line, ...]:
    """Cut a text into lines.

    Every character but the line breaks belongs to exactly one line; ``text[line.content:line.end]`` is what the line
    says.
    """
    lines: list[Line] = []
    after_blank = True
    for start, end in _stretches(text):
        lines.append(_line(text, start, end, after_blank=after_blank))
        after_blank = lines[-1].blank
    furniture = find_furniture(text, lines)
    for index in furniture.lines:
        lines[index] = replace(lines[index], furniture=True)
    for index in furniture.resumed:
        lines[index] = replace(lines[index], continues=True)
    measures: Measures | None = None
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        if before.furniture or line.furniture or not may_continue(before, line):
            continue
        if measures is None:
            measures = measure(text, lines)
        if continues(text, lines, index, measures):
            lines[index] = replace(line, continues=True)
    return tuple(lines)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in BREAK.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _line(text: str, start: int, end: int, *, after_blank: bool) -> Line:
    content = _match_end(INDENT, text, start, end)
    indent = len(text[start:content].expandtabs(4)) if content > start else 0
    if text[content : content + 2].isalpha() and end - content > 1:  # a word: neither bullet nor mark
        return Line(start, end, content, None, indent, after_blank)
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
    return Line(start, end, content, bullet, indent, after_blank, marked_heading=heading)


def _match_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start

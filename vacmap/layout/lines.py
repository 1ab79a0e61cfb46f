"""text → lines: indents, bullets, marked headings; which lines go on with the one before, which are page furniture

A line is what the text shows as one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate

from vacmap.layout.furniture import find_furniture
from vacmap.layout.wraps import Measures, continues, may_continue, measure
from vacmap.records import Line

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
BOLD_MARKS = ("**", "__")


def split_lines(text: str) -> tuple[Line, ...]:
    """Cut a text into lines.

    Every character but the line breaks belongs to exactly one line; ``text[line.content:line.end]`` is what the line
    says.
    """
    starts, shown = _stretches(text)
    lines: list[Line] = []
    after_blank = True
    for start, row in zip(starts, shown, strict=True):
        line = _line(row, start, after_blank=after_blank)
        lines.append(line)
        after_blank = line.blank
    furniture = find_furniture(text, lines, [row.strip() for row in shown])
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


def _stretches(text: str) -> tuple[list[int], list[str]]:
    """Where every line starts, and what it shows."""
    shown, whole = text.splitlines(), text.splitlines(keepends=True)
    starts = [*accumulate(map(len, whole), initial=0)]
    if not whole or whole[-1] != shown[-1]:
        shown.append("")  # behind the last line break, or in an empty text
    return starts[: len(shown)], shown


def _line(row: str, start: int, *, after_blank: bool) -> Line:
    words = row.lstrip()
    end = start + len(row)
    content = end - len(words)
    indent = len(row[: content - start].expandtabs(4)) if content > start else 0
    if not words or (words[0].isalpha() and words[1:2].isalpha()):  # empty or a word: neither bullet nor mark
        return Line(start, end, content, None, indent, after_blank)
    bullet = None
    if (match := BULLETS.match(words)) and match.end() < len(words):
        bullet = match.group().strip()
        words = words[match.end() :]
    heading = False
    if words[0] == "#" and (mark := MARKDOWN_HEADING.match(words)) and mark.end() < len(words):
        heading, words = True, words[mark.end() :]
    if words.startswith(BOLD_MARKS):
        if BOLD_LINE.match(words[:200]):
            heading = True
        if words[2:3].strip():
            words = words[2:]
    if not any(map(str.isalnum, words)):
        words = ""  # signs alone say nothing: a rule, a lone bullet
    content = end - len(words)
    return Line(start, end, content, bullet, indent, after_blank, marked_heading=heading)

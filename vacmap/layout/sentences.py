"""lines → units: the sentences of a block, or the block itself

A block is a line with the lines that continue it. Units never overlap and stand in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from vacmap.records import Line, Unit

END = re.compile(
    r"""
    [.!?…]                                  # stands apart: so the search leaps from end sign to end sign
    (?: [.!?…]*+ ["'”’»)\]]*+ (?=\s)        # more end signs, closing signs, white space
      | (?<=[a-zé]{3}[.!?]) (?=[A-Z][a-z])  # an end sign without the space behind it
    )
    """,
    re.VERBOSE,
)
END_OR_BULLET = re.compile(rf"(?: {END.pattern} | (?=\s [•▪●■➢►‣] \s) )", re.VERBOSE)
"""The same, or a bullet in the middle of a line."""
INLINE_BULLETS = "•▪●■➢►‣"
OPENS = re.compile(r"""\s*+ [•▪●■➢►‣]?+ \s*+ ["'“‘«(\[*_]*+ (?P<sign> [^\W\d_] | \d )""", re.VERBOSE)
"""What a sentence starts with. Quantifiers are possessive, here and above: time stays linear whatever the text."""
OPENING_SIGN = re.compile(r"[(\"'“‘]")
INITIAL = re.compile(r"^(?:[A-Z]\.)+$")
INLINE_BULLET = re.compile(r"\s*[•▪●■➢►‣]\s+")
LAST_WORD_LIMIT = 40
"""Characters before an end sign in which an abbreviation is looked for."""
HEADING_WORDS = 9
"""A heading has at most so many words."""
BROKEN_WORD = re.compile(
    r"(?<=[^\W\d_])[-\xad][^\S\r\n]*+(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])\s*+(?=[a-zà-ÿ])(?!(?:en|of|tot)\b)"
)
"""A hyphen at a line's end inside a word; not the hyphen of "onthaal- en vergaderruimte"."""
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def plain(text: str) -> str:
    """A stretch as one would read it: words broken over a line are whole again, white space is a single space."""
    if not text.isprintable():  # a line break, a soft hyphen, or a space of another kind
        text = BROKEN_WORD.sub("", text).replace("\xad", "")
    return " ".join(text.split())


def n_words(plain_text: str) -> int:
    """Words of a stretch that is :func:`plain`: what single spaces part."""
    return plain_text.count(" ") + 1 if plain_text else 0


def split_units(text: str, lines: tuple[Line, ...]) -> tuple[Unit, ...]:
    """Cut every block into sentences."""
    units: list[Unit] = []
    for first, last in _blocks(lines):
        line = lines[first]
        next_line = lines[last + 1] if last + 1 < len(lines) else None
        spans = _sentences(text, line.content, lines[last].end)
        after_blank = line.after_blank
        resumes = line.continues and bool(units)
        bullet, indent, furniture = line.bullet, line.indent, line.furniture
        heading = 0.0
        if len(spans) == 1 and not resumes and not furniture:
            start, end = spans[0]
            heading = _heading_form(text[start:end], line, next_line)
        opens = True
        for start, end in spans:
            closes = end == spans[-1][1]
            units.append(
                Unit(start, end, first, opens, closes, bullet, indent, heading, after_blank, furniture, resumes)
            )
            opens = after_blank = resumes = False  # a second sentence stands inside the line
    return tuple(units)


def _blocks(lines: tuple[Line, ...]) -> Iterator[tuple[int, int]]:
    """Index of the first and the last line of every block that says something. A line that goes on behind page
    furniture opens a block."""
    first: int | None = None
    for index, line in enumerate(lines):
        if line.continues and first is not None and not lines[index - 1].furniture:
            continue
        if first is not None:
            yield first, index - 1
        first = None if line.blank else index
    if first is not None:
        yield first, len(lines) - 1


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    ending = _ending(text[start : end - 1])
    if ending is None:
        return [_trimmed(text, start, end)]
    spans: list[tuple[int, int]] = []
    for match in ending.finditer(text, start, end):
        stop = match.end()
        opening = OPENS.match(text, stop, end)
        if stop <= start or not opening:
            continue
        if match.group() and not _ends_sentence(text, start, stop, opening["sign"]):
            continue
        spans.append(_trimmed(text, start, stop))
        start = stop
        if ending is END_OR_BULLET and (bullet := INLINE_BULLET.match(text, start, end)):
            start = bullet.end()
    spans.append(_trimmed(text, start, end))
    return [(start, end) for start, end in spans if start < end]


def _ending(text: str) -> re.Pattern[str] | None:
    """What may end a sentence inside a line, given without its last sign; None if nothing does."""
    if not text.isascii() and any(map(text.__contains__, INLINE_BULLETS)):
        return END_OR_BULLET
    return END if "." in text or "!" in text or "?" in text or "…" in text else None


def _ends_sentence(text: str, start: int, stop: int, following: str) -> bool:
    if following.islower():
        return False
    if text[stop - 1] != ".":
        return True
    last = text[max(start, stop - LAST_WORD_LIMIT) : stop].rsplit(None, 1)[-1]
    word = OPENING_SIGN.split(last)[-1]
    always, sometimes = _abbreviations()
    lower = word.lower()
    if lower in always or INITIAL.match(word):
        return False
    if lower in sometimes or (word.rstrip(".").isdigit() and len(word) <= 3):
        return following.isupper() and lower in sometimes
    return not word.endswith("...") or following.isupper()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space around it."""
    piece = text[start:end].lstrip()
    start = end - len(piece)
    return start, start + len(piece.rstrip())


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations behind which a sentence always goes on, and those that may end one."""
    always, sometimes = set(), set()
    for row in files("vacmap.layout").joinpath("abbreviations.txt").read_text(encoding="utf-8").splitlines():
        entry = row.strip()
        if entry.startswith("+"):
            sometimes.add(entry[1:].strip())
        elif entry and not entry.startswith("#"):
            always.add(entry)
    return frozenset(always), frozenset(sometimes)


def _heading_form(content: str, line: Line, next_line: Line | None) -> float:
    """How much a line looks like a heading by form alone, 0 to 1: a sum of signs, each worth what it is to a reader's
    eye."""
    if line.marked_heading:
        return 1.0
    last = content[-1]
    if last in ".,;!…":
        return 0.0
    words = content.split(None, HEADING_WORDS)
    if len(words) > HEADING_WORDS or not any(map(str.isalpha, content)):
        return 0.0
    score = 0.2
    score += 0.2 * (last in ":?")
    score += 0.3 * (content.isupper() and len(content) > 3)
    score += 0.2 * (len(words) <= 4)
    score += 0.2 * (line.after_blank and line.bullet is None)
    if next_line is not None and line.bullet is None:
        score += 0.2 * (next_line.blank or next_line.bullet is not None)
    if line.bullet is not None and not line.bullet[0].isdigit():
        score -= 0.3
    return max(0.0, min(1.0, score))

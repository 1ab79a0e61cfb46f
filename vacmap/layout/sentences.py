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
    (?: [.!?…]++ ["'”’»)\]]*+ (?=\s)      # an end sign, closing signs, white space
      | (?<=[a-zé]{3}) [.!?] (?=[A-Z][a-z])  # an end sign without the space behind it
      | (?=\s [•▪●■➢►‣] \s)                  # a bullet in the middle of a line
    )
    """,
    re.VERBOSE,
)
END_SIGNS = (".", "!", "?", "…")
INLINE_BULLETS = "•▪●■➢►‣"
OPENS = re.compile(r"""\s*+ [•▪●■➢►‣]?+ \s*+ ["'“‘«(\[*_]*+ (?P<sign> [^\W\d_] | \d )""", re.VERBOSE)
"""What a sentence starts with. Quantifiers are possessive, here and above: time stays linear whatever the text."""
LAST_WORD = re.compile(r"[^\s(\"'“‘]+$")
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


def split_units(text: str, lines: tuple[Line, ...]) -> tuple[Unit, ...]:
    """Cut every block into sentences."""
    units: list[Unit] = []
    for first, last in _blocks(lines):
        line = lines[first]
        next_line = lines[last + 1] if last + 1 < len(lines) else None
        spans = list(_sentences(text, line.content, lines[last].end))
        alone = len(spans) == 1
        resumes = line.continues and bool(units)
        for index, (start, end) in enumerate(spans):
            heads = alone and not resumes and not line.furniture
            units.append(
                Unit(
                    start,
                    end,
                    first,
                    opens_line=index == 0,
                    closes_line=index == len(spans) - 1,
                    bullet=line.bullet,
                    indent=line.indent,
                    heading=_heading_form(text[start:end], line, next_line) if heads else 0.0,
                    after_blank=index == 0 and line.after_blank,
                    furniture=line.furniture,
                    resumes=index == 0 and resumes,
                )
            )
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


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in END.finditer(text, start, end) if _may_end(text[start : end - 1]) else ():
        stop = match.end()
        opening = OPENS.match(text, stop, end)
        if stop <= start or not opening:
            continue
        if match.group() and not _ends_sentence(text, start, stop, opening["sign"]):
            continue
        yield from _trimmed(text, start, stop)
        start = stop
        if bullet := INLINE_BULLET.match(text, start, end):
            start = bullet.end()
    yield from _trimmed(text, start, end)


def _may_end(text: str) -> bool:
    """Whether a sentence may end inside a line, given without its last sign."""
    return any(map(text.__contains__, END_SIGNS)) or (
        not text.isascii() and any(map(text.__contains__, INLINE_BULLETS))
    )


def _ends_sentence(text: str, start: int, stop: int, following: str) -> bool:
    last = LAST_WORD.search(text[max(start, stop - LAST_WORD_LIMIT) : stop])
    word = last.group() if last else ""
    if word.endswith("."):
        always, sometimes = _abbreviations()
        lower = word.lower()
        if lower in always or INITIAL.match(word):
            return False
        if lower in sometimes or (word.rstrip(".").isdigit() and len(word) <= 3):
            return following.isupper() and lower in sometimes
        if word.endswith("...") and not following.isupper():
            return False
    return not following.islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if stripped := piece.lstrip():
        start = end - len(stripped)
        yield start, start + len(stripped.rstrip())


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
    words = content.split()
    if len(words) > HEADING_WORDS or not any(char.isalpha() for char in content):
        return 0.0
    last = content.rstrip()[-1]
    if last in ".,;!…":
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

"""two neighbouring lines → does the second go on with the sentence of the first?

A soft wrap is told by form: where the line above ends, whether the next word would still have fitted in it, how the
line below starts. How much each sign counts was learnt from the training vacancies, in which soft wraps are marked
(logistic regression; ``python -m vacmap.training.wraps`` learns it again); the weights stand in ``wraps.json``.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat

from vacmap.records import Line

WEIGHTS_FILE = "wraps.json"
WRAP_WIDTHS = (30, 130)
"""Widths at which texts are wrapped, in characters: shorter is a list, longer a paragraph on one line."""
SLACK = 0.1
"""Share of the width by which a wrapped line may fall short beyond its next word (hyphenation, proportional
letters)."""
FULL_LINES = 3
"""So many full lines make a text hard-wrapped, if they are also the greater part of the lines that another follows."""
FULL_SHARE = 0.6
LENGTHS = (25, 40, 55, 100, 140)
"""Steps in which the length of a line is told, in characters."""
HYPHENS = "-\xad"
SENTENCE_END = tuple(".!?…")
MARKS = ":;,"
OPENING = "(/&"
MOST_WORDS = 6
"""So far the words of a line are counted."""


@dataclass(frozen=True)
class Measures:
    """Widths of the lines of a text."""

    lengths: tuple[int, ...]
    """Length of every line without the spaces behind it."""
    blocks: tuple[int, ...]
    """Length of the longest line of the block (lines without an empty one between them) that a line stands in."""
    sentences: tuple[bool, ...]
    """Whether the block of a line reads as one sentence: a capital, small letters, and a full stop at its very end."""
    width: int | None
    """Width at which the text was wrapped by hand or by a PDF, or None if it was not."""


def measure(text: str, lines: Sequence[Line]) -> Measures:
    """Widths of the lines of a text.

    In wrapped text a line is followed by a word that did not fit in it any more; in a list of short lines it mostly
    would have.
    """
    low, high = WRAP_WIDTHS
    lengths = [len(text[line.start : line.end].rstrip()) for line in lines]
    blocks = [0] * len(lines)
    sentences = [False] * len(lines)
    pairs: list[tuple[int, int]] = []
    first = 0
    for index, line in enumerate(lines):
        if line.blank:
            first = index + 1
            continue
        if index + 1 == len(lines) or lines[index + 1].blank:
            blocks[first : index + 1] = [max(lengths[first : index + 1])] * (index + 1 - first)
            if index > first:
                sentences[first : index + 1] = [_one_sentence(text, lines[first : index + 1])] * (index + 1 - first)
        if index > first and line.bullet is None and lengths[index - 1] <= high:
            pairs.append((lengths[index - 1], len(text[line.content : line.end].split(None, 1)[0])))
    ordered = sorted(length for length, _ in pairs)
    width = ordered[int(0.95 * (len(ordered) - 1))] if ordered else 0
    full = sum(length + 1 + word > width * (1 - SLACK) for length, word in pairs)
    wrapped = width >= low and full >= max(FULL_LINES, FULL_SHARE * len(pairs))
    return Measures(tuple(lengths), tuple(blocks), tuple(sentences), width if wrapped else None)


def _one_sentence(text: str, block: Sequence[Line]) -> bool:
    """Whether a block of lines reads as one sentence."""
    if not text[block[0].content].isupper() or not text[block[-1].content : block[-1].end].rstrip().endswith("."):
        return False
    return all(line.bullet is None and text[line.content].islower() for line in block[1:]) and not any(
        text[line.content : line.end].rstrip().endswith((*SENTENCE_END, ":", ";")) for line in block[:-1]
    )


def may_continue(before: Line, line: Line) -> bool:
    """True unless a line's form alone says that it opens something: a bullet, a heading, an empty line above it."""
    return not (
        line.after_blank or line.bullet or line.marked_heading or before.marked_heading or before.blank or line.blank
    )


def continues(text: str, lines: Sequence[Line], index: int, measures: Measures) -> bool:
    """Whether line ``index`` goes on with the line before it; both must be such as :func:`may_continue` asks."""
    before, line = lines[index - 1], lines[index]
    if text[line.content].islower() and _ends_in_hyphen(text[before.content : before.end].rstrip()):
        return True  # a broken word
    if measures.sentences[index] and measures.blocks[index] >= WRAP_WIDTHS[0]:
        return True
    return sum(map(wrap_weights().get, wrap_signs(text, lines, index, measures), repeat(0.0))) > 0


def wrap_signs(text: str, lines: Sequence[Line], index: int, measures: Measures) -> list[str]:
    """What tells a soft wrap between line ``index - 1`` and line ``index``."""
    before, line = lines[index - 1], lines[index]
    above, below = text[before.content : before.end].rstrip(), text[line.content : line.end]
    words_above, words_below = above.split(None, MOST_WORDS - 1), below.split(None, MOST_WORDS - 1)
    needed = measures.lengths[index - 1] + 1 + len(words_below[0])
    start = _start(below[0])
    end = _end(above)
    wrapped = measures.width is not None
    full = measures.width is not None and needed > measures.width * (1 - SLACK)
    fills = needed > measures.blocks[index]
    size = bisect_right(LENGTHS, measures.lengths[index - 1])
    item = before.bullet is not None
    lower = above[0].islower()
    following = lines[index + 1] if index + 1 < len(lines) else None
    goes_on = (
        following is not None and not following.blank and following.bullet is None and text[following.content].islower()
    )
    indented = (line.indent > before.indent) - (line.indent < before.indent)
    hangs = item and line.content - line.start == before.content - before.start
    sentences = ". " in above or "? " in above or "! " in above
    return [
        "bias",
        *_size_signs(start, end, size, full=full, fills=fills),
        *_item_signs(indented, item=item, hangs=hangs),
        *_above_signs(start, end, size, lower=lower, item=item),
        *_word_signs(start, len(words_above), len(words_below), sentence=measures.sentences[index], goes_on=goes_on),
        *_below_signs(start, end, ends=below.rstrip()[-1] in ".!?;", colon=":" in above),
        *_wrapped_signs(start, end, size, wrapped=wrapped, fills=fills, sentences=sentences),
    ]


# What signs are made of takes few values: every sign is put into words but once, and no cache grows beyond them.


@cache
def _size_signs(start: str, end: str, size: int, *, full: bool, fills: bool) -> tuple[str, ...]:
    return (
        f"start={start}",
        f"end={end}",
        f"full={full}",
        f"fills={fills}",
        f"size={size}",
        f"start={start} end={end}",
        f"start={start} full={full} end={end}",
        f"start={start} fills={fills} size={size}",
        f"start={start} size={size}",
        f"full={full} fills={fills} size={size}",
    )


@cache
def _item_signs(indented: int, *, item: bool, hangs: bool) -> tuple[str, ...]:
    return f"item={item}", f"indented={indented} item={item}", f"hangs={hangs}"


@cache
def _above_signs(start: str, end: str, size: int, *, lower: bool, item: bool) -> tuple[str, ...]:
    return (
        f"above lower={lower} start={start}",
        f"above lower={lower} start={start} item={item}",
        f"above lower={lower} start={start} end={end}",
        f"above lower={lower} start={start} size={size} item={item}",
    )


@cache
def _word_signs(start: str, above: int, below: int, *, sentence: bool, goes_on: bool) -> tuple[str, ...]:
    return (
        f"block is a sentence={sentence}",
        f"following lower={goes_on} start={start}",
        f"words above={above} start={start}",
        f"words below={below} start={start}",
    )


@cache
def _below_signs(start: str, end: str, *, ends: bool, colon: bool) -> tuple[str, ...]:
    return f"below ends={ends} start={start} end={end}", f"colon={colon} start={start}"


@cache
def _wrapped_signs(start: str, end: str, size: int, *, wrapped: bool, fills: bool, sentences: bool) -> tuple[str, ...]:
    return (
        f"wrapped={wrapped} start={start} fills={fills}",
        f"wrapped={wrapped} start={start} end={end} size={size}",
        f"sentences={sentences} start={start} fills={fills}",
    )


def _start(sign: str) -> str:
    if sign.islower():
        return "lower"
    if sign.isupper():
        return "upper"
    return "digit" if sign.isdigit() else "opening" if sign in "(&/," else "other"


def _ends_in_hyphen(above: str) -> bool:
    return above[-1] in HYPHENS and above[-2:-1].isalpha()


def _end(above: str) -> str:
    last = above[-1]
    if _ends_in_hyphen(above):
        return "hyphen"
    if last in SENTENCE_END:
        return "sentence"
    if last in MARKS:
        return last
    if last in OPENING or above.rsplit(None, 1)[-1].lower() in open_ended():
        return "open"
    return "word" if last.isalnum() else "other"


@cache
def wrap_weights() -> dict[str, float]:
    """Weight of every sign; a sum above 0 says that the line goes on."""
    raw = json.loads(files("vacmap.layout").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    return {str(sign): float(weight) for sign, weight in raw["weights"].items()}


@cache
def open_ended() -> frozenset[str]:
    """Words no sentence ends with."""
    rows = files("vacmap.layout").joinpath("open_ended.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(row.strip() for row in rows if row.strip() and not row.startswith("#"))

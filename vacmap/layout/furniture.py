"""lines → which of them are page furniture: headers and footers of pages that stand in the middle of the text

A page break leaves its marks in a text: a line that counts pages, a header that comes back on every page. Where they
cut a sentence in two, the sentence goes on behind them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vacmap.records import Line

LONGEST = 110
"""Characters of the longest line that can be furniture."""
LEAST_LETTERS = 6
"""Letters of the shortest line that is furniture because it comes back."""
LONGEST_RUN = 6
"""Most lines, empty ones aside, between two halves of a sentence."""
NUMBER = re.compile(r"\d+")
SPACE = re.compile(r"\s+")
NUMBER_APART = re.compile(r"\S[^\S\n]{3,}\d{1,3}\s*$")
"""A page number at the right-hand side, far from the text before it."""
PAGE_OF_PAGES = re.compile(r"(?P<page>\d{1,3}) ?/ ?(?P<pages>\d{1,3})")
"""A bare "2/4", which may be a date as well."""
SENTENCE_END = tuple(".!?…:;")


@dataclass(frozen=True)
class Furniture:
    """Page furniture of a text, by index of line."""

    lines: frozenset[int] = frozenset()
    """Lines that are furniture."""
    resumed: frozenset[int] = frozenset()
    """Lines that go on with a sentence which furniture interrupted."""


def find_furniture(text: str, lines: Sequence[Line]) -> Furniture:
    """Page furniture among the lines of a text.

    A line that counts pages is furniture. A line that comes back is furniture where it stands beside a line that
    counts pages, or where it parts a sentence.
    """
    said = [SPACE.sub(" ", text[line.start : line.end]).strip() if not line.blank else "" for line in lines]
    short = [index for index, words in enumerate(said) if 0 < len(words) <= LONGEST]
    counts_pages = {index for index in short if _counts_pages(said[index], text, lines[index])}
    keys = {index: NUMBER.sub("#", said[index].lower()) for index in short if lines[index].bullet is None}
    times = Counter(keys.values())
    comes_back = {
        index
        for index, key in keys.items()
        if times[key] > 1 and sum(char.isalpha() for char in key) >= LEAST_LETTERS
    }
    if not counts_pages and not comes_back:
        return Furniture()
    found = set(counts_pages)
    resumed: set[int] = set()
    marked = sorted(counts_pages | comes_back)
    done = -1
    for index in marked:
        if index <= done:
            continue
        first, last = _run(said, index, counts_pages | comes_back)
        done = last
        inside = [i for i in range(first, last + 1) if said[i]]
        before, behind = first - 1, last + 1
        if _parts_a_sentence(text, lines, said, before, behind):
            found.update(inside)
            resumed.add(behind)
        elif counts_pages.intersection(inside):
            found.update(comes_back.intersection(inside))
    return Furniture(frozenset(found), frozenset(resumed))


def _run(said: Sequence[str], index: int, marked: set[int]) -> tuple[int, int]:
    """First and last line of the furniture around a marked line: marked and empty lines, and a short line or two
    that stand between them and an empty line."""
    first = last = index
    while first > 0 and (not said[first - 1] or first - 1 in marked):
        first -= 1
    while last + 1 < len(said) and (not said[last + 1] or last + 1 in marked):
        last += 1
    # The first line of the new page's header often stands alone: "CC De Hooizolder", then the sentence goes on.
    if last + 2 < len(said) and not said[last] and _like_a_header(said[last + 1]) and said[last + 2][:1].islower():
        last += 1
    if first > 1 and not said[first] and _like_a_header(said[first - 1]) and not said[first - 2]:
        first -= 1
        while first > 0 and not said[first - 1]:
            first -= 1
    return first, last


def _like_a_header(words: str) -> bool:
    return 0 < len(words) <= 60 and words[0].isupper() and not words.endswith(SENTENCE_END)


def _parts_a_sentence(text: str, lines: Sequence[Line], said: Sequence[str], before: int, behind: int) -> bool:
    if before < 0 or behind >= len(lines) or behind - before - 1 > 3 * LONGEST_RUN:
        return False
    if sum(bool(words) for words in said[before + 1 : behind]) > LONGEST_RUN:
        return False
    end, line = text[lines[before].content : lines[before].end].rstrip(), lines[behind]
    return bool(
        end
        and not end.endswith(SENTENCE_END)
        and line.bullet is None
        and not line.marked_heading
        and text[line.content : line.content + 1].islower()
    )


def _counts_pages(words: str, text: str, line: Line) -> bool:
    if match := PAGE_OF_PAGES.fullmatch(words):
        return int(match["page"]) <= int(match["pages"])
    if _page_number().search(words.lower()):
        return True
    return line.bullet is None and NUMBER_APART.search(text[line.content : line.end]) is not None


@cache
def _page_number() -> re.Pattern[str]:
    """A line that begins or ends with one of the forms, or is nothing else."""
    rows = files("vacmap.layout").joinpath("furniture.txt").read_text(encoding="utf-8").splitlines()
    forms = [row.strip() for row in rows if row.strip() and not row.startswith("#")]
    worded, bare = (
        "|".join(re.escape(form).replace("9", r"\d{1,3}") for form in forms if any(map(str.isalpha, form)) is has_words)
        for has_words in (True, False)
    )
    # "p. 2" stands at an end of the line; "2/4" stands alone, since dates and fractions look alike.
    return re.compile(rf"^(?:{worded})(?=\s*(?:$|[-–|·]))|(?<!\S)(?:{worded})$|^(?:{bare})$")

"""lines → which of them are page furniture: headers and footers of pages that stand in the middle of the text

A page break leaves its marks in a text: a line that counts pages, a header that comes back on every page. Where they
cut a sentence in two, the sentence goes on behind them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vacmap.layout.wraps import open_ended
from vacmap.records import Line

LONGEST = 110
"""Characters of the longest line that can be furniture."""
LONGEST_HEADER = 60
"""Characters of the longest line beside a page number that may be a header."""
LEAST_LETTERS = 6
"""Letters of the shortest line that is furniture because it comes back."""
LONGEST_RUN = 6
"""Most lines, empty ones aside, between two halves of a sentence."""
NUMBER = re.compile(r"\d\d*")
"""The first digit stands apart: so the search leaps to it, where ``\\d+`` would be tried at every sign."""
SPACE = re.compile(r"\s+")
NUMBER_APART = re.compile(r"\S\s{3,}\d{1,3}$")
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


def find_furniture(text: str, lines: Sequence[Line], said: Sequence[str]) -> Furniture:
    """Page furniture among the lines of a text, given with what they show, without the spaces around it.

    A line that counts pages is furniture. A line that comes back is furniture where it stands beside a line that
    counts pages, or where it parts a sentence.
    """
    counts_pages = {
        index
        for index, words in enumerate(said)
        if words and len(words) <= LONGEST and _counts_pages(words, lines[index])
    }
    if not counts_pages and not any(_may_resume(text, line) for line in lines):
        return Furniture()  # what comes back stands beside no page number, and parts nothing
    comes_back = _coming_back(said, lines)
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
        for start, end in _extents(said, first, last):
            if _parts_a_sentence(text, lines, said, start - 1, end + 1):
                found.update(i for i in range(start, end + 1) if said[i])
                resumed.add(end + 1)
                break
        else:
            inside = [i for i in range(first, last + 1) if said[i]]
            if counts_pages.intersection(inside):
                found.update(comes_back.intersection(inside))
    return Furniture(frozenset(found), frozenset(resumed))


def _coming_back(said: Sequence[str], lines: Sequence[Line]) -> set[int]:
    """Lines that stand in the text more than once, but for their numbers and spaces."""
    keys = {index: NUMBER.sub("0", words) for index, words in enumerate(said) if len(words) >= LEAST_LETTERS}
    times = Counter(keys.values())
    if len(times) == len(keys):
        return set()
    return {
        index
        for index, key in keys.items()
        if times[key] > 1
        and len(said[index]) <= LONGEST
        and lines[index].bullet is None
        and sum(map(str.isalpha, key)) >= LEAST_LETTERS
    }


def _run(said: Sequence[str], index: int, marked: set[int]) -> tuple[int, int]:
    """First and last line of the marked and empty lines around a marked line."""
    first = last = index
    while first > 0 and (not said[first - 1] or first - 1 in marked):
        first -= 1
    while last + 1 < len(said) and (not said[last + 1] or last + 1 in marked):
        last += 1
    return first, last


def _extents(said: Sequence[str], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where the furniture around a run may begin and end: with it, or with a line beside it that looks like a header.

    What a page is called stands often but once: "CC De Hooizolder", then the sentence goes on.
    """
    before = first - 1 if first > 0 and _like_a_header(said[first - 1]) else first
    behind = last + 1 if last + 1 < len(said) and _like_a_header(said[last + 1]) else last
    while before < first and before > 0 and not said[before - 1]:
        before -= 1
    while behind > last and behind + 1 < len(said) and not said[behind + 1]:
        behind += 1
    yield from dict.fromkeys([(before, behind), (before, last), (first, behind), (first, last)])


def _like_a_header(words: str) -> bool:
    return (
        0 < len(words) <= LONGEST_HEADER
        and words[0].isupper()
        and not words.endswith((*SENTENCE_END, ",", "-"))
        and words.rsplit(None, 1)[-1].lower() not in open_ended()
    )


def _parts_a_sentence(text: str, lines: Sequence[Line], said: Sequence[str], before: int, behind: int) -> bool:
    if before < 0 or behind >= len(lines) or behind - before - 1 > 3 * LONGEST_RUN:
        return False
    if sum(bool(words) for words in said[before + 1 : behind]) > LONGEST_RUN:
        return False
    end = text[lines[before].content : lines[before].end].rstrip()
    return bool(end) and not end.endswith(SENTENCE_END) and _may_resume(text, lines[behind])


def _may_resume(text: str, line: Line) -> bool:
    """Whether a line may be the second half of a sentence, by how it starts."""
    return line.bullet is None and not line.marked_heading and text[line.content : line.content + 1].islower()


def _counts_pages(words: str, line: Line) -> bool:
    first, last = words[0], words[-1]
    if not (last.isdigit() or first in "pPbB" or (first in "-–" and last in "-–")):
        return False  # a form of furniture.txt that ends in no number opens so
    if match := PAGE_OF_PAGES.fullmatch(words):
        return int(match["page"]) <= int(match["pages"])
    if _page_number().search(SPACE.sub(" ", words.lower())):
        return True
    return line.bullet is None and NUMBER_APART.search(words) is not None


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

"""entries → per component which functions have clearly more of it than others

Two functions differ clearly in a component if there is room between their 90 % intervals: more than twice ``ROUNDED``,
which is how far an interval is stretched at both ends where it is measured whether intervals hold
(:func:`vacmap.functions.holds`). Otherwise their shares may be equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vacmap.functions.mixture import ROUNDED
from vacmap.report.comparison.functions import Entry
from vacmap.report.opening import MENTIONED
from vacmap.report.phrases import phrase
from vacmap.report.wording import enumerate_words, percent, percent_range, whole_percent

NEGLIGIBLE = 0.05
"""A component of which no function has this share is not worth a comparison."""
MOST_SAID = 2
"""Groups told in words per component; the picture shows them all."""
APART = 2 * ROUNDED
"""Room between two intervals from which a difference is clear."""
LONG_RUN = 4
"""So many letters in a row are written as "A–D"."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one function has of a component."""

    letter: str
    compared: bool
    share: float
    low: float
    """Limits of the 90 % interval; without one the share could be anything, 0 to 1."""
    high: float


@dataclass(frozen=True, slots=True)
class Split:
    """Every function of the one group has clearly more than every one of the other."""

    higher: tuple[Share, ...]
    lower: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ComponentRow:
    """A profession, or the work outside, in all functions."""

    code: str
    name: str
    sign: str
    position: int | None
    shares: tuple[Share, ...]
    """Of the functions that have a profile, in their order."""
    splits: tuple[Split, ...]
    """Together they hold every clear difference; those between most functions come first."""
    said: tuple[str, ...]
    """The same in words, or that nothing is clear; empty if there are no functions to compare."""

    @property
    def compared(self) -> tuple[Share, ...]:
        return tuple(share for share in self.shares if share.compared)


def component_rows(entries: Sequence[Entry]) -> tuple[ComponentRow, ...]:
    """The components in the structure's order, what lies outside as the last."""
    drawn = [entry for entry in entries if entry.drawn]
    rows = []
    for part in drawn[0].summary.components:
        shares = tuple(_share(entry, part.code) for entry in drawn)
        compared = [share for share in shares if share.compared]
        splits = split_clearly(compared)
        said = _say(compared, splits) if len(compared) > 1 else ()
        rows.append(ComponentRow(part.code, part.name, part.sign, part.position, shares, splits, said))
    return tuple(rows)


def clearly_more(one: Share, other: Share) -> bool:
    """Whether one interval lies above the other, with room between them."""
    return one.low - other.high > APART


def overlap(one: Share, other: Share) -> bool:
    """Whether two intervals have a share in common."""
    return one.low <= other.high and other.low <= one.high


def split_clearly(shares: Sequence[Share]) -> tuple[Split, ...]:
    """The fewest groups found that tell every pair of intervals that do not overlap.

    Such pairs are an interval order: each is parted by the upper limit of its lower interval. So the limits are tried
    as borders, and the one that parts the most pairs not told yet is taken, until none is left (greedy set cover).
    """
    untold = {(a.letter, b.letter) for a in shares for b in shares if clearly_more(a, b)}
    splits = []
    while untold:
        best = max((_part(shares, border) for border in shares), key=lambda split: len(untold & _pairs(split)))
        splits.append(best)
        untold -= _pairs(best)
    return tuple(splits)


def spread(shares: Sequence[Share]) -> str:
    """The smallest to the largest of some shares: "12–45 %"."""
    low, high = min(share.share for share in shares), max(share.share for share in shares)
    return percent(high) if whole_percent(low) == whole_percent(high) else percent_range(low, high)


def enumerate_letters(letters: Iterable[str]) -> str:
    """Functions in a sentence.

    Examples
    --------
    >>> enumerate_letters("ACD"), enumerate_letters("ABCDF")
    ('A, C en D', 'A–D en F')
    """
    runs: list[str] = []
    for letter in letters:
        if runs and ord(letter) == ord(runs[-1][-1]) + 1:
            runs[-1] += letter
        else:
            runs.append(letter)
    words = [word for run in runs for word in ([f"{run[0]}–{run[-1]}"] if len(run) >= LONG_RUN else run)]
    return enumerate_words(words)


def _share(entry: Entry, code: str) -> Share:
    part = entry.component(code)
    low = 0.0 if part.low is None else part.low
    high = 1.0 if part.high is None else part.high
    return Share(entry.letter, entry.compared, part.share, low, high)


def _part(shares: Sequence[Share], border: Share) -> Split:
    higher = tuple(share for share in shares if clearly_more(share, border))
    return Split(higher, tuple(share for share in shares if share.high <= border.high))


def _pairs(split: Split) -> set[tuple[str, str]]:
    return {(higher.letter, lower.letter) for higher in split.higher for lower in split.lower}


def _say(shares: Sequence[Share], splits: Sequence[Split]) -> tuple[str, ...]:
    if splits:
        said = [
            phrase(
                "comparison_differences",
                "clear",
                higher=enumerate_letters(share.letter for share in split.higher),
                more=spread(split.higher),
                lower=enumerate_letters(share.letter for share in split.lower),
                less=spread(split.lower),
            )
            for split in splits[:MOST_SAID]
        ]
        rest = [phrase("comparison_differences", "clear_rest")] if len(splits) > MOST_SAID else []
        return (*said, *rest)
    least, most = min(shares, key=lambda one: one.share), max(shares, key=lambda one: one.share)
    if most.share < NEGLIGIBLE:
        return (phrase("comparison_differences", "negligible", spread=spread(shares)),)
    if most.share - least.share < MENTIONED:
        return (phrase("comparison_differences", "alike", spread=spread(shares)),)
    values = {"least": percent(least.share), "less": least.letter, "most": percent(most.share), "more": most.letter}
    return (phrase("comparison_differences", "unclear" if overlap(least, most) else "unclear_near", **values),)

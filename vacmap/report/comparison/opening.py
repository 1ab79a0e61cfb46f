"""entries, differences, likeness → the opening of the comparison: what the functions are, and how they differ

No sentence says more than the intervals allow: where they overlap it says "lijken" or "waarschijnlijk", or that it is
not known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from vacmap.functions.mixture import INTERVAL
from vacmap.report.comparison.differences import ComponentRow, Share, clearly_more, enumerate_letters, overlap, spread
from vacmap.report.comparison.functions import Entry, State
from vacmap.report.comparison.pairs import Likeness
from vacmap.report.opening import MENTIONED, MOST_NAMED, MOSTLY_OUTSIDE, WHOLLY_OUTSIDE, Opening
from vacmap.report.phrases import phrase
from vacmap.report.wording import capital, count, enumerate_words, in_sentence, percent

SURELY = 0.05
"""A function surely has work of a component if the lower limit of its share is at least this."""
LIKELY = 0.5
"""From this probability on something is called likely."""
LISTED = 3
"""With this many functions or fewer shares are listed one by one."""
_GROUP = "comparison_opening"


def write_comparison_opening(
    entries: Sequence[Entry], rows: Sequence[ComponentRow], likeness: Likeness | None
) -> Opening:
    """Say in Dutch what functions have in common and which of them differs most.

    Parameters
    ----------
    entries : sequence of Entry
    rows : sequence of ComponentRow
        Their components, what lies outside as the last.
    likeness : Likeness or None
        Of the compared functions; None if fewer than two can be compared.
    """
    compared = [entry for entry in entries if entry.compared]
    remarks = (*_left_out(entries), *_same_texts(entries), *_doubts(compared))
    if likeness is None:
        kind = "one_left" if compared else "none_left"
        return Opening(kind, phrase(_GROUP, kind), remarks)
    names = _Names(len(compared), everyone=len(compared) == len(entries))
    leads = {entry.letter: _lead(entry) for entry in compared}
    codes = {code for code, _ in leads.values()}
    everywhere = next(row for row in rows if row.code in codes) if len(codes) == 1 else None
    if everywhere is not None:
        kind, sentence = _same_lead(everywhere, names, clear=all(sureness == "clear" for _, sureness in leads.values()))
    else:
        kind, sentence = _leads(leads, rows, names)
    sentences = [sentence, *_in_common(rows, everywhere, names), *_differences(rows, likeness)]
    return Opening(kind, " ".join(sentences), remarks)


class _Names:
    """How the compared functions are called together."""

    def __init__(self, number: int, *, everyone: bool) -> None:
        which = "all" if everyone else "compared"
        both = "both" if number == 2 else "several"
        self.all = phrase("comparison_names", f"{which}_{both}", count=count(number))
        self.each = phrase("comparison_names", f"each_{both}")
        self.none = phrase("comparison_names", f"none_{which}_{both}", count=count(number))


def _lead(entry: Entry) -> tuple[str, str]:
    """The component with the largest share, and how sure that is: "clear", "likely" where the tasks or the text are
    doubtful, "open" where the intervals overlap."""
    first, *others = sorted(entry.summary.components, key=lambda part: -part.share)
    if not all((first.low or 0.0) > (1.0 if part.high is None else part.high) for part in others):
        return first.code, "open"
    return first.code, "likely" if entry.mostly_unsure or entry.unlike else "clear"


def _same_lead(row: ComponentRow, names: _Names, *, clear: bool) -> tuple[str, str]:
    kind = "same_lead" if clear else "same_lead_unsure"
    if clear and row.position is None and all(share.low >= MOSTLY_OUTSIDE for share in row.compared):
        wholly = all(share.share >= WHOLLY_OUTSIDE for share in row.compared)
        kind = "same_lead_wholly_outside" if wholly else "same_lead_outside"
    return kind, capital(phrase(_GROUP, kind, all=names.all, lead=_called("lead", row), shares=_shares(row)))


def _leads(leads: Mapping[str, tuple[str, str]], rows: Sequence[ComponentRow], names: _Names) -> tuple[str, str]:
    said = []
    for sureness in ("clear", "likely"):
        groups = [(row, [letter for letter, lead in leads.items() if lead == (row.code, sureness)]) for row in rows]
        groups = sorted((group for group in groups if group[1]), key=lambda group: (-len(group[1]), group[1]))
        parts = [
            phrase(
                _GROUP,
                "leads_too" if at else f"leads_{sureness}",
                letters=enumerate_letters(letters),
                lead=_called("lead", row),
            )
            for at, (row, letters) in enumerate(groups)
        ]
        if parts:
            said.append(", ".join(parts))
    if not said:
        return "no_leads", phrase(_GROUP, "no_leads", none=names.none)
    if unclear := [letter for letter, (_, sureness) in leads.items() if sureness == "open"]:
        said.append(phrase(_GROUP, "leads_open", letters=enumerate_letters(unclear)))
    return "leads", capital("; ".join(said)) + "."


def _in_common(rows: Sequence[ComponentRow], lead: ComponentRow | None, names: _Names) -> list[str]:
    """What every function has work of, beside the component that leads everywhere."""
    least = {row.code: min(share.share for share in row.compared) for row in rows}
    common = [row for row in rows if row is not lead and least[row.code] >= MENTIONED]
    common.sort(key=lambda row: -least[row.code])
    surely = [row for row in common if all(share.low >= SURELY for share in row.compared)]
    if not common:
        return [] if lead is not None else [phrase(_GROUP, "common_none", all=names.all)]
    name = "common" if lead is None else "common_more"
    work = [
        phrase(_GROUP, "with_shares", what=_called("work", row), shares=_shares(row))
        for row in (surely or common)[:MOST_NAMED]
    ]
    if not surely:
        name += "_unsure"
    return [capital(phrase(_GROUP, name, all=names.all, each=names.each, work=enumerate_words(work)))]


def _differences(rows: Sequence[ComponentRow], likeness: Likeness) -> list[str]:
    if all(pair.same_text for pair in likeness.pairs):
        return []
    different = sorted((row for row in rows if row.splits), key=lambda row: -_width(row))
    if not different:
        overlapping = all(overlap(a, b) for row in rows for a, b in combinations(row.compared, 2))
        return [phrase(_GROUP, "nothing_clear" if overlapping else "nothing_clear_near")]
    if likeness.farthest is None:
        shares = [
            phrase(_GROUP, "with_shares", what=_called("share", row), shares=_shares(row))
            for row in different[:MOST_NAMED]
        ]
        name = "clear" if len(shares) == 1 else "clear_more" if len(shares) == len(different) else "clear_most"
        return [phrase(_GROUP, name, shares=enumerate_words(shares))]
    apart = _farthest(likeness.farthest, likeness.farthest_probability, rows)
    return ["; ".join([apart, *_closest(likeness)]) + "."]


def _width(row: ComponentRow) -> float:
    shares = [share.share for share in row.compared]
    return max(shares) - min(shares)


def _farthest(entry: Entry, probability: float, rows: Sequence[ComponentRow]) -> str:
    if probability < LIKELY:
        return phrase(_GROUP, "farthest_unknown")
    name = "farthest" if probability >= INTERVAL else "farthest_likely"
    return phrase(_GROUP, name, letter=entry.letter, why=_why(entry.letter, rows))


def _why(letter: str, rows: Sequence[ComponentRow]) -> str:
    """The component of which this function clearly has more than every other, or less; the widest gap first."""
    apart: list[tuple[bool, float, ComponentRow, Share, list[Share]]] = []
    for row in rows:
        own = next(share for share in row.compared if share.letter == letter)
        others = [share for share in row.compared if share.letter != letter]
        more = all(clearly_more(own, other) for other in others)
        if more or all(clearly_more(other, own) for other in others):
            apart.append((more, min(abs(own.share - other.share) for other in others), row, own, others))
    if not apart:
        return ""
    *_, row, own, others = max(apart, key=lambda found: found[:2])
    return phrase(_GROUP, "why", work=_called("work", row), share=percent(own.share), others=spread(others))


def _closest(likeness: Likeness) -> list[str]:
    if likeness.closest is None or likeness.closest_probability < LIKELY:
        return []
    name = "closest" if likeness.closest_probability >= INTERVAL else "closest_likely"
    first, second = likeness.closest.letters
    return [phrase(_GROUP, name, first=first, second=second)]


def _left_out(entries: Sequence[Entry]) -> list[str]:
    remarks = []
    compared = any(entry.compared for entry in entries)
    for state in (*((State.FEW,) if compared else ()), State.NO_TASKS, State.NOT_DUTCH):
        letters = [entry.letter for entry in entries if entry.state is state]
        if letters:
            name = state.value if len(letters) == 1 else f"{state.value}_more"
            remarks.append(phrase("comparison_remarks", name, letters=enumerate_letters(letters)))
    return remarks


def _same_texts(entries: Sequence[Entry]) -> list[str]:
    groups: dict[str, list[str]] = {}
    for entry in entries:
        groups.setdefault(entry.source, []).append(entry.letter)
    return [
        phrase("comparison_remarks", "same_text", letters=enumerate_letters(letters))
        for letters in groups.values()
        if len(letters) > 1
    ]


def _doubts(compared: Sequence[Entry]) -> list[str]:
    remarks = []
    for name, letters in (
        ("unsure", [entry.letter for entry in compared if entry.mostly_unsure]),
        ("unlike", [entry.letter for entry in compared if entry.unlike]),
    ):
        if letters:
            kind = name if len(letters) == 1 else f"{name}_more"
            remarks.append(phrase("comparison_remarks", kind, letters=enumerate_letters(letters)))
    return remarks


def _called(kind: str, row: ComponentRow) -> str:
    """A component in a sentence: "de gids", "werk van de gids", "het aandeel van de gids"."""
    which = "outside" if row.position is None else "profession"
    return phrase("comparison_names", f"{kind}_{which}", name=in_sentence(row.name))


def _shares(row: ComponentRow) -> str:
    """The shares of the compared functions: one by one if they are few, else from the smallest to the largest."""
    if len(row.compared) > LISTED:
        return spread(row.compared)
    return ", ".join(
        phrase("comparison_names", "share_of", letter=share.letter, share=percent(share.share))
        for share in row.compared
    )

"""mixture → the opening of the report: one sentence that says what the function is, and what to think of it

The sentence never says more than the intervals allow: where they overlap it says "lijkt", and a remark says with what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vacmap.report.phrases import phrase
from vacmap.report.wording import count, enumerate_words, in_sentence, percent

FEW_TASKS = 3
"""With this many tasks or fewer nothing is said about professions."""
SPARSE_TASKS = 7
"""With this many tasks or fewer the reader is told they are few."""
MOSTLY_OUTSIDE, WHOLLY_OUTSIDE, PARTLY_OUTSIDE, SAID_OUTSIDE = 0.5, 0.9, 0.25, 0.05
"""From these shares on the work outside is most of the function, all of it, part of the sentence, or worth a remark."""
WHOLLY_ONE, ONE, ONE_WITHOUT_RIVAL, RIVAL = 0.85, 0.6, 0.5, 0.25
"""Share *of what lies inside* from which one profession is all, or most; or most if no other reaches ``RIVAL``."""
TWO_TOGETHER = 0.75
"""Share of what lies inside from which two professions, both at least ``RIVAL``, are called a combination."""
MENTIONED = 0.1
"""A profession under this share of the function is not named in the sentence."""

MOST_NAMED = 3
"""Professions named in one sentence."""


class Part(NamedTuple):
    """A component of the mixture."""

    name: str
    share: float
    low: float | None
    high: float | None

    @property
    def least(self) -> float:
        return 0.0 if self.low is None else self.low

    @property
    def most(self) -> float:
        return 1.0 if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class Opening:
    """The first words of a report."""

    kind: str
    """Which sentence of the phrase table it is."""
    sentence: str
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Sentence and remarks in one paragraph."""
        return " ".join([self.sentence, *self.remarks])


def write_opening(
    parts: Sequence[Part],
    *,
    tasks: int,
    unsure: int,
    outside_kinds: Sequence[str] = (),
    dutch: bool = True,
    unlike: bool = False,
) -> Opening:
    """Say in Dutch what a function is.

    Parameters
    ----------
    parts : sequence of Part
        The professions, and last what lies outside. Empty if there is no profile.
    tasks, unsure : int
        Number of tasks, and of those the model is not certain of.
    outside_kinds : sequence of str
        Kinds of work outside, most frequent first, as a reader calls them.
    dutch : bool, default=True
        False if the text is not Dutch.
    unlike : bool, default=False
        True if the text is unlike all that the model knows.
    """
    if not dutch:
        return Opening("not_dutch", phrase("opening", "not_dutch"))
    if tasks == 0 or not parts:
        return Opening("no_tasks", phrase("opening", "no_tasks"))
    strange = (phrase("remarks", "unlike"),) if unlike else ()
    if tasks <= FEW_TASKS:
        kind = "one_task" if tasks == 1 else "few_tasks"
        only = phrase("remarks", "only_one" if tasks == 1 else "only_these")
        return Opening(kind, phrase("opening", kind, count=count(tasks)), (only, *strange))
    *professions, outside = parts
    ranked = sorted(professions, key=lambda part: -part.share)
    doubted = unlike or unsure > tasks / 2
    if outside.share >= MOSTLY_OUTSIDE:
        kind, sentence, remarks = _mostly_outside(ranked, outside, outside_kinds, doubted=doubted)
    else:
        kind, sentence, remarks = _mostly_inside(ranked, outside, doubted=doubted)
        remarks += _outside_remark(outside, outside_kinds)
    return Opening(kind, sentence, (*remarks, *_basis(tasks, unsure), *strange))


def _mostly_inside(ranked: list[Part], outside: Part, *, doubted: bool) -> tuple[str, str, tuple[str, ...]]:
    inside = 1 - outside.share
    first, second, third = (*ranked, None, None)[:3]
    assert first is not None  # noqa: S101  a structure has at least one profession
    rival = second.share / inside if second is not None else 0.0
    named = [part for part in ranked if part.share >= MENTIONED] or ranked[:1]
    partly = outside.share >= PARTLY_OUTSIDE
    if first.share / inside >= ONE or (first.share / inside >= ONE_WITHOUT_RIVAL and rival < RIVAL):
        clear = not doubted and (second is None or first.least > second.most)
        remarks = _overlap("rival", first, second)
        if partly:
            kind = "part_one"
        elif first.share / inside >= WHOLLY_ONE and clear and len(named) == 1:
            kind = "whole"
        else:
            kind = "one_and" if len(named) > 1 else "one"
    elif second is not None and rival >= RIVAL and (first.share + second.share) / inside >= TWO_TOGETHER:
        clear = not doubted and (third is None or second.least > third.most)
        remarks = _overlap("third", second, third)
        kind = "part_two" if partly else "two"
    else:
        leads = not doubted and second is not None and first.least > second.most and len(named) > 1
        clear, remarks = True, ()
        kind = "part_blur" if partly else "blur_lead" if leads else "blur"
    name = kind if clear else f"{kind}_unsure"
    sentence = phrase(
        "opening",
        name,
        first=_with_share(first),
        second=_with_share(second) if second is not None else "",
        rest=enumerate_words([f"de {_with_share(part)}" for part in named[1:MOST_NAMED]]),
        names=enumerate_words([_with_share(part) for part in named[:MOST_NAMED]]),
        outside=percent(outside.share),
    )
    return name, sentence, remarks


def _mostly_outside(
    ranked: list[Part], outside: Part, kinds: Sequence[str], *, doubted: bool
) -> tuple[str, str, tuple[str, ...]]:
    clear = not doubted and outside.least >= MOSTLY_OUTSIDE
    name = "outside" if clear else "outside_unsure"
    if clear and outside.share >= WHOLLY_OUTSIDE:
        name = "outside_whole"
    remarks: list[str] = []
    if outside.least < MOSTLY_OUTSIDE and outside.low is not None:
        remarks.append(phrase("remarks", "outside_margin", low=percent(outside.least), high=percent(outside.most)))
    if kinds:
        remarks.append(phrase("remarks", "kinds", names=enumerate_words(kinds[:2])))
    named = [part for part in ranked if part.share >= MENTIONED]
    if len(named) == 1:
        remarks.append(phrase("remarks", "inside_one", first=_with_share(named[0])))
    elif named:
        remarks.append(phrase("remarks", "inside_more", names=enumerate_words([f"de {_with_share(x)}" for x in named])))
    return name, phrase("opening", name, outside=percent(outside.share)), tuple(remarks)


def _overlap(kind: str, certain: Part, rival: Part | None) -> tuple[str, ...]:
    # A rival without a share worth naming is no news, whatever its margin.
    if rival is None or rival.share < MENTIONED / 2 or certain.least > rival.most:
        return ()
    return (phrase("remarks", kind, other=in_sentence(rival.name)),)


def _outside_remark(outside: Part, kinds: Sequence[str]) -> tuple[str, ...]:
    if outside.share < SAID_OUTSIDE:
        return ()
    if outside.share >= PARTLY_OUTSIDE:
        return (phrase("remarks", "kinds", names=enumerate_words(kinds[:2])),) if kinds else ()
    named = phrase("remarks", "outside_kinds", names=enumerate_words(kinds[:2])) if kinds else ""
    return (phrase("remarks", "outside", outside=percent(outside.share), kinds=named),)


def _basis(tasks: int, unsure: int) -> tuple[str, ...]:
    if unsure == 0:
        basis = phrase("remarks", "basis", count=count(tasks))
    elif unsure >= tasks:
        basis = phrase("remarks", "basis_all_unsure", count=count(tasks))
    elif unsure == 1:
        basis = phrase("remarks", "basis_unsure_one", count=count(tasks))
    else:
        basis = phrase("remarks", "basis_unsure", count=count(tasks), unsure=count(unsure))
    if unsure > tasks / 2:
        return basis, phrase("remarks", "indication")
    if tasks <= SPARSE_TASKS:
        return basis, phrase("remarks", "few")
    return (basis,)


def _with_share(part: Part) -> str:
    return f"{in_sentence(part.name)} ({percent(part.share)})"

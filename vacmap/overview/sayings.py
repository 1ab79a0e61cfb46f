"""figures → the sentences beside them

All words stand in ``phrases/overview.json``; here it is chosen which of them fit.
"""

from __future__ import annotations

from collections.abc import Sequence

from vacmap.overview.failures import Failures
from vacmap.overview.figures import Spread
from vacmap.overview.labels import ClusterLabel, Component
from vacmap.overview.titles import Titles
from vacmap.overview.together import Pair, Together
from vacmap.overview.values import LEAST, Value, Values
from vacmap.overview.wording import amount, decimal
from vacmap.records import ModelInfo
from vacmap.report.comparison.functions import shorten
from vacmap.report.contacts import mask_contacts
from vacmap.report.opening import FEW_TASKS
from vacmap.report.phrases import label, phrase
from vacmap.report.wording import count, enumerate_words, in_sentence, one_line, percent, percent_range
from vacmap.structure import Structure

MOST_PAIRS = 4
"""Pairs that are told in words, of those that go together more and of those that do less: what stands out most."""
LONGEST_CODE = 60
"""Signs of a name that comes from the tables."""
MUCH, SOME = 0.5, 0.9
"""Functions with one title differ by less than this part of what any two do: then the title says much, or something."""


def say_fate(name: str) -> str:
    """What became of inputs, by the name of the figure."""
    return phrase("overview_fates", name, few=count(FEW_TASKS))


def say_kind(code: str) -> str:
    """What a kind of work outside is called; a kind of another structure is shown by its code."""
    return shorten(mask_contacts(one_line(label("outside_kinds", code))), LONGEST_CODE)


def say_spread(spread: Spread, pure: int | None) -> str:
    """How a component's share is spread; ``pure`` is the number of functions that are purely of this profession."""
    middle = percent(max(spread.middle, 0.01))  # not "less than <1 %"
    said = phrase("overview_spreads", "said", middle=middle, range=percent_range(spread.low, spread.high))
    if pure is None:
        return said
    functions = amount("functions", pure)
    return f"{said} {phrase('overview_spreads', 'pure' if pure else 'never', functions=functions)}"


def say_pairs(together: Together, things: Sequence[Component] | Sequence[ClusterLabel]) -> tuple[str, ...]:
    """What clearly goes together or does not, or that nothing does."""
    if len(things) < 2:
        return ()
    if not any(pair.judged for pair in together.pairs):
        return (phrase("overview_pairs", "too_few"),)
    if not together.clear:
        return (phrase("overview_pairs", "nothing"),)
    more = [pair for pair in together.clear if pair.lift > 1]
    less = [pair for pair in together.clear if pair.lift < 1]
    return tuple(_say_pair(pair, things) for pair in (*more[:MOST_PAIRS], *less[-MOST_PAIRS:]))


def _say_pair(pair: Pair, things: Sequence[Component] | Sequence[ClusterLabel]) -> str:
    low, high = pair.lift_range
    return phrase(
        "overview_pairs",
        "more" if pair.lift > 1 else "less",
        one=things[pair.first].name,
        other=in_sentence(things[pair.second].name),
        functions=amount("functions", pair.together),
        lift=decimal(pair.lift),
        low=decimal(low),
        high=decimal(high),
    )


def say_titles(titles: Titles) -> tuple[str, ...]:
    """Whether one title means one content."""
    if titles.same is None:
        return (phrase("overview_titles", "unknown"),)
    same = titles.same
    worth = "much" if same.high < MUCH * titles.any else "some" if same.high < SOME * titles.any else "little"
    compared = phrase(
        "overview_titles",
        "same",
        same=percent(same.share),
        low=percent(same.low),
        high=percent(same.high),
        any=percent(titles.any),
    )
    return phrase("overview_titles", worth), compared


def value_name(value: Value, *, short: bool = False) -> str:
    """What a value is called."""
    if value.name is not None:
        return value.name
    if not value.together:
        return phrase("overview_values", "empty")
    return phrase("overview_values", "rest") if short else amount("values", value.together)


def say_column(values: Values) -> str:
    """What the column is called."""
    return shorten(mask_contacts(one_line(values.column)), LONGEST_CODE)


def say_values(values: Values, component: int) -> tuple[str, ...]:
    """Which values clearly have more, or less, of a component than the other functions."""
    said = []
    for name, sign in (("more", 1), ("less", -1)):
        found = [value for value in values.values if value.differs[component] == sign]
        if found:
            listed = enumerate_words([_with_share(value, component) for value in found])
            said.append(phrase("overview_values", name, values=listed))
    return tuple(said) or (phrase("overview_values", "alike"),)


def _with_share(value: Value, component: int) -> str:
    share = percent(value.means[component].share)
    return phrase("overview_values", "with_share", value=value_name(value), share=share)


def say_too_few_values(values: Values) -> str:
    """That no value stands by itself; empty if any does."""
    if any(value.name is not None for value in values.values):
        return ""
    return phrase("overview_values", "no_values", least=str(LEAST))


def say_failure(failures: Failures) -> tuple[str, str]:
    """At what inputs failed, and why."""
    return label("overview_stages", failures.stage), label("overview_errors", failures.error)


def say_model(model: ModelInfo, structure: Structure) -> str:
    """Which model and structure the figures are of."""
    kind = "model" if model.version else "model_unknown"
    return phrase("overview_text", kind, name=model.name, version=model.version, structure=structure.label)

"""figures → the opening of an overview: what the archive mostly is, and what to think of it

No sentence says more than the figures allow. A profession weighs most if its interval lies above that of the next, and
their distance is larger than the model's measured distance from readers; else it "seems" to, or it is not known.
"""

from __future__ import annotations

from collections.abc import Sequence

from vacmap.overview.figures import Figures
from vacmap.overview.functions import Fates
from vacmap.overview.labels import Component
from vacmap.overview.uncertainty import Mean
from vacmap.overview.wording import amount, in_words, number, part_of
from vacmap.records import ModelInfo
from vacmap.report.opening import MOST_NAMED, MOSTLY_OUTSIDE, Opening
from vacmap.report.phrases import phrase
from vacmap.report.wording import count, enumerate_words, in_sentence, percent

FEW = 10
"""With fewer functions than this an overview says little."""
SMALL = 50
"""With fewer than this the reader is told that means are rough."""
NAMED = 0.05
"""A profession under this mean share is not named."""
UNLIKE_SHARE = 0.05
"""From this share of functions with unknown words on the reader is warned; of the kind of vacancies the model learnt
from it is 0.01."""
UNSURE_SHARE = 0.5
_GROUP = "overview_opening"
_REASONS = ("repeats", "failed", "lost", "no_tasks", "few_tasks")


def write_overview_opening(
    fates: Fates, figures: Figures | None, components: Sequence[Component], model: ModelInfo
) -> Opening:
    """Say in Dutch what an archive holds.

    Parameters
    ----------
    fates : Fates
    figures : Figures or None
        None if no function can be described.
    components : sequence of Component
        The professions, and last what lies outside.
    model : ModelInfo
    """
    left_out = _left_out(fates)
    if figures is None:
        return Opening("nothing", phrase(_GROUP, "nothing"), left_out)
    if figures.functions < FEW:
        kind = "few_one" if figures.functions == 1 else "few"
        said = phrase(_GROUP, kind, functions=amount("functions", figures.functions))
        return Opening(kind, said, (*left_out, *_doubts(figures, model)))
    kind, mixture = _mixture(figures, len(components) - 1)
    sentence = " ".join([mixture, *_lead(figures, components, model), _purity(figures)])
    small = (phrase("overview_remarks", "small"),) if figures.functions < SMALL else ()
    return Opening(kind, sentence, (*left_out, *small, *_doubts(figures, model)))


def _mixture(figures: Figures, professions: int) -> tuple[str, str]:
    outside = figures.means[-1]
    kind = "outside" if outside.low >= MOSTLY_OUTSIDE else "inside" if professions > 1 else "inside_one"
    return kind, phrase(
        _GROUP,
        kind,
        functions=amount("functions", figures.functions),
        professions=count(professions),
        inside=percent(1 - outside.share),
        outside=percent(outside.share),
    )


def _lead(figures: Figures, components: Sequence[Component], model: ModelInfo) -> list[str]:
    ranked = sorted(zip(components[:-1], figures.means[:-1], strict=True), key=lambda one: -one[1].share)
    named = [one for one in ranked if one[1].share >= NAMED]
    if len(ranked) < 2 or not named:
        return []
    first = named[0][1]
    if len(named) == 1:
        return [phrase(_GROUP, "lead_alone", first=_with_share(*named[0]))]
    rivals = [one for one in named if one[1].high >= first.low]
    if len(rivals) > 1:
        names = enumerate_words([f"de {_with_share(*one)}" for one in rivals[:MOST_NAMED]])
        return [phrase(_GROUP, "lead_open", names=names)]
    clear = model.measured is not None and first.share - named[1][1].share > model.measured.function_distance
    rest = enumerate_words([f"de {_with_share(*one)}" for one in named[1:MOST_NAMED]])
    return [phrase(_GROUP, "lead" if clear else "lead_likely", first=_with_share(*named[0]), rest=rest)]


def _purity(figures: Figures) -> str:
    pure, outside = figures.purity.pure.estimated, figures.purity.outside.estimated
    return phrase(
        _GROUP,
        {(True, True): "pure", (True, False): "pure_only", (False, True): "outside_only"}.get(
            (pure > 0, outside > 0), "mixed_only"
        ),
        pure=part_of(pure, figures.functions),
        outside=part_of(outside, figures.functions),
    )


def _left_out(fates: Fates) -> tuple[str, ...]:
    inputs = number(fates.inputs)
    reasons = [(name, getattr(fates, name)) for name in _REASONS]
    said = [amount(name, n, "overview_reasons") for name, n in sorted(reasons, key=lambda one: -one[1]) if n]
    if not said:
        return (phrase("overview_remarks", "all_in", inputs=inputs),) if fates.inputs > 1 else ()
    left = fates.inputs - fates.described
    kind = "left_out_one" if left == 1 else "left_out"
    return (phrase("overview_remarks", kind, inputs=inputs, left=in_words(left), reasons=enumerate_words(said)),)


def _doubts(figures: Figures, model: ModelInfo) -> tuple[str, ...]:
    remarks = []
    measured = model.measured
    if measured is None:
        remarks.append(phrase("overview_remarks", "bias_unknown"))
    else:
        distance = percent(measured.function_distance)
        remarks.append(phrase("overview_remarks", "bias", vacancies=str(measured.vacancies), distance=distance))
    if figures.unlike / figures.functions >= UNLIKE_SHARE:
        kind = "unlike_one" if figures.unlike == 1 else "unlike"
        share = part_of(figures.unlike, figures.functions)
        remarks.append(phrase("overview_remarks", kind, functions=amount("functions", figures.unlike), share=share))
    if figures.uncertain >= UNSURE_SHARE:
        remarks.append(phrase("overview_remarks", "unsure", share=percent(figures.uncertain)))
    return tuple(remarks)


def _with_share(component: Component, mean: Mean) -> str:
    return f"{in_sentence(component.name)} ({percent(mean.share)})"

"""overview + the name of a format → the overview in that format"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from vacmap.overview.errors import OverviewError
from vacmap.overview.figures import Figures
from vacmap.overview.labels import Component
from vacmap.overview.pictures import kinds_chart, leading_chart, spread_chart, values_chart
from vacmap.overview.profiles import NAMED
from vacmap.overview.sayings import (
    say_column,
    say_failure,
    say_fate,
    say_kind,
    say_model,
    say_pairs,
    say_spread,
    say_titles,
    say_too_few_values,
    say_values,
    value_name,
)
from vacmap.overview.summary import Overview
from vacmap.overview.text import render_overview_text
from vacmap.overview.together import WORTH
from vacmap.overview.type_names import named_types, say_types
from vacmap.overview.wording import amount, date, decimal, number, part_of
from vacmap.report.errors import check_choice
from vacmap.report.function.pictures import components_chart, wheel
from vacmap.report.markdown import fill_markdown
from vacmap.report.opening import FEW_TASKS, MENTIONED, MOSTLY_OUTSIDE, PARTLY_OUTSIDE, WHOLLY_ONE
from vacmap.report.pages import environment
from vacmap.report.phrases import label
from vacmap.report.quality import say_quality
from vacmap.report.wording import capital, count, percent, whole_percent

MOST_FAILURES = 12
"""Reasons of failures that are listed."""


def render_overview(overview: Overview, format: str, *, colour: bool = False) -> str:
    """An overview.

    Parameters
    ----------
    overview : Overview
    format : {'html', 'md', 'json', 'text'}
    colour : bool, default=False
        Add the codes for bold and colour that a terminal understands (text).

    Raises
    ------
    OverviewError
        If there is no such format.
    """
    check_choice("render_overview", "format", format, OVERVIEW_FORMATS, OverviewError)
    return _RENDERERS[format](overview, colour)


def _as_html(overview: Overview) -> str:
    return environment().get_template("overview/report.html").render(**_values(overview), **_pictures(overview))


def _as_json(overview: Overview) -> str:
    return json.dumps(overview.to_dict(), ensure_ascii=False, indent=2) + "\n"


def _values(overview: Overview) -> dict[str, Any]:
    """What the templates need, beside the overview itself."""
    figures = overview.figures
    return {
        "overview": overview,
        "figures": figures,
        "fates": overview.fates,
        "label": label,
        "number": number,
        "decimal": decimal,
        "amount": amount,
        "part_of": part_of,
        "date": date,
        "whole": whole_percent,
        "value_name": value_name,
        "weighty": lambda shares: _weighty(overview.components, shares),
        "capital": capital,
        "say_fate": say_fate,
        "say_kind": say_kind,
        "say_failure": say_failure,
        "quality": say_quality(overview.model, "overview_quality"),
        "model_line": say_model(overview.model, overview.structure),
        "most_failures": MOST_FAILURES,
        "few": count(FEW_TASKS),
        "mentioned": percent(MENTIONED),
        "worth": percent(WORTH - 1),
        "pure_from": percent(WHOLLY_ONE),
        "partly": percent(PARTLY_OUTSIDE),
        "mostly": percent(MOSTLY_OUTSIDE),
        **(_said(overview, figures) if figures is not None else {}),
    }


def _weighty(components: Sequence[Component], shares: Sequence[float]) -> list[tuple[int, Component, float]]:
    """The components that are worth a word, with their place and share."""
    both = enumerate(zip(components, shares, strict=True))
    return [(at, component, share) for at, (component, share) in both if share >= NAMED]


def _said(overview: Overview, figures: Figures) -> dict[str, Any]:
    """The sentences beside the figures."""
    pure = (*figures.purity.pure_by_profession, None)
    spreads = [say_spread(spread, n) for spread, n in zip(figures.spreads, pure, strict=True)]
    values = figures.values
    return {
        "mean_function": overview.mean_function,
        "spreads": spreads,
        "professions_together": say_pairs(figures.professions_together, overview.components),
        "clusters_together": say_pairs(figures.clusters_together, overview.clusters),
        "types": named_types(figures, overview.components, overview.clusters),
        "types_said": say_types(figures),
        "titles_said": say_titles(figures.titles),
        "values_said": [say_values(values, at) for at in range(len(overview.components))] if values else [],
        "column": say_column(values) if values else "",
        "no_values": say_too_few_values(values) if values else "",
    }


def _pictures(overview: Overview) -> dict[str, Any]:
    figures = overview.figures
    if figures is None:
        return {}
    most = max(functions for spread in figures.spreads for functions in spread.tenths)
    values = figures.values
    scale = max(mean.high for value in values.values for mean in value.means) if values else 1.0
    return {
        "mean_chart": components_chart(overview.mean_function, ""),
        "wheel": wheel(overview.mean_function, ""),
        "kinds_chart": kinds_chart(figures.purity, ""),
        "leading_chart": leading_chart(figures.purity, "") if figures.purity.inside else "",
        "spread_charts": [
            spread_chart(component, spread, most, "")
            for component, spread in zip(overview.components, figures.spreads, strict=True)
        ],
        "value_charts": [
            values_chart(values, component, at, min(1.0, scale * 1.05), "")
            for at, component in enumerate(overview.components)
        ]
        if values
        else [],
    }


_RENDERERS: dict[str, Callable[[Overview, bool], str]] = {
    "html": lambda overview, _: _as_html(overview),
    "md": lambda overview, _: fill_markdown("overview/report.md", **_values(overview)),
    "json": lambda overview, _: _as_json(overview),
    "text": lambda overview, colour: render_overview_text(overview, colour=colour),
}
OVERVIEW_FORMATS = tuple(_RENDERERS)
"""Names of the formats."""

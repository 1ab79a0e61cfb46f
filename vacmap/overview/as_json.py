"""overview → JSON: codes and numbers, no sentences

::

    {"schema": "vacmap-overview/1", "model": {"name", "version", "structure"}, "measured": {…} | null,
     "vacancies": {"inputs", "failed", "repeats", "lost", "no_tasks", "few_tasks", "described"},
     "failures": [{"stage", "error", "inputs", "example"}],
     "functions": null | {…}}

``functions`` holds the figures of :class:`vacmap.overview.figures.Figures`; shares are 0 to 1 with the limits of their
90 % interval, keys are the codes of the structure. A number with bounds is ``{"surely", "estimated", "possibly"}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from vacmap.overview.figures import Figures
from vacmap.overview.profiles import Type
from vacmap.overview.together import Together
from vacmap.overview.uncertainty import Mean
from vacmap.overview.values import Values
from vacmap.records import DIGITS

if TYPE_CHECKING:
    from vacmap.overview.summary import Overview

SCHEMA = "vacmap-overview/1"
"""Name and version of the JSON of an overview."""


def overview_as_dict(overview: Overview) -> dict[str, Any]:
    """An overview as plain data."""
    measured, figures = overview.model.measured, overview.figures
    return {
        "schema": SCHEMA,
        "vacmap": overview.vacmap,
        "finished": overview.finished.isoformat(),
        "model": overview.model.to_dict(),
        "measured": asdict(measured) if measured is not None else None,
        "vacancies": {"inputs": overview.fates.inputs, **asdict(overview.fates)},
        "failures": [asdict(failures) for failures in overview.failures],
        "functions": _functions(overview, figures) if figures is not None else None,
    }


def _functions(overview: Overview, figures: Figures) -> dict[str, Any]:
    components = [component.code for component in overview.components]
    professions, clusters = overview.structure.profession_ids, overview.structure.cluster_ids
    kinds = [kind.code for kind in figures.outside]
    purity = figures.purity
    return {
        "functions": figures.functions,
        "tasks": figures.tasks,
        "uncertain": _rounded(figures.uncertain),
        "unlike": figures.unlike,
        "means": {code: _mean(mean) for code, mean in zip(components, figures.means, strict=True)},
        "spreads": {
            code: {
                "tenths": list(spread.tenths),
                **{name: _rounded(getattr(spread, name)) for name in ("low", "middle", "high")},
            }
            for code, spread in zip(components, figures.spreads, strict=True)
        },
        "purity": {
            "kinds": {kind.code: {"clear": kind.clear, "unsure": kind.unsure} for kind in purity.kinds},
            "pure": purity.pure._asdict(),
            "pure_by_profession": dict(zip(professions, purity.pure_by_profession, strict=True)),
            "outside": purity.outside._asdict(),
            "leading": list(purity.leading),
        },
        "clusters": {
            code: {**_mean(mean), "functions": having}
            for code, mean, having in zip(clusters, figures.clusters, figures.clusters_together.having, strict=True)
        },
        "cells": {
            f"{profession}/{cluster}": _rounded(float(figures.cells[row, column]))
            for row, profession in enumerate(professions)
            for column, cluster in enumerate(clusters)
            if overview.structure.has_cell(profession, cluster)
        },
        "professions_together": _together(figures.professions_together, professions),
        "clusters_together": _together(figures.clusters_together, clusters),
        "outside": [{**asdict(kind), "share": _rounded(kind.share)} for kind in figures.outside],
        "types": {
            "silhouette": _rounded(figures.grouping.silhouette) if figures.types else None,
            "tried": [
                {"types": one.types, "silhouette": _rounded(one.silhouette), "returns": _rounded_all(one.returns)}
                for one in figures.grouping.tried
            ],
            "types": [_type(type_, components, clusters, kinds) for type_ in figures.types],
        },
        "titles": {
            "named": figures.titles.named,
            "names": figures.titles.names,
            "same": _mean(figures.titles.same) if figures.titles.same is not None else None,
            "any": _rounded(figures.titles.any),
            "frequent": [
                {
                    "title": title.name,
                    "functions": title.functions,
                    "shares": _by_code(components, title.shares),
                    "apart": _rounded(title.apart),
                }
                for title in figures.titles.frequent
            ],
        },
        "by": _by(figures.values, components) if figures.values is not None else None,
    }


def _together(together: Together, codes: Sequence[str]) -> dict[str, Any]:
    return {
        "having": dict(zip(codes, together.having, strict=True)),
        "pairs": [
            {
                "a": codes[pair.first],
                "b": codes[pair.second],
                "together": pair.together,
                "expected": _rounded(pair.expected),
                "lift": _rounded(pair.lift) if pair.judged else None,
                "lift_range": _rounded_all(pair.lift_range) if pair.judged else None,
                "clear": pair.clear,
            }
            for pair in together.pairs
        ],
    }


def _type(type_: Type, components: Sequence[str], clusters: Sequence[str], kinds: Sequence[str]) -> dict[str, Any]:
    return {
        "functions": type_.functions,
        "returns": _rounded(type_.returns),
        "shares": _by_code(components, type_.shares),
        "ranges": {code: _rounded_all(limits) for code, limits in zip(components, type_.ranges, strict=True)},
        "clusters": _by_code(clusters, type_.clusters),
        "more": [clusters[at] for at in type_.more],
        "kinds": [kinds[at] for at in type_.kinds],
        "apart": _rounded(type_.apart),
        "titles": list(type_.titles),
    }


def _by(values: Values, components: Sequence[str]) -> dict[str, Any]:
    return {
        "column": values.column,
        "values": [
            {
                "value": value.name,
                "together": value.together,
                "functions": value.functions,
                "means": {code: _mean(mean) for code, mean in zip(components, value.means, strict=True)},
                "pure": value.pure,
                "outside": value.outside,
                "differs": {code: sign for code, sign in zip(components, value.differs, strict=True) if sign},
            }
            for value in values.values
        ],
    }


def _mean(mean: Mean) -> dict[str, float]:
    return {name: _rounded(figure) for name, figure in mean._asdict().items()}


def _by_code(codes: Sequence[str], shares: Sequence[float]) -> dict[str, float]:
    return dict(zip(codes, _rounded_all(shares), strict=True))


def _rounded(value: float) -> float:
    return round(float(value), DIGITS)


def _rounded_all(values: Iterable[float]) -> list[float]:
    return [_rounded(value) for value in values]

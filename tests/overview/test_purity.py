"""Functions are counted by what their own reports say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vacmap.overview import Overview
from vacmap.overview.labels import component_labels
from vacmap.overview.purity import KIND_OF, KINDS, UNSURE, judge
from vacmap.records import OUTSIDE, Function, ModelInfo, Profile
from vacmap.report import summarise
from vacmap.structure import Structure

from .made import Advert, function_row
from .test_adverts import read

MODEL = ModelInfo("proef", "0", "proef@0")


def test_every_function_stands_where_its_own_report_puts_it(
    structure: Structure, adverts: list[Advert], tmp_path_factory: pytest.TempPathFactory
) -> None:
    doubtful = [replace(advert, id=f"{advert.id}-x", uncertain=5) for advert in adverts[::9]]
    strange = [replace(advert, id=f"{advert.id}-y", novelty=0.995) for advert in adverts[::9]]
    some = [*adverts[::3], *doubtful, *strange]
    functions = read(tmp_path_factory.mktemp("kinds"), structure, some).functions
    judged = judge(functions, [component.name for component in component_labels(structure)])
    for at, advert in enumerate(some):
        opening = summarise(reported(structure, advert)).opening.kind
        assert KINDS[judged.kinds[at]] == KIND_OF[opening.removesuffix(UNSURE)]
        assert judged.unsure[at] == opening.endswith(UNSURE)
    assert judged.pure.any()
    assert judged.unsure.any()
    assert judged.outside.any()


def reported(structure: Structure, advert: Advert) -> Function:
    """The function of an advert, as a report gets it."""
    row = function_row(structure, advert)
    components = (*structure.profession_ids, OUTSIDE)
    profile = Profile(
        tasks=len(advert.tasks),
        professions={code: row[code] for code in components},
        intervals={code: (row[f"{code}_low"], row[f"{code}_high"]) for code in components},
        clusters={code: row[f"cluster_{code}"] for code in structure.cluster_ids},
        uncertain=row["uncertain"],
    )
    return Function(advert.id, "x", "", MODEL, (), (), profile, structure, novelty=advert.novelty)


def test_the_parts_add_up(overview: Overview) -> None:
    figures = overview.figures
    assert figures is not None
    purity = figures.purity
    assert sum(kind.functions for kind in purity.kinds) == figures.functions
    assert sum(purity.leading) == purity.inside
    assert purity.inside + purity.outside.estimated == figures.functions
    assert sum(purity.pure_by_profession) == purity.pure.estimated
    assert purity.pure.surely <= purity.pure.estimated <= purity.pure.possibly


def test_all_sixty_bookkeepers_lie_mostly_outside(overview: Overview) -> None:
    assert overview.figures is not None
    found = overview.figures.purity.outside
    assert found.estimated >= 55
    assert found.surely <= 60 <= found.possibly


def test_shares_of_all_components_are_spread_over_all_functions(overview: Overview) -> None:
    assert overview.figures is not None
    for spread in overview.figures.spreads:
        assert sum(spread.tenths) == overview.figures.functions
        assert spread.low <= spread.middle <= spread.high
    assert np.isclose(sum(mean.share for mean in overview.figures.means), 1)

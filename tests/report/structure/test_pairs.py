"""Two cells side by side: everything they hold stands there once."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from vacmap.report.structure.cells import CellView, View
from vacmap.report.structure.pairs import Pair, beside
from vacmap.structure import Structure, load_structure

CASES = Path(__file__).parents[2] / "structure/cases"


def cells(structure: Structure, cluster: str) -> dict[str, CellView]:
    """The cells of a cluster by profession."""
    view = View(structure, structure.profession_ids, (cluster,))
    return {cell.owner.profession.id: cell for cell in view.shells[0].clusters[0].cells}


@pytest.fixture(scope="module")
def pair() -> Pair:
    found = cells(load_structure(CASES / "library.json"), "lezers")
    return beside(found["leesbegeleider"], found["bibliothecaris"])


def test_every_part_of_both_stands_there_once(structure: Structure) -> None:
    view = View(structure, structure.profession_ids, structure.cluster_ids)
    for cluster in (cluster for shell in view.shells for cluster in shell.clusters):
        for left, right in combinations(cluster.cells, 2):
            pair = beside(left, right)
            rows = [row for block in pair.shared for row in block.rows]
            for cell, only, joined in (
                (left, pair.only_left, [row.left for row in rows]),
                (right, pair.only_right, [row.right for row in rows]),
            ):
                alone = [part for _, part in only.walk() if not part.context]
                assert sorted(part.number for part in [*alone, *joined]) == [part.number for _, part in cell.walk()]
                assert [part.number for part in alone] == sorted(part.number for part in alone)


def test_shared_parts_stand_under_the_titles_they_have_on_both_sides(pair: Pair) -> None:
    (block,) = pair.shared
    assert (block.left.title, block.right.title) == ("Leesgroepen leiden", "Lezers raad geven")
    assert [(row.left.text, row.right.text, row.literal) for row in block.rows] == [
        ("luistert naar de vragen van lezers.", "Luistert naar de vragen van lezers", True),
        ("Geeft advies over boeken en tijdschriften", "Geeft advies over boeken, kranten en tijdschriften", False),
    ]
    assert block.rows[0].left.under == "Leest voor."


def test_a_shared_part_stays_above_sub_items_that_are_not(structure: Structure) -> None:
    found = cells(structure, "orienteren")
    only = beside(found["gemeenschapswerker"], found["begeleider"]).only_right
    kept = [(part.text, part.context) for _, part in only.walk()]
    at = kept.index(("Verbindt thema/inhoud aan actuele maatschappelijke tendensen", False))
    assert kept[at - 1] == ("Bekijkt de situatie of het thema vanuit verschillende invalshoeken", True)


def test_a_hoofdactiviteit_that_never_had_parts_stays() -> None:
    raw = json.loads((CASES / "library.json").read_text(encoding="utf-8"))
    raw["activities"][0]["parts"] = []
    found = cells(Structure.model_validate(raw), "lezers")
    only = beside(found["bibliothecaris"], found["archivaris"]).only_left
    assert [(activity.title, activity.parts) for activity in only.activities] == [("Lezers raad geven", ())]


def test_a_title_without_parts_left_is_left_out(pair: Pair) -> None:
    assert [activity.title for activity in pair.only_right.activities] == ["Lezers raad geven"]
    found = cells(load_structure(CASES / "library.json"), "boeken")
    nothing = beside(found["leesbegeleider"], found["archivaris"])
    assert nothing.shared == ()
    assert nothing.only_left.activities == ()

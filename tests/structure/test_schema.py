"""The shipped structure holds what the nota holds; its records answer what the stages ask."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from vacmap.structure import Part, Structure

PROFESSIONS = ("gemeenschapswerker", "programmator", "begeleider", "campagnewerker", "belangenbehartiger")
CLUSTERS = {
    "deskundigheid": "kern",
    "ontwerpen": "kernactiviteiten",
    "organiseren": "kernactiviteiten",
    "orienteren": "kernactiviteiten",
    "communiceren": "ondersteunend",
    "ondersteunen": "ondersteunend",
    "netwerken": "ondersteunend",
    "rapporteren": "ondersteunend",
    "adviseren": "ondersteunend",
}
SCANNING_ERRORS = (
    "leeransen",
    "Betreft",
    "Communiqueert",
    "past stemt",
    "de deelnemers op de samenleving",
    "om in de richting",
    "en –",
    "  ",
)


def every_part(structure: Structure) -> list[Part]:
    return [part for activity in structure.activities for part in activity.walk()]


def texts(structure: Structure) -> dict[str, str]:
    """Text by id, of titles and of parts."""
    titles = {activity.id: activity.title for activity in structure.activities if activity.title}
    return titles | {part.id: part.text for part in every_part(structure)}


@pytest.fixture(scope="module")
def corrections(data: Path) -> list[dict[str, str]]:
    file = data / "structure/sociaal-cultureel-werk/corrections.json"
    found: list[dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
    return found


class TestTheShippedStructure:
    def test_names_the_five_professions_in_the_order_of_the_nota(self, structure: Structure) -> None:
        assert structure.profession_ids == PROFESSIONS

    def test_puts_the_nine_clusters_in_three_shells(self, structure: Structure) -> None:
        assert {cluster.id: cluster.shell for cluster in structure.clusters} == CLUSTERS
        assert [shell.id for shell in structure.shells] == ["kern", "kernactiviteiten", "ondersteunend"]

    def test_fills_44_cells(self, structure: Structure) -> None:
        assert len(structure.cells) == 44

    def test_leaves_only_the_support_by_the_belangenbehartiger_empty(self, structure: Structure) -> None:
        empty = [(p, c) for p in PROFESSIONS for c in CLUSTERS if not structure.has_cell(p, c)]
        assert empty == [("belangenbehartiger", "ondersteunen")]

    def test_has_47_titled_activities(self, structure: Structure) -> None:
        assert sum(activity.title is not None for activity in structure.activities) == 47

    def test_has_one_list_without_a_title_in_the_kern_cell_of_every_profession(self, structure: Structure) -> None:
        untitled = [activity.cell for activity in structure.activities if activity.title is None]
        assert untitled == [f"{profession}/deskundigheid" for profession in PROFESSIONS]

    def test_has_324_parts_counting_sub_items_once_each(self, structure: Structure) -> None:
        assert len(every_part(structure)) == 324

    def test_nests_sub_items_where_the_nota_nests_them(self, structure: Structure) -> None:
        with_sub_items = [part.id for part in every_part(structure) if part.parts]
        assert with_sub_items
        assert sum(len(activity.parts) for activity in structure.activities) < 324

    def test_gives_every_activity_at_least_one_part(self, structure: Structure) -> None:
        assert [activity.id for activity in structure.activities if not activity.parts] == []

    def test_goes_through_professions_and_clusters_in_order(self, structure: Structure) -> None:
        order = [(PROFESSIONS.index(a.profession), list(CLUSTERS).index(a.cluster)) for a in structure.activities]
        assert order == sorted(order)

    def test_defines_every_profession_and_describes_every_shell_and_cluster(self, structure: Structure) -> None:
        described = [
            *(profession.definition for profession in structure.professions),
            *(shell.description for shell in structure.shells),
            *(cluster.description or "" for cluster in structure.clusters),
        ]
        assert min(len(text) for text in described) > 40

    def test_names_its_source(self, structure: Structure) -> None:
        assert "Sociare" in structure.source
        assert "2016" in structure.source


class TestIds:
    def test_stand_once(self, structure: Structure) -> None:
        ids = Counter([*(a.id for a in structure.activities), *(p.id for p in every_part(structure))])
        assert [id_ for id_, count in ids.items() if count > 1] == []

    def test_of_activities_open_with_their_cell(self, structure: Structure) -> None:
        wrong = [activity.id for activity in structure.activities if activity.id.rpartition("/")[0] != activity.cell]
        assert wrong == []

    def test_of_parts_open_with_the_id_of_their_activity(self, structure: Structure) -> None:
        strays = [p.id for a in structure.activities for p in a.walk() if p.id.rpartition("/")[0] != a.id]
        assert strays == []

    def test_are_readable_words_and_not_numbers(self, structure: Structure) -> None:
        last_steps = [id_.rpartition("/")[2] for id_ in texts(structure)]
        assert [step for step in last_steps if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+){0,4}", step)] == []


class TestCorrections:
    @pytest.mark.parametrize("error", SCANNING_ERRORS)
    def test_no_scanning_error_is_left(self, structure: Structure, error: str) -> None:
        assert [id_ for id_, text in texts(structure).items() if error in text] == []

    def test_each_stands_at_a_text_that_exists(self, structure: Structure, corrections: list[dict[str, str]]) -> None:
        assert {row["id"] for row in corrections} <= set(texts(structure))

    def test_each_keeps_an_original_that_differs_from_the_text(
        self, structure: Structure, corrections: list[dict[str, str]]
    ) -> None:
        now = texts(structure)
        assert [row["id"] for row in corrections if not row["original"] or row["original"] == now[row["id"]]] == []

    def test_each_says_why(self, corrections: list[dict[str, str]]) -> None:
        assert [row for row in corrections if not row["why"]] == []

    @pytest.mark.parametrize(
        "scanned",
        ["leeransen", "Betreft collega's", "Betreft alle actoren", "Betrekt de deelnemers op", "past stemt ze af"],
    )
    def test_the_known_errors_are_recorded(self, corrections: list[dict[str, str]], scanned: str) -> None:
        assert any(scanned in row["original"] for row in corrections)


class TestAnyStructure:
    def test_a_sub_item_comes_directly_behind_its_part(self, other_structure: Structure) -> None:
        steps = [part.id.rpartition("/")[2] for part in other_structure.activity("bakker/bakken/deeg").walk()]
        assert steps == ["kneedt", "bewaakt", "temperatuur", "tijd", "oven"]

    def test_a_cell_gives_its_activities(self, other_structure: Structure) -> None:
        assert [a.id for a in other_structure.in_cell("winkelier", "verkopen")] == ["winkelier/verkopen/toonbank"]

    def test_an_empty_cell_gives_none(self, other_structure: Structure) -> None:
        assert not other_structure.has_cell("winkelier", "bakken")
        assert other_structure.in_cell("winkelier", "bakken") == ()

    def test_parts_clusters_and_professions_are_found_by_id(self, other_structure: Structure) -> None:
        assert other_structure.part("bakker/bakken/deeg/bewaakt/tijd").text == "Houdt de rijstijden bij"
        assert other_structure.cluster("voorraad").shell == "winkel"
        assert other_structure.profession("bakker").name == "Bakker"

    @pytest.mark.parametrize("find", ["activity", "part", "cluster", "profession"])
    def test_an_unknown_id_is_a_key_error(self, other_structure: Structure, find: str) -> None:
        with pytest.raises(KeyError):
            getattr(other_structure, find)("slager/snijden/vlees")

    def test_its_label_is_one_word_with_the_version(self, other_structure: Structure) -> None:
        assert other_structure.label == "beroepen-van-de-stadsbakkerij@3"

    def test_the_json_holds_the_keys_of_the_contract(self, other_structure: Structure) -> None:
        raw = other_structure.to_dict()
        assert {"name", "version", "source", "shells", "clusters", "professions", "activities"} <= set(raw)
        assert set(raw["shells"][0]) == {"id", "name", "description"}
        assert {"id", "name", "shell"} <= set(raw["clusters"][0])
        assert set(raw["professions"][0]) == {"id", "name", "definition"}
        assert set(raw["activities"][0]) == {"id", "profession", "cluster", "title", "parts"}
        assert set(raw["activities"][0]["parts"][0]) == {"id", "text", "parts"}

    def test_the_json_gives_the_same_structure_back(self, other_structure: Structure) -> None:
        raw: dict[str, Any] = json.loads(json.dumps(other_structure.to_dict()))
        again = Structure.model_validate(raw)
        assert again == other_structure
        assert again.digest() == other_structure.digest()

    def test_another_text_gives_another_digest(self, other_structure: Structure) -> None:
        raw = other_structure.to_dict()
        raw["activities"][0]["parts"][0]["text"] = "Kneedt het deeg met de hand"
        assert Structure.model_validate(raw).digest() != other_structure.digest()

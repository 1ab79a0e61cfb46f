"""Which part of the structure an id names, and how much it weighs."""

from __future__ import annotations

import pytest

from vacmap.compose import ComposeError, block_ids, parse_weights, pick_blocks
from vacmap.structure import Structure


class TestIds:
    def test_a_profession_a_cell_an_activity_and_a_deelactiviteit_are_blocks(self, structure: Structure) -> None:
        ids = ["programmator", "programmator/ontwerpen", "programmator/ontwerpen/uitwerken"]
        ids.append("programmator/ontwerpen/uitwerken/eigen-sociaal-agogische")
        assert [len(block.pieces) for block in pick_blocks(dict.fromkeys(ids, 1.0), structure)] == [67, 8, 8, 1]

    def test_a_sub_item_is_a_block_too(self, structure: Structure) -> None:
        id_ = "begeleider/ontwerpen/uitwerken/faseert-proces"
        (block,) = pick_blocks({id_: 1.0}, structure)
        assert [piece.sentence for piece in block.pieces] == ["Je faseert het proces."]
        assert block.profession == "begeleider"

    def test_every_id_that_is_listed_can_be_picked(self, structure: Structure, other_structure: Structure) -> None:
        for any_structure in (structure, other_structure):
            ids = block_ids(any_structure)
            assert len(pick_blocks(dict.fromkeys(ids, 1.0), any_structure)) == len(set(ids)) == len(ids)

    def test_an_activity_without_deelactiviteiten_is_its_title(self, other_structure: Structure) -> None:
        raw = other_structure.to_dict()
        raw["activities"][0]["parts"] = []
        (block,) = pick_blocks({"bakker/bakken/deeg": 1.0}, Structure.model_validate(raw))
        assert [(piece.sentence, piece.source.part) for piece in block.pieces] == [("Je maakt en bakt deeg.", None)]

    def test_a_list_without_title_and_without_parts_is_no_block(self, other_structure: Structure) -> None:
        raw = other_structure.to_dict()
        raw["activities"][1] |= {"parts": [], "title": None}
        with pytest.raises(ComposeError, match=r"bakker/voorraad/meel: expected a block with deelactiviteiten"):
            pick_blocks({"bakker/voorraad/meel": 1.0}, Structure.model_validate(raw))


class TestAnIdThatDoesNotExist:
    @pytest.mark.parametrize(
        ("id_", "near"),
        [
            ("programator/ontwerpen", "'programmator/ontwerpen'"),
            ("Programmator", "'programmator'"),
            ("ontwerpen", "'begeleider/ontwerpen'"),
            ("campagnewerker/netwerken/partner", "'campagnewerker/netwerken/partners'"),
        ],
    )
    def test_the_message_names_what_was_meant_and_how_to_list_ids(
        self, structure: Structure, id_: str, near: str
    ) -> None:
        with pytest.raises(ComposeError) as error:
            pick_blocks({id_: 1.0}, structure)
        assert str(error.value).startswith(f"{id_}: no such block in {structure.name}; ")
        assert near in str(error.value)
        assert "`vacmap structure --format json`" in str(error.value)
        assert "\n" not in str(error.value)

    def test_a_cell_that_the_structure_leaves_empty_is_told_apart(self, structure: Structure) -> None:
        with pytest.raises(ComposeError, match=r"expected a cell with activities; .* gives this profession none"):
            pick_blocks({"belangenbehartiger/ondersteunen": 1.0}, structure)

    def test_where_nothing_is_near_it_gives_an_example(self, structure: Structure) -> None:
        with pytest.raises(ComposeError, match="expected an id such as 'gemeenschapswerker'"):
            pick_blocks({"zzz": 1.0}, structure)


class TestWeights:
    def test_they_stand_behind_the_id_with_a_point_or_a_comma(self) -> None:
        assert parse_weights(["a/b=2", "c", "d=0,5", " e = 1.5"]) == {"a/b": 2.0, "c": 1.0, "d": 0.5, "e": 1.5}

    def test_only_their_proportions_count(self, structure: Structure) -> None:
        small, large = (
            pick_blocks({"programmator": one * factor, "begeleider": 3.0 * factor}, structure)
            for factor, one in ((1e-300, 1.0), (1e300, 1.0))
        )
        assert [block.share for block in small] == pytest.approx([0.25, 0.75])
        assert [block.share for block in large] == pytest.approx([0.25, 0.75])

    @pytest.mark.parametrize("weight", [0.0, -1.0, float("nan"), float("inf")])
    def test_a_weight_is_a_positive_number(self, structure: Structure, weight: float) -> None:
        with pytest.raises(ComposeError, match="programmator: expected a positive number as weight"):
            pick_blocks({"programmator": weight}, structure)

    def test_words_are_no_weight(self) -> None:
        with pytest.raises(
            ComposeError, match="programmator=veel: expected a positive number behind the =, got 'veel'"
        ):
            parse_weights(["programmator=veel"])

    def test_a_block_is_given_once(self) -> None:
        with pytest.raises(ComposeError, match="programmator: given twice"):
            parse_weights(["programmator", "programmator=2"])

    def test_nothing_gives_nothing(self, structure: Structure) -> None:
        with pytest.raises(ComposeError, match="no blocks; expected at least one"):
            pick_blocks({}, structure)

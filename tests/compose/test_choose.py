"""How many tasks a block gets, and which."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vacmap.compose import ComposeError, block_ids, pick_blocks
from vacmap.compose.choose import choose, usual_tasks
from vacmap.structure import Structure, load_structure

STRUCTURE = load_structure()
some_blocks = st.dictionaries(
    st.sampled_from(block_ids(STRUCTURE)), st.sampled_from([0.1, 1.0, 2.0, 7.5]), min_size=1, max_size=6
)


def counts(structure: Structure, weights: dict[str, float], tasks: int) -> list[int]:
    chosen = choose(pick_blocks(weights, structure), structure, tasks)
    return [sum(source.id.startswith(id_) for task in chosen for source in task.sources) for id_ in weights]


class TestHowMany:
    def test_tasks_follow_the_weights(self, structure: Structure) -> None:
        weights = {"programmator/organiseren": 3.0, "begeleider/ontwerpen": 1.0, "campagnewerker/orienteren": 2.0}
        assert counts(structure, weights, 6) == [3, 1, 2]
        assert counts(structure, weights, 12) == [6, 2, 4]

    def test_every_block_gets_a_task_however_light(self, structure: Structure) -> None:
        weights = {"programmator/organiseren": 100.0, "begeleider/ontwerpen": 1.0, "campagnewerker/orienteren": 1.0}
        assert counts(structure, weights, 3) == [1, 1, 1]
        assert counts(structure, weights, 8) == [6, 1, 1]

    def test_a_block_that_is_used_up_leaves_its_places_to_others(self, structure: Structure) -> None:
        assert counts(structure, {"campagnewerker/netwerken": 9.0, "begeleider/ontwerpen": 1.0}, 6) == [2, 4]

    def test_blocks_that_hold_fewer_give_all_they_have(self, structure: Structure) -> None:
        assert counts(structure, {"campagnewerker/netwerken": 1.0}, 50) == [2]

    def test_fewer_tasks_than_blocks_is_refused(self, structure: Structure) -> None:
        with pytest.raises(ComposeError, match="1 tasks for 2 blocks; expected at least one task a block"):
            choose(pick_blocks({"programmator": 1.0, "begeleider": 1.0}, structure), structure, 1)

    def test_the_usual_number_grows_with_the_cells(self, structure: Structure) -> None:
        ids = [
            "programmator/ontwerpen",
            "begeleider/organiseren",
            "campagnewerker/orienteren",
            "programmator/netwerken",
        ]
        numbers = [usual_tasks(pick_blocks(dict.fromkeys(ids[:n], 1.0), structure)) for n in (1, 2, 3, 4)]
        assert numbers == [8, 8, 9, 12]
        assert usual_tasks(pick_blocks({"programmator": 1.0}, structure)) == 20


class TestWhich:
    def test_all_hoofdactiviteiten_come_before_a_second_of_one(self, structure: Structure) -> None:
        chosen = choose(pick_blocks({"gemeenschapswerker/organiseren": 1.0}, structure), structure, 2)
        assert [task.sources[0].activity.rpartition("/")[2] for task in chosen] == ["opstarten", "begeleiden"]

    def test_all_clusters_of_a_profession_come_before_a_second_of_one(self, structure: Structure) -> None:
        chosen = choose(pick_blocks({"gemeenschapswerker": 1.0}, structure), structure, 9)
        assert sorted(task.cluster for task in chosen) == sorted(structure.cluster_ids)

    def test_what_only_this_profession_does_comes_first(self, structure: Structure) -> None:
        (task,) = choose(pick_blocks({"belangenbehartiger/communiceren": 1.0}, structure), structure, 1)
        assert task.sentence == "Je bent de woordvoerder over acties en processen."

    def test_what_two_professions_do_stands_once_with_both_as_source(self, structure: Structure) -> None:
        weights = {"campagnewerker/netwerken": 1.0, "belangenbehartiger/netwerken": 1.0}
        chosen = choose(pick_blocks(weights, structure), structure, 4)
        assert [[source.profession for source in task.sources] for task in chosen] == [
            ["campagnewerker", "belangenbehartiger"]
        ] * 2

    def test_a_sentence_of_two_cells_of_one_profession_takes_the_place_of_one(self, structure: Structure) -> None:
        # "Doet beroep op externe expertise indien nodig" stands in both cells.
        weights = {"belangenbehartiger/ontwerpen": 1.0, "belangenbehartiger/organiseren": 1.0}
        chosen = choose(pick_blocks(weights, structure), structure, 50)
        assert [len(task.sources) for task in chosen if "externe expertise" in task.sentence] == [2]
        assert len(chosen) == 14

    def test_they_come_in_the_order_of_the_structure(self, structure: Structure) -> None:
        chosen = choose(pick_blocks({"begeleider": 1.0}, structure), structure, 20)
        order = block_ids(structure)
        assert all(order.index(a.sources[0].id) < order.index(b.sources[0].id) for a, b in pairwise(chosen))


@settings(max_examples=60)
@given(some_blocks, st.integers(6, 30))
def test_whatever_is_chosen(weights: dict[str, float], tasks: int) -> None:
    blocks = pick_blocks(weights, STRUCTURE)
    assert sum(block.share for block in blocks) == pytest.approx(1)
    chosen = choose(blocks, STRUCTURE, tasks)
    held = {piece.sentence for block in blocks for piece in block.pieces}
    sentences = [task.sentence for task in chosen]
    assert len(set(sentences)) == len(sentences) == min(tasks, len(held))
    for block in blocks:  # nothing from elsewhere, and something of everything
        ids = {piece.source.id for piece in block.pieces}
        assert any(source.id in ids for task in chosen for source in task.sources)
    assert set(sentences) <= held
    longer = {task.sentence for task in choose(blocks, STRUCTURE, tasks + 1)}
    assert set(sentences) <= longer  # a longer profile only adds

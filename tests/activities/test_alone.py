"""What a task said by itself, and the words that speak for its cluster."""

from __future__ import annotations

import pytest

from vacmap.road import Mapper

VACANCY = """Wat ga je doen?
- Je organiseert infosessies voor de leden.
- Je boekt de facturen van leveranciers in en je belt 0475 12 34 56.
- Je onderhoudt contacten met partners in het netwerk.
"""


def test_words_stand_in_their_task_the_weightiest_first(mapper: Mapper) -> None:
    function = mapper.analyse(VACANCY)
    for task in function.tasks:
        assert task.alone is not None
        assert all(task.start <= word.start < word.end <= task.end for word in task.alone.words)
        weights = [word.weight for word in task.alone.words]
        assert weights == sorted(weights, reverse=True)
        assert all(weight > 0 for weight in weights)


@pytest.mark.parametrize(("word", "cluster"), [("infosessies", "organiseren"), ("facturen", "buiten")])
def test_the_word_that_tells_is_named(mapper: Mapper, word: str, cluster: str) -> None:
    task = next(task for task in mapper.analyse(VACANCY).tasks if word in task.text)
    assert task.cluster == cluster
    assert task.alone is not None
    assert word in {VACANCY[found.start : found.end] for found in task.alone.words}


def test_small_words_are_not_named(mapper: Mapper) -> None:
    said = {
        VACANCY[word.start : word.end].lower()
        for task in mapper.analyse(VACANCY).tasks
        for word in (task.alone.words if task.alone else ())
    }
    assert said
    assert not said & {"je", "de", "van", "in", "en", "voor", "met", "het"}


def test_a_stream_is_not_explained_unless_one_asks(mapper: Mapper) -> None:
    assert all(task.alone is None for task in next(mapper.pipe([VACANCY])).tasks)
    assert all(task.alone is None for task in mapper.analyse(VACANCY, explain=False).tasks)


def test_a_sign_that_changes_its_length_in_small_letters_shifts_nothing(mapper: Mapper) -> None:
    function = mapper.analyse("Taken\n- Je organiseert infosessies in İstanbul voor leden.\n")
    assert [task.alone.words for task in function.tasks if task.alone] == [()] * len(function.tasks)

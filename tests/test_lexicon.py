"""word → what is known of it: worked out once, whatever is asked and in whatever order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from vacmap.hashing import hashes
from vacmap.lexicon import Lexicon, numbered

Words = list[str]


def lengths(words: Sequence[str]) -> NDArray[np.int64]:
    return np.array([[len(word), len(word) ** 2] for word in words])


def test_every_word_has_its_row() -> None:
    found = Lexicon({"lengths": lengths}).look_up(["de", "vrijwilliger", "de"])
    assert found.rows("lengths").tolist() == [[2, 4], [12, 144], [2, 4]]


def test_a_word_is_worked_out_once() -> None:
    asked: Words = []

    def counted(words: Sequence[str]) -> NDArray[np.int64]:
        asked.extend(words)
        return lengths(words)

    lexicon = Lexicon({"lengths": counted})
    for words in (["de", "les"], ["les", "de"], ["de", "groep"]):
        lexicon.look_up(words)
    assert sorted(asked) == ["de", "groep", "les"]


def test_a_word_that_is_known_by_a_key_is_read_only_when_it_is_met() -> None:
    class Unreadable(list[str]):
        def __getitem__(self, place: object) -> str:  # type: ignore[override]
            raise AssertionError(place)

    lexicon = Lexicon({"lengths": lengths})
    assert lexicon.look_up(["les", "groep", "les"], [7, 8, 7]).rows("lengths")[:, 0].tolist() == [3, 5, 3]
    assert lexicon.look_up(Unreadable(["…", "…"]), [8, 7]).rows("lengths")[:, 0].tolist() == [5, 3]


@given(st.lists(st.lists(st.text(max_size=5), min_size=1, max_size=8), max_size=12))
def test_what_was_asked_before_changes_nothing(questions: list[Words]) -> None:
    lexicon = Lexicon({"lengths": lengths, "hashes": hashes})
    for words in questions:
        found = lexicon.look_up(words)
        assert (found.rows("lengths") == lengths(words)).all()
        assert (found.rows("hashes") == hashes(words)).all()


@given(st.lists(st.lists(st.text("abcdefgh", max_size=2), min_size=1, max_size=8), max_size=12))
def test_a_full_store_forgets_nothing_it_needs(questions: list[Words]) -> None:
    lexicon = Lexicon({"lengths": lengths, "hashes": hashes}, kept=6)
    before = None
    for words in questions:
        found = lexicon.look_up(words)
        assert (found.rows("hashes") == hashes(words)).all()
        if before is not None:  # what was looked up earlier can still be read
            assert (before[1].rows("hashes") == hashes(before[0])).all()
        before = words, found


def test_a_full_store_keeps_the_words_it_met_first() -> None:
    asked: Words = []

    def counted(words: Sequence[str]) -> NDArray[np.int64]:
        asked.extend(words)
        return lengths(words)

    lexicon = Lexicon({"lengths": counted}, kept=4)
    for words in (["de", "en"], ["zelden", "een"], ["nooit"], ["de", "en"], ["zelden"]):
        lexicon.look_up(words)
    assert asked == ["de", "en", "zelden", "een", "nooit", "zelden"]


@given(st.lists(st.text(max_size=2)))
def test_numbered_words_are_the_words(words: Words) -> None:
    different, numbers = numbered(words)
    assert [different[number] for number in numbers] == words
    assert different == list(dict.fromkeys(words))

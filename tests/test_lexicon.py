"""word → what is known of it: worked out once, whatever is asked and in whatever order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from vacmap.lexicon import Lexicon, PieceColumns, hashes, mixed, numbered, string_columns, string_hashes

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


def test_hashes_are_the_same_on_every_machine() -> None:
    assert string_hashes(["vrijwilliger", ""]).tolist()[0] == 0xC06DFBCBA3E83570
    assert string_columns(["vrijwilliger"], 8).tolist() == [0xC0]


@given(st.lists(st.lists(st.text("abcdefgh", max_size=2), max_size=8), max_size=12))
def test_parts_have_the_columns_of_their_names_however_many_were_kept(questions: list[Words]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vacmap.lexicon.KEPT_PIECES", 6)
        columns = PieceColumns("c=", 10)
        for pieces in questions:
            assert columns.of(pieces).tolist() == string_columns([f"c={piece}" for piece in pieces], 10).tolist()


@given(st.lists(st.text(max_size=2)))
def test_numbered_words_are_the_words(words: Words) -> None:
    different, numbers = numbered(words)
    assert [different[number] for number in numbers] == words
    assert different == list(dict.fromkeys(words))


def test_digits_are_all_alike_and_the_order_of_a_pair_counts() -> None:
    one, other = hashes(["2025", "1999"])
    assert one == other
    a, b = hashes(["de"]), hashes(["les"])
    assert mixed(a, b) != mixed(b, a)

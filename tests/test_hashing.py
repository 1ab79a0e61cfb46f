"""words, parts of words → numbers: the same on every machine, alike for what is alike, apart for what is not."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vacmap.hashing import CLOSES, OPENS, Hashes, Spelled, columns_of, columns_of_kind, hashes, mixed
from vacmap.structure import load_structure
from vacmap.terms import words_of

WORDS = st.lists(st.text(st.characters(exclude_categories=("Nd",)), max_size=9), max_size=8)


def sums(words: list[str]) -> list[int]:
    return [int(Spelled.of([word]).whole()[0]) for word in words]


def test_hashes_are_the_same_on_every_machine() -> None:
    assert [hex(number) for number in hashes(["vrijwilliger", "één"]).tolist()] == [
        "0x9163fe52b843cf4a",
        "0x72c0554e6fb78907",
    ]
    assert columns_of_kind("word", Spelled.of(["vrijwilliger"]).whole(), 8).tolist() == [163]


@given(WORDS)
def test_words_beside_it_change_no_word(words: list[str]) -> None:
    assert Spelled.of(words).whole().tolist() == sums(words)


@given(WORDS)
def test_ngrams_are_those_of_the_word_between_its_marks(words: list[str]) -> None:
    lengths = (2, 3, 5)
    found, counts = Spelled.of(words).grams(lengths)
    marked = [f"{OPENS}{word}{CLOSES}" for word in words]
    expected = [
        [word[at : at + length] for at in range(len(word)) for length in lengths if at + length <= len(word)]
        for word in marked
    ]
    assert counts.tolist() == list(map(len, expected))
    assert found.tolist() == [number for grams in expected for number in sums(grams)]


@given(WORDS)
def test_the_ending_is_the_last_signs_or_the_whole_of_a_short_word(words: list[str]) -> None:
    assert Spelled.of(words).endings(3).tolist() == sums([word[-3:] for word in words])


def test_digits_are_all_alike_and_the_order_of_a_pair_counts() -> None:
    one, other = hashes(["2025", "1999"])
    assert one == other
    a, b = hashes(["de"]), hashes(["les"])
    assert mixed(a, b) != mixed(b, a)


def test_words_of_real_texts_do_not_fall_together() -> None:
    """In so few columns as many words meet as would by chance: m words in n columns are n (1 - exp(-m / n))."""
    texts = [part.text for activity in load_structure().activities for part in activity.parts]
    words = sorted({word for text in texts for word in words_of(text)})
    whole = Spelled.of(words).whole()
    grams = np.unique(Spelled.of(words).grams((2, 3, 4, 5))[0])
    bits = 10

    def spread(found: Hashes) -> None:
        assert len(np.unique(found)) == len(found)
        by_chance = 2**bits * (1 - np.exp(-len(found) / 2**bits))
        assert abs(len(np.unique(columns_of_kind("word", found, bits))) - by_chance) < 0.05 * by_chance

    spread(whole)
    spread(grams[:: len(grams) // len(whole)])
    pairs = mixed(hashes(words)[:-1], hashes(words)[1:])
    assert len(np.unique(pairs)) == len(pairs)
    assert len(np.unique(columns_of(pairs, bits))) > 0.95 * 2**bits * (1 - np.exp(-len(pairs) / 2**bits))


def test_the_same_word_counts_elsewhere_as_another_kind_of_thing() -> None:
    whole = Spelled.of([f"woord{sign}" for sign in "abcdefghijklmnopqrstuvwxyz"]).whole()
    alike = columns_of_kind("word", whole, 18) == columns_of_kind("n-gram", whole, 18)
    assert not alike.any()

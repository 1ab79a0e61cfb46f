"""Variety: repetition is seen, and what is written anew is not taken for it."""

from __future__ import annotations

import pytest

from vacmap.training.variety import measure, near_duplicates

DIFFERENT = [
    "Je begeleidt de wekelijkse praattafels in het buurthuis.",
    "U verwerkt de facturen van alle afdelingen in het boekhoudpakket.",
    "De leden krijgen van jou elke maand een nieuwsbrief met activiteiten.",
]


def test_sentences_of_their_own_are_no_duplicates() -> None:
    assert near_duplicates(DIFFERENT) == 0


def test_a_sentence_that_changes_a_word_of_another_is_one() -> None:
    again = "Je begeleidt de wekelijkse praattafels in het wijkhuis."
    assert near_duplicates([*DIFFERENT, again]) == pytest.approx(1 / 4)


def test_neither_signs_nor_capitals_make_a_difference() -> None:
    assert near_duplicates([DIFFERENT[0], "• " + DIFFERENT[0].upper()]) == pytest.approx(1 / 2)


def test_short_sentences_repeat_each_other_by_nature() -> None:
    assert near_duplicates(["Andere taken", "Andere taken"]) == 0


def test_templates_have_fewer_pairs() -> None:
    filled = [f"Je begeleidt de groep {name} bij de activiteiten." for name in ("een", "twee", "drie", "vier")]
    assert measure(filled).pairs < measure(DIFFERENT).pairs


def test_nothing_has_no_variety() -> None:
    variety = measure([])
    assert (variety.sentences, variety.words, variety.pairs, variety.near_duplicates) == (0, 0, 0.0, 0.0)


def test_it_says_what_it_measured() -> None:
    assert "3 task units" in str(measure(DIFFERENT))

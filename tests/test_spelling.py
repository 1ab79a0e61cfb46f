"""rows of text → their words, as numbers: what a pattern finds and a word's hash, whatever stands beside it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import any_text

from vacmap.hashing import DIGIT, hashes
from vacmap.spelling import LONGEST_WORD, MARKS, WORD_OR_MARK, Words, read_rows

ROWS = st.lists(any_text, max_size=6)


def found(row: str) -> list[str]:
    """The words and marks of a row, as the pattern finds them."""
    return [DIGIT.sub("0", word[:LONGEST_WORD]) for word in WORD_OR_MARK.findall(row.lower())]


def test_words_are_small_digits_alike_and_marks_stand_apart() -> None:
    read = read_rows(["Wegens 'n feest in 2024: foto's, e-mail!", "", "38 u/week (80%)"])
    assert read.rows() == [
        ["wegens", "n", "feest", "in", "0000", ":", "foto's", "e-mail", "!"],
        [],
        ["00", "u", "week", "00", "%"],
    ]
    assert np.flatnonzero(read.marks).tolist() == [5, 8, 13]


@given(ROWS)
@example(["a-'b", "-a", "a-", "l'", "é’n", "x_y", "٣²½", "\ud800", "İ", "ab-\ncd"])
@example(["x" * 200 + " y", "a-" * 40])
def test_words_are_those_that_the_pattern_finds(rows: list[str]) -> None:
    read = read_rows(rows)
    words = [word for row in rows for word in found(row)]
    assert read.rows() == [found(row) for row in rows]
    assert read.hashes.tolist() == hashes(words).tolist()
    assert read.marks.tolist() == [word in MARKS for word in words]


@given(ROWS)
def test_different_words_are_each_there_once_in_the_order_of_their_hashes(rows: list[str]) -> None:
    read = read_rows(rows)
    different, numbers, counts = read.numbered()
    assert counts is read.counts
    words = [word for row in read.rows() for word in row]
    assert [different[number] for number in numbers.tolist()] == words
    assert sorted(different) == sorted(set(words))
    assert different.keys == sorted(different.keys) == hashes(list(different)).tolist()


@given(ROWS, ROWS)
def test_parts_that_are_joined_are_as_if_they_were_read_together(first: list[str], second: list[str]) -> None:
    whole = read_rows([*first, *second])
    for parts in ([read_rows(first), read_rows(second)], whole.split([len(first), len(second)])):
        joined = Words.joined(parts)
        assert joined.rows() == whole.rows()
        assert joined.hashes.tolist() == whole.hashes.tolist()
        assert [part.rows() for part in parts] == [whole.rows()[: len(first)], whole.rows()[len(first) :]]


@given(ROWS, ROWS)
def test_what_parts_stand_in_is_there_once(first: list[str], second: list[str]) -> None:
    parts = [*read_rows(first).split([1] * len(first)), *read_rows(second).split([1] * len(second))]
    joined = Words.joined(parts)
    assert joined.rows() == [*map(found, [*first, *second])]
    assert len(joined.said) <= sum(len(row.lower()) + 1 for row in [*first, *second])


@given(ROWS, st.data())
def test_rows_can_be_put_together_and_words_left_out(rows: list[str], data: st.DataObject) -> None:
    read = read_rows(rows)
    groups = data.draw(st.lists(st.lists(st.integers(0, len(rows) - 1)) if rows else st.just([]), max_size=4))
    assert read.together(groups).rows() == [[word for at in group for word in found(rows[at])] for group in groups]
    assert read.without_marks().rows() == [[word for word in found(row) if word not in MARKS] for row in rows]
    assert read.one_each().rows() == [found(row) or [""] for row in rows]


@given(ROWS)
def test_many_signs_are_read_in_parts(rows: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vacmap.spelling.AT_ONCE", 7)
        assert read_rows(rows).rows() == [found(row) for row in rows]


def test_no_rows_have_no_words() -> None:
    assert (Words.joined([]).rows(), read_rows([]).split([])) == ([], [])

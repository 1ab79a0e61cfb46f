"""Terms of texts and their sums: what is worked out word by word is what a matrix would give."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from vacmap.terms import N_COLUMNS, WORD, WORD_COLUMNS, Terms, TermSums, Texts, places_of_words, words_of

TEXTS = [
    "Je kneedt het deeg en je bakt het brood.",
    "Je verkoopt brood en gebak aan de klanten.",
    "Je houdt de voorraad bij.",
    "brood brood brood",
    "",
]


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms.fit(TEXTS)


def sums(terms: Terms, *, sparse: bool = False, kept: int = 1000) -> TermSums:
    generator = np.random.default_rng(0)
    weights = generator.normal(size=(N_COLUMNS, 3)).astype(np.float32)
    return TermSums(terms, csr_matrix(weights) if sparse else weights, np.arange(3, dtype=np.float32), kept)


def test_words_are_lower_case_with_digits_alike() -> None:
    assert words_of("Wegens 'n feest in 2024: foto's, e-mail!") == [
        "wegens",
        "n",
        "feest",
        "in",
        "0000",
        "foto's",
        "e-mail",
    ]


def test_a_word_without_end_is_cut() -> None:
    assert [len(word) for word in words_of("x" * 100_000)] == [60]


@pytest.mark.parametrize("block", [slice(0, WORD_COLUMNS), slice(WORD_COLUMNS, N_COLUMNS)], ids=["words", "signs"])
def test_every_block_of_a_text_has_length_1(terms: Terms, block: slice) -> None:
    part = terms.matrix(["deeg", "kassa", "Je bakt"])[:, block].toarray()
    np.testing.assert_allclose(np.linalg.norm(part, axis=1), 1, rtol=1e-5)


def test_a_word_that_is_repeated_says_no_more(terms: Terms) -> None:
    once, often = terms.matrix(["brood", "Brood BROOD brood"])[:, WORD_COLUMNS:]
    np.testing.assert_allclose(once.toarray(), often.toarray())


def test_a_rare_word_weighs_more_than_a_frequent_one(terms: Terms) -> None:
    row = terms.matrix(["kneedt brood"])
    frequent, rare = (terms.matrix([word])[0, :WORD_COLUMNS].indices[0] for word in ("brood", "kneedt"))
    assert row[0, rare] > row[0, frequent]


any_texts = st.lists(st.one_of(st.text(max_size=80), st.sampled_from(TEXTS)), min_size=1, max_size=6)


@given(any_texts)
def test_sums_by_word_are_what_the_matrix_gives(terms: Terms, texts: list[str]) -> None:
    model = sums(terms)
    np.testing.assert_allclose(
        model.scores(Texts.of(texts)), terms.matrix(texts) @ model.weights + model.offsets, rtol=1e-4, atol=1e-4
    )


@given(any_texts)
def test_sparse_weights_give_the_same_as_dense_ones(terms: Terms, texts: list[str]) -> None:
    np.testing.assert_allclose(
        sums(terms).scores(Texts.of(texts)), sums(terms, sparse=True).scores(Texts.of(texts)), rtol=1e-4, atol=1e-4
    )


@given(st.one_of(st.text(max_size=80), st.sampled_from(TEXTS)))
def test_what_words_add_sums_to_the_scores(terms: Terms, text: str) -> None:
    model = sums(terms)
    added = model.contributions(text)
    assert len(added) == len(words_of(text))
    np.testing.assert_allclose(
        added.sum(axis=0) + model.offsets, model.scores(Texts.of([text]))[0], rtol=1e-4, atol=1e-4
    )


@given(st.text(max_size=80))
def test_every_word_is_found_where_it_stands(text: str) -> None:
    places = places_of_words(text)
    assert [text[start:end].lower() for start, end in places] in (words_of_signs(text), [])


def words_of_signs(text: str) -> list[str]:
    """The words with their digits, of a text without overlong ones."""
    return [match.group() for match in WORD.finditer(text.lower())]


def test_a_store_that_starts_anew_forgets_nothing_it_needs(terms: Terms) -> None:
    small, large = sums(terms, kept=3), sums(terms)
    for text in TEXTS * 3:
        np.testing.assert_allclose(small.scores(Texts.of([text])), large.scores(Texts.of([text])), rtol=1e-5)


def test_a_text_without_words_has_the_offsets(terms: Terms) -> None:
    np.testing.assert_allclose(sums(terms).scores(Texts.of(["", "…"])), [[0, 1, 2]] * 2)


@given(any_texts, any_texts)
def test_a_text_has_the_same_scores_to_the_last_bit_whatever_texts_are_read_with_it(
    terms: Terms, texts: list[str], others: list[str]
) -> None:
    model = sums(terms)
    together = model.scores(Texts.of([*others, *texts]))[len(others) :]
    np.testing.assert_array_equal(together, np.vstack([model.scores(Texts.of([text])) for text in texts]))


@given(any_texts, st.data())
def test_some_of_the_texts_are_as_if_they_were_all(texts: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(texts) - 1)))
    some, alone = Texts.of(texts).at(np.array(rows, dtype=np.intp)), Texts.of([texts[row] for row in rows])
    assert said(some) == said(alone)
    assert set(some.different) == set(alone.different)


@given(any_texts)
def test_texts_made_one_have_the_words_of_all(texts: list[str]) -> None:
    one, none, rest = Texts.of(texts).joined([1, 0, len(texts) - 1]).counts.tolist()
    (first, *others) = (len(words_of(text)) for text in texts)
    assert (one, none, rest) == (first, 0, sum(others))


def said(texts: Texts) -> list[list[str]]:
    """The words of every text."""
    ends = np.cumsum(texts.counts)
    return [[texts.different[n] for n in row] for row in np.split(texts.numbers, ends[:-1])] if len(texts) else []


def test_no_texts_have_no_scores(terms: Terms) -> None:
    assert sums(terms).scores(Texts.of([])).shape == (0, 3)

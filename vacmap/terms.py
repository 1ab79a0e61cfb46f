"""texts → words, pairs of words and parts of words, weighted by how rare they are; and what their sum says

The features are those of TF-IDF with two blocks: words and pairs of neighbouring words, and character n-grams inside
words. Every term counts once per text (a word that is repeated says no more), weighted by its inverse document
frequency, and each block is scaled to length 1. All are hashed to columns, so that a model needs no vocabulary.

A linear model of such features is a sum over words and pairs: what a word adds to the scores and to the length of the
vector is the same wherever it stands, so it is worked out once (see :mod:`vacmap.lexicon`). N-grams count as often
as the different words of a text hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from vacmap.hashing import Columns, Spelled, columns_of, columns_of_kind, hashes, mixed
from vacmap.lexicon import KEPT_WORDS, Lexicon, totals
from vacmap.spelling import WORD, Numbered, Words, read_rows, within

Matrix = NDArray[np.float64]
Single = NDArray[np.float32]

WORD_BITS, SIGN_BITS = 16, 17
"""Words and pairs are hashed to 2 to the power of so many columns, n-grams to so many others."""
WORD_COLUMNS = 2**WORD_BITS
N_COLUMNS = WORD_COLUMNS + 2**SIGN_BITS
GRAMS = (2, 3, 4, 5)
"""Lengths of the character n-grams; a word is bounded by ``<`` and ``>``."""
BLOCKS = 2


def words_of(text: str) -> list[str]:
    """Lower-cased words, digits alike."""
    return read_rows([text]).without_marks().rows()[0]


def places_of_words(text: str) -> list[tuple[int, int]]:
    """Where the words of :func:`words_of` stand in a text: offsets of each, one for one.

    A sign whose small letter is two signs ("İ") would shift what stands behind it; such a text has none.
    """
    return [match.span() for match in WORD.finditer(text)] if len(text.lower()) == len(text) else []


def _word_columns(words: Sequence[str]) -> Columns:
    return columns_of(hashes(words), WORD_BITS)


def _sign_columns(words: Sequence[str]) -> tuple[Columns, Columns]:
    """Columns of the n-grams of every word, one word behind the other; and how many each has."""
    sums, counts = Spelled.of(words).grams(GRAMS)
    return WORD_COLUMNS + columns_of_kind("n-gram", sums, SIGN_BITS), counts


@dataclass(frozen=True)
class Texts(Numbered):
    """Some texts, read: their words, a row for each text."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Texts:
        """Read texts."""
        return cls.of_words(read_rows(list(texts)))

    @classmethod
    def of_words(cls, words: Words) -> Texts:
        """Texts whose words are known, a row each; marks are left out."""
        return cls(*words.without_marks().numbered())

    def at(self, rows: Columns) -> Texts:
        """Some of the texts, in another order perhaps."""
        counts = self.counts[rows]
        numbers = self.numbers[within(self.starts[rows], counts)]
        met = np.zeros(len(self.different), dtype=bool)
        met[numbers] = True
        return Texts(self.different.only(met), (np.cumsum(met) - 1)[numbers], counts)

    def joined(self, sizes: Sequence[int]) -> Texts:
        """So many of the texts in a row made one, and so on."""
        owner = np.repeat(np.arange(len(sizes)), sizes)
        counts = np.bincount(owner, weights=self.counts, minlength=len(sizes)).astype(np.intp)
        return Texts(self.different, self.numbers, counts)

    @cached_property
    def _owner(self) -> Columns:
        """Number of the text of every word."""
        return np.repeat(np.arange(len(self)), self.counts)

    @cached_property
    def words(self) -> tuple[Columns, Columns]:
        """Numbers of the different words of every text, rising, and how many each text has.

        Numbers are in the order of the hashes, so that a sum over words is the same to the last bit whatever texts are
        read together.
        """
        return self._once(self._owner, self.numbers, len(self.different))

    @cached_property
    def pairs(self) -> tuple[Columns, Columns]:
        """Columns of the different pairs of every text, rising; and how many each text has."""
        hashed, owner = self.hashes, self._owner
        together = owner[:-1] == owner[1:]
        columns = columns_of(mixed(hashed[:-1], hashed[1:])[together], WORD_BITS)
        return self._once(owner[1:][together], columns, WORD_COLUMNS)

    def _once(self, owner: Columns, values: Columns, bound: int) -> tuple[Columns, Columns]:
        """The different values of every text, rising, and how many each text has; all are below a bound."""
        bound = max(bound, 1)
        # As np.unique does, in a third of the time; numbers of 32 bits, which mostly do, are sorted in half of it.
        ordered = np.sort((owner * bound + values).astype(np.min_scalar_type(len(self) * bound)))
        different = ordered[np.diff(ordered, prepend=ordered[:1] - 1) != 0].astype(np.intp)
        return different % bound, np.bincount(different // bound, minlength=len(self)).astype(np.intp)


@dataclass(frozen=True)
class Terms:
    """How rare every term is."""

    rarity: Single
    """Inverse document frequency of every column, as scikit-learn's TfidfTransformer counts it: ln((1 + n) / (1 + df))
    + 1; shape (N_COLUMNS,)."""
    _columns: dict[str, tuple[int, list[int]]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Terms:
        """Count in how many of the texts every term stands."""
        indices, sizes, _ = _term_columns(Texts.of(texts), {})
        owner = np.repeat(np.arange(len(texts)), sizes)
        different = np.unique(owner * N_COLUMNS + indices) % N_COLUMNS
        counts = np.bincount(different, minlength=N_COLUMNS)
        return cls((np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32))

    def matrix(self, texts: Sequence[str]) -> csr_matrix:
        """The features of texts, shape (n_texts, N_COLUMNS)."""
        indices, sizes, in_words = _term_columns(Texts.of(texts), self._columns)
        values = self.rarity[indices]
        block = np.repeat(np.arange(len(texts)), sizes) * BLOCKS + ~in_words
        lengths = np.sqrt(np.bincount(block, weights=values**2, minlength=len(texts) * BLOCKS))
        values = (values / lengths[block]).astype(np.float32)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        matrix = csr_matrix((values, indices.astype(np.int32), starts.astype(np.int32)), shape=(len(texts), N_COLUMNS))
        matrix.sum_duplicates()
        return matrix


def _term_columns(texts: Texts, known: dict[str, tuple[int, list[int]]]) -> tuple[Columns, Columns, NDArray[np.bool_]]:
    """Column of every term of every text, one text behind the other; how many each text has; which of them are words
    or pairs."""
    new = [word for word in texts.different if word not in known]
    in_signs, counts = _sign_columns(new)
    rows = np.split(in_signs, np.cumsum(counts)[:-1])
    known |= {
        word: (whole, row.tolist())
        for word, whole, row in zip(new, _word_columns(new).tolist(), rows if new else (), strict=True)
    }
    terms = [known[word] for word in texts.different]
    columns: list[int] = []
    in_words: list[bool] = []
    sizes: list[int] = []
    word = pair = 0
    words, pairs = texts.words[0].tolist(), texts.pairs[0].tolist()
    for n_words, n_pairs in zip(texts.words[1].tolist(), texts.pairs[1].tolist(), strict=True):
        found = [terms[number] for number in words[word : word + n_words]]
        own = [column for column, _ in found] + pairs[pair : pair + n_pairs]
        signs = [column for _, row in found for column in row]
        columns += own + signs
        in_words += [True] * len(own) + [False] * len(signs)
        sizes.append(len(own) + len(signs))
        word, pair = word + n_words, pair + n_pairs
    return np.array(columns, dtype=np.intp), np.array(sizes, dtype=np.intp), np.array(in_words, dtype=bool)


@dataclass(frozen=True)
class TermSums:
    """A linear model of terms that judges texts."""

    terms: Terms
    weights: Single | csr_matrix
    """Weight of every column for every label, shape (N_COLUMNS, n_labels)."""
    offsets: Single
    """Score of a text without words, shape (n_labels,)."""
    kept: int = KEPT_WORDS
    """Words of which is kept what they add."""

    @cached_property
    def lexicon(self) -> Lexicon:
        """What every word met so far adds: to the scores, and (last) to the square of the length; block by block."""
        return Lexicon({"added": self._added}, self.kept)

    @cached_property
    def _of_pairs(self) -> Single | csr_matrix:
        """The weights of words and pairs."""
        return self.weights[:WORD_COLUMNS]

    def _by_column(self, columns: Columns) -> Single:
        """What words or pairs of columns add, each by itself, shape (n_columns, n_labels + 1)."""
        return self._sums(columns, np.ones(len(columns), dtype=np.intp), self._of_pairs)

    def _sums(self, columns: Columns, counts: Columns, weights: Single | csr_matrix) -> Single:
        """What the terms of columns add together, so many for each sum, shape (len(counts), n_labels + 1)."""
        rarity = self.terms.rarity[columns]
        owner = np.repeat(np.arange(len(counts)), counts)
        sums = np.empty((len(counts), weights.shape[1] + 1), dtype=np.float32)
        sums[:, :-1] = totals(weights, columns, counts, rarity)
        sums[:, -1] = np.bincount(owner, weights=rarity**2, minlength=len(counts))
        return sums

    def _added(self, words: Sequence[str]) -> Single:
        in_signs, counts = _sign_columns(words)
        return np.hstack([self._by_column(_word_columns(words)), self._sums(in_signs, counts, self.weights)])

    def _by_block(self, added: Single) -> Single:
        return added.reshape(len(added), BLOCKS, self.weights.shape[1] + 1)

    def contributions(self, text: str) -> Matrix:
        """What every word of a text adds to every score: by itself, and half of each pair that it stands in.

        Returns
        -------
        array of shape (n_words, n_labels)
            A row for every word of :func:`words_of`; of words and pairs that are repeated only the first counts. With
            ``offsets`` the rows sum to the text's scores.
        """
        words = words_of(text)
        different = list(dict.fromkeys(words))
        place = np.array([words.index(word) for word in different], dtype=np.intp)
        added = np.zeros((BLOCKS, len(words), self.weights.shape[1] + 1))
        if words:
            hashed = hashes(words)
            known = self.lexicon.look_up(different, hashed[place].tolist())
            added[:, place] = self._by_block(known.rows("added")).transpose(1, 0, 2)
            columns, first = np.unique(columns_of(mixed(hashed[:-1], hashed[1:]), WORD_BITS), return_index=True)
            halves = self._by_column(columns) / 2
            np.add.at(added[0], first, halves)
            np.add.at(added[0], first + 1, halves)
        lengths = np.sqrt(np.maximum(added[:, :, -1].sum(axis=1), np.finfo(np.float32).tiny))
        return np.asarray((added[:, :, :-1] / lengths[:, None, None]).sum(axis=0))

    def scores(self, texts: Texts) -> Matrix:
        """Score of every label for every text, shape (n_texts, n_labels)."""
        words, n_words = texts.words
        known = self.lexicon.look_up(texts.different, texts.different.keys).at(words)
        blocks = self._by_block(totals(known.columns["added"], known.numbers, n_words))
        blocks[:, 0] += self._sums(*texts.pairs, self._of_pairs)
        # In place: of the activities of a structure there are some hundred labels.
        blocks[:, :, :-1] /= np.sqrt(np.maximum(blocks[:, :, -1:], np.finfo(np.float32).tiny))
        return np.asarray(np.add(blocks[:, 0, :-1] + blocks[:, 1, :-1], self.offsets, dtype=float))

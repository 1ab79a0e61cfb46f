"""a text → how unlike everything it is that was trained on

A model answers whatever it is asked; of a recipe, or of a trade it never met, it should say that the answer rests on
little. Counted are the words of some length that no training text holds. That share means something beside those of
vacancies of the kind trained on: each of these is counted with the words of the others only, and the novelty of a
text is the part of them that have a smaller share. So one vacancy in a hundred of that kind has a novelty above 0.99.

Unknown words tell such texts apart better than rare terms, rare n-grams or word probabilities do (``python
benchmarks/novelty.py``); a distance in the features of the first look would count function words too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import KFold

from vacmap.hashing import Hashes, columns_of
from vacmap.lexicon import Lexicon
from vacmap.linear import SEED
from vacmap.terms import Texts

LETTERS = 5
"""Shorter words are known in any text, and tell nothing."""
WEIGHT = 2.0
"""A text counts as if it had so many words more, with the mean share of unknown ones: five words say little."""
FOLDS = 5
POINTS = 201
"""So many quantiles of the shares are kept."""
HASH_BITS = 32
UNLIKE = 0.99
"""From this novelty on a text is called unlike all that was trained on."""


@dataclass(frozen=True)
class Novelty:
    """Words that are known, and how many unknown ones texts have that are not new."""

    known: NDArray[np.uint32]
    """Hashes of the words, rising."""
    mean: float
    """Share of unknown words in a text of the kind trained on."""
    shares: NDArray[np.float64]
    """Quantiles of that share over such texts, at equal steps from 0 to 1; shape (POINTS,). Empty: too few texts to
    tell, and none is new."""

    @classmethod
    def fit(cls, texts: Sequence[str], judged: Sequence[str], others: Sequence[str] = ()) -> Novelty:
        """Learn from texts.

        Parameters
        ----------
        texts : shape (n_texts,)
            Every text, whole: its words become known.
        judged : shape (n_texts,)
            What of every text is looked at when it is judged; empty where there is nothing.
        others : sequence of str
            Texts whose words become known too, and that judge no others.
        """
        of_text = [set(_hashed(text)) for text in texts]
        common = set().union(*map(_hashed, others))
        counts: list[tuple[int, int]] = []
        n_folds = min(FOLDS, len(texts))
        folds = KFold(n_folds, shuffle=True, random_state=SEED).split(of_text) if n_folds > 1 else ()
        for seen, unseen in folds:
            known = common.union(*(of_text[row] for row in seen))
            looked_at = [_hashed(judged[row]) for row in unseen]
            counts += [(sum(word not in known for word in row), len(row)) for row in looked_at if row]
        words = np.array(sorted(common.union(*of_text)), dtype=np.uint32)
        if not counts:
            return cls(words, 0.0, np.zeros(0))
        unknown, total = np.array(counts, dtype=float).T
        mean = float(unknown.sum() / total.sum())
        shares = np.quantile((unknown + WEIGHT * mean) / (total + WEIGHT), np.linspace(0, 1, POINTS))
        return cls(words, mean, shares)

    def score(self, text: str) -> float:
        """Novelty of a text, 0 (all its words are known) to 1; 0 for one without words of some length."""
        return self.scores(Texts.of([text]))[0]

    def scores(self, texts: Texts) -> list[float]:
        """Novelty of every text."""
        if not len(self.shares):
            return [0.0] * len(texts)
        words, n_words = texts.words
        owner = np.repeat(np.arange(len(texts)), n_words)
        counted = _lexicon.look_up(texts.different, texts.different.keys).rows("counts")
        hashed = _cut(texts.different.hashes)
        unknown = counted & (self.known[np.searchsorted(self.known[:-1], hashed)] != hashed)
        n_counted, n_unknown = (np.bincount(owner, kind[words], len(texts)) for kind in (counted, unknown))
        share = (n_unknown + WEIGHT * self.mean) / (n_counted + WEIGHT)
        given: list[float] = np.where(n_counted > 0, self.shares.searchsorted(share) / len(self.shares), 0.0).tolist()
        return given

    def to_parts(self) -> dict[str, Any]:
        """What a model folder stores."""
        return {"known": self.known, "mean": self.mean, "shares": self.shares}

    @classmethod
    def from_parts(cls, parts: dict[str, Any]) -> Novelty:
        """What :meth:`to_parts` gave."""
        return cls(np.asarray(parts["known"], dtype=np.uint32), float(parts["mean"]), np.asarray(parts["shares"]))


def _hashed(text: str) -> list[int]:
    """Hashes of the words that count, a word that is repeated once."""
    different = Texts.of([text]).different
    hashed: list[int] = _cut(different.hashes[_counts(different)]).tolist()
    return hashed


def _cut(hashed: Hashes) -> NDArray[np.uint32]:
    return columns_of(hashed, HASH_BITS).astype(np.uint32)


def _counts(words: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each word tells something; numbers do not."""
    return np.fromiter((len(word) >= LETTERS and "0" not in word for word in words), dtype=bool, count=len(words))


_lexicon = Lexicon({"counts": _counts})

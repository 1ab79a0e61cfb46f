"""treebanks and marked sentences → the verb tagger

Universal Dependencies treebanks (CoNLL-U) say of every word what kind it is; the marked sentences of vacancies say only
which words are finite verbs. The kinds of their other words are filled in by a tagger trained on the treebanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.multiclass import OneVsRestClassifier

from vacmap.errors import TrainingDataError
from vacmap.linear import halve_weights, logistic
from vacmap.training.clause_sentences import ClauseSentence
from vacmap.training.labels import read_lines
from vacmap.words import split_words
from vacmap.words.tagger import (
    FINITE,
    LEARNT,
    REACH,
    STRENGTH,
    VERB_FORM,
    FirstLook,
    WordTagger,
    feature_name,
    single_features,
    verb_features,
    verb_hasher,
    word_features,
    word_hasher,
)

FOLDS = 5
ITERATIONS = 500


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """Words with their kinds; a kind of None is not known, but surely not ``VFin``."""

    words: tuple[str, ...]
    kinds: tuple[str | None, ...]
    lemmas: tuple[str, ...] = ()
    """Lemmas of the words in lower case; empty if they are not known."""


def read_treebank(file: Path) -> Iterator[TaggedSentence]:
    """Sentences of a CoNLL-U file. Raises TrainingDataError that names the line of a fault."""
    words: list[str] = []
    kinds: list[str | None] = []
    lemmas: list[str] = []
    for number, line in enumerate(read_lines(file), 1):
        if line.startswith("#"):
            continue
        if not line.strip():
            if words:
                yield TaggedSentence(tuple(words), tuple(kinds), tuple(lemmas))
            words, kinds, lemmas = [], [], []
            continue
        columns = line.split("\t")
        if len(columns) != 10:
            raise TrainingDataError(f"{file}: line {number}: expected 10 columns of CoNLL-U, got {len(columns)}")
        if columns[0].isdigit():
            words.append(columns[1])
            kinds.append(_kind(columns[3], columns[5]))
            # Both treebanks mark the parts of a separable verb or a compound: "op_volgen".
            lemmas.append(columns[2].replace("_", "").lower() or columns[1].lower())
    if words:
        yield TaggedSentence(tuple(words), tuple(kinds), tuple(lemmas))


def _kind(tag: str, features: str) -> str:
    if tag not in ("VERB", "AUX"):
        return tag
    form = next((part.partition("=")[2] for part in features.split("|") if part.startswith("VerbForm=")), "Other")
    return f"{VERB_FORM}{form}"


def tagged(sentences: Iterable[ClauseSentence]) -> list[TaggedSentence]:
    """Marked sentences as words; only finite verbs have a kind."""
    out = []
    for sentence in sentences:
        words = split_words(sentence.text)
        kinds = tuple(FINITE if word.start in sentence.finite else None for word in words)
        out.append(TaggedSentence(tuple(word.text for word in words), kinds))
    return out


def train_verbs(treebank: Sequence[TaggedSentence], marked: Sequence[TaggedSentence], weight: int = 1) -> WordTagger:
    """Train both models.

    Parameters
    ----------
    treebank : sentences whose words all have a kind
    marked : sentences of vacancies, whose finite verbs are known
    weight : int
        How often a marked sentence counts beside a sentence of the treebank, of which there are more.
    """
    first = _fit_words(treebank)
    filled = [_filled(sentence, first) for sentence in marked]
    sentences = [*treebank, *filled * weight]
    groups = [*range(len(treebank)), *[len(treebank) + i for i in range(len(filled))] * weight]
    rows: list[list[str]] = []
    finite: list[bool] = []
    folds = np.array(groups) % FOLDS
    for train, test in KFold(FOLDS).split(np.arange(FOLDS)):
        judge = WordTagger(_fit_words([s for s, f in zip(sentences, folds, strict=True) if f in train]), _nothing())
        for sentence in (s for s, f in zip(sentences, folds, strict=True) if f in test):
            seen = FirstLook.at(judge.probabilities(sentence.words), judge.kinds, LEARNT)
            for i in seen.doubtful:
                features = verb_features(sentence.words, seen, i, 0, len(sentence.words))
                rows.append(list(map(feature_name, single_features(features))))
                finite.append(sentence.kinds[i] == FINITE)
    verbs = _nothing().fit(verb_hasher().transform(rows), finite)
    return WordTagger(_fit_words(sentences), verbs)


def finite_verb_f1(tagger: WordTagger, sentences: Iterable[TaggedSentence]) -> float:
    """F1 of "this word is a finite verb", 0 to 1, over all words of the sentences."""
    right = said = wanted = 0
    for sentence in sentences:
        found = np.array(tagger.tag(sentence.words).finite, dtype=bool)
        known = np.array([kind == FINITE for kind in sentence.kinds], dtype=bool)
        right, said, wanted = right + int((found & known).sum()), said + int(found.sum()), wanted + int(known.sum())
    return 2 * right / (said + wanted) if right else 0.0


def _fit_words(sentences: Sequence[TaggedSentence]) -> OneVsRestClassifier:
    rows = [names for sentence in sentences for names in _window_features(sentence.words)]
    kinds = [kind for sentence in sentences for kind in sentence.kinds]
    return halve_weights(OneVsRestClassifier(_nothing()).fit(word_hasher().transform(rows), kinds))


def _window_features(words: Sequence[str]) -> Iterator[list[str]]:
    padded = ["^"] * REACH + list(words) + ["$"] * REACH
    by_distance = [[word_features(word, d) for word in padded] for d in range(-REACH, REACH + 1)]
    for i in range(len(words)):
        yield [name for k in range(2 * REACH + 1) for name in by_distance[k][i + k]]


def _filled(sentence: TaggedSentence, words: OneVsRestClassifier) -> TaggedSentence:
    """The sentence with a kind for every word that has none: the most probable one that is no finite verb."""
    judge = WordTagger(words, _nothing())
    probabilities = judge.probabilities(sentence.words)
    probabilities[:, judge.kinds.index(FINITE)] = -1
    best = [judge.kinds[index] for index in probabilities.argmax(axis=1)]
    return TaggedSentence(
        sentence.words, tuple(kind or other for kind, other in zip(sentence.kinds, best, strict=True))
    )


def _nothing() -> LogisticRegression:
    return logistic(STRENGTH, ITERATIONS)

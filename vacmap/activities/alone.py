"""tasks that have a cluster → what each said by itself, and the words that speak for its cluster

A task's cluster is decided by networks that look at the whole vacancy, and no sum of words explains them. What comes
before them is one: the first look (:mod:`vacmap.activities.words`) adds up what words and pairs of words say. So that
is told: where the words alone would have put the task, and which of them speak for where it was put.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

from spacy.lang.nl.stop_words import STOP_WORDS

from vacmap.activities.classifier import ActivityClassifier
from vacmap.records import Alone, Task, Word
from vacmap.terms import Texts, places_of_words

MOST_WORDS = 4
"""Words named per task."""
LEAST_WEIGHT = log(1.5)
"""A word is named if it makes the odds of the cluster at least half as large again,"""
LEAST_PART = 0.25
"""and adds at least this part of what the weightiest adds."""


def with_reasons(classifier: ActivityClassifier, tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The same tasks, each with ``alone``. Small words (spaCy's stop words) and numbers, which mean nothing to a
    reader, are never named."""
    clusters, _, _ = classifier.codes.split(classifier.first.words.look(Texts.of(task.text for task in tasks)))
    likeliest = [classifier.codes.clusters[column] for column in clusters.argmax(axis=1)]
    return tuple(
        replace(task, alone=Alone(cluster, _words(classifier, task)))
        for task, cluster in zip(tasks, likeliest, strict=True)
    )


def _words(classifier: ActivityClassifier, task: Task) -> tuple[Word, ...]:
    places = places_of_words(task.text)
    if not places:
        return ()
    weights = classifier.first.words.added(task.text)[:, classifier.codes.clusters.index(task.cluster)]
    words = [
        Word(task.start + start, task.start + end, weight)
        for weight, (start, end) in zip(weights.tolist(), places, strict=True)
        if weight >= LEAST_WEIGHT and _means_something(task.text[start:end])
    ]
    words.sort(key=lambda word: -word.weight)
    return tuple(word for word in words[:MOST_WORDS] if word.weight >= LEAST_PART * words[0].weight)


def _means_something(word: str) -> bool:
    return word.lower() not in STOP_WORDS and any(sign.isalpha() for sign in word)

"""tasks → the activities of the structure they were cut from

Nearness is the cosine between TF-IDF vectors of character n-grams, of the task and of every activity with its parts.
Words alone do not decide: an activity counts only as far as the task's cluster and professions make its cell plausible.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from vacmap.records import OUTSIDE, Match
from vacmap.structure import Structure

MATCHES = 3
"""Activities named per task, runners-up included."""
FLOOR = 0.05
"""Added to every similarity, so that a task without a word in common still gets the most plausible cell."""


class ActivityIndex:
    """The activities of a structure, ready to be compared with tasks."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure

    @cached_property
    def _entries(self) -> list[tuple[str, str | None, str]]:
        """Every (activity, part or None, text) that a task can be compared with."""
        entries: list[tuple[str, str | None, str]] = []
        for activity in self.structure.activities:
            if activity.title:
                entries.append((activity.id, None, activity.title))
            entries.extend((activity.id, part.id, part.text) for part in activity.walk())
        return entries

    @cached_property
    def _vectorizer(self) -> TfidfVectorizer:
        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
        return vectorizer.fit([text for _, _, text in self._entries])

    @cached_property
    def _matrix(self) -> object:
        return self._vectorizer.transform([text for _, _, text in self._entries]).T.tocsr()

    def nearest(
        self, texts: Sequence[str], clusters: Sequence[str], shares: Sequence[dict[str, float]]
    ) -> list[tuple[Match, ...]]:
        """The activities that come nearest to each text, best first.

        Parameters
        ----------
        texts : shape (n_tasks,)
        clusters : shape (n_tasks,)
            Cluster of each task; a task outside the structure gets no match.
        shares : shape (n_tasks,)
            Share of each profession in the task.
        """
        inside = [row for row, cluster in enumerate(clusters) if cluster != OUTSIDE]
        out: list[tuple[Match, ...]] = [()] * len(texts)
        if not inside:
            return out
        similarities = np.asarray((self._vectorizer.transform([texts[row] for row in inside]) @ self._matrix).todense())
        for row, similarity in zip(inside, similarities, strict=True):
            best: dict[str, tuple[float, Match]] = {}
            for (activity_id, part, _), value in zip(self._entries, similarity, strict=True):
                activity = self.structure.activity(activity_id)
                if activity.cluster != clusters[row]:
                    continue
                score = (float(value) + FLOOR) * shares[row].get(activity.profession, 0.0)
                if activity_id not in best or score > best[activity_id][0]:
                    best[activity_id] = (score, Match(activity_id, part, float(value)))
            ranked = sorted(best.values(), key=lambda pair: -pair[0])
            out[row] = tuple(match for _, match in ranked[:MATCHES])
        return out

"""tasks → the activities of the structure they were cut from

Nearness is the cosine between the terms of a task and those of every activity with its parts (:mod:`vacmap.terms`; the
mean of both blocks). Words alone do not decide: an activity counts only as far as the task's cluster and professions
make its cell plausible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from vacmap.records import OUTSIDE, Match
from vacmap.structure import Structure
from vacmap.terms import BLOCKS, Matrix, Terms, TermSums

MATCHES = 3
"""Activities named per task, runners-up included."""
FLOOR = 0.05
"""Added to every similarity, so that a task without a word in common still gets the most plausible cell."""
AT_ONCE = 500
"""Tasks compared at once: some 30 kB each."""
KEPT_WORDS = 5_000
"""Words whose nearness to all activities is kept: a few kB each."""


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
    def _cells(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Cluster and profession of every entry, as places in the structure's lists."""
        structure = self.structure
        activities = [structure.activity(activity) for activity, _, _ in self._entries]
        return (
            np.array([structure.cluster_ids.index(activity.cluster) for activity in activities]),
            np.array([structure.profession_ids.index(activity.profession) for activity in activities]),
        )

    @cached_property
    def _starts(self) -> NDArray[np.intp]:
        """Where the entries of every activity begin."""
        activities = [activity for activity, _, _ in self._entries]
        return np.flatnonzero([not n or activities[n - 1] != activity for n, activity in enumerate(activities)])

    @cached_property
    def _sums(self) -> TermSums:
        texts = [text for _, _, text in self._entries]
        terms = Terms.fit(texts)
        weights = csr_matrix(terms.matrix(texts).T) / BLOCKS
        return TermSums(terms, csr_matrix(weights), np.zeros(len(texts), dtype=np.float32), KEPT_WORDS)

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
        rows = [row for row, cluster in enumerate(clusters) if cluster != OUTSIDE]
        out: list[tuple[Match, ...]] = [()] * len(texts)
        structure = self.structure
        for first in range(0, len(rows), AT_ONCE):
            inside = rows[first : first + AT_ONCE]
            wanted = np.array([structure.cluster_ids.index(clusters[row]) for row in inside])
            parts = np.array([[shares[row].get(code, 0.0) for code in structure.profession_ids] for row in inside])
            similarity = self._sums.scores([texts[row] for row in inside])
            cluster, profession = self._cells
            plausible = parts[:, profession] * (wanted[:, None] == cluster)
            for row, found in zip(inside, self._best(similarity, (similarity + FLOOR) * plausible), strict=True):
                out[row] = found
        return out

    def _best(self, similarity: Matrix, value: Matrix) -> Iterator[tuple[Match, ...]]:
        """For each task the best entry of each of the best activities."""
        ends = np.append(self._starts[1:], len(self._entries))
        of_activity = np.maximum.reduceat(value, self._starts, axis=1)
        best = np.argsort(-of_activity, axis=1, kind="stable")[:, :MATCHES].tolist()
        for row, activities in enumerate(best):
            found = []
            for number in activities:
                start, end = int(self._starts[number]), int(ends[number])
                if of_activity[row, number] > 0:
                    entry = start + int(value[row, start:end].argmax())
                    activity, part, _ = self._entries[entry]
                    found.append(Match(activity, part, min(float(similarity[row, entry]), 1.0)))
            yield tuple(found)

"""tasks → the activities of the structure they were cut from

Nearness is the cosine between the terms of a task and those of every activity with its parts (:mod:`vacmap.terms`; the
mean of both blocks). Words alone do not decide: an activity counts only as far as its cell is plausible,

    value(activity | task) = p(cluster | task) · share(profession | task, cluster) · (cosine + ``FLOOR``)

with the best cosine of the activity's title and parts. What a task has of an activity is that value's part of the sum
over all, times the probability that the task lies inside the structure; so with ``buiten`` they sum to 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from vacmap.records import Match
from vacmap.structure import Structure
from vacmap.terms import BLOCKS, Matrix, Terms, TermSums, Texts

Places = NDArray[np.intp]

MATCHES = 3
"""Activities named per task, runners-up included."""
FLOOR = 0.05
"""Added to every similarity, so that a task without a word in common still gets the most plausible cell."""
AT_ONCE = 500
"""Tasks compared at once: some 30 kB each."""
ABOVE_ALL = 2.0
"""More than any value."""
TINY = float(np.finfo(float).tiny)
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
    def _ids(self) -> list[tuple[str, str | None]]:
        """Activity and part of every entry."""
        return [(activity, part) for activity, part, _ in self._entries]

    @cached_property
    def _starts(self) -> Places:
        """Where the entries of every activity begin."""
        activities = [activity for activity, _ in self._ids]
        return np.flatnonzero([not n or activities[n - 1] != activity for n, activity in enumerate(activities)])

    @cached_property
    def _cells(self) -> tuple[Places, Places]:
        """Cluster and profession of every activity, as places in the structure's lists."""
        structure = self.structure
        activities = [structure.activity(self._ids[start][0]) for start in self._starts]
        return (
            np.array([structure.cluster_ids.index(activity.cluster) for activity in activities]),
            np.array([structure.profession_ids.index(activity.profession) for activity in activities]),
        )

    @cached_property
    def _own_entries(self) -> Places:
        """The entries of every activity, shape (n_activities, most entries); where one has fewer, its first again."""
        sizes = np.diff(self._starts, append=len(self._entries))
        places = np.arange(sizes.max())
        return self._starts[:, None] + np.where(places < sizes[:, None], places, 0)

    @cached_property
    def _sums(self) -> TermSums:
        texts = [text for _, _, text in self._entries]
        terms = Terms.fit(texts)
        weights = csr_matrix(terms.matrix(texts).T / BLOCKS, dtype=np.float32)
        return TermSums(terms, weights, np.zeros(len(texts), dtype=np.float32), KEPT_WORDS)

    def nearest(self, texts: Texts, cells: Matrix, clusters: Places) -> list[tuple[Match, ...]]:
        """The activities each text may have been cut from: first the nearest of its cluster, then the likeliest others.

        Parameters
        ----------
        texts : Texts
            Those of the tasks.
        cells : shape (n_tasks, n_clusters, n_professions)
            Probability of each cell; those of a task and of ``buiten`` sum to 1.
        clusters : shape (n_tasks,)
            Place of each task's cluster in the structure's list; what lies behind it is outside the structure, and has
            others only.
        """
        out: list[tuple[Match, ...]] = []
        for first in range(0, len(texts), AT_ONCE):
            place = slice(first, first + AT_ONCE)
            some = texts.at(np.arange(len(texts))[place]) if len(texts) > AT_ONCE else texts
            out += self._found(self._sums.scores(some), cells[place], clusters[place])
        return out

    def _found(self, similarity: Matrix, cells: Matrix, clusters: Places) -> Iterator[tuple[Match, ...]]:
        """For each task the best entry of each of the best activities."""
        value = (np.maximum.reduceat(similarity, self._starts, axis=1) + FLOOR) * cells[:, *self._cells]
        shares = value * (cells.sum(axis=(1, 2)) / np.maximum(value.sum(axis=1), TINY))[:, None]
        best = np.argsort(-self._own_first(value, clusters), axis=1, kind="stable")[:, :MATCHES]
        task = np.arange(len(best))[:, None]
        candidates = self._own_entries[best]
        nearest = similarity[task[:, :, None], candidates].argmax(axis=2, keepdims=True)
        entries = np.take_along_axis(candidates, nearest, axis=2)[:, :, 0]
        found = zip(
            entries.tolist(),
            np.minimum(similarity[task, entries], 1.0).tolist(),
            shares[task, best].tolist(),
            strict=True,
        )
        for numbers, *alike_and_shares in found:
            named = zip([self._ids[number] for number in numbers], *alike_and_shares, strict=True)
            yield tuple([Match(activity, part, alike, share) for (activity, part), alike, share in named if share > 0])

    def _own_first(self, value: Matrix, clusters: Places) -> Matrix:
        """The values with that of the best activity of each task's own cluster above all others."""
        inside = np.flatnonzero(clusters < len(self.structure.cluster_ids))
        own = self._cells[0] == clusters[inside, None]
        rank = value.copy()
        rank[inside, np.where(own, value[inside], -1).argmax(axis=1)] += ABOVE_ALL
        return rank

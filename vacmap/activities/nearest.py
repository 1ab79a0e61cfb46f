"""tasks → the activities of the structure they were cut from

Nearness is the cosine between the terms of a task and those of every activity with its parts (:mod:`vacmap.terms`; the
mean of both blocks). Words alone do not decide: an activity counts only as far as the task's cluster and professions
make its cell plausible.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from vacmap.records import OUTSIDE, Match
from vacmap.structure import Structure
from vacmap.terms import BLOCKS, Terms, TermSums

MATCHES = 3
"""Activities named per task, runners-up included."""
FLOOR = 0.05
"""Added to every similarity, so that a task without a word in common still gets the most plausible cell."""
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
    def _of_cluster(self) -> dict[str, NDArray[np.intp]]:
        """Entries of every cluster."""
        clusters = np.array([self.structure.activity(activity).cluster for activity, _, _ in self._entries])
        return {code: np.flatnonzero(clusters == code) for code in self.structure.cluster_ids}

    @cached_property
    def _professions(self) -> list[str]:
        """Profession of every entry."""
        return [self.structure.activity(activity).profession for activity, _, _ in self._entries]

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
        inside = [row for row, cluster in enumerate(clusters) if cluster != OUTSIDE]
        out: list[tuple[Match, ...]] = [()] * len(texts)
        if inside:
            for row, similarity in zip(inside, self._sums.scores([texts[row] for row in inside]), strict=True):
                out[row] = self._best(similarity, self._of_cluster[clusters[row]], shares[row])
        return out

    def _best(
        self, similarity: NDArray[np.float64], entries: NDArray[np.intp], shares: dict[str, float]
    ) -> tuple[Match, ...]:
        """The best entry of each of the best activities."""
        plausible = np.array([shares.get(self._professions[entry], 0.0) for entry in entries.tolist()])
        order = np.argsort(-(similarity[entries] + FLOOR) * plausible, kind="stable")
        matches: dict[str, Match] = {}
        for entry in entries[order].tolist():
            activity, part, _ = self._entries[entry]
            if activity not in matches:
                matches[activity] = Match(activity, part, min(float(similarity[entry]), 1.0))
                if len(matches) == MATCHES:
                    break
        return tuple(matches.values())

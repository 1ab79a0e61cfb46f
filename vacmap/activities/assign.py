"""jobs → their tasks with their cells, in records"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from vacmap.activities.classifier import ActivityClassifier, cell_shares
from vacmap.activities.job import Evidence, Job, Matrix
from vacmap.activities.nearest import ActivityIndex
from vacmap.records import OUTSIDE, Task
from vacmap.structure import Structure

Assigned = tuple[tuple[Task, ...], Evidence]
"""The tasks of a job, and the evidence they rest on."""


def assign_all(
    classifier: ActivityClassifier, index: ActivityIndex, jobs: Sequence[Job], certainty: float
) -> list[Assigned]:
    """Cluster, professions and nearest activities of every task of every job; several jobs together take less time than
    one by one.

    Parameters
    ----------
    certainty : float
        A task is certain if its cluster's probability is at least this.
    """
    judged = classifier.evidence_all(jobs)
    codes = classifier.codes.clusters
    said: list[tuple[str, dict[str, float]]] = []
    cells = [np.zeros((0, len(classifier.structure.cluster_ids), len(classifier.structure.profession_ids)))]
    for one in judged:
        shares = cell_shares(classifier.structure, one.professions)
        said += _said(classifier.structure, one, shares)
        cells.append(one.clusters[:, :-1, None] * shares)
    texts = [span.text for job in jobs for span in job.tasks]
    matches = index.nearest(texts, np.concatenate(cells), [cluster for cluster, _ in said])
    rows = zip(said, matches, strict=True)
    out: list[Assigned] = []
    for job, evidence in zip(jobs, judged, strict=True):
        tasks = []
        for span, scores, kind in zip(job.tasks, evidence.clusters.tolist(), evidence.outside, strict=True):
            (cluster, professions), nearest = next(rows)
            confidence = max(scores)
            tasks.append(
                Task(
                    start=span.start,
                    end=span.end,
                    text=span.text,
                    cluster=cluster,
                    cluster_scores=dict(zip(codes, scores, strict=True)),
                    professions=professions,
                    outside=kind if cluster == OUTSIDE else None,
                    matches=nearest,
                    confidence=confidence,
                    certain=confidence >= certainty,
                    umbrella=span.umbrella,
                )
            )
        out.append((tuple(tasks), evidence))
    return out


def _said(structure: Structure, evidence: Evidence, shares: Matrix) -> Iterator[tuple[str, dict[str, float]]]:
    """The likeliest cluster of each task, and the share of every profession in it; none outside."""
    best = evidence.clusters.argmax(axis=1)
    inside = np.minimum(best, len(structure.cluster_ids) - 1)
    rows = shares[np.arange(len(best)), inside].tolist()
    for cluster, row in zip(best.tolist(), rows, strict=True):
        if cluster < len(structure.cluster_ids):
            yield structure.cluster_ids[cluster], dict(zip(structure.profession_ids, row, strict=True))
        else:
            yield OUTSIDE, {}

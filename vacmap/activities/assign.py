"""jobs → their tasks with their cells, in records"""

from __future__ import annotations

import numpy as np

from vacmap.activities.classifier import ActivityClassifier, cell_shares
from vacmap.activities.job import Evidence, ReadJobs
from vacmap.activities.nearest import ActivityIndex
from vacmap.records import OUTSIDE, Task

Assigned = tuple[tuple[Task, ...], Evidence]
"""The tasks of a job, and the evidence they rest on."""


def assign_all(
    classifier: ActivityClassifier, index: ActivityIndex, read: ReadJobs, certainty: float
) -> list[Assigned]:
    """Cluster, professions and nearest activities of every task of every job; several jobs together take less time than
    one by one.

    Parameters
    ----------
    certainty : float
        A task is certain if its cluster's probability is at least this.
    """
    structure = classifier.structure
    judged = classifier.evidence_all(read)
    evidence = Evidence.joined(judged)
    shares = cell_shares(structure, evidence.professions)
    best = evidence.clusters.argmax(axis=1)
    inside = np.minimum(best, len(structure.cluster_ids) - 1)
    matches = index.nearest(read.tasks, evidence.clusters[:, :-1, None] * shares, best)
    codes = classifier.codes.clusters
    rows = zip(
        [codes[cluster] for cluster in best.tolist()],
        evidence.clusters.tolist(),
        shares[np.arange(len(best)), inside].tolist(),
        evidence.outside,
        matches,
        strict=True,
    )
    out: list[Assigned] = []
    for job, own in zip(read.jobs, judged, strict=True):
        tasks = []
        for span in job.tasks:
            cluster, scores, professions, kind, nearest = next(rows)
            confidence, outside = max(scores), cluster == OUTSIDE
            tasks.append(
                Task(
                    start=span.start,
                    end=span.end,
                    text=span.text,
                    cluster=cluster,
                    cluster_scores=dict(zip(codes, scores, strict=True)),
                    professions={} if outside else dict(zip(structure.profession_ids, professions, strict=True)),
                    outside=kind if outside else None,
                    matches=nearest,
                    confidence=confidence,
                    certain=confidence >= certainty,
                    umbrella=span.umbrella,
                )
            )
        out.append((tuple(tasks), own))
    return out

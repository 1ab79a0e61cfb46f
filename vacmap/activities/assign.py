"""jobs → their tasks with their cells, in records"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from vacmap.activities.classifier import ActivityClassifier, cell_shares
from vacmap.activities.job import Evidence, Job
from vacmap.activities.nearest import ActivityIndex
from vacmap.records import OUTSIDE, Task
from vacmap.structure import Structure

Assigned = tuple[tuple[Task, ...], Evidence]
"""The tasks of a job, and the evidence they rest on."""


def assign(classifier: ActivityClassifier, index: ActivityIndex, job: Job, certainty: float) -> Assigned:
    """Cluster, professions and nearest activities of every task of a job.

    Parameters
    ----------
    certainty : float
        A task is certain if its cluster's probability is at least this.
    """
    return assign_all(classifier, index, [job], certainty)[0]


def assign_all(
    classifier: ActivityClassifier, index: ActivityIndex, jobs: Sequence[Job], certainty: float
) -> list[Assigned]:
    """The tasks of every job, as :func:`assign` gives them; several jobs together take less time than one by one."""
    judged = classifier.evidence_all(jobs)
    codes = classifier.codes.clusters
    clusters = [codes[best] for one in judged for best in one.clusters.argmax(axis=1).tolist()]
    shares = [row for one in judged for row in _shares(classifier.structure, one)]
    matches = iter(index.nearest([span.text for job in jobs for span in job.tasks], clusters, shares))
    said = zip(clusters, shares, strict=True)
    out: list[Assigned] = []
    for job, evidence in zip(jobs, judged, strict=True):
        tasks = []
        for span, scores, kind in zip(job.tasks, evidence.clusters.tolist(), evidence.outside, strict=True):
            cluster, professions = next(said)
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
                    matches=next(matches),
                    confidence=confidence,
                    certain=confidence >= certainty,
                    umbrella=span.umbrella,
                )
            )
        out.append((tuple(tasks), evidence))
    return out


def _shares(structure: Structure, evidence: Evidence) -> Iterator[dict[str, float]]:
    """Share of every profession in each task, in its likeliest cluster; none outside."""
    best = evidence.clusters.argmax(axis=1)
    inside = np.minimum(best, len(structure.cluster_ids) - 1)
    rows = cell_shares(structure, evidence.professions)[np.arange(len(best)), inside].tolist()
    for cluster, row in zip(best.tolist(), rows, strict=True):
        yield dict(zip(structure.profession_ids, row, strict=True)) if cluster < len(structure.cluster_ids) else {}

"""a job → its tasks with their cells, in records"""

from __future__ import annotations

import numpy as np

from vacmap.activities.classifier import ActivityClassifier, profession_shares
from vacmap.activities.job import Evidence, Job
from vacmap.activities.nearest import ActivityIndex
from vacmap.records import OUTSIDE, Task


def assign(
    classifier: ActivityClassifier, index: ActivityIndex, job: Job, certainty: float
) -> tuple[tuple[Task, ...], Evidence]:
    """Cluster, professions and nearest activities of every task, and the evidence they rest on.

    Parameters
    ----------
    certainty : float
        A task is certain if its cluster's probability is at least this.
    """
    structure, spans = classifier.structure, job.tasks
    evidence = classifier.evidence(job)
    codes = classifier.codes.clusters
    clusters = [codes[best] for best in np.argmax(evidence.clusters, axis=1)] if len(spans) else []
    shares = [
        {} if cluster == OUTSIDE else profession_shares(structure, cluster, row)
        for cluster, row in zip(clusters, evidence.professions, strict=True)
    ]
    matches = index.nearest([span.text for span in spans], clusters, shares)
    tasks = tuple(
        Task(
            start=span.start,
            end=span.end,
            text=span.text,
            cluster=clusters[row],
            cluster_scores=dict(zip(codes, (float(p) for p in evidence.clusters[row]), strict=True)),
            professions=shares[row],
            outside=evidence.outside[row] if clusters[row] == OUTSIDE else None,
            matches=matches[row],
            confidence=float(evidence.clusters[row].max()),
            certain=bool(evidence.clusters[row].max() >= certainty),
            umbrella=span.umbrella,
        )
        for row, span in enumerate(spans)
    )
    return tasks, evidence

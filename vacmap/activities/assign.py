"""task stretches → tasks: what each sentence says by itself, in records"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vacmap.activities.classifier import ActivityClassifier, Evidence, profession_shares
from vacmap.activities.nearest import ActivityIndex
from vacmap.records import OUTSIDE, Task
from vacmap.tasks import TaskSpan


def assign(
    classifier: ActivityClassifier, index: ActivityIndex, spans: Sequence[TaskSpan], certainty: float
) -> tuple[tuple[Task, ...], Evidence]:
    """Cluster, professions and nearest activities of every task, and the evidence they rest on.

    Parameters
    ----------
    certainty : float
        A task is certain if its cluster's probability is at least this.
    """
    structure = classifier.structure
    evidence = classifier.evidence(spans)
    codes = (*structure.cluster_ids, OUTSIDE)
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

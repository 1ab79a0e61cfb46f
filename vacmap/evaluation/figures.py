"""labelled vacancies and predictions → figures

The definitions are those of ``data/gold/score.py``; a test compares the two. Figures are means over tokens or units of
a whole set; a token is a run of word characters. Higher is better, but for the three distances (0: the same, 1:
nothing in common).

==================== =================================================================================
zone_accuracy        share of tokens whose zone is right
task_f1              F1 of "this token is part of a task" (zone taken)
cluster_hit          task units whose predicted cluster (most overlap) is among the labelled clusters; where
                     none is predicted: a miss
cluster_macro_f1     macro F1 of the predicted cluster against the first labelled one, over the codes present
                     in the labels
outside_f1           F1 of "the unit's (first) cluster is buiten"
profession_mass      predicted share that falls on the labelled professions, units with 1 to 4 of them
profession_chance    the same for equal shares: what no knowledge at all scores
profession_top1      units with 1 to 3 labelled professions whose largest predicted share is one of them
cluster_distance     per vacancy: total variation distance of token-weighted cluster shares; mean
profession_distance  the same for the professions and buiten, a unit's weight split evenly over its labelled
                     professions
function_distance    per vacancy with a mixture: total variation distance of the predicted one from it; mean
intervals_hold       share of the parts of these mixtures that lie in their predicted 90 % interval (not in
                     score.py)
==================== =================================================================================
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vacmap.functions import holds
from vacmap.records import OUTSIDE, Task, Zone, ZoneCode
from vacmap.training import LabelledVacancy

TOKEN = re.compile(r"\w+")
MOST_PROFESSIONS = {"mass": 4, "top": 3}
"""Units with more labelled professions than this say too little to be counted."""


@dataclass(frozen=True)
class Prediction:
    """What was predicted for one vacancy."""

    zones: Sequence[Zone] = ()
    tasks: Sequence[Task] = ()
    professions: Mapping[str, float] = field(default_factory=dict)
    """The function's mixture; empty if nothing was said."""
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    """Limits of each of its shares."""


@dataclass
class Tally:
    """Counts from which the figures follow; tallies of vacancies can be added."""

    counts: Counter[str] = field(default_factory=Counter)
    sums: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    clusters: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Per cluster: ``tp``, ``fp``, ``fn`` of the first cluster."""

    def add(self, other: Tally) -> None:
        self.counts.update(other.counts)
        for key, value in other.sums.items():
            self.sums[key] += value
        for code, counts in other.clusters.items():
            self.clusters[code].update(counts)

    def figures(self) -> dict[str, float]:
        """All figures, by name."""
        present = [counts for counts in self.clusters.values() if counts["tp"] + counts["fn"]]
        c, s = self.counts, self.sums
        return {
            "documents": c["documents"],
            "tokens": c["tokens"],
            "task_units": c["units"],
            "zone_accuracy": _share(c["zone_ok"], c["tokens"]),
            "task_f1": _f1(c["task_tp"], c["task_fp"], c["task_fn"]),
            "cluster_hit": _share(c["hit"], c["units"]),
            "cluster_macro_f1": sum(_f1(k["tp"], k["fp"], k["fn"]) for k in present) / max(1, len(present)),
            "outside_f1": _f1(c["out_tp"], c["out_fp"], c["out_fn"]),
            "profession_mass": _share(s["prof_mass"], c["prof_units"]),
            "profession_chance": _share(s["prof_chance"], c["prof_units"]),
            "profession_top1": _share(c["top_ok"], c["top_units"]),
            "cluster_distance": _share(s["cluster_distance"], c["documents"]),
            "profession_distance": _share(s["profession_distance"], c["documents"]),
            "function_distance": _share(s["function_distance"], c["mixtures"]),
            "intervals_hold": _share(c["intervals_hold"], c["intervals"]),
        }


def compare(gold: LabelledVacancy, predicted: Prediction, n_professions: int) -> Tally:
    """Tally of one vacancy.

    Parameters
    ----------
    n_professions : int
        Number of professions of the structure, for ``profession_chance``.
    """
    tally = Tally()
    counts = tally.counts
    zone_at = _paint(len(gold.text), predicted.zones)
    task_at = _paint(len(gold.text), predicted.tasks)
    unit_at = _paint(len(gold.text), gold.units)
    predicted_clusters: Counter[str] = Counter()
    predicted_mixture: defaultdict[str, float] = defaultdict(float)
    overlap: defaultdict[int, Counter[int]] = defaultdict(Counter)
    lengths: Counter[int] = Counter()
    for token in TOKEN.finditer(gold.text):
        zone, task, unit = zone_at[token.start()], task_at[token.start()], unit_at[token.start()]
        if task is not None:
            _weigh(predicted.tasks[task], predicted_clusters, predicted_mixture)
        if unit is None:
            continue
        said_zone = None if zone is None else predicted.zones[zone].zone
        wanted_zone = gold.units[unit].label.zone
        counts["tokens"] += 1
        counts["zone_ok"] += said_zone == wanted_zone
        said, is_task = said_zone is ZoneCode.TAKEN, wanted_zone is ZoneCode.TAKEN
        counts["task_tp"] += said and is_task
        counts["task_fp"] += said and not is_task
        counts["task_fn"] += is_task and not said
        lengths[unit] += 1
        if task is not None:
            overlap[unit][task] += 1
    wanted_clusters: defaultdict[str, float] = defaultdict(float)
    wanted_mixture: defaultdict[str, float] = defaultdict(float)
    for index, unit_span in enumerate(gold.units):
        label = unit_span.label
        if not label.clusters:
            continue
        for cluster in label.clusters:
            wanted_clusters[cluster] += lengths[index] / len(label.clusters)
        outside = lengths[index] * label.clusters.count(OUTSIDE) / len(label.clusters)
        wanted_mixture[OUTSIDE] += outside
        for profession in label.professions:
            wanted_mixture[profession] += (lengths[index] - outside) / len(label.professions)
        best = overlap[index].most_common(1)
        _count_unit(
            tally, label.clusters, label.professions, predicted.tasks[best[0][0]] if best else None, n_professions
        )
    counts["documents"] = 1
    tally.sums["cluster_distance"] = distance(wanted_clusters, predicted_clusters)
    tally.sums["profession_distance"] = distance(wanted_mixture, predicted_mixture)
    if gold.mixture is not None:
        counts["mixtures"] = 1
        tally.sums["function_distance"] = distance(gold.mixture, predicted.professions)
        counts["intervals"] = len(predicted.intervals)
        counts["intervals_hold"] = sum(
            holds(low, high, gold.mixture.get(code, 0.0)) for code, (low, high) in predicted.intervals.items()
        )
    return tally


def distance(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Total variation distance of two mixtures, each scaled to sum to 1; 1 if only one of them is empty."""
    total_a, total_b = sum(a.values()), sum(b.values())
    if not total_a or not total_b:
        return 0.0 if total_a == total_b else 1.0
    return sum(abs(a.get(code, 0) / total_a - b.get(code, 0) / total_b) for code in set(a) | set(b)) / 2


def _count_unit(
    tally: Tally, clusters: Sequence[str], professions: Sequence[str], task: Task | None, n_professions: int
) -> None:
    counts = tally.counts
    first, said = clusters[0], None if task is None else task.cluster
    counts["units"] += 1
    counts["hit"] += said in clusters
    tally.clusters[first]["tp" if said == first else "fn"] += 1
    if said is not None and said != first:
        tally.clusters[said]["fp"] += 1
    counts["out_tp"] += first == OUTSIDE == said
    counts["out_fp"] += said == OUTSIDE != first
    counts["out_fn"] += first == OUTSIDE != said
    if all(cluster == OUTSIDE for cluster in clusters) or len(professions) > MOST_PROFESSIONS["mass"]:
        return
    shares = task.professions if task is not None else {}
    counts["prof_units"] += 1
    tally.sums["prof_mass"] += sum(shares.get(profession, 0.0) for profession in professions)
    tally.sums["prof_chance"] += len(professions) / n_professions
    if len(professions) <= MOST_PROFESSIONS["top"]:
        counts["top_units"] += 1
        counts["top_ok"] += bool(shares) and max(shares, key=shares.__getitem__) in professions


def _weigh(task: Task, clusters: Counter[str], mixture: defaultdict[str, float]) -> None:
    """Count one token of a task."""
    clusters[task.cluster] += 1
    if task.cluster == OUTSIDE or not task.professions:
        mixture[OUTSIDE] += 1
    for profession, share in task.professions.items() if task.cluster != OUTSIDE else ():
        mixture[profession] += share


def _paint(length: int, spans: Sequence[object]) -> list[int | None]:
    """For every character the index of the last span that covers it, or None."""
    canvas: list[int | None] = [None] * length
    for index, span in enumerate(spans):
        start, end = max(0, span.start), min(length, span.end)  # type: ignore[attr-defined]
        if start < end:
            canvas[start:end] = [index] * (end - start)
    return canvas


def _f1(tp: float, fp: float, fn: float) -> float:
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0

"""units → zones

Inside ``taken`` the classifier tells two kinds of unit apart: those that state an activity, and those that only frame
the list (an introduction, a bare heading, an empty phrase). Both are zone ``taken``; only the first become tasks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import FeatureHasher
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline, make_pipeline

from vacmap.layout import BREAK
from vacmap.linear import halve_weights, logistic
from vacmap.records import Unit, Zone, ZoneCode
from vacmap.zones.chain import Chain
from vacmap.zones.features import HEADING, Features, unit_features

FRAME = "taken-kader"
"""Label of a unit of zone ``taken`` that states no activity."""
LABELS = (*(zone.value for zone in ZoneCode), FRAME)
BITS = 17
"""Features are hashed to 2 to the power of so many columns: a model needs no vocabulary, so that it loads in a
moment."""
REGULARISATION = 4.0
"""Inverse strength C of the L2 penalty."""


@dataclass(frozen=True)
class LabelledUnit:
    """A unit with its zone and with how sure that is."""

    unit: Unit
    zone: ZoneCode
    states_activity: bool
    confidence: float
    """Probability of ``zone`` (of both kinds of ``taken`` together), 0 to 1."""


@dataclass(frozen=True)
class ZoneClassifier:
    """A classifier of single units and the chain that reads its scores in order."""

    classifier: Pipeline
    chain: Chain

    @classmethod
    def fit(cls, texts: Sequence[tuple[Sequence[Features], Sequence[str]]]) -> ZoneClassifier:
        """Learn from texts, each given as the features and the labels (one of ``LABELS``) of its units."""
        features = [row for rows, _ in texts for row in rows]
        labels = [label for _, names in texts for label in names]
        classifier = make_pipeline(
            FeatureHasher(2**BITS, alternate_sign=False, dtype=np.float32),
            OneVsRestClassifier(logistic(REGULARISATION)),
        ).fit(features, labels)
        halve_weights(classifier[-1])
        order = {label: index for index, label in enumerate(LABELS)}
        chain = Chain.count([[order[label] for label in names] for _, names in texts], len(LABELS))
        return cls(classifier, chain)

    def label(self, text: str, units: Sequence[Unit]) -> list[LabelledUnit]:
        """Zone of every unit of one text."""
        if not units:
            return []
        marginals = self.chain.marginals(self.scores(unit_features(text, units)))
        taken, frame = LABELS.index(ZoneCode.TAKEN), LABELS.index(FRAME)
        out = []
        for unit, row in zip(units, marginals, strict=True):
            by_zone = {zone: float(row[index]) for index, zone in enumerate(ZoneCode)}
            by_zone[ZoneCode.TAKEN] += float(row[frame])
            zone = max(by_zone, key=by_zone.__getitem__)
            states = zone is ZoneCode.TAKEN and bool(row[taken] >= row[frame])
            out.append(LabelledUnit(unit, zone, states, min(1.0, by_zone[zone])))
        return out

    def scores(self, features: Sequence[Features]) -> NDArray[np.float64]:
        """What the classifier says of each unit by itself, shape (n_units, len(LABELS))."""
        given = self.classifier.predict_proba(features)
        out = np.zeros((len(features), len(LABELS)))
        for column, label in enumerate(self.classifier.classes_):
            out[:, LABELS.index(label)] = given[:, column]
        return out


def to_zones(text: str, labelled: Sequence[LabelledUnit]) -> tuple[Zone, ...]:
    """Zones that cover the text: neighbouring units about the same thing, headings apart.

    White space in front of a unit belongs to the stretch before it; the bullet or markdown signs of its line belong to
    its own.
    """
    if not labelled:
        return (Zone(0, len(text), ZoneCode.OVERIG),) if text else ()
    runs: list[tuple[list[LabelledUnit], bool]] = []
    for item in labelled:
        heading = item.unit.heading >= HEADING and not item.states_activity
        if runs and not heading and not runs[-1][1] and runs[-1][0][-1].zone is item.zone:
            runs[-1][0].append(item)
        else:
            runs.append(([item], heading))
    lines = [0, *(match.end() for match in BREAK.finditer(text))]
    starts = [0, *(_start_with_signs(text, items[0].unit, lines) for items, _ in runs[1:]), len(text)]
    return tuple(
        Zone(start, end, items[0].zone, heading, sum(item.confidence for item in items) / len(items))
        for (items, heading), start, end in zip(runs, starts, starts[1:], strict=False)
    )


def _start_with_signs(text: str, unit: Unit, lines: Sequence[int]) -> int:
    """Start of a unit, with the bullet and markdown signs of its line where it opens one; ``lines`` are the starts of
    all lines."""
    if not unit.opens_line:
        return unit.start
    start = lines[bisect_right(lines, unit.start) - 1]
    return start + len(text[start : unit.start]) - len(text[start : unit.start].lstrip())

"""units → zones

Two looks: what each unit says by itself (:mod:`vacmap.zones.sentence`), then what it says where it stands
(:mod:`vacmap.zones.context`). The second look learns from first looks at texts that the first had not seen.

Inside ``taken`` the classifier tells two kinds of unit apart: those that state an activity, and those that only frame
the list (an introduction, a bare heading, an empty phrase). Both are zone ``taken``; only the first become tasks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, islice

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.model_selection import GroupKFold

from vacmap.networks import Networks, excerpts
from vacmap.records import Unit, Zone, ZoneCode
from vacmap.zones.batch import Batch, Cut, batches
from vacmap.zones.context import ContextModel, describe
from vacmap.zones.form import HEADING, unit_form
from vacmap.zones.sentence import SentenceModel, feature_matrix
from vacmap.zones.unit_words import resumed_unit

Matrix = NDArray[np.float64]

FRAME = "taken-kader"
"""Label of a unit of zone ``taken`` that states no activity."""
LABELS = (*(zone.value for zone in ZoneCode), FRAME)
EXCERPTS = 3
"""Excerpts of every text from which the second look learns too."""
EXCERPT_UNITS = (5, 18)
"""Units of the shortest excerpt, and of the longest (exclusive)."""
LEAST_UNITS = 7
"""A text of so many units has no excerpts."""
NETWORKS = 8
"""Networks of the second look: with fewer, zones differ from training to training by more than data can mend."""
FOLDS = 5
"""The second look learns from first looks by models that each saw all folds but one."""


@dataclass(frozen=True)
class LabelledText:
    """A text whose units have labels, one of ``LABELS`` each."""

    text: str
    units: Sequence[Unit]
    labels: Sequence[str]


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
    """The two looks."""

    sentence: SentenceModel
    context: ContextModel

    @classmethod
    def fit(cls, texts: Sequence[LabelledText]) -> ZoneClassifier:
        """Learn from labelled texts."""
        texts = [text for text in texts if text.units]
        cut = [Batch.of([Cut.of(text.text, text.units)]) for text in texts]
        features = feature_matrix([batch.words for batch in cut])
        labels = np.array([label for text in texts for label in text.labels])
        owner = np.repeat(np.arange(len(texts)), [len(text.units) for text in texts])
        every = np.arange(len(owner))
        n_folds = min(FOLDS, len(texts))
        folds = list(GroupKFold(n_folds).split(every, groups=owner)) if n_folds > 1 else [(every, every)]
        *firsts, final = Parallel(n_jobs=-1)(
            delayed(SentenceModel.fit)(features[seen], labels[seen]) for seen in [*(seen for seen, _ in folds), every]
        )
        looks: dict[int, FirstLook] = {}
        for first, (_, unseen) in zip(firsts, folds, strict=True):
            for number in np.unique(owner[unseen]):
                looks[int(number)] = FirstLook.at(first, cut[number])
        pairs = [(looks[number], text.labels) for number, text in enumerate(texts)]
        return cls(final, ContextModel(Networks.fit(partial(_rows_and_labels, pairs), NETWORKS)))

    def label(self, text: str, units: Sequence[Unit]) -> list[LabelledUnit]:
        """Zone of every unit of one text."""
        return self.label_all([Cut.of(text, units)])[0]

    def label_all(self, texts: Sequence[Cut]) -> list[list[LabelledUnit]]:
        """Zone of every unit of some texts: several together take less time than one by one."""
        out: list[list[LabelledUnit]] = [[] for _ in texts]
        for numbers in batches(texts):
            rows = self._label([texts[number] for number in numbers])
            for number in numbers:
                units = texts[number].units
                own = list(islice(rows, len(units)))
                # The second half of a sentence is about what the first half is about.
                at = [resumed_unit(units, index) if unit.resumes else index for index, unit in enumerate(units)]
                out[number] = [LabelledUnit(unit, *own[place]) for unit, place in zip(units, at, strict=True)]
        return out

    def _label(self, texts: Sequence[Cut]) -> Iterator[tuple[ZoneCode, bool, float]]:
        """Zone, whether it states an activity, and confidence of every unit of some texts."""
        given = self.probabilities(texts)
        by_zone = given[:, : len(ZoneCode)].copy()
        taken, frame = LABELS.index(ZoneCode.TAKEN), LABELS.index(FRAME)
        by_zone[:, taken] += given[:, frame]
        best = by_zone.argmax(axis=1)
        states = (best == taken) & (given[:, taken] >= given[:, frame])
        sure = np.minimum(by_zone.max(axis=1), 1.0)
        return zip([_ZONES[zone] for zone in best.tolist()], states.tolist(), sure.tolist(), strict=True)

    def probabilities(self, texts: Sequence[Cut]) -> Matrix:
        """Probability of every label for every unit of some texts, one text behind the other; shape (n_units,
        len(LABELS)); rows sum to 1."""
        batch = Batch.of(texts)
        rows = FirstLook.at(self.sentence, batch).described()
        out = np.zeros((len(rows), len(LABELS)))
        out[:, self._columns] = self.context.probabilities(batch.split(rows))
        return out

    @cached_property
    def _columns(self) -> list[int]:
        return [LABELS.index(label) for label in self.context.labels]


_ZONES = tuple(ZoneCode)


@dataclass(frozen=True)
class FirstLook:
    """What the sentence model says of the units of some texts, with what the second look needs beside it."""

    batch: Batch
    flags: NDArray[np.uint32]
    said: Matrix
    """Probability of every one of ``LABELS``, shape (n_units, len(LABELS))."""

    @classmethod
    def at(cls, model: SentenceModel, batch: Batch) -> FirstLook:
        """Look at the units of some texts."""
        given, known = model.scores(batch.words)
        said = np.zeros((len(batch), len(LABELS)))
        said[:, [LABELS.index(label) for label in model.labels]] = given
        return cls(batch, known.rows("flags"), said)

    def described(self) -> NDArray[np.float32]:
        """The rows of :func:`vacmap.zones.context.describe`."""
        return describe(self.batch, self.said, unit_form(self.batch, self.flags))

    def stretch(self, start: int, end: int) -> FirstLook:
        """What is said of a stretch of the units of a single text, as if it were all there is."""
        batch, place = self.batch.stretch(start, end)
        return FirstLook(batch, self.flags[place], self.said[start:end])


def _rows_and_labels(
    texts: Sequence[tuple[FirstLook, Sequence[str]]], seed: int
) -> tuple[NDArray[np.float32], list[str]]:
    """What one network of the second look learns from: every text, and excerpts of it that only this network sees."""
    generator = np.random.default_rng(seed)
    rows: list[NDArray[np.float32]] = []
    row_labels: list[str] = []
    for look, labels in texts:
        n, count = len(labels), EXCERPTS if len(labels) > LEAST_UNITS else 0
        for start, end in [(0, n), *excerpts(n, count, EXCERPT_UNITS, generator)]:
            rows.append(look.stretch(start, end).described())
            row_labels += labels[start:end]
    return np.vstack(rows), row_labels


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
    lines = list(accumulate(map(len, text.splitlines(keepends=True)), initial=0))
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

"""labelled vacancies → what tells a soft wrap

In the text format of ``data/training`` a line marked ``~`` goes on with the one before it. Run:
``python -m vacmap.training.wraps``; it prints how well held-out vacancies are joined and writes the weights that
:mod:`vacmap.layout.wraps` reads. The same data give the same file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from vacmap.layout import split_lines
from vacmap.layout.wraps import WEIGHTS_FILE, may_continue, measure, wrap_signs
from vacmap.resources import data_folder, default_structure
from vacmap.structure import load_structure
from vacmap.training.corpus import read_labelled
from vacmap.training.labels import LabelledVacancy

STRENGTH = 0.5
"""Inverse strength C of the penalty."""
FOLDS = 5
ITERATIONS = 2000
DECIMALS = 3
LEAST_WEIGHT = 0.01
"""Smaller weights are not worth a line in the file."""


@dataclass(frozen=True)
class LinePairs:
    """Pairs of neighbouring lines whose form does not decide by itself."""

    signs: list[list[str]]
    goes_on: list[bool]
    vacancy: list[int]

    @classmethod
    def of(cls, vacancies: Sequence[LabelledVacancy]) -> LinePairs:
        pairs = cls([], [], [])
        for number, vacancy in enumerate(vacancies):
            for signs, goes_on in line_pairs(vacancy):
                pairs.signs.append(signs)
                pairs.goes_on.append(goes_on)
                pairs.vacancy.append(number)
        return pairs


def line_pairs(vacancy: LabelledVacancy) -> Iterator[tuple[list[str], bool]]:
    """The signs of every undecided line of a vacancy, and whether a unit goes on from the line before it."""
    text, lines = vacancy.text, split_lines(vacancy.text)
    measures = measure(text, lines)
    breaks = {at for unit in vacancy.units for at in range(unit.start, unit.end) if text[at] == "\n"}
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        if not (before.furniture or line.furniture) and may_continue(before, line):
            yield wrap_signs(text, lines, index, measures), before.end in breaks


def f1(goes_on: Sequence[bool], said: Sequence[bool]) -> float:
    """F1 of "this line goes on with the one before it", 0 to 1."""
    wanted, found = np.asarray(goes_on, dtype=bool), np.asarray(said, dtype=bool)
    right = int((wanted & found).sum())
    return 2 * right / int(wanted.sum() + found.sum()) if right else 0.0


def learn(pairs: LinePairs) -> tuple[dict[str, float], float]:
    """Weights of the signs, and the F1 on vacancies held out in turn."""
    vectorizer = DictVectorizer(sort=True)
    rows = vectorizer.fit_transform([dict.fromkeys(signs, 1.0) for signs in pairs.signs])
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=ITERATIONS)
    said = cross_val_predict(model, rows, pairs.goes_on, groups=pairs.vacancy, cv=GroupKFold(FOLDS))
    model.fit(rows, pairs.goes_on)
    weights = {
        str(name): round(float(weight), DECIMALS)
        for name, weight in zip(vectorizer.feature_names_, model.coef_[0], strict=True)
        if abs(weight) >= LEAST_WEIGHT
    }
    return weights, f1(pairs.goes_on, said)


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn what tells a soft wrap.")
    default = Path(__file__).resolve().parents[1] / "layout" / WEIGHTS_FILE
    parser.add_argument("-o", "--output", type=Path, default=default, metavar="FILE")
    options = parser.parse_args()
    items = read_labelled(data_folder("training"), load_structure(default_structure()))
    pairs = LinePairs.of([item for item in items if not item.is_series])
    weights, held_out = learn(pairs)
    print(f"{sum(pairs.goes_on)} of {len(pairs.goes_on)} lines go on; F1 on vacancies held out in turn: {held_out:.3f}")
    about = "Learnt by vacmap.training.wraps from data/training; a sum above 0: the line goes on. CC BY 4.0."
    options.output.write_text(
        json.dumps({"about": about, "weights": weights}, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()

"""How well the novelty of a text tells other texts and trades from vacancies of the kind trained on.

Training vacancies, each judged with the words of the other folds alone, beside the texts of
``tests/activities/cases/unlike``; AUROC of several measures, all learnt from the same folds. Run:
``python benchmarks/novelty.py``
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import KFold

import vacmap
from vacmap.activities import UNLIKE, Novelty
from vacmap.linear import SEED
from vacmap.resources import data_folder
from vacmap.terms import WORD_COLUMNS, Terms, words_of
from vacmap.training import read_labelled

UNLIKE_TEXTS = Path(__file__).parents[1] / "tests/activities/cases/unlike"
FOLDS = 5


def main() -> None:
    mapper = vacmap.load()
    items = [item for item in read_labelled(data_folder("training"), vacmap.load_structure()) if not item.is_series]
    tasks = [" ".join(item.text[u.start : u.end] for u in item.units if u.label.clusters) for item in items]
    texts = [item.text for item, said in zip(items, tasks, strict=True) if said]
    tasks = [said for said in tasks if said]
    others = {}
    for file in sorted(UNLIKE_TEXTS.glob("*.txt")):
        function = mapper.analyse(file.read_text(encoding="utf-8"))
        others[file.stem] = " ".join(task.text for task in function.tasks) or function.text
    own: dict[str, list[float]] = {}
    strange: dict[str, list[float]] = {}
    for seen, unseen in KFold(FOLDS, shuffle=True, random_state=SEED).split(texts):
        measures = _measures([texts[row] for row in seen], [tasks[row] for row in seen])
        for name, measure in measures.items():
            own.setdefault(name, []).extend(measure(tasks[row]) for row in unseen)
            strange.setdefault(name, []).extend(map(measure, others.values()))
    print(f"{len(texts)} vacancies held out, {len(others)} other texts judged by {FOLDS} models each")
    for name, values in own.items():
        truth = [0] * len(values) + [1] * len(strange[name])
        print(f"{name:28} AUROC {roc_auc_score(truth, values + strange[name]):.3f}")
    limit = np.mean(np.array(own["unknown words (novelty)"]) >= UNLIKE)
    found = np.mean(np.array(strange["unknown words (novelty)"]) >= UNLIKE)
    print(f"novelty of at least {UNLIKE}: {limit:.1%} of the vacancies, {found:.0%} of the other texts")


def _measures(texts: list[str], tasks: list[str]) -> dict[str, Callable[[str], float]]:
    novelty = Novelty.fit(texts, tasks)
    terms = Terms.fit(tasks)
    counts = Counter(word for text in texts for word in words_of(text))
    total = sum(counts.values())

    def rarity(text: str, *, words: bool) -> float:
        columns = terms.matrix([text]).indices
        return float(terms.rarity[columns[(columns < WORD_COLUMNS) == words]].mean())

    def surprise(text: str) -> float:
        return float(-np.mean([np.log((counts[word] + 0.5) / (total + 1)) for word in words_of(text)]))

    return {
        "unknown words (novelty)": novelty.score,
        "rarity of words and pairs": lambda text: rarity(text, words=True),
        "rarity of n-grams": lambda text: rarity(text, words=False),
        "improbability of words": surprise,
    }


if __name__ == "__main__":
    main()

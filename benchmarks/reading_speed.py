"""Words per second from text to tasks, beside spaCy's blank Dutch tokeniser alone and, where it is installed, EDS-NLP.

One process, one core, the same texts in turn: the gold vacancies, varied by a number so that no cache flatters, as many
at a time as ``Mapper.pipe`` takes. A word is a run of word characters.

Run: ``python benchmarks/reading_speed.py`` (``pip install edsnlp`` for the peer's row)
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from importlib.util import find_spec

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import spacy  # noqa: E402
from beside import ROUNDS, TOGETHER, best_times, cut_all, varied_texts  # noqa: E402

from vacmap.road import shipped_model  # noqa: E402
from vacmap.tasks import TaskText, extract_all, shipped_splitter  # noqa: E402
from vacmap.zones import to_zones  # noqa: E402

COPIES = 12


def stages() -> dict[str, Callable[[Sequence[str]], object]]:
    """Everything measured, by name; the first is the yardstick."""
    blank = spacy.blank("nl")
    zones, splitter = shipped_model().zones, shipped_splitter()

    def read(texts: Sequence[str]) -> object:
        labelled = zones.label_all(cut_all(texts))
        found = [TaskText(text, units) for text, units in zip(texts, labelled, strict=True)]
        return [to_zones(one.text, one.labelled) for one in found], extract_all(found, splitter)

    rows: dict[str, Callable[[Sequence[str]], object]] = {
        "spacy.blank('nl')": lambda texts: list(blank.pipe(texts)),
        "layout": cut_all,
        "layout + zones": lambda texts: zones.label_all(cut_all(texts)),
        "layout + zones + tasks": read,
        "the same, texts one by one": lambda texts: [read([text]) for text in texts],
    }
    if find_spec("edsnlp"):
        eds = spacy.blank("eds")
        for name in ("eds.normalizer", "eds.sentences", "eds.sections"):
            eds.add_pipe(name)
        rows["EDS-NLP sentences + sections"] = lambda texts: list(eds.pipe(texts))
    return rows


def main() -> None:
    corpus = varied_texts(COPIES)
    words = sum(len(re.findall(r"\w+", text)) for text in corpus)
    best = best_times(stages(), [corpus[start : start + TOGETHER] for start in range(0, len(corpus), TOGETHER)])
    yardstick = next(iter(best.values()))
    print(f"{len(corpus)} texts, {words} words, {TOGETHER} texts at a time, {ROUNDS} rounds, the best of each")
    print(f"{'':32}{'words/s':>12}{'ratio':>8}")
    for name, seconds in best.items():
        print(f"{name:32}{words / seconds:12,.0f}{yardstick / seconds:8.2f}")


if __name__ == "__main__":
    main()

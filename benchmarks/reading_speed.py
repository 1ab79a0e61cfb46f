"""Words per second from text to tasks, beside spaCy's blank Dutch tokeniser alone and, where it is installed, EDS-NLP.

One process, one core, the same texts in turn: the gold vacancies, varied by a number so that no cache flatters. A word
is a run of word characters. Run: ``python benchmarks/reading_speed.py`` (``pip install edsnlp`` for the peer's row)
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from importlib.util import find_spec

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import spacy  # noqa: E402
from beside import ROUNDS, best_times, varied_texts  # noqa: E402

from vacmap.layout import split_lines, split_units  # noqa: E402
from vacmap.road import shipped_model  # noqa: E402
from vacmap.tasks import extract_tasks, shipped_splitter  # noqa: E402
from vacmap.zones import to_zones  # noqa: E402

COPIES = 12


def stages() -> dict[str, Callable[[str], object]]:
    """Everything measured, by name; the first is the yardstick."""
    blank = spacy.blank("nl")
    zones, splitter = shipped_model().zones, shipped_splitter()

    def read(text: str) -> object:
        units = split_units(text, split_lines(text))
        labelled = zones.label(text, units)
        return to_zones(text, labelled), extract_tasks(text, labelled, splitter)

    found: dict[str, Callable[[str], object]] = {
        "spacy.blank('nl')": blank,
        "layout": lambda text: split_units(text, split_lines(text)),
        "layout + zones": lambda text: zones.label(text, split_units(text, split_lines(text))),
        "layout + zones + tasks": read,
    }
    if find_spec("edsnlp"):
        eds = spacy.blank("eds")
        for name in ("eds.normalizer", "eds.sentences", "eds.sections"):
            eds.add_pipe(name)
        found["EDS-NLP sentences + sections"] = eds
    return found


def main() -> None:
    corpus = varied_texts(COPIES)
    words = sum(len(re.findall(r"\w+", text)) for text in corpus)
    best = best_times(stages(), corpus)
    yardstick = next(iter(best.values()))
    print(f"{len(corpus)} texts, {words} words, {ROUNDS} rounds, the best of each")
    print(f"{'':32}{'words/s':>12}{'ratio':>8}")
    for name, seconds in best.items():
        print(f"{name:32}{words / seconds:12,.0f}{yardstick / seconds:8.2f}")


if __name__ == "__main__":
    main()

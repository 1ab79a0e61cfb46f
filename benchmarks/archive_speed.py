"""Documents and words per second of ``vacmap classify``, from files to written tables, beside spaCy's blank Dutch
tokeniser alone, EDS-NLP's sentences and sections, and a TF-IDF with a linear model alone.

Texts: the gold vacancies, the two real ones among them, with other names and numbers in every copy, so that no cache
flatters; one file each, all analysed. Everything runs as a process of its own, one after the other, on one core per
worker. What a process needs to begin (imports, model, first words) is measured with a few vacancies and taken off. A
machine is not always as fast, so every row is set against the tokeniser of the same round, and the median of the rounds
is told.

Run: ``python benchmarks/archive_speed.py [DOCUMENTS]``. The peer's row appears where it is installed (``pip install
edsnlp``), or where ``EDSNLP_PYTHON`` names the interpreter of an environment that has it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from beside import classify_command, renamed_texts

from vacmap.archive.pools import ONE_THREAD

DOCUMENTS = 4000
FEW = 256
"""Vacancies with which the beginning is measured: enough for each of two workers to load its model."""
ROUNDS = 3
PEER = "EDS-NLP sentences + sections"
READ = (
    "import sys; from pathlib import Path\n"
    "texts = [file.read_text(encoding='utf-8') for file in sorted(Path(sys.argv[1]).iterdir())]\n"
)
FLOOR = "spacy.blank('nl')"
ALONE = {
    FLOOR: READ + "import spacy; nlp = spacy.blank('nl')\nfor _ in nlp.pipe(texts): pass",
    "TF-IDF + linear model": READ
    + "from sklearn.feature_extraction.text import TfidfVectorizer\n"
    + "from sklearn.linear_model import SGDClassifier\n"
    + "import random; random.seed(0)\n"
    + "some = [' '.join(random.sample(texts[n % len(texts)].split(), 30)) for n in range(64)]\n"
    + "words = TfidfVectorizer(ngram_range=(1, 2)).fit(some)\n"
    + "model = SGDClassifier(max_iter=5, tol=None).fit(words.transform(some), [n % 10 for n in range(len(some))])\n"
    + "for text in texts:\n    sentences = [s for s in text.splitlines() if s.strip()]\n"
    + "    model.predict(words.transform(sentences))",
    PEER: READ
    + "import edsnlp; nlp = edsnlp.blank('eds')\n"
    + "for name in ('eds.normalizer', 'eds.sentences', 'eds.sections'): nlp.add_pipe(name)\n"
    + "for _ in nlp.pipe(texts): pass",
}


def seconds(command: list[str], python: str = sys.executable) -> float:
    """Wall time of a process."""
    start = time.perf_counter()
    subprocess.run([python, *command], check=True, capture_output=True, env={**os.environ, **ONE_THREAD})
    return time.perf_counter() - start


def classify(jobs: int, folder: Path) -> float:
    """Wall time of a run over a folder."""
    with tempfile.TemporaryDirectory() as out:
        return seconds([*classify_command(folder, Path(out) / "tables", jobs), "--keep-duplicates"])


def alone(row: str, python: str, folder: Path) -> float:
    """Wall time of something else over the same folder."""
    return seconds(["-c", ALONE[row], str(folder)], python)


def rows() -> dict[str, Callable[[Path], float]]:
    """What is measured: a name, and what gives the wall time over a folder."""
    peer = os.environ.get("EDSNLP_PYTHON") or (sys.executable if find_spec("edsnlp") else None)
    found: dict[str, Callable[[Path], float]] = {
        f"vacmap classify, {jobs} worker{'s' * (jobs > 1)}": partial(classify, jobs) for jobs in (1, 2)
    }
    found |= {row: partial(alone, row, sys.executable) for row in ALONE if row != PEER}
    return found | ({PEER: partial(alone, PEER, peer)} if peer else {})


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    with tempfile.TemporaryDirectory() as name:
        many, few = Path(name) / "many", Path(name) / "few"
        words = 0
        for folder, n in ((many, count), (few, FEW)):
            folder.mkdir()
            for number, text in enumerate(renamed_texts(n)):
                (folder / f"{number:06d}.txt").write_text(text, encoding="utf-8")
                words += len(re.findall(r"\w+", text)) * (1 if folder is many else -1)
        rounds = [{row: (time_of(few), time_of(many)) for row, time_of in rows().items()} for _ in range(ROUNDS)]
    print(f"{count:,} documents; words behind the first {FEW}: {words:,}; medians of {ROUNDS} rounds\n")
    print(f"{'':32}{f'first {FEW}, s':>14}{'docs/s':>9}{'words/s':>10}{'ratio':>7}  in each round")
    for row in rounds[0]:
        took = [one[row][1] - one[row][0] for one in rounds]
        ratios = [(one[FLOOR][1] - one[FLOOR][0]) / seconds for one, seconds in zip(rounds, took, strict=True)]
        print(
            f"{row:32}{median(one[row][0] for one in rounds):14.1f}{(count - FEW) / median(took):9.1f}"
            f"{words / median(took):10,.0f}{median(ratios):7.2f}  {' '.join(f'{ratio:.2f}' for ratio in ratios)}"
        )


if __name__ == "__main__":
    main()

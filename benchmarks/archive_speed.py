"""Documents and words per second of ``vacmap classify``, from files to written tables, beside spaCy's blank Dutch
tokeniser alone, EDS-NLP's sentences and sections, and a TF-IDF with a linear model alone.

Texts: the gold vacancies, the two real ones among them, varied so that no cache and no duplicate flatters; one file
each. Everything runs as a process of its own, one after the other, on one core per worker; what a process needs before
its first text (imports, model) is measured with an archive of one vacancy and taken off, and shown.

Run: ``python benchmarks/archive_speed.py [DOCUMENTS]`` (``pip install edsnlp`` for the peer's row)
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from beside import renamed_texts

DOCUMENTS = 1000
ROUNDS = 2
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
READ = (
    "import sys; from pathlib import Path\n"
    "texts = [file.read_text(encoding='utf-8') for file in sorted(Path(sys.argv[1]).iterdir())]\n"
)
ALONE = {
    "spacy.blank('nl')": READ + "import spacy; nlp = spacy.blank('nl')\nfor _ in nlp.pipe(texts): pass",
    "TF-IDF + linear model": READ
    + "from sklearn.feature_extraction.text import TfidfVectorizer\n"
    + "from sklearn.linear_model import SGDClassifier\n"
    + "import random; random.seed(0)\n"
    + "some = [' '.join(random.sample(texts[n % len(texts)].split(), 30)) for n in range(64)]\n"
    + "words = TfidfVectorizer(ngram_range=(1, 2)).fit(some)\n"
    + "model = SGDClassifier(max_iter=5, tol=None).fit(words.transform(some), [n % 10 for n in range(len(some))])\n"
    + "for text in texts:\n    sentences = [s for s in text.splitlines() if s.strip()]\n"
    + "    model.predict(words.transform(sentences))",
    "EDS-NLP sentences + sections": READ
    + "import spacy; nlp = spacy.blank('eds')\n"
    + "for name in ('eds.normalizer', 'eds.sentences', 'eds.sections'): nlp.add_pipe(name)\n"
    + "for _ in nlp.pipe(texts): pass",
}


def seconds(command: list[str]) -> float:
    """Wall time of a process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True, env={**os.environ, **ONE_THREAD})
    return time.perf_counter() - start


def classify(folder: Path, jobs: int) -> float:
    """Wall time of a run over a folder."""
    with tempfile.TemporaryDirectory() as out:
        return seconds(["-m", "vacmap.cli", "classify", str(folder), "-o", f"{out}/tables", "--jobs", str(jobs)])


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    with tempfile.TemporaryDirectory() as name:
        many, one = Path(name) / "many", Path(name) / "one"
        for folder, n in ((many, count), (one, 1)):
            folder.mkdir()
            for number, text in enumerate(renamed_texts(n)):
                (folder / f"{number:06d}.txt").write_text(text, encoding="utf-8")
        words = sum(len(re.findall(r"\w+", file.read_text(encoding="utf-8"))) for file in many.iterdir())
        rows = {f"vacmap classify, {jobs} worker{'s' * (jobs > 1)}": ("classify", jobs) for jobs in (1, 2)}
        rows |= {row: ("alone", 1) for row in ALONE if "EDS" not in row or find_spec("edsnlp")}
        best: dict[str, tuple[float, float]] = {}
        for _ in range(ROUNDS):
            for row, (kind, jobs) in rows.items():
                time_of = (
                    (lambda folder, j=jobs: classify(folder, j))
                    if kind == "classify"
                    else (lambda folder, r=row: seconds(["-c", ALONE[r], str(folder)]))
                )
                start, whole = time_of(one), time_of(many)
                old = best.get(row, (float("inf"), float("inf")))
                best[row] = (min(start, old[0]), min(whole, old[1]))
    yardstick = words / (best["spacy.blank('nl')"][1] - best["spacy.blank('nl')"][0])
    print(f"{count} documents, {words:,} words\n")
    print(f"{'':32}{'start, s':>9}{'docs/s':>9}{'words/s':>10}{'ratio':>7}")
    for row, (start, whole) in best.items():
        rate = words / (whole - start)
        print(f"{row:32}{start:9.1f}{count / (whole - start):9.1f}{rate:10,.0f}{rate / yardstick:7.2f}")


if __name__ == "__main__":
    main()

"""How well repeated adverts are told from look-alikes, for several thresholds; how long it takes, and how much memory.

Pairs are made from labelled vacancies (see ``advert_pairs.py``): 400 of the training data, on which the thresholds were
chosen, and the gold vacancies. Time of a signature: one process, beside spaCy's blank Dutch tokeniser alone. Time and
memory of grouping: texts of sentences of the training data, of which one in ten is an earlier one with another date and
one in five begins as another of its employer; in a process of its own. Run: ``python benchmarks/duplicates.py``
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import spacy
from advert_pairs import LOOK_ALIKES, REPEATS, Make
from beside import best_times, varied_texts

import vacmap
from vacmap.archive import repeats
from vacmap.archive.duplicates import Groups
from vacmap.archive.signatures import signature
from vacmap.resources import data_folder
from vacmap.training import LabelledVacancy, read_labelled

SAMPLE = 400
GOLD_ROUNDS = 8
NEVER = 2.0
"""A similarity that no two texts have."""
THRESHOLDS = (
    *((same, NEVER, 0.0) for same in (0.7, 0.75, 0.8, 0.85)),
    *((NEVER, 0.6, own) for own in (0.02, 0.04, 0.06)),
    *((0.85, kept, own) for kept, own in ((0.5, 0.04), (0.6, 0.02), (0.6, 0.04), (0.6, 0.06), (0.7, 0.04))),
    (0.8, 0.6, 0.04),
)
"""``SAME``, ``KEPT`` and ``OWN`` of :mod:`vacmap.archive.repeats`."""
SHIPPED = (repeats.SAME, repeats.KEPT, repeats.OWN)
COPIES = 8
SIZES = (5_000, 100_000)
CHUNK = 64
SENTENCES = 25
EMPLOYERS = 50
SHARED = 8
"""Sentences that texts of one employer share."""


def main() -> None:
    structure = vacmap.load_structure()
    trained = [item for item in read_labelled(data_folder("training"), structure) if not item.is_series]
    gold = read_labelled(data_folder("gold"), structure)
    _show_pairs(f"{SAMPLE} training vacancies", Random(1).sample(trained, SAMPLE), rounds=1)  # noqa: S311
    _show_pairs(f"{len(gold)} gold vacancies, {GOLD_ROUNDS} times", gold, rounds=GOLD_ROUNDS)
    _show_speed()
    for size in SIZES:
        subprocess.run([sys.executable, __file__, str(size)], check=True)


def _show_pairs(name: str, vacancies: Sequence[LabelledVacancy], rounds: int) -> None:
    print(f"\n{name}: share of the pairs that are joined, by SAME, KEPT and OWN (-: not used)")
    for row in zip(*THRESHOLDS, strict=True):
        print(f"{'':37}" + "".join(f"{'-' if value == NEVER else value:>7}" for value in row))
    for title, kinds in (("the same advert", REPEATS), ("not the same", LOOK_ALIKES)):
        print(title)
        rows = []
        for kind, make in kinds.items():
            pairs = _signatures(kind, make, vacancies, rounds)
            rows.append([_joined(pairs, *thresholds) for thresholds in THRESHOLDS])
            print(f"  {kind:35}" + "".join(f"{share:7.3f}" for share in rows[-1]))
        print(f"  {'mean':35}" + "".join(f"{share:7.3f}" for share in np.mean(rows, axis=0)))


def _signatures(kind: str, make: Make, vacancies: Sequence[LabelledVacancy], rounds: int) -> list[tuple[bytes, bytes]]:
    pairs = []
    for vacancy in vacancies:
        others = [other for other in vacancies if other is not vacancy]
        for turn in range(rounds):
            one, other = make(vacancy, others, Random(f"{kind} {vacancy.id} {turn}"))  # noqa: S311
            pairs.append((signature(one), signature(other)))
    return pairs


def _joined(pairs: Sequence[tuple[bytes, bytes]], same: float, kept: float, own: float) -> float:
    repeats.SAME, repeats.KEPT, repeats.OWN = same, kept, own
    try:
        return float(np.mean([repeats.are_repeats(one, other)[0] for one, other in pairs]))
    finally:
        repeats.SAME, repeats.KEPT, repeats.OWN = SHIPPED


def _show_speed() -> None:
    blank, texts = spacy.blank("nl"), varied_texts(COPIES)
    best = best_times({"spacy.blank('nl')": blank, "signature": signature}, texts)
    yardstick = best["spacy.blank('nl')"]
    print(f"\n{len(texts)} texts\n{'':32}{'ms/text':>10}{'time':>8}")
    for name, seconds in best.items():
        print(f"{name:32}{1000 * seconds / len(texts):10.3f}{seconds / yardstick:8.3f}")


def _group(size: int) -> None:
    """Group so many texts, and print what it took; the time to make the texts is left out."""
    seconds = {"signatures": 0.0, "groups": 0.0}
    n_repeats = 0
    items = read_labelled(data_folder("training"), vacmap.load_structure())
    texts = _texts(size, [item.text[unit.start : unit.end] for item in items for unit in item.units])
    before = _peak()
    with TemporaryDirectory() as folder, Groups(Path(folder) / "groups.sqlite") as groups:
        for number in range(-(-size // CHUNK)):
            chunk = [text for _, text in zip(range(CHUNK), texts, strict=False)]
            start = time.perf_counter()
            signed = [(f"{number}-{place}", signature(text)) for place, text in enumerate(chunk)]
            seconds["signatures"] += time.perf_counter() - start
            start = time.perf_counter()
            found = groups.of_chunk(number, signed)
            seconds["groups"] += time.perf_counter() - start
            n_repeats += sum(group != id_ for group, (id_, _) in zip(found, signed, strict=True))
        on_disk = sum(file.stat().st_size for file in Path(folder).iterdir())
    print(
        f"{size:7,} texts, {n_repeats:6,} repeats: signatures {seconds['signatures']:6.1f} s, groups "
        f"{seconds['groups']:6.1f} s ({1000 * seconds['groups'] / size:.3f} ms/text); peak memory {_peak():.0f} MiB, "
        f"of which {before:.0f} before; on disk {on_disk / 2**20:.0f} MiB"
    )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _texts(size: int, sentences: Sequence[str]) -> Iterator[str]:
    random = Random(2)  # noqa: S311
    employers = [random.sample(sentences, SHARED) for _ in range(EMPLOYERS)]
    last = ""
    for number in range(size):
        if number % 10 == 9:
            yield f"Geplaatst op {number % 28 + 1} mei\n{last}"
            continue
        first = random.choice(employers) if number % 5 == 0 else []
        last = "\n".join(first + random.choices(sentences, k=SENTENCES - len(first)))
        yield last


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _group(int(sys.argv[1]))
    else:
        main()

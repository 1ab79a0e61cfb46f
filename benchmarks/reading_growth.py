"""Does the time from text to tasks grow with the length of the text, and with no more? Also for texts nobody writes.

Every kind of text is read at growing lengths; a line gives the time per kB beside that of the shortest. Linear growth
keeps it near 1. Run: ``python benchmarks/reading_growth.py``
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

from beside import gold_texts  # noqa: E402

from vacmap.layout import split_lines, split_units  # noqa: E402
from vacmap.road import shipped_model  # noqa: E402
from vacmap.tasks import extract_tasks, shipped_splitter  # noqa: E402
from vacmap.zones import to_zones  # noqa: E402

KB = (1, 10, 100, 1000)


def adverts() -> str:
    return "\n\n".join(gold_texts())


def kinds() -> dict[str, Callable[[int], str]]:
    """What is read: name → a text of so many characters."""
    real = adverts()

    def repeated(piece: str) -> Callable[[int], str]:
        return lambda length: (piece * (length // len(piece) + 1))[:length]

    return {
        "adverts one behind the other": repeated(real + "\n\n"),
        "one endless line of words": repeated("je begeleidt de vrijwilligers en plant "),
        "one endless line of clauses": repeated("je plant de lessen, belt de ouders, "),
        "one endless word": repeated("x"),
        "bullets": repeated("- Je plant de lessen\n"),
        "bullets without text": repeated("•\n"),
        "nested bullets": repeated("- a\n  - b\n    - c\n"),
        "nested brackets": repeated("("),
        "brackets and words": repeated("(je plant (en belt "),
        "full stops": repeated("."),
        "broken words": repeated("vrij-\n"),
        "page numbers": repeated("Je plant de\nPagina 1 van 9\n"),
        "empty lines": repeated("\n"),
        "one line that comes back": repeated("Stad Oosterveld\n"),
    }


def main() -> None:
    zones, splitter = shipped_model().zones, shipped_splitter()

    def read(text: str) -> None:
        units = split_units(text, split_lines(text))
        labelled = zones.label(text, units)
        to_zones(text, labelled)
        extract_tasks(text, labelled, splitter)

    read(adverts()[:20_000])
    print(f"{'seconds for a text of':34}" + "".join(f"{f'{size:,} kB':>12}" for size in KB) + f"{'growth':>10}")
    for name, make in kinds().items():
        seconds = []
        for size in KB:
            text = make(size * 1000)
            started = time.process_time()
            for _ in range(rounds := max(1, 20 // size)):
                read(text)
            seconds.append((time.process_time() - started) / rounds)
        growth = (seconds[-1] / KB[-1]) / (seconds[1] / KB[1])
        print(f"{name:34}" + "".join(f"{value:12.4f}" for value in seconds) + f"{growth:10.2f}")
    print(f"\ngrowth: time per kB at {KB[-1]:,} kB beside that at {KB[1]} kB; linear growth is 1")


if __name__ == "__main__":
    main()

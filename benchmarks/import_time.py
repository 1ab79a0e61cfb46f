"""How long ``import vacmap`` and ``vacmap --help`` take beside ``import spacy, sklearn``.

Every statement runs in fresh interpreters, in turn, so that the machine's mood falls on all alike; the least of the
times is what the work itself needs. Run: ``python benchmarks/import_time.py``
"""

from __future__ import annotations

import subprocess
import sys
import time

ROUNDS = 5
STATEMENTS = {
    "python itself": "pass",
    "import spacy, sklearn": "import spacy, sklearn",
    "import vacmap": "import vacmap",
    "vacmap --help": "import sys; sys.argv = ['vacmap', '--help']; from vacmap.cli import main; main()",
    "import vacmap.road": "import vacmap.road",
}
YARDSTICK = "import spacy, sklearn"


def seconds(statement: str) -> float:
    """Wall time of one interpreter that runs the statement."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    times: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for _ in range(ROUNDS):
        for name, statement in STATEMENTS.items():
            times[name].append(seconds(statement))
    yardstick = min(times[YARDSTICK])
    print(f"{'':24}{'seconds':>9}{'ratio to ' + YARDSTICK:>34}")
    for name, measured in times.items():
        print(f"{name:24}{min(measured):9.2f}{min(measured) / yardstick:34.2f}")


if __name__ == "__main__":
    main()

"""Time of `vacmap report` as a user runs it, beside what cannot be done without: importing spaCy and scikit-learn, and
the analysis itself with the model's loading.

Processes of their own, in turn, the best of some rounds. Run: ``python benchmarks/report_time.py``
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from vacmap.resources import data_folder

ROUNDS = 7
IMPORT = "import spacy, sklearn"
ANALYSE = """
import spacy, sklearn, sys, vacmap
from vacmap.read import read
vacmap.load().analyse(read(sys.argv[1]).text, explain=False)
"""


def main() -> None:
    vacancy = str(data_folder("vacancies") / "stafmedewerker-netwerkcoordinatie.txt")
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "report.html")
        report = ["-m", "vacmap.cli", "report", vacancy]
        commands = {
            IMPORT: ["-c", IMPORT],
            "the same and the analysis": ["-c", ANALYSE, vacancy],
            "vacmap report, html": [*report, "-o", out],
            "vacmap report, text": report,
        }
        best: dict[str, float] = {}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run([sys.executable, *command], check=True, capture_output=True)
                best[name] = min(best.get(name, float("inf")), time.perf_counter() - start)
    base = best["the same and the analysis"]
    print(f"{'':28}{'seconds':>9}{'ratio':>8}")
    for name, seconds in best.items():
        print(f"{name:28}{seconds:9.2f}{seconds / base:8.2f}")


if __name__ == "__main__":
    main()

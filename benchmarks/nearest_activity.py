"""How near tasks come to the activity they are said to be cut from, by their words; those outside the structure, which
were cut from none, beside those inside.

A report names a deelactiviteit from ``vacmap.report.function.snippets.RESEMBLES`` on. Run:
``python benchmarks/nearest_activity.py``
"""

from __future__ import annotations

import numpy as np
from beside import gold_texts

import vacmap
from vacmap.records import OUTSIDE
from vacmap.report.function.snippets import RESEMBLES

QUANTILES = (0.10, 0.25, 0.50, 0.75, 0.90)


def main() -> None:
    mapper = vacmap.load()
    tasks = [task for function in mapper.pipe(gold_texts()) for task in function.tasks if task.matches]
    quantiles = "".join(f"{q:8.0%}" for q in QUANTILES)
    print(f"{'cosine, quantile':24}{quantiles}{f'from {RESEMBLES}':>12}{'tasks':>8}")
    for name, outside in (("inside the structure", False), ("outside", True)):
        found = np.array([task.matches[0].similarity for task in tasks if (task.cluster == OUTSIDE) == outside])
        row = "".join(f"{value:8.3f}" for value in np.quantile(found, QUANTILES))
        print(f"{name:24}{row}{(found >= RESEMBLES).mean():12.2f}{len(found):8d}")


if __name__ == "__main__":
    main()

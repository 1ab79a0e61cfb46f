"""``errors.parquet`` → why inputs failed"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from vacmap.archive.records import Stage
from vacmap.archive.schema import ERRORS
from vacmap.overview.tables import Table
from vacmap.report.contacts import mask_contacts
from vacmap.report.wording import one_line

LONGEST = 160
"""Characters of an example that are shown."""
MOST = 1_000
"""Different reasons that are told apart; a table with more holds something else than names of errors."""


@dataclass(frozen=True, slots=True)
class Failures:
    """Inputs that failed at one stage, for one reason."""

    stage: str
    error: str
    inputs: int
    example: str
    """What was said of the first of them, contacts masked."""


def read_failures(table: Table) -> tuple[Failures, ...]:
    """Why inputs failed, the most frequent reasons first.

    Raises
    ------
    OverviewError
        If a column is missing or of another type, or a stage does not exist.
    """
    table.check(ERRORS)
    counted: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    stages = {stage.value for stage in Stage}
    row = 0
    for batch in table.batches(["stage", "error", "message"]):
        for stage, error, message in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if stage not in stages or not error or len(counted) > MOST:
                raise table.fault(row, f"stage {stage!r}, error {error!r}; expected one of {', '.join(sorted(stages))}")
            key = (stage, one_line(error)[:LONGEST])
            counted[key] += 1
            examples.setdefault(key, _shown(message or ""))
            row += 1
    return tuple(Failures(*key, number, examples[key]) for key, number in counted.most_common())


def _shown(message: str) -> str:
    said = mask_contacts(one_line(message[: 4 * LONGEST]))
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"

"""Functions → Comparison: every number and phrase of the report on several functions, as plain data

The templates only lay out; whatever has to be counted, chosen or worded is done here and in the modules this one calls.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vacmap.records import DIGITS, Function, ModelInfo
from vacmap.report.comparison.differences import ComponentRow, component_rows
from vacmap.report.comparison.functions import Entry, make_entries
from vacmap.report.comparison.opening import write_comparison_opening
from vacmap.report.comparison.pairs import Pair, measure_likeness
from vacmap.report.comparison.shared import SharedBlock, ShellRows, cluster_rows, shared_blocks
from vacmap.report.opening import Opening
from vacmap.report.phrases import phrase
from vacmap.report.wording import capital, count

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "vacmap-comparison/1"
"""Name and version of the JSON of a comparison."""
ALL_PAIRS = 6
"""With more pairs than this only the most and the least alike are listed."""
EXTREMES = 3
"""How many of each."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the report says about several functions side by side."""

    entries: tuple[Entry, ...]
    opening: Opening
    components: tuple[ComponentRow, ...]
    shells: tuple[ShellRows, ...]
    """Shells and clusters with their tasks; last what lies outside, in a shell without a name."""
    blocks: tuple[SharedBlock, ...]
    pairs: tuple[Pair, ...]
    """All pairs of compared functions, the most alike first; none if fewer than two can be compared."""

    @property
    def title(self) -> str:
        return capital(phrase("comparison_names", "title", count=count(len(self.entries))))

    @property
    def drawn(self) -> tuple[Entry, ...]:
        """Functions with a profile."""
        return tuple(entry for entry in self.entries if entry.drawn)

    @property
    def compared(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.compared)

    @property
    def listed(self) -> tuple[tuple[Pair, ...], ...]:
        """The pairs to list: all together, or the most alike and the least alike."""
        if len(self.pairs) <= ALL_PAIRS:
            return (self.pairs,) if self.pairs else ()
        return self.pairs[:EXTREMES], self.pairs[-EXTREMES:]

    @property
    def scale(self) -> float:
        """Where the axis of the components ends, for all functions."""
        return max(entry.summary.scale for entry in self.drawn)

    @property
    def full_cell(self) -> float:
        """The share at which a cell has its deepest colour, for all functions."""
        return max(entry.summary.full_cell for entry in self.drawn)

    @property
    def most_tasks(self) -> int:
        """The most tasks a function has in one cluster, or outside."""
        return max(tasks for shell in self.shells for cluster in shell.clusters for tasks in cluster.counts.values())

    @property
    def model(self) -> ModelInfo:
        return self.entries[0].summary.model

    @property
    def quality(self) -> str:
        """How well the model did where it could be checked."""
        return self.entries[0].summary.quality

    @property
    def structure_name(self) -> str:
        return self.entries[0].summary.structure_name

    @property
    def structure_source(self) -> str:
        return self.entries[0].summary.structure_source

    def likeness(self, one: str, other: str) -> Pair | None:
        """The pair of two letters, in any order; None if they are not compared."""
        return next((pair for pair in self.pairs if {one, other} == set(pair.letters)), None)

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """The JSON of a comparison.

        Functions are told apart by letter, A for the first of ``functions``; codes are those of the structure.
        ``distance`` is 0 (the same mixture) to 1 (nothing in common), with the limits of its 90 % interval;
        ``shared`` and ``differences`` speak of the functions in ``compared`` only. ``with_text`` adds their texts to
        the functions.
        """
        clusters = [cluster for shell in self.shells for cluster in shell.clusters]
        return {
            "schema": SCHEMA,
            "functions": [entry.function.to_dict(with_text=with_text) for entry in self.entries],
            "compared": [entry.letter for entry in self.compared],
            "pairs": [_pair_as_dict(pair) for pair in self.pairs],
            "shared": {
                "clusters": [cluster.code for cluster in clusters if cluster.everywhere],
                "blocks": [_block_as_dict(block) for block in self.blocks],
            },
            "differences": {
                "components": [
                    {
                        "code": row.code,
                        "higher": [share.letter for share in split.higher],
                        "lower": [share.letter for share in split.lower],
                    }
                    for row in self.components
                    for split in row.splits
                ],
                "clusters": [
                    {"code": cluster.code, "only": cluster.only} for cluster in clusters if cluster.only is not None
                ],
            },
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per function, in the columns of :meth:`vacmap.road.Mapper.classify`, with its letter as index.

        Returns
        -------
        pandas.DataFrame
            ``id``, ``title``, ``tasks``, a share per profession and ``buiten``, their ``…_low`` and ``…_high`` (90 %
            interval), a share per cluster (``cluster_…``), ``purity``, ``uncertain`` and ``novelty``. Shares are
            missing where no task was found.
        """
        import pandas as pd

        from vacmap.road import function_row  # what a row holds is said there once

        rows = [{"id": entry.function.id} | function_row(entry.function) for entry in self.entries]
        return pd.DataFrame(rows, index=pd.Index([entry.letter for entry in self.entries], name="letter"))

    def _repr_html_(self) -> str:
        from vacmap.report.comparison.formats import render_comparison_fragment

        return render_comparison_fragment(self)


def compare(functions: Iterable[Function], *, keep_contacts: bool = False) -> Comparison:
    """Put functions side by side.

    Parameters
    ----------
    functions : iterable of Function
        Two to twelve, of one model and one structure, at least two of them with tasks. They are called A, B, C … in
        the order given.
    keep_contacts : bool, default=False
        Show e-mail addresses and phone numbers instead of masking them.

    Raises
    ------
    ReportError
        If there are too few or too many functions, if they are of different models or structures, if one carries no
        structure, or if fewer than two have tasks.

    Examples
    --------
    >>> import vacmap
    >>> mapper = vacmap.load()
    >>> comparison = vacmap.compare(mapper.pipe(["Je begeleidt groepen.", "Je boekt facturen in."]))
    >>> comparison.to_frame()["tasks"].to_dict()
    {'A': 1, 'B': 1}
    """
    entries = make_entries(functions, keep_contacts=keep_contacts)
    compared = [entry for entry in entries if entry.compared]
    likeness = measure_likeness(compared) if len(compared) > 1 else None
    components = component_rows(entries)
    return Comparison(
        entries,
        write_comparison_opening(entries, components, likeness),
        components,
        cluster_rows(entries),
        shared_blocks(entries),
        likeness.pairs if likeness is not None else (),
    )


def _pair_as_dict(pair: Pair) -> dict[str, Any]:
    first, second = pair.letters
    figures = {"distance": pair.distance, "low": pair.low, "high": pair.high, "cell_distance": pair.cell_distance}
    return {"a": first, "b": second, **{name: round(figure, DIGITS) for name, figure in figures.items()}}


def _block_as_dict(block: SharedBlock) -> dict[str, Any]:
    return {
        "cluster": block.cluster,
        "activities": [owner.activity for owner in block.owners],
        "tasks": {
            use.entry.letter: [{"start": task.start, "end": task.end} for task in use.tasks] for use in block.uses
        },
        "everywhere": block.everywhere,
    }

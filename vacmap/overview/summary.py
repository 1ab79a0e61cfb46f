"""a folder of tables → Overview: everything its views show, as plain data"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from vacmap.archive.store import ERRORS, FUNCTIONS, TASKS
from vacmap.overview.adverts import read_functions
from vacmap.overview.errors import OverviewError
from vacmap.overview.failures import Failures, read_failures
from vacmap.overview.figures import Figures, measure
from vacmap.overview.functions import Fates
from vacmap.overview.labels import ClusterLabel, Component, ShellLabel, component_labels, shell_labels
from vacmap.overview.opening import write_overview_opening
from vacmap.overview.run import Run, read_model, read_run
from vacmap.overview.tables import Table
from vacmap.overview.tasks import sum_tasks
from vacmap.overview.wording import number
from vacmap.records import OUTSIDE, Function, ModelInfo, Profile
from vacmap.report import Summary, summarise
from vacmap.report.opening import Opening
from vacmap.report.phrases import phrase
from vacmap.report.wording import one_line
from vacmap.structure import Structure


@dataclass(frozen=True)
class Overview:
    """What an archive holds."""

    name: str
    """Name of the folder."""
    fates: Fates
    failures: tuple[Failures, ...]
    figures: Figures | None
    """None if there is no function to describe."""
    structure: Structure
    model: ModelInfo
    vacmap: str
    """Version of vacmap that made the tables."""
    finished: datetime

    @property
    def title(self) -> str:
        inputs = self.fates.inputs
        return phrase("overview_names", "title_one" if inputs == 1 else "title", inputs=number(inputs))

    @property
    def fate_rows(self) -> tuple[tuple[str, int], ...]:
        """What became of the inputs, those that happened; those that count first."""
        names = ("described", "few_tasks", "no_tasks", "repeats", "lost", "failed")
        rows = [(name, getattr(self.fates, name)) for name in names]
        return tuple(row for row in rows if row[1] or row[0] == "described")

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """The professions, and last what lies outside."""
        return component_labels(self.structure)

    @cached_property
    def shells(self) -> tuple[ShellLabel, ...]:
        return shell_labels(self.structure)

    @cached_property
    def clusters(self) -> tuple[ClusterLabel, ...]:
        """In the order of the structure, as figures are."""
        return tuple(sorted((cluster for shell in self.shells for cluster in shell.clusters), key=_position))

    @cached_property
    def opening(self) -> Opening:
        return write_overview_opening(self.fates, self.figures, self.components, self.model)

    @cached_property
    def mean_function(self) -> Summary:
        """The mean of all functions, as a report would show it; raises OverviewError if there is none."""
        figures = self.figures
        if figures is None:
            raise OverviewError("The 'figures' of an overview must not be None to have a mean function.")
        codes = [component.code for component in self.components]
        clusters = {code: mean.share for code, mean in zip(self.structure.cluster_ids, figures.clusters, strict=True)}
        means = dict(zip(codes, figures.means, strict=True))
        profile = Profile(
            tasks=figures.tasks,
            professions={code: mean.share for code, mean in means.items()},
            intervals={code: (mean.low, mean.high) for code, mean in means.items()},
            clusters={**clusters, OUTSIDE: means[OUTSIDE].share},
            cells={
                f"{profession}/{cluster}": float(figures.cells[row, column])
                for row, profession in enumerate(self.structure.profession_ids)
                for column, cluster in enumerate(self.structure.cluster_ids)
            },
        )
        return summarise(Function("", None, "", self.model, (), (), profile, self.structure))

    def to_dict(self) -> dict[str, Any]:
        """The JSON of an overview (see :mod:`vacmap.overview.as_json`)."""
        from vacmap.overview.as_json import overview_as_dict

        return overview_as_dict(self)


def make_overview(folder: str | Path, *, by: str | None = None, model: str | Path | None = None) -> Overview:
    """What an archive holds.

    Parameters
    ----------
    folder : str or pathlib.Path
        A folder that ``vacmap classify`` wrote.
    by : str or None
        A column of the inputs that passed through to the tables: the main figures are told per value of it too.
    model : str, pathlib.Path or None
        The folder of the model the tables were made with; None: the one that comes with vacmap. Of another model with
        the same structure the names are used, not its measured figures.

    Raises
    ------
    OverviewError
        If the folder holds no finished run or the tables are not whole, of another form or of another structure, or
        there is no such column.
    ArchiveError, ModelError
        If there is no whole model.
    """
    place = Path(folder)
    run = read_run(place)
    info, structure = read_model(run, None if model is None else Path(model))
    functions, tasks, errors = (Table(place / f"{name}.parquet") for name in (FUNCTIONS, TASKS, ERRORS))
    adverts = read_functions(functions, structure, errors.n_rows, by)
    _check_counts(run, (functions, errors), (adverts.fates.inputs, errors.n_rows))
    failures = read_failures(errors)
    sums = sum_tasks(tasks, structure, adverts)
    figures = measure(adverts.functions, sums, structure, by) if adverts.fates.described else None
    name = one_line(place.resolve().name)
    return Overview(name, adverts.fates, failures, figures, structure, info, run.vacmap, run.finished)


def _check_counts(run: Run, tables: Sequence[Table], found: tuple[int, int]) -> None:
    counts = run.counts
    functions, errors = tables
    if errors.n_rows != counts.failed:
        raise OverviewError(f"{errors.file}: {errors.n_rows} rows; expected {counts.failed}, as run.json says")
    if found[0] != counts.done + counts.duplicate + counts.failed:
        raise OverviewError(
            f"{functions.file}: {functions.n_rows} rows; expected {counts.done + counts.duplicate}, as run.json says"
        )


def _position(cluster: ClusterLabel) -> int:
    return cluster.position

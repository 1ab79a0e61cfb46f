"""inputs → a folder of tables: the phases in order, each resumable"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from io import StringIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import pyarrow.parquet as pq
import srsly

import vacmap
from vacmap.archive.assembling import FORMATS, assemble
from vacmap.archive.collecting import chunk_keys, collect, group_key, groups_of
from vacmap.archive.duplicates import Groups
from vacmap.archive.inputs import Kind, Source, UniqueIds, columns_of, find_sources, fingerprint, spool
from vacmap.archive.plan import CHUNK, Options, Plan, first_difference, identity, model_identity
from vacmap.archive.pools import cluster_workers, local_workers
from vacmap.archive.progress import Progress
from vacmap.archive.reading import read_chunk
from vacmap.archive.records import FAILED, ArchiveError
from vacmap.archive.schema import ERRORS as ERRORS_SCHEMA
from vacmap.archive.schema import functions_schema, own_columns, tasks_schema
from vacmap.archive.store import (
    ERRORS,
    FUNCTIONS,
    GROUPS,
    ITEMS,
    SIGNATURES,
    TASKS,
    TEXTS,
    WORK_FOLDER,
    Store,
    appearing,
)
from vacmap.archive.supervise import Assignment, Supervisor, Workers
from vacmap.resources import default_model
from vacmap.structure import load_structure

if TYPE_CHECKING:
    from vacmap.road import Mapper

PLAN, RUN = "plan.json", "run.json"
SPOOLED = "stdin.jsonl"
PHASES = {TEXTS: "reading", ERRORS: "analysing"}
"""What a person is told that a stage does."""
STANDARD_INPUT = "-"
Result = TypeVar("Result")


@dataclass(frozen=True)
class Outcome:
    """What became of the inputs of a run; ``done + duplicate + failed`` is all there were."""

    done: int
    duplicate: int
    failed: int

    @property
    def inputs(self) -> int:
        return self.done + self.duplicate + self.failed


def classify(
    inputs: Sequence[str | Path],
    folder: str | Path,
    *,
    model: str | Path | None = None,
    options: Options | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    resume: bool = False,
    standard_input: IO[bytes] | None = None,
    make_mapper: Callable[[], Mapper] | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Analyse an archive of vacancies and write its tables.

    Parameters
    ----------
    inputs : sequence of str or pathlib.Path
        Files, folders, globs; ``-`` for JSONL on standard input.
    folder : str or pathlib.Path
        New or empty folder for the tables; or, to resume, that of the run.
    model : str, pathlib.Path or None
        A model folder, or None for the one that comes with vacmap.
    options : Options or None
        What changes the tables.
    jobs : int or None
        Workers; None: as many as there are cores (in the cluster: workers). The tables do not depend on it.
    scheduler : str or None
        Address of a Dask scheduler whose workers are to be used; they must see the same files at the same paths.
    resume : bool
        Take up a run that was ended: what was done is not done again, and the tables are those of an undisturbed run.
    standard_input : binary stream or None
        What ``-`` stands for.
    make_mapper : callable or None
        Gives what analyses, in place of ``vacmap.load(model)``; called once in every worker.
    progress : Progress or None
        None: nothing is told.

    Raises
    ------
    ArchiveError
        If an input does not exist or has no one text column; if the folder holds something else, or another run; if a
        resumed run would not give the same, since inputs, options, model or version changed.
    """
    store = Store(Path(folder).resolve())
    options = options or Options()
    spooled = _spooled(store, standard_input) if STANDARD_INPUT in map(str, inputs) else None
    sources = find_sources(inputs, standard_input=spooled, leave_out=[store.folder])
    model_folder = Path(model) if model is not None else default_model()
    now = identity(options, model_identity(model_folder), fingerprint(sources), vacmap.__version__)
    finished = _open(store, now, resume=resume)
    if finished is not None:
        return finished
    structure = load_structure(model_folder)
    own = own_columns(structure)
    passed = _passed(sources, own, options)
    plan = Plan(store.folder, options, own, passed, make_mapper or partial(_load, str(model_folder)))
    workers = cluster_workers(scheduler, jobs) if scheduler is not None else local_workers(jobs)
    with workers, progress or Progress(StringIO()) as shown:
        run = _Run(store, plan, workers, shown)
        keys = run.collect(groups_of(sources))
        run.each(TEXTS, partial(read_chunk, plan), keys, keys)
        with run.grouping(keys) as grouped:
            run.each(ERRORS, partial(_analyse, plan), keys, grouped)
    schemas = {FUNCTIONS: functions_schema(structure, passed), TASKS: tasks_schema(structure), ERRORS: ERRORS_SCHEMA}
    assemble(store, keys, schemas)
    for name in options.formats:
        FORMATS[name](store, keys)
    return _close(store, now, run.n_items)


def _load(model: str) -> Mapper:
    # In the worker: a run itself needs neither spaCy nor scikit-learn.
    return vacmap.load(model)


def _analyse(plan: Plan, assignment: Assignment) -> Counter[str]:
    from vacmap.archive.analysing import analyse_chunk

    return analyse_chunk(plan, assignment)


class _Run:
    """The phases, each over the chunks it has not done yet."""

    def __init__(self, store: Store, plan: Plan, workers: Workers, progress: Progress) -> None:
        self._store = store
        self._plan = plan
        self._workers = workers
        self._progress = progress
        self.n_items = 0

    def collect(self, groups: Sequence[tuple[Source, ...]]) -> list[str]:
        """Phase 0; gives the keys of all chunks."""
        store = self._store
        keys = [group_key(number) for number in range(len(groups))]
        tables = {int(key): some for key, some in zip(keys, groups, strict=True) if some[0].kind is Kind.TABLE}
        self._progress.begin("inputs", len(groups), sum(store.lines(ITEMS, key).exists() for key in keys))
        for key, some in zip(keys, groups, strict=True):
            if int(key) not in tables and not store.lines(ITEMS, key).exists():
                collect(self._plan, {int(key): some}, Assignment(key, store.journal(ITEMS, key)))
                self._progress.step(1)
        work = partial(collect, self._plan, tables)
        for _ in self._supervised(ITEMS, work, map(group_key, tables)):
            self._progress.step(1)
        self._progress.end()
        self.n_items = sum(store.read_lines(ITEMS, key)[0]["items"] for key in keys)
        return list(chunk_keys(store, len(groups)))

    def each(
        self, stage: str, work: Callable[[Assignment], Counter[str]], keys: Sequence[str], ready: Iterable[str]
    ) -> None:
        """A phase whose chunks may be done in any order; what was done before counts as done. ``ready`` gives the same
        keys, each when its chunk is asked for."""
        made = self._store.made(stage)
        n_todo = sum(key not in made for key in keys)
        before = max(0, self.n_items - n_todo * CHUNK) if made else 0
        self._progress.begin(PHASES[stage], self.n_items, before)
        if n_todo:
            for counts in self._supervised(stage, work, (key for key in ready if key not in made)):
                self._progress.step(counts.total(), counts[FAILED])
        self._progress.end()

    @contextmanager
    def grouping(self, keys: Sequence[str]) -> Iterator[Iterator[str]]:
        """Find the duplicates, in the order of the items: gives the keys, each when the groups of its chunk are known.
        So the workers analyse what is grouped while the next is."""
        with Groups(self._store.work / "duplicates.sqlite") as groups, UniqueIds() as ids:
            yield self._grouped(keys, groups, ids)

    def _grouped(self, keys: Sequence[str], groups: Groups, ids: UniqueIds) -> Iterator[str]:
        store = self._store
        made = store.made(GROUPS)
        for number, key in enumerate(keys):
            texts = [(ids.unique(id_), bytes.fromhex(said)) for id_, said in store.read_lines(SIGNATURES, key)]
            # After a power loss what is in the file may be less than what was said to be.
            if key not in made or number >= groups.chunks:
                found = groups.of_chunk(number, texts)
                store.write_lines(GROUPS, key, [[id_, group] for (id_, _), group in zip(texts, found, strict=True)])
            yield key

    def _supervised(self, stage: str, work: Callable[[Assignment], Result], keys: Iterable[str]) -> Iterator[Result]:
        supervisor = Supervisor(work, self._workers, self._plan.options.seconds)
        for _, result in supervisor.results((key, self._store.journal(stage, key)) for key in keys):
            yield result


def _spooled(store: Store, stream: IO[bytes] | None) -> Path:
    """Standard input as a file: it can be read once only, and a run may have to read it again."""
    file = store.work / SPOOLED
    if not file.exists():
        if stream is None:
            raise ArchiveError("-: no standard input here; expected files or folders")
        with appearing(file) as written:
            spool(stream, written)
    return file


def _open(store: Store, now: dict[str, Any], *, resume: bool) -> Outcome | None:
    """Begin a run, or take one up; what it came to, if it was finished."""
    finished, begun = store.folder / RUN, store.work / PLAN
    file = next((one for one in (finished, begun) if one.is_file()), None)
    if file is None:
        others = (
            [one.name for one in store.folder.glob("*") if one.name != WORK_FOLDER] if store.folder.exists() else []
        )
        if others:
            raise ArchiveError(f"{store.folder}: holds {others[0]!r}; expected a new or empty folder")
        with appearing(begun) as written:
            srsly.write_json(written, now | {"started": _time()})
        return None
    if not resume:
        state = "a finished run" if file == finished else "a run that was ended"
        raise ArchiveError(f"{store.folder}: holds {state}; expected a new folder, or --resume")
    then = srsly.read_json(file)
    if difference := first_difference(now, then):
        raise ArchiveError(f"{store.folder}: cannot be resumed: {difference}; expected what the run began with")
    return Outcome(**then["counts"]) if file == finished else None


def _close(store: Store, now: dict[str, Any], n_items: int) -> Outcome:
    """Count what stands in the tables, say it in ``run.json``, and leave nothing else behind."""
    tasks = pq.read_table(store.folder / f"{FUNCTIONS}.parquet", columns=["tasks"])["tasks"]
    outcome = Outcome(
        done=len(tasks) - tasks.null_count,
        duplicate=tasks.null_count,
        failed=pq.read_metadata(store.folder / f"{ERRORS}.parquet").num_rows,
    )
    if outcome.inputs != n_items:
        raise AssertionError(f"{n_items} inputs, but {outcome}")
    started = srsly.read_json(store.work / PLAN)["started"]
    with appearing(store.folder / RUN) as file:
        srsly.write_json(file, now | {"counts": asdict(outcome), "started": started, "finished": _time()})
    shutil.rmtree(store.work)
    return outcome


def _passed(sources: Iterable[Source], own: frozenset[str], options: Options) -> tuple[str, ...]:
    """The columns that pass through, of all tables together, in the order in which they are met."""
    look = partial(columns_of, text_column=options.text_column, id_column=options.id_column, own_columns=own)
    return tuple(dict.fromkeys(name for source in sources for name in look(source)))


def _time() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

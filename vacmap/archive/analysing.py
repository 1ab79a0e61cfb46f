"""a chunk of texts → rows of the tables"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from vacmap.archive.collecting import from_line
from vacmap.archive.plan import Plan
from vacmap.archive.records import DONE, DUPLICATE, FAILED, Failure, Item, Stage, failed
from vacmap.archive.schema import ERRORS as ERRORS_SCHEMA
from vacmap.archive.schema import functions_schema, tasks_schema
from vacmap.archive.store import ERRORS, FUNCTIONS, GROUPS, OBJECTS, TASKS, TEXTS, Store
from vacmap.archive.supervise import Assignment, Watch
from vacmap.records import Function
from vacmap.report.contacts import mask_contacts
from vacmap.road import Mapper, function_row

if TYPE_CHECKING:
    from vacmap.structure import Structure

COLLECT_FROM = 50_000
"""New objects from which on a worker looks for garbage; a chunk makes some times as many, nearly all without cycles."""
Row = dict[str, Any]
WHOLE = -1
"""Stands in the journal while all texts of a chunk are worked on together."""


_made: dict[str, Mapper] = {}
"""The mapper of the run that this process works for."""


def _mapper(plan: Plan) -> Mapper:
    if plan.run not in _made:
        _made.clear()
        _made[plan.run] = plan.make_mapper()
        # A model is some hundred thousand objects that stay: looking through them for garbage, again and again, would
        # take a tenth of a worker's time.
        gc.collect()
        gc.freeze()
        gc.set_threshold(COLLECT_FROM, *gc.get_threshold()[1:])
    return _made[plan.run]


def analyse_chunk(plan: Plan, assignment: Assignment) -> Counter[str]:
    """Write the rows of a chunk; gives how many vacancies had which fate."""
    store = Store(plan.folder)
    mapper = _mapper(plan)
    known: list[list[str]] = store.read_lines(GROUPS, assignment.key)
    lines = store.read_lines(TEXTS, assignment.key)
    found = [replace(from_line(line), id=id_) for line, (id_, _) in zip(lines, known, strict=True)]
    wanted = {
        number: one
        for number, (one, (id_, group)) in enumerate(zip(found, known, strict=True))
        if isinstance(one, Item) and (plan.options.keep_duplicates or group == id_)
    }
    with Watch(assignment) as watch:
        analysed = _analyse(mapper, wanted, assignment, watch)
    rows = _Rows(mapper.model.structure, plan)
    for number, (one, (_, group)) in enumerate(zip(found, known, strict=True)):
        rows.add(one, analysed.get(number), group)
    rows.write(store, assignment.key)
    return rows.counts


def _analyse(
    mapper: Mapper, wanted: Mapping[int, Item], assignment: Assignment, watch: Watch
) -> dict[int, Function | Failure]:
    """What becomes of every text. All go together, which takes less time and gives the same; when one fails, one by
    one."""
    if not assignment.careful and wanted:
        watch.at(WHOLE)
        try:
            functions = list(mapper.pipe(item.text or "" for item in wanted.values()))
        except Exception:  # noqa: BLE001, S110  whatever it was: found out one by one, below
            pass
        else:
            return {
                number: _dutch(item, function)
                for (number, item), function in zip(wanted.items(), functions, strict=True)
            }
    left_out = {one.item: one for one in assignment.left_out}
    out: dict[int, Function | Failure] = {}
    for number, item in wanted.items():
        if number in left_out:
            why = left_out[number]
            out[number] = failed(item, Stage.ANALYSE, why.error, f"{item.source}: {why.message}")
            continue
        watch.at(number)
        try:
            out[number] = _dutch(item, mapper.analyse(item.text or "", explain=False))
        except Exception as error:  # noqa: BLE001  it is this vacancy that failed, whatever the reason
            out[number] = failed(item, Stage.ANALYSE, error)
    return out


def _dutch(item: Item, function: Function) -> Function | Failure:
    if function.dutch:
        return function
    message = f"{item.source}: the text does not look Dutch; expected a vacancy in Dutch"
    return failed(item, Stage.ANALYSE, "NotDutch", message)


class _Rows:
    """Rows of the three tables, for one chunk."""

    def __init__(self, structure: Structure, plan: Plan) -> None:
        self._professions = structure.profession_ids
        self._functions_schema = functions_schema(structure, plan.passed)
        self._tasks_schema = tasks_schema(structure)
        self._mask = (lambda text: text) if plan.options.keep_contacts else mask_contacts
        self._with_objects = "jsonl" in plan.options.formats
        self._functions: list[Row] = []
        self._tasks: list[Row] = []
        self._errors: list[Row] = []
        self._objects: list[Row] = []
        self.counts: Counter[str] = Counter()

    def add(self, found: Item | Failure, function: Function | Failure | None, group: str) -> None:
        """An input with what became of it; None for a duplicate that was not analysed."""
        failure = next((one for one in (found, function) if isinstance(one, Failure)), None)
        if failure is not None:
            self._errors.append(asdict(replace(failure, id=found.id)))
            self.counts[FAILED] += 1
            return
        assert isinstance(found, Item)  # noqa: S101
        assert not isinstance(function, Failure)  # noqa: S101
        duplicate = group != found.id
        row: Row = {"id": found.id, "source": found.source, "group": group, "duplicate": duplicate} | found.columns
        if function is not None:
            row |= function_row(function) | {"title": function.title and self._mask(function.title)}
            self._add_tasks(found.id, function)
            if self._with_objects:
                self._objects.append(replace(function, id=found.id).to_dict())
        self._functions.append(row)
        self.counts[DUPLICATE if function is None else DONE] += 1

    def _add_tasks(self, id_: str, function: Function) -> None:
        for number, task in enumerate(function.tasks, start=1):
            shares = {code: task.professions.get(code) for code in self._professions}
            self._tasks.append(
                {"id": id_, "task": number, "start": task.start, "end": task.end, "text": self._mask(task.text)}
                | {"cluster": task.cluster, "outside": task.outside, "activity": task.activity}
                | {"confidence": task.confidence, "certain": task.certain}
                | shares
            )

    def write(self, store: Store, key: str) -> None:
        """Write the rows; those of errors last, since they say that a chunk is done."""
        tables = (
            (FUNCTIONS, self._functions, self._functions_schema),
            (TASKS, self._tasks, self._tasks_schema),
            (ERRORS, self._errors, ERRORS_SCHEMA),
        )
        if self._with_objects:
            store.write_lines(OBJECTS, key, self._objects)
        for stage, rows, schema in tables:
            store.write_batch(stage, key, pa.RecordBatch.from_pylist(rows, schema))

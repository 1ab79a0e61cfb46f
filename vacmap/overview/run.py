"""``run.json`` and a model folder → which run it was, for which structure, and how good its model is"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from vacmap.archive.plan import model_identity
from vacmap.archive.run import PLAN, RUN
from vacmap.archive.store import WORK_FOLDER
from vacmap.overview.errors import OverviewError
from vacmap.records import ModelInfo
from vacmap.resources import default_model
from vacmap.road import resolve_model
from vacmap.structure import Structure


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the inputs of a run."""

    done: int
    duplicate: int
    failed: int


@dataclass(frozen=True, slots=True)
class ModelName:
    """The model of a run: its folder's name, and the hash of its manifest."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Run:
    """What ``run.json`` says, as far as an overview needs it."""

    vacmap: str
    model: ModelName
    counts: Counts
    finished: datetime


_RUN = TypeAdapter(Run)


def read_run(folder: Path) -> Run:
    """Read the ``run.json`` of a finished run.

    Raises
    ------
    OverviewError
        If the folder does not exist or holds no finished run, or the file is of another form.
    """
    if not folder.is_dir():
        found = "a file" if folder.exists() else "no such folder"
        raise OverviewError(f"{folder}: {found}; expected a folder that vacmap classify wrote")
    file = folder / RUN
    if not file.is_file():
        if (folder / WORK_FOLDER / PLAN).is_file():
            raise OverviewError(
                f"{folder}: this run is not finished; expected {RUN} (vacmap classify --resume ends it)"
            )
        raise OverviewError(f"{folder}: holds no {RUN}; expected a folder that vacmap classify wrote")
    try:
        return _RUN.validate_json(file.read_bytes())
    except OSError as error:
        raise OverviewError(f"{file}: cannot be read ({error.strerror or error})") from None
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(map(str, fault["loc"]))
        said = f"{place}: {fault['msg']}" if place else fault["msg"]
        raise OverviewError(f"{file}: {said}; expected what vacmap classify writes") from None


def read_model(run: Run, folder: Path | None) -> tuple[ModelInfo, Structure]:
    """The model of a run with its structure.

    Its measured figures are left out if the folder holds another model than the one of the run: they say nothing about
    these tables.

    Parameters
    ----------
    folder : pathlib.Path or None
        A model folder, or None for the one that comes with vacmap.

    Raises
    ------
    ArchiveError, ModelError
        If the folder holds no whole model.
    """
    place = default_model() if folder is None else folder
    same = model_identity(place)["sha256"] == run.model.sha256
    model = resolve_model(folder)
    info = model.info if same else replace(model.info, name=run.model.name, version="", measured=None)
    return info, model.structure

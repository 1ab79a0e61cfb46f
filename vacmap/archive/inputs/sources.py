"""what was asked for (files, folders, globs) → the files that are meant, each once, in a fixed order"""

from __future__ import annotations

import glob
import os
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from vacmap.archive.inputs.formats import Kind, kind_of
from vacmap.archive.inputs.walk import Walk, is_left_out
from vacmap.archive.records import ArchiveError

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Root:
    """A folder in which there are sources, which share this record."""

    path: str
    """As it was given, with ``/`` between folders; empty for the folder of the process."""
    name: str
    """What it is called in the names of its sources."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was asked for: one vacancy, or a table of them."""

    root: Root
    below: str
    """Path below the root; empty if the root is the file."""
    kind: Kind

    @property
    def path(self) -> str:
        """Where to read it."""
        return posixpath.join(self.root.path, self.below) if self.below else self.root.path

    @property
    def name(self) -> str:
        """A short name that no other source of the run has: of what lies in a folder that was named, the path from that
        folder on; of a file that was named, the path as it was given."""
        return posixpath.join(self.root.name, self.below) if self.below else self.root.name

    @property
    def shown(self) -> str:
        """The path as a person knows it; ``-`` for standard input."""
        return STANDARD_INPUT if self.name == STANDARD_INPUT else self.path


def find_sources(
    inputs: Sequence[str | Path],
    *,
    standard_input: str | Path | None = None,
    leave_out: Iterable[str | Path] = (),
) -> list[Source]:
    """Find the files that are asked for.

    Parameters
    ----------
    inputs : sequence of str or pathlib.Path
        Files, folders (with all that is below them), globs, and ``-`` for standard input.
    standard_input : str, pathlib.Path or None
        File with what came in at standard input, JSONL; see :func:`spool`.
    leave_out : iterable of str or pathlib.Path
        Folders that are not looked into: where the run writes.

    Returns
    -------
    list of Source
        In the order of ``inputs``; what lies in a folder by its path below that folder, in the order of code points. A
        file counts once, by whatever ways it is reached (folders, links). Hidden files, tables that vacmap wrote, and
        what ``left_out.txt`` names are left out, unless they are named themselves. A file of an unknown format is a
        source, so that it is accounted for.

    Raises
    ------
    ArchiveError
        If an input does not exist, a glob fits nothing, or a folder holds no file.
    """
    paths = list(dict.fromkeys(path for one in inputs for path in _expanded(str(one), standard_input)))
    short = _short_names(paths)
    walk = Walk(leave_out)
    parents: dict[str, Root] = {}
    sources: list[Source] = []
    for path in paths:
        if path == STANDARD_INPUT:
            sources.append(Source(Root(str(standard_input), path), "", Kind.TABLE))
        elif Path(path).is_dir():
            root = Root("" if path == "." else path, short.get(path, path))
            found = sorted(walk.folder(path))
            if not found and not walk.met:
                raise ArchiveError(f"{path}: no files in this folder; expected vacancies, or tables of them")
            sources += [Source(root, below, kind) for below, kind in found]
        elif walk.file(path):
            folder, name = posixpath.split(path)
            sources.append(Source(parents.setdefault(folder, Root(folder, folder)), name, kind_of(name)))
    return sources


def _expanded(given: str, standard_input: str | Path | None) -> list[str]:
    """The paths that one input stands for."""
    if given == STANDARD_INPUT:
        if standard_input is None:
            raise ValueError("The 'standard_input' parameter of find_sources must be a file where '-' is an input.")
        return [given]
    path = PurePath(given).as_posix()
    if os.path.exists(path):  # noqa: PTH110  Path.exists raises where a folder may not be entered
        return [path]
    if not glob.has_magic(given):
        raise ArchiveError(f"{given}: no such file or folder")
    found = sorted(PurePath(one).as_posix() for one in glob.glob(given, recursive=True))  # noqa: PTH207  keeps the form
    if seen := [one for one in found if not is_left_out(posixpath.basename(one))]:
        return seen
    raise ArchiveError(f"{given}: fits no file or folder")


def _short_names(paths: Sequence[str]) -> dict[str, str]:
    """Folders by their own names, if no two sources could then be called the same; else none."""
    folders = {path: PurePath(path).name or Path(path).resolve().name for path in paths if Path(path).is_dir()}
    folders |= {path: Path(path).resolve().name for path in folders if folders[path] == ".."}
    firsts = {path.partition("/")[0] for path in paths if path not in folders}
    clash = len(set(folders.values())) < len(folders) or not firsts.isdisjoint(folders.values())
    return {} if clash else folders

"""a folder → the files below it, each once"""

# Strings, not Paths: a Path for each of a hundred thousand files takes several times as long.
# ruff: noqa: PTH110, PTH112, PTH113, PTH118
from __future__ import annotations

import os
import posixpath
import re
from collections import deque
from collections.abc import Iterable, Iterator
from fnmatch import translate
from functools import cache
from importlib.resources import files
from itertools import product
from pathlib import Path

from vacmap.archive.inputs.formats import Kind, kind_of

RUN = "run.json"
WRITTEN = frozenset(
    [RUN, *map(".".join, product(("functions", "tasks", "errors"), ("parquet", "csv", "xlsx", "jsonl")))]
)
"""What a run leaves; in a folder with the first and one of the others they are no input."""


class Walk:
    """Goes through folders and knows where it has been, so that links lead nowhere twice.

    Parameters
    ----------
    leave_out : iterable of str or pathlib.Path
        Folders that are not looked into.
    """

    def __init__(self, leave_out: Iterable[str | Path] = ()) -> None:
        self._not_into = tuple(os.path.realpath(folder) for folder in leave_out)
        self._folders: set[str] = set()
        self._files: set[str] = set()
        """Files that were met by their own names or by links; those met in their folders are known by the folder."""
        self.met = False
        """True if the folder that was walked last has files, were they met before or not."""

    def file(self, path: str) -> bool:
        """True if a file is met for the first time."""
        real = os.path.realpath(path)
        folder, name = os.path.split(real)
        if real in self._files or (folder in self._folders and not is_left_out(name)):
            return False
        self._files.add(real)
        return True

    def folder(self, path: str) -> Iterator[tuple[str, Kind]]:
        """Files below a folder that are met for the first time: path below it, and kind. What is no link comes first,
        so that a file is known by the place where it lies."""
        self.met = False
        links = deque([""])
        while links:
            below = links.popleft()
            real = os.path.realpath(os.path.join(path, below))
            if below and any(real.startswith(folder + os.sep) for folder in self._not_into):
                continue
            if os.path.isdir(real):
                yield from self._tree(below, real, links)
            else:
                self.met = True
                if not os.path.exists(real):
                    yield below, _kind(below, is_file=True)  # a link to nowhere has a fate, too
                elif self.file(real):
                    yield below, _kind(below, is_file=os.path.isfile(real))

    def _tree(self, below: str, real: str, links: deque[str]) -> Iterator[tuple[str, Kind]]:
        """Files below a folder; links are added to ``links``."""
        folders = [(below, real)]
        while folders:
            below, real = folders.pop()
            if real in self._not_into:
                continue
            self.met |= real in self._folders
            if real in self._folders:
                continue
            self._folders.add(real)
            try:
                with os.scandir(real) as entries:
                    found = sorted(entries, key=lambda entry: entry.name)
            except OSError:
                self.met = True
                yield below, Kind.UNKNOWN  # a folder that cannot be looked into has a fate, too
                continue
            names = {entry.name for entry in found}
            own = WRITTEN if WRITTEN & names > {RUN} else frozenset()
            for entry in found:
                if is_left_out(entry.name) or entry.name in own:
                    continue
                path = posixpath.join(below, entry.name)
                if entry.is_symlink():
                    links.append(path)
                elif entry.is_dir():
                    folders.append((path, os.path.join(real, entry.name)))
                else:
                    self.met = True
                    if os.path.join(real, entry.name) not in self._files:
                        yield path, _kind(path, is_file=entry.is_file())


def is_left_out(name: str) -> bool:
    """True if a file or folder of this name is left out where it is found."""
    return _left_out().match(name.casefold()) is not None


def _kind(path: str, *, is_file: bool) -> Kind:
    """What a file is; a pipe or a device is never read, for it may have no end."""
    return kind_of(posixpath.basename(path)) if is_file else Kind.UNKNOWN


@cache
def _left_out() -> re.Pattern[str]:
    lines = files(__package__).joinpath("left_out.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(translate(line.strip()) for line in lines if line.strip() and not line.startswith("#")))

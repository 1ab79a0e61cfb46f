"""The work folder of a run: what every stage made of every chunk, each file whole or not there

A chunk is known by its key, ``000003-000017``: the 17th chunk of the third group of inputs. Keys sort in the order of
the inputs. A file appears by renaming, so that a run may be ended at any moment: what is there is whole, what is not
there is made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

WORK_FOLDER = ".vacmap"
"""Name of the work folder inside the folder of a run's tables."""
ITEMS, TEXTS, SIGNATURES, GROUPS = "items", "texts", "signatures", "groups"
FUNCTIONS, TASKS, ERRORS, OBJECTS = "functions", "tasks", "errors", "objects"


@contextmanager
def appearing(file: Path) -> Iterator[Path]:
    """A path to write to; what was written becomes ``file`` when nothing went wrong."""
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        yield written
        written.replace(file)
    except BaseException:
        written.unlink(missing_ok=True)
        raise


class Store:
    """Files of a run by stage and chunk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / WORK_FOLDER

    def lines(self, stage: str, key: str) -> Path:
        """The file with what a stage made of a chunk, a JSON value a line."""
        return self.work / stage / f"{key}.jsonl"

    def batch(self, stage: str, key: str) -> Path:
        """The file with what a stage made of a chunk, as rows of a table."""
        return self.work / stage / f"{key}.arrow"

    def made(self, stage: str) -> set[str]:
        """Keys of the chunks of which a stage has written its file."""
        return {file.stem for file in (self.work / stage).glob("[0-9]*")}

    def journal(self, stage: str, key: str) -> Path:
        """Where a worker says at which item of a chunk it is."""
        return self.work / "journal" / f"{stage}-{key}"

    def write_lines(self, stage: str, key: str, values: Iterable[Any]) -> None:
        """Write JSON values, a line each."""
        with appearing(self.lines(stage, key)) as file, file.open("w", encoding="utf-8", newline="\n") as stream:
            for value in values:
                stream.write(json.dumps(value, separators=(",", ":")) + "\n")

    def read_lines(self, stage: str, key: str) -> list[Any]:
        """Read what :meth:`write_lines` wrote."""
        with self.lines(stage, key).open(encoding="utf-8", newline="\n") as stream:
            return [json.loads(line) for line in stream]

    def write_batch(self, stage: str, key: str, rows: pa.RecordBatch) -> None:
        """Write rows of a table."""
        with (
            appearing(self.batch(stage, key)) as file,
            pa.OSFile(str(file), "wb") as sink,
            pa.ipc.new_file(sink, rows.schema) as writer,
        ):
            writer.write_batch(rows)

    def read_batch(self, stage: str, key: str) -> pa.RecordBatch:
        """Read what :meth:`write_batch` wrote."""
        with pa.OSFile(str(self.batch(stage, key)), "rb") as source, pa.ipc.open_file(source) as reader:
            return reader.get_batch(0)

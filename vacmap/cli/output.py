"""Where results and messages go: standard output or a file that appears only when it is whole; standard error"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import NoReturn

import typer

UNREADABLE = 2
"""Exit status of wrong usage and of input that cannot be read."""
OWN_FAULT = 70
"""Exit status after a fault of vacmap itself."""


def write(content: str | bytes, output: Path | None) -> None:
    """To standard output, or to a file that appears only when it is whole."""
    if output is None:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content if content.endswith("\n") else content + "\n")
        return
    try:
        target = output.resolve()
        if target.exists() and not target.is_file():
            if target.is_dir():
                fail(f"{output}: a folder; expected a file to write to")
            target.write_bytes(_encoded(content))  # a pipe or a device: written to, not replaced
        else:
            _replace(_encoded(content), target)
    except OSError as error:
        fail(f"{output}: cannot be written ({error.strerror or error})")
    say(f"{output}: written")


def _encoded(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def _replace(content: bytes, target: Path) -> None:
    """Write a file beside the target and put it in its place; an existing file keeps its mode."""
    mask = os.umask(0)
    os.umask(mask)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask
    if not mode & 0o200:
        raise PermissionError(errno.EACCES, "read-only file")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def say(message: str) -> None:
    print(message, file=sys.stderr)


def fail(message: str) -> NoReturn:
    say(f"vacmap: {message}")
    raise typer.Exit(UNREADABLE)


def write_traceback(error: Exception) -> Path:
    """A new file with what led to an error."""
    handle, name = tempfile.mkstemp(prefix="vacmap-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as stream:
        stream.writelines(traceback.format_exception(error))
    return Path(name)

"""a file → the vacancy in it, and a message where a person should know of something"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vacmap.cli.output import say

if TYPE_CHECKING:
    from vacmap.records import Vacancy

LONG_LINE = 20_000
"""A line of more characters is no line of a vacancy; it is read, and said."""


def read_vacancy(file: Path) -> Vacancy:
    """Read a vacancy. Raises InputError if there is none in the file."""
    from vacmap.read import read

    vacancy = read(file)
    longest = max(map(len, vacancy.text.splitlines()), default=0)
    if longest > LONG_LINE:
        say(f"{file}: a line of {longest:,} characters; read as one paragraph")
    return vacancy

"""What several commands share: options, formats by suffix"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from vacmap.cli.output import fail

ModelOption = Annotated[
    Path | None, typer.Option("--model", help="A model folder; default: the model that comes with vacmap.")
]
WordsOption = Annotated[
    str | None,
    typer.Option("--words", help="A spaCy pipeline that tells words apart, as nl_core_news_lg; default: vacmap's own."),
]
ContactsOption = Annotated[bool, typer.Option("--keep-contacts", help="Show e-mail addresses and telephone numbers.")]
OutOption = Annotated[Path | None, typer.Option("-o", "--output", help="File to write; default: standard output.")]
StructureOption = Annotated[
    Path | None, typer.Option("--structure", help="A structure folder; default: the one that comes with vacmap.")
]

Format = TypeVar("Format", bound=StrEnum)


def chosen_format(named: Format | None, output: Path | None, suffixes: Mapping[str, Format], default: Format) -> Format:
    """The format that was named; else the one of the output file's suffix, which must tell; else ``default``."""
    if named is not None:
        return named
    if output is None:
        return default
    by_suffix = suffixes.get(output.suffix.lower())
    if by_suffix is None and output.suffix:
        fail(f"{output}: cannot tell the format from this suffix; expected {', '.join(suffixes)} or --format")
    return by_suffix or default

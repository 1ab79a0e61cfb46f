"""a structure, a person at a terminal → the blocks, weights and words of a profile

Questions and answers go by standard error and standard input; standard output is for the profile. An answer that
cannot be understood is asked again.
"""

from __future__ import annotations

import math
import re
import shlex
import shutil
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from vacmap.compose import pick_blocks, usual_tasks
from vacmap.compose.wording import for_target_group
from vacmap.report.phrases import phrase
from vacmap.report.wording import in_sentence, percent

if TYPE_CHECKING:
    from vacmap.structure import Structure

Answer = TypeVar("Answer")
NARROWEST, WIDEST = 40, 100
"""Columns of text, however wide the terminal."""
_FIRST_SENTENCE = re.compile(r"(?<=[.!?])\s")
INDENT = " " * 5
"""As wide as a number in a list."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What `vacmap compose` is asked for."""

    weights: dict[str, float]
    title: str | None = None
    organisation: str | None = None
    target_group: str | None = None
    tasks: int | None = None
    output: Path | None = None


def choose(structure: Structure, given: Choice, suffixes: Sequence[str], *, file_needed: bool) -> Choice:
    """Ask for what the command line did not give.

    Parameters
    ----------
    suffixes : sequence of str
        Of the files that can be written.
    file_needed : bool
        True if the profile cannot be shown in the terminal.

    Raises
    ------
    typer.Abort
        If the person stops (Ctrl-C, or the end of the input).
    """
    _say("welcome", structure=structure.name)
    weights = _ask_weights(structure, _ask_cells(structure))
    _say("shares")
    for block in pick_blocks(weights, structure):
        _show(f"  {percent(block.share):>5}  {_cell_name(structure, block.id)}")
    _say("words")
    return Choice(
        weights,
        given.title or _ask_words("title"),
        given.organisation or _ask_words("organisation"),
        given.target_group or _ask_words("target_group"),
        given.tasks or _ask_amount(usual_tasks(pick_blocks(weights, structure)), least=len(weights)),
        given.output or _ask_file(suffixes, needed=file_needed),
    )


def as_command(choice: Choice, format: str | None, structure: Path | None) -> str:
    """The command line that asks for the same without questions."""
    blocks = [id_ if weight == 1 else f"{id_}={weight:g}" for id_, weight in choice.weights.items()]
    options = {
        "--title": choice.title,
        "--organisation": choice.organisation,
        "--target-group": choice.target_group,
        "--tasks": choice.tasks,
        "--format": format,
        "--structure": structure,
        "-o": choice.output,
    }
    given = [word for name, value in options.items() if value is not None for word in (name, str(value))]
    return shlex.join(["vacmap", "compose", *blocks, *given])


def read_numbers(answer: str, most: int) -> list[int]:
    """Numbers as people write them in a list, each once, in their order.

    Raises
    ------
    ValueError
        If it is no list of numbers from 1 to ``most``.

    Examples
    --------
    >>> read_numbers("4, 1-2", most=5)
    [4, 1, 2]
    """
    found: list[int] = []
    for piece in _pieces(re.sub(r"\s*[-–]\s*", "-", answer)):
        first, _, last = piece.partition("-")
        _check(1 <= int(first) <= int(last or first) <= most)
        found += range(int(first), int(last or first) + 1)
    _check(bool(found))
    return list(dict.fromkeys(found))


def read_weights(answer: str, most: int) -> dict[int, float]:
    """Weights of numbered things, as "2=3 4=0,5"; those that are not named weigh 1.

    Raises
    ------
    ValueError
        If a number is not from 1 to ``most`` or a weight is no positive number.

    Examples
    --------
    >>> read_weights("2=3; 3 = 0,5", most=3)
    {1: 1.0, 2: 3.0, 3: 0.5}
    """
    weights = dict.fromkeys(range(1, most + 1), 1.0)
    for piece in re.split(r";\s*|\s+|,(?=\s*\d+\s*=)", re.sub(r"\s*=\s*", "=", answer.strip())):
        if piece:
            number, _, weight = piece.rstrip(",").partition("=")
            _check(int(number) in weights)
            weights[int(number)] = float(weight.replace(",", "."))
            _check(math.isfinite(weights[int(number)]) and weights[int(number)] > 0)
    return weights


def _ask_cells(structure: Structure) -> list[str]:
    _say("professions")
    for number, profession in enumerate(structure.professions, start=1):
        _show(f"{number:3}  {profession.name}")
        _show(_FIRST_SENTENCE.split(profession.definition, maxsplit=1)[0], INDENT)
    chosen = _ask("numbers", lambda answer: read_numbers(answer, len(structure.professions)))
    return [cell for number in chosen for cell in _ask_cells_of(structure, structure.professions[number - 1].id)]


def _ask_cells_of(structure: Structure, profession: str) -> list[str]:
    _say("clusters", profession=in_sentence(structure.profession(profession).name))
    cells = [f"{profession}/{code}" for code in structure.cluster_ids if structure.has_cell(profession, code)]
    for number, cell in enumerate(cells, start=1):
        (block,) = pick_blocks({cell: 1.0}, structure)
        example = for_target_group(block.pieces[0].sentence, None)
        _show(f"{number:3}  {structure.cluster(cell.rpartition('/')[2]).name} [{cell}]")
        kind = "cell" if len(block.pieces) > 1 else "cell_of_one"
        _show(phrase("choice", kind, count=str(len(block.pieces)), example=example), INDENT)
    chosen = _ask("numbers_or_all", lambda answer: read_numbers(answer or f"1-{len(cells)}", len(cells)), default="")
    return [cells[number - 1] for number in chosen]


def _ask_weights(structure: Structure, cells: Sequence[str]) -> dict[str, float]:
    if len(cells) == 1:
        return {cells[0]: 1.0}
    _say("weights")
    for number, cell in enumerate(cells, start=1):
        _show(f"{number:3}  {_cell_name(structure, cell)}")
    weights = _ask("weights_of", lambda answer: read_weights(answer, len(cells)), default="")
    return {cell: weights[number] for number, cell in enumerate(cells, start=1)}


def _ask_words(name: str) -> str | None:
    return _ask(name, str.strip, default="") or None


def _ask_amount(usual: int, least: int) -> int:
    def read(answer: str) -> int:
        _check(int(answer) >= least)
        return int(answer)

    return _ask("amount", read, default=str(usual), least=str(least))


def _ask_file(suffixes: Sequence[str], *, needed: bool) -> Path | None:
    def read(answer: str) -> Path | None:
        file = Path(answer.strip()) if answer.strip() else None
        _check(not needed if file is None else file.suffix.lower() in suffixes)
        return file

    return _ask("file" if needed else "file_or_screen", read, default="", suffixes=", ".join(suffixes))


def _ask(name: str, read: Callable[[str], Answer], *, default: str | None = None, **values: str) -> Answer:
    """The answer to a question, as ``read`` understands it; asked again while that raises ValueError."""
    while True:
        answer = typer.prompt(phrase("choice", name, **values), default=default, show_default=bool(default), err=True)
        try:
            return read(answer)
        except ValueError:
            _show(phrase("choice", "not_understood", answer=answer))


def _check(fits: bool) -> None:
    if not fits:
        raise ValueError


def _pieces(answer: str) -> list[str]:
    return [piece for piece in re.split(r"[,;\s]+", answer) if piece]


def _cell_name(structure: Structure, cell: str) -> str:
    profession, _, cluster = cell.partition("/")
    return f"{structure.profession(profession).name}: {structure.cluster(cluster).name}"


def _say(name: str, **values: str) -> None:
    """What comes next, under an empty line."""
    _show(f"\n{phrase('choice', name, **values)}")


def _show(text: str, indent: str = "") -> None:
    """Lines on standard error, wrapped to the terminal."""
    width = min(WIDEST, max(NARROWEST, shutil.get_terminal_size().columns - 1))
    for line in text.split("\n"):
        typer.echo(textwrap.fill(line, width, initial_indent=indent, subsequent_indent=indent), err=True)

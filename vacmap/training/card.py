"""model → its card: what it is, what it was made from, how well it does"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vacmap.errors import TrainingDataError
from vacmap.training.held_out import CERTAIN_ACCURACY, KEPT

if TYPE_CHECKING:
    from vacmap.bundle import Model


STUDY = "study.json"
"""In a folder of training data: what :mod:`vacmap.training.study` found for them."""


def read_study(folder: Path) -> dict[str, Any] | None:
    """What was found for the data of a folder, if anything was. Raises TrainingDataError if the file is damaged."""
    file = folder / STUDY
    if not file.is_file():
        return None
    try:
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        _studied(content, None)
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise TrainingDataError(f"{file}: expected what vacmap.training.study writes ({error!r})") from None
    return content


def make_card(model: Model, study: dict[str, Any] | None = None) -> str:
    """The card of a model, in markdown; ``study`` as :func:`read_study` gave it."""
    data, held_out = model.about["data"], model.about["held_out"]
    mixture = model.mixture
    rows = {
        "structure": model.structure.label,
        "trained on": f"{data['vacancies']} labelled vacancies with {data['tasks_in_vacancies']} tasks, "
        f"{data['task_sentences']} task sentences apart",
        "hash of the data": f"`{data.get('sha256', '–')}`",
        "made with": ", ".join(
            [f"Python {model.about['python']}", *(f"{name} {v}" for name, v in model.about["libraries"].items())]
        ),
        "mixture": f"α = {mixture.strength:g}, τ = {mixture.sharpness:g}, ρ = {mixture.pull:g}, κ = {mixture.weight:g} "
        "(formula: `vacmap/functions/mixture.py`)",
        "a task is certain from a probability of": f"{model.certainty:.2f}: there, tasks were right in "
        f"{CERTAIN_ACCURACY:.0%}; {held_out['certain']:.0%} of the tasks reach it",
        "tasks in a right cluster": f"{held_out['cluster_hit']:.3f}; of the surest {KEPT:.0%} of them "
        f"{held_out['cluster_hit_of_surest']:.3f}",
        "expected calibration error": f"{held_out['calibration_error']:.3f}",
    }
    if "function_distance" in held_out:
        rows["mean distance to the labelled mixtures"] = f"{held_out['function_distance']:.3f}"
        rows["90 % intervals that hold the labelled share"] = f"{held_out['intervals_hold']:.0%}"
    table = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
    return f"""# {model.name} {model.version}

A model of vacmap: zones of a vacancy, activity clusters and professions of its tasks, the function as a mixture.

| | |
|---|---|
{table}

The figures above are for tasks of training vacancies held out in turn, zones as labelled. Figures on vacancies that had
no part in training, from the text alone: `vacmap evaluate`. Made by `vacmap train`; the same data give the same
predictions. Licence: CC BY 4.0, as the data it was trained on.

## How far to believe a confidence

How often the surest tasks are right, and how sure the least sure of them is:

{_table(model.about["coverage"])}

Tasks by their confidence, in tenths:

{_table(model.about["reliability"])}
{_studied(study, data.get("sha256"))}"""


def _studied(study: dict[str, Any] | None, sha256: str | None) -> str:
    if study is None:
        return ""
    same = "the same data" if study["sha256"] == sha256 else f"an earlier state of the data (hash `{study['sha256']}`)"
    return f"""
## What it learnt from

A fifth of the vacancies set apart, for {same}: what twice as many tasks bring, and what every part of the description
of a task is worth. Made by `python -m vacmap.training.study`.

{as_markdown(study)}
"""


def as_markdown(content: dict[str, Any]) -> str:
    """Both tables in markdown."""
    return "\n\n".join(_table(content[name]) for name in ("curve", "ablation"))


def _table(rows: Sequence[dict[str, Any]]) -> str:
    names = list(rows[0])
    lines = [names, ["---"] * len(names)]
    lines += [
        [f"{row[name]:.3f}" if isinstance(row[name], float) else str(row[name]) for name in names] for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

"""model → its card: what it is, what it was made from, how well it does"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vacmap.bundle import Model

CERTAIN_ACCURACY = 0.85
"""A task is called certain where tasks of at least that confidence were right this often."""


def make_card(model: Model) -> str:
    """The card of a model, in markdown."""
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
        "distance to the written mixtures, training vacancies held out in turn": f"{held_out['function_distance']:.3f}",
        "a task is certain from a probability of": f"{model.certainty:.2f}: tasks of held-out training vacancies at or "
        f"above it were right in {CERTAIN_ACCURACY:.0%}; they are {held_out['certain']:.0%} of the tasks",
    }
    table = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
    return f"""# {model.name} {model.version}

A model of vacmap: zones of a vacancy, activity clusters and professions of its tasks, the function as a mixture.

| | |
|---|---|
{table}

Figures on vacancies that had no part in training: `vacmap evaluate`. Made by `vacmap train`; the same data give the
same predictions. Licence: CC BY 4.0, as the data it was trained on.
"""

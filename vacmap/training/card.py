"""model → its card: what it is, what it was made from, how well it does"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vacmap.training.held_out import CERTAIN_ACCURACY, KEPT

if TYPE_CHECKING:
    from vacmap.bundle import Model


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
        "a task is certain from a probability of": f"{model.certainty:.2f}: there, tasks were right in "
        f"{CERTAIN_ACCURACY:.0%}; {held_out['certain']:.0%} of the tasks reach it",
        "tasks in a right cluster": f"{held_out['cluster_hit']:.3f}; of the surest {KEPT:.0%} of them "
        f"{held_out['cluster_hit_of_surest']:.3f}",
        "expected calibration error": f"{held_out['calibration_error']:.3f}",
        "distance to the written mixtures": f"{held_out['function_distance']:.3f}",
        "90 % intervals that hold the written share": f"{held_out['intervals_hold']:.0%}",
    }
    table = "\n".join(f"| {name} | {value} |" for name, value in rows.items())
    return f"""# {model.name} {model.version}

A model of vacmap: zones of a vacancy, activity clusters and professions of its tasks, the function as a mixture.

| | |
|---|---|
{table}

The figures above are for tasks of training vacancies held out in turn, zones as labelled. Figures on vacancies that had
no part in training, from the text alone: `vacmap evaluate`. Made by `vacmap train`; the same data give the same
predictions. Licence: CC BY 4.0, as the data it was trained on.
"""

"""model → its card: what it is, what it was made from, how well it does"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vacmap.bundle import Model


def make_card(model: Model) -> str:
    """The card of a model, in markdown."""
    data, held_out = model.about["data"], model.about["held_out"]
    libraries = ", ".join(f"{name} {version}" for name, version in model.about["libraries"].items())
    mixture = model.mixture
    return f"""# {model.name} {model.version}

A model of vacmap: zones of a vacancy, activity clusters and professions of its tasks, the function as a mixture.

| | |
|---|---|
| structure | {model.structure.label} |
| trained on | {data["vacancies"]} labelled vacancies with {data["tasks_in_vacancies"]} tasks, {data["task_sentences"]} task sentences apart |
| hash of the data | `{data.get("sha256", "–")}` |
| made with | Python {model.about["python"]}, {libraries} |
| mixture | α = {mixture.strength:g}, τ = {mixture.sharpness:g}, κ = {mixture.weight:g} (formula: `vacmap/functions/mixture.py`) |
| distance to the written mixtures, training vacancies held out in turn | {held_out["function_distance"]:.3f} |
| a task is certain from | {model.certainty:.2f} (at or above it tasks of held-out training vacancies were right in 85 %; {held_out["certain"]:.0%} of the tasks) |

Figures on vacancies that had no part in training: `vacmap evaluate`. Made by `vacmap train`; the same data give the same predictions.
Licence: CC BY 4.0, as the data it was trained on.
"""

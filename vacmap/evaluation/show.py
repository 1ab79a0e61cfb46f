"""figures → text or JSON"""

from __future__ import annotations

from typing import Any

from vacmap.evaluation.run import Evaluation

COUNTS = ("documents", "tokens", "task_units")
SHORT = ("zone_accuracy", "task_f1", "cluster_hit", "outside_f1", "function_distance")
"""Figures shown per vacancy."""


def figures_as_json(evaluation: Evaluation, *, per_document: bool = False) -> dict[str, Any]:
    """The keys of ``score.py``, and the reference rows under ``references``."""
    out: dict[str, Any] = _rounded(evaluation.model) | {"missing_documents": 0}
    out["references"] = {name: _rounded(row) for name, row in evaluation.references.items()}
    if per_document:
        out["per_document"] = {id_: _rounded(row) for id_, row in evaluation.per_document.items()}
    return out


def figures_as_text(evaluation: Evaluation, *, per_document: bool = False) -> str:
    """A table: a row per figure, a column for the model and for each reference."""
    model = evaluation.model
    lines = [", ".join(f"{model[name]:.0f} {name.replace('_', ' ')}" for name in COUNTS), ""]
    columns = {"model": model, **evaluation.references}
    lines.append(f"{'':22}" + "".join(f"{name:>16}" for name in columns))
    lines.extend(
        f"{name:22}" + "".join(f"{row[name]:16.3f}" for row in columns.values()) for name in model if name not in COUNTS
    )
    if per_document:
        width = max(map(len, evaluation.per_document), default=0) + 2
        lines += ["", " " * width + "".join(f"{name:>19}" for name in SHORT)]
        for id_, row in evaluation.per_document.items():
            lines.append(f"{id_:{width}}" + "".join(f"{row[name]:19.3f}" for name in SHORT))
    return "\n".join(lines)


def _rounded(row: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in row.items()}

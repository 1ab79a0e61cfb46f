"""what a model is known to do → in words, how well it does"""

from __future__ import annotations

from vacmap.records import ModelInfo
from vacmap.report.phrases import phrase
from vacmap.report.wording import percent


def say_quality(model: ModelInfo, group: str = "quality") -> str:
    """How well a model did on vacancies it did not know; ``group`` of phrases says it for one function or for many."""
    measured = model.measured
    if measured is None:
        return phrase("quality", "unknown")
    return phrase(
        group,
        "measured",
        vacancies=str(measured.vacancies),
        hit=percent(measured.cluster_hit),
        distance=percent(measured.function_distance),
        holds=percent(measured.intervals_hold),
    )

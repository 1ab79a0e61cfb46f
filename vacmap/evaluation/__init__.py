"""predictions → figures."""

from vacmap.evaluation.figures import Prediction, Tally, compare, distance
from vacmap.evaluation.run import REFERENCES, Evaluation, evaluate, predict, total
from vacmap.evaluation.show import figures_as_json, figures_as_text

__all__ = [
    "REFERENCES",
    "Evaluation",
    "Prediction",
    "Tally",
    "compare",
    "distance",
    "evaluate",
    "figures_as_json",
    "figures_as_text",
    "predict",
    "total",
]

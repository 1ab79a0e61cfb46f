"""labelled data → a model."""

from vacmap.training.corpus import read_labelled
from vacmap.training.labels import Label, LabelledSpan, LabelledVacancy
from vacmap.training.train import digest, fit, train

__all__ = ["Label", "LabelledSpan", "LabelledVacancy", "digest", "fit", "read_labelled", "train"]

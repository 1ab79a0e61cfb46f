"""labelled data → a model."""

from vacmap.training.corpus import digest, read_labelled
from vacmap.training.jsonl_format import as_jsonl
from vacmap.training.labels import Label, LabelledSpan, LabelledVacancy
from vacmap.training.train import fit, train

__all__ = ["Label", "LabelledSpan", "LabelledVacancy", "as_jsonl", "digest", "fit", "read_labelled", "train"]

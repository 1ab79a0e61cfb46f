"""tasks → cells of the structure."""

from vacmap.activities.alone import with_reasons
from vacmap.activities.assign import assign_all
from vacmap.activities.classifier import ActivityClassifier, cell_shares
from vacmap.activities.job import Codes, Evidence, Job, LabelledJob, TaskExample, told
from vacmap.activities.nearest import ActivityIndex
from vacmap.activities.novelty import UNLIKE, Novelty

__all__ = [
    "UNLIKE",
    "ActivityClassifier",
    "ActivityIndex",
    "Codes",
    "Evidence",
    "Job",
    "LabelledJob",
    "Novelty",
    "TaskExample",
    "assign_all",
    "cell_shares",
    "told",
    "with_reasons",
]

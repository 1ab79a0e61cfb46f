"""tasks → cells of the structure."""

from vacmap.activities.alone import with_reasons
from vacmap.activities.assign import assign_all
from vacmap.activities.classifier import ActivityClassifier, cell_shares, filled_cells
from vacmap.activities.job import Codes, Evidence, Job, LabelledJob, ReadJobs, TaskExample, told, told_words
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
    "ReadJobs",
    "TaskExample",
    "assign_all",
    "cell_shares",
    "filled_cells",
    "told",
    "told_words",
    "with_reasons",
]

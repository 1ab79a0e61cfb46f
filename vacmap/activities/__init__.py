"""tasks → cells of the structure."""

from vacmap.activities.assign import assign
from vacmap.activities.classifier import ActivityClassifier, profession_shares
from vacmap.activities.job import Evidence, Job, LabelledJob, TaskExample, told
from vacmap.activities.nearest import ActivityIndex
from vacmap.activities.novelty import UNLIKE, Novelty

__all__ = [
    "UNLIKE",
    "ActivityClassifier",
    "ActivityIndex",
    "Evidence",
    "Job",
    "LabelledJob",
    "Novelty",
    "TaskExample",
    "assign",
    "profession_shares",
    "told",
]

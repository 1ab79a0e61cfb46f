"""tasks → cells of the structure."""

from vacmap.activities.assign import assign
from vacmap.activities.classifier import ActivityClassifier, profession_shares
from vacmap.activities.job import Evidence, Job, LabelledJob, TaskExample, told
from vacmap.activities.nearest import ActivityIndex

__all__ = [
    "ActivityClassifier",
    "ActivityIndex",
    "Evidence",
    "Job",
    "LabelledJob",
    "TaskExample",
    "assign",
    "profession_shares",
    "told",
]

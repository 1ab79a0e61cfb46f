"""tasks → cells of the structure."""

from vacmap.activities.assign import assign
from vacmap.activities.classifier import ActivityClassifier, Evidence, TaskExample, profession_shares
from vacmap.activities.nearest import ActivityIndex

__all__ = ["ActivityClassifier", "ActivityIndex", "Evidence", "TaskExample", "assign", "profession_shares"]

"""units → zones: what each stretch of a vacancy is about."""

from vacmap.zones.batch import Cut
from vacmap.zones.classifier import FRAME, LABELS, LabelledText, LabelledUnit, ZoneClassifier, to_zones
from vacmap.zones.context import ContextModel
from vacmap.zones.form import HEADING
from vacmap.zones.sentence import SentenceModel

__all__ = [
    "FRAME",
    "HEADING",
    "LABELS",
    "ContextModel",
    "Cut",
    "LabelledText",
    "LabelledUnit",
    "SentenceModel",
    "ZoneClassifier",
    "to_zones",
]

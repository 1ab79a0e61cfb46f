"""units → zones: what each stretch of a vacancy is about."""

from vacmap.zones.chain import Chain
from vacmap.zones.classifier import FRAME, LABELS, LabelledUnit, ZoneClassifier, to_zones
from vacmap.zones.features import HEADING, Features, unit_features

__all__ = [
    "FRAME",
    "HEADING",
    "LABELS",
    "Chain",
    "Features",
    "LabelledUnit",
    "ZoneClassifier",
    "to_zones",
    "unit_features",
]

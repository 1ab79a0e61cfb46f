"""The beroepenstructuur: professions × clusters × activities, read from data."""

from vacmap.structure.loader import load_structure
from vacmap.structure.schema import Activity, Cluster, Part, Profession, Shell, Structure

__all__ = ["Activity", "Cluster", "Part", "Profession", "Shell", "Structure", "load_structure"]

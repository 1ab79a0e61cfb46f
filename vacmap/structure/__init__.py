"""The beroepenstructuur: professions × clusters × activities, read from data."""

from vacmap.structure.loader import load_structure
from vacmap.structure.schema import Activity, Cluster, Part, Profession, Shell, Structure
from vacmap.structure.sharing import Sharing, share_parts, share_titles

__all__ = [
    "Activity",
    "Cluster",
    "Part",
    "Profession",
    "Sharing",
    "Shell",
    "Structure",
    "load_structure",
    "share_parts",
    "share_titles",
]

"""structure, passed-through columns → the columns of the tables"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from vacmap.records import OUTSIDE
from vacmap.structure import Structure

ERRORS = pa.schema([(name, pa.string()) for name in ("id", "source", "stage", "error", "message")])
"""A row per input that failed."""


def functions_schema(structure: Structure, passed: Sequence[str]) -> pa.Schema:
    """A row per vacancy that could be read; ``passed`` are the columns of the inputs that pass through.

    Of a duplicate that was not analysed only what is known of any vacancy is there; the first of its group has the
    rest.
    """
    components = (*structure.profession_ids, OUTSIDE)
    known = [("id", pa.string()), ("source", pa.string()), ("group", pa.string()), ("duplicate", pa.bool_())]
    of_title = [("title", pa.string()), ("tasks", pa.int32())]
    shares = [(code, pa.float64()) for code in components]
    limits = [(f"{code}_{end}", pa.float64()) for code in components for end in ("low", "high")]
    clusters = [(f"cluster_{code}", pa.float64()) for code in structure.cluster_ids]
    judged = [(name, pa.float64()) for name in ("purity", "uncertain", "novelty")]
    through = [(name, pa.string()) for name in passed]
    return pa.schema([*known, *of_title, *shares, *limits, *clusters, *judged, *through])


def tasks_schema(structure: Structure) -> pa.Schema:
    """A row per task; ``start`` and ``end`` are offsets in the text as it was read, whatever is masked in ``text``."""
    place = [("id", pa.string()), ("task", pa.int32()), ("start", pa.int32()), ("end", pa.int32())]
    said = [("text", pa.string()), ("cluster", pa.string())]
    shares = [(code, pa.float64()) for code in structure.profession_ids]
    judged = [
        *(("outside", pa.string()), ("activity", pa.string())),
        *(("confidence", pa.float64()), ("certain", pa.bool_())),
    ]
    return pa.schema([*place, *said, *shares, *judged])


def own_columns(structure: Structure) -> frozenset[str]:
    """Names that a passed-through column may not have."""
    return frozenset(functions_schema(structure, ()).names)

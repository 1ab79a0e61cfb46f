"""records ↔ msgpack, so that a ``Doc`` with vacmap's results goes through ``Doc.to_bytes``, ``DocBin`` and
``nlp.pipe(n_process=…)``

spaCy stores ``doc.user_data`` with srsly's msgpack, which asks registered encoders about types it does not know. Only
the record classes listed here are ever built on reading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

import srsly

from vacmap import records
from vacmap.structure import Structure
from vacmap.tasks import TaskSpan
from vacmap.zones import LabelledUnit

KEY = "__vacmap__"
CLASSES: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        *(records.Line, records.Unit, records.Zone, records.Match, records.Word, records.Alone),
        *(records.Task, records.Profile, records.ModelInfo, records.Measured, records.Function, TaskSpan, LabelledUnit),
    )
}


def register(*classes: type) -> None:
    """Make the encoders known to srsly; ``classes`` are further dataclasses to be carried."""
    CLASSES.update({cls.__name__: cls for cls in classes})
    srsly.msgpack_encoders("vacmap", func=_encode)
    srsly.msgpack_decoders("vacmap", func=_decode)


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, Structure):
        return {KEY: "Structure", "json": value.model_dump_json()}
    if is_dataclass(value) and type(value).__name__ in CLASSES:
        return {KEY: type(value).__name__} | {field.name: getattr(value, field.name) for field in fields(value)}
    return value if chain is None else chain(value)


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if isinstance(value, dict) and KEY in value:
        name = value[KEY]
        if name == "Structure":
            return _structure(value["json"])
        if name in CLASSES:
            cls = CLASSES[name]
            return cls(**{key: _restored(key, content) for key, content in value.items() if key != KEY})
    return value if chain is None else chain(value)


def _restored(name: str, value: Any) -> Any:
    """msgpack knows lists only, and strings for enumerations."""
    if name == "zone":
        return records.ZoneCode(value)
    if name == "intervals":
        return {code: tuple(limits) for code, limits in value.items()}
    return tuple(value) if isinstance(value, list) else value


@lru_cache(maxsize=8)
def _structure(json: str) -> Structure:
    return Structure.model_validate_json(json)

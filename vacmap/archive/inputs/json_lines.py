"""a file with a JSON object a line → a table

Numbers come out as they were written ("12.50" stays "12.50"), values with parts as compact JSON. A line may have keys
that no line before it had.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from vacmap.archive.inputs.encodings import open_text
from vacmap.archive.inputs.lines import Lines, LongLine
from vacmap.archive.inputs.tables import MAX_COLUMNS, BadRow, Cells, Row, Table, check_names, different
from vacmap.errors import InputError

EXPECTED = "expected a JSON object a line"


class _Number(str):
    """A number as it was written."""

    __slots__ = ()


@contextmanager
def open_json_lines(path: str) -> Iterator[list[Table]]:
    """Open a file with a JSON object a line.

    Raises
    ------
    InputError
        If it is no text, or none of the first lines is an object.
    """
    stream, encoding = open_text(path, newline="\n")
    with stream:
        table = Table.opened(None, _rows(Lines(stream)), misfit=encoding.misfit)
        if not table.sample:
            first = next(table.rows, None)
            if isinstance(first, BadRow):
                raise InputError(f"none of the first lines is an object (line {first.number}: {first.message})")
            raise InputError(f"empty; {EXPECTED}")
        yield [table]


def _rows(lines: Lines) -> Iterator[Row | BadRow]:
    names: dict[str, str] = {}
    for number in count(1):
        lines.begin()
        try:
            line = lines.read().lstrip("\ufeff")
            if line.strip():
                yield Row(number, _cells(line, names))
            elif not line:
                return
        except (InputError, LongLine) as error:
            yield BadRow(number, str(error))


def _cells(line: str, names: dict[str, str]) -> Cells:
    """The cells of a line; keys that are new are added to ``names``, which holds what each key's column is called."""
    try:
        value = _DECODER.decode(line)
        if not isinstance(value, dict):
            kind = next(word for types, word in KINDS.items() if isinstance(value, types))
            raise InputError(f"{kind}; {EXPECTED}")
        if new := [key for key in value if key not in names]:
            _add(new, names)
        return {names[key]: _text(part) for key, part in value.items()}
    except json.JSONDecodeError as error:
        raise InputError(f"no JSON at character {error.pos + 1:,} ({error.msg}); {EXPECTED}") from None
    except RecursionError:
        raise InputError(f"values inside values, too deep to read; {EXPECTED}") from None


def _add(keys: list[str], names: dict[str, str]) -> None:
    if len(names) + len(keys) > MAX_COLUMNS:
        raise InputError(f"more than {MAX_COLUMNS:,} different keys up to this line; expected the columns of a table")
    check_names(keys)
    taken = set(names.values())
    for key in keys:
        is_free = key.strip() and key not in taken
        names[key] = key if is_free else different([*names.values(), key])[-1]
        taken.add(names[key])


def _text(value: Any) -> str | None:
    """A value as text; a string as it is."""
    if value is None or type(value) is str:
        return value
    return str(value) if isinstance(value, _Number) else _compact(value)


def _compact(value: Any) -> str:
    """JSON without spaces, with numbers as they were written."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{_compact(key)}:{_compact(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_compact, value)) + "]"
    return str(value) if isinstance(value, _Number) else json.dumps(value, ensure_ascii=False)


def _constant(name: str) -> _Number | None:
    """What Python's json writes for numbers that are none; NaN is how pandas says that a value is missing."""
    return None if name == "NaN" else _Number(name)


KINDS = {_Number: "a number", str: "a string", list: "a list", bool: "true or false", type(None): "null"}
_DECODER = json.JSONDecoder(parse_int=_Number, parse_float=_Number, parse_constant=_constant)

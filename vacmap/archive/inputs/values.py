"""a typed value of a table → the text a person would see"""

from __future__ import annotations

import base64
import json
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import singledispatch
from typing import Any

EXACT = 10**15
"""Whole numbers below are exact in every spreadsheet."""


@singledispatch
def as_text(value: Any) -> str | None:
    """Text of a value: 12 for 12.0, dates as in ISO 8601 (a time of midnight left out), ``true`` and ``false``, lists
    and structures as JSON, bytes as UTF-8 or else base64; None for what is missing."""
    return str(value)


@as_text.register
def _(value: None) -> None:
    return value


@as_text.register
def _(value: bool) -> str:  # noqa: FBT001
    return "true" if value else "false"


@as_text.register
def _(value: float) -> str | None:
    if math.isnan(value):  # how many programs write that a value is missing
        return None
    return str(int(value)) if value.is_integer() and abs(value) < EXACT else repr(value)


@as_text.register
def _(value: Decimal) -> str:
    return format(value, "f")


@as_text.register(date)
@as_text.register(time)
def _(value: date | time) -> str:
    return value.isoformat()


@as_text.register
def _(value: datetime) -> str:
    return value.isoformat().removesuffix("T00:00:00")


@as_text.register
def _(value: timedelta) -> str:
    sign, value = ("-", -value) if value < timedelta() else ("", value)
    hours, rest = divmod(value, timedelta(hours=1))
    return f"{sign}{hours}:{str(rest).partition(':')[2]}"


@as_text.register
def _(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return base64.b64encode(value).decode("ascii")


@as_text.register(dict)
@as_text.register(list)
def _(value: dict[str, Any] | list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=as_text)

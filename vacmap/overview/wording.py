"""numbers and counts → the way a Dutch reader writes them ("12.500", "1,09", "elf functies")"""

from __future__ import annotations

from datetime import datetime

from vacmap.report.phrases import label, phrase
from vacmap.report.wording import count, percent


def number(value: int) -> str:
    """A number in figures, with points from five figures on.

    Examples
    --------
    >>> number(1854), number(100000)
    ('1854', '100.000')
    """
    return f"{value:,}".replace(",", ".") if abs(value) >= 10_000 else str(value)


def decimal(value: float) -> str:
    """A number with two decimals behind a comma: "1,09"."""
    return f"{value:.2f}".replace(".", ",")


def in_words(value: int) -> str:
    """A number in letters up to twelve, in figures beyond."""
    return count(value) if value <= 12 else number(value)


def amount(name: str, value: int, group: str = "overview_amounts") -> str:
    """A number of things: "elf functies", "één functie"."""
    return phrase(group, f"{name}_one") if value == 1 else phrase(group, name, n=in_words(value))


def part_of(value: int, total: int) -> str:
    """A number of things as a share of all, in whole percents."""
    return percent(value / total) if total else percent(0.0)


def date(value: datetime) -> str:
    """A day in words: "10 januari 2026"."""
    month = label("months", str(value.month))
    return phrase("overview_names", "date", day=str(value.day), month=month, year=str(value.year))

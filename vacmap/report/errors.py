"""The error of this room, and the check that most often raises it"""

from __future__ import annotations

from collections.abc import Sequence

from vacmap.errors import VacmapError


class ReportError(VacmapError):
    """A report was asked in a form, or of a part of the structure, that does not exist."""


def check_choice(
    of: str, name: str, value: str, allowed: Sequence[str], error: type[VacmapError] = ReportError
) -> None:
    """Raise ``error`` if a parameter of the function ``of`` is none of the allowed values, with all of them."""
    if value not in allowed:
        choices = ", ".join(map(repr, allowed))
        raise error(f"The {name!r} parameter of {of} must be one of {choices}. Got {value!r} instead.")

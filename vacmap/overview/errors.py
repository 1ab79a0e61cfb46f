"""The error of this room"""

from __future__ import annotations

from vacmap.errors import VacmapError


class OverviewError(VacmapError):
    """An overview cannot be made: no finished run in the folder, tables of another form, no such column."""

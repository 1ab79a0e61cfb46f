"""The error of this room"""

from __future__ import annotations

from vacmap.errors import VacmapError


class ReportError(VacmapError):
    """A report was asked in a form, or of a part of the structure, that does not exist."""

"""The error of this room"""

from __future__ import annotations

from vacmap.errors import VacmapError


class ComposeError(VacmapError):
    """A block, a weight or a number of tasks was asked that the structure cannot give."""

"""The errors vacmap raises on purpose. Each message is one line that names the file, the place and what was
expected."""

from __future__ import annotations


class VacmapError(Exception):
    """Base of every error a user can cause and mend; its text is ready to be shown."""


class InputError(VacmapError):
    """A vacancy cannot be read: missing, empty, not text, too large, of an unknown format, or not Dutch."""


class StructureError(VacmapError):
    """A structure file does not hold a valid beroepenstructuur."""


class TrainingDataError(VacmapError):
    """A labelled file breaks its format, or names a code the structure does not have."""


class ModelError(VacmapError):
    """A model folder is incomplete, was changed, holds a type that is not trusted, or does not fit its structure."""

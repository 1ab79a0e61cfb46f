"""text → lines → units: what the layout of a vacancy says before a word of it is understood."""

from vacmap.layout.language import is_dutch
from vacmap.layout.lines import BREAK, split_lines
from vacmap.layout.sentences import WORD, plain, split_units

__all__ = ["BREAK", "WORD", "is_dutch", "plain", "split_lines", "split_units"]

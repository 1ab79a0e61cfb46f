"""text → lines → units → words: what the layout of a vacancy says before a word of it is understood."""

from vacmap.layout.language import is_dutch
from vacmap.layout.lines import split_lines
from vacmap.layout.sentences import WORD, n_words, plain, split_units
from vacmap.layout.words import read_all_words, read_words

__all__ = [
    "WORD",
    "is_dutch",
    "n_words",
    "plain",
    "read_all_words",
    "read_words",
    "split_lines",
    "split_units",
]

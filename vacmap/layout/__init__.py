"""text → lines → units → words: what the layout of a vacancy says before a word of it is understood."""

from vacmap.layout.language import is_dutch
from vacmap.layout.lines import split_lines
from vacmap.layout.sentences import WORD, n_words, plain, split_units
from vacmap.layout.words import MARKS, WORD_OR_MARK, read_words

__all__ = [
    "MARKS",
    "WORD",
    "WORD_OR_MARK",
    "is_dutch",
    "n_words",
    "plain",
    "read_words",
    "split_lines",
    "split_units",
]

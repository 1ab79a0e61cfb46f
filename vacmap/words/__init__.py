"""task sentences → words: what kind of word each is, which are finite verbs, their lemmas."""

from vacmap.words.borrowed import BorrowedWords
from vacmap.words.lemmas import Lemmatiser
from vacmap.words.split import Word, split_words
from vacmap.words.tagger import FINITE, TaggedWords, WordReader, WordTagger

__all__ = [
    "FINITE",
    "BorrowedWords",
    "Lemmatiser",
    "TaggedWords",
    "Word",
    "WordReader",
    "WordTagger",
    "split_words",
]

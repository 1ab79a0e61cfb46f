"""text → signature: a few bytes from which is seen how much of two texts is the same

What counts are the words: runs of letters, in small letters. Digits, signs, spaces and names of months and days do not
(an advert that is posted again has another date, number or price), and a word that a line breaks off is whole again.
Three words that stand together are a shingle; how alike two texts are is the Jaccard similarity of their shingles
(Broder 1997, *On the resemblance and containment of documents*), which MinHash estimates.

The same text gives the same bytes on every machine and in every version of Python, numpy and datasketch: words and
shingles are hashed by arithmetic on whole numbers modulo 2^64; letters are those of Unicode 3.2, which Python carries
unchanged, and how letters are composed and folded to small ones never changes (unicode.org/policies/stability_policy);
datasketch draws its permutations from numpy's ``RandomState``, whose streams are frozen (NEP 19), by a scheme that is
named here. A test holds the bytes of some texts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from vacmap.hashing import FOLD, Hashes, mixed, sums_of_signs

SHINGLE = 3
"""Words of a shingle. With 2 or 4, adverts posted again and other functions of an employer lie as far apart."""
PERMUTATIONS = 128
"""Values of a MinHash. The standard error of a similarity s is sqrt(s (1 - s) / 128): 0.03 at 0.85."""
SEED = 1
HEAD, FOOT = 15, 30
"""Shingles at the ends of a text that are left out of its middle, but no more than a tenth. There stand a reference, a
date, how to apply, and what a page puts around an advert; more, and tasks would be left out of long texts."""
SIGNATURE = np.dtype([("whole", "<u2", (PERMUTATIONS,)), ("middle", "<u2", (PERMUTATIONS,))])
"""MinHash of all shingles, and of those in the middle of the text."""
AT_ONCE = 4096
"""Shingles that are permuted together, in 2 MB."""
HALF = np.uint64(32)
ONE = np.float32(1).view(np.uint32)
"""The bits of the float 1."""
N_SIGNS, LETTERS_END = 0x110000, 0x30000
"""Signs of Unicode, and where those that are letters in Unicode 3.2 end."""
BROKEN_OFF = re.compile("[-\u2010\xad]\r?\n\\s*")
"""What stands between the halves of a word that a line breaks off."""


def signature(text: str) -> bytes:
    """What the repeats of a text have in common.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    bytes
        An item of type ``SIGNATURE``, 512 bytes; none for a text without words, which repeats nothing. The same words
        in the same order give the same bytes.
    """
    words = _words(text)
    if len(words) == 0:
        return b""
    shingles = _shingles(words)
    tenth = len(shingles) // 10
    start, end = min(HEAD, tenth), len(shingles) - min(FOOT, tenth)
    middle = _minhash(shingles[start:end])
    whole = np.minimum(middle, _minhash(np.concatenate([shingles[:start], shingles[end:]])))
    return _in_two_bytes(np.concatenate([whole, middle])).astype("<u2").tobytes()


def _minhash(shingles: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The lowest number that every permutation gives to a shingle, shape (PERMUTATIONS,).

    datasketch's ``update_batch`` would do, but takes two thirds longer for a vacancy.
    """
    factors, terms = _permutations()
    lowest = np.full(PERMUTATIONS, np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(shingles), AT_ONCE):
        permuted = np.multiply.outer(shingles[start : start + AT_ONCE], factors)
        permuted += terms
        np.minimum(lowest, permuted.min(axis=0), out=lowest)
    return lowest


def _in_two_bytes(values: NDArray[np.uint32]) -> NDArray[np.uint16]:
    """Values in half the room, in the same order: the exponent and the first 11 bits behind it of each as a float.

    Two that differ become the same once in some thousand times.
    """
    bits = np.maximum(values, 1).astype(np.float32).view(np.uint32)
    return np.asarray(np.minimum((bits - ONE) >> np.uint32(12), np.iinfo(np.uint16).max), dtype=np.uint16)


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Permutations of the 32-bit numbers, x → factor · x + term modulo 2^32; each array has shape (PERMUTATIONS,)."""
    from datasketch import MinHash  # here, since it brings much of scipy along: half a second

    permutations: NDArray[np.uint32] = MinHash(PERMUTATIONS, seed=SEED, scheme="affine32").permutations
    return permutations[0], permutations[1]


def _shingles(words: Hashes) -> NDArray[np.uint32]:
    """Hashes of the shingles; a text of fewer words is one shingle."""
    n = max(len(words) - SHINGLE + 1, 1)
    hashes = words[:n]
    for place in range(1, min(SHINGLE, len(words))):
        hashes = mixed(hashes, words[place : place + n])
    return (hashes >> HALF).astype(np.uint32)


def _words(text: str) -> Hashes:
    """Hashes of the words that count, in their order, shape (n_words,)."""
    words = _all_words(text)
    dates = _date_words()
    return np.asarray(words[dates[dates.searchsorted(words)] != words])


def _all_words(text: str) -> Hashes:
    """Hashes of all words: the sum of the letters, each times a number that stands for its place."""
    whole = BROKEN_OFF.sub("", unicodedata.normalize("NFC", text))
    signs = _letters().take(np.frombuffer(f" {whole} ".encode("utf-32-le", "surrogatepass"), "<u4"))
    is_letter = signs != 0
    edges = np.flatnonzero(is_letter[1:] != is_letter[:-1]) + 1
    if len(edges) == 0:
        return np.zeros(0, dtype=np.uint64)
    sums = sums_of_signs(signs, edges[::2])
    return np.asarray((sums ^ (sums >> HALF)) * FOLD, dtype=np.uint64)


@cache
def _letters() -> Hashes:
    """A number for every sign: that of its small letter, 0 for what is no letter; shape (N_SIGNS,)."""
    category = unicodedata.ucd_3_2_0.category
    signs = map(chr, range(LETTERS_END))
    numbers = (ord(sign.casefold()[0]) if category(sign).startswith("L") else 0 for sign in signs)
    letters = np.zeros(N_SIGNS, dtype=np.uint64)
    letters[:LETTERS_END] = np.fromiter(numbers, dtype=np.uint64, count=LETTERS_END)
    return letters * FOLD


@cache
def _date_words() -> Hashes:
    """Hashes of the words that do not count, in ascending order; a last one is larger than all."""
    words = files("vacmap.archive").joinpath("date_words.txt").read_text(encoding="utf-8").splitlines()
    hashes = _all_words("\n".join(word for word in words if not word.startswith("#")))
    return np.append(np.sort(hashes), np.uint64(2**64 - 1))

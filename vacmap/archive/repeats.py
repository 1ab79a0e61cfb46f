"""two signatures → whether the texts are the same advert

Two texts are near duplicates if (all is estimated from their signatures)

- the Jaccard similarity of their shingles is at least ``SAME``; or
- it is at least ``KEPT``, and the middle of one of them has of its own at most the share ``OWN`` of its shingles: the
  rest stands in the other text.

By the second condition an advert is found that was cut short, stands on a job board's page, or got another contact and
way to apply. Two functions of one employer may share as much, but each has tasks of its own. A Jaccard similarity alone
cannot tell the two apart: what is cut off lowers it as much as what is replaced.

Who takes two functions for the same loses a vacancy; who overlooks a repeat counts it twice. The thresholds keep the
first rare. They were chosen on pairs made from 400 training vacancies; of pairs made from the gold vacancies are joined
(``benchmarks/duplicates.py`` gives all, for other thresholds too):

=================================================  =============  ==========================
in 100 pairs                                       by these two   by a similarity of 0.8
=================================================  =============  ==========================
other dates, reference, contact                    100            100
the same, and another place                        95             99
another way to apply                               89             74
last quarter cut off                               100            21
on a job board's page                              100            94
on a job board's page, without offer, how to apply 87             35
other function, all the same but the tasks         0              0
two functions that share 70, 80, 90 % of the words 0, 1, 40       0, 2, 79
two organisations that share all but the employer  22             6
=================================================  =============  ==========================
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vacmap.archive.signatures import PERMUTATIONS, SIGNATURE

SAME = 0.85
"""Jaccard similarity that is enough by itself."""
KEPT = 0.6
"""Jaccard similarity that is needed in any case. The first of a group stands for all of it: it must not lack much of
what another says."""
OWN = 0.04
"""Share of the shingles in the middle of a text that may be its own."""


def are_repeats(signature: bytes, others: bytes) -> NDArray[np.bool_]:
    """Whether texts are near duplicates of a text.

    Parameters
    ----------
    signature : bytes
        Of the text.
    others : bytes
        Signatures of the texts, one behind the other.

    Returns
    -------
    array of bool, shape (n_others,)
    """
    mine, theirs = np.frombuffer(signature, SIGNATURE), np.frombuffer(others, SIGNATURE)
    alike = _count(theirs["whole"] == mine["whole"]) / PERMUTATIONS
    within = _is_within(mine["middle"], theirs["whole"]) | _is_within(theirs["middle"], mine["whole"])
    return np.asarray((alike >= SAME) | ((alike >= KEPT) & within))


def _is_within(middle: NDArray[np.uint16], whole: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Whether the middle of a text has little of its own beside another text.

    The lowest value of the two together falls on a shingle of the middle that both have, on one that only the middle
    has, or on one that only the other text has; how often it does each says how many there are of each.
    """
    shared, own = _count(middle == whole), _count(middle < whole)
    return np.asarray(own <= OWN * (shared + own))


def _count(values: NDArray[np.bool_]) -> NDArray[np.intp]:
    return np.asarray(np.count_nonzero(values, axis=1))

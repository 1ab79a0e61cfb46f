"""functions → how pure they are, in the words of their own reports

Each function is put under the sentence with which its own report opens (:mod:`vacmap.report.opening`), so that what is
counted here can be looked up there. How many functions are pure, or lie outside, is told with bounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vacmap.activities import UNLIKE
from vacmap.overview.functions import Functions, Matrix
from vacmap.overview.uncertainty import Number, above, number
from vacmap.report.opening import MOSTLY_OUTSIDE, PARTLY_OUTSIDE, WHOLLY_ONE, Part, write_opening

UNSURE = "_unsure"
"""How the name of an opening ends that says "lijkt"."""
KIND_OF = {
    "whole": "whole",
    "one": "one",
    "one_and": "one",
    "two": "two",
    "blur": "blur",
    "blur_lead": "blur",
    "part_one": "part_one",
    "part_two": "part_two",
    "part_blur": "part_blur",
    "outside": "outside",
    "outside_whole": "outside_whole",
}
"""Name of an opening → kind of function."""
KINDS = tuple(dict.fromkeys(KIND_OF.values()))
"""From pure to outside."""
PURE, OUTSIDE_KINDS = "whole", ("outside", "outside_whole")
STEPS = 20
"""Parts in which the share of the leading profession is counted."""

Rows = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """How the reports of functions open."""

    kinds: NDArray[np.intp]
    """Place of each function's kind in ``KINDS``."""
    unsure: Rows
    """Those of which the report says "lijkt": intervals overlap, or most of the tasks or words are doubtful."""

    @property
    def pure(self) -> Rows:
        """Functions that are wholly one profession's."""
        return np.asarray(self.kinds == KINDS.index(PURE))

    @property
    def outside(self) -> Rows:
        """Functions that lie mostly outside."""
        return np.isin(self.kinds, [KINDS.index(kind) for kind in OUTSIDE_KINDS])


@dataclass(frozen=True, slots=True)
class Kind:
    """Functions whose reports open alike."""

    code: str
    clear: int
    unsure: int

    @property
    def functions(self) -> int:
        return self.clear + self.unsure


@dataclass(frozen=True, slots=True)
class Purity:
    """How pure functions are."""

    kinds: tuple[Kind, ...]
    """All kinds, also those without a function."""
    pure: Number
    """Functions that are wholly one profession's: at least ``WHOLLY_ONE`` of what lies inside, while less than
    ``PARTLY_OUTSIDE`` lies outside."""
    pure_by_profession: tuple[int, ...]
    """The same by the estimates, per profession."""
    outside: Number
    """Functions that lie mostly outside."""
    inside: int
    """All others, by the estimates."""
    leading: tuple[int, ...]
    """The functions inside, by the share of the leading profession in what lies inside, in steps of 5 %."""

    @property
    def unsure(self) -> int:
        return sum(kind.unsure for kind in self.kinds)


def judge(functions: Functions, names: Sequence[str]) -> Judged:
    """How the report of each function opens.

    Parameters
    ----------
    functions : Functions
    names : sequence of str
        Of the components.
    """
    unsure = np.rint(functions.uncertain * functions.tasks).astype(int).tolist()
    unlike = (functions.novelty >= UNLIKE).tolist()
    mixtures = np.stack([functions.shares, functions.low, functions.high], axis=2).tolist()
    found = [
        write_opening(
            [Part(name, *figures) for name, figures in zip(names, mixture, strict=True)],
            tasks=tasks,
            unsure=doubtful,
            unlike=strange,
        ).kind
        for mixture, tasks, doubtful, strange in zip(mixtures, functions.tasks.tolist(), unsure, unlike, strict=True)
    ]
    return Judged(
        np.array([KINDS.index(KIND_OF[kind.removesuffix(UNSURE)]) for kind in found], dtype=np.intp),
        np.array([kind.endswith(UNSURE) for kind in found], dtype=bool),
    )


def measure_purity(functions: Functions, judged: Judged, concentration: Matrix) -> Purity:
    """How pure functions are.

    Parameters
    ----------
    concentration : shape (n,)
        S of each (see :mod:`vacmap.overview.uncertainty`).
    """
    shares = functions.shares
    professions = shares.shape[1] - 1
    inside = 1 - shares[:, -1]
    mostly, partly = (above(shares[:, -1], inside, concentration, least) for least in (MOSTLY_OUTSIDE, PARTLY_OUTSIDE))
    leads = [above(one, inside - one, concentration, WHOLLY_ONE) for one in shares[:, :-1].T]
    leader = shares[:, :-1].argmax(axis=1)
    share = shares[:, :-1].max(axis=1) / np.maximum(inside, np.finfo(float).tiny)
    steps = np.minimum((share[~judged.outside] * STEPS).astype(int), STEPS - 1)
    both = np.stack([np.bincount(judged.kinds[rows], minlength=len(KINDS)) for rows in (~judged.unsure, judged.unsure)])
    return Purity(
        kinds=tuple(Kind(code, *both[:, at].tolist()) for at, code in enumerate(KINDS)),
        pure=number(judged.pure, (1 - partly) * np.sum(leads, axis=0)),
        pure_by_profession=tuple(np.bincount(leader[judged.pure], minlength=professions).tolist()),
        outside=number(judged.outside, mostly),
        inside=int((~judged.outside).sum()),
        leading=tuple(np.bincount(steps, minlength=STEPS).tolist()),
    )

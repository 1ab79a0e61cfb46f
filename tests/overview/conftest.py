"""An archive of 260 adverts with three kinds of functions in it, and what an overview makes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vacmap.overview import Overview, make_overview
from vacmap.structure import Structure, load_structure

from .made import Advert, Work, write_tables

ROOT = Path(__file__).resolve().parents[2]
KINDS = {
    "begeleider": ("Educatief medewerker", "begeleider", ("organiseren", "ontwerpen", "ondersteunen")),
    "belangenbehartiger": ("Beleidsmedewerker", "belangenbehartiger", ("netwerken", "adviseren", "orienteren")),
    "boekhouder": ("Boekhouder", "financien", ("buiten",)),
}
"""Kind of function → title, profession (or kind of work outside), clusters."""
SIZES = {"begeleider": 120, "belangenbehartiger": 80, "boekhouder": 60}
FAILED = (
    ("read", "InputError", "a.pdf: cannot be read as a pdf (broken)"),
    ("read", "InputError", "b.pdf: cannot be read as a pdf (broken)"),
    ("analyse", "NotDutch", "mail to jan@voorbeeld.be: the text does not look Dutch"),
)


@pytest.fixture(scope="session")
def structure() -> Structure:
    return load_structure(ROOT / "data/structure/sociaal-cultureel-werk")


@pytest.fixture(scope="session")
def adverts(structure: Structure) -> list[Advert]:
    """Functions with six to eleven tasks, four of five of them of their own kind; more of one kind in Gent."""
    rng = np.random.default_rng(1)
    found = []
    for kind, (title, what, clusters) in KINDS.items():
        for number in range(SIZES[kind]):
            tasks: list[Work] = [
                (str(rng.choice(clusters)), what) if rng.random() < 0.8 else stray(structure, rng)
                for _ in range(rng.integers(6, 12))
            ]
            place = "Gent" if rng.random() < (0.8 if kind == "belangenbehartiger" else 0.3) else "Hasselt"
            columns = {"plaats": place if number % 9 else None, "jaar": str(2020 + number % 4)}
            found.append(Advert(f"{kind}-{number}", tasks, f"{title} (m/v/x)", columns=columns))
    return found


def stray(structure: Structure, rng: np.random.Generator) -> Work:
    """Any task of the structure, or one outside."""
    if rng.random() < 0.3:
        return "buiten", "administratie"
    profession, cluster = str(rng.choice(structure.cells)).split("/")
    return cluster, profession


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory, structure: Structure, adverts: list[Advert]) -> Path:
    """Its tables, with what stands beside functions in a real archive."""
    beside = [
        Advert("herhaling", [], group="begeleider-0", analysed=False),
        Advert("kort", [("organiseren", "begeleider")] * 2),
        Advert("leeg", []),
        Advert("wees", [], group="mislukt-0", analysed=False),
    ]
    return write_tables(tmp_path_factory.mktemp("archief"), structure, [*adverts, *beside], FAILED)


@pytest.fixture(scope="session")
def overview(tables: Path) -> Overview:
    return make_overview(tables, by="plaats")


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory, structure: Structure, adverts: list[Advert]) -> Path:
    """Tables of so few functions that no types are sought, which takes less time."""
    return write_tables(tmp_path_factory.mktemp("klein"), structure, adverts[::4], FAILED[:1])

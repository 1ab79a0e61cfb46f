"""What most tests start from: the structure that comes with vacmap, another one, and the shipped model."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import browser, open_page  # noqa: F401  fixtures
from hypothesis import settings

import vacmap
from vacmap.road import Mapper
from vacmap.structure import Structure, load_structure

settings.register_profile("vacmap", deadline=None, derandomize=True, max_examples=200)
settings.load_profile("vacmap")  # the same examples in every run, on a slow machine too


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-snapshots", action="store_true", help="Write the snapshots anew, to read and commit.")


@pytest.fixture
def write_snapshots(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--write-snapshots"))


ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"


@pytest.fixture(scope="session")
def data() -> Path:
    """The data folder of the repository."""
    return DATA


@pytest.fixture(scope="session")
def vacancy() -> str:
    """The vacancy of the stafmedewerker netwerkcoördinatie (oKo)."""
    return (DATA / "vacancies/stafmedewerker-netwerkcoordinatie.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def structure() -> Structure:
    """The structure that comes with vacmap."""
    return load_structure(DATA / "structure/sociaal-cultureel-werk")


@pytest.fixture(scope="session")
def other_structure_file() -> Path:
    return Path(__file__).parent / "cases/other-structure/structure.json"


@pytest.fixture(scope="session")
def other_structure(other_structure_file: Path) -> Structure:
    """A bakery: two professions, three clusters in two shells, two of the six cells empty, one list without a title."""
    return load_structure(other_structure_file)


@pytest.fixture(scope="session")
def mapper() -> Mapper:
    """The shipped model, loaded once."""
    return vacmap.load()

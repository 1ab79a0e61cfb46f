"""The opening says what the archive mostly is, and no more than is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vacmap.overview import Overview
from vacmap.overview.figures import Figures
from vacmap.overview.functions import Fates
from vacmap.overview.opening import write_overview_opening
from vacmap.overview.uncertainty import Mean, Number
from vacmap.records import Measured, ModelInfo

from .made import plain

MEASURED = Measured(33, 345, 0.77, 0.17, 0.89)
KNOWN, UNKNOWN = ModelInfo("m", "1", "s@1", MEASURED), ModelInfo("m", "1", "s@1")
ALL_IN = Fates(0, 0, 0, 0, 0, 260)


def means(*shares: float, margin: float = 0.01) -> tuple[Mean, ...]:
    return tuple(Mean(share, max(0, share - margin), share + margin) for share in shares)


@pytest.mark.parametrize(
    ("shares", "margin", "model", "said"),
    [
        (
            (0.5, 0.1, 0.1, 0, 0, 0.3),
            0.01,
            KNOWN,
            "beroepen weegt de gemeenschapswerker (50 %) het zwaarst door",
        ),
        ((0.3, 0.2, 0.1, 0, 0, 0.4), 0.01, KNOWN, "lijkt de gemeenschapswerker (30 %) het zwaarst door te wegen"),
        ((0.5, 0.1, 0.1, 0, 0, 0.3), 0.01, UNKNOWN, "lijkt de gemeenschapswerker (50 %) het zwaarst door te wegen"),
        ((0.22, 0.2, 0.1, 0, 0, 0.48), 0.02, KNOWN, "(20 %) het zwaarst door; welk het meest, staat niet vast."),
        ((0.5, 0.04, 0.01, 0, 0, 0.45), 0.01, KNOWN, "weegt alleen de gemeenschapswerker (50 %) echt door"),
        ((0.2, 0.1, 0.1, 0, 0, 0.6), 0.01, KNOWN, "vallen gemiddeld grotendeels buiten de beroepenstructuur: 60 %"),
        ((0.2, 0.1, 0.1, 0, 0, 0.6), 0.15, KNOWN, "gemiddeld voor 40 % uit werk van de vijf beroepen en voor 60 % uit"),
    ],
)
def test_it_says_what_weighs_most_as_surely_as_that_is_known(
    overview: Overview, shares: tuple[float, ...], margin: float, model: ModelInfo, said: str
) -> None:
    figures = changed(overview, means=means(*shares, margin=margin))
    opening = write_overview_opening(ALL_IN, figures, overview.components, model)
    assert said in plain(opening.sentence)


def changed(overview: Overview, **changes: object) -> Figures:
    assert overview.figures is not None
    return replace(overview.figures, **changes)


@pytest.mark.parametrize(
    ("pure", "outside", "said"),
    [
        (
            26,
            52,
            "Naar schatting is 10 % van de functies zuiver: bijna helemaal het werk van één beroep. Naar schatting",
        ),
        (26, 52, "Naar schatting 20 % valt grotendeels buiten de structuur; de andere mengen."),
        (26, 0, "De andere mengen; geen enkele valt grotendeels buiten de structuur."),
        (0, 52, "Naar schatting valt 20 % van de functies grotendeels buiten de structuur; de andere mengen en geen"),
        (0, 0, "Naar schatting mengen alle functies"),
    ],
)
def test_it_says_how_many_are_pure_and_how_many_lie_outside(
    overview: Overview, pure: int, outside: int, said: str
) -> None:
    assert overview.figures is not None
    purity = replace(overview.figures.purity, pure=Number(0, pure, 60), outside=Number(0, outside, 70))
    opening = write_overview_opening(ALL_IN, changed(overview, purity=purity), overview.components, KNOWN)
    assert said in plain(opening.sentence)


@pytest.mark.parametrize(
    ("fates", "said"),
    [
        (ALL_IN, "Alle 260 ingelezen vacatures tellen mee."),
        (
            Fates(failed=12_000, repeats=1, lost=0, no_tasks=0, few_tasks=2, described=260),
            "Van de 12.263 ingelezen vacatures tellen er 12.003 niet mee: 12.000 die niet gelezen of ontleed konden "
            "worden, twee met te weinig taken en één herhaling van een andere vacature.",
        ),
        (
            Fates(failed=0, repeats=0, lost=1, no_tasks=0, few_tasks=0, described=260),
            "Van de 261 ingelezen vacatures telt er één niet mee: één herhaling van een vacature die mislukte.",
        ),
    ],
)
def test_it_accounts_for_every_input(overview: Overview, fates: Fates, said: str) -> None:
    opening = write_overview_opening(fates, overview.figures, overview.components, KNOWN)
    assert opening.remarks[0] == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"functions": 49}, "Met zo weinig functies is een gemiddelde ruw"),
        ({"unlike": 26}, "Let op: 26 functies (10 %) gebruiken veel woorden"),
        ({"uncertain": 0.61}, "Van 61 % van de taken is niet zeker waar ze thuishoren"),
        ({}, "Het model leest niet foutloos: op 33 nagekeken vacatures verschilde"),
    ],
)
def test_it_warns_where_it_has_to(overview: Overview, changes: dict[str, float], said: str) -> None:
    opening = write_overview_opening(ALL_IN, changed(overview, **changes), overview.components, KNOWN)
    assert said in plain(opening.text)
    before = write_overview_opening(ALL_IN, overview.figures, overview.components, KNOWN)
    assert (said in plain(before.text)) == (not changes)


@pytest.mark.parametrize(
    ("functions", "said"),
    [
        (1, "In dit archief is maar één functie te beschrijven."),
        (9, "In dit archief zijn maar negen functies te beschrijven."),
    ],
)
def test_of_a_few_functions_it_says_that_they_are_few(overview: Overview, functions: int, said: str) -> None:
    opening = write_overview_opening(ALL_IN, changed(overview, functions=functions), overview.components, KNOWN)
    assert opening.sentence.startswith(said)


def test_without_functions_it_says_nothing_of_them(overview: Overview) -> None:
    opening = write_overview_opening(Fates(2, 0, 0, 1, 0, 0), None, overview.components, KNOWN)
    assert opening.kind == "nothing"
    assert opening.remarks[0] == (
        "Van de 3 ingelezen vacatures tellen er drie niet mee: twee die niet gelezen of ontleed konden worden en één "
        "zonder taken."
    )

"""A zone classifier learnt from three tiny adverts, and units that a test labels as it likes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vacmap.layout import split_lines, split_units
from vacmap.records import Unit
from vacmap.zones import FRAME, LabelledText, ZoneClassifier

ADVERTS = (
    """
functie | Jeugdwerker Brugge
organisatie | Speelbos is een vereniging voor kinderen
organisatie | Onze vereniging telt tien werkers
taken-kader | Jouw taken:
taken | Je plant de uitstappen
taken | Je begeleidt de kinderen
profiel | Jouw profiel
profiel | Je hebt een diploma
aanbod | Wij bieden een contract en maaltijdcheques
procedure | Solliciteer met een brief
""",
    """
organisatie | De vereniging Ruimtevaart vzw
functie | Begeleider
taken-kader | Jouw taken:
taken | Je begeleidt de vrijwilligers
taken | Je plant de vergaderingen
aanbod | Een contract en 35 vakantiedagen
procedure | Mail je brief en je cv
""",
    """
functie | Educatief medewerker
taken-kader | Takenpakket
taken | Je plant de lessen
taken | Je begeleidt de groepen
profiel | Je hebt ervaring
profiel | Je hebt een rijbewijs
aanbod | Maaltijdcheques
procedure | Solliciteer voor 1 mei
overig | Terug naar boven
""",
)

CutText = Callable[[str], tuple[Unit, ...]]


@pytest.fixture(scope="session")
def cut_text() -> CutText:
    """text → units"""
    return lambda text: split_units(text, split_lines(text))


@pytest.fixture(scope="session")
def classifier(cut_text: CutText) -> ZoneClassifier:
    texts = []
    for advert in ADVERTS:
        rows = [row.split(" | ") for row in advert.strip().splitlines()]
        text = "\n".join(line for _, line in rows)
        texts.append(LabelledText(text, cut_text(text), [label for label, _ in rows]))
    assert any(FRAME in item.labels for item in texts)
    return ZoneClassifier.fit(texts)

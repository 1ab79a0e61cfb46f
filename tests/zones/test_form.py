"""unit → how it stands there: every sign is a column of its own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from strategies import any_text

from vacmap.layout import split_lines, split_units
from vacmap.zones.batch import Batch, Cut
from vacmap.zones.form import MARKS, N_COLUMNS, PLACES, WORD_FLAGS, unit_form, word_flags


def signs(text: str, unit: int = 0) -> set[str]:
    """What is said of a unit: its marks, and its word flags with the place of the word."""
    units = split_units(text, split_lines(text))
    batch = Batch.of([Cut.of(text, units)])
    row = unit_form(batch, word_flags(batch.words.words))[unit]
    names = [*(f"{place} {flag}" for place in PLACES for flag in WORD_FLAGS), *MARKS]
    return {name for name, value in zip(names, row[: len(names)], strict=True) if value}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je plant.", {"any you", "first you", "full stop"}),
        ("Wij bieden:", {"any we", "first we", "colon"}),
        ("• De zalen klaarzetten;", {"bullet", "any article", "first article", "last infinitive", "semicolon"}),
        ("1. Onthaal", {"bullet", "numbered"}),
        ("Solliciteren voor 12 mei", {"any digit", "date", "first infinitive"}),
        ("Bel 02 555 01 23", {"phone", "any digit"}),
        ("38 uur", {"any hours", "last hours", "any digit"}),
        ("Mail naar job@voorbeeld.be", {"any @"}),
        ("Kijk op www.voorbeeld.be", {"site"}),
        ("Jeugdwerker (m/v/x)", {"gender"}),
        ("TAKEN", {"capitals"}),
        ("en ook dit", {"lower"}),
        ("Wie ben jij?", {"question", "any you"}),
        ("# Profiel", {"heads", "after blank"}),
    ],
)
def test_signs(text: str, expected: set[str]) -> None:
    assert expected <= signs(text)


def test_what_is_not_there_is_not_seen() -> None:
    assert not {"bullet", "date", "phone", "site", "gender", "any @", "capitals", "furniture"} & signs(
        "Je plant de lessen."
    )


def test_page_furniture_is_a_sign() -> None:
    assert "furniture" in signs("Je plant de\nPagina 1 van 2\nlessen.", unit=1)
    assert "resumes" in signs("Je plant de\nPagina 1 van 2\nlessen.", unit=2)


@given(any_text)
def test_any_text_has_finite_rows(text: str) -> None:
    units = split_units(text, split_lines(text))
    if units:
        batch = Batch.of([Cut.of(text, units)])
        form = unit_form(batch, word_flags(batch.words.words))
        assert form.shape == (len(units), N_COLUMNS)
        assert np.isfinite(form).all()

"""units → features: names open with their group, values weigh each group as a whole."""

from __future__ import annotations

from math import isclose, isfinite, sqrt

import pytest
from hypothesis import given
from strategies import any_text

from vacmap.layout import split_lines, split_units
from vacmap.zones import Features, unit_features

ADVERT = "Jouw taken:\n- Je plant de uitstappen\n- Je begeleidt de kinderen"


def features_of(text: str) -> list[Features]:
    return unit_features(text, split_units(text, split_lines(text)))


def group(features: Features, prefix: str) -> dict[str, float]:
    return {name.removeprefix(prefix): value for name, value in features.items() if name.startswith(prefix)}


def test_every_unit_has_its_own() -> None:
    heading, first, second = features_of(ADVERT)
    assert set(group(heading, "w=")) == {"jouw", "taken"}
    assert set(group(first, "w=")) == {"je", "plant", "de", "uitstappen"}
    assert set(group(second, "b=")) == {"je begeleidt", "begeleidt de", "de kinderen"}


def test_long_words_give_their_beginning_and_their_end() -> None:
    features = features_of(ADVERT)[2]
    assert set(group(features, "c=")) == {"begel", "kinde"}
    assert set(group(features, "e=")) == {"eidt", "eren"}


def test_a_unit_knows_the_heading_above_and_the_heading_does_not() -> None:
    heading, first, second = features_of(ADVERT)
    assert group(heading, "h=") == {}
    assert set(group(first, "h=")) == set(group(second, "h=")) == {"jouw", "taken"}


def test_a_unit_knows_its_neighbours_and_the_ends_of_the_text() -> None:
    heading, first, second = features_of(ADVERT)
    assert set(group(heading, "prev=")) == {"^"}
    assert set(group(first, "prev=")) == {"jouw", "taken"}
    assert set(group(first, "next=")) == {"je", "begeleidt", "de", "kinderen"}
    assert set(group(second, "next=")) == {"$"}


def test_a_broken_word_is_one_word() -> None:
    assert "vrijwilligers" in group(features_of("Je begeleidt de vrij-\nwilligers.")[0], "w=")


@pytest.mark.parametrize(
    ("line", "look"),
    [
        ("Mail naar jobs@speelbos.be", "e-mail"),
        ("Bel 050 12 34 56", "phone"),
        ("Voor 12/5/2025", "date"),
        ("Voor 12 mei", "date"),
        ("Cheques van 8 euro", "euro"),
        ("€ 2.500", "euro"),
        ("Je werkt 80 %", "percent"),
        ("Voltijds", "percent"),
        ("Zie www.speelbos.be", "site"),
        ("Jeugdwerker (m/v/x)", "m/v"),
        ("Wat ga je doen?", "question"),
        ("Jouw taken:", "colon"),
        ("lessen plannen;", "semicolon"),
        ("JOUW TAKEN", "capitals"),
        ("lessen plannen", "lower"),
    ],
)
def test_what_catches_the_eye(line: str, look: str) -> None:
    assert f"looks={look}" in features_of(line)[0]


def test_a_plain_sentence_catches_no_eye() -> None:
    assert group(features_of("Je plant de uitstappen.")[0], "looks=") == {}


@pytest.mark.parametrize(
    ("line", "bullet"),
    [("Je plant", "False"), ("- Je plant", "True"), ("1. Je plant", "number"), ("(1) Je plant", "number")],
)
def test_list_items_and_numbers_are_told_apart(line: str, bullet: str) -> None:
    assert f"bullet={bullet}" in features_of(line)[0]


def weight(features: Features, prefix: str) -> float:
    """Euclidean length of a group's values."""
    return sqrt(sum(value**2 for value in group(features, prefix).values()))


@pytest.mark.parametrize("count", [2, 3, 12])
def test_the_words_of_a_unit_weigh_the_same_together_however_many_they_are(count: int) -> None:
    (many,), (one,) = features_of(" ".join("abcdefghijkl"[:count])), features_of("a")
    assert isclose(weight(many, "w="), weight(one, "w="))


def test_a_word_said_often_does_not_outweigh_the_rest() -> None:
    (often,), (once,) = features_of("taken taken taken taken"), features_of("taken")
    assert isclose(weight(often, "w="), weight(once, "w="))


@given(any_text)
def test_any_text_gives_finite_features_a_row_per_unit(text: str) -> None:
    units = split_units(text, split_lines(text))
    rows = unit_features(text, units)
    assert len(rows) == len(units)
    assert all(isfinite(value) for row in rows for value in row.values())

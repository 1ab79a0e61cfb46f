"""A job: what is told of it, and what can be said of its tasks."""

from __future__ import annotations

from itertools import cycle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_text

from vacmap.activities import TaskExample, told, told_words
from vacmap.activities.job import Codes
from vacmap.layout import read_words, split_lines, split_units
from vacmap.records import ZoneCode
from vacmap.structure import Structure
from vacmap.tasks import TaskSpan
from vacmap.terms import words_of
from vacmap.zones import LabelledUnit

SPAN = TaskSpan(0, 9, "Je bakt.", "Je bakt.", "", "", "")


@pytest.fixture
def codes(other_structure: Structure) -> Codes:
    return Codes.of(other_structure, ["techniek", "anders"])


def test_told_is_what_says_what_the_job_is_for() -> None:
    text = "Bakker\n\nWij zijn een bak-\nkerij.\n\nWij bieden geld.\n\nBel ons."
    zones = [ZoneCode.FUNCTIE, ZoneCode.ORGANISATIE, ZoneCode.AANBOD, ZoneCode.PROCEDURE]
    units = split_units(text, split_lines(text))
    labelled = [LabelledUnit(unit, zone, False, 1.0) for unit, zone in zip(units, zones, strict=True)]
    assert told(text, labelled) == "Bakker Wij zijn een bakkerij."


@given(any_text, st.lists(st.sampled_from(list(ZoneCode)), min_size=1))
def test_the_words_of_what_is_told_are_those_of_its_units(text: str, zones: list[ZoneCode]) -> None:
    units = split_units(text, split_lines(text))
    labelled = [LabelledUnit(unit, zone, False, 1.0) for unit, zone in zip(units, cycle(zones), strict=False)]
    apart = [told(text, [item]) for item in labelled]  # a word that goes on in the next unit is whole in neither way
    words = told_words(labelled, read_words(text, units))
    assert words.without_marks().rows() == [[word for one in apart for word in words_of(one)]]


def test_of_a_text_without_units_nothing_is_told() -> None:
    assert told("", []) == ""


def test_columns_are_clusters_with_buiten_then_professions_then_kinds(codes: Codes) -> None:
    row = np.arange(len(codes))[None]
    clusters, professions, kinds = codes.split(row)
    assert (clusters.tolist(), professions.tolist(), kinds.tolist()) == ([[0, 1, 2, 3]], [[4, 5]], [[6, 7]])
    assert codes.clusters[-1] == codes.components[-1] == "buiten"


def test_targets_hold_every_label_of_a_set_and_the_first_kind(codes: Codes) -> None:
    example = TaskExample(SPAN, ("bakken", "buiten"), ("bakker",), ("techniek", "anders"))
    (row,) = codes.targets([example])
    names = (*codes.clusters, *codes.professions, *codes.kinds)
    assert [name for name, said in zip(names, row, strict=True) if said] == ["bakken", "buiten", "bakker", "techniek"]


def test_no_examples_have_no_targets(codes: Codes) -> None:
    assert codes.targets([]).shape == (0, len(codes))

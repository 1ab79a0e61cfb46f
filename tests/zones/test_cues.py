"""words → cues of zones: words, beginnings of words, phrases, words of headings."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from vacmap.lexicon import Lexicon
from vacmap.zones.batch import Batch, Cut
from vacmap.zones.cues import HEADING_WORDS, LONGEST_PHRASE, cue_columns, cue_counts, load_cues, read_entries

from .conftest import CutText


def counted(text: str, cut_text: CutText) -> list[Counter[str]]:
    """The cues of every unit of a text, by their group."""
    words = Batch.of([Cut.of(text, cut_text(text))]).words
    known = Lexicon({"cues": cue_columns}).look_up(words.different).at(words.numbers)
    groups = load_cues().groups
    return [
        Counter({group: int(n) for group, n in zip(groups, row, strict=True) if n}) for row in cue_counts(words, known)
    ]


def test_entries_are_words_phrases_and_beginnings() -> None:
    text = "# uitleg\nfietsvergoeding\n\nMaaltijdcheque*\nin het bezit van\n"
    assert list(read_entries(text)) == [("fietsvergoeding",), ("maaltijdcheque*",), ("in", "het", "bezit", "van")]


def test_a_word_a_beginning_and_a_phrase_are_found(cut_text: CutText) -> None:
    (found,) = counted("Je krijgt een fietsvergoeding en maaltijdcheques, na een proefperiode.", cut_text)
    assert found["cues-aanbod"] >= 2


def test_digits_of_a_cue_stand_for_any(cut_text: CutText) -> None:
    one, other, none = counted("We bieden 38 uur per week.\nWe bieden 24 uur per week.\nWe bieden uur.", cut_text)
    assert one["cues-aanbod"] == other["cues-aanbod"] > none["cues-aanbod"]


def test_words_of_headings_count_in_short_units_only(cut_text: CutText) -> None:
    short, long = counted("Ons aanbod\nOns aanbod van cursussen is dit jaar weer een heel stuk groter.", cut_text)
    assert short["headings-aanbod"] >= 1
    assert long["headings-aanbod"] == 0


def test_a_phrase_does_not_reach_over_the_end_of_a_unit(cut_text: CutText) -> None:
    whole, *halves = counted("Je bent in het bezit van een rijbewijs.\nHet huis is in het\nbezit van de stad", cut_text)
    phrase = next(iter(read_entries("in het bezit van")))
    assert len(phrase) <= LONGEST_PHRASE
    assert whole["cues-profiel"] > sum(half["cues-profiel"] for half in halves)


def test_every_zone_has_cues_and_headings() -> None:
    from vacmap.records import ZoneCode

    groups = load_cues().groups
    assert {f"{kind}-{zone.value}" for kind in ("cues", "headings") for zone in ZoneCode} <= set(groups)


def entries_by_file() -> dict[str, list[tuple[str, ...]]]:
    from importlib.resources import files

    folder = files("vacmap.zones").joinpath("vocabulary")
    return {
        file.name: list(read_entries(file.read_text(encoding="utf-8")))
        for file in folder.iterdir()
        if file.name.endswith(".txt")
    }


@pytest.mark.parametrize("kind", ["cues", "headings"])
def test_no_entry_speaks_for_two_zones(kind: str) -> None:
    files = {name: set(entries) for name, entries in entries_by_file().items() if name.startswith(kind)}
    assert [(a, b, files[a] & files[b]) for a, b in combinations(sorted(files), 2) if files[a] & files[b]] == []


def test_no_entry_is_longer_than_what_is_looked_for_and_none_stands_twice() -> None:
    for name, entries in entries_by_file().items():
        too_long = [entry for entry in entries if len(entry) > LONGEST_PHRASE]
        twice = [entry for entry, times in Counter(entries).items() if times > 1]
        assert (name, too_long, twice) == (name, [], [])


def test_the_longest_heading_fits_the_limit() -> None:
    longest = max(
        len(entry) for name, entries in entries_by_file().items() if name.startswith("headings") for entry in entries
    )
    assert longest <= HEADING_WORDS

"""units → labelled units → zones that cover the text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_text

from vacmap.layout import split_lines, split_units
from vacmap.records import Unit, Zone, ZoneCode
from vacmap.zones import LABELS, Cut, LabelledText, LabelledUnit, ZoneClassifier, to_zones
from vacmap.zones.batch import batches

from .conftest import CutText

ADVERT = (
    "Jouw taken:\n• Je plant de lessen\n• Je begeleidt de kinderen\n\nJe hebt een diploma\nSolliciteer met een brief"
)


def labelled(text: str, *labels: str) -> list[LabelledUnit]:
    """The units of a text with the labels given; ``kader`` is a unit of ``taken`` that states no activity."""
    units = split_units(text, split_lines(text))
    return [
        LabelledUnit(unit, ZoneCode("taken" if label == "kader" else label), label == "taken", 0.8)
        for unit, label in zip(units, labels, strict=True)
    ]


def shown(text: str, zones: tuple[Zone, ...]) -> list[tuple[str, str, bool]]:
    return [(text[zone.start : zone.end], zone.zone.value, zone.heading) for zone in zones]


class TestLabels:
    def test_words_seen_in_training_decide(self, classifier: ZoneClassifier, cut_text: CutText) -> None:
        found = classifier.label(ADVERT, cut_text(ADVERT))
        assert [item.zone.value for item in found] == ["taken", "taken", "taken", "profiel", "procedure"]

    def test_a_frame_states_no_activity(self, classifier: ZoneClassifier, cut_text: CutText) -> None:
        found = classifier.label(ADVERT, cut_text(ADVERT))
        assert [item.states_activity for item in found] == [False, True, True, False, False]

    def test_confidence_is_a_probability(self, classifier: ZoneClassifier, cut_text: CutText) -> None:
        found = classifier.label(ADVERT, cut_text(ADVERT))
        assert all(1 / len(ZoneCode) < item.confidence <= 1 for item in found)

    def test_probabilities_sum_to_1_over_all_labels(self, classifier: ZoneClassifier, cut_text: CutText) -> None:
        given = classifier.probabilities([Cut.of(ADVERT, cut_text(ADVERT))])
        assert given.shape == (5, len(LABELS))
        np.testing.assert_allclose(given.sum(1), 1, rtol=1e-5)

    def test_no_units_no_labels(self, classifier: ZoneClassifier) -> None:
        assert classifier.label("", []) == []

    def test_a_zone_absent_from_training_is_never_found(self, cut_text: CutText) -> None:
        text = "Je plant\nJe hebt\nMail ons"
        learnt = [LabelledText(text, cut_text(text), ["taken", "profiel", "procedure"])] * 3
        found = ZoneClassifier.fit(learnt).label(ADVERT, cut_text(ADVERT))
        assert {item.zone for item in found} <= {ZoneCode.TAKEN, ZoneCode.PROFIEL, ZoneCode.PROCEDURE}

    def test_two_labels_are_enough_to_learn(self, cut_text: CutText) -> None:
        text = "Je plant\nJe hebt"
        learnt = [LabelledText(text, cut_text(text), ["taken", "profiel"])] * 3
        given = ZoneClassifier.fit(learnt).probabilities([Cut.of(ADVERT, cut_text(ADVERT))])
        np.testing.assert_allclose(given[:, [LABELS.index("taken"), LABELS.index("profiel")]].sum(1), 1, rtol=1e-5)

    def test_one_text_is_enough_to_learn(self, cut_text: CutText) -> None:
        text = "Je plant\nJe hebt\nMail ons"
        learnt = [LabelledText(text, cut_text(text), ["taken", "profiel", "procedure"])]
        assert len(ZoneClassifier.fit(learnt).label(ADVERT, cut_text(ADVERT))) == 5

    def test_the_second_half_of_a_sentence_is_about_what_the_first_is(
        self, classifier: ZoneClassifier, cut_text: CutText
    ) -> None:
        text = "Jouw taken:\n• Je plant de uitstappen en begeleidt de\nPagina 1 van 2\ndiploma uitreiking."
        units = cut_text(text)
        assert [unit.resumes for unit in units] == [False, False, False, True]
        *_, first, _, second = classifier.label(text, units)
        assert (first.zone, first.states_activity) == (second.zone, second.states_activity)
        assert first.confidence == second.confidence


class TestZones:
    def test_neighbours_about_the_same_thing_are_one_zone(self) -> None:
        text = "Je plant de lessen. Je geeft ze.\nJe hebt een diploma."
        zones = to_zones(text, labelled(text, "taken", "taken", "profiel"))
        assert shown(text, zones) == [
            ("Je plant de lessen. Je geeft ze.\n", "taken", False),
            ("Je hebt een diploma.", "profiel", False),
        ]

    def test_a_heading_stands_apart(self) -> None:
        text = "Wat ga je doen?\n- Je plant de lessen"
        zones = to_zones(text, labelled(text, "kader", "taken"))
        assert shown(text, zones) == [
            ("Wat ga je doen?\n", "taken", True),
            ("- Je plant de lessen", "taken", False),
        ]

    def test_a_line_that_states_an_activity_is_no_heading(self) -> None:
        text = "Je plant:\n- de lessen"
        assert [zone.heading for zone in to_zones(text, labelled(text, "taken", "taken"))] == [False]

    @pytest.mark.parametrize(
        "opening", ["• ", "  - ", "## ", "**", "1. ", "\t→ ", "- **", "o ", "(2) "], ids=lambda sign: sign.strip()
    )
    def test_bullets_and_markdown_signs_belong_to_the_line_they_open(self, opening: str) -> None:
        text = f"Je hebt een diploma.\n{opening}Je plant de lessen."
        _, second = to_zones(text, labelled(text, "profiel", "taken"))
        assert text[second.start :] == f"{opening}Je plant de lessen.".lstrip()

    @pytest.mark.parametrize("sign", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"], ids=ascii)
    def test_signs_on_the_line_above_belong_to_no_other_line(self, sign: str) -> None:
        text = f"Menu{sign}***{sign}- Je plant de lessen."
        zones = to_zones(text, labelled(text, "overig", "taken"))
        assert [text[zone.start : zone.end] for zone in zones] == [f"Menu{sign}***{sign}", "- Je plant de lessen."]

    def test_confidence_is_the_mean_of_the_units(self) -> None:
        text = "Je plant.\nJe geeft les."
        first, second = labelled(text, "taken", "taken")
        sure = LabelledUnit(second.unit, second.zone, second.states_activity, 0.4)
        (zone,) = to_zones(text, [first, sure])
        assert zone.confidence == pytest.approx(0.6)

    def test_a_text_without_units_is_overig(self) -> None:
        assert to_zones(" \n", []) == (Zone(0, 2, ZoneCode.OVERIG),)

    def test_an_empty_text_has_no_zones(self) -> None:
        assert to_zones("", []) == ()


def zoned(text: str, pick: st.DataObject) -> tuple[Zone, ...]:
    """Zones of a text whose units have labels at random."""

    def any_label(unit: Unit) -> LabelledUnit:
        zone = pick.draw(st.sampled_from(ZoneCode))
        return LabelledUnit(unit, zone, zone is ZoneCode.TAKEN and pick.draw(st.booleans()), 0.5)

    return to_zones(text, [any_label(unit) for unit in split_units(text, split_lines(text))])


@given(any_text, st.data())
def test_zones_cover_the_text_without_gap_or_overlap(text: str, pick: st.DataObject) -> None:
    zones = zoned(text, pick)
    assert "".join(text[zone.start : zone.end] for zone in zones) == text
    assert all(zone.start < zone.end for zone in zones)


@given(any_text, st.data())
def test_every_unit_lies_in_one_zone(text: str, pick: st.DataObject) -> None:
    zones = zoned(text, pick)
    for unit in split_units(text, split_lines(text)):
        assert sum(zone.start <= unit.start and unit.end <= zone.end for zone in zones) == 1


class TestTogether:
    TEXTS = (ADVERT, "", "Je plant de uitstappen.\n- Je belt\n\nProfiel: geduld", "   \n", ADVERT[:60])

    def test_texts_have_the_zones_they_have_alone(self, classifier: ZoneClassifier, cut_text: CutText) -> None:
        cut = [Cut.of(text, cut_text(text)) for text in self.TEXTS]
        for together, (text, units, _) in zip(classifier.label_all(cut), cut, strict=True):
            alone = classifier.label(text, units)
            assert [(one.unit, one.zone, one.states_activity) for one in together] == [
                (one.unit, one.zone, one.states_activity) for one in alone
            ]
            assert [one.confidence for one in together] == pytest.approx([one.confidence for one in alone], abs=1e-5)

    def test_a_batch_is_no_larger_than_it_may_be_and_no_text_is_lost(
        self, cut_text: CutText, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cut = [Cut.of(text, cut_text(text)) for text in self.TEXTS]
        monkeypatch.setattr("vacmap.zones.batch.MOST_UNITS", 3)
        found = list(batches(cut))
        assert [number for batch in found for number in batch] == [0, 2, 4]
        assert all(len(batch) == 1 or sum(len(cut[number][1]) for number in batch) <= 3 for batch in found)

    def test_no_texts_have_no_zones(self, classifier: ZoneClassifier) -> None:
        assert classifier.label_all([]) == []

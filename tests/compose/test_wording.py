"""What a vacancy says where the structure says what a worker does (cases/*.txt)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vacmap.compose.vocabulary import headings, phrases, purposes, sentences, verbs
from vacmap.compose.wording import by_rules, for_target_group, full_text, sentence_for
from vacmap.structure import Part, Structure

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[tuple[str, str]]:
    """Texts with the sentence that stands under each."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    return [(text, said.strip()) for text, said in zip(lines[::2], lines[1::2], strict=True)]


def texts(structure: Structure) -> dict[str, Part]:
    return {full_text(part): part for activity in structure.activities for part in activity.walk()}


def test_every_deelactiviteit_of_the_nota_becomes_the_sentence_that_was_reviewed(structure: Structure) -> None:
    said = {text: sentence_for(part) for text, part in texts(structure).items()}
    assert said == dict(cases("nota.txt"))


@pytest.mark.parametrize(("text", "said"), cases("rules.txt"), ids=[text for text, _ in cases("rules.txt")])
def test_the_rules_need_no_data_of_a_structure(text: str, said: str) -> None:
    assert by_rules(text) == said


SENTENCES = [said for _, said in cases("nota.txt")]


class TestTheSentencesOfTheNota:
    """What holds for each of them, whoever changes one."""

    def test_they_speak_to_the_reader_and_end(self) -> None:
        assert [said for said in SENTENCES if not re.fullmatch(r"Je \w[^.]*\.", said)] == []

    def test_nothing_of_office_dutch_is_left(self) -> None:
        left = re.compile(r"\.\.|…|/|\(\w\)|\ben of\b|\b(?:zich|diens|hij|deze|dit|indien)\b|\w\.\w|  ")
        assert [said for said in SENTENCES if left.search(said)] == []

    def test_signs_stand_in_pairs(self) -> None:
        assert [said for said in SENTENCES if any(said.count(a) != said.count(b) for a, b in ("()", "{}"))] == []

    def test_only_words_for_the_target_group_stand_in_braces(self) -> None:
        marked = {words for said in SENTENCES for words in re.findall(r"\{(.*?)\}", said)}
        assert marked == {"de doelgroep", "de deelnemers", "deelnemers"}


class TestSubItems:
    def test_activities_under_an_activity_are_joined_into_it(self) -> None:
        below = (Part(id="a/b/c", text="Regelt de temperatuur"), Part(id="a/b/d", text="Houdt de tijd bij"))
        part = Part(id="a/b", text="Bewaakt het rijzen.", parts=below)
        assert sentence_for(part) == "Je bewaakt het rijzen: je regelt de temperatuur en houdt de tijd bij."

    def test_other_words_under_an_activity_stand_in_brackets(self) -> None:
        part = Part(id="a/b", text="Leidt groepen rond", parts=(Part(id="a/b/c", text="Ook scholen"),))
        assert sentence_for(part) == "Je leidt groepen rond (ook scholen)."


class TestTheTargetGroup:
    def test_it_may_be_called_anything(self) -> None:
        said = for_target_group("Je begeleidt {de doelgroep} en hun ouders.", r"jongeren \1 {x}")
        assert said == r"Je begeleidt jongeren \1 {x} en hun ouders."

    def test_unnamed_it_is_what_the_structure_calls_it(self) -> None:
        assert for_target_group("Je luistert naar {de doelgroep}.", None) == "Je luistert naar de doelgroep."


class TestTheFiles:
    """Entries that would never be used are mistakes."""

    def test_every_sentence_written_is_of_a_text_that_the_nota_has(self, structure: Structure) -> None:
        assert sentences().keys() <= texts(structure).keys()

    def test_no_sentence_is_written_that_the_rules_make_themselves(self) -> None:
        assert [text for text, said in sentences().items() if by_rules(text) == said] == []

    def test_headings_are_of_clusters_and_purposes_of_professions(self, structure: Structure) -> None:
        assert headings().keys() == {cluster.name for cluster in structure.clusters}
        assert purposes().keys() == {profession.definition for profession in structure.professions}

    def test_a_verb_stands_once_and_in_order(self) -> None:
        plain = [verb.translate(str.maketrans("ëöï", "eoi")) for verb in verbs()]
        assert plain == sorted(set(plain))

    def test_the_particle_of_a_verb_is_what_its_infinitive_opens_with(self) -> None:
        assert [name for name, verb in verbs().items() if not name.startswith(verb.particle)] == []

    def test_a_phrase_is_not_changed_twice(self) -> None:
        for at, (_, new) in enumerate(phrases()):
            for pattern, _ in phrases()[at + 1 :]:
                assert not pattern.search(new)

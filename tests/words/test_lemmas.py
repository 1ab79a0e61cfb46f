"""a word and its kind → its lemma."""

from __future__ import annotations

from pathlib import Path

import pytest

from vacmap.tasks import shipped_splitter
from vacmap.training.lemmas import learn_lemmas, own_part, present_tense
from vacmap.training.verbs import TaggedSentence
from vacmap.words import Lemmatiser
from vacmap.words.lemmas import from_json, to_json, without_ge

ROWS = [
    row.split(" | ")
    for row in (Path(__file__).parent / "cases/lemmas.txt").read_text(encoding="utf-8").splitlines()
    if row.strip() and not row.startswith("#")
]


@pytest.fixture(scope="module")
def shipped() -> Lemmatiser:
    return shipped_splitter().lemmatiser


def test_nine_words_of_vacancies_in_ten_have_their_lemma(shipped: Lemmatiser) -> None:
    wrong = [
        (word, lemma, shipped.lemma(word, kind)) for kind, word, lemma in ROWS if shipped.lemma(word, kind) != lemma
    ]
    assert len(wrong) <= 0.1 * len(ROWS), wrong


def test_an_unknown_kind_leaves_the_word(shipped: Lemmatiser) -> None:
    assert shipped.lemma("Zwoegers", "GEEN") == "zwoegers"


@pytest.mark.parametrize("word", ["", "x", "-", "…", "ge", "opge", "文", "ÉÉN"])
def test_any_word_has_a_lemma(word: str, shipped: Lemmatiser) -> None:
    for kind in ("VFin", "VPart", "NOUN", "X"):
        assert isinstance(shipped.lemma(word, kind), str)


@pytest.mark.parametrize(
    ("participle", "stem"),
    [("gemaakt", "maakt"), ("opgevolgd", "opvolgd"), ("verwerkt", "verwerkt"), ("gegeten", "geten"), ("geld", "geld")],
)
def test_the_ge_of_a_participle_is_taken_out(participle: str, stem: str) -> None:
    assert without_ge(participle) == stem


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("maken", ["maak", "maakt"]),
        ("plannen", ["plan", "plant"]),
        ("werven", ["werf", "werft"]),
        ("lezen", ["les", "lest", "lees", "leest"]),
        ("zetten", ["zet"]),
        ("beheren", ["beher", "behert", "beheer", "beheert"]),
        ("doen", []),
    ],
)
def test_the_present_tense_follows_the_spelling(infinitive: str, forms: list[str]) -> None:
    assert sorted(present_tense(infinitive)) == sorted(forms)


def test_a_particle_that_stands_elsewhere_is_no_part_of_the_lemma() -> None:
    assert own_part("volgt", "opvolgen") == "volgen"
    assert own_part("opvolgt", "opvolgen") == "opvolgen"
    assert own_part("voert", "invoeren") == "voeren"


def test_words_are_learnt_by_heart_where_their_ending_misleads() -> None:
    sentence = TaggedSentence(
        ("lessen", "kansen", "wensen", "kinderen"), ("NOUN",) * 4, ("les", "kans", "wens", "kind")
    )
    learnt = learn_lemmas([sentence])
    assert [learnt.lemma(word, "NOUN") for word in sentence.words] == list(sentence.lemmas)
    assert learnt.lemma("grenzen", "NOUN") in ("grenz", "grenzen", "grens")


def test_what_is_written_is_read_back(shipped: Lemmatiser) -> None:
    again = from_json(to_json(shipped))
    assert (again.words, again.endings) == (shipped.words, shipped.endings)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"words": [], "endings": 3}', '{"words": {}, "endings": {"X": {"a": 1}}}']
)
def test_another_file_is_no_lemmatiser(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        from_json(text)

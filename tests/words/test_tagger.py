"""words of sentences → their kinds: the shipped tagger, one sentence or many at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacmap.tasks import shipped_splitter
from vacmap.words import FINITE, TaggedWords, split_words

WORDS = st.lists(
    st.one_of(
        st.sampled_from(["je", "plant", "de", "lessen", "en", ",", "volgt", "op"]), st.text(min_size=1, max_size=6)
    ),
    max_size=8,
)


def kinds(text: str) -> dict[str, str]:
    words = [word.text for word in split_words(text)]
    return dict(zip(words, shipped_splitter().tagger.tag(words).kinds, strict=True))


@pytest.mark.parametrize(
    ("text", "finite"),
    [
        ("Je werft nieuwe leden en beheert het ledenbestand.", {"werft", "beheert"}),
        ("Houdt u het platform up-to-date en beantwoordt u vragen?", {"Houdt", "beantwoordt"}),
        ("Opvolgen van dossiers en bepalen van de prijzen", set()),
        ("Je zorgt ervoor dat de zalen klaar staan.", {"zorgt", "staan"}),
        ("U wordt betrokken bij het opmaken van het beleidsplan", {"wordt"}),
    ],
)
def test_finite_verbs_of_vacancies(text: str, finite: set[str]) -> None:
    assert {word for word, kind in kinds(text).items() if kind == FINITE} == finite


def test_kinds_of_words() -> None:
    found = kinds("Je begeleidt nieuwe vrijwilligers tijdens de activiteiten.")
    assert {word: found[word] for word in ("nieuwe", "vrijwilligers", "tijdens", "de")} == {
        "nieuwe": "ADJ",
        "vrijwilligers": "NOUN",
        "tijdens": "ADP",
        "de": "DET",
    }


@given(st.lists(WORDS, max_size=5))
def test_many_sentences_at_once_are_tagged_as_one_by_one(sentences: list[list[str]]) -> None:
    tagger = shipped_splitter().tagger
    together = tagger.tag_all(sentences)
    assert [tags.kinds for tags in together] == [tagger.tag(words).kinds for words in sentences]
    for words, tags in zip(sentences, together, strict=True):
        assert len(tags.kinds) == len(tags.finite) == len(words)
        assert tags.finite == [kind == FINITE for kind in tags.kinds]


def test_a_new_tagger_that_is_given_nothing_finds_nothing() -> None:
    tagger = replace(shipped_splitter().tagger)
    assert tagger.tag_all([]) == []
    assert tagger.tag_all([[]]) == [TaggedWords([], [])]

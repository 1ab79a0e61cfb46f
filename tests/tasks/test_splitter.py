"""The shipped splitter on sentences that had no part in its training (``cases/clauses.txt``): goals, not what
happened."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacmap.errors import ModelError
from vacmap.resources import default_splitter
from vacmap.tasks.clauses import MAY_BE_CUT, candidates, hasher, learn_from
from vacmap.tasks.splitter import LONGEST_SENTENCE, WEIGHTS, ClauseSplitter, load_splitter, save_splitter
from vacmap.training.clause_sentences import ClauseSentence, read_clause_sentences
from vacmap.training.clauses import words_and_cuts
from vacmap.training.verbs import finite_verb_f1, tagged
from vacmap.words import split_words
from vacmap.words.tagger import feature_name

SENTENCES = read_clause_sentences(Path(__file__).parent / "cases/clauses.txt")
TRAINED_ON = Path(__file__).resolve().parents[2] / "data/clauses"


@pytest.fixture(scope="module")
def splitter() -> ClauseSplitter:
    return load_splitter(default_splitter())


def split(splitter: ClauseSplitter, text: str) -> list[str]:
    words = split_words(text)
    firsts = [0, *splitter.split([word.text for word in words]), len(words)]
    return [text[words[a].start : words[b - 1].end] for a, b in itertools.pairwise(firsts)]


def test_nine_sentences_in_ten_are_cut_exactly_as_a_person_did(splitter: ClauseSplitter) -> None:
    assert len(SENTENCES) >= 150

    def right(sentence: ClauseSentence) -> bool:
        words, cuts = words_and_cuts(sentence)
        return splitter.split(words) == cuts

    assert sum(map(right, SENTENCES)) / len(SENTENCES) >= 0.90


def test_finite_verbs_are_found(splitter: ClauseSplitter) -> None:
    assert finite_verb_f1(splitter.tagger, tagged(SENTENCES)) >= 0.95


def test_cuts_are_those_of_the_model_on_single_features(splitter: ClauseSplitter) -> None:
    pairs = [(words, splitter.split(words)) for words, _ in map(words_and_cuts, SENTENCES)]
    found = [learn_from(words, splitter.tagger.tag(words), cuts) for words, cuts in pairs]
    rows = hasher().transform([list(map(feature_name, row)) for one in found for row in one.rows])
    assert splitter.cuts.predict(rows).tolist() == [label for one in found for label in one.labels]


def test_no_test_sentence_was_trained_on() -> None:
    trained = {sentence.text.lower() for sentence in read_clause_sentences(TRAINED_ON)}
    assert not trained & {sentence.text.lower() for sentence in SENTENCES}


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        (
            "Je werft nieuwe leden en beheert het bestaande ledenbestand.",
            ["Je werft nieuwe leden", "en beheert het bestaande ledenbestand."],
        ),
        ("Je organiseert en begeleidt workshops.", ["Je organiseert en begeleidt workshops."]),
        (
            "Je coacht vrijwilligers (gidsen, suppoosten en koks).",
            ["Je coacht vrijwilligers (gidsen, suppoosten en koks)."],
        ),
        ("Opmaken van verslagen", ["Opmaken van verslagen"]),
        ("Ondersteuning van cultuur- en jeugddiensten", ["Ondersteuning van cultuur- en jeugddiensten"]),
    ],
)
def test_the_examples_of_the_guidelines(text: str, tasks: list[str], splitter: ClauseSplitter) -> None:
    assert [part.rstrip(".") for part in split(splitter, text)] == [task.rstrip(".") for task in tasks]


@given(st.text(max_size=200))
def test_any_text_is_cut_into_words_that_slice_back_and_any_words_can_be_split(text: str) -> None:
    words = split_words(text)
    for word, following in itertools.pairwise(words):
        assert word.end <= following.start
    firsts = load_shipped().split([word.text for word in words])
    assert firsts == sorted(set(firsts))
    assert all(0 < first < len(words) for first in firsts)


def load_shipped() -> ClauseSplitter:
    from vacmap.tasks import shipped_splitter

    return shipped_splitter()


def test_a_changed_byte_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(default_splitter(), tmp_path / "splitter"))
    content = bytearray((folder / WEIGHTS).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / WEIGHTS).write_bytes(content)
    with pytest.raises(ModelError, match="changed since the model was saved"):
        load_splitter(folder)


def test_saving_what_was_loaded_gives_the_same_splitter(splitter: ClauseSplitter, tmp_path: Path) -> None:
    save_splitter(splitter, tmp_path / "again")
    again = load_splitter(tmp_path / "again")
    words = [word.text for word in split_words("Je plant de lessen, volgt de cijfers op en belt de ouders.")]
    assert again.split(words) == splitter.split(words)
    assert again.card == splitter.card


@given(
    st.lists(
        st.sampled_from(["je", "plant", "en", "En", "MAAR", "en/of", "&", ",", ";", "–", "-", "(", ")", "lessen"]),
        max_size=9,
    )
)
def test_a_sentence_with_a_candidate_is_never_passed_over(words: list[str]) -> None:
    if candidates(words):
        assert MAY_BE_CUT.search(" ".join(words))


def test_what_is_too_long_for_a_sentence_is_not_cut(splitter: ClauseSplitter) -> None:
    words = ["je", "plant", "de", "lessen", ","] * LONGEST_SENTENCE
    assert splitter.split(words) == []

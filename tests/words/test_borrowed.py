"""A spaCy pipeline by name in place of vacmap's tagger: a real one, trained here in a few seconds."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example

import vacmap
from vacmap.errors import ModelError
from vacmap.tasks import shipped_splitter
from vacmap.words import BorrowedWords

SENTENCES = {
    "Je werft nieuwe leden en beheert het ledenbestand": "PRON VERB ADJ NOUN CCONJ VERB DET NOUN",
    "Je plant de lessen en begeleidt de groepen": "PRON VERB DET NOUN CCONJ VERB DET NOUN",
    "De medewerker beheert de zalen": "DET NOUN VERB DET NOUN",
}


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline with a morphologizer, as spaCy's own ``nl_core_news_*`` have, on disk."""
    nlp = spacy.blank("nl")
    nlp.add_pipe("morphologizer")
    examples = []
    for text, tags in SENTENCES.items():
        words, pos = text.split(), tags.split()
        morphs = ["VerbForm=Fin" if tag == "VERB" else "" for tag in pos]
        examples.append(
            Example(Doc(nlp.vocab, words=words), Doc(nlp.vocab, words=words, pos=pos, morphs=morphs, lemmas=words))
        )
    nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples)
    folder = tmp_path_factory.mktemp("pipelines") / "nl_eigen"
    nlp.to_disk(folder)
    return folder


def test_kinds_come_from_the_pipeline(pipeline: Path) -> None:
    (tags,) = BorrowedWords(str(pipeline)).tag_all(["Je plant de lessen en begeleidt de groepen".split()])
    assert tags.kinds == ["PRON", "VFin", "DET", "NOUN", "CCONJ", "VFin", "DET", "NOUN"]
    assert tags.finite == [kind == "VFin" for kind in tags.kinds]
    assert tags.lemmas is not None


def test_tasks_are_cut_with_it(pipeline: Path) -> None:
    text = "Taken\n- Je werft nieuwe leden en beheert het ledenbestand.\n"
    function = vacmap.load(words=str(pipeline)).analyse(text)
    assert [task.text for task in function.tasks] == ["Je werft nieuwe leden", "en beheert het ledenbestand."]


def test_its_words_stand_in_the_doc(pipeline: Path) -> None:
    doc = vacmap.pipeline(words=str(pipeline))("Taken\n- Je plant de lessen.\n")
    assert {token.text: token.pos_ for token in doc if token.text in ("plant", "lessen")} == {
        "plant": "VERB",
        "lessen": "NOUN",
    }


def test_the_shipped_tagger_needs_no_name() -> None:
    assert shipped_splitter().tagger.tag(["Je", "plant"]).lemmas is None


def test_a_name_that_is_not_installed_is_told_of_at_once() -> None:
    with pytest.raises(ModelError, match="nl_core_news_huge: expected the name or path of a spaCy pipeline"):
        vacmap.load(words="nl_core_news_huge")


def test_a_pipeline_of_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("fr").to_disk(tmp_path / "fr")
    with pytest.raises(ModelError, match="expected a Dutch pipeline, got one of language 'fr'"):
        BorrowedWords(str(tmp_path / "fr"))


def test_a_pipeline_that_knows_no_kinds_is_refused(tmp_path: Path) -> None:
    spacy.blank("nl").to_disk(tmp_path / "leeg")
    with pytest.raises(ModelError, match="expected a pipeline with a morphologizer"):
        BorrowedWords(str(tmp_path / "leeg"))

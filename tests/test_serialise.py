"""Docs ↔ bytes: what vacmap found in a text goes along with spaCy's own ways to store and send it."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from vacmap.road import Mapper

ENGLISH = (
    "We are looking for a person who will plan the activities of our volunteers with the schools and the city. " * 3
)


@pytest.fixture(scope="module")
def texts(data: Path) -> dict[str, str]:
    return {
        "an advert": (data / "vacancies/stafmedewerker-netwerkcoordinatie.txt").read_text(encoding="utf-8"),
        "no tasks": "Wij bieden een contract en maaltijdcheques.",
        "not Dutch": ENGLISH,
        "empty": "",
    }


def through_bytes(doc: Doc) -> Doc:
    return Doc(Vocab()).from_bytes(doc.to_bytes())


def through_doc_bin(doc: Doc) -> Doc:
    data = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin(store_user_data=True).from_bytes(data).get_docs(Vocab())
    return again


CASES = ["an advert", "no tasks", "not Dutch", "empty"]
ways = pytest.mark.parametrize("way", [through_bytes, through_doc_bin], ids=["to_bytes", "DocBin"])


@ways
@pytest.mark.parametrize("case", CASES)
class TestRound:
    @pytest.fixture
    def docs(self, mapper: Mapper, texts: dict[str, str], case: str, way: object) -> tuple[Doc, Doc]:
        """A doc before and after."""
        doc = mapper.nlp(texts[case])
        assert callable(way)
        return doc, way(doc)

    def test_the_function_is_the_same(self, docs: tuple[Doc, Doc]) -> None:
        before, after = docs
        assert after._.function == before._.function
        assert after._.function.to_dict() == before._.function.to_dict()

    def test_the_structure_goes_along(self, docs: tuple[Doc, Doc]) -> None:
        before, after = docs
        assert after._.function.structure == before._.function.structure

    @pytest.mark.parametrize("key", ["zones", "tasks"])
    def test_the_spans_are_the_same(self, docs: tuple[Doc, Doc], key: str) -> None:
        before, after = ([(s.start_char, s.end_char, s.label_) for s in doc.spans[key]] for doc in docs)
        assert after == before

    def test_the_records_behind_the_spans_are_the_same(self, docs: tuple[Doc, Doc]) -> None:
        before, after = docs
        assert [span._.zone for span in after.spans["zones"]] == [span._.zone for span in before.spans["zones"]]
        assert [span._.task for span in after.spans["tasks"]] == [span._.task for span in before.spans["tasks"]]

    def test_the_road_is_the_same(self, docs: tuple[Doc, Doc]) -> None:
        before, after = docs
        assert after._.vacmap == before._.vacmap


def test_an_advert_has_something_to_carry(mapper: Mapper, texts: dict[str, str]) -> None:
    """Else the rounds above would prove nothing."""
    doc = through_bytes(mapper.nlp(texts["an advert"]))
    assert len(doc.spans["tasks"]) > 20
    assert {type(span._.task).__name__ for span in doc.spans["tasks"]} == {"Task"}
    assert {type(span._.zone).__name__ for span in doc.spans["zones"]} == {"Zone"}


def test_several_docs_keep_their_own_results(mapper: Mapper, texts: dict[str, str]) -> None:
    docs = list(mapper.nlp.pipe(texts.values()))
    data = DocBin(store_user_data=True, docs=docs).to_bytes()
    again = DocBin(store_user_data=True).from_bytes(data).get_docs(Vocab())
    assert [doc._.function for doc in again] == [doc._.function for doc in docs]


def test_a_doc_of_another_pipeline_is_left_alone(mapper: Mapper) -> None:
    doc = Doc(mapper.nlp.vocab, words=["Je", "plant"], user_data={"eigen": {"a": [1, 2]}})
    assert through_bytes(doc).user_data == {"eigen": {"a": [1, 2]}}

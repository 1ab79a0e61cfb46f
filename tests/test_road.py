"""The pipeline is a real spaCy ``Language``; the mapper is a thin shell around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import vacmap
from vacmap import road
from vacmap.errors import InputError
from vacmap.records import OUTSIDE, Function
from vacmap.road import COMPONENTS, WORDS, Mapper


@pytest.fixture(scope="module")
def vacancy(data: Path) -> str:
    return (data / "vacancies/stafmedewerker-netwerkcoordinatie.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def function(mapper: Mapper, vacancy: str) -> Function:
    return mapper.analyse(vacancy, id="oko")


class TestLanguage:
    def test_its_components_are_the_stages_in_order(self, mapper: Mapper) -> None:
        assert tuple(mapper.nlp.pipe_names) == COMPONENTS

    def test_the_text_is_never_rewritten(self, mapper: Mapper, vacancy: str) -> None:
        assert mapper.nlp(vacancy).text == vacancy

    def test_spans_hold_zones_and_tasks_with_their_records(self, mapper: Mapper, vacancy: str) -> None:
        doc = mapper.nlp(vacancy)
        assert [span.label_ for span in doc.spans["zones"]] == [zone.zone.value for zone in doc._.function.zones]
        for span in doc.spans["tasks"]:
            assert span.label_ == span._.task.cluster
            assert (span.start_char, span.end_char) == (span._.task.start, span._.task.end)

    def test_zone_spans_cover_every_token_once(self, mapper: Mapper, vacancy: str) -> None:
        doc = mapper.nlp(vacancy)
        covered = [token.i for span in doc.spans["zones"] for token in span]
        assert covered == list(range(len(doc)))

    def test_it_is_saved_and_loaded_by_spacy_itself(self, mapper: Mapper, vacancy: str, tmp_path: Path) -> None:
        mapper.nlp.to_disk(tmp_path / "pipeline")
        again = spacy.load(tmp_path / "pipeline")
        assert again(vacancy)._.function.to_dict() == mapper.nlp(vacancy)._.function.to_dict()

    def test_it_goes_through_bytes(self, mapper: Mapper, vacancy: str) -> None:
        again = spacy.blank("nl")
        for name in COMPONENTS:
            again.add_pipe(name)
        again.from_bytes(mapper.nlp.to_bytes())
        assert again(vacancy)._.function.to_dict() == mapper.nlp(vacancy)._.function.to_dict()

    def test_components_can_be_added_to_a_pipeline_of_ones_own(self, vacancy: str) -> None:
        nlp = spacy.blank("nl")
        for name in COMPONENTS:
            nlp.add_pipe(name)
        assert nlp(vacancy)._.function.tasks

    def test_results_come_back_from_other_processes(self, mapper: Mapper, vacancy: str) -> None:
        texts = [vacancy, "", vacancy[:2000]]
        alone = [doc._.function.to_dict() for doc in mapper.nlp.pipe(texts)]
        spread = [doc._.function.to_dict() for doc in mapper.nlp.pipe(texts, n_process=2, batch_size=1)]
        assert spread == alone


class TestWords:
    TEXT = "Taken\n- Je begeleidt nieuwe vrijwilligers.\n\nProfiel\n- Je hebt geduld.\n"

    def test_the_pipeline_tells_words_apart_and_a_mapper_does_not(self, mapper: Mapper) -> None:
        assert tuple(vacmap.pipeline().pipe_names) == (*COMPONENTS, WORDS)
        assert WORDS not in mapper.nlp.pipe_names

    def test_words_of_tasks_have_kinds_forms_and_lemmas_and_others_have_none(self) -> None:
        doc = vacmap.pipeline()(self.TEXT)
        told = {token.text: (token.pos_, str(token.morph), token.lemma_) for token in doc if token.pos_}
        assert told["begeleidt"] == ("VERB", "VerbForm=Fin", "begeleiden")
        assert told["vrijwilligers"] == ("NOUN", "", "vrijwilliger")
        assert "geduld" not in told

    def test_they_are_saved_and_loaded_with_the_pipeline(self, tmp_path: Path) -> None:
        nlp = vacmap.pipeline()
        nlp.to_disk(tmp_path / "pipeline")
        again = spacy.load(tmp_path / "pipeline")(self.TEXT)
        assert [token.lemma_ for token in again] == [token.lemma_ for token in nlp(self.TEXT)]


class TestFunction:
    def test_offsets_slice_back_to_the_text(self, function: Function) -> None:
        for task in function.tasks:
            assert " ".join(function.text[task.start : task.end].split()) == task.text

    def test_zones_cover_the_text_in_order(self, function: Function) -> None:
        assert function.zones[0].start == 0
        assert function.zones[-1].end == len(function.text)
        for zone, following in zip(function.zones, function.zones[1:], strict=False):
            assert zone.end == following.start

    def test_shares_and_scores_sum_to_one(self, function: Function) -> None:
        raw = function.to_dict()
        for task in raw["tasks"]:
            assert sum(task["cluster_scores"].values()) == pytest.approx(1, abs=1e-6)
            assert sum(task["professions"].values()) == pytest.approx(0 if task["cluster"] == OUTSIDE else 1, abs=1e-6)
        profile = raw["profile"]
        assert sum(profile["professions"].values()) == pytest.approx(1, abs=1e-6)
        assert sum(profile["clusters"].values()) == pytest.approx(1, abs=1e-6)
        assert sum(profile["cells"].values()) + profile["professions"][OUTSIDE] == pytest.approx(1, abs=1e-3)

    def test_every_share_lies_in_its_interval(self, function: Function) -> None:
        for code, (low, high) in function.profile.intervals.items():
            assert 0 <= low <= function.profile.professions[code] <= high <= 1

    def test_a_cluster_is_the_sum_of_its_cells_and_outside_is_outside(self, function: Function) -> None:
        profile = function.profile
        for cluster, share in profile.clusters.items():
            cells = [part for cell, part in profile.cells.items() if cell.endswith(f"/{cluster}")]
            assert share == pytest.approx(profile.professions[OUTSIDE] if cluster == OUTSIDE else sum(cells))

    def test_an_empty_cell_gets_no_share(self, function: Function) -> None:
        assert "belangenbehartiger/ondersteunen" not in function.profile.cells
        for task in function.tasks:
            if task.cluster == "ondersteunen":
                assert task.professions["belangenbehartiger"] == 0

    def test_activities_named_are_of_the_structure(self, function: Function) -> None:
        for task in function.tasks:
            if task.cluster == OUTSIDE:
                assert task.activity is None
                assert task.outside
            else:
                assert function.structure is not None
                assert task.activity is not None
                assert function.structure.activity(task.activity).cluster == task.cluster

    def test_its_json_has_the_keys_of_the_contract_and_no_other(self, function: Function) -> None:
        raw = function.to_dict()
        assert list(raw) == ["schema", "id", "title", "model", "zones", "tasks", "profile", "novelty"]
        assert list(raw["zones"][0]) == ["start", "end", "zone", "heading", "confidence"]
        assert list(raw["profile"]) == ["tasks", "professions", "intervals", "clusters", "cells", "uncertain"]
        assert list(raw["tasks"][0]) == [
            *("start", "end", "text", "cluster", "cluster_scores", "professions", "outside", "activity"),
            *("confidence", "certain"),
        ]

    def test_the_title_is_found(self, function: Function) -> None:
        assert function.title == "Stafmedewerker netwerkcoördinatie"

    def test_as_a_frame_it_has_a_row_per_task(self, function: Function) -> None:
        frame = function.to_frame()
        assert len(frame) == len(function.tasks)
        assert list(frame["cluster"]) == [task.cluster for task in function.tasks]

    def test_in_a_notebook_it_shows_itself(self, function: Function) -> None:
        assert "netwerkcoördinatie" in function._repr_html_()


class TestMapper:
    def test_a_text_without_tasks_gives_no_profile(self, mapper: Mapper) -> None:
        function = mapper.analyse("Onze kantoren liggen vlak bij het station van Gent.")
        assert function.profile.tasks == 0
        assert function.profile.professions == {}

    @pytest.mark.parametrize("text", ["", " \n\t ", "\N{ZERO WIDTH SPACE}"])
    def test_an_empty_text_gives_no_profile(self, mapper: Mapper, text: str) -> None:
        assert mapper.analyse(text).profile.tasks == 0

    def test_a_text_in_another_language_is_said_not_to_be_dutch_and_nothing_is_made_of_it(self, mapper: Mapper) -> None:
        text = (
            "You will organise workshops for young people and write the annual report for the board of our charity. "
            * 4
        )
        function = mapper.analyse(text)
        assert not function.dutch
        assert not function.tasks
        assert [zone.zone.value for zone in function.zones] == ["overig"]

    def test_a_line_that_repeats_itself_without_end_is_read_without_a_warning(self, mapper: Mapper) -> None:
        assert mapper.analyse("je begeleidt de vrijwilligers en plant " * 20_000).zones

    def test_a_text_beyond_the_limit_is_refused_with_its_size(self, mapper: Mapper) -> None:
        with pytest.raises(InputError, match="1,000,001 characters"):
            mapper.analyse("a" * 1_000_001, id="long")

    def test_a_stream_keeps_its_order_and_gives_what_single_texts_give(self, mapper: Mapper, vacancy: str) -> None:
        texts = [vacancy, "Je organiseert workshops.", "", vacancy[1500:], "We need you", vacancy[:700]]
        alone = [mapper.analyse(text, explain=False) for text in texts]
        for size in (1, 2, 4, 64):  # to the last bit: an archive must not hang on how it is divided
            streamed = mapper.pipe(iter(texts), batch_size=size)
            assert [replace(function, id="") for function in streamed] == alone

    def test_tokens_are_there_for_components_of_somebody_else_and_change_nothing(self, vacancy: str) -> None:
        seen = []

        @Language.component("somebody_elses")
        def look(doc: Doc) -> Doc:
            seen.append((doc.text, len(doc.spans["tasks"])))
            return doc

        mapper = vacmap.load()
        own = list(mapper.pipe([vacancy]))
        mapper.nlp.add_pipe("somebody_elses")
        assert list(mapper.pipe([vacancy])) == own
        assert seen == [(vacancy, len(own[0].tasks))]

    def test_a_long_stream_leaves_no_words_behind(self, vacancy: str, monkeypatch: pytest.MonkeyPatch) -> None:
        mapper = Mapper(vacmap.pipeline())
        first = list(mapper.pipe([vacancy]))
        words = len(mapper.nlp.vocab.strings)
        monkeypatch.setattr(road, "KEPT_LEXEMES", 1)
        for streamed in mapper.pipe(f"{vacancy} Nooitgezien{'x' * number}." for number in range(3)):
            assert len(streamed.tasks) == len(first[0].tasks)
        assert len(mapper.nlp.vocab.strings) == words
        assert list(mapper.pipe([vacancy])) == first

    def test_a_stream_may_be_read_in_a_memory_zone_of_ones_own(
        self, vacancy: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mapper = Mapper(vacmap.pipeline())
        monkeypatch.setattr(road, "KEPT_LEXEMES", 1)
        with mapper.nlp.memory_zone():
            inside = list(mapper.pipe([vacancy]))
        assert inside == list(mapper.pipe([vacancy]))

    def test_where_an_error_handler_lets_a_text_go_the_others_keep_their_numbers(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mapper = vacmap.load()
        zones = mapper.nlp.get_pipe("vacmap_zones")
        work = zones.work

        def picky(docs: Sequence[Doc]) -> None:
            if any(doc._.vacmap.text == "mis" for doc in docs):
                raise ValueError("mis")
            work(docs)

        monkeypatch.setattr(zones, "work", picky)
        mapper.nlp.set_error_handler(lambda name, _, docs, error: None)
        assert [function.id for function in mapper.pipe(["Je plant.", "mis", "Je belt."])] == ["0", "2"]

    def test_a_text_that_fails_fails_alone(self, mapper: Mapper, monkeypatch: pytest.MonkeyPatch) -> None:
        nlp = vacmap.pipeline()
        zones = nlp.get_pipe("vacmap_zones")
        work, failed = zones.work, []

        def picky(docs: Sequence[Doc]) -> None:
            if any("mis" in doc.text for doc in docs):
                raise ValueError("mis")
            work(docs)

        monkeypatch.setattr(zones, "work", picky)
        with pytest.raises(ValueError, match="mis"):
            list(nlp.pipe(["Je plant.", "mis", "Je belt."]))
        nlp.set_error_handler(lambda name, _, docs, error: failed.append((name, docs[0].text, str(error))))
        assert [doc.text for doc in nlp.pipe(["Je plant.", "mis", "Je belt."])] == ["Je plant.", "Je belt."]
        assert failed == [("vacmap_zones", "mis", "mis")]
        assert zones.get_error_handler() is not None

    def test_a_table_keeps_its_rows_index_and_columns(self, mapper: Mapper, vacancy: str) -> None:
        frame = pd.DataFrame({"code": [7, 8], "tekst": [vacancy, None]}, index=["x", "y"])
        out = mapper.classify(frame)
        assert list(out.index) == ["x", "y"]
        assert list(out.columns[:2]) == ["code", "tekst"]
        components = [*mapper.analyse(vacancy).profile.professions]
        assert out.loc["x", components].sum() == pytest.approx(1)
        assert out.loc["y", "tasks"] == 0
        assert out.loc["y", components].isna().all()

    def test_a_table_without_the_column_is_refused_with_the_columns_it_has(self, mapper: Mapper) -> None:
        with pytest.raises(KeyError, match="'text' parameter of classify must be one of"):
            mapper.classify(pd.DataFrame({"a": ["x"]}))

    @given(st.text(max_size=400))
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_no_text_breaks_it(self, mapper: Mapper, text: str) -> None:
        function = mapper.analyse(text)
        assert "".join(text[zone.start : zone.end] for zone in function.zones) == text
        for task in function.tasks:
            assert 0 <= task.start < task.end <= len(text)
        assert isinstance(mapper.nlp(text), Doc)


def test_no_component_has_a_model_for_spacy_to_ask_for() -> None:
    """spaCy asks every component that is added for the attributes of its own kinds, ``model`` among them, in an order
    that differs from process to process; an answer would load the shipped model where another is wanted."""
    for _, component in vacmap.pipeline().pipeline:
        assert not hasattr(component, "model")


def test_loading_a_folder_that_holds_no_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(vacmap.VacmapError, match="no model here"):
        vacmap.load(tmp_path)

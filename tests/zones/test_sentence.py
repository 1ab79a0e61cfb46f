"""words of a unit → what it says by itself: the quick way gives what the estimator gives."""

from __future__ import annotations

import numpy as np
import pytest

from vacmap.spelling import LONGEST_WORD
from vacmap.zones.batch import Batch, Cut
from vacmap.zones.sentence import COLUMNS, EDGES, SentenceModel, body_features, edge_features, feature_matrix
from vacmap.zones.unit_words import TextWords

from .conftest import ADVERTS, CutText


@pytest.fixture(scope="module")
def texts(cut_text: CutText) -> list[TextWords]:
    bare = ["\n".join(row.split(" | ")[1] for row in advert.strip().splitlines()) for advert in ADVERTS]
    return [words_of(text, cut_text) for text in bare]


def words_of(text: str, cut_text: CutText) -> TextWords:
    return Batch.of([Cut.of(text, cut_text(text))]).words


@pytest.fixture(scope="module")
def labels() -> list[str]:
    return [row.split(" | ")[0] for advert in ADVERTS for row in advert.strip().splitlines()]


def test_scores_are_those_of_the_estimator_on_the_feature_matrix(texts: list[TextWords], labels: list[str]) -> None:
    model = SentenceModel.fit(feature_matrix(texts), labels)
    for text in texts:
        given, _ = model.scores(text)
        np.testing.assert_allclose(given, model.estimator.predict_proba(feature_matrix([text])), rtol=1e-3, atol=1e-5)


def test_words_never_met_are_scored_too(texts: list[TextWords], labels: list[str], cut_text: CutText) -> None:
    model = SentenceModel.fit(feature_matrix(texts), labels)
    text = "Zeppelinpiloot\nOnvoorstelbaar! 12.345 keer?"
    words = words_of(text, cut_text)
    given, _ = model.scores(words)
    np.testing.assert_allclose(given, model.estimator.predict_proba(feature_matrix([words])), rtol=1e-3, atol=1e-5)


def test_a_word_is_known_by_itself_by_its_pieces_and_by_its_place() -> None:
    (body, values, counts), (edges, _) = body_features(["lessen"]), edge_features(["lessen"])
    assert len(body) == len(values) == counts.sum() > len("lessen")
    assert edges.shape == (1, len(EDGES), 2)
    assert all(0 <= column < COLUMNS for column in (*body, *edges.ravel()))
    assert len(np.unique(edges)) == edges.size


def test_numbers_are_alike() -> None:
    for features in (body_features, edge_features):
        for one, other in zip(features(["2025"]), features(["1999"]), strict=True):
            np.testing.assert_array_equal(one, other)


def test_a_unit_behind_a_page_break_has_the_words_of_the_whole_sentence(cut_text: CutText) -> None:
    text = "Je plant de\nPagina 1 van 2\nlessen."
    words = words_of(text, cut_text)
    first, page, second = (words.words[a : a + n] for a, n in zip(words.starts, words.counts, strict=True))
    assert first == second == ["je", "plant", "de", "lessen"]
    assert page == ["pagina", "0", "van", "0"]


def test_a_word_without_end_is_looked_at_in_part(cut_text: CutText) -> None:
    words = words_of("x" * 5000, cut_text)
    assert words.words == ["x" * LONGEST_WORD]

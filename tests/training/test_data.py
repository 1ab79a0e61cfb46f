"""The labelled data that come with vacmap: enough of everything, and nothing of the gold set among it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

from vacmap.layout import plain
from vacmap.records import OUTSIDE, ZoneCode
from vacmap.structure import Structure
from vacmap.training import LabelledSpan, LabelledVacancy, read_labelled

KINDS = ("leidinggeven", "administratie", "communicatie", "ict", "techniek", "financien", "hulpverlening", "anders")
NOT_A_LETTER = re.compile(r"[\W\d_]+")
LIKE = 0.8
"""Jaccard similarity of character 5-grams above which two sentences say the same."""


def normalised(text: str) -> str:
    """Lower case, letters only."""
    return NOT_A_LETTER.sub(" ", plain(text).lower()).strip()


def said(items: list[LabelledVacancy]) -> Iterator[tuple[LabelledSpan, str]]:
    for item in items:
        for unit in item.units:
            yield unit, item.text[unit.start : unit.end]


@pytest.fixture(scope="module")
def items(data: Path, structure: Structure) -> list[LabelledVacancy]:
    return read_labelled(data / "training", structure)


@pytest.fixture(scope="module")
def tasks(items: list[LabelledVacancy]) -> list[tuple[LabelledSpan, str]]:
    return [(unit, text) for unit, text in said(items) if unit.label.clusters]


def near_duplicates(texts: list[str]) -> set[int]:
    """Rows of the texts that are like an earlier one."""
    grams = CountVectorizer(analyzer="char", ngram_range=(5, 5), binary=True, dtype=np.int32).fit_transform(texts)
    sizes = np.asarray(grams.sum(1)).ravel()
    found: set[int] = set()
    for first in range(0, len(texts), 500):
        shared = csr_matrix(grams[first : first + 500] @ grams.T).tocoo()
        rows = shared.row + first
        alike = shared.data > LIKE * (sizes[rows] + sizes[shared.col] - shared.data)
        found.update(rows[alike & (shared.col < rows)].tolist())
    return found


def test_the_measure_of_likeness_knows_what_is_alike() -> None:
    texts = [
        "je plant de uitstappen van de zomer",
        "je plant de uitstappen van de zomers",
        "u zoekt de zalen voor de winterlessen",
        "je plant de uitstappen van de zomer",
    ]
    assert near_duplicates(texts) == {1, 3}


def test_ids_stand_once(items: list[LabelledVacancy]) -> None:
    assert [id_ for id_, count in Counter(item.id for item in items).items() if count > 1] == []


def test_no_unit_of_five_words_or_more_stands_in_the_gold_set(
    items: list[LabelledVacancy], data: Path, structure: Structure
) -> None:
    gold = {normalised(text) for _, text in said(read_labelled(data / "gold/vacancies.jsonl", structure))}
    shared = [text for _, text in said(items) if len(normalised(text).split()) >= 5 and normalised(text) in gold]
    assert shared == []


def test_fewer_than_1_in_100_task_sentences_are_like_another(tasks: list[tuple[LabelledSpan, str]]) -> None:
    texts = [normalised(text) for _, text in tasks]
    alike = near_duplicates(texts)
    assert len(alike) < 0.01 * len(texts), [texts[row] for row in sorted(alike)][:20]


def test_there_are_at_least_2_000_task_sentences(tasks: list[tuple[LabelledSpan, str]]) -> None:
    assert len(tasks) >= 2_000


def test_every_cell_has_examples(tasks: list[tuple[LabelledSpan, str]], structure: Structure) -> None:
    seen = Counter(f"{p}/{c}" for unit, _ in tasks for c in unit.label.clusters for p in unit.label.professions)
    assert [cell for cell in structure.cells if seen[cell] < 10] == []


def test_professions_are_never_given_to_an_empty_cell_alone(
    tasks: list[tuple[LabelledSpan, str]], structure: Structure
) -> None:
    def misplaced(unit: LabelledSpan) -> bool:
        inside = [code for code in unit.label.clusters if code != OUTSIDE]
        return any(not any(structure.has_cell(p, c) for c in inside) for p in unit.label.professions)

    assert [text for unit, text in tasks if misplaced(unit)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_work_outside_has_60_examples(kind: str, tasks: list[tuple[LabelledSpan, str]]) -> None:
    assert sum(kind in unit.label.outside for unit, _ in tasks) >= 60


def test_only_the_kinds_of_the_guidelines_are_used(tasks: list[tuple[LabelledSpan, str]]) -> None:
    assert {kind for unit, _ in tasks for kind in unit.label.outside} <= set(KINDS)


@pytest.mark.parametrize("zone", ZoneCode)
def test_every_zone_has_examples(zone: ZoneCode, items: list[LabelledVacancy]) -> None:
    assert sum(unit.label.zone is zone for unit, _ in said(items)) >= 100


def test_no_unit_belongs_to_more_than_three_clusters_or_to_one_twice(tasks: list[tuple[LabelledSpan, str]]) -> None:
    wrong = [t for unit, t in tasks if not 1 <= len(unit.label.clusters) == len(set(unit.label.clusters)) <= 3]
    assert wrong == []


def test_there_are_vacancies_with_a_mixture_and_series_without(items: list[LabelledVacancy]) -> None:
    assert sum(item.is_series for item in items) >= 5
    assert sum(not item.is_series for item in items) >= 100


def test_every_vacancy_has_tasks_and_a_mixture_of_the_structures_codes(
    items: list[LabelledVacancy], structure: Structure
) -> None:
    codes = {*structure.profession_ids, OUTSIDE}
    wrong = [
        item.id
        for item in items
        if item.mixture and (not set(item.mixture) <= codes or not any(unit.label.clusters for unit in item.units))
    ]
    assert wrong == []


def test_every_profession_leads_some_function(items: list[LabelledVacancy], structure: Structure) -> None:
    leading = {max(item.mixture, key=lambda code, m=item.mixture: m[code]) for item in items if item.mixture}
    assert leading == {*structure.profession_ids, OUTSIDE}

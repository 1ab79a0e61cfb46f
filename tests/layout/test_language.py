"""text → is it Dutch?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from strategies import any_text

from vacmap.layout import is_dutch, read_words, split_lines, split_units

from .case_files import read_rows


def dutch(text: str) -> bool:
    units = split_units(text, split_lines(text))
    return is_dutch(text, read_words(text, units))


@pytest.mark.parametrize(("language", "text"), read_rows("languages.txt"), ids=lambda value: value[:30])
def test_languages(language: str, text: str) -> None:
    assert dutch(text) is (language == "nl")


def test_every_gold_vacancy_is_dutch(data: Path) -> None:
    with (data / "gold/vacancies.jsonl").open(encoding="utf-8") as lines:
        refused = [item["id"] for item in map(json.loads, lines) if not dutch(item["text"])]
    assert refused == []


def test_parts_of_a_compound_are_no_words_of_another_language() -> None:
    assert dutch("Regionale projectcoördinator e-inclusie")


def test_a_list_without_function_words_is_dutch_while_it_is_short() -> None:
    assert dutch("groepen begeleiden " * 12)
    assert not dutch("groepen begeleiden " * 13)


@given(any_text)
def test_any_text_gets_an_answer(text: str) -> None:
    assert dutch(text) in {True, False}

"""Novelty: what was trained on is not new, a recipe and a trade that was never met are."""

from __future__ import annotations

from pathlib import Path

import pytest

from vacmap.activities import UNLIKE, Novelty
from vacmap.activities.novelty import LETTERS
from vacmap.road import Mapper, shipped_model
from vacmap.structure import Structure
from vacmap.training import read_labelled

UNLIKE_TEXTS = sorted((Path(__file__).parent / "cases/unlike").glob("*.txt"))
WORDS = (
    "buurt vrijwilligers bewoners vergadering activiteit groepen kinderen jongeren cultuur project begeleiden".split()
)


def sentences(n: int) -> list[str]:
    """Texts that share most of their words, each with one of its own."""
    own = ["".join(chr(97 + int(digit)) for digit in f"{number:05d}") for number in range(n)]
    return [" ".join([*WORDS[number % 5 : number % 5 + 6], own[number]]) for number in range(n)]


class TestFit:
    def test_a_text_of_known_words_is_not_new(self) -> None:
        texts = sentences(50)
        assert Novelty.fit(texts, texts).score(texts[7]) < 0.2

    def test_a_text_of_unknown_words_is(self) -> None:
        texts = sentences(50)
        assert Novelty.fit(texts, texts).score("walvis kometen turbine gletsjer anemoon kobalt") == 1

    def test_words_of_other_texts_are_known_too(self) -> None:
        texts = sentences(50)
        strange = "walvis kometen turbine gletsjer anemoon kobalt"
        assert Novelty.fit(texts, texts, [strange]).score(strange) < 0.2

    def test_short_words_numbers_and_repetition_do_not_count(self) -> None:
        texts = sentences(50)
        novelty = Novelty.fit(texts, texts)
        assert novelty.score("en 12345 a1b2c3 uit op xyz") == 0
        assert novelty.score("walvis bewoners") == novelty.score("walvis " * 40 + "bewoners")
        assert len("xyz") < LETTERS

    def test_its_parts_are_all_there_is_to_it(self) -> None:
        texts = sentences(50)
        novelty = Novelty.fit(texts, texts)
        again = Novelty.from_parts(novelty.to_parts())
        assert again.score("walvis bewoners project") == novelty.score("walvis bewoners project")

    def test_one_text_is_too_few_to_call_another_new(self) -> None:
        novelty = Novelty.fit(["bewoners ontmoeten"], ["bewoners"])
        assert (novelty.score("bewoners"), novelty.score("walvis")) == (0, 0)


class TestShipped:
    @pytest.mark.parametrize("file", UNLIKE_TEXTS, ids=lambda file: file.stem)
    def test_a_text_of_another_world_is_newer_than_most_vacancies(self, file: Path, mapper: Mapper) -> None:
        assert mapper.analyse(file.read_text(encoding="utf-8")).novelty > 0.7

    def test_most_of_them_are_called_unlike(self, mapper: Mapper) -> None:
        novelties = [mapper.analyse(file.read_text(encoding="utf-8")).novelty for file in UNLIKE_TEXTS]
        assert sum(novelty >= UNLIKE for novelty in novelties) > len(novelties) / 2

    def test_no_gold_vacancy_is_called_unlike(self, mapper: Mapper, data: Path, structure: Structure) -> None:
        gold = read_labelled(data / "gold/vacancies.jsonl", structure)
        assert max(mapper.analyse(item.text).novelty for item in gold) < UNLIKE

    def test_text_in_another_language_is_new(self) -> None:
        english = "We are looking for a project manager who develops workshops and leads volunteers in the community."
        assert shipped_model().novelty.score(english) >= UNLIKE

    def test_nothing_is_not_new(self) -> None:
        assert shipped_model().novelty.score("") == 0

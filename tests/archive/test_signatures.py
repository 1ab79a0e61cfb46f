"""Signatures of texts: the same for the same words in any layout, on every machine; estimates from them are right."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_text

from vacmap.archive.signatures import PERMUTATIONS, SIGNATURE, signature

WORDS = "buurt vrijwilligers één coördinator begeleid je activiteiten met jongeren organisatie dossier wijkhuis team"
words = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=60)
separators = st.sampled_from(
    [" ", "\n", "\r\n", "\t", "\u00a0", ", ", ".\n • ", " – ", "/", " 2024 ", " (", ") ", " maandag "]
)


def similarity(one: str, other: str) -> float:
    a, b = (np.frombuffer(signature(text), SIGNATURE)["whole"] for text in (one, other))
    return float(np.mean(a == b))


def own_share(one: str, other: str) -> float:
    """What the middle of a text has of its own beside another."""
    middle, whole = (
        np.frombuffer(signature(one), SIGNATURE)["middle"],
        np.frombuffer(signature(other), SIGNATURE)["whole"],
    )
    shared, own = np.count_nonzero(middle == whole), np.count_nonzero(middle < whole)
    return own / (shared + own)


def shingles(text: str) -> list[str]:
    """The same, said another way: three words that stand together."""
    found = re.findall(r"[^\W\d_]+", text.lower())
    return [" ".join(found[place : place + 3]) for place in range(len(found) - 2)]


@pytest.fixture(scope="module")
def gold(data: Path) -> list[str]:
    lines = (data / "gold/vacancies.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    return [re.sub(r"-\n\s*", "", text) for text in texts]


class TestWhatCounts:
    @given(words, st.data())
    def test_case_spaces_signs_numbers_and_days_do_not(self, said: list[str], data: st.DataObject) -> None:
        gaps = data.draw(st.lists(separators, min_size=len(said), max_size=len(said)))
        loud = data.draw(st.lists(st.booleans(), min_size=len(said), max_size=len(said)))
        other = "".join(gap + (word.upper() if up else word) for gap, word, up in zip(gaps, said, loud, strict=True))
        assert signature(other) == signature(" ".join(said))

    def test_an_accent_is_the_same_however_it_is_written(self) -> None:
        text = "één coördinator voor Genève en Curaçao"
        assert signature(unicodedata.normalize("NFD", text)) == signature(text)

    @pytest.mark.parametrize(
        "broken", ["vrij-\nwilligers", "vrij-\r\n   willigers", "vrij\u00ad\n\twilligers", "vrij‐\nwilligers"]
    )
    def test_a_word_that_a_line_breaks_off_is_whole(self, broken: str) -> None:
        assert signature(f"je begeleidt {broken} in de wijk") == signature("je begeleidt vrijwilligers in de wijk")

    def test_a_bullet_breaks_off_no_word(self) -> None:
        assert signature("de zaal -\n- de bar") == signature("de zaal de bar")

    def test_an_advert_with_other_dates_and_numbers_is_the_same(self) -> None:
        one = "Mail je cv voor maandag 3 maart 2024 naar ons. Loon: 2.310 euro. Ref. 2024-117."
        other = "Mail je cv voor vrijdag 28 november 2025 naar ons. Loon: 2.450 euro. Ref. 2025-9."
        assert signature(one) == signature(other)

    @given(words)
    def test_the_order_of_the_words_does(self, said: list[str]) -> None:
        other = list(reversed(said))
        assert (signature(" ".join(other)) == signature(" ".join(said))) == (
            set(shingles(" ".join(said))) == set(shingles(" ".join(other))) if len(said) > 2 else said == other
        )


class TestEstimates:
    def test_the_similarity_is_that_of_the_shingles(self, gold: list[str]) -> None:
        errors = []
        for number, text in enumerate(gold):
            found, others = text.split(" "), gold[number - 1].split(" ")
            for tenths in range(11):
                other = " ".join(found[: len(found) * tenths // 10] + others[len(others) * tenths // 10 :])
                a, b = set(shingles(text)), set(shingles(other))
                exact = len(a & b) / len(a | b)
                errors.append(similarity(text, other) - exact)
                assert abs(errors[-1]) <= 5 * max(exact * (1 - exact) / PERMUTATIONS, 1e-4) ** 0.5
        assert abs(np.mean(errors)) < 0.02

    def test_so_it_is_for_long_texts(self, gold: list[str]) -> None:
        long, half = " ".join(gold), " ".join(gold[: len(gold) // 2])
        a, b = set(shingles(long)), set(shingles(half))
        assert len(a) > 8192
        assert similarity(long, half) == pytest.approx(len(a & b) / len(a | b), abs=0.1)

    def test_the_own_share_is_that_of_the_middle(self, gold: list[str]) -> None:
        errors = []
        for number, text in enumerate(gold):
            found, others = text.split(" "), gold[number - 1].split(" ")
            for tenths in (5, 7, 8, 9):
                other = " ".join(found[: len(found) * tenths // 10] + others[len(others) * tenths // 10 :])
                a, b = shingles(other), set(shingles(text))
                middle = set(a[min(15, len(a) // 10) : len(a) - min(30, len(a) // 10)])
                errors.append(own_share(other, text) - len(middle - b) / len(middle))
        assert abs(np.mean(errors)) < 0.02
        assert np.std(errors) < 0.06

    @settings(max_examples=50)
    @given(any_text)
    def test_the_middle_is_part_of_the_whole(self, text: str) -> None:
        for values in np.frombuffer(signature(text), SIGNATURE):
            assert (values["middle"] >= values["whole"]).all()


class TestAnyText:
    @given(any_text)
    def test_has_a_signature_if_it_has_words(self, text: str) -> None:
        assert len(signature(text)) in {0, SIGNATURE.itemsize}

    @pytest.mark.parametrize("text", ["", " \n\t", "12-04-2024 • 02 555 01 23", "maandag 3 maart", "😀 … \0 \ufeff"])
    def test_without_words_has_none(self, text: str) -> None:
        assert signature(text) == b""

    @pytest.mark.parametrize(
        "text",
        [
            "Vacature",
            "Zie bijlage",
            "a" * 500_000,
            "a b " * 125_000,
            "-\n" * 250_000 + "x",
            "\ud800 x \udfff",
            "İSTANBUL ß",
        ],
        ids=[
            "one word",
            "two words",
            "one letter",
            "two words again and again",
            "hyphens",
            "surrogates",
            "odd capitals",
        ],
    )
    def test_of_any_kind_has_one(self, text: str) -> None:
        assert len(signature(text)) == SIGNATURE.itemsize

    def test_of_many_different_words_too(self) -> None:
        letters = np.random.RandomState(1).randint(97, 123, 500_000).astype(np.uint8)
        letters[::6] = 32
        assert len(signature(letters.tobytes().decode())) == SIGNATURE.itemsize


class TestEveryMachine:
    def test_gives_the_same_bytes(self, gold: list[str], vacancy: str) -> None:
        """What is stored in one process is compared in another, maybe on another machine."""
        texts = [*gold, vacancy, "Vacature", "ÉÉN İ ß ŒUVRE ǅ Ωmega жук", "x" * 200]
        found = hashlib.sha256(b"".join(map(signature, texts))).hexdigest()
        assert found == "cc9546d7bf7e2c6f292980e7c09aa8f8058155b23a4f41a09a91a3a8433dc4cc"

"""Groups of repeated adverts: what repeats an earlier one is found, what only looks like it is not."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import combinations, islice
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vacmap.archive.duplicates import WAITING, Groups
from vacmap.archive.records import ArchiveError
from vacmap.archive.repeats import are_repeats
from vacmap.archive.signatures import PERMUTATIONS, signature

Text = tuple[str, bytes]


def read_cases() -> list[tuple[str, list[tuple[str, str]]]]:
    """Name of each case, and its texts with their heads."""
    cases = []
    for case in (Path(__file__).parent / "cases/duplicates.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, *texts = re.split(r"^--- ", case, flags=re.MULTILINE)
        cases.append((name.strip(), [(head, text) for head, _, text in (one.partition("\n") for one in texts)]))
    return cases


CASES = pytest.mark.parametrize("texts", [pytest.param(texts, id=name) for name, texts in read_cases()])


def invented(n: int, seed: int = 1) -> list[Text]:
    """Signatures of texts that have nothing in common."""
    values = np.random.RandomState(seed).randint(0, 2**16, (n, 2, PERMUTATIONS)).astype("<u2")
    values[:, 1] = np.maximum(values[:, 0], values[:, 1])
    return [(f"{seed}-{number}", one.tobytes()) for number, one in enumerate(values)]


def grouped(path: Path, texts: Sequence[Text], size: int = 7) -> list[str]:
    """The groups of texts that come in chunks of a size; the file is opened anew for every third chunk."""
    found: list[str] = []
    chunks = [texts[start : start + size] for start in range(0, len(texts), size)]
    for start in range(0, len(chunks), 3):
        with Groups(path) as groups:
            for number in range(start, min(start + 3, len(chunks))):
                found += groups.of_chunk(number, chunks[number])
    return found


def compared_with_all(texts: Sequence[Text]) -> list[str]:
    """The groups by the plain rule: every text is compared with every first text before it."""
    firsts: list[Text] = []
    found = []
    for id_, made in texts:
        group = next((first for first, other in firsts if are_repeats(made, other)[0]), None) if made else id_
        if group is None:
            firsts.append((id_, made))
        found.append(group or id_)
    return found


@pytest.fixture(scope="module")
def adverts(data: Path) -> list[Text]:
    """The gold vacancies, each some times: as it is, cut short, begun as another, in an order that mixes all."""
    lines = (data / "gold/vacancies.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"].split(" ") for line in lines]
    random = Random(4)  # noqa: S311
    made = []
    for words in texts:
        other = random.choice(texts)
        made += [" ".join(words), "Opnieuw geplaatst! " + " ".join(words), " ".join(words[: len(words) * 3 // 4])]
        made += [" ".join(words[len(words) // 4 :]), " ".join(other[: len(other) // 2] + words[len(words) // 2 :])]
    random.shuffle(made)
    return [(str(number), signature(text)) for number, text in enumerate(made)]


class TestAdverts:
    @CASES
    def test_fall_in_groups_as_a_reader_would_put_them(self, texts: list[tuple[str, str]], tmp_path: Path) -> None:
        firsts: dict[str, str] = {}
        expected = [head if head[1] == "?" else firsts.setdefault(head[0], head) for head, _ in texts]
        with Groups(tmp_path / "groups") as groups:
            assert groups.of_chunk(0, [(head, signature(text)) for head, text in texts]) == expected

    @CASES
    def test_of_other_functions_are_told_apart_in_any_order(self, texts: list[tuple[str, str]]) -> None:
        for (head, text), (other_head, other) in combinations(texts, 2):
            if head[0] != other_head[0]:
                assert not are_repeats(signature(text), signature(other))[0], (head, other_head)


class TestAreRepeats:
    @settings(max_examples=50)
    @given(st.text(alphabet="abc  ", min_size=1).filter(str.strip))
    def test_a_text_repeats_itself(self, text: str) -> None:
        assert are_repeats(signature(text), signature(text)).tolist() == [True]

    def test_it_does_not_matter_which_is_which(self, adverts: list[Text]) -> None:
        for (_, one), (_, other) in combinations(adverts[:60], 2):
            assert are_repeats(one, other)[0] == are_repeats(other, one)[0]

    def test_many_are_judged_at_once(self, adverts: list[Text]) -> None:
        signatures = [made for _, made in adverts]
        one_by_one = [bool(are_repeats(signatures[0], other)[0]) for other in signatures]
        assert are_repeats(signatures[0], b"".join(signatures)).tolist() == one_by_one
        assert 1 < sum(one_by_one) < len(signatures)


class TestGroups:
    def test_are_those_of_comparing_every_text_with_every_first(self, adverts: list[Text], tmp_path: Path) -> None:
        found = grouped(tmp_path / "groups", adverts)
        assert found == compared_with_all(adverts)
        assert 33 <= len(set(found)) < len(adverts) * 2 / 3

    @pytest.mark.parametrize("size", [1, 64, 1000])
    def test_do_not_depend_on_the_chunks(self, adverts: list[Text], tmp_path: Path, size: int) -> None:
        assert grouped(tmp_path / "groups", adverts[:70], size) == compared_with_all(adverts[:70])

    def test_are_named_by_their_first_text(self, tmp_path: Path, vacancy: str) -> None:
        short = " ".join(vacancy.split(" ")[:-90])
        texts = [(name, signature(text)) for name, text in (("short", short), ("long", vacancy), ("again", vacancy))]
        assert grouped(tmp_path / "one", texts) == ["short", "short", "short"]
        assert grouped(tmp_path / "two", texts[::-1]) == ["again", "again", "again"]

    def test_make_no_chains(self, tmp_path: Path, vacancy: str) -> None:
        """A text is cut, and what is left is cut again: each repeats the one before, but the third not the first."""
        words = vacancy.split(" ")
        lengths = [round(len(words) * share) for share in (1, 0.72, 0.52)]
        texts = [(str(length), signature(" ".join(words[:length]))) for length in lengths]
        assert are_repeats(texts[2][1], texts[1][1])[0]
        assert grouped(tmp_path / "groups", texts) == [texts[0][0], texts[0][0], texts[2][0]]

    @pytest.mark.parametrize("between", [0, WAITING], ids=["waiting", "in the index"])
    def test_a_text_joins_the_one_that_began_first(self, tmp_path: Path, vacancy: str, between: int) -> None:
        words = vacancy.split(" ")
        ends = [words[: len(words) * 7 // 10], words[len(words) * 3 // 10 :]]
        begin, end = [("begin", signature(" ".join(ends[0]))), ("end", signature(" ".join(ends[1])))]
        assert not are_repeats(begin[1], end[1])[0]
        for order in ([begin, end], [end, begin]):
            texts = [*order, *invented(between), ("whole", signature(vacancy))]
            assert grouped(tmp_path / order[0][0], texts, 5000)[-1] == order[0][0]

    def test_what_has_no_words_repeats_nothing(self, tmp_path: Path) -> None:
        assert grouped(tmp_path / "groups", [("a", b""), ("b", b""), ("c", signature("Zie bijlage"))]) == [
            "a",
            "b",
            "c",
        ]

    def test_odd_texts_repeat_themselves(self, tmp_path: Path) -> None:
        odd = ["Vacature", "a" * 500_000, "x y " * 50_000, "zonder\0spatie", "Zie bijlage"]
        texts = [(f"{turn}{n}", signature(text)) for turn in "ab" for n, text in enumerate(odd)]
        assert grouped(tmp_path / "groups", texts) == [f"a{n}" for n in range(len(odd))] * 2

    def test_ids_may_be_odd(self, tmp_path: Path) -> None:
        made = signature("Zie bijlage")
        ids = ["map/\udce9\"'.txt", "map/文 ;--"]
        assert grouped(tmp_path / "groups", [(id_, made) for id_ in ids], size=1) == [ids[0], ids[0]]

    def test_find_what_has_gone_to_the_index(self, tmp_path: Path) -> None:
        texts = invented(WAITING + 100)
        some = [*texts[::50], *texts[WAITING - 2 : WAITING + 2]]
        with Groups(tmp_path / "groups") as groups:
            assert groups.of_chunk(0, texts) == [id_ for id_, _ in texts]
        with Groups(tmp_path / "groups") as groups:
            again = [(f"again {id_}", made) for id_, made in some]
            assert groups.of_chunk(1, again) == [id_ for id_, _ in some]


class TestResuming:
    def test_a_chunk_that_was_given_before_gets_the_same_groups(self, adverts: list[Text], tmp_path: Path) -> None:
        with Groups(tmp_path / "groups") as groups:
            found = [groups.of_chunk(number, adverts[number * 50 : number * 50 + 50]) for number in range(3)]
        with Groups(tmp_path / "groups") as groups:
            assert groups.chunks == 3
            assert groups.of_chunk(1, adverts[50:100]) == found[1]

    def test_a_chunk_too_early_is_refused(self, tmp_path: Path) -> None:
        with Groups(tmp_path / "groups") as groups, pytest.raises(ValueError, match=r"'number' .* 0 at most\. Got 1"):
            groups.of_chunk(1, [])

    def test_what_is_in_the_index_is_found_when_the_file_is_opened_again(
        self, adverts: list[Text], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vacmap.archive.duplicates.WAITING", 5)
        assert grouped(tmp_path / "groups", adverts) == compared_with_all(adverts)

    def test_a_chunk_that_breaks_off_leaves_nothing(self, adverts: list[Text], tmp_path: Path) -> None:
        lost = [(f"lost {id_}", made) for id_, made in adverts[10:20]]
        with Groups(tmp_path / "groups") as groups:
            found = groups.of_chunk(0, adverts[:10])
            with pytest.raises(ValueError, match="buffer size"):
                groups.of_chunk(1, [*lost, ("broken", b"no signature")])
            assert [*found, *groups.of_chunk(1, adverts[10:])] == compared_with_all(adverts)

    def test_after_kill_9_at_any_moment_the_groups_are_the_same(self, tmp_path: Path) -> None:
        """Texts enough that some wait and some are in the index, a third of them repeats."""
        path, size, random = tmp_path / "groups", 100, Random(9)  # noqa: S311
        command = [sys.executable, __file__, str(path), str(size)]
        reached = 0
        for _ in range(3):
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
                assert process.stdout is not None
                for _ in islice(process.stdout, random.randrange(20, 40)):
                    pass
                time.sleep(random.random() / 50)
                process.send_signal(signal.SIGKILL)
            with Groups(path) as groups:
                assert groups.chunks > reached
                reached = groups.chunks
        texts = repeating(reached * size)
        with Groups(path) as groups:
            found = [group for n in range(reached) for group in groups.of_chunk(n, texts[n * size : n * size + size])]
        assert len(set(found)) > WAITING
        assert found == [id_.removesuffix(" again") for id_, _ in texts]


def repeating(n: int) -> list[Text]:
    """Texts of which every third is one from 30 texts before."""
    texts = invented(n, seed=2)
    for number in range(32, n, 3):
        id_, made = texts[number - 30]
        texts[number] = (id_ if id_.endswith(" again") else f"{id_} again", made)
    return texts


class TestFile:
    def test_of_something_else_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "text").write_text("Geen databank, maar een tekst. " * 50, encoding="utf-8")
        with pytest.raises(ArchiveError, match=r"text: cannot be read or written \(file is not a database\)"):
            Groups(tmp_path / "text")
        with sqlite3.connect(tmp_path / "other") as other:
            other.execute("CREATE TABLE firsts (id TEXT)")
        other.close()
        with pytest.raises(ArchiveError, match="other: groups of another version, or another file"):
            Groups(tmp_path / "other")

    def test_of_another_version_is_refused(self, tmp_path: Path) -> None:
        Groups(tmp_path / "groups").close()
        with sqlite3.connect(tmp_path / "groups") as file:
            file.execute("PRAGMA user_version = 99")
        file.close()
        with pytest.raises(ArchiveError, match="groups of another version"):
            Groups(tmp_path / "groups")

    def test_in_use_is_refused(self, tmp_path: Path) -> None:
        with Groups(tmp_path / "groups"), pytest.raises(ArchiveError, match="locked"):
            Groups(tmp_path / "groups")

    def test_in_a_folder_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ArchiveError, match="groups: cannot be read or written"):
            Groups(tmp_path / "nowhere/groups")


def main(path: Path, size: int) -> None:
    """Group without end, and say which chunk is done; for who wants to kill it."""
    texts = repeating(20_000)
    with Groups(path) as groups:
        for number in range(groups.chunks, len(texts) // size):
            groups.of_chunk(number, texts[number * size : number * size + size])
            print(number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

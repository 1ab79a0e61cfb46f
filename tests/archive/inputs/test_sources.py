"""Files, folders, globs, standard input → the files that are meant, each once, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from layout.case_files import read_rows

from vacmap.archive.inputs import Kind, find_sources, read_items
from vacmap.archive.inputs.formats import kind_of
from vacmap.archive.inputs.walk import is_left_out
from vacmap.archive.records import ArchiveError, Failure

from .reading import CASES


def make(folder: Path, *paths: str) -> None:
    for path in paths:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("Wij zoeken", encoding="utf-8")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder from which paths are given."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*inputs: str, leave_out: Sequence[str] = ()) -> list[str]:
    return [source.name for source in find_sources(inputs, leave_out=leave_out)]


@pytest.mark.parametrize(("kind", "name"), read_rows(str(CASES / "kinds.txt")))
def test_what_a_file_is_shows_in_its_name(kind: str, name: str) -> None:
    assert ("left out" if is_left_out(name) else kind_of(name).value) == kind


def test_a_folder_stands_for_all_that_is_below_it_in_the_order_of_code_points(here: Path) -> None:
    found = ["B.txt", "a-b.txt", "a.txt", "a/b.txt", "a/sub/c.docx", "ab.csv", "é.pdf"]
    make(here, *(f"data/archief/{path}" for path in found))
    sources = find_sources(["data/archief/"])
    assert [source.name for source in sources] == [f"archief/{path}" for path in found]
    assert [source.path for source in sources] == [f"data/archief/{path}" for path in found]
    assert [source.shown for source in sources] == [source.path for source in sources]
    assert [source.kind for source in sources].count(Kind.TABLE) == 1


def test_inputs_keep_the_order_in_which_they_are_given(here: Path) -> None:
    make(here, "z.txt", "map/b.txt", "map/a.txt", "c.csv")
    assert names("z.txt", "map", "c.csv") == ["z.txt", "map/a.txt", "map/b.txt", "c.csv"]


def test_the_order_does_not_depend_on_that_of_the_file_system(here: Path) -> None:
    paths = [f"map/{number:02d}/{letter}.txt" for number in range(5) for letter in "abc"]
    make(here, *paths[7:], *reversed(paths[:7]))
    assert names("map") == paths


def test_the_folder_one_is_in_has_a_name_too(here: Path) -> None:
    make(here, "a.txt", "sub/b.txt")
    (source, _) = find_sources(["."])
    assert (source.name, source.path) == (f"{here.name}/a.txt", "a.txt")
    assert names("sub/..") == names(str(here)) == [f"{here.name}/a.txt", f"{here.name}/sub/b.txt"]


def test_folders_of_one_name_are_told_apart_by_their_paths(here: Path) -> None:
    make(here, "2023/mei/a.txt", "2024/mei/a.txt")
    assert names("2023/mei", "2024/mei") == ["2023/mei/a.txt", "2024/mei/a.txt"]


def test_a_file_and_one_in_a_folder_never_have_one_name(here: Path) -> None:
    make(here, "mei/a.txt", "2024/mei/a.txt")
    assert names("2024/mei", "mei/a.txt") == ["2024/mei/a.txt", "mei/a.txt"]


def test_a_glob_is_read_as_a_shell_reads_it(here: Path) -> None:
    make(here, "m/b.txt", "m/a.txt", "m/c.csv", "m/.d.txt", "m/thumbs.db", "m/n/e.txt", "m/[1].txt")
    assert names("m/*.txt") == ["m/[1].txt", "m/a.txt", "m/b.txt"]
    assert names("**/e.txt") == ["m/n/e.txt"]
    assert names("m/[1].txt") == ["m/[1].txt"]
    assert names("m/*") == ["m/[1].txt", "m/a.txt", "m/b.txt", "m/c.csv", "n/e.txt"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("weg.txt", "weg.txt: no such file or folder"),
        ("weg/*.txt", "weg/*.txt: fits no file or folder"),
        ("leeg", "leeg: no files in this folder; expected vacancies, or tables of them"),
        ("verborgen", "verborgen: no files in this folder; expected vacancies, or tables of them"),
    ],
)
def test_an_input_that_is_none_is_an_error_at_once(given: str, words: str, here: Path) -> None:
    make(here, "a.txt", "verborgen/.a.txt")
    (here / "leeg/ook leeg").mkdir(parents=True)
    with pytest.raises(ArchiveError) as caught:
        find_sources(["a.txt", given])
    assert str(caught.value) == words


@pytest.mark.parametrize(
    "inputs",
    [["m/a.txt", "m"], ["m", "m/a.txt"], ["m", "m"], ["m", "m/../m"], ["m", "m/*.txt"], ["m/a.txt", "./m/a.txt", "m"]],
)
def test_a_file_counts_once_however_often_it_is_named(inputs: list[str], here: Path) -> None:
    make(here, "m/a.txt", "m/b.txt")
    found = [source.path for source in find_sources([*inputs, str(here / "m")])]
    assert sorted(os.path.realpath(path) for path in found) == [str(here / "m/a.txt"), str(here / "m/b.txt")]


def test_links_lead_nowhere_twice_and_a_file_is_known_by_where_it_lies(here: Path) -> None:
    make(here, "m/z/a.txt", "elders/b.txt")
    (here / "m/0 kring").symlink_to(here / "m")
    (here / "m/z/kring").symlink_to("..")
    (here / "m/z/1.txt").symlink_to("a.txt")
    (here / "m/elders").symlink_to(here / "elders")
    (here / "m/elders 2").symlink_to(here / "elders")
    (here / "m/c.txt").symlink_to(here / "elders/b.txt")
    found = [source.path for source in find_sources(["m"])]
    assert sorted(os.path.realpath(path) for path in found) == [str(here / "elders/b.txt"), str(here / "m/z/a.txt")]
    assert "m/z/a.txt" in found
    assert names("m", "elders", "elders/b.txt") == names("m")


def test_a_link_to_nowhere_has_a_fate(here: Path) -> None:
    make(here, "m/a.txt")
    (here / "m/b.csv").symlink_to("weg.csv")
    (here / "m/c.csv").symlink_to("c.csv")
    assert names("m") == ["m/a.txt", "m/b.csv", "m/c.csv"]
    for source in find_sources(["m"])[1:]:
        (found,) = read_items(source)
        assert isinstance(found, Failure)
        assert found.message.startswith(f"m/{source.below}: cannot be read (")


def test_what_the_run_writes_is_left_out(here: Path) -> None:
    make(here, "m/a.txt", "m/uit/functions.parquet", "m/uit/.vacmap/items.jsonl", "m/uit 2/b.txt", "c/d.txt")
    (here / "m/link").symlink_to(here / "m/uit")
    (here / "m/link.parquet").symlink_to(here / "m/uit/functions.parquet")
    assert names("m", leave_out=["m/uit", "nog niet"]) == ["m/a.txt", "m/uit 2/b.txt"]


def test_tables_of_an_earlier_run_are_left_out(here: Path) -> None:
    make(here, "m/a.txt", "m/uit/run.json", "m/uit/functions.parquet", "m/uit/tasks.csv", "m/uit/b.csv")
    make(here, "m/tasks.csv", "n/run.json")
    assert names("m") == ["m/a.txt", "m/tasks.csv", "m/uit/b.csv"]
    assert names("n") == ["n/run.json"]
    assert names("m/uit/tasks.csv") == ["m/uit/tasks.csv"]


def test_what_is_named_itself_is_read_though_hidden(here: Path) -> None:
    make(here, ".m/a.txt", ".b.txt")
    assert names(".m", ".b.txt") == [".m/a.txt", ".b.txt"]


def test_a_file_of_an_unknown_format_has_a_fate(here: Path) -> None:
    make(here, "m/a.xls", "m/b")
    for source in find_sources(["m"]):
        (found,) = read_items(source)
        assert isinstance(found, Failure)
        suffix = "'.xls'" if source.below == "a.xls" else "'(no suffix)'"
        assert found.message.startswith(f"{source.path}: unknown format {suffix}; expected .txt, ")
        assert ".parquet" in found.message
        assert (found.id, found.source) == (source.name, source.path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_waited_for(here: Path) -> None:
    make(here, "m/a.txt")
    os.mkfifo(here / "m/b.txt")
    assert (
        failure_of(find_sources(["m"])[1])
        == "m/b.txt: neither a file nor a folder (a pipe or a device); expected a file"
    )


def failure_of(source: object) -> str:
    (found,) = read_items(source)  # type: ignore[arg-type]
    assert isinstance(found, Failure)
    return found.message


def test_a_folder_that_cannot_be_looked_into_has_a_fate(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(here, "m/a.txt", "m/dicht/b.txt")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("dicht"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)  # the tests may run as one who may do everything
    found = find_sources(["m"])
    assert [source.name for source in found] == ["m/a.txt", "m/dicht"]
    assert failure_of(found[1]) == "m/dicht: cannot be read (Permission denied)"


def test_a_name_that_is_not_utf_8_has_a_fate(here: Path) -> None:
    make(here, "m/a.txt")
    for name in (b"co\xf6rdinator.txt", b"co\xf6rdinator.csv"):
        try:
            (here / "m" / os.fsdecode(name)).write_text("x")
        except OSError:
            pytest.skip("this file system has no such names")
    for source in find_sources(["m"])[1:]:
        message = failure_of(source)
        assert "a name that is not UTF-8; expected one that is" in message
        message.encode("utf-8")


def test_standard_input_is_a_table_of_json_lines(here: Path) -> None:
    make(here, "a.txt")
    (here / "spool.jsonl").write_text('{"tekst": "Wij zoeken"}\n')
    source, _ = find_sources(["-", "a.txt", "-"], standard_input="spool.jsonl")
    assert (source.name, source.shown, source.path) == ("-", "-", "spool.jsonl")
    (item,) = read_items(source)
    assert (item.id, item.source) == ("-#1", "-")


def test_standard_input_has_to_be_there() -> None:
    with pytest.raises(ValueError, match="'standard_input' parameter of find_sources must be a file"):
        find_sources(["-"])


def test_a_missing_table_says_so(here: Path) -> None:
    make(here, "a.csv")
    (source,) = find_sources(["a.csv"])
    (here / "a.csv").unlink()
    assert failure_of(source) == "a.csv: cannot be read (No such file or directory)"

"""The columns of a table → which holds the texts, which the ids, and what the others are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout.case_files import Case, read_cases

from vacmap.archive.inputs import columns_of
from vacmap.archive.inputs.columns import Choice, PassedNames, fold
from vacmap.archive.inputs.tables import Table, column_names, different
from vacmap.archive.records import ArchiveError

from .reading import CASES, items, read, source_of

LONG = "Wij zoeken een begeleider die graag met jongeren werkt. " * 8
OWN = frozenset(["id", "source", "title", "tasks", "Begeleider"])


def write(file: Path, text: str) -> Path:
    file.write_text(text.replace("LANG", LONG), encoding="utf-8")
    return file


@pytest.mark.parametrize("case", read_cases(str(CASES / "text_columns.txt")), ids=lambda case: case.name)
def test_the_text_column_is_guessed_where_one_is_obvious(case: Case, tmp_path: Path) -> None:
    file = write(tmp_path / "tabel.csv", case.text + "\n")
    (expected,) = case.expected
    columns = case.text.split("\n")[0].split(";")
    if expected == "?":
        with pytest.raises(ArchiveError) as caught:
            read(file)
        assert str(caught.value) == (
            f"{file}: no column is the obvious one with the texts; name it with --text-column; "
            f"its columns: {', '.join(columns)}"
        )
    else:
        assert columns_of(source_of(file), id_column=expected) == [name for name in columns if name != expected]


def test_a_column_can_be_named_whatever_its_capitals_and_signs(tmp_path: Path) -> None:
    file = write(tmp_path / "tabel.csv", "Functie-inhoud;inhoud;nr\na;b;c\n")
    for name in ("Functie-inhoud", "functie inhoud", "FUNCTIEINHOUD"):
        (item,) = items(file, text_column=name, id_column="NR")
        assert (item.text, item.id, item.columns) == ("a", "c", {"inhoud": "b", "nr": "c"})


def test_a_very_name_comes_before_one_that_is_alike(tmp_path: Path) -> None:
    file = write(tmp_path / "tabel.csv", "Tekst;tekst;TEKST\na;b;c\n")
    assert [items(file, text_column=name)[0].text for name in ("Tekst", "tekst", "TEKST")] == ["a", "b", "c"]
    with pytest.raises(ArchiveError, match="no column 'TeKsT'"):
        read(file, text_column="TeKsT")


@pytest.mark.parametrize("option", ["text_column", "id_column"])
@pytest.mark.parametrize("name", ["tabel.csv", "tabel.jsonl"])
def test_a_column_that_is_not_there_is_an_error_that_lists_those_that_are(
    option: str, name: str, tmp_path: Path
) -> None:
    text = "nr;tekst\n1;x\n" if name.endswith("csv") else '{"nr": 1, "tekst": "x"}\n'
    file = write(tmp_path / name, text)
    with pytest.raises(ArchiveError) as caught:
        read(file, **{option: "inhoud"})
    flag = "--" + option.replace("_", "-")
    assert str(caught.value) == f"{file}: no column 'inhoud' ({flag}); its columns: nr, tekst"


def test_an_error_lists_some_columns_of_many(tmp_path: Path) -> None:
    file = write(tmp_path / "tabel.csv", ";".join(f"k{n}" for n in range(500)) + "\n" + ";".join(["x"] * 500) + "\n")
    with pytest.raises(ArchiveError, match=r"k38, k39 and 460 more$"):
        read(file)


def test_a_column_called_id_holds_the_ids_and_comes_back_as_such(tmp_path: Path) -> None:
    (item,) = items(write(tmp_path / "tabel.csv", "ID;tekst\n007;x\n"))
    assert (item.id, item.columns) == ("007", {})


def test_an_id_column_of_another_name_also_passes_through(tmp_path: Path) -> None:
    (item,) = items(write(tmp_path / "tabel.csv", "vacature_nr;id;tekst\n007;8;x\n"), id_column="vacature_nr")
    assert (item.id, item.columns) == ("007", {"vacature_nr": "007", "id": "8"})


@pytest.mark.parametrize("cell", ["", "  ", "x" * 501])
def test_a_row_without_an_id_is_known_by_its_number(cell: str, tmp_path: Path) -> None:
    file = write(tmp_path / "tabel.csv", f"id;tekst\n1;x\n{cell};y\n")
    assert [item.id for item in items(file, text_column="tekst")] == ["1", f"{file}#2"]


def test_names_that_the_tables_have_themselves_get_a_prefix(tmp_path: Path) -> None:
    file = write(tmp_path / "tabel.csv", "title;Source;input_title;begeleider;regio;tekst\na;b;c;d;e;x\n")
    (item,) = items(file, own_columns=OWN)
    assert list(item.columns) == ["input_title", "input_Source", "input_input_title", "input_begeleider", "regio"]
    assert columns_of(source_of(file), own_columns=OWN) == list(item.columns)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["title", "input_title", "input_input_title", "Title", "x", "input_x"]), unique=True))
def test_no_two_columns_become_one(names: list[str]) -> None:
    table = Table(("tekst", *names), (), iter(()))
    called = PassedNames(Choice(table, "tekst", None), OWN)
    assert len({called[name] for name in names} - OWN) == len(names)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["a", "a_2", "a_2_2", "b", "", "column_1", "column_2"]), max_size=8))
def test_all_columns_of_a_table_have_different_names(names: list[str]) -> None:
    found = different(names)
    assert len(set(found)) == len(names)
    assert [new for name, new in zip(names, found, strict=True) if name and names.count(name) == 1] == [
        name for name in names if name and names.count(name) == 1
    ]


def test_names_lose_the_white_space_around_them() -> None:
    assert column_names([" a ", "b\n c", None, "a"]) == ["a", "b c", "column_3", "a_2"]


def test_capitals_accents_spaces_and_signs_do_not_count() -> None:
    assert fold(" Functie-Omschrijving_(één) ") == "functieomschrijvingeen"

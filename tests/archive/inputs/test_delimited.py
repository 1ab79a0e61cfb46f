"""A csv or tsv file, however it was written → its rows, and why one has none."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layout.case_files import Case, read_cases

from vacmap.archive.inputs import lines
from vacmap.archive.inputs.lines import Lines
from vacmap.archive.records import Failure, Item

from .reading import CASES, failure, failures, items, read, texts

ADVERT = 'Wij zoeken een begeleider.\r\nJe taken:\n- je plant, je begeleidt;\n- je zegt "ja" | \té€’'
WORDS = [
    "Wij zoeken",
    "één",
    "€ 12",
    "’s avonds",
    '"ja"',
    '"',
    ",",
    ";",
    "\t",
    "|",
    " ",
    "\n",
    "\r\n",
    "begeleider",
    "\\",
]
latin = st.lists(st.sampled_from(WORDS), max_size=12).map("".join)
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
COLUMNS = ["nr", "tekst", "plaats"]


def written(rows: list[list[str]], delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL, end: str = "\r\n") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)  # type: ignore[arg-type]
    return stream.getvalue()


def seen(file: Path) -> list[tuple[int | None, str | None, dict[str, str | None]]]:
    return [(item.row, item.text, item.columns) for item in read(file) if isinstance(item, Item)]


def expected(rows: list[list[str]]) -> list[tuple[int, str, dict[str, str | None]]]:
    """What should come out: rows with a text; an empty cell is a missing one."""
    return [
        (number, text, {"nr": nr or None, "plaats": place or None})
        for number, (nr, text, place) in enumerate(rows, 1)
        if text.strip()
    ]


@settings(max_examples=60)
@given(
    st.lists(st.lists(latin, min_size=3, max_size=3), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]),
    st.booleans(),
)
def test_rows_that_python_wrote_come_back_in_every_encoding(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    delimiter: str,
    quoting: int,
    encoding: str,
    packed: bool,
) -> None:
    data = written([COLUMNS, *rows], delimiter, quoting).encode(encoding)
    file = tmp_path_factory.getbasetemp() / ("rijen.csv.gz" if packed else "rijen.csv")
    file.write_bytes(gzip.compress(data, 1) if packed else data)
    assert seen(file) == expected(rows)


@settings(max_examples=40)
@given(
    st.lists(st.lists(anything, min_size=3, max_size=3), min_size=1, max_size=4),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_characters_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], encoding: str, end: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "tekens.csv"
    file.write_bytes(written([COLUMNS, *rows], quoting=csv.QUOTE_ALL, end=end).encode(encoding))
    assert seen(file) == expected(rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_header_and_rows(delimiter: str, tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    rows = [["nr, of ander nummer; zo | genoemd", "tekst", "plaats"], ["1", ADVERT, "a;b,c|d\te"]]
    file.write_text(written(rows, delimiter), encoding="utf-8", newline="")
    assert texts(file) == [ADVERT]


def test_a_first_line_can_name_the_delimiter_as_excel_has_it(tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text("sep=;\r\nnr,x;tekst\r\n1,2;Wij zoeken\r\n", encoding="utf-8")
    assert [(item.text, item.columns) for item in items(file)] == [("Wij zoeken", {"nr,x": "1,2"})]


def test_a_table_of_one_column_has_no_delimiter(tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text('tekst\nWij zoeken, nu; hier\n"Wij zoeken\nook, daar"\n', encoding="utf-8")
    assert texts(file) == ["Wij zoeken, nu; hier", "Wij zoeken\nook, daar"]


def test_a_header_of_one_cell_may_hold_a_delimiter(tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text('"tekst, volledig"\nWij zoeken, nu\n', encoding="utf-8")
    assert texts(file) == ["Wij zoeken, nu"]


def test_quotes_may_be_escaped_by_a_backslash(tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    stream = io.StringIO(newline="")
    rows = [["nr", "tekst"], ["1", 'Een "topper", \\ "nu"'], ["2", 'Wij zoeken\n"jou"']]
    csv.writer(stream, escapechar="\\", doublequote=False, quoting=csv.QUOTE_ALL).writerows(rows)
    file.write_text(stream.getvalue(), encoding="utf-8", newline="")
    assert texts(file) == ['Een "topper", \\ "nu"', 'Wij zoeken\n"jou"']


def test_a_space_may_stand_before_a_quoted_cell(tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text('nr, tekst\n1, "Wij zoeken, nu"\n2, "Wij zoeken, ook"\n', encoding="utf-8")
    assert texts(file) == ["Wij zoeken, nu", "Wij zoeken, ook"]


def test_backslashes_stay_where_they_escape_nothing(tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text("nr,tekst\nC:\\map,Kom op \\o/\n", encoding="utf-8")
    assert [(item.text, item.columns["nr"]) for item in items(file)] == [("Kom op \\o/", "C:\\map")]


@pytest.mark.parametrize("case", read_cases(str(CASES / "faulty_quotes.txt")), ids=lambda case: case.name)
def test_faulty_quotes_cost_their_row_at_most(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text(case.text + "\n", encoding="utf-8")
    found = read(file)
    assert len(found) == len(case.expected)
    for one, line in zip(found, case.expected, strict=True):
        if isinstance(one, Item):
            said = (one.text or "").replace("\n", "⏎")
            assert f"{one.row}: {said}" == line
        else:
            number, _, words = line.partition("! ")
            assert words
            assert one.message.startswith(f"{file}: row {number}: ")
            assert words in one.message


def test_a_ragged_row_names_its_place_and_its_cells(tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text('nr,tekst,plaats\n1,"a\nb",Gent\n2,c\n3,d,e,f\n4,g,h,,,\n', encoding="utf-8")
    assert [one.id for one in read(file)] == [f"{file}#{row}" for row in (1, 2, 3, 4)]
    assert [one.message for one in failures(file)] == [
        f"{file}: row 2: line 4: 2 cells; expected 3, as in the header",
        f"{file}: row 3: line 5: 4 cells; expected 3, as in the header",
    ]


def test_blank_rows_are_none_but_count_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text("\n\nnr;tekst\n\n1;a\n;\n ; \n2;b\n;;;\n", encoding="utf-8")
    assert [(item.row, item.text) for item in items(file)] == [(2, "a"), (5, "b")]


def test_a_row_without_a_text_fails(tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text("nr,tekst\n1, \n2,b\n", encoding="utf-8")
    assert [one.message for one in failures(file)] == [f"{file}: row 1: empty; expected the text of a vacancy"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty; expected a table"),
        ("\n\n", "empty; expected a header and rows"),
        ("nr,tekst\n", "no rows below the header"),
        ('nr,"tekst\n1,a\n', "no header"),
        (f"nr,{'x' * 600}\n1,a\n", "600 characters where the name of a column was expected"),
        (f"{'a,' * 3000}\n", "columns; expected at most 2,000"),
    ],
)
def test_what_is_no_table_says_so(text: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text(text, encoding="utf-8")
    assert words in failure(file).message


@pytest.fixture
def short_rows(monkeypatch: pytest.MonkeyPatch) -> int:
    """A limit for rows that is quick to reach."""
    monkeypatch.setattr(lines, "MAX_ROW", 5_000)
    return 5_000


def test_a_line_without_end_costs_its_row(short_rows: int, tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text(f"nr,tekst\n1,{'x' * (3 * short_rows)}\n2,b\n", encoding="ascii")
    bad, good = read(file)
    assert isinstance(bad, Failure)
    assert "row 1: line 2: a line of more than" in bad.message
    assert isinstance(good, Item)
    assert (good.row, good.text) == (2, "b")


def test_a_cell_without_end_costs_its_row_and_the_file_is_read_on(short_rows: int, tmp_path: Path) -> None:
    file = tmp_path / "vacatures.csv"
    cell = "regel van een tekst\n" * short_rows
    file.write_text(f'nr,tekst\n1,"{cell}\n2,"b"\n3,"{cell}"\n4,d\n', encoding="ascii")
    found = read(file)
    assert [(one.row, one.text) for one in found if isinstance(one, Item)] == [(2, "b"), (4, "d")]
    assert [one.id for one in found if isinstance(one, Failure)] == [f"{file}#1", f"{file}#3"]


@pytest.mark.parametrize("line", ['"a,b', 'a,"b', 'a,""b', '"a" b,c', '"a"",b', 'a,"', '","', '"', 'a,"""', '"a\t",b'])
def test_no_fault_makes_a_file_be_read_again_and_again(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "vacatures.csv"
    file.write_text("nr,tekst\n" + "\n".join((["a,b"] * 9 + [line]) * 200), encoding="ascii")
    n_read = 0
    read_line = Lines.read

    def counted(self: Lines) -> str:
        nonlocal n_read
        n_read += 1
        return read_line(self)

    monkeypatch.setattr(Lines, "read", counted)
    assert read(file)
    assert n_read < 10 * 2_000  # ten faults that each had the rest read again would come to more

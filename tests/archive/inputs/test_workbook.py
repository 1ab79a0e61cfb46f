"""An Excel file → the rows of its sheet, as a person sees them; whatever its XML claims, it costs a row at a time."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from vacmap.archive.inputs import package, sheet_xml
from vacmap.archive.inputs.sheet_xml import column_number
from vacmap.archive.records import ArchiveError, Failure, Item

from .reading import failure, failures, items, read, texts

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = "xl/sharedStrings.xml"
LONG = "Wij zoeken een begeleider die graag met jongeren werkt. " * 8
Sheets = dict[str, list[list[Any]]]


def write(file: Path, *rows: list[Any], **more: list[list[Any]]) -> Path:
    """A workbook of a sheet with these rows, and others by name."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    for name, others in more.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    book.save(file)
    return file


def rewritten(file: Path, part: str, change: Callable[[str], str]) -> Path:
    """The same workbook with another XML in one of its parts."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts.get(part, b"").decode()).encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return file


def shared(file: Path) -> Path:
    """The same workbook with its strings in a table of their own, as Excel writes it; openpyxl puts them in cells."""
    strings: list[str] = []

    def refer(match: re.Match[str]) -> str:
        strings.append(f"<si>{match[2]}</si>")
        return f'<c{match[1]} t="s"><v>{len(strings) - 1}</v></c>'

    with zipfile.ZipFile(file) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
    for sheet in sheets:
        rewritten(
            file, sheet, lambda xml: re.sub(r'<c([^>]*) t="inlineStr"><is>(.*?)</is></c>', refer, xml, flags=re.S)
        )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    relation = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId99"/></Relationships>'
    rewritten(file, "xl/_rels/workbook.xml.rels", lambda xml: xml.replace("</Relationships>", relation))
    return rewritten(file, STRINGS, lambda _: f'<sst xmlns="{NAMESPACE}">{"".join(strings)}</sst>')


def with_sheet(file: Path, rows: str) -> Path:
    """A workbook whose sheet has these rows, as XML."""
    sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'
    return rewritten(write(file, ["x"]), "xl/worksheets/sheet1.xml", lambda _: sheet)


def cell(text: str, reference: str = "") -> str:
    at = f' r="{reference}"' if reference else ""
    return f'<c{at} t="inlineStr"><is><t>{text}</t></is></c>'


HEADER = f"<row>{cell('tekst')}{cell('nr')}</row>"

characters = st.characters(exclude_categories=["Cs"]).filter(lambda char: not ILLEGAL_CHARACTERS_RE.match(char))
words = st.text(characters, max_size=10).filter(lambda text: not text.startswith("=") and "\r" not in text)


@settings(max_examples=30)
@given(
    st.lists(st.tuples(words, st.integers(-(10**14), 10**14), st.floats(-1e14, 1e14)), min_size=1, max_size=4),
    st.booleans(),
)
def test_cells_that_openpyxl_wrote_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, float]], in_a_table: bool
) -> None:
    file = write(tmp_path_factory.getbasetemp() / "t.xlsx", ["tekst", "a", "b", "c"], *(["x", *row] for row in rows))
    found = items(shared(file) if in_a_table else file)
    assert [item.columns["a"] for item in found] == [text or None for text, _, _ in rows]
    assert [item.columns["b"] for item in found] == [str(whole) for _, whole, _ in rows]
    for item, (_, _, real) in zip(found, rows, strict=True):
        assert float(item.columns["c"] or "") == pytest.approx(real, rel=1e-14)


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (12, "General", "12"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "100000000000000000000"),
        (1e-7, "General", "0.0000001"),
        (123, "00000", "00123"),
        (123, "#,##0", "123"),
        (datetime(2024, 5, 1), "yyyy-mm-dd", "2024-05-01"),
        (date(2024, 5, 1), "dd/mm/yyyy", "2024-05-01"),
        (datetime(2024, 5, 1, 10, 30), "d mmm yyyy hh:mm", "2024-05-01T10:30:00"),
        (time(10, 30), "hh:mm", "10:30:00"),
        (timedelta(hours=26, minutes=5), "[h]:mm", "26:05:00"),
        (-5, "dd/mm/yyyy", "1899-12-25"),
        (10**9, "dd/mm/yyyy", "1000000000"),
        (True, "General", "true"),
        ("0012", "@", "0012"),
        ("  x\n", "General", "  x\n"),
        ("#N/A", "General", "#N/A"),
        (None, "General", None),
    ],
)
def test_a_cell_reads_as_a_person_sees_it(value: Any, style: str, text: str | None, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["tekst", "a"])
    sheet.append(["x", value])
    sheet["B2"].number_format = style
    book.save(tmp_path / "t.xlsx")
    assert items(tmp_path / "t.xlsx")[0].columns == {"a": text}


def test_days_count_from_1904_in_a_workbook_that_says_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    assert book.active is not None
    book.active.append(["tekst", "a"])
    book.active.append(["x", datetime(2024, 5, 1)])
    book.save(tmp_path / "t.xlsx")
    assert items(tmp_path / "t.xlsx")[0].columns == {"a": "2024-05-01"}


def test_text_in_several_fonts_is_one_text(tmp_path: Path) -> None:
    text = CellRichText("Wij ", TextBlock(InlineFont(b=True), "zoeken"), " nu")
    file = write(tmp_path / "t.xlsx", ["tekst"], [text])
    assert texts(file) == texts(shared(file)) == ["Wij zoeken nu"]


def test_a_carriage_return_is_read_as_one(tmp_path: Path) -> None:
    file = write(tmp_path / "t.xlsx", ["tekst"], ["Wij_x000D_\nzoeken_x005F_x000D_"])
    assert texts(file) == texts(shared(file)) == ["Wij\r\nzoeken_x000D_"]


def test_what_says_how_a_word_is_pronounced_is_left_out(tmp_path: Path) -> None:
    row = '<row><c t="inlineStr"><is><t>Wij</t><rPh sb="0" eb="1"><t>wai</t></rPh></is></c><c><v>1</v></c></row>'
    assert texts(with_sheet(tmp_path / "t.xlsx", HEADER + row)) == ["Wij"]


def test_a_formula_reads_as_its_result(tmp_path: Path) -> None:
    sums = f"<row>{cell('x')}<c><f>SUM(A1:A2)</f><v>3</v></c></row>"
    row = f'{sums}<row><c t="str"><f>A1</f><v>y</v></c><c><v>1</v></c></row>'
    found = items(with_sheet(tmp_path / "t.xlsx", HEADER + row))
    assert [(item.text, item.columns["nr"]) for item in found] == [("x", "3"), ("y", "1")]


def test_rows_are_numbered_as_excel_shows_them_below_the_header(tmp_path: Path) -> None:
    file = write(tmp_path / "t.xlsx", ["Vacatures 2024"], [], ["nr", "tekst"], [1, "a"], [], [], [2, "b"])
    assert [(item.row, item.text) for item in items(file)] == [(1, "a"), (4, "b")]


def test_long_texts_above_a_wider_row_are_no_titles(tmp_path: Path) -> None:
    file = write(tmp_path / "t.xlsx", ["tekst"], [LONG], [LONG, "een opmerking"])
    assert [(item.row, item.text) for item in items(file)] == [(1, LONG), (2, LONG)]


def test_a_column_without_a_name_gets_one(tmp_path: Path) -> None:
    file = write(tmp_path / "t.xlsx", ["tekst", None, "nr"], ["x", "a", 1, "b"])
    assert items(file)[0].columns == {"column_2": "a", "nr": "1", "column_4": "b"}


def test_a_cell_far_to_the_right_costs_its_row(tmp_path: Path) -> None:
    rows = [["tekst", "nr"], *(["x", n] for n in range(150)), ["y", 1, "z"]]
    (bad,) = failures(write(tmp_path / "t.xlsx", *rows))
    assert bad.message.endswith("row 151: row 152 of the sheet: a cell in column C; expected none behind B")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([["tekst"], ["a"]], [["tekst"], ["b"]], "a"),
        ([["titel", "regio"], ["a", "b"]], [["nr", "tekst"], ["1", "b"]], "b"),
        ([], [["nr", "tekst"], ["1", "b"]], "b"),
        ([[LONG * 2]], [["nr", "tekst"], ["1", "b"]], "b"),
    ],
    ids=["the first", "the only one with texts", "the only one that is not blank", "the only one with a header"],
)
def test_the_sheet_with_the_texts_is_read(
    first: list[list[Any]], second: list[list[Any]], expected: str, tmp_path: Path
) -> None:
    assert texts(write(tmp_path / "t.xlsx", *first, Tweede=second)) == [expected]


def test_two_sheets_with_texts_behind_one_without_are_an_error(tmp_path: Path) -> None:
    table = [["nr", "tekst"], ["1", "b"]]
    file = write(tmp_path / "t.xlsx", ["titel", "regio"], ["a", "b"], Een=table, Twee=table)
    with pytest.raises(ArchiveError, match=r"several sheets have a column of texts \(Een, Twee\)"):
        read(file)


def test_hidden_sheets_are_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["tekst"])
    book.active.append(["verborgen"])
    book.active.sheet_state = "hidden"
    seen = book.create_sheet("Gezien")
    seen.append(["tekst"])
    seen.append(["gezien"])
    book.save(tmp_path / "t.xlsx")
    assert texts(tmp_path / "t.xlsx") == ["gezien"]


def test_strings_that_take_more_room_are_kept_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sheet_xml, "IN_MEMORY", 100)
    monkeypatch.setattr(sheet_xml, "REMEMBERED", 2)
    rows = [[f"één € 😀 {number % 7} " * (number % 5 * 9 + 1), number] for number in range(60)]
    file = shared(write(tmp_path / "t.xlsx", ["tekst", "nr"], *rows))
    assert texts(file) == [text for text, _ in rows]


def test_a_reference_to_no_string_is_a_blank_cell(tmp_path: Path) -> None:
    row = '<row><c t="s"><v>99</v></c><c><v>1</v></c></row><row><c t="s"><v>-1</v></c><c><v>1</v></c></row>'
    assert len(failures(with_sheet(tmp_path / "t.xlsx", HEADER + row))) == 2


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16_384)])
def test_columns_have_letters(letters: str, number: int) -> None:
    assert column_number(letters) == number


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f"<row>{cell('x')}{cell('y', 'XFD2')}</row>", "more than 2,000 columns"),
        (f"<row>{cell('x')}{cell('y' * 3_000)}</row>", "more than 10,000,000 characters"),
        (f"<row>{cell('x' * 900) * 3}</row>", "more than 10,000,000 characters"),
        (f"<row>{cell('_xD83D_')}{cell('y')}</row>", "half of a character"),
    ],
)
def test_a_row_of_any_size_costs_itself(row: str, words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sheet_xml, "MAX_ROW", 2_000)
    monkeypatch.setattr("vacmap.archive.inputs.items.MAX_ROW", 2_000)
    good = f"<row>{cell('a')}{cell('b')}</row>"
    file = with_sheet(tmp_path / "t.xlsx", HEADER + good + row + good)
    first, bad, last = read(file, text_column="tekst")
    assert isinstance(bad, Failure)
    assert words.replace("10,000,000", "2,000") in bad.message
    assert isinstance(first, Item)
    assert isinstance(last, Item)
    assert (first.row, last.row) == (1, 3)


def test_a_sheet_has_no_more_rows_than_excel_allows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sheet_xml, "EXCEL_ROWS", 150)
    row = f"<row>{cell('a')}{cell('b')}</row>"
    found = read(with_sheet(tmp_path / "t.xlsx", HEADER + row * 200))
    assert sum(isinstance(one, Item) for one in found) == 149
    assert isinstance(found[-1], Failure)
    assert "more than 150 rows" in found[-1].message


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("<row>" + "<c/>" * 20_000, "more than 16,384 cells in a row"),
        ("<row>" + "<c>" * 200, "more than 100 elements inside each other"),
        (f"<row x='{'x' * 1_200_000}'/>", "a tag of more than 1,000,000 bytes"),
        (f"<!--{'x' * 1_200_000}-->", "a tag of more than 1,000,000 bytes"),
    ],
)
def test_what_excel_would_never_write_is_not_read_to_its_end(row: str, words: str, tmp_path: Path) -> None:
    good = f"<row>{cell('a')}{cell('b')}</row>"
    first, bad = read(with_sheet(tmp_path / "t.xlsx", HEADER + good + row))
    assert isinstance(first, Item)
    assert isinstance(bad, Failure)
    assert words in bad.message


def test_a_row_may_claim_to_be_anywhere(tmp_path: Path) -> None:
    far = f'<row r="99999999">{cell("a")}{cell("b")}</row><row r="{"9" * 50}">{cell("c")}{cell("d")}</row>'
    found = read(with_sheet(tmp_path / "t.xlsx", HEADER + far))
    assert "more than 10,000,000 rows" in found[-1].message if isinstance(found[-1], Failure) else False


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", STRINGS])
def test_a_dtd_is_refused(part: str, tmp_path: Path) -> None:
    file = shared(write(tmp_path / "t.xlsx", ["tekst"], ["x"]))
    assert "a DTD in its XML" in failure(rewritten(file, part, lambda xml: BOMB + xml)).message


def test_entities_of_other_parts_are_not_filled_in(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("GEHEIM")
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    file = write(tmp_path / "t.xlsx", ["tekst"], ["x"], Twee=[["a"]])
    rewritten(file, "xl/workbook.xml", lambda xml: entity + xml.replace('name="Twee"', 'name="&a;"'))
    assert "GEHEIM" not in repr(read(file))


@pytest.mark.parametrize("limit", ["MAX_UNPACKED", "MAX_PART", "MAX_ENTRIES"])
def test_what_unpacks_to_too_much_is_refused_before_it_is(
    limit: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(package, limit, 3)
    assert "expected at most 3" in failure(write(tmp_path / "t.xlsx", ["tekst"], ["x"])).message


def test_damage_further_on_costs_what_follows(tmp_path: Path) -> None:
    rows = "".join(f"<row>{cell(f'tekst {n}')}{cell('b')}</row>" for n in range(300))
    found = read(with_sheet(tmp_path / "t.xlsx", HEADER + rows + "<row><c>"))
    assert [one.row for one in found[:-1] if isinstance(one, Item)] == list(range(1, 301))
    last = found[-1]
    assert isinstance(last, Failure)
    assert "after row 300: damaged XML (mismatched tag)" in last.message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "damaged, or no workbook"),
        (b"nr;tekst\n1;x\n", "damaged, or no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Excel file (.xls), or one with a password"),
        (b"PK\x05\x06" + bytes(18), "damaged, or no workbook"),
    ],
)
def test_what_is_no_workbook_says_so(data: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(data)
    assert words in failure(file).message


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_a_part_that_is_broken_makes_no_workbook(part: str, tmp_path: Path) -> None:
    file = rewritten(write(tmp_path / "t.xlsx", ["tekst"], ["x"]), part, lambda xml: xml[: len(xml) // 2])
    assert failure(file).error == "InputError"


def test_a_blank_workbook_says_so(tmp_path: Path) -> None:
    assert "empty; expected a header and rows" in failure(write(tmp_path / "t.xlsx")).message

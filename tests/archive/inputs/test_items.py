"""A source → its items; whatever a file is, and however it was damaged, each input has one fate."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vacmap.archive.inputs import columns_of
from vacmap.archive.inputs import items as items_module
from vacmap.archive.inputs.columns import PREFIX
from vacmap.archive.records import ArchiveError, Failure, Item, Stage

from .reading import failure, failures, items, read, source_of

ROWS: list[dict[str, str | None]] = [
    {
        "id": f"{n:03d}",
        "title": f"Begeleider {n}",
        "tekst": f"Wij zoeken er {n}.\nJe zegt „één”; ’s avonds",
        "leeg": None,
    }
    for n in range(40)
]
OWN = frozenset(["id", "title"])
NAMES = ["a.csv", "a.tsv", "a.csv.gz", "a.jsonl", "a.jsonl.gz", "a.xlsx", "a.parquet"]


def data_of(name: str) -> bytes:
    """The same rows as a file of a kind."""
    stream = io.BytesIO()
    frame = pd.DataFrame(ROWS, dtype="str")
    if name.startswith("a.csv") or name.endswith("tsv"):
        frame.to_csv(stream, index=False, sep="\t" if name.endswith("tsv") else ";", encoding="utf-8")
    elif name.startswith("a.jsonl"):
        stream.write("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS).encode())
    elif name.endswith("parquet"):
        pq.write_table(pa.Table.from_pylist(ROWS), stream, row_group_size=10)
    else:
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in [list(ROWS[0]), *(list(row.values()) for row in ROWS)]:
            book.active.append(row)
        book.save(stream)
    return gzip.compress(stream.getvalue(), mtime=0) if name.endswith("gz") else stream.getvalue()


DATA = {name: data_of(name) for name in NAMES}


@pytest.fixture(params=NAMES)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / str(request.param)
    file.write_bytes(DATA[file.name])
    return file


def test_a_table_gives_the_same_items_in_every_format(file: Path) -> None:
    assert items(file, own_columns=OWN) == [
        Item(
            id=row["id"] or "",
            source=str(file),
            row=number,
            text=row["tekst"],
            columns={f"{PREFIX}title": row["title"], "leeg": None},
        )
        for number, row in enumerate(ROWS, 1)
    ]


def test_the_columns_of_a_source_are_those_of_its_items(file: Path) -> None:
    options: dict[str, Any] = {"id_column": "title", "own_columns": OWN}
    assert columns_of(source_of(file), **options) == list(items(file, **options)[0].columns)
    assert columns_of(source_of(file), **options) == ["input_id", "input_title", "leeg"]


def test_columns_are_asked_for_as_items_are(file: Path) -> None:
    for options in ({"text_column": "weg"}, {"id_column": "weg"}):
        with pytest.raises(ArchiveError, match="no column 'weg'"):
            columns_of(source_of(file), **options)  # type: ignore[arg-type]


@settings(max_examples=80)
@given(st.sampled_from(NAMES), st.data())
def test_whatever_is_damaged_each_input_has_one_fate(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    """Fates are items and failures with a message; nothing else comes out, and nothing twice."""
    whole = DATA[name]
    damaged = bytearray(whole)
    places = st.integers(0, len(whole) - 1)
    for place, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=8)):
        damaged[place] = byte
    del damaged[data.draw(places | st.just(len(whole))) :]
    file = tmp_path_factory.getbasetemp() / name
    file.write_bytes(damaged)
    try:
        found = read(file, own_columns=OWN)
    except ArchiveError:  # it was a name in the header
        return
    assert found
    assert {key for one in found if isinstance(one, Item) for key in one.columns} <= set(
        columns_of(source_of(file), own_columns=OWN)
    )
    rows = [one.row for one in found if isinstance(one, Item)]
    assert len(set(rows)) == len(rows)
    for one in found:
        if isinstance(one, Failure):
            assert one.stage is Stage.INPUT
            assert one.error == "InputError"  # whatever a library raised
            assert one.message.startswith(f"{file}: ")
            assert "\n" not in one.message
            f"{one.id}{one.message}".encode()


def test_a_document_is_an_item_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "vacature.docx"
    file.write_bytes(b"")
    assert items(file) == [Item(id=str(file), source=str(file), path=str(file))]


@pytest.mark.parametrize("name", ["vacature.txt.gz", "vacature.md.gz", "vacature.html.gz"])
def test_a_gzipped_document_is_an_item_with_its_text(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(gzip.compress("<p>Coördinator</p>".encode("cp1252"), mtime=0))
    assert items(file) == [Item(id=str(file), source=str(file), text="<p>Coördinator</p>")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Wij zoeken", "damaged gzip"),
        (gzip.compress(b"Wij zoeken", mtime=0)[:-9], "the gzip ends before its end"),
        (gzip.compress(bytes(3_000_000), mtime=0), "unpacks to more than 2,000,000 bytes; expected one vacancy"),
        (gzip.compress(b"\1\2\3\4", mtime=0), "not text (control characters)"),
    ],
)
def test_a_gzipped_document_that_is_none_says_so(data: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "vacature.txt.gz"
    file.write_bytes(data)
    found = failure(file)
    assert found.message.startswith(f"{file}: ")
    assert found.message.count(str(file)) == 1
    assert words in found.message


def test_a_row_has_a_size_that_it_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items_module, "MAX_ROW", 300)
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"tekst": "x", "a": "y" * 400}) + "\n" + json.dumps({"tekst": "x", "a": "y" * 200}))
    (bad,) = failures(file, text_column="tekst")
    assert bad.message == f"{file}: row 1: 401 characters; expected one vacancy of at most 300"


def test_a_table_has_as_many_rows_as_it_may_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items_module, "MAX_ROWS", 3)
    file = tmp_path / "a.csv"
    file.write_text("tekst;nr\n" + "x;1\n" * 9)
    found = read(file)
    assert [one.row for one in found[:-1] if isinstance(one, Item)] == [1, 2, 3]
    assert failures(file)[0].message == (
        f"{file}: after row 3: more than 3 rows; expected a table of fewer, or several; what follows is lost"
    )


def test_a_failure_of_a_row_bears_its_id(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id;tekst\n7;\n;\n8;x\n;  \n")
    assert [(one.id, one.source) for one in failures(file)] == [("7", str(file))]


def test_items_come_while_a_table_is_read(tmp_path: Path) -> None:
    """The first item of a gzip that cannot be read to its end is there."""
    rows = b"".join(b"%d;Wij zoeken %d\n" % (n, n * 7919 % 10007) for n in range(50_000))
    file = tmp_path / "a.csv.gz"
    file.write_bytes(gzip.compress(b"nr;tekst\n" + rows, mtime=0)[:-100])
    first = next(iter(items_module.read_items(source_of(file))))
    assert isinstance(first, Item)
    assert first.text == "Wij zoeken 0"

"""A Parquet file → its rows, every value as the text a person would see."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vacmap.archive.inputs.parquet import BATCH
from vacmap.archive.records import Failure, Item

from .reading import failure, items, read


def write(file: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), file, **options)
    return file


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=8), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.binary(max_size=4)
        ),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from(["snappy", "zstd", "gzip", "none"]),
)
def test_values_that_pyarrow_wrote_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, float, bytes]], compression: str
) -> None:
    texts, whole, real, raw = map(list, zip(*rows, strict=True))
    columns = {"tekst": ["x"] * len(rows), "a": texts, "b": whole, "c": real, "d": raw}
    file = write(tmp_path_factory.getbasetemp() / "t.parquet", columns, compression=compression)
    found = items(file)
    assert [item.columns["a"] for item in found] == texts
    assert [int(item.columns["b"] or "") for item in found] == whole
    assert [float(item.columns["c"] or "") for item in found] == real
    assert all(item.columns["d"] is not None for item in found)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (12.0, pa.float64(), "12"),
        (0.1, pa.float32(), "0.1"),
        (12, pa.float32(), "12"),
        (float("nan"), pa.float64(), None),
        (True, pa.bool_(), "true"),
        (date(2024, 5, 1), pa.date32(), "2024-05-01"),
        (datetime(2024, 5, 1), pa.timestamp("us"), "2024-05-01"),
        (datetime(2024, 5, 1, 10, 30), pa.timestamp("ns"), "2024-05-01T10:30:00"),
        (datetime(2024, 5, 1, 10, 30, tzinfo=UTC), pa.timestamp("ms", "UTC"), "2024-05-01T10:30:00+00:00"),
        (time(10, 30), pa.time32("s"), "10:30:00"),
        (timedelta(hours=26, minutes=5), pa.duration("s"), "26:05:00"),
        (Decimal("12.50"), pa.decimal128(5, 2), "12.50"),
        ("0012", pa.dictionary(pa.int8(), pa.string()), "0012"),
        ("0012", pa.large_string(), "0012"),
        ("één".encode(), pa.binary(), "één"),
        (b"\xff\xfe", pa.binary(), "//4="),
        (["a", "b"], pa.list_(pa.string()), '["a","b"]'),
        (
            {"a": date(2024, 5, 1), "b": None},
            pa.struct({"a": pa.date32(), "b": pa.int8()}),
            '{"a":"2024-05-01","b":null}',
        ),
        (None, pa.int64(), None),
    ],
)
def test_a_value_reads_as_a_person_sees_it(value: Any, kind: pa.DataType, text: str | None, tmp_path: Path) -> None:
    file = write(tmp_path / "t.parquet", {"tekst": ["x"], "a": pa.array([value], kind)})
    assert items(file)[0].columns == {"a": text}


def test_rows_keep_their_numbers_over_batches(tmp_path: Path) -> None:
    n = 3 * BATCH + 5
    file = write(
        tmp_path / "t.parquet", {"tekst": [f"tekst {row}" for row in range(1, n + 1)]}, row_group_size=BATCH - 3
    )
    assert [(item.row, item.text) for item in items(file)] == [(row, f"tekst {row}") for row in range(1, n + 1)]


def test_a_value_that_is_none_costs_its_row(tmp_path: Path) -> None:
    when = pa.array([0, 9 * 10**17, 0], pa.timestamp("ms"))
    broken = pa.Array.from_buffers(pa.string(), 3, pa.array([b"a", b"\xff", b"c"]).buffers())
    for column in (when, broken):
        found = read(write(tmp_path / "t.parquet", {"tekst": ["a", "b", "c"], "x": column}))
        assert [one.text if isinstance(one, Item) else one.id for one in found] == ["a", f"{tmp_path}/t.parquet#2", "c"]


def test_a_blank_text_costs_its_row(tmp_path: Path) -> None:
    found = read(write(tmp_path / "t.parquet", {"tekst": ["a", None, " "], "x": [1, 2, 3]}))
    assert [isinstance(one, Failure) for one in found] == [False, True, True]


def test_columns_may_have_the_same_name_or_none(tmp_path: Path) -> None:
    file = tmp_path / "t.parquet"
    columns = [pa.array([value]) for value in ("Wij zoeken", "a", "b", "c")]
    pq.write_table(pa.Table.from_arrays(columns, ["tekst", "x", "x", ""]), file)
    assert items(file)[0].columns == {"x": "a", "x_2": "b", "column_4": "c"}


def test_nested_rows_come_as_json(tmp_path: Path) -> None:
    file = write(tmp_path / "t.parquet", {"tekst": ["x"], "a": [[{"b": [1, 2.5]}]]})
    assert json.loads(items(file)[0].columns["a"] or "") == [{"b": [1, 2.5]}]


def test_a_damaged_file_gives_the_rows_before_the_damage(tmp_path: Path) -> None:
    n = 200
    columns = {"tekst": [f"Wij zoeken {row * 7919 % 10007}" * 9 for row in range(n)]}
    file = write(tmp_path / "t.parquet", columns, row_group_size=50, compression="zstd", use_dictionary=False)
    data = bytearray(file.read_bytes())
    start = pq.ParquetFile(file).metadata.row_group(2).column(0).data_page_offset
    data[start : start + 40] = b"\xff" * 40
    file.write_bytes(data)
    found = read(file)
    assert [one.row for one in found[:-1] if isinstance(one, Item)] == list(range(1, 101))
    last = found[-1]
    assert isinstance(last, Failure)
    assert last.message.startswith(f"{file}: after row 100: damaged from here on")
    assert last.message.endswith("what follows is lost")


@pytest.mark.parametrize("data", [b"", b"PAR1", b"nr,tekst\n1,x\n", b"PAR1" + bytes(100) + b"PAR1"])
def test_what_is_no_parquet_says_so(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "t.parquet"
    file.write_bytes(data)
    assert "no Parquet file, or a damaged one" in failure(file).message

"""A file with a JSON object a line → its rows, losslessly, and why a line has none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vacmap.archive.inputs import columns_of, lines
from vacmap.archive.inputs.tables import MAX_COLUMNS
from vacmap.archive.records import Failure, Item

from .reading import failure, items, read, source_of

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
names = words.filter(lambda name: name.strip() and name.casefold() not in {"id", "tekst"})


def as_text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@settings(max_examples=50)
@given(
    st.lists(st.dictionaries(names, values, max_size=4), min_size=1, max_size=4),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.booleans(),
)
def test_objects_that_python_wrote_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, Any]], encoding: str, ascii_only: bool
) -> None:
    file = tmp_path_factory.getbasetemp() / "regels.jsonl"
    written = [json.dumps(row | {"tekst": "Wij zoeken"}, ensure_ascii=ascii_only) for row in rows]
    file.write_bytes("\n".join(written).encode(encoding))
    found = items(file)
    assert [item.columns for item in found] == [{key: as_text(part) for key, part in row.items()} for row in rows]
    assert {key for row in rows for key in row} == set(columns_of(source_of(file)))


def test_numbers_come_out_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "regels.jsonl"
    big = "9" * 5_000
    file.write_text(f'{{"tekst": "x", "a": 12.50, "b": 1e3, "c": {big}, "d": [1.0, {{"e": -0}}], "f": NaN}}\n')
    assert items(file, text_column="tekst")[0].columns == {
        "a": "12.50",
        "b": "1e3",
        "c": big,
        "d": '[1.0,{"e":-0}]',
        "f": None,
    }


def test_a_line_may_have_keys_that_no_line_before_it_had(tmp_path: Path) -> None:
    file = tmp_path / "regels.jsonl"
    lines = [{"tekst": "x", "a": "1"}] * 300 + [{"b": "2", "tekst": "y"}]
    file.write_text("\n".join(map(json.dumps, lines)))
    assert items(file)[-1].columns == {"b": "2"}
    assert columns_of(source_of(file)) == ["a", "b"]


def test_a_blank_key_gets_a_name(tmp_path: Path) -> None:
    file = tmp_path / "regels.jsonl"
    file.write_text('{"tekst": "x", "": "1", "column_2": "2"}\n{"tekst": "y", "": "3", "column_2": "4"}\n')
    assert [item.columns for item in items(file)] == [
        {"column_2": "1", "column_2_2": "2"},
        {"column_2": "3", "column_2_2": "4"},
    ]


def test_lines_end_in_any_way_and_blank_ones_are_none(tmp_path: Path) -> None:
    file = tmp_path / "regels.ndjson"
    file.write_bytes('{"tekst": "a\u2028b"}\r\n\r\n \n{"tekst": "c"}'.encode())
    assert [(item.row, item.text) for item in items(file)] == [(1, "a\u2028b"), (4, "c")]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{kapot", "no JSON at character 2 (Expecting property name"),
        ('{"tekst": "a"} {"tekst": "b"}', "no JSON at character 16 (Extra data)"),
        ("[1, 2]", "a list; expected a JSON object a line"),
        ('"tekst"', "a string; expected"),
        ("12", "a number; expected"),
        ("null", "null; expected"),
        ("true", "true or false; expected"),
        ('{"tekst": null}', "empty; expected the text of a vacancy"),
        ('{"titel": "x"}', "empty; expected the text of a vacancy"),
        ('{"tekst": "a", "x": ' + "[" * 100_000 + "}", "values inside values, too deep"),
        ('{"tekst": "a", "x": "\\ud83d"}', "half of a character ('\\ud83d')"),
        ('{"tekst": "a", "\\ud83d": "x"}', "characters that are none in the name of a column"),
        (json.dumps({"tekst": "a"} | dict.fromkeys(map(str, range(MAX_COLUMNS)))), "more than 2,000 different keys"),
    ],
)
def test_a_bad_line_costs_itself(line: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "regels.jsonl"
    file.write_text(f'{{"tekst": "a"}}\n{line}\n{{"tekst": "b"}}\n')
    first, bad, last = read(file)
    assert isinstance(bad, Failure)
    assert bad.message.startswith(f"{file}: row 2: ")
    assert words in bad.message
    assert isinstance(first, Item)
    assert isinstance(last, Item)
    assert (first.text, last.text, last.row) == ("a", "b", 3)


def test_keys_are_limited_over_all_lines(tmp_path: Path) -> None:
    file = tmp_path / "regels.jsonl"
    file.write_text("\n".join(json.dumps({"tekst": "a", f"sleutel {n}": n}) for n in range(MAX_COLUMNS + 5)))
    found = read(file)
    assert sum(isinstance(one, Failure) for one in found) == 6
    assert len(columns_of(source_of(file))) == MAX_COLUMNS - 1


def test_a_line_without_end_costs_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(lines, "MAX_ROW", 1_000)
    file = tmp_path / "regels.jsonl"
    file.write_text(f'{{"tekst": "{"x" * 5_000}"}}\n{{"tekst": "b"}}\n')
    bad, good = read(file)
    assert isinstance(bad, Failure)
    assert "a line of more than" in bad.message
    assert isinstance(good, Item)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n", "empty; expected a JSON object a line"),
        ('[\n  "een",\n  "twee"\n]\n', "none of the first lines is an object (line 1: no JSON"),
    ],
)
def test_what_is_no_jsonl_says_so(text: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "regels.jsonl"
    file.write_text(text)
    assert words in failure(file).message

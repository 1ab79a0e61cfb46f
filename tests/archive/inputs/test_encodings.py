"""The bytes of a text table → its encoding, told from all of them; a byte that fits nowhere costs its row."""

from __future__ import annotations

import codecs
import gzip
import io
from pathlib import Path

import pytest

from vacmap.archive.inputs import encodings
from vacmap.archive.inputs.encodings import BLOCK, Encoding, detect, open_text
from vacmap.errors import InputError

from .reading import failure, failures, texts

ADVERT = "Coördinator gezocht – € 2.500 – ’s avonds, één keer, reünie, façade, œuvre\n"


def text_of(file: Path) -> str:
    stream, _ = open_text(str(file), newline="")
    with stream:
        return stream.read()


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("ascii", "utf-8"),
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("packed", [False, True], ids=["", "gzip"])
def test_the_text_is_the_same_in_every_encoding(encoding: str, codec: str, packed: bool, tmp_path: Path) -> None:
    text = ADVERT if encoding != "ascii" else "Wij zoeken"
    data = text.encode(encoding)
    file = tmp_path / ("tabel.csv.gz" if packed else "tabel.csv")
    file.write_bytes(gzip.compress(data) if packed else data)
    assert text_of(file) == text
    assert detect(io.BytesIO(data)) == Encoding(codec)


def test_the_whole_file_decides_not_its_beginning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(encodings, "BLOCK", 1_000)
    text = "Wij zoeken een begeleider.\n" * 200 + ADVERT
    for encoding in ("utf-8", "cp1252"):
        file = tmp_path / "tabel.csv"
        file.write_bytes(text.encode(encoding))
        assert text_of(file) == text


@pytest.mark.parametrize("size", range(1, 12))
def test_characters_may_lie_across_blocks(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "BLOCK", size)
    assert detect(io.BytesIO(("a" + "é€😀’" * 5).encode())) == Encoding("utf-8")
    assert detect(io.BytesIO(b"a" + "één ’s €".encode("cp1252"))) == Encoding("cp1252")
    assert detect(io.BytesIO("één €".encode() + b"\x9d\x9d")) == Encoding("utf-8", misfit=9)


def test_in_a_file_put_together_from_two_each_part_is_read_as_what_it_is(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_bytes(ADVERT.encode("utf-8") * 5 + ADVERT.encode("cp1252") * 5)
    assert text_of(file) == ADVERT * 10


def test_one_damaged_character_does_not_spoil_all_others(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_bytes(ADVERT.encode() * 5 + "cré".encode()[:-1] + b"me\n" + ADVERT.encode() * 5)
    assert text_of(file) == ADVERT * 5 + "crÃme\n" + ADVERT * 5


def test_what_looks_like_a_character_now_and_then_does_not_make_a_file_utf_8(tmp_path: Path) -> None:
    text = ADVERT * 20 + "in “CAFÉ” of “PRIVÉ”\n"
    assert "É”".encode("cp1252").decode("utf-8") == "ɔ"
    file = tmp_path / "tabel.csv"
    file.write_bytes(text.encode("cp1252"))
    assert text_of(file) == text


def test_a_byte_that_fits_nowhere_costs_its_row_and_is_named(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    start = "nr,tekst\n1,één\n2,kapot ".encode()
    file.write_bytes(start + b"\x9d\n3,twee\n")
    (bad,) = failures(file)
    assert bad.message == (
        f"{file}: row 2: byte 0x9d is neither UTF-8 nor Windows-1252; "
        f"the first such byte of the file is at {len(start)}"
    )


def test_a_byte_that_fits_nowhere_in_the_header_costs_the_table(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_bytes(b"nr,tek\x9dst\n1,x\n")
    assert "characters that are none in the name of a column" in failure(file).message


def test_half_a_character_of_utf_16_costs_its_row(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    data = "nr,tekst\n1,een\n2,X\n3,drie\n".encode("utf-16-le").replace("X".encode("utf-16-le"), b"\x00\xd8")
    file.write_bytes(codecs.BOM_UTF16_LE + data + b"\n")
    assert [one.id for one in failures(file)] == [f"{file}#2", f"{file}#4"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"nr,tekst\n\0\0\0", "zero bytes"),
        (codecs.BOM_UTF32_LE + "tekst".encode("utf-32-le"), "UTF-32"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        detect(io.BytesIO(data))


def test_a_gzip_that_was_cut_gives_the_rows_before_the_cut(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv.gz"
    rows = "".join(f"{number},Wij zoeken {number * 7919 % 10007} mensen\n" for number in range(20_000))
    data = gzip.compress(f"nr,tekst\n{rows}".encode())
    file.write_bytes(data[: len(data) // 2])
    (bad,) = failures(file)
    assert bad.id == str(file)
    assert "the gzip ends before its end; expected a whole one; what follows is lost" in bad.message


def test_what_is_no_gzip_says_so(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv.gz"
    file.write_bytes(b"nr,tekst\n1,x\n")
    assert failure(file).message == f"{file}: damaged gzip; expected a whole one"


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    file = tmp_path / "tabel.csv"
    file.write_bytes(codecs.BOM_UTF8 * 2 + b"tekst,nr\nWij zoeken,1\n")
    assert texts(file) == ["Wij zoeken"]


def test_blocks_are_large_enough_to_tell_from() -> None:
    assert BLOCK >= encodings.SAMPLE

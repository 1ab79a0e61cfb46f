"""A file → its text, in whatever encoding; what is no vacancy is refused with a message that names the file."""

from __future__ import annotations

import base64
import codecs
import zlib
from pathlib import Path

import pytest

from vacmap.errors import InputError
from vacmap.read import MAX_BYTES, READERS, read

ADVERT = "Coördinator gezocht\r\n\r\nJe krijgt € 2.500 en werkt soms ’s avonds. Eén keer per jaar is er een reünie.\r\n"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "vacature.txt"


def refusal(file: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(file)
    return str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ADVERT.encode("utf-8"), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + ADVERT.encode("utf-8"), id="UTF-8 with a byte order mark"),
        pytest.param(codecs.BOM_UTF16_LE + ADVERT.encode("utf-16-le"), id="UTF-16 little endian"),
        pytest.param(codecs.BOM_UTF16_BE + ADVERT.encode("utf-16-be"), id="UTF-16 big endian"),
        pytest.param(ADVERT.encode("utf-16-le"), id="UTF-16 little endian without a mark"),
        pytest.param(ADVERT.encode("utf-16-be"), id="UTF-16 big endian without a mark"),
        pytest.param(ADVERT.encode("cp1252"), id="Windows-1252"),
    ],
)
def test_the_text_is_the_same_in_every_encoding(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    assert read(file).text == ADVERT


@pytest.mark.parametrize(
    "text",
    [
        "één",
        "ideeën",
        "Je krijgt € 250",
        "’s avonds",
        "Je leidt de scène.",
        "een enquête",
        "naïef",
        "een crèche in Genève",
        "drie à vier dagen",
        "œuvre",
        "Je begeleidt de ‘plusgroep’ – ook ’s avonds – in de crèche; je hebt ideeën over creatie, scène en façade.",
        "Je neemt de enquête af, brengt reünies en crèches in kaart en krijgt € 2.500 à € 3.000 per maand. " * 20,
    ],
)
def test_windows_1252_keeps_every_letter_dutch_uses(text: str, file: Path) -> None:
    file.write_bytes(text.encode("cp1252"))
    assert read(file).text == text


def test_offsets_hold_since_nothing_is_rewritten(file: Path) -> None:
    text = "\tTaken \r\n\x0c•\u00a0Je plant\u2028e\u0301e\u0301n\r"
    file.write_bytes(text.encode("utf-8"))
    assert read(file).text == text


def test_a_vacancy_is_named_after_its_file(file: Path) -> None:
    file.write_text("Je plant.", encoding="utf-8")
    vacancy = read(str(file))
    assert (vacancy.id, vacancy.source, vacancy.title) == ("vacature", str(file), None)


@pytest.mark.parametrize("suffix", [".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".TXT", ".Md"])
def test_text_markdown_and_html_are_read_whatever_the_case_of_the_suffix(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"vacature{suffix}"
    file.write_text("Je plant.", encoding="utf-8")
    assert read(file).text == "Je plant."


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="no bytes"),
        pytest.param(b" \t\r\n\n", id="spaces and line breaks"),
        pytest.param("\u00a0\u2003\u2028".encode(), id="other white space"),
        pytest.param(codecs.BOM_UTF8, id="a byte order mark alone"),
        pytest.param(codecs.BOM_UTF16_LE, id="a UTF-16 mark alone"),
    ],
)
def test_a_file_without_text_is_called_empty(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    assert refusal(file) == f"{file}: empty; expected the text of a vacancy"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(bytes(200), id="zero bytes"),
        pytest.param(PNG, id="a PNG"),
        pytest.param(zlib.compress(ADVERT.encode() * 20), id="compressed"),
        pytest.param(bytes(range(256)) * 8, id="every byte"),
        pytest.param(codecs.BOM_UTF32_LE + ADVERT.encode("utf-32-le"), id="UTF-32"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    assert refusal(file).startswith(f"{file}: not text")


def test_broken_utf_16_is_refused_with_the_place(file: Path) -> None:
    file.write_bytes(codecs.BOM_UTF16_LE + "Je plant".encode("utf-16-le") + b"x")
    assert refusal(file) == f"{file}: byte 18: not utf-16, though its first bytes say so"


def test_a_missing_file_is_named(file: Path) -> None:
    assert refusal(file) == f"{file}: no such file"


def test_a_folder_is_no_vacancy(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: a folder; expected a file with one vacancy"


@pytest.mark.parametrize(("name", "shown"), [("vacature.xyz", "'.xyz'"), ("vacature", "'(no suffix)'")])
def test_an_unknown_format_is_refused_with_those_that_are_read(name: str, shown: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text("Je plant.", encoding="utf-8")
    assert refusal(file) == f"{file}: unknown format {shown}; expected {', '.join(READERS)}"


def test_a_file_too_large_is_refused_with_its_size(file: Path) -> None:
    file.write_bytes(b"x" * (MAX_BYTES + 1))
    assert refusal(file) == f"{file}: 2,000,001 bytes; expected one vacancy of at most 2,000,000"


def test_a_text_too_long_is_refused_with_its_length(file: Path) -> None:
    file.write_text("Je plant. " * 50_001, encoding="utf-8")
    assert refusal(file) == f"{file}: 500,010 characters; expected one vacancy of at most 500,000"

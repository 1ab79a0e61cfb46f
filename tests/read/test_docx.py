"""A Word document → its text; a file that only looks like one is refused, and a trap is not walked into."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml

from vacmap import Mapper
from vacmap.errors import InputError
from vacmap.read import docx as reader
from vacmap.read.docx import read_docx

from .render import agreement, gold, parts, to_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def text_of(write: Callable[[Document], Any]) -> str:
    document = docx.Document()
    write(document)
    return read_docx(packed(document), "vacature.docx")


def add_xml(document: Document, xml: str) -> None:
    body = document.element.body
    for element in parse_xml(f"<w:body {W}>{xml}</w:body>"):
        body.insert(len(body) - 1, element)


def text_of_xml(xml: str) -> str:
    return text_of(lambda document: add_xml(document, xml))


def changed(data: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """A package with one of its files changed, or without it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = change(old.read(entry)) if entry == name else old.read(entry)
            if content is not None:
                new.writestr(entry, content)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_docx(data, "v.docx")
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("v.docx: ")
    assert "expected a vacancy as .docx" in message
    return message


@pytest.fixture
def vacancy() -> bytes:
    document = docx.Document()
    document.add_paragraph("Je plant.")
    return packed(document)


def test_blocks_keep_their_form_and_order() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Kop van de pagina"
    document.sections[0].footer.paragraphs[0].text = "Voet van de pagina"
    document.add_heading("Stafmedewerker", 0)
    document.add_heading("Taken", 1)
    document.add_paragraph("Je doet:\nveel")
    document.add_paragraph("plannen", style="List Bullet")
    document.add_paragraph("op tijd", style="List Bullet 2")
    document.add_paragraph("leiden", style="List Bullet")
    document.add_paragraph("")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Plaats", "Gent", "Regime", "voltijds"], strict=True):
        cell.text = text
    document.add_paragraph("eerst", style="List Number")
    document.add_paragraph("dan", style="List Number")
    assert read_docx(packed(document), "v.docx") == (
        "Stafmedewerker\n\nTaken\n\nJe doet:\nveel\n\n• plannen\n  • op tijd\n• leiden\n\n"
        "Plaats: Gent\nRegime: voltijds\n\n1. eerst\n2. dan"
    )


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param("<w:p><w:r><w:t>Je wer</w:t></w:r><w:r><w:t>kt</w:t></w:r></w:p>", "Je werkt", id="runs"),
        pytest.param("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a b\nc", id="signs"),
        pytest.param(
            "<w:p><w:r><w:t>a</w:t><w:br w:type='page'/><w:t>b</w:t></w:r></w:p>", "a b", id="page break in a sentence"
        ),
        pytest.param("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", "link", id="link"),
        pytest.param("<w:p><w:ins><w:r><w:t>nieuw</w:t></w:r></w:ins></w:p>", "nieuw", id="tracked insertion"),
        pytest.param("<w:p><w:del><w:r><w:delText>oud</w:delText></w:r></w:del></w:p>", "", id="tracked deletion"),
        pytest.param("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>weg</w:t></w:r></w:p>", "", id="hidden"),
        pytest.param("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>", "", id="field code"),
        pytest.param(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>veld</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "veld",
            id="content control",
        ),
        pytest.param(
            "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>Taken</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>• a</w:t></w:r></w:p><w:p><w:r><w:t>• b</w:t></w:r></w:p>",
            "Taken\n\n• a\n• b",
            id="outline level, typed bullets",
        ),
        pytest.param(
            "<w:p><w:r><w:t>voor</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>kader</w:t></w:r></w:p></w:txbxContent>"
            "</w:pict><w:t> na</w:t></w:r></w:p>",
            "voor na\n\nkader",
            id="text box",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc>"
            "</w:tr></w:tbl>",
            "a",
            id="table in a table",
        ),
    ],
)
def test_what_word_hides_in_its_marks(xml: str, text: str) -> None:
    assert text_of_xml(xml) == text


def test_lists_count_as_word_counts() -> None:
    def write(document: Document) -> None:
        numbering = document.part.numbering_part.element
        for level in parse_xml(
            f"<w:numbering {W}><w:abstractNum w:abstractNumId='90'>"
            "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
            "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl>"
            "<w:lvl w:ilvl='2'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl></w:abstractNum>"
            "<w:num w:numId='91'><w:abstractNumId w:val='90'/></w:num>"
            "<w:num w:numId='92'><w:abstractNumId w:val='90'/>"
            "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>"
        ):
            numbering.append(level)
        for text, number, depth in [
            *(("een", 91, 0), ("sub", 91, 1), ("sub", 91, 1), ("diep", 91, 2), ("twee", 91, 0), ("sub", 91, 1)),
            *(("weer een", 92, 0), ("geen", 0, 0)),
        ]:
            add_xml(
                document,
                f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr></w:pPr>"
                f"<w:r><w:t>{text}</w:t></w:r></w:p>",
            )

    assert text_of(write) == ("1. een\n  1.a) sub\n  1.b) sub\n    • diep\n2. twee\n  2.a) sub\n1. weer een\n\ngeen")


def test_a_style_made_from_a_heading_is_a_heading_and_an_indented_paragraph_is_no_list() -> None:
    def write(document: Document) -> None:
        style = document.styles.add_style("Huisstijl", 1)
        style.base_style = document.styles["Heading 2"]
        document.add_paragraph("Taken", style="Huisstijl")
        document.add_paragraph("Je plant.", style="List Paragraph")
        document.add_paragraph("Je leidt.", style="List Paragraph")

    assert text_of(write) == "Taken\n\nJe plant.\n\nJe leidt."


def test_the_second_copy_of_a_text_box_is_not_read() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>kader</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert text_of_xml(xml) == "kader"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="no bytes"),
        pytest.param(b"Je plant.", id="text"),
        pytest.param(b"PK\x03\x04", id="the beginning of a zip"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), id="an old Word file"),
    ],
)
def test_what_is_no_word_document_is_refused(data: bytes) -> None:
    refusal(data)


def test_a_zip_with_something_else_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("vacature.txt", "Je plant.")
    assert "a zip, but no Word document" in refusal(out.getvalue())


def test_another_office_file_is_refused(vacancy: bytes) -> None:
    sheet = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    word = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = changed(vacancy, "[Content_Types].xml", lambda content: content.replace(word, sheet))
    assert "an Office file, but no Word document" in refusal(data)


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/styles.xml"])
def test_a_package_with_a_broken_part_is_refused(vacancy: bytes, name: str) -> None:
    refusal(changed(vacancy, name, lambda content: content[: len(content) // 2]))


@pytest.mark.parametrize("name", ["word/document.xml", "[Content_Types].xml", "_rels/.rels"])
def test_a_package_without_a_part_is_refused(vacancy: bytes, name: str) -> None:
    refusal(changed(vacancy, name, lambda _: None))


def test_a_file_cut_off_anywhere_is_refused(vacancy: bytes) -> None:
    for length in range(0, len(vacancy), 997):
        refusal(vacancy[:length])


def test_a_file_with_wrong_bytes_is_read_or_refused(vacancy: bytes) -> None:
    for place in range(0, len(vacancy), 211):
        data = vacancy[:place] + b"\xff\x00\xff\x00" + vacancy[place + 4 :]
        try:
            read_docx(data, "v.docx")
        except InputError:
            continue


def test_a_zip_bomb_is_refused_before_it_is_unpacked(vacancy: bytes) -> None:
    data = changed(vacancy, "word/document.xml", lambda content: content + b" " * (reader.MAX_XML + 1))
    assert len(data) < 100_000
    assert "unpacks to" in refusal(data)


def test_a_zip_of_very_many_files_is_refused(vacancy: bytes) -> None:
    out = io.BytesIO(vacancy)
    with zipfile.ZipFile(out, "a") as package:
        for number in range(reader.MAX_ENTRIES):
            package.writestr(f"{number}", "")
    assert "unpacks to" in refusal(out.getvalue())


def test_nothing_outside_the_file_is_fetched(vacancy: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY f "{"a" * 1000}">]>'.encode()

    def change(content: bytes) -> bytes:
        head, rest = content.split(b"?>", 1)
        return head + b"?>" + entity + rest.replace(b"Je plant.", b"Je &e; plant &f;")

    text = read_docx(changed(vacancy, "word/document.xml", change), "v.docx")
    assert "geheim" not in text
    assert text.startswith("Je")


def test_tables_20000_deep_do_not_hang() -> None:
    xml = b"<w:tbl><w:tr><w:tc>" * 20_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 20_000
    document = docx.Document()
    document.add_paragraph("Je plant.")
    data = changed(
        packed(document), "word/document.xml", lambda content: content.replace(b"<w:sectPr", xml + b"<w:sectPr", 1)
    )
    refusal(data)


def test_gold_vacancies_are_read_alike_as_word_documents(mapper: Mapper) -> None:
    pairs = [(text, read_docx(to_docx(parts(text)), name)) for name, text in gold().items()]
    zones, tasks, both = agreement(mapper, pairs)
    print(f"docx: same zone {zones:.4f}, same task membership {tasks:.4f}, both {both:.4f}")
    assert min(zones, tasks) >= 0.97

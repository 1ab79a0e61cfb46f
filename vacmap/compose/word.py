"""draft → a Word document: real headings, one numbered list, and a comment beside every task that tells its source"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from vacmap.compose.document import DocumentPart, Gap, Heading, Item, Paragraph, Table, document
from vacmap.compose.draft import Draft
from vacmap.report.wording import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as DocxParagraph
    from docx.text.run import Run

LANGUAGE = "nl-BE"
"""For the spelling checker."""
COMMENTED_BY, INITIALS = "vacmap", "vm"
PAGE = (21.0, 29.7)
"""A4, in centimetres."""
MARGIN = 2.5
"""In centimetres."""
HEADING_STYLES = {1: "Title", 2: "Heading 1", 3: "Heading 2"}


def render_word(draft: Draft) -> bytes:
    """The draft as .docx. Gaps to fill in are marked in yellow; comments are Word's own, and go in one click."""
    # Imported here: the other formats do without.
    import docx

    word = docx.Document()
    _set_up(word, draft)
    for part in document(draft):
        _add(word, part)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _set_up(word: Document, draft: Draft) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm

    section = word.sections[0]
    section.page_width, section.page_height = map(Cm, PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    properties = word.core_properties
    properties.title, properties.language = draft.title or "", LANGUAGE
    properties.author = properties.comments = ""


def _add(word: Document, part: DocumentPart) -> None:
    match part:
        case Heading():
            paragraph = word.add_paragraph(style=HEADING_STYLES[part.level])
            _run(paragraph, part.text, marked=part.to_fill_in)
        case Paragraph():
            _run(word.add_paragraph(), part.text)
        case Gap():
            _run(word.add_paragraph(), part.text, marked=True)
        case Item():
            run = _run(word.add_paragraph(style="List Number"), part.text)
            for note in part.notes:
                word.add_comment(run, clean(note), COMMENTED_BY, INITIALS)
        case Table():
            table = word.add_table(rows=0, cols=len(part.head), style="Table Grid")
            for row in (part.head, *part.rows):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = clean(text)
            for cell in table.rows[0].cells:
                cell.paragraphs[0].runs[0].bold = True


def _run(paragraph: DocxParagraph, text: str, *, marked: bool = False) -> Run:
    from docx.enum.text import WD_COLOR_INDEX

    run = paragraph.add_run(clean(text))
    if marked:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return run

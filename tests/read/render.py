"""a vacancy as plain text → the same vacancy as a web page, a Word document and a PDF, as an employer would make them

``python tests/read/render.py FOLDER`` writes the gold vacancies there in the three formats.
"""

from __future__ import annotations

import html
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import docx
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from vacmap import Mapper
from vacmap.layout import plain, split_lines
from vacmap.layout.sentences import BROKEN_WORD

GOLD = Path(__file__).parents[2] / "data" / "gold" / "vacancies.jsonl"
HEADING_WORDS = 8
FONT = "Vera"
"""Comes with reportlab, so that every machine makes the same pages."""


@dataclass(frozen=True)
class Part:
    """One block of a vacancy: ``heading``, ``paragraph`` (its lines), ``item`` or ``row`` (its cells)."""

    kind: str
    lines: tuple[str, ...]
    level: int = 0
    mark: str = "•"

    @property
    def numbered(self) -> bool:
        return any(sign.isalnum() for sign in self.mark) and self.mark != "o"


def gold() -> dict[str, str]:
    """Text of every gold vacancy, by id."""
    rows = (json.loads(row) for row in GOLD.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["text"] for row in rows}


def parts(text: str) -> list[Part]:
    """The blocks of a plain text: what an author would give its own form in a word processor."""
    out: list[Part] = []
    indents: list[int] = []
    lines = list(_whole_lines(text))
    for index, (content, bullet, indent, after_blank) in enumerate(lines):
        alone = after_blank and (index + 1 == len(lines) or lines[index + 1][3])
        if bullet is not None:
            while indents and indents[-1] > indent:
                indents.pop()
            if not indents or indents[-1] < indent:
                indents.append(indent)
            out.append(Part("item", (content,), len(indents) - 1, bullet))
            continue
        if content.startswith("|") and content.endswith("|"):
            out.append(Part("row", tuple(cell.strip() for cell in content.strip("|").split("|"))))
        elif alone and len(content.split()) <= HEADING_WORDS and content[-1] not in ".,;!":
            out.append(Part("heading", (content,)))
        elif out and out[-1].kind == "paragraph" and not after_blank:
            out[-1] = Part("paragraph", (*out[-1].lines, content))
        else:
            out.append(Part("paragraph", (content,)))
        indents = []
    return out


def _whole_lines(text: str) -> Iterator[tuple[str, str | None, int, bool]]:
    """Content, bullet, indent and "after an empty line" of every line, soft wraps joined."""
    lines = split_lines(text)
    index = 0
    while index < len(lines):
        first = lines[index]
        last = index
        while last + 1 < len(lines) and lines[last + 1].continues:
            last += 1
        content = plain(text[first.content : lines[last].end]).replace("**", "")
        if content and not first.blank:
            yield content, first.bullet, first.indent, first.after_blank
        index = last + 1


def to_html(blocks: Sequence[Part]) -> bytes:
    """A page with a menu, a cookie bar and a footer around the vacancy."""
    body: list[str] = []
    depth = 0
    table = False
    for part in blocks:
        wanted = part.level + (not part.numbered) if part.kind == "item" else 0
        while depth > wanted:
            body.append("</ul>")
            depth -= 1
        while depth < wanted:
            body.append("<ul>")
            depth += 1
        if table != (part.kind == "row"):
            body.append("</table>" if table else "<table>")
            table = not table
        lines = [html.escape(line) for line in part.lines]
        if part.kind == "heading":
            body.append(f"<h2>{lines[0]}</h2>")
        elif part.kind == "row":
            body.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in lines) + "</tr>")
        elif part.kind == "paragraph":
            body.append("<p>" + "<br>\n".join(lines) + "</p>")
        else:
            typed = f"{html.escape(part.mark)} " if part.numbered else ""
            body.append(f"<p>{typed}{lines[0]}</p>" if part.numbered else f"<li>{lines[0]}</li>")
    body.append("</table>" * table + "</ul>" * depth)
    return f"""<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Vacature</title>
<style>p {{ color: #333 }}</style></head><body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/jobs">Vacatures</a></li></ul></nav>
<div id="cookie-bar"><p>Deze site gebruikt cookies.</p><button>Aanvaarden</button></div>
<main>{"".join(body)}</main>
<footer><p>Alle rechten voorbehouden</p></footer><script>var taken = "geen";</script></body></html>""".encode()


def to_docx(blocks: Sequence[Part]) -> bytes:
    """A Word document with styles for headings and lists, and a page header."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Personeelsdienst"
    table = None
    for part in blocks:
        if part.kind == "row":
            if table is None or len(table.columns) != len(part.lines):
                table = document.add_table(0, len(part.lines))
            for cell, line in zip(table.add_row().cells, part.lines, strict=True):
                cell.text = line
            continue
        table = None
        if part.kind == "heading":
            document.add_heading(part.lines[0], 2)
        elif part.kind == "paragraph":
            document.add_paragraph("\n".join(part.lines))
        elif part.numbered:
            document.add_paragraph(f"{part.mark} {part.lines[0]}")
        else:
            style = "List Bullet" if part.level == 0 else f"List Bullet {min(part.level + 1, 3)}"
            document.add_paragraph(part.lines[0], style=style)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def to_pdf(blocks: Sequence[Part], *, size: float = 10) -> bytes:
    """A4 pages with wrapped lines, a header and page numbers."""
    for name, file in ((FONT, "Vera.ttf"), (f"{FONT}-Bold", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, file))
    addMapping(FONT, 0, 0, FONT)
    body = ParagraphStyle("body", fontName=FONT, fontSize=size, leading=1.25 * size, spaceAfter=0.7 * size)
    heading = ParagraphStyle(
        "heading", body, fontName=f"{FONT}-Bold", fontSize=1.2 * size, leading=1.5 * size, spaceBefore=0.6 * size
    )
    out = io.BytesIO()
    document = SimpleDocTemplate(out, pagesize=A4, title="Vacature", topMargin=70, bottomMargin=70)
    document.build(list(_flowables(blocks, body, heading)), onFirstPage=_page_furniture, onLaterPages=_page_furniture)
    return out.getvalue()


def _flowables(blocks: Iterable[Part], body: ParagraphStyle, heading: ParagraphStyle) -> Iterator[Flowable]:
    for part in blocks:
        lines = [html.escape(line, quote=False) for line in part.lines]
        if part.kind == "heading":
            yield Paragraph(lines[0], heading)
        elif part.kind == "paragraph":
            yield Paragraph("<br/>".join(lines), body)
        elif part.kind == "row":
            yield Table([[Paragraph(line, body) for line in lines]])
        else:
            left = 14 * (part.level + 1)
            style = ParagraphStyle("item", body, leftIndent=left, bulletIndent=left - 12, spaceAfter=2)
            yield Paragraph(lines[0], style, bulletText=part.mark if part.numbered else "•")


def _page_furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 8)
    canvas.drawString(72, A4[1] - 40, "Personeelsdienst – vacature")
    canvas.drawCentredString(A4[0] / 2, 35, f"Pagina {document.page}")


WORDS = re.compile(rf"\w+(?:{BROKEN_WORD.pattern}\w+)*")


def agreement(mapper: Mapper, pairs: Iterable[tuple[str, str]]) -> tuple[float, float, float]:
    """How much of the texts is read alike in another form.

    Parameters
    ----------
    mapper : Mapper
        What reads both forms.
    pairs : iterable of (text, text read back)

    Returns
    -------
    tuple of float
        Shares of the tokens of the plain texts, 0 (none) to 1 (all): those with the same zone, those that belong to a
        task in both forms or in neither, and those with both. A token that is lost counts as read otherwise.
    """
    tokens = zones = tasks = both = 0
    for text, other in pairs:
        a, b = _read_tokens(mapper, text), _read_tokens(mapper, other)
        words = [token[0] for token in a], [token[0] for token in b]
        for start, other_start, size in SequenceMatcher(None, *words, autojunk=False).get_matching_blocks():
            for (_, zone, task), (_, other_zone, other_task) in zip(
                a[start : start + size], b[other_start : other_start + size], strict=True
            ):
                zones += zone == other_zone
                tasks += task == other_task
                both += (zone, task) == (other_zone, other_task)
        tokens += len(a)
    return zones / tokens, tasks / tokens, both / tokens


def _read_tokens(mapper: Mapper, text: str) -> list[tuple[str, str | None, bool]]:
    """Word, zone and "is part of a task" of every token; a word broken over a line is one token."""
    function = mapper.analyse(text)
    zone_at: list[str | None] = [None] * len(text)
    task_at = [False] * len(text)
    for zone in function.zones:
        zone_at[zone.start : zone.end] = [zone.zone.value] * (zone.end - zone.start)
    for task in function.tasks:
        task_at[task.start : task.end] = [True] * (task.end - task.start)
    return [
        (BROKEN_WORD.sub("", match.group()).lower(), zone_at[match.start()], task_at[match.start()])
        for match in WORDS.finditer(text)
    ]


WRITERS = {".html": to_html, ".docx": to_docx, ".pdf": to_pdf}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in gold().items():
        for suffix, write in WRITERS.items():
            (folder / f"{name}{suffix}").write_bytes(write(parts(text)))

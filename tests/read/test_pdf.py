"""A PDF → its text in the order it is read, without what every page repeats; what has no text is refused."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, PageTemplate, Paragraph, Table

from vacmap import Mapper
from vacmap.errors import InputError
from vacmap.layout import plain
from vacmap.read import pdf as reader
from vacmap.read import read
from vacmap.read.pdf import read_pdf

from .render import agreement, gold, parts, to_pdf

pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
pdfmetrics.registerFont(TTFont("Vera-Bold", "VeraBd.ttf"))
addMapping("Vera", 0, 0, "Vera")

BODY = ParagraphStyle("body", fontName="Vera", fontSize=10, leading=12.5, spaceAfter=7)
HEADING = ParagraphStyle("heading", BODY, fontName="Vera-Bold", fontSize=12, leading=15, spaceBefore=8)
LONG = (
    "Je begeleidt de vrijwilligers van de afdelingen en je zorgt ervoor dat iedereen zich thuis voelt in de werking van"
    " de vereniging. Daarnaast onderhoud je contacten met de gemeente, met de scholen en met de bibliotheek."
)
OTHER = (
    "U hebt een hart voor het jeugdwerk, u werkt graag samen met anderen en u drukt zich vlot uit in het Nederlands."
    " Een diploma is niet nodig, wel de wil om bij te leren en om soms in het weekend te werken."
)


def drawn(lines: Iterable[tuple[float, float, str]], font: str = "Vera", size: float = 10) -> bytes:
    """One page with texts at places (x, y)."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont(font, size)
    for x, y, text in lines:
        canvas.drawString(x, y, text)
    canvas.save()
    return out.getvalue()


def listed(lines: Sequence[tuple[float, str]], step: float = 13) -> bytes:
    """One page with lines below each other, each at its x."""
    return drawn((x, 780 - step * index, text) for index, (x, text) in enumerate(lines))


def set_in_frames(story: Sequence[Flowable], frames: Sequence[Frame], title: str = "") -> bytes:
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)

    def draw(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.setFont("Vera-Bold", 18)
        canvas.drawString(72, 780, title)

    document.addPageTemplates(PageTemplate(frames=list(frames), onPage=draw))
    document.build(list(story))
    return out.getvalue()


def pages(*texts: Sequence[str], furniture: Callable[[Canvas, int], None]) -> bytes:
    """Pages of lines, with what ``furniture`` draws on each."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, lines in enumerate(texts, 1):
        canvas.setFont("Vera", 10)
        furniture(canvas, number)
        for index, line in enumerate(lines):
            canvas.drawString(72, 740 - 13 * index, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def text_of(data: bytes) -> str:
    return read_pdf(data, "vacature.pdf")


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_pdf(data, "v.pdf")
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("v.pdf: ")
    return message


FULL = (Frame(72, 72, 450, 690),)


def test_wrapped_lines_are_one_paragraph_again() -> None:
    story = [Paragraph("Taken", HEADING), Paragraph(LONG, BODY), Paragraph(OTHER, BODY)]
    assert text_of(set_in_frames(story, FULL)) == f"Taken\n\n{LONG}\n\n{OTHER}"


def test_a_title_in_large_letters_does_not_make_the_text_wider() -> None:
    data = set_in_frames([Paragraph(LONG, BODY)], FULL, title="Stafmedewerker bij een heel grote vereniging")
    assert text_of(data) == f"Stafmedewerker bij een heel grote vereniging\n\n{LONG}"


def test_list_items_have_their_level_and_one_sign() -> None:
    def item(text: str, sign: str, level: int) -> Paragraph:
        left = 14 * (level + 1)
        return Paragraph(text, ParagraphStyle("item", BODY, leftIndent=left, bulletIndent=left - 12), bulletText=sign)

    story = [
        Paragraph("Je taken:", BODY),
        *(item(LONG, "•", 0), item("plannen", "–", 1), item("leiden", "o", 1), item(OTHER, "■", 0)),
        *(item("eerst", "1.", 0), item("dan", "2.", 0)),
    ]
    expected = f"Je taken:\n\n• {LONG}\n  • plannen\n  • leiden\n• {OTHER}\n1. eerst\n2. dan"
    assert text_of(set_in_frames(story, FULL)) == expected


@pytest.mark.parametrize("sign", ["•", "•  ", "- ", "– ", "* ", "o ", "\uf0b7 ", "\uf0a7 ", "► ", "✓ "])
def test_every_bullet_becomes_the_same(sign: str) -> None:
    assert text_of(listed([(72, f"{sign}plannen"), (72, f"{sign}leiden")])) == "• plannen\n• leiden"


def test_bullets_of_a_symbol_font_are_bullets() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for index, text in enumerate(["plannen", "leiden"]):
        canvas.setFont("ZapfDingbats", 10)
        canvas.drawString(72, 700 - 13 * index, "n")
        canvas.setFont("Vera", 10)
        canvas.drawString(86, 700 - 13 * index, text)
    canvas.save()
    assert text_of(out.getvalue()) == "• plannen\n• leiden"


def test_bullets_that_are_drawn_as_browsers_draw_them_are_bullets() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Vera", 10)
    for index, text in enumerate(["plannen", "leiden"]):
        canvas.circle(66, 703 - 13 * index, 1.8, stroke=0, fill=1)
        canvas.drawString(74, 700 - 13 * index, text)
    canvas.rect(60, 600, 8, 8)
    canvas.drawString(300, 600, "een kader dat geen opsomming is")
    canvas.save()
    assert text_of(out.getvalue()) == "• plannen\n• leiden\n\neen kader dat geen opsomming is"


def test_short_lines_stay_lines() -> None:
    lines = [(72.0, "Plaats: Gent"), (72.0, "Regime: voltijds"), (72.0, "Loon: volgens barema B1")]
    assert text_of(listed(lines)) == "Plaats: Gent\nRegime: voltijds\nLoon: volgens barema B1"


def test_a_word_broken_over_two_lines_is_left_to_the_layout() -> None:
    first = "Je begeleidt de vrijwilligers van alle afdelingen in het hele land en je motiva-"
    text = text_of(listed([(72, first), (72, "tie steekt anderen aan.")]))
    assert plain(text).endswith("en je motivatie steekt anderen aan.")


def test_a_number_that_opens_a_wrapped_line_is_no_list() -> None:
    lines = [
        "Je geeft aan alle vrijwilligers van de vereniging elke maand een vorming om",
        "8.30 uur in Gent of Brugge.",
    ]
    assert text_of(listed([(72, line) for line in lines])) == " ".join(lines)


def test_headings_by_bold_letters_alone() -> None:
    bold = ParagraphStyle("bold", BODY, fontName="Vera-Bold", spaceAfter=0)
    story = [Paragraph("Taken", bold), Paragraph(LONG, BODY), Paragraph("Profiel", bold), Paragraph(OTHER, BODY)]
    assert text_of(set_in_frames(story, FULL)) == f"Taken\n\n{LONG}\n\nProfiel\n\n{OTHER}"


@pytest.mark.parametrize("shift", [0.0, 5.0])
def test_two_columns_are_read_one_after_the_other(shift: float) -> None:
    frames = [Frame(72, 72, 215, 650), Frame(307, 72 - shift, 215, 650)]
    story = [
        *(Paragraph("Taken", HEADING), Paragraph(LONG, BODY), Paragraph(OTHER, BODY), FrameBreak()),
        *(Paragraph("Profiel", HEADING), Paragraph(OTHER, BODY), Paragraph(LONG, BODY)),
    ]
    expected = f"Stafmedewerker jeugdwerk in Gent\n\nTaken\n\n{LONG}\n\n{OTHER}\n\nProfiel\n\n{OTHER}\n\n{LONG}"
    assert text_of(set_in_frames(story, frames, "Stafmedewerker jeugdwerk in Gent")) == expected


def test_a_narrow_column_of_facts_is_read_apart_from_the_text() -> None:
    facts = ["Plaats", "Gent", "Regime", "voltijds", "Contact"]
    story = [*(Paragraph(fact, BODY) for fact in facts), FrameBreak(), *(Paragraph(LONG, BODY) for _ in range(3))]
    text = text_of(set_in_frames(story, [Frame(72, 72, 110, 650), Frame(220, 68, 300, 650)]))
    assert [word for word in text.split() if word in facts] == facts
    assert text.endswith("\n\n".join([LONG] * 3))


def test_a_table_is_read_row_by_row() -> None:
    rows = [["Dienst", "Jeugd"], ["Taken", Paragraph(LONG, BODY)], ["Niveau", "B1-B3"], ["Plaats", "Gent"]]
    days = [["Dag", "Van", "Tot"], ["maandag", "9", "17"], ["dinsdag", "9", "17"], ["vrijdag", "9", "12"]]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONT", (0, 0), (-1, -1), "Vera")]
    tables = [Table(rows, [150, 290], style=style, spaceAfter=30), Table(days, [80, 80, 80], style=style)]
    assert text_of(set_in_frames([Paragraph(OTHER, BODY), *tables], FULL)) == (
        f"{OTHER}\n\nDienst: Jeugd\nTaken: {LONG}\nNiveau: B1-B3\nPlaats: Gent\n"
        "Dag | Van | Tot\nmaandag | 9 | 17\ndinsdag | 9 | 17\nvrijdag | 9 | 12"
    )


def test_headers_footers_and_page_numbers_are_dropped() -> None:
    def furniture(canvas: Canvas, number: int) -> None:
        canvas.drawString(72, 810, "Stad Kastelrode")
        canvas.drawString(72, 40, "Infobundel theatertechnicus")
        canvas.drawRightString(520, 40, f"Pagina {number} van 3")

    text = text_of(pages(["Taken", "Je plant."], ["Profiel"], ["Aanbod", "Loon"], furniture=furniture))
    assert text.split() == "Taken Je plant. Profiel Aanbod Loon".split()


@pytest.mark.parametrize("form", ["{}", "- {} -", "{}/9", "Pagina {}", "p. {} van 9", "{} | 9"])
def test_page_numbers_of_every_form_are_dropped(form: str) -> None:
    data = pages(["Je plant."], furniture=lambda canvas, number: canvas.drawString(300, 30, form.format(number)))
    assert text_of(data) == "Je plant."


def test_what_a_browser_prints_around_a_page_is_dropped() -> None:
    def furniture(canvas: Canvas, number: int) -> None:
        canvas.drawString(24, 820, "22-11-2026, 02:16")
        canvas.drawCentredString(300, 820, "Vacature programmator")
        canvas.drawString(24, 20, "https://www.voorbeeld.be/jobs/programmator")
        canvas.drawRightString(570, 20, f"{number}/1")

    assert text_of(pages(["Je plant.", "Je leidt."], furniture=furniture)) == "Je plant.\nJe leidt."


def test_what_stands_on_one_page_stays() -> None:
    data = pages(["Je plant."], ["Je leidt."], furniture=lambda canvas, n: canvas.drawString(72, 810, "ab"[n - 1] * 9))
    assert text_of(data).split() == ["aaaaaaaaa", "Je", "plant.", "bbbbbbbbb", "Je", "leidt."]


def test_a_sentence_goes_on_over_a_page() -> None:
    width = ["Je begeleidt de vrijwilligers van alle afdelingen in het hele land en je onderhoudt"] * 2
    data = pages(
        width,
        ["contacten met scholen."],
        furniture=lambda canvas, number: canvas.drawString(72, 30, f"Pagina {number}"),
    )
    assert text_of(data) == f"{width[0]} {width[1]} contacten met scholen."


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_was_turned_is_read(turn: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setPageRotation(turn)
    canvas.saveState()
    canvas.translate(300, 400)
    canvas.rotate(turn)
    canvas.drawString(0, 0, "Je plant de activiteiten")
    canvas.drawString(0, -14, "Je leidt de ploeg")
    canvas.restoreState()
    canvas.rotate(turn + 45)
    canvas.save()
    assert text_of(out.getvalue()) == "Je plant de activiteiten\nJe leidt de ploeg"


def test_a_stamp_along_the_edge_is_left_out() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(72, 700, "Je plant de activiteiten.")
    canvas.rotate(90)
    canvas.drawString(300, -20, "KOPIE")
    canvas.save()
    assert text_of(out.getvalue()) == "Je plant de activiteiten."


def test_a_pdf_with_a_password_is_refused() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("geheim"))
    canvas.drawString(72, 700, "Je plant.")
    canvas.save()
    assert refusal(out.getvalue()) == "v.pdf: needs a password; expected a PDF that opens without one"


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("", ownerPassword="geheim", canPrint=0))
    canvas.drawString(72, 700, "Je plant.")
    canvas.save()
    assert text_of(out.getvalue()) == "Je plant."


def test_a_pdf_of_pictures_is_refused() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(72, 72, 300, 300, fill=1)
    canvas.save()
    assert refusal(out.getvalue()) == ("v.pdf: no text, only pictures of it; expected a PDF whose text can be selected")


@pytest.mark.parametrize("data", [b"", b"Je plant.", b"PK\x03\x04", b"\x89PNG\r\n"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refusal(data) == "v.pdf: no PDF (does not begin with %PDF); expected a vacancy as PDF"


def test_a_damaged_pdf_is_refused() -> None:
    assert refusal(b"%PDF-1.7\n" + b"kapot " * 100) == "v.pdf: damaged PDF; expected a vacancy as PDF"


def test_a_pdf_cut_off_or_with_wrong_bytes_is_read_or_refused() -> None:
    data = drawn([(72, 700, "Je plant de activiteiten.")])
    for place in range(0, len(data), len(data) // 60):
        for broken in (data[:place], data[:place] + b"\xff\0\xff\0" + data[place + 4 :]):
            try:
                read_pdf(broken, "v.pdf")
            except InputError:
                continue


def test_a_document_of_very_many_pages_is_refused() -> None:
    data = pages(*[["Je plant."]] * (reader.MAX_PAGES + 1), furniture=lambda canvas, number: None)
    assert refusal(data) == "v.pdf: 201 pages; expected one vacancy of at most 200"


def test_a_document_of_very_many_letters_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_LETTERS", 20)
    assert "characters; expected one vacancy" in refusal(drawn([(72, 700, "Je plant de activiteiten.")]))


def test_an_empty_page_is_no_vacancy(tmp_path: Path) -> None:
    file = tmp_path / "v.pdf"
    file.write_bytes(drawn([(300, 30, "1")]))
    with pytest.raises(InputError, match="empty; expected the text of a vacancy"):
        read(file)


def test_thousands_of_words_anywhere_on_a_page_are_read_in_time() -> None:
    started = time.process_time()
    grid = drawn([(x, y, "abc") for y in range(20, 820, 4) for x in range(20 + y % 7, 560, 20)], size=3)
    scattered = drawn([((i * 7919) % 590, (i * 104729) % 840, "woord") for i in range(6000)], size=2)
    below = drawn([(20 + 500 * (i % 2), 830 - i / 8, "woord") for i in range(6000)], size=1)
    for data in (grid, scattered, below):
        text_of(data)
    assert time.process_time() - started < 20


def test_gold_vacancies_are_read_alike_as_pdf(mapper: Mapper) -> None:
    pairs = [(text, read_pdf(to_pdf(parts(text)), name)) for name, text in gold().items()]
    zones, tasks, both = agreement(mapper, pairs)
    print(f"pdf: same zone {zones:.4f}, same task membership {tasks:.4f}, both {both:.4f}")
    assert min(zones, tasks) >= 0.93

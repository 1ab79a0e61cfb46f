"""A web page → its text: what is marked as a list is a list, what is marked as menu is gone, and nothing hangs."""

from __future__ import annotations

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacmap import Mapper
from vacmap.errors import InputError
from vacmap.read.html import read_html

from .render import agreement, gold, parts, to_html

TAGS = "p br ul li ol table tr td dl dt dd h2 b span div pre a nav"
LETTERS = st.characters(exclude_categories=["Cc", "Cs"])
SOUP = [f"<{end}{tag}>" for tag in TAGS.split() for end in ("", "/")]
TEXT = "Je begeleidt de vrijwilligers van de afdeling en je zorgt dat iedereen zich thuis voelt in de werking."


def text_of(markup: str) -> str:
    return read_html(markup.encode(), "vacature.html")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        pytest.param("<p>Een</p><p>Twee</p>", "Een\n\nTwee", id="paragraphs"),
        pytest.param("<div>Een<div>Twee</div>Drie</div>", "Een\n\nTwee\n\nDrie", id="blocks without paragraphs"),
        pytest.param("<p>Plaats: Gent<br>Regime:\n  voltijds</p>", "Plaats: Gent\nRegime: voltijds", id="line break"),
        pytest.param("Een<br><br>\n<br>Twee", "Een\n\nTwee", id="two line breaks are a paragraph's end"),
        pytest.param("<h1>Taken</h1>Je plant.", "Taken\n\nJe plant.", id="heading"),
        pytest.param('<div role="heading">Taken</div>Je plant.', "Taken\n\nJe plant.", id="heading by its role"),
        pytest.param("<ul><li>plannen</li><li>leiden</li></ul>", "• plannen\n• leiden", id="list"),
        pytest.param("<ul><li>plannen<li>leiden</ul>", "• plannen\n• leiden", id="list without end tags"),
        pytest.param("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "• a\n  • b\n• c", id="list in a list"),
        pytest.param("<ul><li>a</li><ul><li>b</li></ul></ul>", "• a\n  • b", id="list beside its item"),
        pytest.param("<ul><li><p>a</p><p>b</p></li><li>c<br>d</li></ul>", "• a\n  b\n• c\n  d", id="long items"),
        pytest.param("<ul><li></li><li> </li><li>a</li></ul>", "• a", id="empty items"),
        pytest.param("<ul><li><h3>Taken</h3><p>Je plant.</p></li></ul>", "Taken\n\nJe plant.", id="cards"),
        pytest.param("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b", id="numbers"),
        pytest.param('<ol start="3"><li>a<li value="7">b<li>c</ol>', "3. a\n7. b\n8. c", id="numbers of their own"),
        pytest.param('<ol type="a"><li>x<li>y</ol>', "a. x\nb. y", id="letters"),
        pytest.param('<div role="list"><div role="listitem">a</div></div>', "• a", id="list by its role"),
        pytest.param("<p>• plannen</p><p>• leiden</p>", "• plannen\n• leiden", id="typed bullets"),
        pytest.param("<dl><dt>Regime</dt><dd>voltijds</dd></dl>", "Regime: voltijds", id="definition"),
        pytest.param("<dl><dt>Regime:</dt><dd>voltijds<dt>Loon?<dd>B1</dl>", "Regime: voltijds\nLoon? B1", id="signs"),
        pytest.param("<dl><dt>Taken<dd><ul><li>a<li>b</ul></dl>", "Taken\n\n• a\n• b", id="definition with a list"),
        pytest.param("<table><tr><th>Plaats<td>Gent<tr><th>Uren<td>38</table>", "Plaats: Gent\nUren: 38", id="table"),
        pytest.param("<table><tr><td>a<td>b<td>c<tr><td>d<td>e<td>f</table>", "a | b | c\nd | e | f", id="wide table"),
        pytest.param(
            f"<table><tr><td><h2>Taken</h2><p>{TEXT}<td><p>{TEXT}<ul><li>a</ul></table>",
            f"Taken\n\n{TEXT}\n\n{TEXT}\n\n• a",
            id="table that only puts texts side by side",
        ),
        pytest.param(
            "<table><tr><td><table><tr><td>Plaats<td>Gent</table></table>", "Plaats: Gent", id="table in a table"
        ),
        pytest.param("<p>Je werk<b>t</b> in <a href=x>G<i>en</i>t</a>.</p>", "Je werkt in Gent.", id="inline tags"),
        pytest.param("<span>Gent</span><span>Voltijds</span>", "Gent Voltijds", id="labels side by side"),
        pytest.param("<b>voor</b><b>zitter</b>", "voorzitter", id="one word in two tags"),
        pytest.param("R&amp;D&nbsp;&ndash;&#32;co&shy;ör&#8203;dinator", "R&D – coördinator", id="entities"),
        pytest.param("<pre>Taken\n  Je plant.</pre>", "Taken\nJe plant.", id="preformatted"),
        pytest.param("<details><summary>Taken</summary>Je plant.</details>", "Taken\n\nJe plant.", id="folded in"),
        pytest.param("<h2><button>Taken</button></h2>Je plant.", "Taken\n\nJe plant.", id="button in a heading"),
        pytest.param("<p>Je plant.</p><button>Solliciteer</button>", "Je plant.", id="button"),
        pytest.param("plat < tekst & meer", "plat < tekst & meer", id="no tags at all"),
        pytest.param("", "", id="nothing"),
        pytest.param("<p>Je <b>plant", "Je plant", id="cut off"),
    ],
)
def test_what_is_marked_keeps_its_form(markup: str, text: str) -> None:
    assert text_of(markup) == text


@pytest.mark.parametrize(
    "markup",
    [
        "<script>var a = '<p>weg</p>'</script>",
        "<style>p {}</style>",
        "<template><p>weg</p></template>",
        "<noscript>weg</noscript>",
        "<svg><text>weg</text></svg>",
        "<select><option>weg</option></select>",
        "<p hidden>weg</p>",
        "<p aria-hidden='true'>weg</p>",
        "<p style='color: red; display : none'>weg</p>",
        "<dialog>weg</dialog>",
        "<!-- weg -->",
        "<nav>weg</nav>",
        "<footer>weg</footer>",
        "<aside>weg</aside>",
        "<div role='navigation'>weg</div>",
        "<div role='contentinfo'>weg</div>",
        "<ul class='Breadcrumb'><li>weg</li></ul>",
        "<div class='row cookie-banner--bottom'>weg</div>",
        "<div id='CybotCookiebotDialog'>weg</div>",
        "<div class='addtoany_share_save_container'>weg</div>",
        "<div class='widget-area'>weg</div>",
    ],
)
def test_what_is_hidden_or_stands_around_the_text_is_dropped(markup: str) -> None:
    assert text_of(f"<body>{markup}<p>{TEXT}</p>") == TEXT


@pytest.mark.parametrize("fold", ["role='tabpanel'", "class='tab-pane'", "class='accordion-body collapse'"])
def test_a_part_that_a_reader_folds_out_is_read(fold: str) -> None:
    assert text_of(f"<p>{TEXT}</p><div {fold} style='display: none' aria-hidden='true'>Rijbewijs</div>") == (
        f"{TEXT}\n\nRijbewijs"
    )


def test_a_menu_longer_than_the_vacancy_is_dropped() -> None:
    menu = "".join(f"<li><a href='/{i}'>Een pagina over dienst {i}</a></li>" for i in range(200))
    assert text_of(f"<nav><ul>{menu}</ul></nav><p>{TEXT}</p>") == TEXT


def test_a_consent_dialog_longer_than_the_vacancy_is_dropped() -> None:
    assert text_of(f"<div id='onetrust-consent-sdk'>{'<p>Wij en onze partners.</p>' * 200}</div><p>{TEXT}</p>") == TEXT


@pytest.mark.parametrize(
    "markup",
    [
        f"<body class='sidebar nav-open'><p>{TEXT}</p>",
        f"<main class='menu'><p>{TEXT}</p></main>",
        f"<div class='sidebar'><p>{TEXT}</p></div>",
        f"<aside><p>{TEXT}</p></aside>",
        f"<div style='visibility: hidden'><p>{TEXT}</p></div>",
        f"<div id='no-footer'><p>{TEXT}</p></div>",
    ],
)
def test_the_main_text_stays_whatever_it_is_called(markup: str) -> None:
    assert text_of(markup) == TEXT


def test_if_little_would_be_left_the_marks_are_not_believed() -> None:
    left, right = f"<div class='sidebar'><p>{TEXT}</p></div>", f"<div class='widget-area'><p>{TEXT}</p></div>"
    assert text_of(f"<p>Vacature</p>{left}{right}") == f"Vacature\n\n{TEXT}\n\n{TEXT}"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("<p>coördinator, € 2.500</p>".encode(), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + "<p>coördinator, € 2.500</p>".encode(), id="UTF-8 with a mark"),
        pytest.param("<p>coördinator, € 2.500</p>".encode("utf-16"), id="UTF-16"),
        pytest.param("<p>coördinator, € 2.500</p>".encode("cp1252"), id="Windows-1252 that does not say so"),
        pytest.param('<meta charset="iso-8859-1"><p>coördinator, € 2.500</p>'.encode("cp1252"), id="Latin-1"),
        pytest.param(
            b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">'
            + "<p>coördinator, € 2.500</p>".encode("iso-8859-15"),
            id="Latin-9",
        ),
        pytest.param('<?xml version="1.0" encoding="cp850"?><p>coördinator, € 2.500</p>'.encode("cp858"), id="XML"),
        pytest.param('<meta charset="iso-8859-1"><p>coördinator, € 2.500</p>'.encode(), id="UTF-8 with an old mark"),
        pytest.param('<meta charset="utf-8"><p>coördinator, € 2.500</p>'.encode("cp1252"), id="mark that is wrong"),
        pytest.param('<meta charset="klingon"><p>coördinator, € 2.500</p>'.encode("cp1252"), id="mark nobody knows"),
        pytest.param('<meta charset="rot13"><p>coördinator, € 2.500</p>'.encode("cp1252"), id="mark of no encoding"),
    ],
)
def test_the_text_is_the_same_in_every_encoding(data: bytes) -> None:
    # cp850 has no euro sign; its successor does, at the place of a sign no text uses
    assert read_html(data, "x.html").replace("ı", "€") == "coördinator, € 2.500"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(InputError, match=r"^x\.html: not text"):
        read_html(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "x.html")


@pytest.mark.parametrize(
    "tag", ["div", "b", "ul><li", "table><tr><td", "dl><dd", "span", "nav", "h1", "svg", "a", "blockquote"]
)
def test_20000_elements_inside_each_other_are_read(tag: str) -> None:
    started = time.process_time()
    text = text_of("<body>" + f"<{tag}>" * 20_000 + "Je plant.")
    assert time.process_time() - started < 10
    assert text.endswith("Je plant.") or tag == "svg"


@pytest.mark.parametrize("piece", ["<a<a", "<!--", "<script>", "<b><p>", "<li>x", "<x ", "&lt", "</p>", "<table>", "<"])
def test_half_a_megabyte_of_anything_is_read_in_time(piece: str) -> None:
    started = time.process_time()
    text_of(piece * (500_000 // len(piece)))
    assert time.process_time() - started < 15


@given(st.lists(st.sampled_from(SOUP) | st.text(LETTERS, max_size=20), max_size=40).map("".join))
def test_any_page_gives_a_text_with_a_light_layout(markup: str) -> None:
    text = text_of("<p>" + markup)
    lines = text.split("\n")
    assert all(line == line.rstrip() for line in lines)
    assert "\n\n\n" not in text
    assert text == text.strip("\n")
    assert [line.strip() for line in text.splitlines()] == [line.strip() for line in lines if text]


def test_many_letters_that_change_length_in_lower_case_do_not_shift_the_scripts() -> None:
    assert text_of("İ" * 50 + "<script>'<p>weg'</script><p>Je plant.") == "İ" * 50 + "\n\nJe plant."


def test_gold_vacancies_are_read_alike_as_web_pages(mapper: Mapper) -> None:
    pairs = [(text, read_html(to_html(parts(text)), name)) for name, text in gold().items()]
    zones, tasks, both = agreement(mapper, pairs)
    print(f"html: same zone {zones:.4f}, same task membership {tasks:.4f}, both {both:.4f}")
    assert min(zones, tasks) >= 0.97

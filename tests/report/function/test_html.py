"""The html page and the notebook fragment: complete, safe, and in one piece."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable
from html import unescape

import pytest

from vacmap.records import Function
from vacmap.report import render, render_fragment, summarise

from ..conftest import ODD
from ..page import Page, nested

Make = Callable[..., Function]


@pytest.mark.parametrize("kind", ODD)
def test_every_function_gives_a_sound_page(odd: dict[str, Function], kind: str) -> None:
    function = odd[kind]
    page = Page(render(function, "html"))
    assert summarise(function).opening.sentence in unescape(" ".join("".join(page.text).split(" ")))
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.all("href")} <= set(ids)
    assert ("html", {"lang": "nl"}) in page.tags


@pytest.mark.parametrize("kind", ODD)
def test_every_function_gives_a_sound_fragment(odd: dict[str, Function], kind: str) -> None:
    page = Page(render_fragment(odd[kind]))
    assert page.tags[0] == ("div", {"class": "vacmap vm-fragment", "lang": "nl"})
    assert not {"html", "head", "body", "script"} & {tag for tag, _ in page.tags}


@pytest.mark.parametrize("kind", ODD)
def test_nothing_is_fetched_from_anywhere(odd: dict[str, Function], kind: str) -> None:
    for html in (render(odd[kind], "html"), render_fragment(odd[kind])):
        page = Page(html)
        assert not page.all("src")
        assert all(link.startswith("#") for link in page.all("href"))
        assert "@import" not in html
        assert "url(" not in html
        assert "//" not in re.sub(r"<!doctype html>", "", html)


def test_html_in_the_vacancy_is_shown_as_text(odd: dict[str, Function]) -> None:
    page = Page(render(odd["html in the text"], "html"))
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "alert" not in page.script
    assert '<script>alert("1")</script> & <b>dik</b> {{ 7 * 7 }} {% raw %}' in page.words
    assert "script" not in {tag for tag, _ in Page(render_fragment(odd["html in the text"])).tags}


def test_only_the_script_that_the_policy_names_may_run(oko: Function) -> None:
    page = Page(render(oko, "html"))
    policy = next(attrs["content"] for _, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    named = b64encode(hashlib.sha256(page.script.encode()).digest()).decode()
    assert policy.split("; ")[:3] == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        f"script-src 'sha256-{named}'",
    ]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]


def test_a_page_of_120_tasks_is_small(odd: dict[str, Function]) -> None:
    assert len(render(odd["120 tasks"], "html").encode()) < 1_000_000


def test_without_tasks_there_is_no_picture_and_no_made_up_figure(odd: dict[str, Function]) -> None:
    for kind in ("no task", "no text", "not Dutch"):
        page = Page(render(odd[kind], "html"))
        assert "svg" not in {tag for tag, _ in page.tags}
        assert not re.search(r"\d\s%", page.words.split("Hoe lees je dit")[0])


def test_headings_do_not_skip_a_level(oko: Function) -> None:
    levels = [int(tag[1]) for tag, _ in Page(render(oko, "html")).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert nested(levels)


def test_every_picture_has_a_text_alternative(oko: Function) -> None:
    html = render(oko, "html")
    page = Page(html)
    pictures = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert len(pictures) == 2
    for picture in pictures:
        assert picture["role"] == "img"
        for id_ in picture["aria-labelledby"].split():
            assert id_ in page.all("id")
    assert "Gemeenschapswerker: 31\u00a0%, met 90 % kans tussen 22\u00a0% en 40\u00a0%" in html


def test_each_snippet_and_its_place_in_the_text_point_at_each_other(oko: Function) -> None:
    page = Page(render(oko, "html"))
    for number in range(1, len(oko.tasks) + 1):
        assert f"knip-{number}" in page.all("id")
        assert f"#knip-{number}" in page.all("href")
        assert f"tekst-{number}" in page.all("id")
        assert f"#tekst-{number}" in page.all("href")


def test_the_figures_of_the_matrix_are_those_of_the_profile(oko: Function) -> None:
    html = render(oko, "html")
    table = html[html.index('<table class="vm-matrix"') : html.index("</table>")]
    shown = re.findall(r'<td class="vm-cell[^>]*>([^<]*)</td>', table)
    cells = [cell.share for cluster in summarise(oko).clusters for cell in cluster.cells if cell.exists or cell.share]
    assert [text.replace("\u00a0", " ") for text in map(unescape, shown)] == [
        f"{int(share * 100 + 0.5)} %" if share else "·" for share in cells
    ]


def test_contact_data_is_shown_only_when_asked(make: Make) -> None:
    function = make([("Je belt 0475 12 34 56", "organiseren", {"begeleider": 1.0})] * 4, title="Vraag jan@x.be")
    masked, kept = render(function, "html"), render(function, "html", keep_contacts=True)
    assert "0475" not in masked
    assert "jan@x.be" not in masked
    assert "0475 12 34 56" in kept
    assert "jan@x.be" in kept
    assert "0475" not in render_fragment(function)


def test_fragments_of_two_functions_share_no_id(oko: Function, make: Make) -> None:
    other = make([("Je begeleidt groepen", "organiseren", {"begeleider": 1.0})] * 5)
    assert not set(Page(render_fragment(oko)).all("id")) & set(Page(render_fragment(other)).all("id"))


def test_all_styles_stay_inside_the_fragment(oko: Function) -> None:
    css = re.search(r"<style>(.*?)</style>", render_fragment(oko), re.S)
    assert css is not None
    for selectors in re.findall(r"([^{}]+)\{", css.group(1)):
        for selector in selectors.split(","):
            assert selector.strip().startswith(("@", ".vacmap", "body.vacmap")), selector


def test_the_same_function_gives_the_same_page(oko: Function) -> None:
    assert render(oko, "html") == render(oko, "html")

"""The formats of an overview: complete, safe, readable, for any archive."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from report.page import Page, nested

from vacmap.overview import OVERVIEW_FORMATS, Overview, OverviewError, make_overview, render_overview
from vacmap.structure import Structure

from .made import plain
from .odd import ODD

_MADE: dict[str, Overview] = {}
SENTENCE = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}")


@pytest.fixture
def odd(
    request: pytest.FixtureRequest,
    structure: Structure,
    other_structure: Structure,
    tmp_path_factory: pytest.TempPathFactory,
) -> Overview:
    """The overview of an odd archive, made once."""
    kind: str = request.param
    if kind not in _MADE:
        _MADE[kind] = ODD[kind](tmp_path_factory.mktemp("odd"), structure, other_structure)
    return _MADE[kind]


every = partial(pytest.mark.parametrize, "odd", list(ODD), indirect=True)()


@every
def test_the_page_is_whole_and_runs_nothing(odd: Overview) -> None:
    html = render_overview(odd, "html")
    page = Page(html)
    assert not page.script
    assert "default-src 'none'; style-src 'unsafe-inline'; script-src 'none'" in unescape(html)
    assert not re.search(r"""(?:href|src|action|url\()=?["'(]?\s*(?!#)[a-z]*:?//""", html)
    assert not [link for link in page.all("href") if not link.startswith("#")]
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.all("href")} <= set(ids)
    assert all(label in ids for labels in page.all("aria-labelledby") for label in labels.split())
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert nested(headings)


@every
def test_contacts_and_control_signs_are_not_shown(odd: Overview) -> None:
    for shown in (render_overview(odd, name) for name in ("html", "md", "text")):
        assert "0470" not in shown
        assert "jan@" not in shown
        assert "\x1b" not in shown


@every
def test_markdown_holds_no_html_and_whole_tables(odd: Overview) -> None:
    markdown = render_overview(odd, "md")
    assert not re.search(r"<(?=[a-zA-Z/!?])", markdown)
    assert "](" not in markdown.replace("\\](", "")
    for table in tables(markdown):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table}) == 1, table


def tables(markdown: str) -> Iterator[list[str]]:
    """Rows that stand below each other."""
    rows: list[str] = []
    for line in [*markdown.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line)
        elif rows:
            yield rows
            rows = []


@every
def test_text_fits_eighty_columns(odd: Overview) -> None:
    text = render_overview(odd, "text")
    assert max(map(len, text.splitlines())) <= 80
    assert odd.title in plain(text)


@every
def test_json_holds_codes_and_numbers_only(odd: Overview) -> None:
    found = json.loads(render_overview(odd, "json"))
    assert found["schema"] == "vacmap-overview/1"
    assert found["vacancies"]["described"] == odd.fates.described
    assert (found["functions"] is None) == (odd.fates.described == 0)
    if found["functions"] is not None:
        del found["functions"]["titles"], found["functions"]["by"]
        found["functions"]["outside"] = [kind["functions"] for kind in found["functions"]["outside"]]
    assert not [text for text in strings(found) if SENTENCE.search(text)]


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, str):
        yield value


def test_every_view_tells_the_same_figures(overview: Overview) -> None:
    figures = json.loads(render_overview(overview, "json"))["functions"]
    share = f"{figures['means']['begeleider']['share'] * 100:.0f} %"
    types = [f"{one['functions']} functies" for one in figures["types"]["types"]]
    html = plain(Page(render_overview(overview, "html")).words)
    for shown in (html, plain(render_overview(overview, "md")), plain(render_overview(overview, "text"))):
        words = " ".join(shown.split())
        assert share in words
        assert all(functions in words for functions in types)
        assert "drie types" in words
        assert "Bestand lezen" in words
        assert "Educatief medewerker" in words


def test_shares_of_a_mean_function_and_its_cells_add_up(overview: Overview) -> None:
    figures = json.loads(render_overview(overview, "json"))["functions"]
    outside = figures["means"]["buiten"]["share"]
    assert sum(figures["cells"].values()) + outside == pytest.approx(1, abs=5e-3)
    assert sum(cluster["share"] for cluster in figures["clusters"].values()) + outside == pytest.approx(1, abs=5e-3)
    assert sum(kind["share"] for kind in figures["outside"]) == pytest.approx(outside, abs=5e-3)


def test_the_same_tables_give_the_same_overview(overview: Overview, tables: Path) -> None:
    assert make_overview(tables, by="plaats").to_dict() == overview.to_dict()


def test_colour_is_for_terminals(overview: Overview) -> None:
    assert "\x1b[" in render_overview(overview, "text", colour=True)


def test_another_format_is_told_of(overview: Overview) -> None:
    with pytest.raises(OverviewError, match=r"must be one of 'html', 'md', 'json', 'text'\. Got 'pdf' instead"):
        render_overview(overview, "pdf")
    assert OVERVIEW_FORMATS == ("html", "md", "json", "text")

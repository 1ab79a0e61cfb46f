"""The structure itself, as text, JSON and html."""

from __future__ import annotations

import json

import pytest

from vacmap.report import STRUCTURE_FORMATS, ReportError, render_structure
from vacmap.structure import Structure


def flat(text: str) -> str:
    return " ".join(text.split())


def test_json_is_the_structure(structure: Structure) -> None:
    assert json.loads(render_structure(structure, "json")) == structure.to_dict()


def test_json_of_one_cell_holds_its_activities_only(structure: Structure) -> None:
    shown = json.loads(render_structure(structure, "json", profession="begeleider", cluster="organiseren"))
    assert {(one["profession"], one["cluster"]) for one in shown["activities"]} == {("begeleider", "organiseren")}
    assert shown["clusters"] == structure.to_dict()["clusters"]


def test_text_shows_every_part(structure: Structure) -> None:
    shown = flat(render_structure(structure, "text"))
    for activity in structure.activities:
        for part in activity.walk():
            assert flat(part.text) in shown


def test_html_shows_every_part(small_structure: Structure) -> None:
    html = render_structure(small_structure, "html")
    for activity in small_structure.activities:
        for part in activity.walk():
            assert part.text in html
    assert "<script" not in html
    assert "//" not in html


def test_one_profession_is_shown_alone(structure: Structure) -> None:
    shown = render_structure(structure, "text", profession="belangenbehartiger")
    assert "Campagnewerker" not in shown
    assert "Dit vak is leeg" in shown


@pytest.mark.parametrize("format", STRUCTURE_FORMATS)
def test_an_unknown_id_is_refused(small_structure: Structure, format: str) -> None:
    with pytest.raises(ReportError) as caught:
        render_structure(small_structure, format, profession="piloot")
    assert str(caught.value) == (
        "The 'profession' parameter of render_structure must be one of 'gids', 'conservator'. Got 'piloot' instead."
    )
    with pytest.raises(ReportError, match=r"The 'cluster' parameter .* must be one of 'tonen', 'bewaren', 'vertellen'"):
        render_structure(small_structure, format, cluster="vliegen")


def test_an_unknown_format_is_refused(small_structure: Structure) -> None:
    with pytest.raises(ReportError, match=r"must be one of 'text', 'json', 'html'\. Got 'pdf' instead"):
        render_structure(small_structure, "pdf")

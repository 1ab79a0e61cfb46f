"""The structure itself, as text, JSON and html."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from vacmap.report import STRUCTURE_FORMATS, ReportError, render_structure
from vacmap.structure import Structure, load_structure


@pytest.fixture(scope="module")
def library() -> Structure:
    """Three professions that share in every way: literally, nearly, in a sub-item, in another cluster."""
    return load_structure(Path(__file__).parents[2] / "structure/cases/library.json")


def flat(text: str) -> str:
    return " ".join(text.split())


class TestJson:
    def test_it_is_the_structure(self, structure: Structure) -> None:
        assert json.loads(render_structure(structure, "json")) == structure.to_dict()

    def test_of_one_cell_it_holds_its_activities_only(self, structure: Structure) -> None:
        shown = json.loads(render_structure(structure, "json", "begeleider", "organiseren"))
        assert {(one["profession"], one["cluster"]) for one in shown["activities"]} == {("begeleider", "organiseren")}
        assert shown["clusters"] == structure.to_dict()["clusters"]

    def test_of_two_professions_it_holds_both(self, structure: Structure) -> None:
        shown = json.loads(render_structure(structure, "json", ["begeleider", "campagnewerker"]))
        assert {one["profession"] for one in shown["activities"]} == {"begeleider", "campagnewerker"}


class TestText:
    def test_it_shows_every_part_in_80_columns(self, structure: Structure) -> None:
        shown = render_structure(structure, "text")
        for activity in structure.activities:
            for part in activity.walk():
                assert flat(part.text) in flat(shown)
        assert max(map(len, shown.splitlines())) <= 80

    def test_signs_tell_where_else_an_activity_stands(self, library: Structure) -> None:
        shown = render_structure(library, "text")
        assert "- Toont de weg in de catalogus [Arc]" in shown
        assert "- Geeft advies over boeken en tijdschriften [≈Bib]" in shown
        assert "- Raamt de kosten van aankopen [Arc/2]" in shown
        assert "- Leest oud schrift\n" in shown
        assert "    Lezers raad geven [Arc]" in shown

    def test_it_counts_what_stands_in_one_profession_only(self, library: Structure) -> None:
        rows = [row.split() for row in render_structure(library, "text").splitlines()]
        assert ["Bib", "Bibliothecaris", "5", "1"] in rows
        assert ["Lee", "Leesbegeleider", "4", "2"] in rows
        assert ["Arc", "Archivaris", "4", "2"] in rows

    def test_one_profession_is_shown_alone(self, structure: Structure) -> None:
        shown = render_structure(structure, "text", "belangenbehartiger")
        assert "Campagnewerker" not in shown
        assert "Dit vak is leeg" in shown

    def test_two_professions_stand_side_by_side_with_what_they_share_joined(self, library: Structure) -> None:
        shown = render_structure(library, "text", ["leesbegeleider", "bibliothecaris"], "lezers")
        cluster = shown[shown.index("1 Lezers") :].splitlines()[1:]
        assert cluster == [
            "  Bibliothecaris                         Leesbegeleider",
            "  Lezers raad geven [Arc]                Leesgroepen leiden",
            "= Luistert naar de vragen van lezers     luistert naar de vragen van lezers.",
            "                                         (bij: Leest voor)",
            "≈ Geeft advies over boeken, kranten en   Geeft advies over boeken en",
            "  tijdschriften                          tijdschriften",
            "  Alleen Bibliothecaris                  Alleen Leesbegeleider",
            "  Lezers raad geven [Arc]                Leesgroepen leiden",
            "  - Toont de weg in de catalogus [Arc]   - Leest voor.",
            "                                           - Kiest ideeënboeken met de groep",
        ]

    def test_the_same_words_under_the_same_title_take_the_whole_width(self, library: Structure) -> None:
        shown = render_structure(library, "text", ["bibliothecaris", "archivaris"], "lezers")
        assert "\n  Lezers raad geven\n= Toont de weg in de catalogus\n" in shown

    def test_a_terminal_gets_colour(self, library: Structure) -> None:
        assert "\x1b[" in render_structure(library, "text", colour=True)
        assert "\x1b[" not in render_structure(library, "text")


class TestHtml:
    def test_it_says_everything_without_script(self, library: Structure) -> None:
        page = re.sub(r"<script>.*?</script>", "", render_structure(library, "html"), flags=re.DOTALL)
        for activity in library.activities:
            for text in filter(None, [activity.title, *(part.text for part in activity.walk())]):
                assert f">{text}<" in page
        assert "Ook bij archivaris." in page
        assert "Bijna hetzelfde bij leesbegeleider." in page
        assert "In een ander cluster bij archivaris." in page
        assert page.count(">alleen hier</span>") == 5 + 3 + 1, "deelactiviteiten, hoofdactiviteiten, and the key"

    def test_it_runs_its_own_scripts_and_fetches_nothing(self, structure: Structure) -> None:
        page = render_structure(structure, "html")
        scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
        hashes = " ".join(f"&#39;sha256-{b64encode(sha256(one.encode()).digest()).decode()}&#39;" for one in scripts)
        assert f"script-src {hashes};" in page
        assert "default-src &#39;none&#39;" in page
        assert "//" not in page
        assert len(page.encode()) < 1_000_000

    def test_texts_are_never_taken_for_html(self, small_structure: Structure) -> None:
        raw = json.dumps(small_structure.to_dict()).replace("Rondleiden", "<script>alert(1)<b>")
        raw = raw.replace("Leidt groepen rond", "<img src=x>&\\\"'").replace('"Gids"', '"<i>Gids"')
        page = render_structure(Structure.model_validate_json(raw), "html")
        assert page.count("<script>") == 2
        assert "<img" not in page
        assert "<i>" not in page

    def test_a_part_says_that_it_is_one(self, structure: Structure) -> None:
        page = render_structure(structure, "html", "begeleider", "organiseren")
        assert "staat een deel van de structuur" in page
        assert page.count('href="#cluster-') == 3
        assert "Zet de grote lijnen" not in page
        assert "staat een deel van de structuur" not in render_structure(structure, "html")


@pytest.mark.parametrize("format", STRUCTURE_FORMATS)
def test_activities_may_have_no_title_and_no_parts(small_structure: Structure, format: str) -> None:
    raw = small_structure.to_dict()
    raw["activities"] = [{**one, "title": None, "parts": []} for one in raw["activities"]]
    bare = Structure.model_validate(raw)
    assert "Gids" in render_structure(bare, format)
    assert "Gids" in render_structure(bare, format, ["gids", "conservator"])


@pytest.mark.parametrize("format", STRUCTURE_FORMATS)
def test_an_unknown_id_is_refused(small_structure: Structure, format: str) -> None:
    with pytest.raises(ReportError) as caught:
        render_structure(small_structure, format, ["gids", "piloot"])
    assert str(caught.value) == (
        "The 'profession' parameter of render_structure must be one of 'gids', 'conservator'. Got 'piloot' instead."
    )
    with pytest.raises(ReportError, match=r"The 'cluster' parameter .* must be one of 'tonen', 'bewaren', 'vertellen'"):
        render_structure(small_structure, format, cluster="vliegen")


def test_an_unknown_format_is_refused(small_structure: Structure) -> None:
    with pytest.raises(ReportError, match=r"must be one of 'text', 'json', 'html'\. Got 'pdf' instead"):
        render_structure(small_structure, "pdf")

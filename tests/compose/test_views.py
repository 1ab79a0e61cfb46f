"""The documents: what an editor opens in a text editor or in Word."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from strategies import any_text

from vacmap.compose import ComposeError, Draft, compose, render_draft
from vacmap.read import read
from vacmap.report.wording import one_line
from vacmap.structure import Structure

BLOCKS = ["programmator/ontwerpen=2", "begeleider/organiseren", "campagnewerker/netwerken"]


@pytest.fixture(scope="module")
def draft() -> Draft:
    return compose(BLOCKS, title="Educatief medewerker", organisation="Huis Oost", target_group="kwetsbare jongeren")


def blocks_of(markdown: str) -> list[tuple[str, str]]:
    """The pieces of text of a CommonMark document (with tables), each with the element it stands in."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    return [
        (tokens[at - 1].tag if tokens[at - 2].type != "list_item_open" else f"li {tokens[at - 2].info}", _text(token))
        for at, token in enumerate(tokens)
        if token.type == "inline"
    ]


def _text(token: object) -> str:
    return "".join(child.content for child in token.children)  # type: ignore[attr-defined]


class TestMarkdown:
    def test_title_sections_and_tasks_are_what_they_look_like(self, draft: Draft) -> None:
        found = blocks_of(str(render_draft(draft, "md")))
        assert found[0] == ("h1", "Educatief medewerker")
        assert [text for tag, text in found if tag == "h2"] == [
            *("Over Huis Oost", "Je taken", "Je profiel", "Ons aanbod", "Solliciteren", "Herkomst")
        ]
        assert [text for tag, text in found if tag == "h3"] == [section.heading for section in draft.sections]
        assert [(tag, text) for tag, text in found if tag.startswith("li")] == [
            (f"li {number}", task.text) for number, task in enumerate(draft.tasks, start=1)
        ]

    def test_it_opens_with_what_the_function_is_and_is_for(self, draft: Draft) -> None:
        paragraphs = [text for tag, text in blocks_of(str(render_draft(draft, "md"))) if tag == "p"]
        assert paragraphs[0] == (
            "Bij Huis Oost combineer je het werk van een programmator cultuur en educatie, een begeleider "
            "sociaal-culturele activiteiten en een campagnewerker. Dat doe je voor kwetsbare jongeren."
        )
        assert paragraphs[1].startswith(
            "Als organisatie willen we met deze functie een toegankelijk en publieksgericht aanbod "
        )
        assert paragraphs[2] == "[vul aan: het team en de leidinggevende]"

    def test_every_task_can_be_traced_to_its_place_in_the_structure(self, draft: Draft) -> None:
        cells = [text for tag, text in blocks_of(str(render_draft(draft, "md"))) if tag == "td"]
        profession, cluster, places = cells[:3]
        assert (profession, cluster) == ("Programmator cultuur en educatie", "Afwegen – kiezen – ontwerpen")
        first = draft.tasks[0].sources[0]
        in_cell = draft.structure.in_cell("programmator", "ontwerpen")
        parts = [part.id for part in in_cell[0].parts]
        assert places.split(", ")[0] == f"1 (1.{parts.index(first.id) + 1})"
        numbers = {int(place.split(" ")[0]) for row in cells[2::3] for place in row.split(", ")}
        assert numbers == set(range(1, len(draft.tasks) + 1))

    def test_it_names_blocks_structure_and_source(self, draft: Draft) -> None:
        text = str(render_draft(draft, "md"))
        assert "programmator/ontwerpen (50 %), begeleider/organiseren (25 %) en campagnewerker/netwerken (25 %)" in text
        assert draft.structure.source in text
        assert draft.structure.version in text

    @settings(max_examples=60)
    @given(any_text, any_text)
    def test_no_word_of_a_user_is_taken_for_markdown(self, title: str, organisation: str) -> None:
        given_ = compose(["begeleider/netwerken"], title=title, organisation=organisation, tasks=2)
        found = blocks_of(str(render_draft(given_, "md")))
        assert [tag for tag, _ in found][:2] == ["h1", "p"]
        assert len([tag for tag, _ in found if tag in {"h1", "h2", "h3"}]) == 8
        if one_line(title):
            assert found[0][1].split() == one_line(title).split()


class TestOpenings:
    @pytest.mark.parametrize(
        ("blocks", "said"),
        [
            (["gids"], "In deze functie werk je als gids."),
            (
                ["gids=2", "conservator"],
                "In deze functie werk je vooral als gids, met daarnaast taken van een conservator.",
            ),
            (["gids", "conservator"], "In deze functie combineer je het werk van een gids en een conservator."),
        ],
    )
    def test_the_weights_say_what_the_function_is(self, blocks: list[str], said: str) -> None:
        structure = Path(__file__).parents[1] / "report/cases/structure-museum.json"
        text = str(render_draft(compose(blocks, structure=structure), "md"))
        assert said in text
        assert "# [vul aan: functietitel]" in text
        assert "[vul aan: het doel van de functie, het team en de leidinggevende]" in text


class TestWord:
    def test_it_has_headings_a_list_and_a_comment_beside_every_task(self, draft: Draft) -> None:
        content = render_draft(draft, "docx")
        assert isinstance(content, bytes)
        word = docx.Document(BytesIO(content))
        by_style: dict[str, list[str]] = {}
        for paragraph in word.paragraphs:
            assert paragraph.style is not None
            by_style.setdefault(str(paragraph.style.name), []).append(paragraph.text)
        assert by_style["Title"] == ["Educatief medewerker"]
        assert by_style["Heading 1"][1] == "Je taken"
        assert by_style["Heading 2"] == [section.heading for section in draft.sections]
        assert by_style["List Number"] == [task.text for task in draft.tasks]
        comments = [comment.text for comment in word.comments]
        sources = [source for task in draft.tasks for source in task.sources]
        assert [source.text in comment for source, comment in zip(sources, comments, strict=True)] == [True] * len(
            sources
        )
        assert comments[0].startswith("Bron: Programmator cultuur en educatie – Afwegen – kiezen – ontwerpen: “")

    def test_gaps_are_marked(self, draft: Draft) -> None:
        word = docx.Document(BytesIO(bytes(render_draft(draft, "docx"))))  # type: ignore[arg-type]
        marked = [run.text for one in word.paragraphs for run in one.runs if run.font.highlight_color is not None]
        assert len(marked) == 5
        assert all(text.startswith("[vul aan: ") for text in marked)

    def test_it_is_dutch_on_a4_and_tells_of_no_other_author(self, draft: Draft) -> None:
        word = docx.Document(BytesIO(bytes(render_draft(draft, "docx"))))  # type: ignore[arg-type]
        assert (word.core_properties.author, word.core_properties.comments) == ("", "")
        assert word.core_properties.title == "Educatief medewerker"
        assert round(word.sections[0].page_width.cm, 1) == 21.0  # type: ignore[union-attr]
        assert 'w:lang w:val="nl-BE"' in word.styles.element.xml

    def test_it_reads_as_the_markdown_does(self, draft: Draft, tmp_path: Path) -> None:
        texts = []
        for suffix in ("md", "docx"):
            file = tmp_path / f"profiel.{suffix}"
            content = render_draft(draft, suffix)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
            texts.append([line.lstrip("# ").strip("| ") for line in read(file).text.splitlines() if line.strip("|- ")])
        assert texts[0] == texts[1]

    def test_signs_that_xml_forbids_are_left_out(self, other_structure: Structure) -> None:
        raw = other_structure.to_dict()
        raw["activities"][0]["parts"][0]["text"] = "Kneedt\u0001 het deeg"
        raw["professions"][0]["name"] = "Bak\u0002ker"
        broken = compose(["bakker"], title="a\u0003b", structure=Structure.model_validate(raw))
        assert bytes(render_draft(broken, "docx")).startswith(b"PK")  # type: ignore[arg-type]


def test_json_is_the_draft(draft: Draft) -> None:
    assert json.loads(render_draft(draft, "json")) == draft.to_dict()


def test_a_format_that_does_not_exist_is_refused(draft: Draft) -> None:
    with pytest.raises(ComposeError, match=r"must be one of 'md', 'docx', 'json'\. Got 'odt' instead\."):
        render_draft(draft, "odt")

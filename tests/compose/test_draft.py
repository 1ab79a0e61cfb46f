"""What a draft holds: sentences under headings, the organisation's words, where everything came from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_text

from vacmap.compose import block_ids, compose
from vacmap.structure import Structure, load_structure

STRUCTURE = load_structure()


class TestHeadings:
    def test_the_weightiest_cluster_comes_first(self) -> None:
        draft = compose(["begeleider/netwerken=3", "begeleider/ontwerpen", "begeleider/organiseren=2"])
        assert [section.heading for section in draft.sections] == [
            "Samenwerken en netwerken",
            "Organiseren en begeleiden",
            "Activiteiten en projecten ontwerpen",
        ]

    def test_of_equal_weight_the_work_comes_first_and_learning_last(self) -> None:
        draft = compose(["begeleider/deskundigheid", "begeleider/adviseren", "begeleider/ontwerpen"])
        assert [section.heading for section in draft.sections] == [
            "Activiteiten en projecten ontwerpen",
            "Mee het beleid uitwerken",
            "Zelf bijleren",
        ]

    def test_tasks_that_would_stand_alone_come_together_at_the_end(self) -> None:
        draft = compose(["begeleider/ontwerpen=5", "begeleider/organiseren", "begeleider/adviseren"], tasks=7)
        assert [(section.heading, len(section.tasks)) for section in draft.sections] == [
            ("Activiteiten en projecten ontwerpen", 5),
            ("Andere taken", 2),
        ]

    def test_where_all_stand_alone_there_are_no_headings(self) -> None:
        draft = compose(["begeleider/ontwerpen", "begeleider/organiseren"], tasks=2)
        assert [(section.heading, len(section.tasks)) for section in draft.sections] == [(None, 2)]

    def test_a_cluster_of_another_structure_keeps_its_name(self, other_structure: Structure) -> None:
        draft = compose(["bakker", "winkelier"], structure=other_structure)
        assert [section.heading for section in draft.sections] == [
            "Voorraad beheren",
            "Kneden – rijzen – bakken",
            "Verkopen",
        ]


class TestTheOrganisation:
    def test_it_is_named_once_in_every_section(self) -> None:
        draft = compose(["gemeenschapswerker", "begeleider/rapporteren"], organisation="Huis Oost", tasks=60)
        for section in draft.sections:
            assert sum("Huis Oost" in task.text for task in section.tasks) <= 1
        named = [task.text for task in draft.tasks if "Huis Oost" in task.text]
        assert (
            "Je toetst de doelstellingen van activiteiten, processen en projecten aan de visie van Huis Oost." in named
        )

    def test_inside_and_outside_the_organisation_stays(self) -> None:
        draft = compose(
            ["belangenbehartiger/deskundigheid", "belangenbehartiger/orienteren"], organisation="X", tasks=12
        )
        assert sum("buiten de organisatie" in task.text for task in draft.tasks) == 2


class TestTheTargetGroup:
    def test_its_words_take_the_place_of_the_structures(self) -> None:
        draft = compose(["gemeenschapswerker/orienteren"], target_group="kwetsbare jongeren")
        assert draft.tasks[0].text == (
            "Je analyseert de situatie en de omgeving van kwetsbare jongeren en kijkt waar noden en kansen liggen."
        )

    def test_no_brace_is_left_in_any_sentence(self) -> None:
        texts = [task.text for task in compose(block_ids(STRUCTURE)[:5], tasks=400).tasks]
        assert len(texts) > 140
        assert not [text for text in texts if "{" in text or "}" in text]


class TestJson:
    def test_it_has_the_fields_of_the_contract(self) -> None:
        blocks = ["campagnewerker/netwerken=3", "belangenbehartiger/netwerken"]
        part = "netwerken/partners/nieuwe-contacten-onderhoudt"
        raw = compose(blocks, title="  Net\nwerker ", tasks=2).to_dict()
        assert list(raw) == ["schema", "title", "structure", "blocks", "tasks", "professions"]
        assert raw["schema"] == "vacmap-draft/1"
        assert raw["title"] == "Net werker"
        assert raw["structure"] == "beroepenstructuur-sociaal-cultureel-werk@2016-07-06"
        assert raw["blocks"] == [
            {"id": "campagnewerker/netwerken", "weight": 3.0, "share": 0.75},
            {"id": "belangenbehartiger/netwerken", "weight": 1.0, "share": 0.25},
        ]
        assert raw["tasks"][1] == {
            "text": "Je legt nieuwe contacten en onderhoudt bestaande contacten.",
            "cluster": "netwerken",
            "sources": [
                {"profession": code, "activity": f"{code}/netwerken/partners", "part": f"{code}/{part}"}
                for code in ("campagnewerker", "belangenbehartiger")
            ],
        }
        assert raw["professions"] == dict.fromkeys(STRUCTURE.profession_ids, 0.0) | {
            "campagnewerker": 0.75,
            "belangenbehartiger": 0.25,
        }

    def test_what_is_not_named_is_null(self) -> None:
        assert compose({"programmator": 1.0}, title=" ").to_dict()["title"] is None


words = st.one_of(st.none(), any_text)


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from(block_ids(STRUCTURE)), st.floats(0.01, 100), min_size=1, max_size=5),
    words,
    words,
    words,
)
def test_whatever_is_asked(
    weights: dict[str, float], title: str | None, organisation: str | None, target_group: str | None
) -> None:
    draft = compose(weights, title=title, organisation=organisation, target_group=target_group, structure=STRUCTURE)
    assert sum(draft.professions.values()) == pytest.approx(1)
    assert len(draft.tasks) == sum(len(section.tasks) for section in draft.sections) > 0
    assert all(draft.tasks_of(block) for block in draft.blocks)
    for task in draft.tasks:
        assert "\n" not in task.text
        assert task.cluster in {source.cluster for source in task.sources}
        for source in task.sources:
            assert STRUCTURE.part(source.id).text in source.text
            assert source.activity.startswith(f"{source.profession}/{source.cluster}/")

"""What several professions share and what is distinctive for one: the nota as a reader sees it, and any structure."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vacmap.structure import Structure, load_structure
from vacmap.structure.sharing import NEARLY, Likeness, Sharing, share_parts, share_titles, words_of

CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="module")
def shared(structure: Structure) -> Sharing:
    """What the nota's professions share."""
    return share_parts(structure)


@pytest.fixture(scope="module")
def library() -> Sharing:
    return share_parts(load_structure(CASES / "library.json"))


def pairs_read() -> list[tuple[str, str, str]]:
    """Pairs of wordings with what a reader thought of them."""
    rows = [
        row for row in (CASES / "wordings.txt").read_text(encoding="utf-8").splitlines() if row[:1] not in {"", "#"}
    ]
    return list(zip(rows[::3], rows[1::3], rows[2::3], strict=True))


def are_partners(shared: Sharing, one: str, other: str) -> bool:
    """True if the two wordings stand beside each other for some two professions."""
    return any(
        partner.item.text == other for item in shared.items if item.text == one for partner in shared.partners[item.id]
    )


class TestTheNota:
    @pytest.mark.parametrize(("judgement", "one", "other"), pairs_read())
    def test_wordings_are_partners_where_a_reader_says_they_say_the_same(
        self, shared: Sharing, judgement: str, one: str, other: str
    ) -> None:
        assert {one, other} <= {item.text for item in shared.items}
        assert are_partners(shared, one, other) == (judgement == "zelfde")
        assert judgement in {"zelfde", "anders", "gemist"}

    def test_what_sets_a_profession_apart_is_what_a_reader_found(self, structure: Structure, shared: Sharing) -> None:
        rows = (CASES / "distinctive.txt").read_text(encoding="utf-8").splitlines()
        found = [tuple(row.split(" | ")) for row in rows if row[:1] not in {"", "#"}]
        distinctive = [(code, item.text) for code in structure.profession_ids for item in shared.distinctive(code)]
        assert distinctive == found

    def test_the_first_wording_found_is_not_the_best_one(self, shared: Sharing) -> None:
        needs = "Brengt de noden en verwachtingen van de doelgroep in kaart"
        start = "Brengt de beginsituatie van de doelgroep in kaart"
        assert Likeness(item.text for item in shared.items)(needs, start) > NEARLY
        assert not are_partners(shared, needs, start)

    def test_partners_of_the_same_activity_need_not_be_partners(self, shared: Sharing) -> None:
        both = (
            "Stelt een planning op en stemt ze af op wijzigende omstandigheden en de vaardigheden van vrijwillige en "
        )
        both += "professionele medewerkers"
        changes = "Stelt een planning op en past ze aan wijzigende omstandigheden aan"
        skills = "Stemt de planning af op de vaardigheden van vrijwillige en professionele medewerkers"
        assert are_partners(shared, both, changes)
        assert are_partners(shared, both, skills)
        assert not are_partners(shared, changes, skills)

    def test_what_has_another_place_elsewhere_is_not_distinctive(self, shared: Sharing) -> None:
        item = next(item for item in shared.of("programmator") if item.text == "Verantwoordt de uitgaven")
        assert shared.partners[item.id] == ()
        found = [(other.profession, other.cluster) for other in shared.elsewhere[item.id]]
        assert found == [("campagnewerker", "rapporteren"), ("belangenbehartiger", "rapporteren")]
        assert not shared.is_distinctive(item.id)

    def test_hoofdactiviteiten_are_shared_too(self, structure: Structure) -> None:
        titles = share_titles(structure)
        partners = titles.partners["campagnewerker/rapporteren/balans"]
        assert [(one.item.profession, one.literal) for one in partners] == [
            ("gemeenschapswerker", True),
            ("programmator", False),
            ("begeleider", True),
            ("belangenbehartiger", True),
        ]
        assert titles.is_distinctive("begeleider/communiceren/aanbod")
        assert len(titles.items) == sum(activity.title is not None for activity in structure.activities)


class TestAnotherStructure:
    def test_case_accents_and_punctuation_do_not_count(self, library: Sharing) -> None:
        partner = library.partner("bibliothecaris/lezers/raad/luistert", "leesbegeleider")
        assert partner is not None
        assert partner.literal
        assert partner.item.id == "leesbegeleider/lezers/groepen/leest/luistert"
        assert words_of("Creëert – 'n (h)erkend PLAN...") == ("creeert", "n", "h", "erkend", "plan")

    def test_an_addition_makes_it_nearly_the_same(self, library: Sharing) -> None:
        partner = library.partner("bibliothecaris/lezers/raad/geeft", "leesbegeleider")
        assert partner is not None
        assert not partner.literal
        assert library.partner("bibliothecaris/lezers/raad/geeft", "archivaris") is None

    def test_counts_agree_with_each_other(self, library: Sharing) -> None:
        assert [len(library.of(code)) for code in ("bibliothecaris", "leesbegeleider", "archivaris")] == [5, 4, 4]
        assert [item.text for item in library.distinctive("archivaris")] == [
            "Leest oud schrift",
            "Volgt het klimaat in het depot op",
        ]
        assert [item.id for item in library.joined("archivaris", "bibliothecaris")] == ["archivaris/lezers/raad/toont"]

    def test_an_unknown_id_is_a_key_error(self, library: Sharing) -> None:
        with pytest.raises(KeyError):
            library.is_distinctive("piloot/vliegt")


class TestLikeness:
    likeness = Likeness(["leest voor", "leest mee", "bakt brood", "…"])

    def test_it_runs_from_nothing_in_common_to_the_same_words(self) -> None:
        assert self.likeness("leest voor", "bakt brood") == 0
        assert self.likeness("leest voor", "Voor – leest") == 1
        assert self.likeness("…", "…") == 1

    def test_rare_words_weigh_more(self) -> None:
        assert self.likeness("leest voor", "telt voor") > self.likeness("leest voor", "leest traag")

    def test_the_end_of_a_word_does_not_count(self) -> None:
        assert self.likeness("bepaalt inhouden", "bepaalt inhoud") == 1


TEXTS = (
    "Leest voor",
    "leest voor.",
    "Leest luid voor",
    "Bakt brood",
    "Bakt vers brood",
    "Telt",
    "…",
    "Creëert",
    "Creeert",
)


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    """One to four professions and two clusters, with texts that often return."""
    professions = [f"p{at}" for at in range(draw(st.integers(1, 4)))]
    clusters = ["c0", "c1"]
    activities = []
    for profession in professions:
        for cluster in clusters:
            texts = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5))
            id_ = f"{profession}/{cluster}/a"
            parts = [{"id": f"{id_}/{at}", "text": text} for at, text in enumerate(texts)]
            activities.append(
                {"id": id_, "profession": profession, "cluster": cluster, "title": texts[0], "parts": parts}
            )
    return Structure.model_validate(
        {
            "name": "n",
            "version": "1",
            "source": "s",
            "shells": [{"id": "s", "name": "s", "description": "d"}],
            "clusters": [{"id": code, "name": code, "shell": "s"} for code in clusters],
            "professions": [{"id": code, "name": code, "definition": "d"} for code in professions],
            "activities": activities,
        }
    )


@settings(max_examples=60)
@given(structures())
def test_partners_come_two_by_two_one_for_each_other_profession(structure: Structure) -> None:
    shared = share_parts(structure)
    places = {code: at for at, code in enumerate(structure.profession_ids)}
    for item in shared.items:
        found = shared.partners[item.id]
        order = [places[partner.item.profession] for partner in found]
        assert order == sorted(set(order) - {places[item.profession]})
        for partner in found:
            assert partner.item.cluster == item.cluster
            assert partner.literal == (words_of(partner.item.text) == words_of(item.text))
            back = shared.partner(partner.item.id, item.profession)
            assert back is not None
            assert back.item == item


@settings(max_examples=60)
@given(structures())
def test_what_stands_elsewhere_in_the_same_words_is_never_distinctive(structure: Structure) -> None:
    shared = share_parts(structure)
    for one, other in permutations(shared.items, 2):
        if one.profession != other.profession and words_of(one.text) == words_of(other.text):
            assert not shared.is_distinctive(one.id)
    for item in shared.items:
        for other in shared.elsewhere[item.id]:
            assert shared.partner(item.id, other.profession) is None
            assert words_of(other.text) == words_of(item.text)


@given(st.text(), st.text(), st.lists(st.text()))
def test_likeness_is_the_same_both_ways_and_at_most_one(one: str, other: str, texts: list[str]) -> None:
    likeness = Likeness(texts)
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1

"""Functions → Comparison: what it says, counts and refuses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import vacmap
from vacmap.cli.compare import FEWEST as FEWEST_FILES
from vacmap.cli.compare import MOST
from vacmap.functions import Mixture
from vacmap.records import OUTSIDE, Function, Profile
from vacmap.report import Comparison, ReportError, compare
from vacmap.report.comparison.differences import Share, clearly_more, split_clearly
from vacmap.report.comparison.functions import FEWEST, LETTERS, shorten
from vacmap.report.comparison.pairs import concentration
from vacmap.structure import Structure

from ..conftest import MODEL

Make = Callable[..., Function]

CASES = Path(__file__).parents[1] / "cases"
PART = re.compile(r"(\S+) (\d+) \((\d+)-(\d+)\)")
FUNCTION = re.compile(r"(?P<parts>.*); (?P<tasks>\d+) taken, (?P<unsure>\d+) onzeker;(?P<remark>.*)")


def blocks(name: str) -> Iterator[list[str]]:
    lines = [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for block in "\n".join(lines).strip().split("\n\n"):
        yield block.strip().splitlines()


def opening_cases() -> Iterator[tuple[str, list[str], str]]:
    for name, *functions, expected in blocks("comparison-openings.txt"):
        yield name, functions, expected


def difference_cases() -> Iterator[tuple[str, list[str], dict[str, str]]]:
    for name, *lines in blocks("comparison-differences.txt"):
        functions = [line for line in lines if FUNCTION.fullmatch(line)]
        yield name, functions, dict(line.split(": ", 1) for line in lines if line not in functions)


def function_of(line: str, letter: str, structure: Structure) -> Function:
    """A function with the profile of a line of the case file."""
    found = FUNCTION.fullmatch(line)
    assert found is not None, line
    codes = {name.split()[0]: id_ for id_, name in ((one.id, one.name) for one in structure.professions)}
    codes[OUTSIDE] = OUTSIDE
    parts = {codes[name]: tuple(int(n) / 100 for n in numbers) for name, *numbers in PART.findall(found["parts"])}
    tasks, remark = int(found["tasks"]), found["remark"].strip()
    professions = {code: parts[code][0] if code in parts else 0.0 for code in codes.values()} if tasks else {}
    intervals = {code: parts[code][1:] if code in parts else (0.0, 0.0) for code in professions}
    text = f"tekst van {letter}" if not remark.startswith("tekst van") else remark
    return Function(
        letter,
        f"Functie {letter}",
        text,
        MODEL,
        (),
        (),
        Profile(tasks, professions, intervals, uncertain=int(found["unsure"]) / max(tasks, 1)),
        structure,
        dutch=remark != "geen Nederlands",
        novelty=1.0 if remark == "vreemd" else 0.0,
    )


def function_from_counts(counts: list[float], structure: Structure, text: str) -> Function:
    """A function whose mixture the model knows as the Dirichlet distribution with these parameters."""
    mixture = Mixture(np.array(counts), np.empty((0, len(counts))))
    codes = (*structure.profession_ids, OUTSIDE)
    intervals = {code: (float(low), float(high)) for code, (low, high) in zip(codes, mixture.intervals(), strict=True)}
    professions = dict(zip(codes, map(float, mixture.shares), strict=True))
    clusters = structure.cluster_ids
    cells = {f"{code}/{clusters[at % 3]}": professions[code] for at, code in enumerate(structure.profession_ids)}
    return Function("x", "x", text, MODEL, (), (), Profile(9, professions, intervals, cells=cells), structure)


def comparison_of(lines: list[str], structure: Structure) -> Comparison:
    return compare(function_of(line, letter, structure) for line, letter in zip(lines, "ABCDEFGHIJKL", strict=False))


@pytest.mark.parametrize(("functions", "expected"), [pytest.param(*case[1:], id=case[0]) for case in opening_cases()])
def test_the_opening_says_what_the_expert_would_say(functions: list[str], expected: str, structure: Structure) -> None:
    assert comparison_of(functions, structure).opening.text.replace("\u00a0", " ") == expected


TASKS = [("Je begeleidt groepen", "organiseren", {"begeleider": 1.0})] * 4
OTHERS = [("Je programmeert concerten", "ontwerpen", {"programmator": 1.0})] * 5


@st.composite
def shares(draw: st.DrawFn) -> list[Share]:
    """Shares of up to twelve functions, each inside its interval."""
    found = []
    for letter in LETTERS[: draw(st.integers(1, len(LETTERS)))]:
        low, share, high = sorted(draw(st.lists(st.floats(0, 1), min_size=3, max_size=3)))
        found.append(Share(letter, True, share, low, high))
    return found


@given(shares())
def test_groups_tell_every_clear_difference_and_no_other(found: list[Share]) -> None:
    clear = {(a.letter, b.letter) for a in found for b in found if clearly_more(a, b)}
    told = {(a.letter, b.letter) for split in split_clearly(found) for a in split.higher for b in split.lower}
    assert told == clear


def test_intervals_that_nearly_touch_are_no_clear_difference() -> None:
    low, near, far = (
        Share(letter, True, at + 0.1, at, at + 0.2) for letter, at in (("A", 0), ("B", 0.23), ("C", 0.25))
    )
    assert not clearly_more(near, low)
    assert clearly_more(far, low)


@pytest.mark.parametrize(("functions", "said"), [pytest.param(*case[1:], id=case[0]) for case in difference_cases()])
def test_what_is_said_of_a_component_goes_no_further_than_its_intervals(
    functions: list[str], said: dict[str, str], structure: Structure
) -> None:
    rows = {row.name.split()[0]: " ".join(row.said) for row in comparison_of(functions, structure).components}
    assert {name: rows[name].replace("\u00a0", " ") for name in said} == said


def test_the_distance_is_the_total_variation_of_the_mixtures(structure: Structure) -> None:
    comparison = comparison_of(
        [
            "Gemeenschapswerker 70 (60-80), buiten 30 (20-40); 30 taken, 0 onzeker;",
            "Gemeenschapswerker 40 (30-50), Begeleider 40 (30-50), buiten 20 (10-30); 30 taken, 0 onzeker;",
            "Campagnewerker 100 (92-100); 30 taken, 0 onzeker;",
        ],
        structure,
    )
    distances = {pair.letters: pair.distance for pair in comparison.pairs}
    assert distances == pytest.approx({("A", "B"): 0.4, ("A", "C"): 1.0, ("B", "C"): 1.0})
    assert comparison.pairs[0].letters == ("A", "B")
    assert comparison.pairs[0].gap.code == "begeleider"


counts = st.lists(st.floats(0.05, 20.0), min_size=6, max_size=6)


@settings(max_examples=25)
@given(counts, counts)
def test_every_interval_holds_its_distance_and_cells_are_no_nearer(
    structure: Structure, one: list[float], other: list[float]
) -> None:
    (pair,) = compare([function_from_counts(one, structure, "x"), function_from_counts(other, structure, "y")]).pairs
    assert 0 <= pair.low <= pair.distance <= pair.high <= 1
    assert pair.cell_distance >= pair.distance - 1e-9
    assert pair.likeness_range == (1 - pair.high, 1 - pair.low)


@settings(max_examples=25)
@given(counts)
def test_how_sure_a_mixture_is_can_be_read_from_its_intervals(structure: Structure, given_counts: list[float]) -> None:
    function = function_from_counts(given_counts, structure, "x")
    found = concentration(compare([function, replace(function, text="y")]).entries[0].summary.components)
    assert found == pytest.approx(max(1.0, sum(given_counts)), rel=0.03)


def test_the_interval_of_a_distance_is_that_of_mixtures_drawn_from_the_model(structure: Structure) -> None:
    counts = [8.0, 1.0, 3.0, 0.5, 0.5, 2.0], [2.0, 6.0, 1.0, 0.5, 4.0, 3.0]
    (pair,) = compare(function_from_counts(one, structure, str(one)) for one in counts).pairs
    draw = np.random.default_rng(1).dirichlet
    drawn = np.abs(draw(counts[0], 200_000) - draw(counts[1], 200_000)).sum(axis=1) / 2
    assert (pair.low, pair.high) == pytest.approx(np.quantile(drawn, [0.05, 0.95]), abs=0.01)


def test_more_tasks_make_the_interval_narrower(structure: Structure) -> None:
    widths = []
    for times in (1, 4):
        counts = (
            [times * n for n in (8.0, 1.0, 3.0, 0.5, 0.5, 2.0)],
            [times * n for n in (2.0, 6.0, 1.0, 0.5, 4.0, 3.0)],
        )
        (pair,) = compare(function_from_counts(one, structure, str(one)) for one in counts).pairs
        widths.append(pair.high - pair.low)
    assert widths[1] < 0.75 * widths[0]


def test_without_intervals_nothing_is_clear(make: Make) -> None:
    one, other = make(TASKS + OTHERS), make(TASKS * 2 + OTHERS)
    bare = [replace(function, profile=replace(function.profile, intervals={})) for function in (one, other)]
    comparison = compare(bare)
    assert not any(row.splits for row in comparison.components)
    assert comparison.pairs[0].high - comparison.pairs[0].low > 0.5


def test_a_pair_does_not_change_by_what_stands_behind_it(oko: Function, make: Make) -> None:
    two = [oko, make(TASKS)]
    assert compare(two).pairs[0] == compare([*two, make(OTHERS)]).likeness("A", "B")
    assert compare(two).to_dict() == compare(two).to_dict()


def test_the_same_text_twice_is_allowed_and_said(oko: Function, make: Make) -> None:
    comparison = compare([oko, make(TASKS), oko])
    pair = comparison.likeness("A", "C")
    assert pair is not None
    assert (pair.same_text, pair.distance, pair.low, pair.high) == (True, 0, 0, 0)
    assert "A en C hebben dezelfde tekst." in comparison.opening.remarks
    assert comparison.pairs[0] is pair
    assert all({use.entry.letter for use in block.uses} != {"A", "C"} for block in comparison.blocks)


def test_clusters_say_who_has_tasks_in_them(make: Make) -> None:
    both = ("Je organiseert kampen", "organiseren", {"begeleider": 1.0})
    comparison = compare(
        [
            make([both] * 3 + [("Je ontwerpt", "ontwerpen", {"programmator": 1.0})]),
            make([both] * 4 + [("Je boekt in", "buiten", "financien")], title="Ander"),
        ]
    )
    rows = {cluster.code: cluster for shell in comparison.shells for cluster in shell.clusters}
    assert (rows["organiseren"].note, rows["organiseren"].counts) == ("in beide functies", {"A": 3, "B": 4})
    assert (rows["ontwerpen"].note, rows["ontwerpen"].only) == ("alleen in A", "A")
    assert (rows["buiten"].note, rows["buiten"].only) == ("alleen in B", "B")
    assert rows["communiceren"].note == "nergens"
    assert [code for code, row in rows.items() if row.everywhere] == ["organiseren"]


def test_of_many_functions_is_said_in_how_many_a_cluster_is_found(make: Make) -> None:
    shared, own = TASKS[0], OTHERS[0]
    comparison = compare([*(make([shared] * (4 + at)) for at in range(3)), make([shared, own] * 2), make([own] * 4)])
    rows = {cluster.code: cluster for shell in comparison.shells for cluster in shell.clusters}
    assert rows["organiseren"].note == "niet in E"
    assert rows["ontwerpen"].note == "in twee van de vijf functies"


def test_a_cluster_that_rests_on_uncertain_tasks_says_so(make: Make) -> None:
    comparison = compare([make(TASKS), make(TASKS * 2, certain=False)])
    rows = {cluster.code: cluster for shell in comparison.shells for cluster in shell.clusters}
    assert rows["organiseren"].note == "in beide functies (onzeker)"


def test_a_block_that_stands_in_several_professions_is_shared_as_one(make: Make, structure: Structure) -> None:
    line = "Je werkt het beleid mee uit"
    owners = ("campagnewerker", "belangenbehartiger", "programmator")
    functions = [make([(f"{line} {code}", "adviseren", {code: 1.0})] * 4) for code in owners]
    (block,) = compare(functions).blocks
    assert block.title == structure.in_cell("campagnewerker", "adviseren")[0].title
    assert [use.entry.letter for use in block.uses] == ["A", "B", "C"]
    assert [use.example.text for use in block.uses] == [f"{line} {code}" for code in owners]
    assert {owner.activity.split("/")[0] for owner in block.owners} == set(owners)
    assert (block.everywhere, block.where) == (True, "in alle functies")


def test_the_example_of_a_block_is_a_certain_task_where_there_is_one(make: Make) -> None:
    function = make([("Je begeleidt groep een", *TASKS[0][1:]), ("Je begeleidt groep twee", *TASKS[0][1:]), *TASKS])
    doubtful = replace(function.tasks[0], certain=False)
    comparison = compare([replace(function, tasks=(doubtful, *function.tasks[1:])), make(TASKS)])
    assert [use.example.text for use in comparison.blocks[0].uses] == [
        "Je begeleidt groep twee",
        "Je begeleidt groepen",
    ]


def test_a_function_with_few_tasks_is_drawn_and_not_compared(make: Make, oko: Function) -> None:
    comparison = compare([oko, make(TASKS[:2]), make(TASKS)])
    assert [entry.letter for entry in comparison.drawn] == ["A", "B", "C"]
    assert [entry.letter for entry in comparison.compared] == ["A", "C"]
    assert [pair.letters for pair in comparison.pairs] == [("A", "C")]
    assert all([share.compared for share in row.shares] == [True, False, True] for row in comparison.components)
    assert "B" not in "".join(
        letter
        for row in comparison.components
        for split in row.splits
        for letter in (share.letter for share in (*split.higher, *split.lower))
    )


def test_of_up_to_six_pairs_all_are_listed_else_the_extremes(make: Make) -> None:
    functions = [make(TASKS + OTHERS[:at]) for at in range(5)]
    assert [len(pairs) for pairs in compare(functions[:4]).listed] == [6]
    most, least = compare(functions).listed
    assert len(most) == len(least) == 3
    assert max(pair.distance for pair in most) <= min(pair.distance for pair in least)


def test_json_speaks_in_codes(oko: Function, make: Make) -> None:
    comparison = compare([oko, make(TASKS), make([])])
    found = json.loads(json.dumps(comparison.to_dict()))
    assert found["schema"] == "vacmap-comparison/1"
    assert found["functions"] == [entry.function.to_dict() for entry in comparison.entries]
    assert found["compared"] == ["A", "B"]
    (pair,) = found["pairs"]
    assert (pair["a"], pair["b"]) == ("A", "B")
    assert pair["low"] <= pair["distance"] <= pair["high"]
    assert found["shared"]["clusters"] == ["organiseren"]
    assert {"code": "begeleider", "higher": ["B"], "lower": ["A"]} in found["differences"]["components"]
    assert {"code": "orienteren", "only": "A"} in found["differences"]["clusters"]
    for block in found["shared"]["blocks"]:
        for letter, tasks in block["tasks"].items():
            offsets = {(task["start"], task["end"]) for task in found["functions"]["AB".index(letter)]["tasks"]}
            assert {(task["start"], task["end"]) for task in tasks} <= offsets
    assert compare([oko, make(TASKS)]).to_dict(with_text=True)["functions"][0]["text"] == oko.text


def test_a_table_has_a_row_per_function(oko: Function, make: Make) -> None:
    frame = compare([oko, make(TASKS), make([])]).to_frame()
    assert list(frame.index) == ["A", "B", "C"]
    assert list(frame["tasks"]) == [len(oko.tasks), 4, 0]
    assert frame.loc["A", "title"] == oko.title
    assert frame.loc["B", "begeleider"] == 1.0
    assert frame.loc["A", "buiten_low"] == oko.profile.intervals["buiten"][0]
    assert frame.loc["A", "cluster_organiseren"] == oko.profile.clusters["organiseren"]
    assert frame.loc["C", ["gemeenschapswerker", "uncertain"]].isna().all()


def test_vacmap_offers_it_by_name(oko: Function, make: Make) -> None:
    assert vacmap.compare([oko, make(TASKS)]).title == "Twee functies naast elkaar"


def test_another_structure_works_too(make: Make, small_structure: Structure) -> None:
    comparison = compare(
        [
            make([("Je leidt rond", "tonen", {"gids": 1.0})] * 5, structure=small_structure),
            make([("Je bewaart", "bewaren", {"conservator": 1.0})] * 5, structure=small_structure),
        ]
    )
    assert comparison.opening.sentence.startswith("In A weegt de gids het zwaarst door, in B de conservator.")
    assert comparison.pairs[0].distance == 1.0


def test_contact_data_in_titles_and_examples_is_masked(make: Make) -> None:
    tasks = [("Je belt 0475 12 34 56", *TASKS[0][1:])] * 4
    functions = [make(tasks, title="Vraag jan@x.be"), make([*tasks, *TASKS])]
    masked, kept = compare(functions), compare(functions, keep_contacts=True)
    assert masked.entries[0].title == "Vraag [e-mail]"
    assert masked.blocks[0].uses[0].example.text == "Je belt [telefoon]"
    assert kept.blocks[0].uses[0].example.text == "Je belt 0475 12 34 56"


def test_a_function_without_a_title_goes_by_the_name_of_its_text(make: Make) -> None:
    entry = compare([make(TASKS, title=None), make(OTHERS)]).entries[0]
    assert (entry.title, entry.label) == ("Functie zonder titel", "proef")


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Begeleider", "Begeleider"),
        ("Educatief medewerker samen spelen en regionaal werk", "Educatief medewerker samen…"),
        ("Kinderarmoedebestrijdingsmedewerkster (m/v/x)", "Kinderarmoedebestrijdingsmede…"),
        ("Coördinator (m/v/x) – voltijds in Gent", "Coördinator (m/v/x)…"),
    ],
)
def test_long_titles_are_shortened_between_words(title: str, short: str) -> None:
    assert shorten(title) == short
    assert len(short) <= 30


class TestRefused:
    """One line that says what was expected and what was found."""

    def test_too_few_or_too_many(self, oko: Function) -> None:
        for number in (0, 1, 13):
            with pytest.raises(ReportError, match=rf"must hold 2 to 12 functions\. Got {number} instead\.$"):
                compare([oko] * number)

    def test_what_is_no_function(self) -> None:
        with pytest.raises(ReportError, match=r"must hold Functions\. Got str instead\.$"):
            compare(["vacature", "vacature"])  # type: ignore[list-item]

    def test_functions_of_two_models(self, oko: Function) -> None:
        newer = replace(oko, model=replace(oko.model, version="0.2"))
        with pytest.raises(ReportError, match=r"Got proef 0\.1 .* and proef 0\.2 .* instead\.$"):
            compare([oko, newer])

    def test_functions_of_two_structures_of_one_name(self, oko: Function, small_structure: Structure) -> None:
        with pytest.raises(ReportError, match=r"one structure\. Got different structures of one name instead\.$"):
            compare([oko, replace(oko, structure=small_structure)])

    def test_fewer_than_two_with_tasks(self, oko: Function, make: Make) -> None:
        with pytest.raises(ReportError, match=r"at least 2 functions with tasks\. Got 1 of 3 instead\.$"):
            compare([oko, make([]), make([], dutch=False)])

    def test_a_function_without_its_structure(self, oko: Function) -> None:
        with pytest.raises(ReportError, match="must be a Structure"):
            compare([replace(oko, structure=None)] * 2)


def test_the_command_takes_as_many_files_as_functions_can_be_compared() -> None:
    assert (FEWEST, len(LETTERS)) == (FEWEST_FILES, MOST)

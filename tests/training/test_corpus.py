"""labelled files → labelled vacancies: the format read back exactly, every breach of it named with file and line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from vacmap.errors import TrainingDataError
from vacmap.records import ZoneCode
from vacmap.structure import Structure
from vacmap.training import Label, LabelledVacancy, read_labelled

CASES = Path(__file__).parent / "cases"
JSON_ERRORS: list[dict[str, Any]] = [
    json.loads(row) for row in (CASES / "errors.jsonl").read_text("utf-8").splitlines()
]


def text_errors() -> list[Any]:
    blocks = (CASES / "errors.txt").read_text(encoding="utf-8").split("\n### ")[1:]
    rows = [block.split("\n", 2) for block in blocks]
    return [pytest.param(content, message, id=name) for name, message, content in rows]


def refusal(file: Path, structure: Structure) -> str:
    with pytest.raises(TrainingDataError) as caught:
        read_labelled(file, structure)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.fixture(scope="module")
def vacancy(structure: Structure) -> LabelledVacancy:
    """The first item of ``cases/formats.txt``."""
    return read_labelled(CASES / "formats.txt", structure)[0]


class TestText:
    def test_is_rebuilt_to_the_sign_hard_wraps_and_indents_included(self, vacancy: LabelledVacancy) -> None:
        assert vacancy.text + "\n" == (CASES / "formats-speelbos-01.txt").read_text(encoding="utf-8")

    def test_offsets_slice_back_to_what_was_labelled(self, vacancy: LabelledVacancy) -> None:
        assert [vacancy.text[unit.start : unit.end] for unit in vacancy.units] == [
            "Jeugdwerker (m/v/x)",
            "Speelbos beheert vier domeinen.",
            "Elk jaar spelen er duizenden kinderen.",
            "Wat ga je doen?",
            " • Je schrijft spelfiches over water.",
            " • Je begeleidt de groepen en bent op die dagen hun\n"
            "   aanspreekpunt; je blijft ter plaatse tot de laat-\n"
            "   ste ouder er is.",
            " • Je beheert de website | en de folders + de affiches.",
            "Je maait het gras.",
        ]

    def test_labels_keep_zone_clusters_professions_and_kind(self, vacancy: LabelledVacancy) -> None:
        assert [unit.label for unit in vacancy.units[3:]] == [
            Label(ZoneCode.TAKEN),
            Label(ZoneCode.TAKEN, ("ontwerpen",), ("begeleider",)),
            Label(ZoneCode.TAKEN, ("organiseren",), ("gemeenschapswerker", "programmator", "begeleider")),
            Label(ZoneCode.TAKEN, ("communiceren", "buiten"), ("programmator", "begeleider"), ("communicatie",)),
            Label(ZoneCode.TAKEN, ("buiten",), (), ("techniek",)),
        ]

    def test_the_header_gives_title_and_mixture(self, vacancy: LabelledVacancy) -> None:
        assert vacancy.title == "Jeugdwerker Speelbos"
        assert vacancy.mixture == {"gemeenschapswerker": 0.6, "begeleider": 0.25, "buiten": 0.15}
        assert not vacancy.is_series

    def test_an_item_without_a_mixture_is_a_series(self, structure: Structure) -> None:
        _, series = read_labelled(CASES / "formats.txt", structure)
        assert series.is_series
        assert (series.id, len(series.units)) == ("losse-zinnen", 2)

    def test_windows_line_ends_and_a_byte_order_mark_change_nothing(
        self, tmp_path: Path, structure: Structure, vacancy: LabelledVacancy
    ) -> None:
        shutil.copy(CASES / "labels.json", tmp_path)
        file = tmp_path / "a.txt"
        content = (CASES / "formats.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
        file.write_bytes(b"\xef\xbb\xbf" + content.encode())
        assert read_labelled(file, structure)[0] == vacancy

    @pytest.mark.parametrize(("content", "message"), text_errors())
    def test_a_breach_of_the_format_is_named_with_file_and_line(
        self, content: str, message: str, tmp_path: Path, structure: Structure
    ) -> None:
        shutil.copy(CASES / "labels.json", tmp_path)
        file = tmp_path / "fout.txt"
        file.write_text(content, encoding="utf-8")
        line, _, why = message.partition(": ")
        said = refusal(file, structure)
        assert said.startswith(f"{file}: {line}: ")
        assert why in said


class TestLetters:
    def test_come_from_the_labels_json_of_the_folder_given(self, tmp_path: Path, structure: Structure) -> None:
        (tmp_path / "labels.json").write_text('{"professions": {"z": "programmator"}}', encoding="utf-8")
        file = tmp_path / "deep" / "a.txt"
        file.parent.mkdir()
        file.write_text("=== a\n\ntaken organiseren z | Je plant.\n", encoding="utf-8")
        (item,) = read_labelled(tmp_path, structure)
        assert item.units[0].label.professions == ("programmator",)

    def test_come_from_the_labels_json_beside_the_file_given(self, tmp_path: Path, structure: Structure) -> None:
        (tmp_path / "labels.json").write_text('{"professions": {"z": "programmator"}}', encoding="utf-8")
        (tmp_path / "a.txt").write_text("=== a\n\ntaken organiseren z | Je plant.\n", encoding="utf-8")
        (item,) = read_labelled(tmp_path / "a.txt", structure)
        assert item.units[0].label.professions == ("programmator",)

    def test_that_would_stand_for_two_professions_are_refused(self, tmp_path: Path, structure: Structure) -> None:
        """Without labels.json, b would be the begeleider or the belangenbehartiger."""
        (tmp_path / "a.txt").write_text("=== a\n\ntaken organiseren b | Je plant.\n", encoding="utf-8")
        assert refusal(tmp_path, structure).startswith(str(tmp_path))

    def test_are_the_first_letters_of_the_professions_without_one(
        self, tmp_path: Path, other_structure: Structure
    ) -> None:
        file = tmp_path / "a.txt"
        file.write_text("=== a\n\ntaken voorraad bw | Je vult de rekken.\n", encoding="utf-8")
        (item,) = read_labelled(file, other_structure)
        assert item.units[0].label.professions == ("bakker", "winkelier")

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param("{", id="no JSON"),
            pytest.param("[]", id="a list"),
            pytest.param("{}", id="no professions"),
            pytest.param('{"professions": ["g"]}', id="letters without professions"),
            pytest.param('{"professions": {"g": "slager"}}', id="an unknown profession"),
        ],
    )
    def test_a_wrong_labels_json_is_named(self, content: str, tmp_path: Path, structure: Structure) -> None:
        (tmp_path / "labels.json").write_text(content, encoding="utf-8")
        (tmp_path / "a.txt").write_text("=== a\n\nprofiel | Je plant.\n", encoding="utf-8")
        assert refusal(tmp_path / "a.txt", structure).startswith(f"{tmp_path / 'labels.json'}: expected")


ROW: dict[str, Any] = {
    "id": "g1",
    "title": None,
    "text": "Je plant.\nJe maait.",
    "units": [
        {
            "start": 0,
            "end": 9,
            "zone": "taken",
            "clusters": ["ontwerpen"],
            "professions": ["begeleider"],
            "outside": None,
        },
        {"start": 10, "end": 19, "zone": "taken", "clusters": ["buiten"], "professions": [], "outside": "techniek"},
    ],
    "mixture": {"begeleider": 0.5, "buiten": 0.5},
}
"""A labelled vacancy as JSONL holds it."""


class TestJsonl:
    def test_gives_the_same_records_as_the_text_format(self, tmp_path: Path, structure: Structure) -> None:
        file = tmp_path / "a.jsonl"
        file.write_text(json.dumps(ROW) + "\n\n", encoding="utf-8")
        (item,) = read_labelled(file, structure)
        assert (item.id, item.title, item.mixture) == ("g1", None, {"begeleider": 0.5, "buiten": 0.5})
        assert [item.text[unit.start : unit.end] for unit in item.units] == ["Je plant.", "Je maait."]
        assert [unit.label for unit in item.units] == [
            Label(ZoneCode.TAKEN, ("ontwerpen",), ("begeleider",)),
            Label(ZoneCode.TAKEN, ("buiten",), (), ("techniek",)),
        ]

    def test_the_gold_set_is_read(self, data: Path, structure: Structure) -> None:
        items = read_labelled(data / "gold/vacancies.jsonl", structure)
        assert len(items) == 33
        assert sum(bool(unit.label.clusters) for item in items for unit in item.units) == 345

    @pytest.mark.parametrize("fault", JSON_ERRORS, ids=lambda fault: fault["case"])
    def test_a_fault_is_named_with_file_and_line(
        self, fault: dict[str, Any], tmp_path: Path, structure: Structure
    ) -> None:
        row: dict[str, Any] = json.loads(json.dumps(ROW)) | fault.get("change", {})
        row["units"][0] |= fault.get("unit", {})
        for key in [key for key, value in fault.get("change", {}).items() if value is None]:
            del row[key]
        wrong = fault.get("line", json.dumps(row)).replace("DEEP", "[" * 100_000)
        file = tmp_path / "fout.jsonl"
        file.write_text(f"{json.dumps(ROW)}\n{wrong}\n", encoding="utf-8")
        assert refusal(file, structure).startswith(f"{file}: line 2: {fault['message']}")


class TestFiles:
    def test_of_a_folder_are_read_in_the_order_of_their_names(self, tmp_path: Path, structure: Structure) -> None:
        for name in ("b/2.txt", "a/1.txt", "c.jsonl"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / "b/2.txt").write_text("=== tweede\n\nprofiel | Je belt.\n", encoding="utf-8")
        (tmp_path / "a/1.txt").write_text("=== eerste\n\nprofiel | Je plant.\n", encoding="utf-8")
        (tmp_path / "c.jsonl").write_text(json.dumps(ROW | {"id": "derde"}), encoding="utf-8")
        (tmp_path / "README.md").write_text("Geen vacature.", encoding="utf-8")
        assert [item.id for item in read_labelled(tmp_path, structure)] == ["eerste", "tweede", "derde"]

    def test_that_are_missing_are_named(self, tmp_path: Path, structure: Structure) -> None:
        file = tmp_path / "weg"
        assert refusal(file, structure) == f"{file}: no such file or folder; expected labelled vacancies"

    def test_of_another_type_are_refused(self, tmp_path: Path, structure: Structure) -> None:
        file = tmp_path / "a.csv"
        file.write_text("id,tekst", encoding="utf-8")
        assert refusal(file, structure) == f"{file}: expected a file of type .txt, .jsonl"

    def test_that_are_no_utf_8_are_refused(self, tmp_path: Path, structure: Structure) -> None:
        file = tmp_path / "a.txt"
        file.write_bytes("=== a\n\nprofiel | Eén diploma".encode("cp1252"))
        assert refusal(file, structure).startswith(f"{file}: cannot be read as UTF-8 text")

    @pytest.mark.parametrize("name", ["leeg.txt", "leeg.jsonl"])
    def test_that_hold_nothing_are_refused(self, name: str, tmp_path: Path, structure: Structure) -> None:
        file = tmp_path / name
        file.write_text("\n", encoding="utf-8")
        assert refusal(file, structure).startswith(f"{file}: holds no labelled vacancies")
        assert refusal(tmp_path, structure).startswith(f"{tmp_path}: holds no labelled vacancies")


class TestLegend:
    def test_a_kind_of_work_that_the_legend_does_not_list_is_refused(
        self, structure: Structure, tmp_path: Path
    ) -> None:
        file = tmp_path / "a.txt"
        file.write_text("=== a\n\ntaken buiten:tuinieren | Je maait.\n", encoding="utf-8")
        legend = {"professions": {"g": "gemeenschapswerker"}, "outside": ["techniek", "ict"]}
        (tmp_path / "labels.json").write_text(json.dumps(legend), encoding="utf-8")
        assert refusal(file, structure).endswith("line 3: expected a kind of techniek, ict, got 'tuinieren'")

    def test_the_legend_of_the_folder_above_is_used(self, structure: Structure, tmp_path: Path) -> None:
        legend = {"professions": {"x": "begeleider"}}
        (tmp_path / "labels.json").write_text(json.dumps(legend), encoding="utf-8")
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub/a.txt").write_text("=== a\n\ntaken organiseren x | Je gidst.\n", encoding="utf-8")
        assert read_labelled(tmp_path / "sub", structure)[0].units[0].label.professions == ("begeleider",)

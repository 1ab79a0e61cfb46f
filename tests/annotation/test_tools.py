"""Out to an annotation tool and back: what people leave as it is comes back as it was, what they change comes back
changed, and what does not fit is told with its place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from vacmap.activities import Codes
from vacmap.annotation import TOOLS, export_labelled, import_labelled, labelled_vacancy
from vacmap.errors import TrainingDataError
from vacmap.records import ZoneCode
from vacmap.road import Mapper
from vacmap.structure import load_structure
from vacmap.training import Label, LabelledSpan, LabelledVacancy, as_jsonl, read_labelled

EMOJI = "Medewerker buurtwerk 🎉\r\n\r\nJouw taken\r\n- Je begeleidt bewoners 👍 en je houdt de boekhouding bij.\r\n"
BROKEN = (
    "Jeugdwerker\n\nJouw taken:\n- Je plant de uitstappen van de zomer en begeleidt de\nPagina 1 van 2\n"
    "kinderen van de groep op hun kamp.\n\nProfiel\nJe hebt geduld.\n"
)
STRUCTURE = load_structure()
GOLD = {"w1_03", "w2_05"}
Task = dict[str, Any]


@pytest.fixture(scope="module")
def codes(data: Path) -> Codes:
    return Codes.of(STRUCTURE, json.loads((data / "training/labels.json").read_text(encoding="utf-8"))["outside"])


@pytest.fixture(scope="module")
def labelled(data: Path) -> list[LabelledVacancy]:
    """Two vacancies that people labelled, and one with characters that tools count differently."""
    gold = [item for item in read_labelled(data / "gold/vacancies.jsonl", STRUCTURE) if item.id in GOLD]
    begin, end = EMOJI.index("Je begeleidt"), EMOJI.index(" en je houdt")
    both = Label(ZoneCode.TAKEN, ("organiseren", "orienteren"), ("gemeenschapswerker",))
    units = (
        LabelledSpan(0, EMOJI.index("\r"), Label(ZoneCode.FUNCTIE)),
        LabelledSpan(begin, end, both),
        LabelledSpan(end + 1, EMOJI.rindex("\r"), Label(ZoneCode.TAKEN, ("buiten",), (), ("financien",))),
    )
    mixture = {"gemeenschapswerker": 0.7, "buiten": 0.3}
    return [*gold, LabelledVacancy("emoji", EMOJI, units, "Medewerker buurtwerk 🎉", mixture)]


def exported(tool: str, items: list[LabelledVacancy], codes: Codes) -> list[Task]:
    """The tasks of a tool, as its own export would hold them if nobody changed a thing."""
    content = export_labelled(items, tool, STRUCTURE, codes, "model 1")[TOOLS[tool].tasks]
    if tool == "doccano":
        return [json.loads(line) for line in content.split("\n") if line]
    return [{**task, "annotations": task["predictions"]} for task in json.loads(content)]


def read(tool: str, content: list[Task], codes: Codes, folder: Path) -> tuple[list[LabelledVacancy], int]:
    """What is taken back from an export."""
    file = folder / "export"
    lines = [json.dumps(one) for one in content]
    file.write_text("\n".join(lines) if tool == "doccano" else json.dumps(content), encoding="utf-8")
    return import_labelled(file, codes)


def unmixed(items: list[LabelledVacancy]) -> list[LabelledVacancy]:
    return [replace(item, mixture=None) for item in items]


@pytest.mark.parametrize("tool", TOOLS)
def test_what_is_left_as_it_is_comes_back_as_it_was(
    tool: str, labelled: list[LabelledVacancy], codes: Codes, tmp_path: Path
) -> None:
    again, unlabelled = read(tool, exported(tool, labelled, codes), codes, tmp_path)
    assert unlabelled == 0
    assert unmixed(again) == unmixed(labelled)
    for item, before in zip(again, labelled, strict=True):
        if tool == "doccano":
            assert item.mixture is None
        else:
            assert item.mixture == pytest.approx(before.mixture, abs=0.01)


@pytest.mark.parametrize("tool", TOOLS)
def test_what_comes_back_is_data_to_train_with(
    tool: str, labelled: list[LabelledVacancy], codes: Codes, tmp_path: Path
) -> None:
    items, _ = read(tool, exported(tool, labelled, codes), codes, tmp_path)
    file = tmp_path / "own.jsonl"
    file.write_text("".join(as_jsonl(item) for item in items), encoding="utf-8")
    assert read_labelled(file, STRUCTURE) == items


@pytest.mark.parametrize("tool", TOOLS)
def test_no_tool_is_given_a_character_that_it_may_count_as_two(
    tool: str, labelled: list[LabelledVacancy], codes: Codes
) -> None:
    for task in exported(tool, labelled, codes):
        text = (task if tool == "doccano" else task["data"])["text"]
        assert len(text.encode("utf-16-le")) == 2 * len(text)
        assert "\r" not in text


@pytest.mark.parametrize("text", [EMOJI, BROKEN, "", "Geen taken hier."])
def test_what_a_model_proposes_overlaps_nowhere_and_covers_all_words(text: str, mapper: Mapper) -> None:
    item = labelled_vacancy(mapper.analyse(text, id="x"))
    covered = [place for unit in item.units for place in range(unit.start, unit.end)]
    assert covered == sorted(set(covered))
    left = set(range(len(text))) - set(covered)
    assert not [text[place] for place in left if text[place].isalnum()]


@pytest.mark.parametrize("tool", TOOLS)
def test_what_a_model_proposes_can_be_taken_back(tool: str, mapper: Mapper, codes: Codes, tmp_path: Path) -> None:
    proposed = [labelled_vacancy(mapper.analyse(text, id=text[:5])) for text in (EMOJI, BROKEN)]
    assert unmixed(read(tool, exported(tool, proposed, codes), codes, tmp_path)[0]) == unmixed(proposed)


@pytest.mark.parametrize("tool", TOOLS)
def test_another_text_than_the_one_shown_is_refused(
    tool: str, labelled: list[LabelledVacancy], codes: Codes, tmp_path: Path
) -> None:
    tasks = exported(tool, labelled, codes)
    (tasks[2] if tool == "doccano" else tasks[2]["data"])["source_text"] = "Iets heel anders."
    with pytest.raises(TrainingDataError, match="3: source_text is another text than the one shown"):
        read(tool, tasks, codes, tmp_path)


class TestLabelStudio:
    @pytest.fixture
    def tasks(self, labelled: list[LabelledVacancy], codes: Codes) -> list[Task]:
        return exported("label-studio", labelled, codes)

    @staticmethod
    def results(task: Task) -> list[dict[str, Any]]:
        results: list[dict[str, Any]] = task["annotations"][0]["result"]
        return results

    def region(self, task: Task, control: str) -> dict[str, dict[str, Any]]:
        """The results of the first region for which a control was used, by control."""
        id_ = next(one["id"] for one in self.results(task) if one["from_name"] == control)
        return {one["from_name"]: one for one in self.results(task) if one["id"] == id_}

    def test_the_interface_has_a_control_for_all_that_the_tasks_say(self, tasks: list[Task], codes: Codes) -> None:
        view = etree.fromstring(export_labelled([], "label-studio", STRUCTURE, codes, "")["interface.xml"])
        controls = {tag.get("name"): tag for tag in view.iter() if tag.get("toName") == "text"}
        for result in (result for task in tasks for result in self.results(task)):
            control = controls[result["from_name"]]
            assert control.tag.lower() == result["type"]
            if result["type"] != "number":
                assert {choice.get("value") for choice in control} >= set(result["value"][result["type"]])

    def test_the_weightiest_cluster_comes_first_in_whatever_order_they_were_chosen(
        self, tasks: list[Task], codes: Codes, tmp_path: Path
    ) -> None:
        region = self.region(tasks[2], "cluster_also")
        region["cluster"]["value"]["choices"] = ["adviseren"]
        region["profession"]["value"]["choices"] = ["belangenbehartiger", "gemeenschapswerker"]
        self.results(tasks[2]).reverse()
        items, _ = read("label-studio", tasks, codes, tmp_path)
        label = next(unit.label for unit in items[2].units if len(unit.label.clusters) > 1)
        assert label.clusters == ("adviseren", "orienteren")
        assert label.professions == ("gemeenschapswerker", "belangenbehartiger")

    def test_choices_of_a_region_that_is_no_task_any_more_do_not_count(
        self, tasks: list[Task], codes: Codes, tmp_path: Path
    ) -> None:
        region = self.region(tasks[2], "cluster_also")
        region["zone"]["value"]["labels"] = ["profiel"]
        items, _ = read("label-studio", tasks, codes, tmp_path)
        place = region["zone"]["value"]["start"]
        assert next(unit.label for unit in items[2].units if unit.start == place) == Label(ZoneCode.PROFIEL)

    @pytest.mark.parametrize("state", ["cancelled", "none", "empty"])
    def test_a_task_without_a_finished_annotation_is_left_out_and_counted(
        self, tasks: list[Task], codes: Codes, tmp_path: Path, state: str
    ) -> None:
        tasks[0]["annotations"][0]["was_cancelled"] = state == "cancelled"
        if state == "none":
            tasks[0]["annotations"] = []
        if state == "empty":
            self.results(tasks[0]).clear()
        items, unlabelled = read("label-studio", tasks, codes, tmp_path)
        assert (len(items), unlabelled) == (2, 1)

    def test_the_last_annotation_counts(self, tasks: list[Task], codes: Codes, tmp_path: Path) -> None:
        tasks[0]["annotations"].insert(0, {"result": [{"type": "labels", "from_name": "zone", "value": {}}]})
        assert len(read("label-studio", tasks, codes, tmp_path)[0]) == 3

    def test_a_relation_between_regions_says_nothing(self, tasks: list[Task], codes: Codes, tmp_path: Path) -> None:
        before = read("label-studio", tasks, codes, tmp_path)
        self.results(tasks[0]).append(
            {"type": "relation", "from_id": "unit-0", "to_id": "unit-1", "direction": "right"}
        )
        assert read("label-studio", tasks, codes, tmp_path) == before

    def test_white_space_around_a_region_does_not_count(self, tasks: list[Task], codes: Codes, tmp_path: Path) -> None:
        before = read("label-studio", tasks, codes, tmp_path)
        for one in self.region(tasks[2], "outside").values():
            one["value"]["end"] += 2
            one["value"]["text"] += " \n"
        assert read("label-studio", tasks, codes, tmp_path) == before

    def test_a_function_of_which_nobody_gave_shares_has_no_mixture(
        self, tasks: list[Task], codes: Codes, tmp_path: Path
    ) -> None:
        self.results(tasks[0])[:] = [one for one in self.results(tasks[0]) if one["type"] != "number"]
        assert read("label-studio", tasks, codes, tmp_path)[0][0].mixture is None

    @pytest.mark.parametrize(
        ("control", "change", "message"),
        [
            ("zone", {"labels": ["vrije tijd"]}, "expected a zone of taken, .*, got 'vrije tijd'"),
            ("zone", {"labels": ["taken", "profiel"]}, "expected one zone, got taken, profiel"),
            ("zone", {"labels": []}, "expected one zone, got none"),
            ("cluster", {"choices": ["koken"]}, "expected a cluster of .*, got 'koken'"),
            ("cluster", {"choices": []}, "expected professions beside a cluster, and none beside work outside"),
            ("outside", {"choices": ["zweven"]}, "expected a kind of work outside of .*, got 'zweven'"),
            ("outside", {"choices": ["ict", "techniek"]}, "expected at most 3 clusters and one kind"),
            ("profession", {"choices": ["kok"]}, "expected a profession of .*, got 'kok'"),
            ("zone", {"text": "iets anders"}, "expected 'iets anders', the text the region was stored with"),
            ("zone", {"start": "vijf"}, "valid integer.*expected a task as Label Studio exports it"),
            ("zone", {"start": 0.9}, "expected a task as Label Studio exports it"),
            ("zone", {"start": 1e999}, "expected a task as Label Studio exports it"),
            ("zone", {"start": None}, "expected the start and end of a region"),
            ("zone", {"start": 1, "text": None}, "expected one place"),
        ],
    )
    def test_a_label_that_does_not_fit_is_told_with_its_place(
        self, tasks: list[Task], codes: Codes, tmp_path: Path, control: str, change: dict[str, Any], message: str
    ) -> None:
        used = control if control != "zone" else "profession"
        self.region(tasks[2], used)[control]["value"].update(change)
        if control == "cluster" and not change["choices"]:
            self.region(tasks[2], used)["cluster_also"]["value"]["choices"] = []
        with pytest.raises(TrainingDataError, match=rf"export: task 3: .*{message}"):
            read("label-studio", tasks, codes, tmp_path)

    @pytest.mark.parametrize("end", [0, -1, 10_000_000])
    def test_a_region_outside_the_text_is_told(self, tasks: list[Task], codes: Codes, tmp_path: Path, end: int) -> None:
        for one in self.region(tasks[2], "outside").values():
            one["value"].update(end=end, text=None)
        with pytest.raises(TrainingDataError, match=r"task 3: characters .* to .*: expected 0 ≤ start < end ≤"):
            read("label-studio", tasks, codes, tmp_path)

    def test_two_regions_must_not_overlap(self, tasks: list[Task], codes: Codes, tmp_path: Path) -> None:
        self.results(tasks[0]).append({**self.results(tasks[0])[0], "id": "another"})
        with pytest.raises(TrainingDataError, match="task 1: two regions overlap at character"):
            read("label-studio", tasks, codes, tmp_path)

    @pytest.mark.parametrize("number", [31, -40, float("nan")])
    def test_shares_that_do_not_sum_to_a_hundred_are_told(
        self, tasks: list[Task], codes: Codes, tmp_path: Path, number: float
    ) -> None:
        next(one for one in self.results(tasks[0]) if one["type"] == "number")["value"]["number"] = number
        with pytest.raises(TrainingDataError, match=r"task 1: .*expected"):
            read("label-studio", tasks, codes, tmp_path)

    def test_all_faults_are_told_and_many_are_counted(self, tasks: list[Task], codes: Codes, tmp_path: Path) -> None:
        tasks = [json.loads(json.dumps(tasks[2])) for _ in range(9)]
        for task in tasks[1:]:
            self.region(task, "profession")["zone"]["value"]["labels"] = ["vrij"]
        with pytest.raises(TrainingDataError, match=r"task 2: .*; task 6: .* \(and 3 more\)$"):
            read("label-studio", tasks, codes, tmp_path)


class TestDoccano:
    @pytest.fixture
    def lines(self, labelled: list[LabelledVacancy], codes: Codes) -> list[Task]:
        return exported("doccano", labelled, codes)

    def test_the_settings_have_every_label_of_the_lines(self, lines: list[Task], codes: Codes) -> None:
        settings = json.loads(export_labelled([], "doccano", STRUCTURE, codes, "")["doccano-labels.json"])
        names = [one["text"] for one in settings]
        assert len(names) == len(set(names))
        assert {name for line in lines for _, _, name in line["label"]} <= set(names)

    def test_a_structure_with_one_code_for_two_things_is_refused(self, codes: Codes) -> None:
        with pytest.raises(TrainingDataError, match="got 'buiten ict' twice"):
            export_labelled([], "doccano", STRUCTURE, replace(codes, kinds=("ict", "ict")), "")

    @pytest.mark.parametrize("version", ["label", "labels", "entities", "metadata", "data"])
    def test_the_exports_of_its_versions_are_read_alike(
        self, lines: list[Task], codes: Codes, tmp_path: Path, version: str
    ) -> None:
        expected = read("doccano", lines, codes, tmp_path)
        for line in lines:
            if version == "data":
                line["data"] = line.pop("text")
            elif version == "metadata":
                line["metadata"] = {key: line.pop(key) for key in ("vacmap_id", "title")}
            elif version == "entities":
                line["entities"] = [
                    {"id": n, "label": name, "start_offset": start, "end_offset": end}
                    for n, (start, end, name) in enumerate(line.pop("label"))
                ]
            else:
                line[version] = line.pop("label")
        assert read("doccano", lines, codes, tmp_path) == expected

    def test_the_cluster_without_ook_is_the_weightiest(self, lines: list[Task], codes: Codes, tmp_path: Path) -> None:
        start, end, _ = next(span for span in lines[2]["label"] if span[2] == "ook orienteren")
        kept = [span for span in lines[2]["label"] if span[:2] != [start, end]]
        names = ["ook buiten ict", "taken", "programmator", "ontwerpen"]
        lines[2]["label"] = [*kept, *([start, end, name] for name in names)]
        item = read("doccano", lines, codes, tmp_path)[0][2]
        assert next(unit.label for unit in item.units if unit.start == start) == Label(
            ZoneCode.TAKEN, ("ontwerpen", "buiten"), ("programmator",), ("ict",)
        )

    def test_a_line_without_labels_is_left_out_and_counted(
        self, lines: list[Task], codes: Codes, tmp_path: Path
    ) -> None:
        lines[1]["label"] = []
        items, unlabelled = read("doccano", lines, codes, tmp_path)
        assert (len(items), unlabelled) == (2, 1)

    def test_a_label_that_nobody_knows_is_named_with_its_line(
        self, lines: list[Task], codes: Codes, tmp_path: Path
    ) -> None:
        lines[1]["label"][0][2] = "zonnig"
        file = tmp_path / "export"
        file.write_text("\n\n" + "\n".join(map(json.dumps, lines)), encoding="utf-8")
        with pytest.raises(TrainingDataError, match=r"export: line 4: characters .* got 'zonnig'"):
            import_labelled(file, codes)

    @pytest.mark.parametrize(
        "change",
        [{"vacmap_id": None}, {"text": None}, {"label": [[0, 5]]}, {"label": [[0, "x", "taken"]]}, {"label": 7}],
    )
    def test_a_line_of_another_form_is_told(
        self, lines: list[Task], codes: Codes, tmp_path: Path, change: dict[str, Any]
    ) -> None:
        lines[0] |= change
        with pytest.raises(TrainingDataError, match=r"line 1: .*expected a line as doccano exports it"):
            read("doccano", lines, codes, tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no labelled vacancy"),
        ("[]", "holds no labelled vacancy"),
        ("[{", "expected the JSON export of Label Studio"),
        ('{"text": "a"}\n{"text"', "line 2: expected the JSON export of Label Studio, or the JSONL of doccano"),
        ("[" * 100_000, "expected the JSON export of Label Studio"),
        ("[1]", "task 1: .*expected a task as Label Studio exports it"),
        ("7", "line 1: .*expected a line as doccano exports it"),
        (
            '{"text": "\\ud83c", "vacmap_id": "x", "label": [[0, 1, "taken"]]}',
            "line 1: .*surrogates not allowed",
        ),
    ],
)
def test_a_file_of_another_kind_is_told(content: str, message: str, codes: Codes, tmp_path: Path) -> None:
    file = tmp_path / "export"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(TrainingDataError, match=message):
        import_labelled(file, codes)


def test_a_file_that_is_not_there_is_told(codes: Codes, tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="nothing: cannot be read"):
        import_labelled(tmp_path / "nothing", codes)


def test_a_file_beyond_the_limit_is_not_read(codes: Codes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vacmap.annotation.tools.MAX_BYTES", 10)
    (tmp_path / "large").write_text(" " * 11, encoding="utf-8")
    with pytest.raises(TrainingDataError, match="large: expected at most 10 bytes"):
        import_labelled(tmp_path / "large", codes)

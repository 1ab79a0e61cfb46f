"""Out to an annotation tool and back: what people leave as it is comes back as it was, what they change comes back
changed, and what does not fit is told with its place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from vacmap.annotation import TOOLS, export_labelled, import_labelled, labelled_vacancy
from vacmap.errors import TrainingDataError
from vacmap.records import ZoneCode
from vacmap.road import Mapper, shipped_model
from vacmap.structure import Structure
from vacmap.training import LabelledVacancy, as_jsonl, read_labelled

KINDS = shipped_model().activities.codes.kinds
EMOJI = "Medewerker buurtwerk 🎉\r\n\r\nJouw taken\r\n- Je begeleidt bewoners 👍 en je houdt de boekhouding bij.\r\n"


@pytest.fixture(scope="module")
def proposals(mapper: Mapper, data: Path) -> list[LabelledVacancy]:
    """What the model says of three vacancies."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted((data / "vacancies").glob("*.txt"))}
    return [labelled_vacancy(mapper.analyse(text, id=id_)) for id_, text in {**texts, "emoji": EMOJI}.items()]


def exported(tool: str, items: list[LabelledVacancy], structure: Structure) -> Any:
    """The tasks of a tool, as its own export would hold them if nobody changed a thing."""
    content = export_labelled(items, tool, structure, KINDS, "model 1")[TOOLS[tool].tasks]
    if tool == "doccano":
        return [json.loads(line) for line in content.split("\n") if line]
    tasks = json.loads(content)
    return [{**task, "annotations": [{"result": task["predictions"][0]["result"]}]} for task in tasks]


def written(content: Any, tool: str, folder: Path) -> Path:
    file = folder / "export"
    lines = [json.dumps(one) for one in content]
    file.write_text("\n".join(lines) if tool == "doccano" else json.dumps(content), encoding="utf-8")
    return file


def whole_percent(item: LabelledVacancy) -> dict[str, float]:
    return {code: round(100 * share) for code, share in (item.mixture or {}).items()}


@pytest.mark.parametrize("tool", TOOLS)
def test_what_is_left_as_it_is_comes_back_as_it_was(
    tool: str, proposals: list[LabelledVacancy], structure: Structure, tmp_path: Path
) -> None:
    again, unlabelled = import_labelled(written(exported(tool, proposals, structure), tool, tmp_path), structure)
    assert unlabelled == 0
    assert [replace(item, mixture=None) for item in again] == [replace(item, mixture=None) for item in proposals]
    for item, proposed in zip(again, proposals, strict=True):
        if tool == "doccano":
            assert item.mixture is None
        else:
            assert whole_percent(item) == pytest.approx(whole_percent(proposed), abs=2)


@pytest.mark.parametrize("tool", TOOLS)
def test_what_comes_back_is_data_to_train_with(
    tool: str, proposals: list[LabelledVacancy], structure: Structure, tmp_path: Path
) -> None:
    items, _ = import_labelled(written(exported(tool, proposals, structure), tool, tmp_path), structure)
    file = tmp_path / "own.jsonl"
    file.write_text("".join(as_jsonl(item) for item in items), encoding="utf-8")
    assert read_labelled(file, structure) == items


def test_a_proposal_covers_all_words_and_overlaps_nowhere(proposals: list[LabelledVacancy]) -> None:
    for item in proposals:
        covered = [place for unit in item.units for place in range(unit.start, unit.end)]
        assert len(covered) == len(set(covered))
        left = set(range(len(item.text))) - set(covered)
        assert not [item.text[place] for place in left if item.text[place].isalnum()]
        assert any(unit.label.clusters for unit in item.units)


def test_no_tool_is_given_a_character_that_it_may_count_as_two(
    proposals: list[LabelledVacancy], structure: Structure
) -> None:
    for task in exported("label-studio", proposals, structure):
        assert len(task["data"]["text"].encode("utf-16-le")) == 2 * len(task["data"]["text"])
    for line in exported("doccano", proposals, structure):
        assert len(line["text"].encode("utf-16-le")) == 2 * len(line["text"])
        assert "\r" not in line["text"]


class TestLabelStudio:
    @pytest.fixture
    def tasks(self, proposals: list[LabelledVacancy], structure: Structure) -> list[dict[str, Any]]:
        tasks: list[dict[str, Any]] = exported("label-studio", proposals[:2], structure)
        return tasks

    def read(self, tasks: Any, structure: Structure, folder: Path) -> list[LabelledVacancy]:
        return import_labelled(written(tasks, "label-studio", folder), structure)[0]

    def region(self, task: dict[str, Any], zone: str = "taken") -> dict[str, dict[str, Any]]:
        """The results of a task's last region in a zone, by control."""
        results = task["annotations"][0]["result"]
        id_ = [one["id"] for one in results if one["value"].get("labels") == [zone]][-1]
        return {one["from_name"]: one for one in results if one["id"] == id_}

    def test_the_interface_has_a_control_for_all_that_the_tasks_say(
        self, tasks: list[dict[str, Any]], structure: Structure
    ) -> None:
        view = etree.fromstring(export_labelled([], "label-studio", structure, KINDS, "")["interface.xml"])
        controls = {tag.get("name"): tag for tag in view.iter() if tag.get("toName") == "text"}
        for result in (result for task in tasks for result in task["predictions"][0]["result"]):
            control = controls[result["from_name"]]
            assert control.tag.lower() == result["type"]
            possible = {choice.get("value") for choice in control}
            assert possible >= set(result["value"].get(result["type"], []) if result["type"] != "number" else [])

    def test_a_corrected_label_comes_back(
        self, tasks: list[dict[str, Any]], structure: Structure, tmp_path: Path
    ) -> None:
        region = self.region(tasks[0])
        place = (region["zone"]["value"]["start"], region["zone"]["value"]["end"])
        results = tasks[0]["annotations"][0]["result"]
        results[:] = [one for one in results if one["id"] != region["zone"]["id"]]
        base = {"start": place[0], "end": place[1]}
        results += [
            {**region["zone"], "from_name": name, "value": {**base, kind: chosen}}
            for name, kind, chosen in (
                ("cluster_also", "choices", ["netwerken"]),
                ("profession", "choices", ["belangenbehartiger", "gemeenschapswerker"]),
                ("cluster", "choices", ["adviseren"]),
                ("zone", "labels", ["taken"]),
            )
        ]
        unit = next(unit for unit in self.read(tasks, structure, tmp_path)[0].units if unit.start == place[0])
        assert unit.label.clusters == ("adviseren", "netwerken")
        assert unit.label.professions == ("gemeenschapswerker", "belangenbehartiger")

    def test_a_task_without_a_finished_annotation_is_left_out_and_counted(
        self, tasks: list[dict[str, Any]], structure: Structure, tmp_path: Path
    ) -> None:
        tasks[0]["annotations"][0]["was_cancelled"] = True
        items, unlabelled = import_labelled(written(tasks, "label-studio", tmp_path), structure)
        assert (len(items), unlabelled) == (1, 1)

    def test_white_space_around_a_region_does_not_count(
        self, tasks: list[dict[str, Any]], structure: Structure, tmp_path: Path
    ) -> None:
        value = self.region(tasks[0], "overig")["zone"]["value"]
        text = tasks[0]["data"]["text"]
        wider = value["end"] + len(text[value["end"] :]) - len(text[value["end"] :].lstrip())
        before = self.read(tasks, structure, tmp_path)
        value.update(end=wider, text=text[value["start"] : wider])
        assert wider == len(text) or text[wider - 1].isspace()
        assert self.read(tasks, structure, tmp_path) == before

    @pytest.mark.parametrize(
        ("control", "change", "message"),
        [
            ("zone", {"labels": ["vrije tijd"]}, "expected a zone of taken, .*, got 'vrije tijd'"),
            ("cluster", {"choices": ["koken"]}, "expected a cluster of .*, got 'koken'"),
            ("cluster", {"choices": ["buiten"]}, "expected professions beside a cluster, and none beside work outside"),
            ("profession", {"choices": ["kok"]}, "expected a profession of .*, got 'kok'"),
            ("zone", {"labels": ["profiel"]}, "expected no cluster, profession or kind in zone profiel"),
            ("zone", {"labels": ["taken", "profiel"]}, "expected one zone, got taken, profiel"),
            ("zone", {"start": 0, "end": 10_000_000, "text": None}, "expected a stretch of"),
            ("zone", {"text": "iets anders"}, "expected 'iets anders', the text the region was stored with"),
            ("zone", {"start": "vijf"}, "expected a task as Label Studio exports it"),
        ],
    )
    def test_a_label_that_does_not_fit_is_told_with_its_place(
        self,
        tasks: list[dict[str, Any]],
        structure: Structure,
        tmp_path: Path,
        control: str,
        change: dict[str, Any],
        message: str,
    ) -> None:
        inside = next(r for r in tasks[1]["annotations"][0]["result"] if r["from_name"] == "profession")["id"]
        (result,) = [r for r in tasks[1]["annotations"][0]["result"] if r["id"] == inside and r["from_name"] == control]
        others = [r for r in tasks[1]["annotations"][0]["result"] if r["id"] == inside]
        for one in others if "start" in change else [result]:
            one["value"].update(change if one is result else {k: v for k, v in change.items() if k != "labels"})
        with pytest.raises(TrainingDataError, match=rf"export: task 2: .*{message}"):
            self.read(tasks, structure, tmp_path)

    def test_two_regions_must_not_overlap(
        self, tasks: list[dict[str, Any]], structure: Structure, tmp_path: Path
    ) -> None:
        results = tasks[0]["annotations"][0]["result"]
        results.append({**results[0], "id": "another"})
        with pytest.raises(TrainingDataError, match="task 1: two regions overlap at character"):
            self.read(tasks, structure, tmp_path)

    def test_shares_that_do_not_sum_to_a_hundred_are_told(
        self, tasks: list[dict[str, Any]], structure: Structure, tmp_path: Path
    ) -> None:
        number = next(one for one in tasks[0]["annotations"][0]["result"] if one["type"] == "number")
        number["value"]["number"] += 30
        with pytest.raises(TrainingDataError, match="task 1: expected shares that sum to 100"):
            self.read(tasks, structure, tmp_path)

    def test_a_function_of_which_nobody_gave_shares_has_no_mixture(
        self, tasks: list[dict[str, Any]], structure: Structure, tmp_path: Path
    ) -> None:
        results = tasks[0]["annotations"][0]["result"]
        results[:] = [one for one in results if one["type"] != "number"]
        assert self.read(tasks, structure, tmp_path)[0].mixture is None


class TestDoccano:
    @pytest.fixture
    def lines(self, proposals: list[LabelledVacancy], structure: Structure) -> list[dict[str, Any]]:
        lines: list[dict[str, Any]] = exported("doccano", proposals[:2], structure)
        return lines

    def test_the_settings_have_every_label_of_the_lines(
        self, lines: list[dict[str, Any]], structure: Structure
    ) -> None:
        settings = json.loads(export_labelled([], "doccano", structure, KINDS, "")["labels.json"])
        names = [one["text"] for one in settings]
        assert len(names) == len(set(names))
        assert {name for line in lines for _, _, name in line["label"]} <= set(names)

    @pytest.mark.parametrize("version", ["label", "labels", "entities", "metadata"])
    def test_the_exports_of_its_versions_are_read_alike(
        self, lines: list[dict[str, Any]], structure: Structure, tmp_path: Path, version: str
    ) -> None:
        expected, _ = import_labelled(written(lines, "doccano", tmp_path), structure)
        for line in lines:
            spans = line.pop("label")
            if version == "entities":
                line["entities"] = [
                    {"id": n, "label": name, "start_offset": start, "end_offset": end}
                    for n, (start, end, name) in enumerate(spans)
                ]
            elif version == "metadata":
                line["metadata"] = {key: line.pop(key) for key in ("vacmap_id", "title")}
                line["label"] = spans
            else:
                line[version] = spans
        assert import_labelled(written(lines, "doccano", tmp_path), structure)[0] == expected

    def test_the_cluster_without_ook_is_the_weightiest(
        self, lines: list[dict[str, Any]], structure: Structure, tmp_path: Path
    ) -> None:
        start, end = next((start, end) for start, end, name in lines[0]["label"] if name == "taken")
        kept = [span for span in lines[0]["label"] if span[:2] != [start, end]]
        names = ["ook buiten ict", "taken", "programmator", "ontwerpen"]
        lines[0]["label"] = [*kept, *([start, end, name] for name in names)]
        item = import_labelled(written(lines, "doccano", tmp_path), structure)[0][0]
        label = next(unit.label for unit in item.units if unit.start == start)
        assert (label.zone, label.clusters, label.professions, label.outside) == (
            ZoneCode.TAKEN,
            ("ontwerpen", "buiten"),
            ("programmator",),
            ("ict",),
        )

    def test_a_line_without_labels_is_left_out_and_counted(
        self, lines: list[dict[str, Any]], structure: Structure, tmp_path: Path
    ) -> None:
        lines[1]["label"] = []
        items, unlabelled = import_labelled(written(lines, "doccano", tmp_path), structure)
        assert (len(items), unlabelled) == (1, 1)

    def test_a_label_that_nobody_knows_is_told_with_its_line(
        self, lines: list[dict[str, Any]], structure: Structure, tmp_path: Path
    ) -> None:
        lines[1]["label"][0][2] = "zonnig"
        with pytest.raises(TrainingDataError, match=r"export: line 2: characters .*: expected one zone, got none"):
            import_labelled(written(lines, "doccano", tmp_path), structure)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no labelled vacancy"),
        ("[]", "holds no labelled vacancy"),
        ("[{", "expected the JSON export of Label Studio"),
        ('{"text": "a"}\n{"text"', "line 2: expected the JSON export of Label Studio, or the JSONL of doccano"),
        ("[" * 100_000, "expected the JSON export of Label Studio"),
        ("[1]", "task 1: expected a task as Label Studio exports it"),
        ("7", "line 1: expected a line as doccano exports it"),
    ],
)
def test_a_file_of_another_kind_is_told(content: str, message: str, structure: Structure, tmp_path: Path) -> None:
    file = tmp_path / "export"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(TrainingDataError, match=message):
        import_labelled(file, structure)


def test_a_file_that_is_not_there_is_told(structure: Structure, tmp_path: Path) -> None:
    with pytest.raises(TrainingDataError, match="nothing: cannot be read"):
        import_labelled(tmp_path / "nothing", structure)

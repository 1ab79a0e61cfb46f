"""The promises of a run: one fate for every input, the same bytes however it goes, hostile inputs cost themselves."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from spacy.language import Language
from spacy.tokens import Doc

import vacmap
from vacmap.archive import ArchiveError, Options, Outcome, classify
from vacmap.road import Mapper

from .conftest import adverts, zip_bomb

TABLES = ("functions.parquet", "tasks.parquet", "errors.parquet")
FILES = (*TABLES, "functions.csv", "tasks.csv", "errors.csv", "functions.jsonl")


def same(one: Path, other: Path, names: tuple[str, ...] = TABLES) -> bool:
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


class TestTables:
    def test_every_input_has_one_fate(self, classified: tuple[Path, Outcome]) -> None:
        folder, outcome = classified
        assert outcome == Outcome(done=8, duplicate=1, failed=3)
        functions = pd.read_parquet(folder / "functions.parquet")
        errors = pd.read_parquet(folder / "errors.parquet")
        assert len(functions) + len(errors) == outcome.inputs == 12
        assert not set(functions["id"]) & set(errors["id"])
        assert functions["id"].is_unique
        assert json.loads((folder / "run.json").read_text())["counts"] == {"done": 8, "duplicate": 1, "failed": 3}

    def test_what_failed_says_where_and_why(self, classified: tuple[Path, Outcome]) -> None:
        errors = pd.read_parquet(classified[0] / "errors.parquet").set_index("id")
        assert errors["stage"].to_dict() == {
            "inbox/los/engels.txt": "analyse",
            "inbox/los/kapot.pdf": "read",
            "inbox/vacatures.csv#3": "input",
        }
        assert errors["error"].to_dict()["inbox/los/engels.txt"] == "NotDutch"
        assert all("expected" in message for message in errors["message"])

    def test_a_repeated_advert_is_in_the_group_of_the_first(self, classified: tuple[Path, Outcome]) -> None:
        functions = pd.read_parquet(classified[0] / "functions.parquet").set_index("id")
        repeated = functions.loc["inbox/vacatures.csv#2"]
        assert (repeated["group"], repeated["duplicate"]) == ("inbox/los/een.txt", True)
        assert pd.isna(repeated["tasks"])
        assert functions["duplicate"].sum() == 1

    def test_all_are_analysed_where_one_asks(self, inbox: Path, tmp_path: Path) -> None:
        outcome = classify([inbox], tmp_path / "uit", jobs=2, options=Options(keep_duplicates=True))
        assert outcome == Outcome(done=9, duplicate=0, failed=3)

    def test_what_repeats_a_failure_has_failed_with_it(self, tmp_path: Path) -> None:
        box = tmp_path / "in"
        box.mkdir()
        english = "We are looking for a project manager who leads the volunteers. " * 5
        for name, text in (("a", english), ("b", adverts()[0]), ("c", english), ("d", adverts()[0])):
            (box / f"{name}.txt").write_text(text, encoding="utf-8")
        outcome = classify([box], tmp_path / "uit", jobs=1, options=Options(formats=("csv",)))
        assert outcome == Outcome(done=1, duplicate=1, failed=2)
        functions = pd.read_parquet(tmp_path / "uit/functions.parquet")
        assert functions["group"].tolist() == ["in/b.txt", "in/b.txt"]
        errors = pd.read_csv(tmp_path / "uit/errors.csv")
        assert errors["id"].tolist() == ["in/a.txt", "in/c.txt"]
        assert errors["error"].tolist() == ["NotDutch"] * 2
        assert "in/c.txt: repeats in/a.txt, which failed: " in errors["message"][1]

    def test_nothing_may_fail(self, tmp_path: Path) -> None:
        (tmp_path / "een.txt").write_text(adverts()[0], encoding="utf-8")
        assert classify([tmp_path / "een.txt"], tmp_path / "uit", jobs=1) == Outcome(done=1, duplicate=0, failed=0)
        assert len(pd.read_parquet(tmp_path / "uit/errors.parquet")) == 0

    def test_columns_of_the_inputs_pass_through(self, classified: tuple[Path, Outcome]) -> None:
        functions = pd.read_parquet(classified[0] / "functions.parquet").set_index("id")
        assert functions.loc["inbox/vacatures.csv#1", ["regio", "input_title"]].tolist() == ["West-Vlaanderen", "=1+1"]
        assert functions.loc["inbox/meer.jsonl.gz#1", "jaar"] == "2024"

    def test_figures_are_those_of_a_single_analysis(self, classified: tuple[Path, Outcome], mapper: Mapper) -> None:
        folder, _ = classified
        functions = pd.read_parquet(folder / "functions.parquet").set_index("id")
        tasks = pd.read_parquet(folder / "tasks.parquet").set_index("id")
        text = adverts()[0]
        function = mapper.analyse(text, explain=False)
        row = functions.loc["inbox/los/een.txt"]
        assert {code: row[code] for code in function.profile.professions} == function.profile.professions
        assert tasks.loc["inbox/los/een.txt", "text"].tolist() == [task.text for task in function.tasks]
        places = tasks.loc["inbox/los/een.txt", ["start", "end"]].to_numpy()
        assert [text[start:end] for start, end in places] == [task.text for task in function.tasks]

    def test_other_formats_hold_the_same(self, classified: tuple[Path, Outcome]) -> None:
        folder, outcome = classified
        assert len(pd.read_csv(folder / "functions.csv")) == outcome.done + outcome.duplicate
        assert list(pd.read_excel(folder / "vacmap.xlsx", sheet_name=None)) == ["functions", "tasks", "errors"]
        lines = (folder / "functions.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["schema"] for line in lines] == ["vacmap/1"] * outcome.done
        assert "'=1+1" in (folder / "functions.csv").read_text(encoding="utf-8-sig")

    def test_nothing_else_is_left_behind(self, classified: tuple[Path, Outcome]) -> None:
        assert {file.name for file in classified[0].iterdir()} == {*FILES, "vacmap.xlsx", "run.json"}


class TestTheSame:
    def test_for_one_worker_and_other_chunks(
        self, inbox: Path, classified: tuple[Path, Outcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vacmap.archive.collecting.CHUNK", 3)
        classify([inbox], tmp_path / "uit", jobs=1)
        assert same(tmp_path / "uit", classified[0])

    def test_and_a_worker_loads_its_model_once(
        self, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("vacmap.archive.collecting.CHUNK", 1)
        loaded = tmp_path / "loaded"

        def make() -> Mapper:
            with loaded.open("a") as file:
                file.write("x")
            return vacmap.load()

        assert classify([inbox], tmp_path / "uit", jobs=1, make_mapper=make).done > 1
        assert loaded.read_text() == "x"

    def test_when_it_is_asked_again(self, inbox: Path, classified: tuple[Path, Outcome]) -> None:
        options = Options(formats=("csv", "xlsx", "jsonl"))
        assert classify([inbox], classified[0], options=options, resume=True) == classified[1]

    @pytest.mark.parametrize("n_kills", [3, pytest.param(20, marks=pytest.mark.nightly)])
    def test_after_kill_9_at_any_moment(
        self, inbox: Path, classified: tuple[Path, Outcome], tmp_path: Path, n_kills: int
    ) -> None:
        folder = tmp_path / "uit"
        command = [sys.executable, "-m", "vacmap.cli", "classify", str(inbox), "-o", str(folder), "--jobs", "2"]
        generator = random.Random(n_kills)  # noqa: S311
        longest = 12.0
        for _ in range(n_kills):
            run = subprocess.Popen([*command, *(["--resume"] if folder.exists() else [])], stderr=subprocess.DEVNULL)
            time.sleep(generator.uniform(1, longest))
            run.send_signal(signal.SIGKILL)
            run.wait()
            assert same(folder, classified[0], tuple(name for name in TABLES if (folder / name).exists()))
        subprocess.run([*command, *(["--resume"] if folder.exists() else [])], check=False, stderr=subprocess.DEVNULL)
        assert same(folder, classified[0])


def hostile_mapper(name: str) -> Callable[[], Mapper]:
    """A mapper whose pipeline has a component that misbehaves at a text that says "stuk"."""

    def misbehave(doc: Doc) -> Doc:
        if "stuk" in doc.text:
            if name == "raises":
                raise ValueError("stuk")
            if name == "kills":
                os.kill(os.getpid(), signal.SIGKILL)
            while True:
                time.sleep(1)
        return doc

    def make() -> Mapper:
        Language.component("misbehave", func=misbehave)
        loaded = vacmap.load()
        loaded.nlp.add_pipe("misbehave", first=True)
        return loaded

    return make


class TestHostile:
    @pytest.mark.parametrize(
        ("component", "error"), [("raises", "ValueError"), ("kills", "WorkerDied"), ("hangs", "Timeout")]
    )
    def test_a_component_costs_only_the_text_it_stumbles_over(self, tmp_path: Path, component: str, error: str) -> None:
        box = tmp_path / "in"
        box.mkdir()
        for number in range(4):
            (box / f"{number}.txt").write_text(
                adverts()[number] + ("\nstuk\n" if number == 2 else ""), encoding="utf-8"
            )
        options = Options(seconds=8)
        outcome = classify([box], tmp_path / "uit", jobs=2, options=options, make_mapper=hostile_mapper(component))
        assert outcome == Outcome(done=3, duplicate=0, failed=1)
        (failure,) = pd.read_parquet(tmp_path / "uit/errors.parquet").to_dict("records")
        assert (failure["id"], failure["stage"], failure["error"]) == ("in/2.txt", "analyse", error)

    def test_a_file_costs_only_itself(self, tmp_path: Path) -> None:
        box = tmp_path / "in"
        box.mkdir()
        (box / "goed.txt").write_text(adverts()[0], encoding="utf-8")
        zip_bomb(box / "bom.docx")
        with (box / "groot.txt").open("wb") as stream:
            stream.truncate(2 * 1024**3)
        (box / "diep.html").write_text("<div>" * 200_000, encoding="utf-8")
        (box / "lang.txt").write_text("Je begeleidt vrijwilligers. " * 40_000, encoding="utf-8")
        (box / "leeg.txt").touch()
        outcome = classify([box], tmp_path / "uit", jobs=2)
        assert outcome == Outcome(done=1, duplicate=0, failed=5)
        errors = pd.read_parquet(tmp_path / "uit/errors.parquet")
        assert set(errors["stage"]) == {"read"}
        assert all("expected" in message for message in errors["message"])


class TestRefused:
    @pytest.fixture
    def begun(self, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A run that was ended behind its first phase."""
        folder = tmp_path / "uit"

        def end(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr("vacmap.archive.run._Run.each", end)
            with pytest.raises(KeyboardInterrupt):
                classify([inbox], folder, jobs=1)
        return folder

    def test_a_run_that_was_ended_unless_one_resumes(self, inbox: Path, begun: Path) -> None:
        with pytest.raises(ArchiveError, match="holds a run that was ended; expected a new folder, or --resume"):
            classify([inbox], begun)

    def test_other_options(self, inbox: Path, begun: Path) -> None:
        with pytest.raises(ArchiveError, match="option 'keep_contacts' was False and is True"):
            classify([inbox], begun, options=Options(keep_contacts=True), resume=True)

    def test_other_inputs(self, inbox: Path, begun: Path) -> None:
        with pytest.raises(ArchiveError, match="the inputs changed"):
            classify([inbox / "los"], begun, resume=True)

    def test_another_model(self, inbox: Path, begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("vacmap.archive.run.model_identity", lambda _: {"name": "ander", "sha256": "0"})
        with pytest.raises(ArchiveError, match="the model changed"):
            classify([inbox], begun, resume=True)

    def test_a_folder_that_holds_something(self, inbox: Path, tmp_path: Path) -> None:
        (tmp_path / "thesis.docx").touch()
        with pytest.raises(ArchiveError, match=r"holds 'thesis\.docx'; expected a new or empty folder"):
            classify([inbox], tmp_path)

    def test_an_input_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(ArchiveError, match="no such file or folder"):
            classify([tmp_path / "weg.csv"], tmp_path / "uit")

    def test_a_table_without_one_text_column(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("nr,jaar\n1,2020\n", encoding="utf-8")
        with pytest.raises(ArchiveError, match="--text-column"):
            classify([tmp_path / "a.csv"], tmp_path / "uit")

"""The commands as a user runs them: real processes, their output, messages and exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

VACMAP = [sys.executable, "-m", "vacmap.cli"]


def vacmap(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*VACMAP, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100", **environment},
        check=False,
        timeout=120,
    )


@pytest.fixture
def vacancy(data: Path) -> Path:
    return data / "vacancies/stafmedewerker-netwerkcoordinatie.txt"


class TestHelp:
    def test_it_names_the_commands(self) -> None:
        run = vacmap("--help")
        assert run.returncode == 0
        for command in ("report", "compare", "structure", "compose", "train", "evaluate", "export", "import"):
            assert command in run.stdout

    def test_it_imports_nothing_heavy(self) -> None:
        code = (
            "import sys; sys.argv = ['vacmap', '--help']\n"
            "from vacmap.cli import main\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "print([name for name in ('spacy', 'sklearn', 'pandas', 'numpy') if name in sys.modules])"
        )
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert run.stdout.splitlines()[-1] == "[]"

    def test_importing_vacmap_loads_no_library_model_or_data_file(self) -> None:
        code = (
            "import sys, builtins, io\n"
            "opened = []\n"
            "sys.addaudithook(lambda event, args: event == 'open' and opened.append(str(args[0])))\n"
            "import vacmap\n"
            "print([n for n in ('spacy', 'sklearn', 'pandas', 'numpy', 'pydantic') if n in sys.modules])\n"
            "print([n for n in opened if '.py' not in n])"
        )
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert run.stdout.split("\n")[:2] == ["[]", "[]"]


class TestReport:
    def test_without_options_it_prints_text(self, vacancy: Path) -> None:
        run = vacmap("report", vacancy)
        assert run.returncode == 0
        assert run.stdout.startswith("Stafmedewerker netwerkcoördinatie")
        assert run.stderr == ""

    @pytest.mark.parametrize(
        ("suffix", "sign"), [("html", "<!doctype html>"), ("md", "# "), ("json", "{"), ("txt", "Staf")]
    )
    def test_the_suffix_of_the_output_chooses_the_format(
        self, vacancy: Path, tmp_path: Path, suffix: str, sign: str
    ) -> None:
        out = tmp_path / f"report.{suffix}"
        run = vacmap("report", vacancy, "-o", out)
        assert (run.returncode, run.stdout) == (0, "")
        assert out.read_text(encoding="utf-8").lower().startswith(sign.lower())
        assert list(tmp_path.iterdir()) == [out]

    def test_json_is_the_function_of_the_contract(self, vacancy: Path) -> None:
        run = vacmap("report", vacancy, "--format", "json")
        function = json.loads(run.stdout)
        assert function["schema"] == "vacmap/1"
        assert function["id"] == "stafmedewerker-netwerkcoordinatie"

    def test_a_text_without_tasks_is_an_answer(self, tmp_path: Path) -> None:
        file = tmp_path / "kantoor.txt"
        file.write_text("Onze kantoren liggen vlak bij het station van Gent. Wij zijn elke dag open.", encoding="utf-8")
        run = vacmap("report", file, "--format", "json")
        assert run.returncode == 0
        assert "no tasks found" in run.stderr
        assert json.loads(run.stdout)["profile"]["professions"] == {}

    def test_one_very_long_line_is_read_and_said(self, tmp_path: Path) -> None:
        file = tmp_path / "lijn.txt"
        file.write_text("Je organiseert workshops voor jongeren en vrijwilligers. " * 3510, encoding="utf-8")
        run = vacmap("report", file, "--format", "json")
        assert run.returncode == 0
        assert "a line of 200,070 characters" in run.stderr
        assert "Traceback" not in run.stderr

    def test_a_word_of_200000_characters_gives_no_profile(self, tmp_path: Path) -> None:
        file = tmp_path / "woord.txt"
        file.write_text("a" * 200_000, encoding="utf-8")
        run = vacmap("report", file, "--format", "json")
        assert run.returncode == 0
        assert json.loads(run.stdout)["profile"]["tasks"] == 0

    def test_a_link_and_a_pipe_are_written_to_and_not_replaced(self, vacancy: Path, tmp_path: Path) -> None:
        target, link = tmp_path / "rapport.md", tmp_path / "link.md"
        target.write_text("oud", encoding="utf-8")
        link.symlink_to(target)
        assert vacmap("report", vacancy, "-o", link).returncode == 0
        assert link.is_symlink()
        assert target.read_text(encoding="utf-8").startswith("# ")
        assert vacmap("report", vacancy, "-o", "/dev/null", "--format", "text").returncode == 0
        assert not Path("/dev/null").is_file()


class TestCompare:
    @pytest.fixture
    def other(self, data: Path) -> Path:
        return data / "vacancies/community-manager.txt"

    def test_without_options_it_prints_text(self, vacancy: Path, other: Path) -> None:
        run = vacmap("compare", vacancy, other)
        assert (run.returncode, run.stderr) == (0, "")
        assert run.stdout.startswith("Twee functies naast elkaar")
        assert "A  Stafmedewerker netwerkcoördinatie" in run.stdout
        assert "B  Vacature: Community manager" in run.stdout

    def test_what_cannot_be_compared_is_told_and_shown(self, vacancy: Path, other: Path, tmp_path: Path) -> None:
        english, office, out = tmp_path / "english.txt", tmp_path / "kantoor.txt", tmp_path / "naast-elkaar.html"
        english.write_text("We are looking for a project manager who leads the volunteers of the charity. " * 3)
        office.write_text("Onze kantoren liggen vlak bij het station van Gent. Wij zijn elke dag open.")
        run = vacmap("compare", vacancy, english, other, office, vacancy, "-o", out)
        assert (run.returncode, run.stdout) == (0, "")
        assert run.stderr.splitlines() == [
            f"{english}: the text does not look Dutch; shown, not compared",
            f"{office}: no tasks found in this text; shown, not compared",
            f"{vacancy}: given more than once",
            f"{out}: written",
        ]
        page = out.read_text(encoding="utf-8")
        assert page.startswith("<!doctype html>")
        assert "A en E hebben dezelfde tekst." in page

    def test_one_vacancy_with_tasks_is_not_enough(self, vacancy: Path, tmp_path: Path) -> None:
        office = tmp_path / "kantoor.txt"
        office.write_text("Onze kantoren liggen vlak bij het station van Gent. Wij zijn elke dag open.")
        run = vacmap("compare", vacancy, office)
        TestBadInput.refused(run, "no tasks found", "kantoor.txt", "expected at least 2 vacancies with tasks")

    def test_wrong_usage_is_told_at_once(self, vacancy: Path, other: Path, tmp_path: Path) -> None:
        copy = tmp_path / "kopie.txt"
        copy.write_bytes(vacancy.read_bytes())
        TestBadInput.refused(vacmap("compare", vacancy), "1 file", "expected 2 to 12 vacancies")
        TestBadInput.refused(vacmap("compare", *[vacancy] * 13), "13 files", "expected 2 to 12 vacancies")
        TestBadInput.refused(vacmap("compare", vacancy, tmp_path / "weg.txt"), "weg.txt", "no such file")
        TestBadInput.refused(vacmap("compare", copy, other, "-o", copy), "kopie.txt", "one of the vacancies")
        assert copy.read_bytes() == vacancy.read_bytes()


class TestBadInput:
    """One line on standard error that names the file and what was expected; status 2; nothing on standard output."""

    CASES = (
        ("empty.txt", b"", "empty; expected the text of a vacancy"),
        ("blank.txt", b" \n\t\n", "empty; expected the text of a vacancy"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff", "not text"),
        ("vacancy.xyz", b"Je organiseert.", "unknown format '.xyz'; expected .txt"),
        ("large.txt", b"Je organiseert workshops.\n" * 200_000, "bytes; expected one vacancy of at most"),
        (
            "english.txt",
            b"You will organise the workshops for our members and write the report. " * 6,
            "does not look Dutch",
        ),
    )

    @pytest.mark.parametrize(("name", "content", "message"), CASES, ids=[name for name, _, _ in CASES])
    def test_a_file_that_is_no_vacancy(self, tmp_path: Path, name: str, content: bytes, message: str) -> None:
        file = tmp_path / name
        file.write_bytes(content)
        self.refused(vacmap("report", file), name, message)

    def test_a_missing_file(self, tmp_path: Path) -> None:
        self.refused(vacmap("report", tmp_path / "weg.txt"), "weg.txt", "no such file")

    def test_a_folder(self, tmp_path: Path) -> None:
        self.refused(vacmap("report", tmp_path), tmp_path.name, "a folder; expected a file")

    def test_an_output_in_a_folder_that_does_not_exist(self, vacancy: Path, tmp_path: Path) -> None:
        out = tmp_path / "weg" / "report.html"
        self.refused(vacmap("report", vacancy, "-o", out), "report.html", "cannot be written")

    def test_an_output_whose_suffix_says_nothing(self, vacancy: Path, tmp_path: Path) -> None:
        self.refused(vacmap("report", vacancy, "-o", tmp_path / "report.xyz"), "report.xyz", "expected .html")

    def test_an_output_that_is_the_vacancy_itself(self, tmp_path: Path) -> None:
        file = tmp_path / "vacature.txt"
        file.write_text("Je organiseert workshops voor jongeren.", encoding="utf-8")
        self.refused(vacmap("report", file, "-o", file), "vacature.txt", "expected another file")
        assert file.read_text(encoding="utf-8") == "Je organiseert workshops voor jongeren."

    def test_a_model_folder_that_holds_something_else(self, tmp_path: Path) -> None:
        (tmp_path / "README.md").write_text("van mij", encoding="utf-8")
        self.refused(vacmap("train", "-o", tmp_path), tmp_path.name, "holds other files")
        assert (tmp_path / "README.md").read_text(encoding="utf-8") == "van mij"

    def test_a_model_folder_without_a_model(self, vacancy: Path, tmp_path: Path) -> None:
        self.refused(vacmap("report", vacancy, "--model", tmp_path), tmp_path.name, "no model here")

    def test_a_spacy_pipeline_that_is_not_installed(self, vacancy: Path) -> None:
        run = vacmap("report", vacancy, "--words", "nl_core_news_huge")
        self.refused(run, "nl_core_news_huge", "expected the name or path of a spaCy pipeline")

    def test_a_profession_the_structure_does_not_have(self) -> None:
        run = vacmap("structure", "--profession", "bakker")
        assert run.returncode == 2
        assert "gemeenschapswerker" in run.stderr
        assert "Traceback" not in run.stderr

    def test_training_data_that_are_no_training_data(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Je organiseert.\n", encoding="utf-8")
        self.refused(vacmap("train", "--data", tmp_path, "-o", tmp_path / "m"), "a.txt", "line 1: expected '=== id'")

    def test_gold_that_is_missing(self, tmp_path: Path) -> None:
        self.refused(vacmap("evaluate", tmp_path / "gold.jsonl"), "gold.jsonl", "no such file")

    def test_an_unknown_option(self) -> None:
        assert vacmap("report", "--nope").returncode == 2

    @staticmethod
    def refused(run: subprocess.CompletedProcess[str], *said: str) -> None:
        assert run.returncode == 2
        assert run.stdout == ""
        assert len(run.stderr.splitlines()) == 1
        for words in said:
            assert words in run.stderr


class TestStructure:
    def test_it_prints_the_structure(self) -> None:
        run = vacmap("structure")
        assert run.returncode == 0
        assert "Belangenbehartiger" in run.stdout

    def test_as_json_it_is_the_structure_of_the_contract(self) -> None:
        raw = json.loads(vacmap("structure", "--format", "json").stdout)
        assert [len(raw[part]) for part in ("shells", "clusters", "professions", "activities")] == [3, 9, 5, 52]

    def test_one_cell_can_be_asked_for(self) -> None:
        run = vacmap("structure", "--profession", "campagnewerker", "--cluster", "netwerken", "--format", "json")
        assert [activity["id"] for activity in json.loads(run.stdout)["activities"]] == [
            "campagnewerker/netwerken/partners"
        ]

    def test_a_page_of_two_professions_is_written(self, tmp_path: Path) -> None:
        out = tmp_path / "structuur.html"
        run = vacmap("structure", "--profession", "programmator", "--profession", "campagnewerker", "-o", out)
        assert (run.returncode, run.stdout) == (0, "")
        page = out.read_text(encoding="utf-8")
        assert {code for code in ("programmator", "campagnewerker", "begeleider") if f'data-p="{code}"' in page} == {
            "programmator",
            "campagnewerker",
        }


class TestCompose:
    BLOCKS = ("programmator/ontwerpen=2", "begeleider/organiseren")

    def test_blocks_become_a_word_document_that_can_be_read_back(self, tmp_path: Path) -> None:
        out = tmp_path / "profiel.docx"
        run = vacmap("compose", *self.BLOCKS, "--title", "Educator", "--target-group", "onze leden", "-o", out)
        assert (run.returncode, run.stdout) == (0, "")
        assert list(tmp_path.iterdir()) == [out]
        from vacmap.read import read

        text = read(out).text
        assert text.startswith("Educator\n")
        assert "van onze leden" in text

    def test_what_weights_and_tasks_ask_beyond_the_blocks_is_said(self) -> None:
        run = vacmap("compose", "campagnewerker/netwerken=9", self.BLOCKS[1], "--tasks", 30, "--format", "json")
        assert run.returncode == 0
        assert len(json.loads(run.stdout)["tasks"]) == 17
        asked, light = run.stderr.splitlines()
        assert asked == "30 tasks asked; these blocks hold 17"
        assert light.startswith("campagnewerker/netwerken: all it holds is in the profile (2 tasks)")

    def test_without_blocks_and_terminal_it_says_what_to_give(self) -> None:
        said = "no blocks; expected ids of the structure (`vacmap structure --format json` lists them)"
        TestBadInput.refused(vacmap("compose"), said)

    def test_a_word_document_is_not_printed(self) -> None:
        run = vacmap("compose", self.BLOCKS[0], "--format", "docx")
        TestBadInput.refused(run, "expected a file to write it to, as -o OUT.docx")

    def test_a_block_that_does_not_exist(self, tmp_path: Path) -> None:
        out = tmp_path / "profiel.md"
        run = vacmap("compose", "programator", "-o", out)
        TestBadInput.refused(run, "programator: no such block", "'programmator'")
        assert not out.exists()

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
    def test_in_a_terminal_it_asks_and_a_person_can_stop(self, tmp_path: Path) -> None:
        import pty

        master, terminal = pty.openpty()
        out = tmp_path / "profiel.md"
        with subprocess.Popen(
            [*VACMAP, "compose", "-o", out], stdin=terminal, stdout=terminal, stderr=subprocess.PIPE, text=True
        ) as run:
            os.write(master, b"1\n\x04")  # the first profession; the end of the input
            _, said = run.communicate(timeout=120)
        os.close(master)
        os.close(terminal)
        assert run.returncode == 2
        assert "Uit welke beroepen knip je?" in said
        assert "Welke blokken neem je over van de gemeenschapswerker?" in said
        assert said.endswith("Gestopt; er is niets geschreven.\n")
        assert list(tmp_path.iterdir()) == []


class TestTrainAndEvaluate:
    OTHER = Path(__file__).parent / "cases/other-structure"

    def test_a_model_of_ones_own_is_trained_and_used(self, tmp_path: Path) -> None:
        run = vacmap("train", "--structure", self.OTHER, "--data", self.OTHER / "training", "-o", tmp_path / "bakkerij")
        assert run.returncode == 0, run.stderr
        assert run.stdout == ""
        file = tmp_path / "bakker.txt"
        file.write_text("Taken\n- Je kneedt deeg.\n- Je bakt brood in de oven.\n", encoding="utf-8")
        report = vacmap("report", file, "--model", tmp_path / "bakkerij", "--format", "json")
        assert json.loads(report.stdout)["model"]["name"] == "bakkerij"

    def test_figures_are_printed_with_the_references_beside_them(self, data: Path, tmp_path: Path) -> None:
        gold = tmp_path / "gold.jsonl"
        gold.write_text("\n".join((data / "gold/vacancies.jsonl").read_text(encoding="utf-8").splitlines()[-2:]))
        raw = json.loads(vacmap("evaluate", gold, "--format", "json").stdout)
        assert raw["documents"] == 2
        assert raw["missing_documents"] == 0
        assert set(raw["references"]) == {"all buiten", "structure only"}
        text = vacmap("evaluate", gold, "--per-document").stdout
        assert "zone_accuracy" in text
        assert "oko-netwerkcoordinatie" in text


def test_output_cut_short_by_its_reader_is_no_error() -> None:
    with subprocess.Popen([*VACMAP, "structure"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.readline()
        run.stdout.close()
        assert run.stderr.read() == ""


def test_a_fault_of_vacmap_itself_shows_no_traceback_but_keeps_it(tmp_path: Path) -> None:
    code = (
        "import sys, vacmap.cli as cli\n"
        "def fault(): raise ZeroDivisionError('by zero')\n"
        "cli.app.command()(fault)\n"
        "sys.argv[1:] = ['fault']\n"
        "cli.main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    (kept,) = tmp_path.iterdir()
    assert run.returncode == 70
    assert run.stderr.splitlines() == [
        f"vacmap: a fault of vacmap itself (ZeroDivisionError: by zero); what led to it stands in {kept}"
    ]
    assert "in fault" in kept.read_text(encoding="utf-8")


def test_python_started_in_a_checkout_finds_data_and_model(data: Path) -> None:
    vacancy = (data / "vacancies/community-manager.txt").read_text(encoding="utf-8")
    root = Path(__file__).resolve().parents[1]
    code = "import sys, vacmap; print(len(vacmap.load().analyse(sys.stdin.read()).tasks) > 5, vacmap.__file__)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=root, input=vacancy, capture_output=True, text=True, check=True
    )
    assert run.stdout.startswith("True")
    assert str(root) in run.stdout


class TestAnnotation:
    @pytest.mark.parametrize("tool", ["label-studio", "doccano"])
    def test_vacancies_go_to_a_tool_and_labels_come_back(self, vacancy: Path, tmp_path: Path, tool: str) -> None:
        out = vacmap("export", vacancy, "-o", tmp_path / tool, "--tool", tool)
        assert (out.returncode, out.stdout) == (0, "")
        (tasks,) = (tmp_path / tool).glob("tasks.*")
        if tool == "label-studio":  # a person accepts what the model proposes
            (task,) = json.loads(tasks.read_text(encoding="utf-8"))
            tasks.write_text(json.dumps([task | {"annotations": task["predictions"]}]), encoding="utf-8")
        labelled = tmp_path / "own.jsonl"
        back = vacmap("import", tasks, "-o", labelled)
        assert back.returncode == 0
        assert "1 labelled vacancies" in back.stderr
        said = json.loads(vacmap("report", vacancy, "--format", "json").stdout)["tasks"]
        units = {unit["start"]: unit for unit in json.loads(labelled.read_text(encoding="utf-8"))["units"]}
        assert [units[task["start"]]["clusters"][0] for task in said] == [task["cluster"] for task in said]

    def test_labels_go_only_where_training_finds_them(self, tmp_path: Path) -> None:
        TestBadInput.refused(vacmap("import", tmp_path / "x.json", "-o", tmp_path / "y.txt"), "y.txt", ".jsonl")

    def test_a_file_that_no_tool_wrote(self, vacancy: Path, tmp_path: Path) -> None:
        run = vacmap("import", vacancy, "-o", tmp_path / "own.jsonl")
        TestBadInput.refused(run, vacancy.name, "line 1", "expected the JSON export of Label Studio")

    def test_an_output_that_holds_something(self, vacancy: Path) -> None:
        TestBadInput.refused(vacmap("export", vacancy, "-o", vacancy), vacancy.name, "expected a new or empty folder")
        run = vacmap("export", vacancy, "-o", vacancy.parent)
        TestBadInput.refused(run, vacancy.parent.name, "expected a new or empty folder")

    def test_an_export_is_not_overwritten_by_what_is_taken_from_it(self, tmp_path: Path) -> None:
        run = vacmap("import", tmp_path / "x.jsonl", "-o", tmp_path / "x.jsonl")
        TestBadInput.refused(run, "x.jsonl", "expected another file")

    def test_files_of_one_name_stay_apart_and_a_text_in_another_language_is_left_out(
        self, vacancy: Path, tmp_path: Path
    ) -> None:
        for folder in ("a", "b"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "v.txt").write_bytes(vacancy.read_bytes())
        english = tmp_path / "english.txt"
        english.write_text("We are looking for a project manager who leads the volunteers of the charity. " * 3)
        run = vacmap("export", tmp_path / "a/v.txt", tmp_path / "b/v.txt", english, "-o", tmp_path / "out")
        assert run.returncode == 0
        assert "english.txt: the text does not look Dutch; left out" in run.stderr
        tasks = json.loads((tmp_path / "out/tasks.json").read_text(encoding="utf-8"))
        assert len({task["data"]["id"] for task in tasks}) == len(tasks) == 2

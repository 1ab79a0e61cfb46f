"""The questions that `vacmap compose` asks in a terminal (vacmap/cli/choice.py)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import typer

from vacmap.cli.choice import Choice, as_command, choose, read_numbers, read_weights
from vacmap.structure import Structure

SUFFIXES = [".md", ".docx", ".json"]


def answered(
    structure: Structure,
    monkeypatch: pytest.MonkeyPatch,
    *answers: str,
    given: Choice | None = None,
    file: bool = False,
) -> Choice:
    """What is chosen by a person who gives these answers, and then nothing more."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
    return choose(structure, given or Choice({}), SUFFIXES, file_needed=file)


class TestTheWholeConversation:
    def test_professions_clusters_weights_and_words_make_a_choice(
        self, structure: Structure, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        choice = answered(
            structure, monkeypatch, "5,2", "1, 3", "2-3", "1=2 4=0,5", "Educator", "Huis Oost", "jongeren", "10", "x.md"
        )
        assert choice == Choice(
            {
                "belangenbehartiger/deskundigheid": 2.0,
                "belangenbehartiger/organiseren": 1.0,
                "programmator/ontwerpen": 1.0,
                "programmator/organiseren": 0.5,
            },
            "Educator",
            "Huis Oost",
            "jongeren",
            10,
            Path("x.md"),
        )
        said = capsys.readouterr()
        assert said.out.strip() == ""
        assert "De programmator cultuur en educatie ontwerpt, organiseert en stimuleert" in said.err
        assert "[programmator/ontwerpen]" in said.err
        assert "44\u00a0%  Belangenbehartiger: De eigen deskundigheid opbouwen" in said.err

    def test_enter_leaves_open_what_is_not_known_yet(
        self, structure: Structure, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        choice = answered(structure, monkeypatch, "1", "", *[""] * 6)
        assert list(choice.weights) == [cell for cell in structure.cells if cell.startswith("gemeenschapswerker/")]
        assert set(choice.weights.values()) == {1.0}
        assert (choice.title, choice.organisation, choice.target_group, choice.output) == (None, None, None, None)
        assert choice.tasks == 20

    def test_of_one_block_no_weight_is_asked(self, structure: Structure, monkeypatch: pytest.MonkeyPatch) -> None:
        assert answered(structure, monkeypatch, "1", "2", *[""] * 5).weights == {"gemeenschapswerker/ontwerpen": 1.0}

    def test_what_the_command_line_gave_is_not_asked(
        self, structure: Structure, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = Choice({}, "Titel", "Huis Oost", "jongeren", 9, Path("x.docx"))
        choice = answered(structure, monkeypatch, "1", "2", given=given)
        assert choice == Choice(
            {"gemeenschapswerker/ontwerpen": 1.0}, "Titel", "Huis Oost", "jongeren", 9, Path("x.docx")
        )

    def test_an_answer_that_cannot_be_understood_is_asked_again(
        self, structure: Structure, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        wrong = ["6", "een", "1-9"]
        answers = [*wrong, "3", "0", "2-3", "3=1", "1=nul", "1=0", "", "", "", "", "1", "veel", "8", "x.pdf", "x.json"]
        choice = answered(structure, monkeypatch, *answers)
        assert choice.output == Path("x.json")
        assert choice.tasks == 8
        assert capsys.readouterr().err.count("kan hier niet") == 3 + 1 + 3 + 2 + 1

    def test_a_word_document_needs_a_file(
        self, structure: Structure, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        choice = answered(structure, monkeypatch, "1", "2", "", "", "", "", "", "x.docx", file=True)
        assert choice.output == Path("x.docx")
        assert "op het scherm" not in capsys.readouterr().err

    @pytest.mark.parametrize("answers", [[], ["1"], ["1", "2", "Titel"]])
    def test_the_end_of_the_input_stops_at_any_question(
        self, structure: Structure, monkeypatch: pytest.MonkeyPatch, answers: list[str]
    ) -> None:
        with pytest.raises(typer.Abort):
            answered(structure, monkeypatch, *answers)


class TestReading:
    @pytest.mark.parametrize(
        ("answer", "found"), [("3", [3]), ("1,3", [1, 3]), (" 2 - 4 ; 1", [2, 3, 4, 1]), ("2 2 1–2", [2, 1])]
    )
    def test_numbers_are_written_in_many_ways(self, answer: str, found: list[int]) -> None:
        assert read_numbers(answer, most=4) == found

    @pytest.mark.parametrize("answer", ["", "0", "5", "3-1", "een", "1-5", "-", "1.5", "1-999999999"])
    def test_what_is_no_list_of_numbers_is_refused(self, answer: str) -> None:
        with pytest.raises(ValueError):  # noqa: PT011  any: the question is asked again
            read_numbers(answer, most=4)

    @pytest.mark.parametrize("answer", ["1=2,3=0,5", "1=2 3=0.5", "1 = 2; 3 = 0,5", "1=2, 3=0,5"])
    def test_weights_are_written_in_many_ways(self, answer: str) -> None:
        assert read_weights(answer, most=3) == {1: 2.0, 2: 1.0, 3: 0.5}

    @pytest.mark.parametrize("answer", ["1", "4=1", "1=", "=2", "1=-1", "1=nan", "1=inf", "a=b", "1=2=3"])
    def test_what_is_no_list_of_weights_is_refused(self, answer: str) -> None:
        with pytest.raises(ValueError):  # noqa: PT011
            read_weights(answer, most=3)


def test_the_command_that_does_the_same_again_can_be_pasted_in_a_shell() -> None:
    choice = Choice({"a/b": 2.0, "c": 1.0}, title="Cultuur & co", tasks=9, output=Path("mijn profiel.docx"))
    assert as_command(choice, None, None) == (
        "vacmap compose a/b=2 c --title 'Cultuur & co' --tasks 9 -o 'mijn profiel.docx'"
    )
    assert as_command(Choice({"c": 1.0}), "json", Path("map")) == "vacmap compose c --format json --structure map"

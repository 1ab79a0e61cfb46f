"""``vacmap classify`` as a process: what it takes from standard input, what it says, how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd

from vacmap.archive import Outcome

from .conftest import adverts
from .test_run import same

CLASSIFY = (sys.executable, "-m", "vacmap.cli", "classify")
CONTACT = "Je beantwoordt de mails op An.Peeters@voorbeeld.be en de telefoon (02 555 01 23) van onze vrijwilligers."


def taking(text: str) -> str:
    """A vacancy that opens its task list with a sentence."""
    return f"Wat ga je doen?\n\n- {text}\n- Je organiseert activiteiten voor jongeren.\n- Je begeleidt vrijwilligers.\n"


def test_standard_input_is_an_archive_and_contacts_are_masked(tmp_path: Path) -> None:
    lines = [{"vacature": adverts()[0], "naam": "één"}, {"vacature": taking(CONTACT)}, {"vacature": ""}]
    run = subprocess.run(
        [*CLASSIFY, "-", "-o", tmp_path / "uit", "--jobs", "1"],
        input="".join(json.dumps(line) + "\n" for line in lines),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "3 inputs: 2 analysed, 0 duplicates, 1 failed" in run.stderr
    assert run.stderr.splitlines()[-1].endswith("errors.parquet: why each of them failed")
    assert run.stdout == ""
    errors = pd.read_parquet(tmp_path / "uit/errors.parquet")
    assert errors["message"].str.contains("expected the text of a vacancy").tolist() == [True]
    functions = pd.read_parquet(tmp_path / "uit/functions.parquet")
    assert functions["naam"].fillna("").tolist() == ["één", ""]
    said = pd.read_parquet(tmp_path / "uit/tasks.parquet").set_index("id").loc[functions["id"].iloc[1], "text"]
    assert "[e-mail]" in said.iloc[0]
    assert not said.str.contains("Peeters|555 01 23").any()


def test_ctrl_c_leaves_what_can_be_resumed_and_says_so(
    inbox: Path, classified: tuple[Path, Outcome], tmp_path: Path
) -> None:
    command = [*CLASSIFY, str(inbox), "-o", str(tmp_path / "uit"), "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        for line in run.stderr:
            if line.startswith("reading"):
                break
        time.sleep(0.5)
        run.send_signal(signal.SIGINT)
        rest = run.stderr.read()
    assert run.returncode == 130
    assert rest.splitlines() == [f"{tmp_path / 'uit'}: ended; the same command with --resume goes on where it was"]
    assert not (tmp_path / "uit/functions.parquet").exists()
    again = subprocess.run([*command, "--resume"], capture_output=True, text=True, check=False)
    assert again.returncode == 1
    assert same(tmp_path / "uit", classified[0])


def test_a_folder_that_holds_something_is_refused_in_one_line(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("niet overschrijven")
    run = subprocess.run([*CLASSIFY, inbox, "-o", tmp_path], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr.splitlines() == [f"vacmap: {tmp_path}: holds 'brief.txt'; expected a new or empty folder"]

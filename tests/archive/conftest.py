"""A small archive of all formats, with what goes wrong in real ones."""

from __future__ import annotations

import csv
import gzip
import json
import zipfile
from functools import cache
from pathlib import Path

import pytest

from vacmap.archive import Options, Outcome, classify

LONGEST = 2500
"""Characters of an advert here, so that the tests take little time."""


@cache
def adverts() -> list[str]:
    """Short vacancies in Dutch, all different: those of the gold set."""
    file = Path(__file__).resolve().parents[2] / "data/gold/vacancies.jsonl"
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
    return [text for text in texts if len(text) < LONGEST]


@pytest.fixture(scope="session")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve inputs: eight adverts, a repeat, and three that fail."""
    folder = tmp_path_factory.mktemp("archive") / "inbox"
    (folder / "los").mkdir(parents=True)
    (folder / "los/een.txt").write_text(adverts()[0], encoding="utf-8")
    (folder / "los/twee.md").write_text(adverts()[1], encoding="utf-8")
    paragraphs = "".join(f"<p>{line}</p>" for line in adverts()[2].splitlines() if line)
    (folder / "los/drie.html").write_text(f"<html><body>{paragraphs}</body></html>", encoding="utf-8")
    (folder / "los/kapot.pdf").write_bytes(b"%PDF-1.4 en dan niets meer")
    (folder / "los/engels.txt").write_text("We are looking for a project manager who leads the volunteers. " * 5)
    with (folder / "vacatures.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["vacature", "regio", "title"])
        writer.writerow([adverts()[3], "West-Vlaanderen", "=1+1"])
        writer.writerow([f"Opnieuw geplaatst op 3 mei 2024.\n\n{adverts()[0]}", "Oost-Vlaanderen", "herhaald"])
        writer.writerow(["", "Brussel", "leeg"])
    with gzip.open(folder / "meer.jsonl.gz", "wt", encoding="utf-8") as stream:
        for number in range(4, 8):
            stream.write(json.dumps({"tekst": adverts()[number], "jaar": 2020 + number}) + "\n")
    return folder


@pytest.fixture(scope="session")
def classified(inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    """An undisturbed run over the archive, by two workers."""
    folder = tmp_path_factory.mktemp("classified") / "uit"
    outcome = classify([inbox], folder, jobs=2, options=Options(formats=("csv", "xlsx", "jsonl")))
    return folder, outcome


def zip_bomb(file: Path, size: int = 400 * 1024**2) -> None:
    """A docx whose text unpacks to so many bytes of nothing."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as entry:
            block = b" " * 1024**2
            for _ in range(size // len(block)):
                entry.write(block)

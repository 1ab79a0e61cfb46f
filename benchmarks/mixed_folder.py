"""A folder as archives are: 2,000 files of all formats, 3 % broken in eight ways, 10 % adverts that were posted before;
``vacmap classify`` over it, and whether every file has the fate it should have.

Run: ``python benchmarks/mixed_folder.py [FILES]`` (needs reportlab, which comes with the test extra)
"""

from __future__ import annotations

import html
import io
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pyarrow.parquet as pq
from beside import classify_command, gold_texts
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

FILES = 2000
BROKEN, REPEATED = 0.03, 0.10
SEED = 7
JOBS = 2


def other_adverts(count: int) -> Iterator[str]:
    """So many vacancies, no two alike: in each copy every third word of four letters or more gets an ending of its own
    (letters, since numbers make no other advert)."""
    texts = gold_texts()
    for number in range(count):
        copy, which = divmod(number, len(texts))
        ending = "".join(chr(ord("a") + copy // 26**place % 26) for place in (1, 0)) if copy else ""
        words = re.split(r"(\W+)", texts[which])
        words[::6] = [f"{word}{ending}" if len(word) > 3 and word.isalpha() else word for word in words[::6]]
        yield "".join(words)


def as_html(text: str) -> bytes:
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip()).encode()


def as_docx(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def as_pdf(text: str) -> bytes:
    out, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]
    lines = [Paragraph(html.escape(line), style) for line in text.splitlines() if line.strip()]
    SimpleDocTemplate(out).build(lines)
    return out.getvalue()


FORMATS: dict[str, Callable[[str], bytes]] = {
    "txt": lambda text: text.encode("utf-8"),
    "md": lambda text: text.encode("utf-8-sig"),
    "text": lambda text: text.encode("cp1252", "replace"),
    "html": as_html,
    "docx": as_docx,
    "pdf": as_pdf,
}


def bomb() -> bytes:
    """A docx whose text unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", " " * 300_000_000)
    return out.getvalue()


BREAKS: tuple[tuple[str, Callable[[], bytes]], ...] = (
    ("txt", lambda: b""),
    ("txt", lambda: bytes(range(256)) * 40),
    ("txt", lambda: b"We are looking for a project manager who leads the volunteers. " * 20),
    ("txt", lambda: b"Je begeleidt vrijwilligers. " * 100_000),
    ("pdf", lambda: b"%PDF-1.7\nen dan niets meer"),
    ("docx", lambda: b"PK\x03\x04 geen zip"),
    ("docx", bomb),
    ("odt", lambda: b"een formaat dat niet gelezen wordt"),
)


def fill(folder: Path, count: int) -> dict[str, int]:
    """Write the files; how many should have which fate."""
    generator = random.Random(SEED)  # noqa: S311
    n_broken, n_repeated = round(count * BROKEN), round(count * REPEATED)
    texts = list(other_adverts(count - n_broken - n_repeated))
    again = [
        f"Opnieuw geplaatst op {day % 28 + 1} mei 2024.\n\n{text}"
        for day, text in enumerate(generator.sample(texts, n_repeated))
    ]
    suffixes = list(FORMATS)
    for number, text in enumerate([*texts, *again]):
        suffix = suffixes[number % len(suffixes)]
        file = folder / f"map-{number % 20:02d}" / f"{number:05d}.{suffix}"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(FORMATS[suffix](text))
    for number in range(n_broken):
        suffix, make = BREAKS[number % len(BREAKS)]
        (folder / f"map-{number % 20:02d}" / f"stuk-{number:03d}.{suffix}").write_bytes(make())
    return {"analysed": len(texts), "duplicates": n_repeated, "failed": n_broken}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    with tempfile.TemporaryDirectory() as name:
        box, out = Path(name) / "in", Path(name) / "out"
        box.mkdir()
        wanted = fill(box, count)
        start = time.perf_counter()
        run = subprocess.run(
            [sys.executable, *classify_command(box, out, JOBS)], check=False, capture_output=True, text=True
        )
        taken = time.perf_counter() - start
        functions, errors = pq.read_table(out / "functions.parquet"), pq.read_table(out / "errors.parquet")
        tasks = functions["tasks"]
        found = {"analysed": len(tasks) - tasks.null_count, "duplicates": tasks.null_count, "failed": len(errors)}
        print(f"exit status {run.returncode}, {taken:.0f} s, {count / taken:.1f} files a second\n")
        print(f"{'':12}{'should be':>10}{'are':>8}")
        for fate, number in wanted.items():
            print(f"{fate:12}{number:10d}{found[fate]:8d}")
        n_files = sum(file.is_file() for file in box.rglob("*"))
        print(f"{'together':12}{sum(wanted.values()):10d}{sum(found.values()):8d}   files: {n_files}")
        reasons = errors.group_by(["stage", "error"]).aggregate([("id", "count")]).to_pylist()
        for row in reasons:
            print(f"  {row['stage']:8} {row['error']:12} {row['id_count']}")
        if found != wanted:
            sys.exit("not every file has the fate it should have")


if __name__ == "__main__":
    main()

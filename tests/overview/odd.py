"""Archives that are not what a template expects, by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vacmap.overview import Overview
from vacmap.records import Measured, ModelInfo
from vacmap.structure import Structure

from .made import Advert, Work, overview_of

MODEL = ModelInfo("proef", "1", "proef@1", Measured(33, 345, 0.77, 0.17, 0.89))
SCRIPT = '</title><script>alert("1")</script>'
HOSTILE = (
    f"{SCRIPT} & {{{{ 7 * 7 }}}} {{% raw %}}",
    "**vet** | `code` [link](http://kwaad.example) <b>dik</b>",
    "=HYPERLINK()",
    "مدير 🎨\u202e\x1b[31m",
    "Medewerker " * 40,
    "bel 0470 12 34 56 of jan@huis.be",
)
"""What may stand in a table that someone else made."""


def structure_of(professions: int) -> Structure:
    """So many professions, each in two clusters."""
    codes = [f"beroep{number}" for number in range(professions)]
    return Structure.model_validate(
        {
            "name": "Verzonnen",
            "version": "1",
            "source": "Verzonnen voor de tests",
            "shells": [{"id": "hart", "name": "Hart", "description": "Alles."}],
            "clusters": [{"id": one, "name": one.capitalize(), "shell": "hart"} for one in ("maken", "delen")],
            "professions": [{"id": code, "name": code.capitalize(), "definition": "Werkt."} for code in codes],
            "activities": [
                {
                    "id": f"{code}/{cluster}/werk",
                    "profession": code,
                    "cluster": cluster,
                    "title": None,
                    "parts": [{"id": f"{code}/{cluster}/werk/doen", "text": "Doet het"}],
                }
                for code in codes
                for cluster in ("maken", "delen")
            ],
        }
    )


def work_of(structure: Structure, number: int) -> list[Work]:
    """Six tasks, one of them outside."""
    cells = [structure.cells[(number + at) % len(structure.cells)].split("/") for at in range(5)]
    return [*((cluster, profession) for profession, cluster in cells), ("buiten", "administratie")]


def adverts_of(structure: Structure, functions: int) -> list[Advert]:
    return [
        Advert(str(at), work_of(structure, at), f"Functie {at % 3}", columns={"plaats": "ab"[at % 2]})
        for at in range(functions)
    ]


def hostile(structure: Structure) -> list[Advert]:
    """All that is hostile as title, kind of work and value."""
    return [
        Advert(
            f"{text}{at}", [*work_of(structure, at), ("buiten", text)], text, columns={"plaats": text, SCRIPT: "waarde"}
        )
        for text in HOSTILE
        for at in range(25)
    ]


Make = Callable[[Path, Structure, Structure], Overview]
"""Folder, the shipped structure and another one → an overview."""
ODD: dict[str, Make] = {
    "nothing": lambda folder, ours, _: overview_of(folder, ours, [Advert("a", [])], model=MODEL),
    "no vacancy": lambda folder, ours, _: overview_of(folder, ours, [], model=MODEL),
    "one function": lambda folder, ours, _: overview_of(folder, ours, adverts_of(ours, 1), model=MODEL),
    "nine functions": lambda folder, ours, _: overview_of(folder, ours, adverts_of(ours, 9), model=MODEL, by="plaats"),
    "everything outside": lambda folder, ours, _: overview_of(
        folder, ours, [Advert(str(at), [("buiten", "ict")] * 5) for at in range(30)], model=MODEL
    ),
    "other structure": lambda folder, _, other: overview_of(folder, other, adverts_of(other, 60), model=MODEL),
    "one profession": lambda folder, *_: overview_of(
        folder, structure_of(1), adverts_of(structure_of(1), 40), model=MODEL, by="plaats"
    ),
    "ten professions": lambda folder, *_: overview_of(
        folder, structure_of(10), adverts_of(structure_of(10), 60), model=MODEL, by="plaats"
    ),
    "hostile": lambda folder, ours, _: overview_of(folder, ours, hostile(ours), model=MODEL, by="plaats"),
    "hostile column": lambda folder, ours, _: overview_of(folder, ours, hostile(ours), model=MODEL, by=SCRIPT),
    "unknown model": lambda folder, ours, _: overview_of(
        folder, ours, adverts_of(ours, 30), model=ModelInfo("<i>x</i>", "", "proef@1")
    ),
}

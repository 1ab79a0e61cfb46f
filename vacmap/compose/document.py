"""draft → the parts of a document: headings, paragraphs, numbered tasks, gaps to fill in, the table of sources

What every format shows, said once; the formats lay it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from vacmap.compose.blocks import Source
from vacmap.compose.draft import Draft
from vacmap.compose.vocabulary import purposes
from vacmap.compose.wording import for_target_group
from vacmap.report.phrases import phrase
from vacmap.report.wording import enumerate_words, in_sentence, percent

if TYPE_CHECKING:
    from vacmap.structure import Part

MOSTLY = 0.6
"""From this share on the function is said to be mostly that of one profession, as in a report."""
MAIN = 0.2
"""From this share on a profession gives the function a purpose."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the title."""

    text: str
    level: int
    to_fill_in: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A place for the editor to fill in."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered task; the numbers go on from section to section."""

    number: int
    text: str
    notes: tuple[str, ...]
    """Where it was cut from, for formats that have a margin."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


DocumentPart: TypeAlias = Heading | Paragraph | Gap | Item | Table


def document(draft: Draft) -> Iterator[DocumentPart]:
    """The parts of a draft, in order."""
    named = draft.organisation
    yield Heading(draft.title or _say("untitled"), 1, to_fill_in=draft.title is None)
    yield Paragraph(opening(draft))
    said = purpose(draft)
    if said:
        yield Paragraph(said)
    yield Gap(_say("place_fill" if said else "purpose_fill"))
    yield Heading(_say("about_named", organisation=named) if named else _say("about"), 2)
    yield Gap(_say("about_fill"))
    yield Heading(_say("tasks"), 2)
    number = 0
    for section in draft.sections:
        if section.heading is not None:
            yield Heading(section.heading, 3)
        for task in section.tasks:
            number += 1
            yield Item(number, task.text, tuple(_comment(source, draft) for source in task.sources))
    for part in ("profile", "offer", "procedure"):
        yield Heading(_say(part), 2)
        yield Gap(_say(f"{part}_fill"))
    yield Heading(_say("origin"), 2)
    yield Paragraph(_origin(draft))
    yield _sources(draft)


def opening(draft: Draft) -> str:
    """What the function is, by the weights of its blocks."""
    shares, ranked = draft.professions, _ranked(draft)
    names = [in_sentence(draft.structure.profession(code).name) for code in ranked]
    articled = [_say("a", name=name) for name in names]
    kind = "one" if len(names) == 1 else "mostly" if shares[ranked[0]] >= MOSTLY else "more"
    said = _say(
        kind,
        where=_say("at", organisation=draft.organisation) if draft.organisation else _say("here"),
        first=names[0],
        rest=enumerate_words(articled[1:]),
        names=enumerate_words(articled),
    )
    return f"{said} {_say('target_group', target_group=draft.target_group)}" if draft.target_group else said


def purpose(draft: Draft) -> str:
    """What the employer wants with the function, from the definitions of its main professions; empty if unknown."""
    main = [code for code in _ranked(draft) if draft.professions[code] >= MAIN]
    known = [purposes().get(draft.structure.profession(code).definition) for code in main]
    said = [for_target_group(one, draft.target_group) for one in known if one]
    return " ".join(_say("purpose_too" if at else "purpose", purpose=one) for at, one in enumerate(said))


def _ranked(draft: Draft) -> list[str]:
    """The professions of a draft, the weightiest first."""
    shares = draft.professions
    return sorted((code for code, share in shares.items() if share), key=lambda code: -shares[code])


def _origin(draft: Draft) -> str:
    structure = draft.structure
    blocks = [_say("block", block=block.id, share=percent(block.share)) for block in draft.blocks]
    return _say(
        "origin_said",
        structure=structure.name,
        version=structure.version,
        source=structure.source,
        blocks=enumerate_words(blocks),
    )


def _sources(draft: Draft) -> Table:
    """A row per cell: which task is which of its deelactiviteiten.

    By number, for a text of the structure beside its task would be read as another task.
    """
    places = _places(draft)
    rows: dict[tuple[str, str], list[str]] = {}
    for number, task in enumerate(draft.tasks, start=1):
        for source in task.sources:
            said = _say("reference", task=str(number), place=places[source.id])
            rows.setdefault((source.profession, source.cluster), []).append(said)
    structure = draft.structure
    order = [(profession, cluster) for profession in structure.profession_ids for cluster in structure.cluster_ids]
    return Table(
        (_say("column_profession"), _say("column_cluster"), _say("column_tasks")),
        tuple(
            (structure.profession(cell[0]).name, structure.cluster(cell[1]).name, ", ".join(rows[cell]))
            for cell in sorted(rows, key=order.index)
        ),
    )


def _places(draft: Draft) -> dict[str, str]:
    """Place of every activity and deelactiviteit in its cell, as an outline counts: "2.3"."""
    places: dict[str, str] = {}
    counts: dict[str, int] = {}
    for activity in draft.structure.activities:
        counts[activity.cell] = counts.get(activity.cell, 0) + 1
        places[activity.id] = str(counts[activity.cell])
        _number(activity.parts, places[activity.id], places)
    return places


def _number(parts: Iterable[Part], above: str, places: dict[str, str]) -> None:
    for at, part in enumerate(parts, start=1):
        places[part.id] = f"{above}.{at}"
        _number(part.parts, places[part.id], places)


def _comment(source: Source, draft: Draft) -> str:
    structure = draft.structure
    return _say(
        "comment",
        profession=structure.profession(source.profession).name,
        cluster=structure.cluster(source.cluster).name,
        text=source.text,
    )


def _say(name: str, /, **values: str) -> str:
    return phrase("draft", name, **values)

"""blocks, words of the organisation → a draft function profile"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from vacmap.compose.blocks import Block, Source, parse_weights, pick_blocks
from vacmap.compose.choose import choose
from vacmap.compose.vocabulary import headings
from vacmap.compose.wording import for_target_group
from vacmap.report.phrases import phrase
from vacmap.report.wording import one_line
from vacmap.structure import Structure, load_structure

SCHEMA = "vacmap-draft/1"
"""Name and version of the JSON of a draft."""
DIGITS = 4
"""Decimals of shares in JSON."""
_ORGANISATION = re.compile(r"(?<!buiten )\bde organisatie\b")


@dataclass(frozen=True, slots=True)
class DraftTask:
    """A sentence of the profile, with where it was cut from."""

    text: str
    cluster: str
    sources: tuple[Source, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "cluster": self.cluster, "sources": [source.to_dict() for source in self.sources]}


@dataclass(frozen=True, slots=True)
class Section:
    """Tasks that stand together."""

    heading: str | None
    """None if the profile has no sections."""
    tasks: tuple[DraftTask, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A function profile, pasted from blocks of a structure and ready to be edited."""

    title: str | None
    organisation: str | None
    target_group: str | None
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    structure: Structure

    @property
    def tasks(self) -> tuple[DraftTask, ...]:
        """In the order of the profile."""
        return tuple(task for section in self.sections for task in section.tasks)

    @property
    def professions(self) -> dict[str, float]:
        """Share per profession, by the weights of its blocks; sums to 1."""
        shares = dict.fromkeys(self.structure.profession_ids, 0.0)
        for block in self.blocks:
            shares[block.profession] += block.share
        return shares

    def tasks_of(self, block: Block) -> tuple[DraftTask, ...]:
        """The tasks that were cut from a block."""
        ids = {piece.source.id for piece in block.pieces}
        return tuple(task for task in self.tasks if any(source.id in ids for source in task.sources))

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the draft."""
        return {
            "schema": SCHEMA,
            "title": self.title,
            "structure": self.structure.label,
            "blocks": [
                {"id": block.id, "weight": block.weight, "share": round(block.share, DIGITS)} for block in self.blocks
            ],
            "tasks": [task.to_dict() for task in self.tasks],
            "professions": {code: round(share, DIGITS) for code, share in self.professions.items()},
        }


def compose(
    blocks: Mapping[str, float] | Iterable[str],
    *,
    title: str | None = None,
    organisation: str | None = None,
    target_group: str | None = None,
    tasks: int | None = None,
    structure: Structure | str | Path | None = None,
) -> Draft:
    """Paste a function profile from blocks of a structure.

    Parameters
    ----------
    blocks : mapping of str to float, or iterable of str
        Ids of professions, cells, activities or deelactiviteiten with their weights, or ids with a weight behind ``=``
        where it is not 1: ``["programmator/ontwerpen=2", "begeleider/organiseren"]``.
    title, organisation : str or None
        What the function and the organisation are called; None: to be filled in.
    target_group : str or None
        What the organisation calls its target group, as it stands inside a sentence: "kwetsbare jongeren".
    tasks : int or None
        Number of task sentences; None: a number that suits the blocks. Blocks that hold fewer give all they have.
    structure : Structure, str, pathlib.Path or None
        The structure or its folder; None: the one that comes with vacmap.

    Raises
    ------
    ComposeError
        If there are no blocks, an id does not exist, a weight is no positive number, or there are fewer tasks than
        blocks.

    Examples
    --------
    >>> draft = compose(["campagnewerker/orienteren"], target_group="kwetsbare jongeren", tasks=2)
    >>> [task.text for task in draft.tasks]
    ['Je bestudeert trends in de maatschappij.', 'Je leeft je in de situatie van kwetsbare jongeren in.']
    """
    whole = structure if isinstance(structure, Structure) else load_structure(structure)
    picked = pick_blocks(blocks if isinstance(blocks, Mapping) else parse_weights(blocks), whole)
    title, organisation, target_group = map(_given, (title, organisation, target_group))
    pasted = [
        DraftTask(for_target_group(one.sentence, target_group), one.cluster, one.sources)
        for one in choose(picked, whole, tasks)
    ]
    sections = _sections(pasted, picked, whole)
    if organisation:
        sections = _named(sections, organisation)
    return Draft(title, organisation, target_group, picked, sections, whole)


def _given(words: str | None) -> str | None:
    """Words on one line; None if there are none."""
    return one_line(words or "") or None


def _sections(tasks: Sequence[DraftTask], blocks: Sequence[Block], structure: Structure) -> tuple[Section, ...]:
    """The tasks by cluster, the weightiest first; what would stand alone under a heading comes together at the end."""
    weights = _cluster_weights(blocks)
    usual = [*headings(), *(cluster.name for cluster in structure.clusters)]
    sections = []
    alone: list[DraftTask] = []
    for cluster in sorted(
        structure.clusters, key=lambda cluster: (-round(weights[cluster.id], DIGITS), usual.index(cluster.name))
    ):
        group = tuple(task for task in tasks if task.cluster == cluster.id)
        if len(group) > 1:
            sections.append(Section(headings().get(cluster.name, cluster.name), group))
        else:
            alone += group
    if alone:
        sections.append(Section(phrase("draft", "other_tasks") if sections else None, tuple(alone)))
    return tuple(sections)


def _cluster_weights(blocks: Sequence[Block]) -> Counter[str]:
    """The share of every cluster: that of a block goes to its clusters alike."""
    weights: Counter[str] = Counter()
    for block in blocks:
        clusters = {piece.source.cluster for piece in block.pieces}
        weights.update(dict.fromkeys(clusters, block.share / len(clusters)))
    return weights


def _named(sections: Sequence[Section], organisation: str) -> tuple[Section, ...]:
    """The organisation by its name, once in every section; "de organisatie" is what people go on with."""
    out = []
    for section in sections:
        texts = [task.text for task in section.tasks]
        at = next((at for at, text in enumerate(texts) if _ORGANISATION.search(text)), None)
        if at is not None:
            texts[at] = _ORGANISATION.sub(lambda _: organisation, texts[at], count=1)
        tasks = (replace(task, text=text) for task, text in zip(section.tasks, texts, strict=True))
        out.append(replace(section, tasks=tuple(tasks)))
    return tuple(out)

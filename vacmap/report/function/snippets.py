"""tasks → snippets: each task as the report shows it, beside the block of the structure it was cut from"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vacmap.records import OUTSIDE, Function, Match, Task
from vacmap.report.contacts import find_contacts, mask_contacts
from vacmap.report.palette import signs
from vacmap.report.phrases import phrase
from vacmap.report.wording import count, enumerate_words, in_sentence, one_line, percent

if TYPE_CHECKING:
    from vacmap.structure import Structure

DOMINANT = 0.6
"""From this share on a task is said to be of one profession without "vooral"."""
SHARES_WITH_FIRST = 0.5
"""A profession shares a task if its share is at least this part of the largest one."""
RUNNERS_UP = 2
"""Blocks shown behind the best one,"""
LEAST_SHARE = 0.05
"""if the task has at least this share of them."""
RESEMBLES = 0.12
"""A deelactiviteit is named from this cosine on. Nearly three quarters of the tasks outside the structure, which were
cut from no activity, come no nearer to theirs (``python benchmarks/nearest_activity.py``)."""
NO_KIND = "anders"
"""Kind of work outside when the model names none."""


@dataclass(frozen=True, slots=True)
class ProfessionShare:
    """How much of a task is of one profession."""

    code: str
    name: str
    sign: str
    position: int
    share: float


@dataclass(frozen=True, slots=True)
class Block:
    """An activity of the structure, with the part of it that comes nearest to a task."""

    activity: str
    title: str
    """Title of the activity, or the name of its cluster where the structure gives it none."""
    part: str | None
    """The deelactiviteit whose words come nearest; None if none comes near."""
    cluster: str
    """Name of its cluster."""
    profession: str
    sign: str
    position: int
    share: float
    """How far the task may have been cut from it; over all blocks and outside 1."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A task, cut out of the vacancy."""

    number: int
    """Place in the text, from 1."""
    start: int
    end: int
    text: str
    """On one line, contact data masked."""
    cluster: str
    cluster_name: str
    professions: tuple[ProfessionShare, ...]
    """Professions that share the task, the largest share first."""
    shares: tuple[ProfessionShare, ...]
    """All professions with a share, in the structure's order."""
    whose: str
    """"gemeenschapswerker", "gedeeld door begeleider en campagnewerker"; empty if the task lies outside."""
    block: Block | None
    runners_up: tuple[Block, ...]
    outside: str | None
    confidence: float
    certain: bool
    doubt: str
    """Why it is uncertain; empty if it is not."""
    why: str
    """What the task said by itself, and by which words; empty where nobody asked."""

    @property
    def cells(self) -> tuple[str, ...]:
        """Codes of the cells the task is shown in, ``profession/cluster``; ``buiten`` for what lies outside."""
        return tuple(f"{part.code}/{self.cluster}" for part in self.professions) or (self.cluster,)


def cut_snippets(function: Function, structure: Structure, *, keep_contacts: bool = False) -> tuple[Snippet, ...]:
    """The tasks that count in the function as snippets, in the order of the text."""
    tasks = sorted((task for task in function.tasks if not task.umbrella), key=lambda task: (task.start, task.end))
    return tuple(
        _snippet(number, task, structure, keep_contacts=keep_contacts) for number, task in enumerate(tasks, start=1)
    )


def _snippet(number: int, task: Task, structure: Structure, *, keep_contacts: bool) -> Snippet:
    text = one_line(task.text)
    shares = _shares(task, structure)
    sharing = _sharing(shares)
    others = [match for match in task.matches if match is not task.match and match.share >= LEAST_SHARE]
    return Snippet(
        number=number,
        start=task.start,
        end=task.end,
        text=text if keep_contacts else mask_contacts(text),
        cluster=task.cluster,
        cluster_name=_cluster_name(task.cluster, structure),
        professions=sharing,
        shares=shares,
        whose=_whose(sharing, len(structure.professions)),
        block=_block(task.match, structure) if task.match is not None else None,
        runners_up=tuple(_block(match, structure) for match in others[:RUNNERS_UP]),
        outside=(task.outside or NO_KIND) if task.cluster == OUTSIDE else None,
        confidence=task.confidence,
        certain=task.certain,
        doubt="" if task.certain else _doubt(task, structure),
        why=_why(task, structure, keep_contacts=keep_contacts),
    )


def _shares(task: Task, structure: Structure) -> tuple[ProfessionShare, ...]:
    names = signs([profession.name for profession in structure.professions])
    return tuple(
        ProfessionShare(profession.id, profession.name, names[position], position, task.professions[profession.id])
        for position, profession in enumerate(structure.professions)
        if task.professions.get(profession.id, 0.0) > 0
    )


def _sharing(shares: tuple[ProfessionShare, ...]) -> tuple[ProfessionShare, ...]:
    ranked = sorted(shares, key=lambda part: -part.share)
    return tuple(part for part in ranked if part.share >= SHARES_WITH_FIRST * ranked[0].share)


def _whose(sharing: tuple[ProfessionShare, ...], professions: int) -> str:
    if not sharing:
        return ""
    if len(sharing) == 1:
        kind = "one" if sharing[0].share >= DOMINANT else "mostly"
        return phrase("task", kind, first=in_sentence(sharing[0].name))
    if len(sharing) == professions:
        return phrase("task", "both") if professions == 2 else phrase("task", "all", count=count(professions))
    return phrase("task", "shared", names=enumerate_words([in_sentence(part.name) for part in sharing]))


def _block(match: Match, structure: Structure) -> Block:
    activity = structure.activity(match.activity)
    position = structure.profession_ids.index(activity.profession)
    return Block(
        activity=activity.id,
        title=activity.title or _cluster_name(activity.cluster, structure),
        part=structure.part(match.part).text if match.part is not None and match.similarity >= RESEMBLES else None,
        cluster=_cluster_name(activity.cluster, structure),
        profession=structure.professions[position].name,
        sign=signs([profession.name for profession in structure.professions])[position],
        position=position,
        share=match.share,
    )


def _doubt(task: Task, structure: Structure) -> str:
    others = sorted(
        ((score, code) for code, score in task.cluster_scores.items() if code != task.cluster and score > 0),
        key=lambda scored: -scored[0],
    )
    said = {"cluster": _cluster_name(task.cluster, structure), "confidence": percent(task.confidence)}
    if not others:
        return phrase("task", "unsure", **said)
    score, code = others[0]
    return phrase("task", "unsure_else", **said, other=_cluster_name(code, structure), score=percent(score))


def _why(task: Task, structure: Structure, *, keep_contacts: bool) -> str:
    alone = task.alone
    if alone is None:
        return ""
    places = [(word.start - task.start, word.end - task.start) for word in alone.words]
    hidden = () if keep_contacts else find_contacts(task.text)
    words = [
        task.text[start:end]
        for start, end in places
        if not any(start < contact.end and contact.start < end for contact in hidden)
    ]
    said = []
    if alone.cluster != task.cluster:
        kind = "why_outside" if alone.cluster == OUTSIDE else "why_else"
        said.append(phrase("task", kind, cluster=_cluster_name(alone.cluster, structure)))
    if words:
        kind = "why_word" if len(words) == 1 else "why_words"
        said.append(phrase("task", kind, words=enumerate_words([f"‘{word}’" for word in words])))
    return " ".join(said) or phrase("task", "why_whole")


def _cluster_name(code: str, structure: Structure) -> str:
    return phrase("report", "outside") if code == OUTSIDE else structure.cluster(code).name

"""zones → tasks: the stretches that state one thing the job holder does, with what stands around them"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from vacmap.layout import plain
from vacmap.records import Unit, ZoneCode
from vacmap.spelling import LONGEST_WORD
from vacmap.tasks.clauses import MAY_BE_CUT
from vacmap.tasks.splitter import ClauseSplitter
from vacmap.words import Word, WordReader, split_words
from vacmap.words.split import WORD_OR_SIGN, split_plain, split_texts
from vacmap.zones import HEADING, LabelledUnit

WORD_OF_HUMAN_LENGTH = re.compile(rf"(?<!\w)\w{{1,{LONGEST_WORD}}}(?!\w)")
TITLE_UNITS = 12
"""The title of a function stands among the first so many units."""


@dataclass(frozen=True, slots=True)
class TaskSpan:
    """A stretch that states an activity, before anything is said about which."""

    start: int
    end: int
    text: str
    """The stretch in plain form: broken words whole, white space single, page furniture left out."""
    sentence: str
    """The whole sentence or list item it stands in, plain; behind the words that introduce its list, if any do."""
    heading: str
    """The heading or introduction it stands under, plain; empty if there is none."""
    previous: str
    """The task before it in the same list, plain; empty if there is none."""
    title: str
    """The function's title, plain; empty if none was found."""
    umbrella: bool = False
    """True if it names in general what the items below it state one by one: it does not count beside them."""


def find_title(text: str, labelled: Sequence[LabelledUnit]) -> str | None:
    """The function's title: the first line near the top that frames the function and reads like a heading."""
    framing = [item.unit for item in labelled[:TITLE_UNITS] if item.zone is ZoneCode.FUNCTIE]
    for unit in framing:
        if unit.heading > 0 or len(plain(text[unit.start : unit.end])) <= 80:
            return plain(text[unit.start : unit.end])
    return None


@dataclass(frozen=True)
class TaskSentence:
    """A sentence or list item of the task part, whole."""

    source: str
    """The text it stands in."""
    items: tuple[LabelledUnit, ...]
    """The unit, or the parts of a sentence that page furniture interrupts."""
    text: str
    """Plain."""

    @classmethod
    def of(cls, source: str, items: Sequence[LabelledUnit]) -> TaskSentence:
        """The sentence of some units of a text."""
        text = plain("\n".join([source[item.unit.start : item.unit.end] for item in items]))
        return cls(source, tuple(items), text)

    @property
    def unit(self) -> Unit:
        return self.items[0].unit

    @cached_property
    def words(self) -> list[Word]:
        """Its words and signs; a word broken over the page is one."""
        words: list[Word] = []
        for item in self.items:
            more = split_words(self.source, item.unit.start, item.unit.end)
            if words and more and words[-1].text.endswith("-") and more[0].text[:1].islower():
                words[-1:] = [Word(words[-1].text[:-1] + more[0].text, words[-1].start, more[0].end)]
                more = more[1:]
            words += more
        return words

    @property
    def word_texts(self) -> list[str]:
        """Its words and signs, plain."""
        if self._is_plain:
            return split_plain(self.text)
        if len(self.items) == 1:
            return split_texts(self.source, self.unit.start, self.unit.end)
        return [word.text for word in self.words]

    def first_spans(self, n_words: int) -> list[tuple[int, int]]:
        """Where so many of its words and signs stand, from the first on."""
        if self._is_plain:
            matches = WORD_OR_SIGN.finditer(self.source, self.unit.start, self.unit.end)
            return [match.span() for match in islice(matches, n_words)]
        return [(word.start, word.end) for word in self.words[:n_words]]

    @property
    def _is_plain(self) -> bool:
        """Whether its words stand in the text as they are read."""
        return len(self.items) == 1 and self.source[self.unit.start : self.unit.end].isprintable()

    @property
    def heads(self) -> bool:
        """Whether it stands above others that it speaks for."""
        return self.unit.heading >= HEADING or self.text.endswith(":")


def task_sentences(text: str, labelled: Sequence[LabelledUnit]) -> list[tuple[int, TaskSentence]]:
    """The sentences that state an activity, each with the index of its (first) unit, in the order of the text."""
    parts: dict[int, list[LabelledUnit]] = {}
    last = -1
    for index, item in enumerate(labelled):
        if item.unit.resumes and last in parts:
            parts[last].append(item)
        elif not item.unit.furniture:
            last = index
            if item.zone is ZoneCode.TAKEN and item.states_activity and _has_word(text, item.unit):
                parts[index] = [item]
    return [(index, TaskSentence.of(text, items)) for index, items in parts.items()]


def _has_word(text: str, unit: Unit) -> bool:
    """Whether a unit has a word of human length: a line of data has none, and states no task."""
    return WORD_OF_HUMAN_LENGTH.search(text, unit.start, unit.end) is not None


def extract_tasks(
    text: str,
    labelled: Sequence[LabelledUnit],
    splitter: ClauseSplitter,
    title: str | None = None,
    reader: WordReader | None = None,
) -> list[TaskSpan]:
    """The tasks of every sentence that states an activity, in the order of the text; a sentence may state several.

    Parameters
    ----------
    title : str or None
        The function's title; None: it is looked for in the text.
    reader : WordReader or None
        What tells the kinds of words; None: the splitter's own tagger.
    """
    return extract_all([TaskText(text, labelled, title)], splitter, reader)[0]


@dataclass(frozen=True)
class TaskText:
    """A text with its zones, ready for its tasks to be found."""

    text: str
    labelled: Sequence[LabelledUnit]
    title: str | None = None
    """The function's title; None: it is looked for in the text."""


def extract_all(
    texts: Sequence[TaskText], splitter: ClauseSplitter, reader: WordReader | None = None
) -> list[list[TaskSpan]]:
    """The tasks of every text, as :func:`extract_tasks` gives them; several texts together take less time than one by
    one."""
    sentences = [task_sentences(one.text, one.labelled) for one in texts]
    doubtful = [
        (number, index, sentence)
        for number, found in enumerate(sentences)
        for index, sentence in found
        if MAY_BE_CUT.search(sentence.text)
    ]
    cuts = splitter.split_all([sentence.word_texts for *_, sentence in doubtful], reader)
    own: dict[tuple[int, int], list[int]] = {
        (number, index): found for (number, index, _), found in zip(doubtful, cuts, strict=True)
    }
    return [
        _tasks_of(one, {index: (sentence, own.get((number, index), [])) for index, sentence in sentences[number]})
        for number, one in enumerate(texts)
    ]


def _tasks_of(one: TaskText, by_unit: dict[int, tuple[TaskSentence, list[int]]]) -> list[TaskSpan]:
    """The tasks of a text, given its sentences and their cuts by the index of their unit."""
    text, labelled = one.text, one.labelled
    title = one.title if one.title is not None else find_title(text, labelled)
    tasks: list[TaskSpan] = []
    heading = introduction = previous = ""
    above: tuple[TaskSentence, int, int] | None = None  # what may be an umbrella, and where its tasks lie
    for index, item in enumerate(labelled):
        if index not in by_unit:
            if item.unit.furniture or item.unit.resumes:
                continue
            if item.unit.heading >= HEADING or item.zone is ZoneCode.TAKEN:
                heading = plain(text[item.unit.start : item.unit.end])
                introduction = heading if item.zone is ZoneCode.TAKEN and heading.endswith(":") else ""
            previous, above = "", None
            continue
        sentence, own = by_unit[index]
        if above is not None and _is_under(sentence.unit, above[0].unit):
            tasks[above[1] : above[2]] = [replace(task, umbrella=True) for task in tasks[above[1] : above[2]]]
        above = None
        introduced = sentence.unit.bullet is not None and introduction
        whole = f"{introduction} {sentence.text}" if introduced else sentence.text
        first = len(tasks)
        for start, end in _clauses(sentence, own):
            clause = _said(text, sentence, start, end)
            tasks.append(TaskSpan(start, end, clause, whole, heading, previous, title or ""))
            previous = clause
        if sentence.heads:
            heading, previous = sentence.text, ""
            introduction = sentence.text if sentence.text.endswith(":") else ""
            above = (sentence, first, len(tasks))
        elif not introduced:
            introduction = ""
    return tasks


def _is_under(unit: Unit, above: Unit) -> bool:
    """Whether a unit is an item of what stands above it: a bullet under a line, or one that stands further in."""
    if unit.bullet is None:
        return False
    return above.bullet is None or unit.indent > above.indent or _kind(unit.bullet) != _kind(above.bullet)


def _kind(bullet: str) -> str:
    return "number" if any(map(str.isdigit, bullet)) else "letter" if bullet.strip("().").isalpha() else bullet


def _clauses(sentence: TaskSentence, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Start and end of every task in a sentence; together they hold all its words."""
    start, end = sentence.unit.start, sentence.items[-1].unit.end
    spans = sentence.first_spans(cuts[-1] + 1) if cuts else []
    for cut in cuts:
        yield start, spans[cut - 1][1]
        start = spans[cut][0]
    yield start, end


def _said(text: str, sentence: TaskSentence, start: int, end: int) -> str:
    """A stretch of a sentence, plain, without what interrupts it."""
    if start == sentence.unit.start and end == sentence.items[-1].unit.end:
        return sentence.text
    if len(sentence.items) == 1:
        return plain(text[start:end])
    parts = [text[max(start, item.unit.start) : min(end, item.unit.end)] for item in sentence.items]
    return plain("\n".join(filter(None, parts)))

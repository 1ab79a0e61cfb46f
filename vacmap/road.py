"""The road in order: a spaCy ``Language`` whose components are the stages, and the ``Mapper`` that gives functions.

Components (entry points of the same names, so ``spacy.load`` finds them): ``vacmap_layout`` → ``vacmap_zones`` →
``vacmap_tasks`` → ``vacmap_activities`` → ``vacmap_words``. Results: ``doc.spans["zones"]`` and ``doc.spans["tasks"]``
(labels: zone and cluster), the records behind them in ``doc._.vacmap`` and ``span._.zone`` / ``span._.task``, the
function in ``doc._.function``, and the kinds and lemmas of the words of task sentences in their tokens.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cache, cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc, MorphAnalysis, Span
from spacy.util import minibatch, raise_error

from vacmap.activities import Job, ReadJobs, assign_all, told_words, with_reasons
from vacmap.bundle import Model, load_model, save_model
from vacmap.errors import InputError
from vacmap.functions import make_profiles
from vacmap.layout import is_dutch, read_all_words, read_words, split_lines, split_units
from vacmap.records import OUTSIDE, Function, Line, Task, Unit, Zone, ZoneCode
from vacmap.resources import default_model
from vacmap.serialise import register
from vacmap.spelling import Words
from vacmap.tasks import (
    ClauseSplitter,
    TaskSpan,
    TaskText,
    extract_all,
    find_title,
    load_splitter,
    save_splitter,
    shipped_splitter,
    task_sentences,
)
from vacmap.words import BorrowedWords, WordReader
from vacmap.words.tagger import VERB_FORM
from vacmap.zones import Cut, LabelledUnit, to_zones

if TYPE_CHECKING:
    import pandas as pd

COMPONENTS = ("vacmap_layout", "vacmap_zones", "vacmap_tasks", "vacmap_activities")
"""What a function is made from."""
TOGETHER = 64
"""Texts of a stream that are worked on at once."""
KEPT_LEXEMES = 100_000
"""Different words that spaCy keeps of a stream."""
WORDS = "vacmap_words"
"""What tells every word of the task sentences apart, for those who look at words."""


@dataclass
class Road:
    """What the components found in one text so far; kept in ``doc._.vacmap``."""

    text: str = ""
    """That of the doc, which spaCy puts together anew from its tokens whenever it is asked."""
    lines: tuple[Line, ...] = ()
    units: tuple[Unit, ...] = ()
    labelled: tuple[LabelledUnit, ...] = ()
    zones: tuple[Zone, ...] = ()
    spans: tuple[TaskSpan, ...] = ()
    title: str | None = None
    tasks: tuple[Task, ...] = ()
    dutch: bool = True

    @cached_property
    def words(self) -> Words:
        """Those of every unit. They do not travel with a doc, and are read again where somebody asks."""
        return read_words(self.text, self.units)


@cache
def shipped_model() -> Model:
    """The model that comes with vacmap, loaded once."""
    return load_model(default_model())


Learnt = TypeVar("Learnt", Model, ClauseSplitter)


@dataclass(frozen=True)
class _Store(Generic[Learnt]):
    """How something learnt is read from a folder, written to one, and which of it comes with vacmap."""

    read: Callable[[Path], Learnt]
    write: Callable[[Learnt, Path], None]
    shipped: Callable[[], Learnt]


MODELS = _Store(load_model, save_model, shipped_model)
SPLITTERS = _Store(load_splitter, save_splitter, shipped_splitter)


class _Component(Generic[Learnt]):
    """A stage as a pipeline component; one that works with what was learnt uses the shipped unless it was given
    another."""

    def __init__(self, store: _Store[Learnt]) -> None:
        self._store: _Store[Learnt] = store
        self._model: Learnt | None = None

    def use(self, model: Learnt) -> None:
        """Work with this model from now on."""
        self._model = model

    @property
    def learnt(self) -> Learnt:
        return self._store.shipped() if self._model is None else self._model

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component's model folder."""
        self._store.write(self.learnt, Path(path))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read a model folder; raises ModelError if it is not whole, was changed or is not trusted."""
        self._model = self._store.read(Path(path))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The component's model folder as bytes."""
        with tempfile.TemporaryDirectory() as folder:
            self.to_disk(folder)
            return bytes(srsly.msgpack_dumps({file.name: file.read_bytes() for file in sorted(Path(folder).iterdir())}))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Read what :meth:`to_bytes` wrote."""
        with tempfile.TemporaryDirectory() as folder:
            for name, content in srsly.msgpack_loads(data).items():
                (Path(folder) / Path(name).name).write_bytes(content)
            return self.from_disk(folder)


class _Together:
    """A stage that takes less time for several texts together than for one by one."""

    name = ""
    _on_error = staticmethod(raise_error)

    def work(self, docs: Sequence[Doc]) -> None:
        """Do the stage's work on some docs."""
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        self.work([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = TOGETHER) -> Iterator[Doc]:
        """The docs of a stream, in its order. Where several together fail, each is tried by itself, and those that fail
        are given to the error handler, as spaCy does with components that take docs one by one."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            try:
                self.work(docs)
            except Exception:  # noqa: BLE001  whatever it is, it is raised again for the doc it belongs to
                yield from self._one_by_one(docs)
            else:
                yield from docs

    def _one_by_one(self, docs: Sequence[Doc]) -> Iterator[Doc]:
        for doc in docs:
            try:
                self.work([doc])
            except Exception as error:  # noqa: BLE001  the handler decides; without one it is raised
                self._on_error(self.name, self, [doc], error)
            else:
                yield doc

    def set_error_handler(self, handler: Callable[..., None]) -> None:
        """What is called for a doc that fails: with the component's name, the component, the docs and the error."""
        self._on_error = handler

    def get_error_handler(self) -> Callable[..., None]:
        return self._on_error


class Layout(_Together):
    """text → lines → units → words; a text that is not Dutch has no units"""

    def work(self, docs: Sequence[Doc]) -> None:
        roads: list[Road] = [doc._.vacmap for doc in docs]
        for road in roads:
            road.lines = split_lines(road.text)
        cut = [(road.text, split_units(road.text, road.lines)) for road in roads]
        for road, (_, units), words in zip(roads, cut, read_all_words(cut), strict=True):
            road.dutch = is_dutch(road.text, words)
            if road.dutch:
                road.units, road.words = units, words


class Zones(_Together, _Component[Model]):
    """units → zones; a text that is not Dutch is one zone ``overig``"""

    def work(self, docs: Sequence[Doc]) -> None:
        roads: list[Road] = [doc._.vacmap for doc in docs]
        labelled = self.learnt.zones.label_all([Cut(road.text, road.units, road.words) for road in roads])
        for doc, road, units in zip(docs, roads, labelled, strict=True):
            if road.dutch:
                road.labelled = tuple(units)
                road.zones = to_zones(road.text, road.labelled)
            elif road.text:
                road.zones = (Zone(0, len(road.text), ZoneCode.OVERIG),)
            _mark(doc, "zones", road.zones, attrgetter("zone.value"), "zone")


class _Wordy(_Component[ClauseSplitter]):
    """A stage that looks at words: with the splitter's own tagger, or with a spaCy pipeline that the user names."""

    def __init__(self, words: str | None) -> None:
        super().__init__(SPLITTERS)
        self.words = words

    @property
    def reader(self) -> WordReader:
        return self.learnt.tagger if self.words is None else borrowed_words(self.words)


class Tasks(_Together, _Wordy):
    """zones → task stretches: sentences, cut where they state several things"""

    def work(self, docs: Sequence[Doc]) -> None:
        roads: list[Road] = [doc._.vacmap for doc in docs]
        for road in roads:
            road.title = find_title(road.text, road.labelled)
        texts = [TaskText(road.text, road.labelled, road.title) for road in roads]
        for doc, road, spans in zip(docs, roads, extract_all(texts, self.learnt, self.reader), strict=True):
            road.spans = tuple(spans)
            _mark(doc, "tasks", road.spans)


class WordKinds(_Wordy):
    """task sentences → ``pos_``, ``morph`` (``VerbForm``) and ``lemma_`` of their tokens; other tokens stay bare"""

    def __call__(self, doc: Doc) -> Doc:
        road: Road = doc._.vacmap
        sentences = [sentence for _, sentence in task_sentences(road.text, road.labelled)]
        tagged = self.reader.tag_all([[word.text for word in sentence.words] for sentence in sentences])
        tokens = {token.idx: token for token in doc} if sentences else {}
        for sentence, tags in zip(sentences, tagged, strict=True):
            lemmas = tags.lemmas or map(
                self.learnt.lemmatiser.lemma, (word.text for word in sentence.words), tags.kinds
            )
            for word, kind, lemma in zip(sentence.words, tags.kinds, lemmas, strict=True):
                token = tokens.get(word.start)
                if token is None:  # inside a token of spaCy's
                    continue
                verb = kind.startswith(VERB_FORM)
                token.pos_ = "VERB" if verb else kind
                if verb:
                    token.morph = MorphAnalysis(doc.vocab, {"VerbForm": kind.removeprefix(VERB_FORM)})
                token.lemma_ = lemma
        return doc


class Activities(_Together, _Component[Model]):
    """task stretches → tasks with cells, and the function they describe"""

    def work(self, docs: Sequence[Doc]) -> None:
        model = self.learnt
        roads: list[Road] = [doc._.vacmap for doc in docs]
        jobs = ReadJobs.of([Job(road.spans, told_words(road.labelled, road.words)) for road in roads])
        assigned = assign_all(model.activities, model.index, jobs, model.certainty)
        profiles = make_profiles(model.structure, model.mixture, assigned)
        novelties = model.novelty.scores(jobs.tasks.joined([len(road.spans) for road in roads]))
        for doc, road, (tasks, _), profile, novelty in zip(docs, roads, assigned, profiles, novelties, strict=True):
            road.tasks = tasks
            _mark(doc, "tasks", tasks, attrgetter("cluster"), "task")
            doc._.function = Function(
                id="",
                title=road.title,
                text=road.text,
                model=model.info,
                zones=road.zones,
                tasks=tasks,
                profile=profile,
                structure=model.structure,
                dutch=road.dutch,
                novelty=novelty if tasks else model.novelty.score(road.text),
            )


OWN = (Layout, Zones, Tasks, Activities)
"""Stages that do not look at the tokens of a doc."""


def make_layout(nlp: Language, name: str) -> Layout:
    return _called(Layout(), name)


Stage = TypeVar("Stage", bound=_Together)


def _called(stage: Stage, name: str) -> Stage:
    stage.name = name
    return stage


def make_zones(nlp: Language, name: str) -> Zones:
    return _called(Zones(MODELS), name)


def make_tasks(nlp: Language, name: str, words: str | None) -> Tasks:
    return _called(Tasks(words), name)


def make_words(nlp: Language, name: str, words: str | None) -> WordKinds:
    return WordKinds(words)


def make_activities(nlp: Language, name: str) -> Activities:
    return _called(Activities(MODELS), name)


def _road(doc: Doc) -> Road:
    """The road of a doc, made when a component first asks for it."""
    if "vacmap" not in doc.user_data:
        doc.user_data["vacmap"] = Road(doc.text)
    road: Road = doc.user_data["vacmap"]
    return road


def _register() -> None:
    Language.factory("vacmap_layout", func=make_layout)
    Language.factory("vacmap_zones", func=make_zones)
    Language.factory("vacmap_tasks", func=make_tasks, default_config={"words": None})
    Language.factory("vacmap_activities", func=make_activities)
    Language.factory(WORDS, func=make_words, default_config={"words": None})
    register(Road)
    Doc.set_extension("vacmap", getter=_road, force=True)
    Doc.set_extension("function", default=None, force=True)
    Span.set_extension("zone", default=None, force=True)
    Span.set_extension("task", default=None, force=True)


_register()


def _mark(
    doc: Doc,
    group: str,
    records: Sequence[Zone | TaskSpan | Task],
    label: Callable[[Any], str] | None = None,
    extension: str | None = None,
) -> None:
    """Keep records in ``doc.spans[group]``, as the tokens that each touches; the record itself in an extension.

    Stretches begin and end beside white space, so that tokens rarely stick out. A doc without tokens has no spans.
    """
    spans = []
    for record in records if len(doc) else ():
        name = label(record) if label else ""
        span = doc.char_span(record.start, record.end, label=name, alignment_mode="expand")
        if span is None:  # nothing but characters that spaCy keeps as trailing white space
            span = Span(doc, len(doc), len(doc), label=name)
        if extension:
            span._.set(extension, record)
        spans.append(span)
    doc.spans[group] = spans


def pipeline(model: str | Path | Model | None = None, *, words: str | None = None) -> Language:
    """The Dutch spaCy pipeline: a blank ``nl`` tokeniser and vacmap's components.

    Parameters
    ----------
    model : str, pathlib.Path, Model or None
        A model folder, a model in memory, or None for the one that comes with vacmap.
    words : str or None
        Name or path of a spaCy pipeline that tells the words of task sentences apart (``"nl_core_news_lg"``), or None
        for the tagger that comes with vacmap.

    Raises
    ------
    ModelError
        If the folder does not hold a whole, unchanged, trusted model, or there is no such pipeline.
    """
    return _assembled(model, words, (*COMPONENTS, WORDS))


def load(model: str | Path | Model | None = None, *, words: str | None = None) -> Mapper:
    """A mapper with a model: the one that comes with vacmap, or one of your own.

    The parameters and what is raised are those of :func:`pipeline`. A mapper tells no single words apart beyond what it
    needs to find the tasks.
    """
    return Mapper(_assembled(model, words, COMPONENTS))


def _assembled(model: str | Path | Model | None, words: str | None, components: Iterable[str]) -> Language:
    loaded = resolve_model(model)
    if words is not None:
        borrowed_words(words)  # told of now, not at the first text
    nlp = spacy.blank("nl")
    for name in components:
        component: object = nlp.add_pipe(name, config={"words": words} if name in (WORDS, "vacmap_tasks") else {})
        if isinstance(component, Zones | Activities):
            component.use(loaded)
    return nlp


@cache
def borrowed_words(name: str) -> BorrowedWords:
    """A spaCy pipeline by name, loaded once."""
    return BorrowedWords(name)


def resolve_model(model: str | Path | Model | None) -> Model:
    """The model that a folder, a model in memory or None stands for; see :func:`pipeline`."""
    if isinstance(model, Model):
        return model
    return shipped_model() if model is None else load_model(Path(model))


class Mapper:
    """Texts in, functions out: a thin shell around a pipeline of vacmap's components."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp

    def analyse(self, text: str, *, id: str = "", title: str | None = None, explain: bool = True) -> Function:
        """What one vacancy describes.

        Parameters
        ----------
        text : str
            The vacancy, at most ``nlp.max_length`` characters.
        id : str
            A name for it, kept in the result.
        title : str or None
            The function's title where it is known; else it is looked for in the text.
        explain : bool
            Say of each task what it said by itself, and by which words (``task.alone``). :meth:`pipe` does not.

        Raises
        ------
        InputError
            If the text is longer than the pipeline takes.
        """
        function = _named(self.nlp(self._doc(text, id))._.function, id, title)
        if not (explain and function.tasks):
            return function
        return replace(function, tasks=with_reasons(self.model.activities, function.tasks))

    @property
    def model(self) -> Model:
        """What tells the activities."""
        component = self.nlp.get_pipe("vacmap_activities")
        assert isinstance(component, Activities)  # noqa: S101  a pipeline of vacmap's components
        return component.learnt

    def pipe(self, texts: Iterable[str], *, batch_size: int = TOGETHER) -> Iterator[Function]:
        """Functions of a stream of texts, in its order; ids are running numbers from 0."""

        numbered = ((str(number), text) for number, text in enumerate(texts))
        for some in minibatch(numbered, batch_size):  # type: ignore[no-untyped-call]
            with self._passing():
                docs = [(self._doc(text, number), number) for number, text in some]
                found = self.nlp.pipe(docs, as_tuples=True, batch_size=batch_size)
                functions = [_named(doc._.function, number, None) for doc, number in found]
            yield from functions

    def _passing(self) -> AbstractContextManager[object]:
        """A stretch of work behind which spaCy forgets the words it met, so that a long stream takes no more memory
        than a short one; the first words of all are kept, as they come back most."""
        vocab = self.nlp.vocab
        if len(vocab) < KEPT_LEXEMES or vocab.in_memory_zone:  # type: ignore[attr-defined]
            return nullcontext()
        return self.nlp.memory_zone()

    def _doc(self, text: str, id_: str) -> Doc:
        """A text on its road. The stages read it themselves: where no component of somebody else's looks at tokens,
        there are none, which take a fifth of the time."""
        if len(text) > self.nlp.max_length:
            raise InputError(
                f"vacancy {id_!r}: {len(text):,} characters; expected one vacancy of at most {self.nlp.max_length:,}"
            )
        own = all(isinstance(component, OWN) for _, component in self.nlp.pipeline)
        doc = Doc(self.nlp.vocab) if own else self.nlp.make_doc(text)
        doc.user_data["vacmap"] = Road(text)
        return doc

    def classify(self, frame: pd.DataFrame, text: str = "tekst") -> pd.DataFrame:
        """A table of vacancies with what each function is built from beside it.

        Parameters
        ----------
        frame : pandas.DataFrame
            A row per vacancy.
        text : str
            The column that holds the vacancies; an empty cell counts as a vacancy without tasks.

        Returns
        -------
        pandas.DataFrame
            The same rows, index and columns, and behind them: ``title``, ``tasks``, a share per profession and
            ``buiten``, their ``…_low`` and ``…_high`` (90 % interval), a share per cluster (``cluster_…``), ``purity``,
            ``uncertain`` and ``novelty``. Shares are missing where no task was found.

        Raises
        ------
        KeyError
            If the column does not exist.
        """
        import pandas as pd

        if text not in frame.columns:
            raise KeyError(
                f"The 'text' parameter of classify must be one of {list(frame.columns)}. Got {text!r} instead."
            )
        values = ("" if pd.isna(value) else str(value) for value in frame[text])
        rows = [function_row(function) for function in self.pipe(values)]
        added = pd.DataFrame(rows, index=frame.index)
        return pd.concat([frame, added.drop(columns=frame.columns, errors="ignore")], axis=1)


def _named(function: Function, id_: str, title: str | None) -> Function:
    return replace(function, id=id_, title=title if title is not None else function.title)


def function_row(function: Function) -> dict[str, Any]:
    """One function as a row of a table (see the contract's ``functions.parquet``)."""
    structure = function.structure
    profile = function.profile
    row: dict[str, Any] = {"title": function.title, "tasks": profile.tasks}
    components = [*(structure.profession_ids if structure else ()), OUTSIDE]
    row |= {code: profile.professions.get(code) for code in components}
    for code in components:
        low, high = profile.intervals.get(code, (None, None))
        row |= {f"{code}_low": low, f"{code}_high": high}
    row |= {f"cluster_{code}": profile.clusters.get(code) for code in (structure.cluster_ids if structure else ())}
    inside = [share for code, share in profile.professions.items() if code != OUTSIDE]
    row["purity"] = max(inside) / sum(inside) if inside and sum(inside) > 0 else None
    row["uncertain"] = profile.uncertain if profile.tasks else None
    row["novelty"] = function.novelty
    return row

"""task sentences → the tasks in them: the verb tagger and the model of cuts, and the folder they are kept in"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from sklearn.linear_model import LogisticRegression

from vacmap.errors import ModelError
from vacmap.resources import default_splitter
from vacmap.tasks.clauses import BITS, candidates, split_points
from vacmap.weights import digest, read_manifest, read_weights, write_manifest, write_weights
from vacmap.words import Lemmatiser, WordReader, WordTagger
from vacmap.words.lemmas import from_json, to_json
from vacmap.words.tagger import NamedWeights

FORMAT = 2
MANIFEST = "model.json"
WEIGHTS = "clauses.skops"
LEMMAS = "lemmas.json"
CARD = "README.md"
LONGEST_SENTENCE = 250
"""Words and signs of the longest sentence that is cut: what is longer is no sentence."""
HASHED = (WEIGHTS, LEMMAS)


@dataclass(frozen=True)
class ClauseSplitter:
    """Finds where one task of a sentence ends and the next begins."""

    tagger: WordTagger
    lemmatiser: Lemmatiser
    cuts: LogisticRegression
    about: dict[str, Any] = field(default_factory=dict)
    """What the manifest says beside: sources, figures, library versions."""
    card: str = ""

    def split(self, words: Sequence[str]) -> list[int]:
        """Indices of the words with which the second and later tasks begin; a sentence is its words and signs in
        order."""
        return self.split_all([words])[0]

    def split_all(self, sentences: Sequence[Sequence[str]], reader: WordReader | None = None) -> list[list[int]]:
        """The cuts of sentences, as :meth:`split` gives them.

        Sentences without a place where a coordination may begin are not tagged at all.

        Parameters
        ----------
        reader : WordReader or None
            What tells the kinds of words; None: the splitter's own tagger.
        """
        cuts: list[list[int]] = [[] for _ in sentences]
        places = {
            row: found
            for row, words in enumerate(sentences)
            if len(words) <= LONGEST_SENTENCE and (found := candidates(words))
        }
        tagged = (reader or self.tagger).tag_all([sentences[row] for row in places])
        for (row, found), tags in zip(places.items(), tagged, strict=True):
            cuts[row] = split_points(sentences[row], found, tags, self._weights)
        return cuts

    @cached_property
    def _weights(self) -> NamedWeights:
        return NamedWeights(self.cuts, BITS)


def save_splitter(splitter: ClauseSplitter, folder: Path) -> None:
    """Write a splitter's folder; files of the same names are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {"words": splitter.tagger.words, "verbs": splitter.tagger.verbs, "cuts": splitter.cuts}
    write_weights(weights, folder / WEIGHTS)
    (folder / CARD).write_text(splitter.card, encoding="utf-8")
    (folder / LEMMAS).write_text(to_json(splitter.lemmatiser), encoding="utf-8")
    files = {name: digest(folder / name) for name in HASHED}
    write_manifest(folder / MANIFEST, {"format": FORMAT, "files": files, "about": splitter.about})


def load_splitter(folder: Path) -> ClauseSplitter:
    """Read a splitter's folder.

    Raises
    ------
    ModelError
        If a file is missing, changed or not trusted.
    """
    manifest = read_manifest(folder, MANIFEST, FORMAT, HASHED)
    weights = read_weights(folder / WEIGHTS)
    try:
        tagger = WordTagger(weights["words"], weights["verbs"])
        lemmatiser = from_json((folder / LEMMAS).read_text(encoding="utf-8"))
        card = (folder / CARD).read_text(encoding="utf-8") if (folder / CARD).is_file() else ""
        return ClauseSplitter(tagger, lemmatiser, weights["cuts"], dict(manifest["about"]), card)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{folder / MANIFEST}: expected the manifest of a clause splitter ({error!r})") from None


@cache
def shipped_splitter() -> ClauseSplitter:
    """The splitter that comes with vacmap, loaded once."""
    return load_splitter(default_splitter())

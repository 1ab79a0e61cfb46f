"""task sentences → the tasks in them: the verb tagger and the model of cuts, and the folder they are kept in"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sklearn.linear_model import LogisticRegression

from vacmap.errors import ModelError
from vacmap.resources import default_splitter
from vacmap.tasks.clauses import candidates, split_points
from vacmap.tasks.verbs import VerbTagger
from vacmap.weights import digest, read_manifest, read_weights, write_manifest, write_weights

FORMAT = 1
MANIFEST = "model.json"
WEIGHTS = "clauses.skops"
CARD = "README.md"


@dataclass(frozen=True)
class ClauseSplitter:
    """Finds where one task of a sentence ends and the next begins."""

    tagger: VerbTagger
    cuts: LogisticRegression
    about: dict[str, Any] = field(default_factory=dict)
    """What the manifest says beside: sources, figures, library versions."""
    card: str = ""

    def split(self, words: Sequence[str]) -> list[int]:
        """Indices of the words with which the second and later tasks begin; a sentence is its words and signs in order.

        Sentences without a place where a coordination may begin are not tagged at all.
        """
        if not candidates(words):
            return []
        return split_points(words, self.tagger.tag(words), self.cuts)


def save_splitter(splitter: ClauseSplitter, folder: Path) -> None:
    """Write a splitter's folder; files of the same names are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {"words": splitter.tagger.words, "verbs": splitter.tagger.verbs, "cuts": splitter.cuts}
    write_weights(weights, folder / WEIGHTS)
    (folder / CARD).write_text(splitter.card, encoding="utf-8")
    files = {WEIGHTS: digest(folder / WEIGHTS)}
    write_manifest(folder / MANIFEST, {"format": FORMAT, "files": files, "about": splitter.about})


def load_splitter(folder: Path) -> ClauseSplitter:
    """Read a splitter's folder.

    Raises
    ------
    ModelError
        If a file is missing, changed or not trusted.
    """
    manifest = read_manifest(folder, MANIFEST, FORMAT, (WEIGHTS,))
    weights = read_weights(folder / WEIGHTS)
    try:
        tagger = VerbTagger(weights["words"], weights["verbs"])
        card = (folder / CARD).read_text(encoding="utf-8") if (folder / CARD).is_file() else ""
        return ClauseSplitter(tagger, weights["cuts"], dict(manifest["about"]), card)
    except (KeyError, TypeError) as error:
        raise ModelError(f"{folder / MANIFEST}: expected the manifest of a clause splitter ({error!r})") from None


@cache
def shipped_splitter() -> ClauseSplitter:
    """The splitter that comes with vacmap, loaded once."""
    return load_splitter(default_splitter())

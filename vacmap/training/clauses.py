"""treebanks and marked sentences → the clause splitter

Run: ``python -m vacmap.training.clauses TREEBANK… -o FOLDER``, with CoNLL-U files of Universal Dependencies for Dutch.
The shipped splitter was made from ``nl_lassysmall-ud-dev``, ``nl_lassysmall-ud-test`` and ``nl_alpino-ud-dev``; the
same
files give the same splitter.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from vacmap.linear import logistic
from vacmap.resources import data_folder
from vacmap.tasks.clauses import hasher, learn_from
from vacmap.tasks.splitter import ClauseSplitter, save_splitter
from vacmap.training.clause_sentences import ClauseSentence, read_clause_sentences
from vacmap.training.lemmas import learn_lemmas
from vacmap.training.verbs import read_treebank, tagged, train_verbs
from vacmap.words import split_words
from vacmap.words.tagger import INFINITIVE, feature_name

CUT_STRENGTH = 1.0
"""Inverse strength C of the L2 penalty of the model of cuts."""
MARKED_WEIGHT = 2
"""How often a marked sentence counts beside a sentence of a treebank."""


def words_and_cuts(sentence: ClauseSentence) -> tuple[list[str], list[int]]:
    """The words of a sentence, and the indices of those with which its second and later tasks begin."""
    words = split_words(sentence.text)
    return [word.text for word in words], [i for i, word in enumerate(words) if word.start in sentence.cuts]


def train_splitter(treebanks: Sequence[Path], marked: Sequence[ClauseSentence]) -> ClauseSplitter:
    """Train the verb tagger on treebanks and marked sentences, and the model of cuts on the marked sentences."""
    sentences = [sentence for file in treebanks for sentence in read_treebank(file)]
    tagger = train_verbs(sentences, tagged(marked), MARKED_WEIGHT)
    rows: list[list[str]] = []
    labels: list[bool] = []
    for sentence in marked:
        words, cuts = words_and_cuts(sentence)
        found = learn_from(words, tagger.tag(words), cuts)
        rows += [list(map(feature_name, row)) for row in found.rows]
        labels += found.labels
    tagged_marked = tagger.tag_all([[word.text for word in split_words(sentence.text)] for sentence in marked])
    infinitives = [
        word.text
        for sentence, tags in zip(marked, tagged_marked, strict=True)
        for word, kind in zip(split_words(sentence.text), tags.kinds, strict=True)
        if kind == INFINITIVE
    ]
    model = logistic(CUT_STRENGTH)
    about = {
        "treebanks": [f"{file.name}" for file in treebanks],
        "treebank_sentences": len(sentences),
        "marked_sentences": len(marked),
        "libraries": {name: version(name) for name in ("numpy", "scikit-learn", "skops", "spacy")},
    }
    splitter = ClauseSplitter(
        tagger, learn_lemmas(sentences, infinitives), model.fit(hasher().transform(rows), labels), about
    )
    return replace(splitter, card=make_card(splitter))


def make_card(splitter: ClauseSplitter) -> str:
    """The card of a splitter, with the attribution its treebanks ask for."""
    about = splitter.about
    libraries = ", ".join(f"{name} {number}" for name, number in about["libraries"].items())
    return f"""# Words and clauses of Dutch task sentences

Tells the kinds of words, finite verbs and lemmas in Dutch task sentences, and where one task of a sentence ends and the
next begins.

| | |
|---|---|
| kinds and lemmas learnt from | {", ".join(about["treebanks"])} ({about["treebank_sentences"]} sentences) |
| finite verbs learnt from | the same and the marked sentences |
| cuts learnt from | {about["marked_sentences"]} marked sentences of `data/clauses` |
| made with | {libraries} |
| made by | `python -m vacmap.training.clauses TREEBANK… -o FOLDER` |

Licence: CC BY-SA 4.0, since it is derived from Universal Dependencies treebanks under that licence:
UD_Dutch-Alpino (commit 95e374a, May 2025; Zeman, Žabokrtský, Bouma, van Noord) and UD_Dutch-LassySmall (commit 7880e0b,
May 2025; Bouma, van Noord). The treebanks themselves are not part of vacmap.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the clause splitter.")
    parser.add_argument("treebanks", nargs="+", type=Path, metavar="TREEBANK")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FOLDER")
    options = parser.parse_args()
    save_splitter(train_splitter(options.treebanks, read_clause_sentences(data_folder("clauses"))), options.output)


if __name__ == "__main__":
    main()

"""How well the shipped model tells words and clauses apart: finite verbs, lemmas, and where tasks are cut.

On the sentences of ``tests/tasks/cases/clauses.txt``, which were not trained on, and on treebanks given by name:
``python benchmarks/words_and_clauses.py nl_alpino-ud-test.conllu`` (Universal Dependencies, CoNLL-U). The shipped model
learnt from the dev files of Alpino and LassySmall and the test file of LassySmall.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from vacmap.tasks import shipped_splitter
from vacmap.training.clause_sentences import read_clause_sentences
from vacmap.training.clauses import words_and_cuts
from vacmap.training.lemmas import lemma_accuracy
from vacmap.training.verbs import finite_verb_f1, read_treebank, tagged

CASES = Path(__file__).resolve().parents[1] / "tests/tasks/cases/clauses.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description="Figures of the shipped model of words and clauses.")
    parser.add_argument("treebanks", nargs="*", type=Path, metavar="TREEBANK")
    splitter = shipped_splitter()
    sentences = read_clause_sentences(CASES)
    pairs = [words_and_cuts(sentence) for sentence in sentences]
    right = [found == cuts for found, (_, cuts) in zip(splitter.split_all([w for w, _ in pairs]), pairs, strict=True)]
    print(f"{CASES.name}: {len(sentences)} sentences, cut exactly {sum(right) / len(right):.3f}, ", end="")
    print(f"finite verbs F1 {finite_verb_f1(splitter.tagger, tagged(sentences)):.3f}")
    for file in parser.parse_args().treebanks:
        bank = list(read_treebank(file))
        kinds = [tags.kinds for tags in splitter.tagger.tag_all([sentence.words for sentence in bank])]
        known = [list(map(str, sentence.kinds)) for sentence in bank]
        print(
            f"{file.name}: {len(bank)} sentences, finite verbs F1 {finite_verb_f1(splitter.tagger, bank):.3f}, ", end=""
        )
        print(f"lemmas {lemma_accuracy(splitter.lemmatiser, bank, kinds):.3f}, ", end="")
        print(f"with the treebank's own kinds {lemma_accuracy(splitter.lemmatiser, bank, known):.3f}")


if __name__ == "__main__":
    main()

"""treebanks → lemmas and kinds: CoNLL-U as the treebanks have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vacmap.errors import TrainingDataError
from vacmap.training.lemmas import learn_lemmas, lemma_accuracy
from vacmap.training.verbs import TaggedSentence, read_treebank

CONLLU = """# text = Zij volgen de lessen op
1\tZij\tzij\tPRON\t_\tPerson=3\t2\tnsubj\t_\t_
2\tvolgen\top_volgen\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_
3\tde\tde\tDET\t_\t_\t4\tdet\t_\t_
4\tlessen\tles\tNOUN\t_\t_\t2\tobj\t_\t_
5\top\top\tADP\t_\t_\t2\tcompound:prt\t_\t_
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
"""


@pytest.fixture
def sentence(tmp_path: Path) -> TaggedSentence:
    file = tmp_path / "klein.conllu"
    file.write_text(CONLLU, encoding="utf-8")
    (found,) = read_treebank(file)
    return found


def test_words_kinds_and_lemmas_are_read(sentence: TaggedSentence) -> None:
    assert sentence.words == ("Zij", "volgen", "de", "lessen", "op", ".")
    assert sentence.kinds == ("PRON", "VFin", "DET", "NOUN", "ADP", "PUNCT")
    assert sentence.lemmas == ("zij", "opvolgen", "de", "les", "op", ".")


def test_a_particle_elsewhere_is_not_learnt_as_part_of_the_verb(sentence: TaggedSentence) -> None:
    assert learn_lemmas([sentence]).lemma("volgen", "VFin") == "volgen"


def test_accuracy_leaves_signs_out(sentence: TaggedSentence) -> None:
    learnt = learn_lemmas([sentence])
    assert lemma_accuracy(learnt, [sentence], [list(map(str, sentence.kinds))]) == pytest.approx(4 / 5)
    assert lemma_accuracy(learnt, [], []) == 0.0


def test_further_infinitives_give_their_present_tense(sentence: TaggedSentence) -> None:
    learnt = learn_lemmas([sentence], ["werven"])
    assert learnt.lemma("werft", "VFin") == "werven"


def test_a_broken_file_is_told_of_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "kapot.conllu").write_text("1\tZij\tzij\n", encoding="utf-8")
    with pytest.raises(TrainingDataError, match="line 1: expected 10 columns"):
        list(read_treebank(tmp_path / "kapot.conllu"))

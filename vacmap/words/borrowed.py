"""a spaCy pipeline by name → what tells the words of sentences apart

For users who have one of spaCy's own Dutch pipelines (``nl_core_news_sm``, ``_md``, ``_lg``) or one of their own that
sets ``token.pos_`` and ``VerbForm`` in ``token.morph``.
"""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from vacmap.errors import ModelError
from vacmap.words.tagger import FINITE, VERB_FORM, TaggedWords

UNUSED = ("parser", "ner", "senter")
"""Components that cost time and tell nothing of single words."""


class BorrowedWords:
    """Kinds, finite verbs and lemmas as a spaCy pipeline sees them; its tokeniser is not used.

    Parameters
    ----------
    name : str
        An installed package, a path, or whatever else ``spacy.load`` takes.

    Raises
    ------
    ModelError
        If it cannot be loaded or does not tell parts of speech.
    """

    def __init__(self, name: str) -> None:
        try:
            nlp = spacy.load(name, exclude=list(UNUSED))
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{name}: expected the name or path of a spaCy pipeline that is installed "
                f"(python -m spacy download {name} gets spaCy's own): {str(error).splitlines()[0]}"
            ) from None
        if nlp.lang != "nl":
            raise ModelError(f"{name}: expected a Dutch pipeline, got one of language {nlp.lang!r}")
        if not {"morphologizer", "tagger"} & set(nlp.pipe_names):
            raise ModelError(f"{name}: expected a pipeline with a morphologizer, got {nlp.pipe_names}")
        self.name = name
        self._nlp: Language = nlp

    def tag_all(self, sentences: Sequence[Sequence[str]]) -> list[TaggedWords]:
        """Kinds, finite verbs and lemmas of sentences, each given as its words and signs in order."""
        docs = self._nlp.pipe(Doc(self._nlp.vocab, words=list(words)) for words in sentences)
        return [self._tagged(doc) for doc in docs]

    def _tagged(self, doc: Doc) -> TaggedWords:
        kinds = [_kind(token) for token in doc]
        lemmas = [(token.lemma_ or token.text).lower() for token in doc]
        return TaggedWords(kinds, [kind == FINITE for kind in kinds], lemmas)


def _kind(token: Token) -> str:
    """The kind as vacmap's own tagger names it: verbs told apart by their form."""
    if token.pos_ not in ("VERB", "AUX"):
        return token.pos_ or "X"
    return f"{VERB_FORM}{next(iter(token.morph.get('VerbForm', [])), 'Other')}"

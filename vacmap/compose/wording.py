"""a text of the structure → the sentence of a vacancy: "Stelt een planning op" → "Je stelt een planning op."

Texts that rules would not turn into good Dutch have a sentence of their own in ``words/sentences.txt``. The rules are
for the rest: office Dutch is replaced (``words/phrases.txt``), lists that end in dots are ended, and the reader is
addressed (:mod:`vacmap.compose.address`). A text that no rule fits stays as it is: a phrase without a verb is better
than a sentence that is wrong.

Words that stand for the target group come out in braces: "Je brengt de noden van {de doelgroep} in kaart."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vacmap.compose.address import finite_forms, to_reader
from vacmap.compose.vocabulary import phrases, sentences
from vacmap.report.wording import capital, enumerate_words, in_sentence, one_line

if TYPE_CHECKING:
    from vacmap.structure import Part

_IN_BRACKETS = re.compile(r"\(([^()]*+)\)")
_DOTS = re.compile(r"(?<![\s,])[\s,]*+(?:\.{3,}|…)")
_BRACES = str.maketrans("{}", "()")
_IN_BRACES = re.compile(r"\{([^{}]+)\}")
_TARGET_GROUP = re.compile(r"(\w+) (de doelgroep)\b(?! (?:die|waar)\b)")
PREPOSITIONS = frozenset("aan bij door met naar om onder op over rond tegenover tot uit van vanuit voor".split())
"""Behind these, and behind a verb of the worker, "de doelgroep" is no subject: any words may take its place."""


def sentence_for(part: Part) -> str:
    """The sentence of a deelactiviteit; its sub-items are joined into it.

    Examples
    --------
    >>> from vacmap.structure import Part
    >>> sentence_for(Part(id="a/b", text="Is aanspreekpunt en leeft zich in de situatie van de doelgroep in"))
    'Je bent aanspreekpunt en leeft je in de situatie van {de doelgroep} in.'
    """
    written = sentences().get(full_text(part))
    if written is not None:
        return written
    if not part.parts:
        return sentence(part.text)
    own = sentence(part.text).rstrip(".")
    below = [sentence_for(item).rstrip(".") for item in part.parts]
    if all(item.startswith("Je ") for item in below):
        return f"{own}: je {enumerate_words([item.removeprefix('Je ') for item in below])}."
    return f"{own} ({enumerate_words([in_sentence(item) for item in below])})."


def for_target_group(sentence: str, words: str | None) -> str:
    """The sentence with these words for the target group; None: with the structure's own.

    Examples
    --------
    >>> for_target_group("Je leeft je in de situatie van {de doelgroep} in.", "kwetsbare jongeren")
    'Je leeft je in de situatie van kwetsbare jongeren in.'
    """
    return _IN_BRACES.sub(lambda found: words or found[1], sentence)


def full_text(part: Part) -> str:
    """The text of a deelactiviteit with its sub-items: "Bewaakt het rijzen: Regelt de temperatuur; Houdt tijd bij"."""
    return f"{part.text}: {'; '.join(full_text(item) for item in part.parts)}" if part.parts else part.text


def sentence(text: str) -> str:
    """The sentence of one text: the one written for it, else what the rules make."""
    return sentences().get(text) or by_rules(text)


def by_rules(text: str) -> str:
    """What the rules make of a text.

    Examples
    --------
    >>> by_rules("Volgen van opleidingen m.b.t. het vakgebied")
    'Je volgt opleidingen over het vakgebied.'
    >>> by_rules("Partners zoeken en relaties ontwikkelen en onderhouden")
    'Je zoekt partners en ontwikkelt en onderhoudt relaties.'
    """
    plain = _plain(text)
    said = to_reader(plain)
    return _marked(f"Je {said}.") if said else capital(plain)


def _plain(text: str) -> str:
    """The text without office Dutch, open lists and end sign."""
    plain = _IN_BRACKETS.sub(_ended, one_line(text).translate(_BRACES))
    plain = _DOTS.sub(" en dergelijke", plain)
    for pattern, replacement in phrases():
        plain = pattern.sub(replacement, plain)
    return plain.rstrip(" .;…")


def _ended(found: re.Match[str]) -> str:
    """Brackets with a list that ends in dots → the same as examples: "(onder meer scholen en clubs)"."""
    listed = _DOTS.sub("", found[1])
    if listed == found[1]:
        return found.group()
    return f"(onder meer {enumerate_words([item.strip() for item in listed.split(',')])})"


def _marked(text: str) -> str:
    before = PREPOSITIONS | finite_forms()
    return _TARGET_GROUP.sub(lambda found: f"{found[1]} {{{found[2]}}}" if found[1] in before else found.group(), text)

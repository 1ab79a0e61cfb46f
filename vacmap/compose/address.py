"""what a worker does → the same, said to that worker: "Leeft zich in" → "leeft je in"

Three forms: the third person ("Volgt dossiers op"), a verb made a noun ("Opvolgen van dossiers") and the infinitive
("Dossiers opvolgen"). Verbs are known from ``words/verbs.txt``; of other words in -t the tagger tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vacmap.compose.vocabulary import Verb, verbs
from vacmap.report.wording import enumerate_words, in_sentence

IRREGULAR = {"is": "bent", "heeft": "hebt", "kan": "kan", "mag": "mag", "zal": "zal", "wil": "wil"}
"""Third person → what follows "je", where that is another form or does not end in t."""
FOR_THE_READER = {"zich": "je", "zichzelf": "jezelf", "zijn": "je", "haar": "je", "eigen": "je eigen"}
"""What is said of the worker → what is said to the worker. Only right behind a verb: elsewhere it may be another's."""
_BEHIND_VERB = re.compile(rf"(?:^|(?<=, )|(?<= en )|(?<= of ))(\w+) ({'|'.join(FOR_THE_READER)})\b")
_NOMINAL = re.compile(r"(\w+(?:(?:, | en | of )\w+)*) van (.+)", re.DOTALL)
_CONNECTED = re.compile(r",? (?:en|of) |, ")
_AND = ("en", "of")
_PARTICLE_GOES = re.compile(r",| (?:om|zodat|met het oog op|in het kader van|aan de hand van) ")
"""Before these the second part of a separable verb stands: "volgt dossiers op om …"."""


def to_reader(text: str) -> str | None:
    """What follows "je", without an end sign; None if the text has none of the three forms.

    Examples
    --------
    >>> to_reader("Opvolgen van dossiers")
    'volgt dossiers op'
    """
    return _from_third_person(text) or _from_nouns(text) or _from_infinitives(text)


def _from_third_person(text: str) -> str | None:
    """ "Leeft zich in" → "leeft je in"."""
    first = text.split(" ", 1)[0].rstrip(",")
    verb = first.lower()
    if verb not in IRREGULAR and verb not in finite_forms() and not _tagged_as_verb(verb, text):
        return None
    own = {verb, *IRREGULAR.values(), *finite_forms()}
    return _BEHIND_VERB.sub(
        lambda found: f"{found[1]} {FOR_THE_READER[found[2]]}" if found[1] in own else found.group(),
        IRREGULAR.get(verb, verb) + text[len(first) :],
    )


def _tagged_as_verb(verb: str, text: str) -> bool:
    if not verb.endswith("t"):
        return False
    # Imported here: it loads a model, and texts of known verbs do without.
    from vacmap.tasks import shipped_splitter
    from vacmap.words import FINITE, split_words
    from vacmap.words.tagger import NOUN

    rest = text[len(verb) :]
    opened, addressed = ([word.text for word in split_words(said)] for said in (verb + rest, f"je {verb}{rest}"))
    tagger = shipped_splitter().tagger
    return tagger.tag(opened).kinds[0] != NOUN and tagger.tag(addressed).kinds[1] == FINITE


@cache
def finite_forms() -> frozenset[str]:
    """Verbs as they follow "je"."""
    return frozenset(verb.finite for verb in verbs().values())


def _from_nouns(text: str) -> str | None:
    """ "Opvolgen van dossiers" → "volgt dossiers op"."""
    found = _NOMINAL.fullmatch(text)
    if found is None:
        return None
    known = [verbs().get(word.lower()) for word in _CONNECTED.split(found[1])]
    return _clause([verb for verb in known if verb], found[2]) if all(known) else None


def _from_infinitives(text: str) -> str | None:
    """ "Dossiers opvolgen en partners zoeken" → "volgt dossiers op en zoekt partners"."""
    clauses: list[str] = []
    object_: list[str] = []
    group: list[Verb] = []
    for word in [*text.split(" "), ""]:
        known = verbs().get(word.rstrip(",").lower())
        if known is not None and object_:
            group.append(known)
        elif not (group and word in _AND):
            if group:
                clauses.append(_clause(group, in_sentence(" ".join(object_))) or "")
                object_, group = [], []
            object_.append(word)
    # The last piece is the empty one behind the text, unless the text does not end in an infinitive.
    return enumerate_words(clauses) if clauses and all(clauses) and object_ == [""] else None


def _clause(group: Sequence[Verb], object_: str) -> str | None:
    """Verbs with their object; None where no simple clause says it."""
    if (len(group) > 1 and any(verb.particle for verb in group)) or object_.rpartition(" ")[2] in _AND:
        return None
    said = f"{enumerate_words([verb.finite for verb in group])} {object_}"
    if not group[0].particle:
        return said
    goes = _PARTICLE_GOES.search(said)
    at = goes.start() if goes else len(said)
    return f"{said[:at]} {group[0].particle}{said[at:]}"

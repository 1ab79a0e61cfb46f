"""treebanks → the lemmatiser"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from vacmap.training.verbs import TaggedSentence
from vacmap.words.lemmas import LONGEST_ENDING, PARTICLES, Lemmatiser, by_ending, without_ge
from vacmap.words.tagger import FINITE, INFINITIVE, PARTICIPLE

LEAST_WORDS = 2
"""Different words that must share an ending and its rule."""

REGULAR = re.compile(r"[a-zé]{2,}[bdfgklmnprstvz]en")
OPEN_SYLLABLE = re.compile(r"(?:^|[^aeiou])[aou][bdfgklmnprstvz]$")
"""A single vowel before a single consonant is long, and is written double in a closed syllable."""
UNCERTAIN = re.compile(r"(?:^|[^aeiouij])e[bdfgklmnprstvz]$")

Rule = tuple[int, str]


def learn_lemmas(sentences: Iterable[TaggedSentence], infinitives: Iterable[str] = ()) -> Lemmatiser:
    """Words and endings of sentences whose words have kinds and lemmas.

    Parameters
    ----------
    infinitives : words
        Further infinitives; their present tense is made by the rules of spelling, as is that of those in the sentences.
    """
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, kind, lemma in zip(sentence.words, sentence.kinds, sentence.lemmas, strict=True):
            if kind is not None:
                seen[kind, word.lower()][own_part(word.lower(), lemma)] += 1
    lemmas = {key: counted.most_common(1)[0][0] for key, counted in seen.items()}
    known = {word for kind, word in lemmas if kind == INFINITIVE} | {word.lower() for word in infinitives}
    for infinitive in sorted(known):
        for form in present_tense(infinitive):
            lemmas.setdefault((FINITE, form), infinitive)
    votes: dict[tuple[str, str], Counter[Rule]] = defaultdict(Counter)
    for (kind, word), lemma in lemmas.items():
        stem = without_ge(word) if kind == PARTICIPLE else word
        rule = _rule(stem, lemma)
        for length in range(min(LONGEST_ENDING, len(stem)) + 1):
            votes[kind, stem[len(stem) - length :]][rule] += 1
    endings: dict[str, dict[str, Rule]] = defaultdict(dict)
    for (kind, ending), counted in sorted(votes.items(), key=lambda item: (item[0][0], len(item[0][1]), item[0][1])):
        rule, times = min(counted.items(), key=lambda item: (-item[1], item[0]))
        # An ending that says what the shorter one says already is not kept.
        shorter = next(
            (endings[kind][ending[at:]] for at in range(1, len(ending) + 1) if ending[at:] in endings[kind]), None
        )
        if times >= LEAST_WORDS and rule != shorter:
            endings[kind][ending] = rule
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for (kind, word), lemma in sorted(lemmas.items()):
        if by_ending(word, kind, endings) != lemma:
            words[kind][word] = lemma
    return Lemmatiser(dict(words), dict(endings))


def present_tense(infinitive: str) -> list[str]:
    """Stem and third person of a regular verb: *maken* → *maak*, *maakt*; none for words that are spelt otherwise.

    Whether an e is long the spelling does not tell (*beheren*, *leveren*): both forms are given.
    """
    if not REGULAR.fullmatch(infinitive):
        return []
    stem = infinitive[:-2]
    long = stem[:-1] + stem[-2] + stem[-1]
    if stem[-1] == stem[-2]:
        stems = [stem[:-1]]
    elif OPEN_SYLLABLE.search(stem):
        stems = [long]
    else:
        stems = [stem, long] if UNCERTAIN.search(stem) else [stem]
    stems = [one[:-1] + {"v": "f", "z": "s"}.get(one[-1], one[-1]) for one in stems]
    return [form for one in stems for form in ([one] if one.endswith("t") else [one, f"{one}t"])]


def own_part(word: str, lemma: str) -> str:
    """The lemma without a particle that stands elsewhere in the sentence: *volgt*, *opvolgen* → *volgen*."""
    for particle in PARTICLES:
        rest = lemma.removeprefix(particle)
        if rest != lemma and len(rest) > 3 and not word.startswith(particle) and word[:1] == rest[:1]:
            return rest
    return lemma


def _rule(word: str, lemma: str) -> Rule:
    same = next((i for i, (a, b) in enumerate(zip(word, lemma, strict=False)) if a != b), min(len(word), len(lemma)))
    return len(word) - same, lemma[same:]


def lemma_accuracy(lemmatiser: Lemmatiser, sentences: Iterable[TaggedSentence], kinds: Iterable[list[str]]) -> float:
    """Share of words (signs left out) whose lemma is right, 0 to 1, given the kinds a tagger found."""
    right = total = 0
    for sentence, found in zip(sentences, kinds, strict=True):
        for word, known, kind, lemma in zip(sentence.words, sentence.kinds, found, sentence.lemmas, strict=True):
            if known != "PUNCT":
                total += 1
                right += lemmatiser.lemma(word, kind) == lemma
    return right / total if total else 0.0

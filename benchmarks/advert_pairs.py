"""Labelled vacancies → pairs of texts of which is known whether they are the same advert, made from them.

The zones say what is about the employer, the tasks, the profile, the offer and how to apply, so that an advert can be
changed where adverts are changed. The same vacancy and the same random numbers give the same pair.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random

from vacmap.records import ZoneCode
from vacmap.training import LabelledVacancy

Pair = tuple[str, str]
Make = Callable[[LabelledVacancy, Sequence[LabelledVacancy], Random], Pair]
"""A vacancy, others than it, random numbers → two texts."""

EMPLOYER, FUNCTION, TASKS = ZoneCode.ORGANISATIE, ZoneCode.FUNCTIE, ZoneCode.TAKEN
PROFILE, OFFER, APPLY, REST = ZoneCode.PROFIEL, ZoneCode.AANBOD, ZoneCode.PROCEDURE, ZoneCode.OVERIG
ORDER = (FUNCTION, EMPLOYER, TASKS, PROFILE, OFFER, APPLY, REST)

MONTHS = "januari februari maart april mei juni september oktober november december".split()
DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
NAMES = "Lies Karim Annelies Joris Fatima Pieter Hanne Wout Samira Bert Nele Youssef".split()
PLACES = "Aalst Brugge Genk Hasselt Mechelen Oostende Leuven Turnhout Kortrijk Gent Roeselare Dilbeek".split()
COMMON = "en ook werk team samen graag".split()
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
BOARD_HEAD = "Menu  Zoeken  Mijn jobs  Werkgevers  Inloggen\nHome / Vacatures / Social profit\n\n"
BOARD_FOOT = (
    "\n\nSolliciteer nu   Bewaar deze vacature   Deel via Facebook LinkedIn WhatsApp\nVergelijkbare vacatures\n"
    "Over ons – Gebruiksvoorwaarden – Privacy – Cookies – Contact\n"
)


def _parts(vacancy: LabelledVacancy) -> dict[ZoneCode, list[str]]:
    parts: dict[ZoneCode, list[str]] = {zone: [] for zone in ORDER}
    for unit in vacancy.units:
        parts.setdefault(unit.label.zone, []).append(vacancy.text[unit.start : unit.end])
    return parts


def _joined(parts: dict[ZoneCode, list[str]]) -> str:
    return "\n".join(line for zone in ORDER for line in parts[zone])


def _reposted(text: str, random: Random) -> str:
    """Other dates, numbers, reference and names of persons."""
    text = re.sub(rf"\b({'|'.join(MONTHS)})\b", lambda _: random.choice(MONTHS), text)
    text = re.sub(rf"\b({'|'.join(DAYS)})\b", lambda _: random.choice(DAYS), text)
    text = re.sub(r"\d", lambda _: str(random.randrange(10)), text)
    cut = len(text) * 3 // 4  # persons are named where is said how to apply
    text = text[:cut] + NAME.sub(lambda _: random.choice(NAMES), text[cut:])
    posted = f"{random.choice(DAYS)} {random.randrange(1, 28)} {random.choice(MONTHS)}"
    return f"Referentie VAC-{random.randrange(9999)}\n{text}\nGeplaatst op {posted}"


def _moved(text: str, random: Random) -> str:
    """Another place: the two names that stand in the text most often."""
    for name, _ in Counter(NAME.findall(text)).most_common(2):
        text = re.sub(rf"\b{name}\b", random.choice(PLACES), text)
    return text


def _on_a_board(text: str, random: Random) -> str:
    """Other bullets and lines, words broken off, and what a job board puts around it."""
    width = random.randrange(60, 80)
    lines = [re.sub(r"^\s*[•*–-]\s*", "- ", line) for line in text.split("\n")]
    wrapped = "\n".join(part for line in lines for part in textwrap.wrap(line, width) or [""])
    broken = re.sub(r"\b(\w{4})(\w{4,})\n", lambda m: f"{m[1]}-\n{m[2]} " if random.random() < 0.3 else m[0], wrapped)
    return BOARD_HEAD + broken.replace("'", "’") + BOARD_FOOT


def _edited(text: str, random: Random) -> str:
    words = text.split(" ")
    for _ in range(len(words) // 50 + 1):
        words[random.randrange(len(words))] = random.choice(COMMON)
    return " ".join(words)


def _changed(change: Callable[[str, Random], str]) -> Make:
    return lambda vacancy, _, random: (vacancy.text, change(vacancy.text, random))


def _cut(share: float) -> Make:
    def make(vacancy: LabelledVacancy, _: Sequence[LabelledVacancy], __: Random) -> Pair:
        words = vacancy.text.split(" ")
        return vacancy.text, " ".join(words[: round(len(words) * share)]) + "… Lees meer en solliciteer"

    return make


def _without(*zones: ZoneCode, then: Callable[[str, Random], str] = lambda text, _: text) -> Make:
    def make(vacancy: LabelledVacancy, _: Sequence[LabelledVacancy], random: Random) -> Pair:
        kept = [vacancy.text[unit.start : unit.end] for unit in vacancy.units if unit.label.zone not in zones]
        return vacancy.text, then("\n".join(kept), random)

    return make


def _replaced(*zones: ZoneCode) -> Make:
    """Some parts from another vacancy, the rest shared."""

    def make(vacancy: LabelledVacancy, others: Sequence[LabelledVacancy], random: Random) -> Pair:
        mine, theirs = _parts(vacancy), _parts(random.choice(others))
        return _joined(mine), _joined({zone: (theirs if zone in zones else mine)[zone] for zone in ORDER})

    return make


def _bundles(share: float) -> Make:
    """Two functions, the rest shared: so much of the words of the longer advert."""

    def make(vacancy: LabelledVacancy, others: Sequence[LabelledVacancy], random: Random) -> Pair:
        mine, *rest = map(_parts, (vacancy, *random.sample(others, min(len(others), 30))))
        own = ["\n".join(parts[FUNCTION] + parts[TASKS]) for parts in (mine, rest[0])]
        wanted = round(max(len(text.split()) for text in own) * share / (1 - share))
        lines = [line for parts in rest[1:] for zone in (EMPLOYER, PROFILE, OFFER, APPLY) for line in parts[zone]]
        common = " ".join(" ".join(lines).split()[:wanted])
        return f"{own[0]}\n{common}", f"{own[1]}\n{common}"

    return make


def _template(rewritten: float) -> Make:
    """Two organisations that fill in one text: tasks, profile and offer of a sector, some tasks in other words."""

    def make(vacancy: LabelledVacancy, others: Sequence[LabelledVacancy], random: Random) -> Pair:
        mine, theirs = _parts(vacancy), _parts(random.choice(others))
        tasks = [random.choice(theirs[TASKS] or [""]) if random.random() < rewritten else line for line in mine[TASKS]]
        return _joined(mine), _joined(mine | {TASKS: tasks, EMPLOYER: theirs[EMPLOYER], APPLY: theirs[APPLY]})

    return make


REPEATS: dict[str, Make] = {
    "other dates, reference, contact": _changed(_reposted),
    "other place": _changed(_moved),
    "both": _changed(lambda text, random: _reposted(_moved(text, random), random)),
    "other way to apply": _replaced(APPLY),
    "last tenth cut off": _cut(0.9),
    "last quarter cut off": _cut(0.75),
    "last half cut off": _cut(0.5),
    "without offer and how to apply": _without(OFFER, APPLY, REST),
    "without the employer": _without(EMPLOYER),
    "on a job board, other layout": _changed(_on_a_board),
    "on a job board, without those": _without(OFFER, APPLY, REST, then=_on_a_board),
    "one word in fifty another": _changed(_edited),
}
"""How the same advert comes back."""

LOOK_ALIKES: dict[str, Make] = {
    "same employer, offer; other function": _replaced(FUNCTION, TASKS, PROFILE),
    "same profile too": _replaced(FUNCTION, TASKS),
    "all the same but the tasks": _replaced(TASKS),
    "two functions, 70 % shared": _bundles(0.7),
    "two functions, 80 % shared": _bundles(0.8),
    "two functions, 90 % shared": _bundles(0.9),
    "template, 0.6 of tasks rewritten": _template(0.6),
    "template, 0.3 of tasks rewritten": _template(0.3),
    "template, other employer only": _template(0),
    "two vacancies": lambda vacancy, others, random: (vacancy.text, random.choice(others).text),
}
"""How other vacancies come to be alike."""

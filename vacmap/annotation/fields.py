"""What was read from a tool's file → a labelled vacancy, every label checked"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ValidationError

from vacmap.activities import Codes
from vacmap.annotation.shown import shown
from vacmap.records import OUTSIDE, ZoneCode
from vacmap.training import Label, LabelledSpan, LabelledVacancy
from vacmap.training.labels import MOST_CLUSTERS

WHOLE = 100.0


class Fault(Exception):
    """What does not fit; the one who reads the file knows where."""

    @classmethod
    def of(cls, error: ValidationError, expected: str) -> Fault:
        """What pydantic found first, and what was expected."""
        first = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(map(str, first["loc"])) or "all of it"
        return cls(f"{place}: {first['msg']}; expected {expected}")


def _writable(text: str) -> str:
    """JSON can hold halves of characters that no file can."""
    text.encode("utf-8")
    return text


Writable = Annotated[str, AfterValidator(_writable)]


class About(BaseModel):
    """What a tool keeps of a vacancy as a whole."""

    id: Writable
    text: Writable
    """As the tool shows it."""
    title: Writable | None = None
    source_text: Writable | None = None
    """The text itself, where the tool shows another one."""


@dataclass
class Region:
    """A marked stretch with all that was chosen for it; clusters the weightiest first."""

    start: int
    end: int
    zones: list[str] = field(default_factory=list)
    clusters: list[str] = field(default_factory=list)
    professions: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


def assemble(about: About, regions: Sequence[Region], shares: dict[str, float], codes: Codes) -> LabelledVacancy:
    """The vacancy that the regions label. White space around a region is left out of it, and a region of nothing else.

    Parameters
    ----------
    shares : dict of str to float
        Percentages per component; empty where nobody gave them.

    Raises
    ------
    Fault
        If a code is unknown, a label is not whole, two regions overlap, shares do not sum to 100, or the text is not
        the one that was shown.
    """
    text = about.text if about.source_text is None else about.source_text
    if shown(text) != shown(about.text):
        raise Fault("source_text is another text than the one shown; expected both as they were exported")
    spans: list[LabelledSpan] = []
    for region in sorted(regions, key=lambda one: (one.start, one.end)):
        if not 0 <= region.start < region.end <= len(text):
            raise Fault(f"characters {region.start} to {region.end}: expected 0 ≤ start < end ≤ {len(text)}")
        inside = text[region.start : region.end]
        start = region.start + len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if start >= end:
            continue
        if spans and start < spans[-1].end:
            raise Fault(f"two regions overlap at character {start}: expected one region per stretch")
        try:
            spans.append(LabelledSpan(start, end, _label(region, codes)))
        except Fault as fault:
            raise Fault(f"characters {start} to {end} ({text[start : start + 30]!r} …): {fault}") from None
    if not spans:
        raise Fault("expected at least one labelled stretch")
    return LabelledVacancy(about.id, text, tuple(spans), about.title or None, _mixture(shares, codes))


def _label(region: Region, codes: Codes) -> Label:
    clusters = list(dict.fromkeys(region.clusters))
    _known(region.zones, list(ZoneCode), "a zone")
    _known(clusters, codes.clusters, "a cluster")
    _known(region.professions, codes.professions, "a profession")
    _known(region.kinds, codes.kinds, "a kind of work outside")
    if len(region.zones) != 1:
        raise Fault(f"expected one zone, got {', '.join(region.zones) or 'none'}")
    zone = ZoneCode(region.zones[0])
    professions = [code for code in codes.professions if code in region.professions]
    if zone is not ZoneCode.TAKEN and (clusters or professions or region.kinds):
        raise Fault(f"expected no cluster, profession or kind in zone {zone.value}, only in {ZoneCode.TAKEN.value}")
    if len(clusters) > MOST_CLUSTERS or len(region.kinds) > 1:
        raise Fault(f"expected at most {MOST_CLUSTERS} clusters and one kind, got {', '.join(clusters + region.kinds)}")
    if any(code != OUTSIDE for code in clusters) != bool(professions):
        raise Fault("expected professions beside a cluster, and none beside work outside alone")
    if region.kinds and OUTSIDE not in clusters:
        raise Fault(f"expected a kind of work only beside {OUTSIDE}")
    return Label(zone, tuple(clusters), tuple(professions), tuple(region.kinds))


def _known(said: Sequence[str], expected: Sequence[str], what: str) -> None:
    wrong = [code for code in said if code not in expected]
    if wrong:
        raise Fault(f"expected {what} of {', '.join(expected)}, got {wrong[0]!r}")


def _mixture(shares: dict[str, float], codes: Codes) -> dict[str, float] | None:
    """Shares as people gave them, which may be off the hundred by rounding; None where nobody gave any."""
    if not shares:
        return None
    _known(list(shares), codes.components, "a share")
    total = sum(shares.values())
    if abs(total - WHOLE) > len(codes.components) / 2 or min(shares.values()) < 0:
        raise Fault(f"expected shares that sum to {WHOLE:g}, got {total:g}")
    return {code: share / total for code, share in shares.items()}

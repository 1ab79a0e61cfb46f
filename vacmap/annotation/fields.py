"""What was read from a tool's file → a labelled vacancy, every label checked"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vacmap.records import OUTSIDE, ZoneCode
from vacmap.structure import Structure
from vacmap.training import Label, LabelledSpan, LabelledVacancy
from vacmap.training.labels import MOST_CLUSTERS

WHOLE = 100.0


class Fault(Exception):
    """What does not fit; the one who reads the file knows where."""


@dataclass(frozen=True)
class Fields:
    """What is known of a vacancy as a whole."""

    id: str
    text: str
    title: str | None
    shares: dict[str, float] = field(default_factory=dict)
    """Percentages per component; empty where nobody gave them."""


@dataclass
class Region:
    """A marked stretch with all that was chosen for it; clusters the weightiest first."""

    start: int
    end: int
    zones: list[str] = field(default_factory=list)
    clusters: list[str] = field(default_factory=list)
    professions: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


def assemble(fields: Fields, regions: Sequence[Region], structure: Structure) -> LabelledVacancy:
    """The vacancy that the regions label. White space around a region is left out of it, and a region of nothing else.

    Raises
    ------
    Fault
        If a code is unknown, a label is not whole, two regions overlap, or shares do not sum to 100.
    """
    spans: list[LabelledSpan] = []
    for region in sorted(regions, key=lambda one: (one.start, one.end)):
        if not 0 <= region.start < region.end <= len(fields.text):
            raise Fault(f"characters {region.start} to {region.end}: expected a stretch of {len(fields.text)}")
        inside = fields.text[region.start : region.end]
        start = region.start + len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if start == end:
            continue
        if spans and start < spans[-1].end:
            raise Fault(f"two regions overlap at character {start}: expected one region per stretch")
        try:
            spans.append(LabelledSpan(start, end, _label(region, structure)))
        except Fault as fault:
            raise Fault(f"characters {start} to {end} ({fields.text[start : start + 30]!r} …): {fault}") from None
    if not spans:
        raise Fault("expected at least one labelled stretch")
    return LabelledVacancy(fields.id, fields.text, tuple(spans), fields.title, _mixture(fields.shares, structure))


def _label(region: Region, structure: Structure) -> Label:
    if len(region.zones) != 1:
        raise Fault(f"expected one zone, got {', '.join(region.zones) or 'none'}")
    _known(region.zones, list(ZoneCode), "a zone")
    clusters = list(dict.fromkeys(region.clusters))
    _known(clusters, [*structure.cluster_ids, OUTSIDE], "a cluster")
    _known(region.professions, structure.profession_ids, "a profession")
    zone = ZoneCode(region.zones[0])
    professions = [code for code in structure.profession_ids if code in region.professions]
    if zone is not ZoneCode.TAKEN and (clusters or professions or region.kinds):
        raise Fault(f"expected no cluster, profession or kind in zone {zone.value}, only in {ZoneCode.TAKEN.value}")
    if len(clusters) > MOST_CLUSTERS:
        raise Fault(f"expected at most {MOST_CLUSTERS} clusters, got {', '.join(clusters)}")
    if any(code != OUTSIDE for code in clusters) != bool(professions):
        raise Fault("expected professions beside a cluster, and none beside work outside alone")
    if bool(region.kinds) and OUTSIDE not in clusters:
        raise Fault(f"expected a kind of work only beside {OUTSIDE}")
    return Label(zone, tuple(clusters), tuple(professions), tuple(region.kinds[:1]))


def _known(codes: Sequence[str], expected: Sequence[str], what: str) -> None:
    wrong = [code for code in codes if code not in expected]
    if wrong:
        raise Fault(f"expected {what} of {', '.join(expected)}, got {wrong[0]!r}")


def _mixture(shares: dict[str, float], structure: Structure) -> dict[str, float] | None:
    """Shares as people gave them, which may be off the hundred by rounding; None where nobody gave any."""
    if not shares:
        return None
    components = [*structure.profession_ids, OUTSIDE]
    _known(list(shares), components, "a share")
    total = sum(shares.values())
    if abs(total - WHOLE) > len(components) / 2 or min(shares.values()) < 0:
        raise Fault(f"expected shares that sum to {WHOLE:g}, got {total:g}")
    return {code: share / total for code, share in shares.items()}

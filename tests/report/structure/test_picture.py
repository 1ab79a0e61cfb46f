"""The picture of the model: every cluster of every shell has its sector, with its name where that fits."""

from __future__ import annotations

import json
import re
from collections import Counter

from lxml import etree

from vacmap.report.structure.cells import View
from vacmap.report.structure.picture import model
from vacmap.structure import Structure

SVG = "{http://www.w3.org/2000/svg}"


def drawn(structure: Structure, clusters: tuple[str, ...] | None = None) -> etree._Element:
    """The picture, read as XML."""
    svg = str(model(View(structure, structure.profession_ids, clusters or structure.cluster_ids)))
    return etree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def words(sector: etree._Element) -> str:
    """What is written in a sector, its lines put together."""
    return " ".join("".join(text.itertext()) for text in sector.iter(f"{SVG}text")).replace("\u00a0", " ")


def test_every_cluster_leads_to_its_place_and_carries_its_name(structure: Structure) -> None:
    links = list(drawn(structure).iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == [f"#cluster-{code}" for code in structure.cluster_ids]
    names = [f"{at} {cluster.name}" for at, cluster in enumerate(structure.clusters, 1)]
    assert [words(link) for link in links] == names
    assert [link.findtext(f"{SVG}title") for link in links] == names


def test_the_keyboard_passes_the_links_once_in_the_list_beside(structure: Structure) -> None:
    assert {link.get("tabindex") for link in drawn(structure).iter(f"{SVG}a")} == {"-1"}


def test_a_ring_of_one_cluster_carries_its_name_too(small_structure: Structure) -> None:
    assert [words(link) for link in drawn(small_structure).iter(f"{SVG}a")] == ["1 Tonen", "2 Bewaren", "3 Vertellen"]


def test_a_name_that_does_not_fit_leaves_the_number(small_structure: Structure) -> None:
    raw = json.dumps(small_structure.to_dict()).replace('"Bewaren", "shell"', f'"{"Bewaarbeheers" * 9}", "shell"')
    links = list(drawn(Structure.model_validate_json(raw)).iter(f"{SVG}a"))
    assert [words(link) for link in links] == ["1 Tonen", "2", "3 Vertellen"]


def test_clusters_that_were_not_asked_for_lead_nowhere(structure: Structure) -> None:
    picture = drawn(structure, ("organiseren",))
    assert [link.get("href") for link in picture.iter(f"{SVG}a")] == ["#cluster-organiseren"]
    assert len(list(picture.iter(f"{SVG}g"))) == len(structure.clusters) - 1


def test_words_run_along_lines_that_exist(structure: Structure) -> None:
    picture = drawn(structure)
    ids = Counter(path.get("id") for path in picture.iter(f"{SVG}path") if path.get("id"))
    assert set(ids.values()) == {1}
    assert {f"#{id_}" for id_ in ids} == {one.get("href") for one in picture.iter(f"{SVG}textPath")}


def test_no_coordinate_is_lost(structure: Structure) -> None:
    for path in drawn(structure).iter(f"{SVG}path"):
        assert re.fullmatch(r"[MLAZ\d .-]+", path.get("d"))

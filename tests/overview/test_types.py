"""Types are groups that are there, and only those."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from vacmap.overview import Overview
from vacmap.overview.type_names import named_types, say_types
from vacmap.overview.types import LEAST, STABLE, Grouping, group_functions

from .made import Advert


def test_the_three_kinds_of_functions_are_found_again(overview: Overview, adverts: list[Advert]) -> None:
    assert overview.figures is not None
    grouping = overview.figures.grouping
    kinds = [advert.id.rsplit("-", 1)[0] for advert in adverts]
    assert len(grouping.returns) == 3
    assert adjusted_rand_score(kinds, grouping.labels) > 0.9
    assert min(grouping.returns) >= STABLE
    assert grouping.silhouette == max(one.silhouette for one in grouping.tried if one.stable)


def test_they_are_described_from_the_largest_to_the_smallest(overview: Overview) -> None:
    assert overview.figures is not None
    types = named_types(overview.figures, overview.components, overview.clusters)
    assert [one.name for one in types] == [
        "Vooral begeleider sociaal-culturele activiteiten",
        "Vooral belangenbehartiger",
        "Grotendeels buiten de structuur",
    ]
    assert [one.type.functions for one in types] == sorted((one.type.functions for one in types), reverse=True)
    assert [one.type.titles[0] for one in types] == ["Educatief medewerker", "Beleidsmedewerker", "Boekhouder"]
    assert "‘vertegenwoordigen – samenwerken – netwerken’" in types[1].said[0]
    assert types[2].said[0].startswith("Het werk buiten de structuur is vooral financiën")
    assert say_types(overview.figures).startswith("De functies vormen drie types.")


def test_means_and_ranges_of_types_fit(overview: Overview) -> None:
    assert overview.figures is not None
    for type_ in overview.figures.types:
        assert np.isclose(sum(type_.shares), 1)
        assert np.isclose(sum(type_.clusters), 1 - type_.shares[-1], atol=1e-3)
        for low, high in type_.ranges:
            assert 0 <= low <= high <= 1


def cloud(functions: int) -> tuple[np.ndarray, np.ndarray]:
    """Functions of one kind: mixtures around one, without a direction in which they differ most."""
    parts = np.random.default_rng(0).dirichlet(np.full(46, 4.0), functions)
    return parts[:, :-1].reshape(functions, 5, 9).astype(np.float32), parts[:, -1]


def test_a_cloud_without_groups_has_no_types() -> None:
    found = group_functions(*cloud(LEAST))
    assert found.tried
    assert found.returns == ()


@pytest.mark.parametrize("functions", [0, 1, LEAST - 1])
def test_in_few_functions_none_are_sought(functions: int) -> None:
    found: Grouping = group_functions(*cloud(functions))
    assert found.tried == found.returns == ()


def test_equal_functions_are_no_types() -> None:
    found = group_functions(np.full((LEAST, 5, 9), 1 / 50, np.float32), np.full(LEAST, 0.1))
    assert found.returns == ()

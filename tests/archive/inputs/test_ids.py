"""Ids that may repeat → ids that do not, the first of each as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vacmap.archive.inputs import UniqueIds


@pytest.fixture
def ids() -> Iterator[UniqueIds]:
    with UniqueIds() as ids:
        yield ids


def test_the_second_gets_a_number_behind_it(ids: UniqueIds) -> None:
    assert [ids.unique(one) for one in ("x", "y", "x", "x", "y")] == ["x", "y", "x#2", "x#3", "y#2"]


def test_a_number_that_is_taken_is_passed_over(ids: UniqueIds) -> None:
    assert [ids.unique(one) for one in ("x#2", "x", "x", "x#2", "x#3", "x")] == [
        "x#2",
        "x",
        "x#3",
        "x#2#2",
        "x#3#2",
        "x#4",
    ]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["x", "x#2", "x#3", "x#2#2", "y", "", "\ud800"]), max_size=30))
def test_no_two_are_the_same_and_the_same_ids_give_the_same(given_ids: list[str]) -> None:
    with UniqueIds() as ids, UniqueIds() as again:
        found = [ids.unique(one) for one in given_ids]
        assert [again.unique(one) for one in given_ids] == found
    assert len(set(found)) == len(found)
    assert all(new.startswith(one) for one, new in zip(given_ids, found, strict=True))


def test_an_id_that_is_always_the_same_is_counted_on(ids: UniqueIds) -> None:
    assert [ids.unique("x") for _ in range(3_000)][-1] == "x#3000"

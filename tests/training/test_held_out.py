"""Vacancies held out: the confidence from which on a task is certain, and the figures of the card."""

from __future__ import annotations

import numpy as np
import pytest

from vacmap.training.held_out import CERTAIN_ACCURACY, COVERAGES, KEPT, Confidences


def calibrated(n: int = 20_000) -> Confidences:
    """Tasks that are right exactly as often as their confidence says."""
    generator = np.random.default_rng(0)
    confidence = np.sort(generator.random(n))
    return Confidences(confidence, (generator.random(n) < confidence).astype(float))


def test_a_task_is_certain_where_tasks_of_its_confidence_are_right_often_enough() -> None:
    assert calibrated().certainty() == pytest.approx(CERTAIN_ACCURACY, abs=0.05)


def test_confidence_that_says_too_little_makes_tasks_certain_earlier() -> None:
    modest = Confidences(calibrated().confidence / 2, calibrated().right)
    assert modest.certainty() == pytest.approx(CERTAIN_ACCURACY / 2, abs=0.03)


def test_where_no_task_is_right_only_the_surest_is_certain() -> None:
    never = Confidences(np.linspace(0, 1, 100), np.zeros(100))
    assert never.figures(never.certainty())["certain"] == pytest.approx(0.01)


def test_abstaining_more_makes_the_rest_more_often_right() -> None:
    curve = calibrated().coverage()
    assert [row["coverage"] for row in curve] == list(COVERAGES)
    accuracies = [row["accuracy"] for row in curve]
    assert accuracies == sorted(accuracies)
    assert curve[-1]["confidence"] == pytest.approx(0.5, abs=0.02)


def test_of_a_calibrated_classifier_every_bin_is_as_right_as_it_is_sure() -> None:
    rows = calibrated().reliability()
    assert sum(row["tasks"] for row in rows) == 20_000
    assert [row["accuracy"] for row in rows] == pytest.approx([row["confidence"] for row in rows], abs=0.05)


def test_a_single_task_has_a_curve() -> None:
    assert {row["accuracy"] for row in Confidences(np.array([0.4]), np.array([1.0])).coverage()} == {1.0}


def test_a_calibrated_classifier_has_next_to_no_calibration_error() -> None:
    assert calibrated().figures(0.5)["calibration_error"] < 0.02


def test_one_that_is_always_sure_errs_by_as_much_as_it_is_wrong() -> None:
    right = np.array([1.0, 0.0] * 50)
    assert Confidences(np.ones(100), right).figures(0.5)["calibration_error"] == pytest.approx(0.5)


def test_the_surest_tasks_are_right_more_often_than_all() -> None:
    figures = calibrated().figures(0.5)
    assert figures["cluster_hit"] == pytest.approx(0.5, abs=0.02)
    assert figures["cluster_hit_of_surest"] == pytest.approx((1 + 1 - KEPT) / 2, abs=0.02)
    assert figures["certain"] == pytest.approx(0.5, abs=0.02)

"""The kind of estimator most rooms learn with: a linear model of many sparse, hashed features

liblinear's dual solver walks through sparse rows, so that unused columns cost nothing; its order is fixed by a seed, so
that the same data give the same weights.
"""

from __future__ import annotations

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

SEED = 0
ITERATIONS = 2000
TOLERANCE = 1e-4
"""How near to the optimum liblinear stops, as scikit-learn has it."""
COARSE = 0.01
"""The same for models of very many sentences: half the time, and the same tasks right."""


def logistic(strength: float, iterations: int = ITERATIONS, tolerance: float = TOLERANCE) -> LogisticRegression:
    """A logistic regression that is not fitted yet; ``strength`` is the inverse C of the L2 penalty."""
    return LogisticRegression(
        C=strength, solver="liblinear", dual=True, max_iter=iterations, tol=tolerance, random_state=SEED
    )


def halve_weights(model: OneVsRestClassifier) -> OneVsRestClassifier:
    """Keep a fitted model's weights at single precision: half the room on disk and in memory. Returns the model."""
    for one in model.estimators_:
        one.coef_ = one.coef_.astype(np.float32)
    return model

"""Fit the weights behind ``Event.confidence`` and print how well they are earned.

    python benchmarks/calibration.py [CORPUS...]

The corpora must be labelled exhaustively; by default those that no rule was written from: on texts
that the rules fit, nearly everything is right and confidence would promise too much. "Right" means
that the labels hold an event of that type which the prediction pairs with, one to one. Weights are
fitted by logistic regression with a small ridge; the reliability printed is cross-validated by
article, so that no event is scored by weights that it helped to fit.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from mine_ie.assemble.confidence import features
from mine_ie.corpus import read_corpus
from mine_ie.evaluation import evaluate
from mine_ie.extraction import extract

ROOT = Path(__file__).parents[1]
DEFAULT = [ROOT / "corpora" / name for name in ("core-test", "fresh-test")]
RIDGE = 1.0
FOLDS = 5


def cases(folder: Path) -> list[tuple[str, dict[str, float], bool]]:
    """Article, features and rightness of every predicted event."""
    corpus = read_corpus(folder)
    predicted = {
        a.id: events for a, events in zip(corpus.articles, extract(corpus.articles), strict=True)
    }
    run = evaluate(corpus, predict=lambda articles: [predicted[a.id] for a in articles], samples=0)
    right: dict[str, set[str]] = {}
    for article in run[corpus.name].articles:
        right[article.id] = {c.predicted["id"] for c in article.cases if c.predicted is not None}
    return [
        (f"{corpus.name}/{name}", features(event), event.id in right.get(name, set()))
        for name, events in predicted.items()
        for event in events
    ]


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression; the first column is the constant and is not shrunk."""

    def loss(w: np.ndarray) -> float:
        z = x @ w
        return float(np.sum(np.logaddexp(0, z) - y * z) + RIDGE * np.sum(w[1:] ** 2))

    return minimize(loss, np.zeros(x.shape[1]), method="BFGS").x


def main() -> None:
    """Fit, cross-validate, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", type=Path)
    folders = parser.parse_args().corpora or [f for f in DEFAULT if f.is_dir()]
    rows = [row for folder in folders for row in cases(folder)]
    names = list(rows[0][1])
    x = np.array([[row[1][n] for n in names] for row in rows])
    y = np.array([float(row[2]) for row in rows])
    articles = sorted({row[0] for row in rows})
    fold_of = {a: k % FOLDS for k, a in enumerate(articles)}
    folds = np.array([fold_of[row[0]] for row in rows])
    given = np.zeros(len(y))
    for k in range(FOLDS):
        w = fit(x[folds != k], y[folds != k])
        given[folds == k] = 1 / (1 + np.exp(-(x[folds == k] @ w)))
    print(f"{len(y)} events of {len(folders)} corpora, {y.mean():.3f} right")
    for name, weight in zip(names, fit(x, y), strict=True):
        print(f'    "{name}": {weight:.2f},')
    print("\n| confidence | events | mean given | share right |\n|---|---|---|---|")
    for low in np.arange(0, 1, 0.1):
        inside = (given >= low) & (given < low + 0.1)
        if inside.any():
            print(
                f"| {low:.1f}-{low + 0.1:.1f} | {inside.sum()} | {given[inside].mean():.2f} "
                f"| {y[inside].mean():.2f} |"
            )


if __name__ == "__main__":
    main()

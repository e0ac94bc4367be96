"""How right extraction is: events aligned with labels, slots counted, intervals by bootstrap.

:func:`score_article` aligns the predicted events of one article with its labels;
:func:`score_corpus` sums the cases of all articles into figures. Both are pure: same input, same
figures, to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from mine_ie.corpus import Corpus
from mine_ie.labels import Labels, from_event
from mine_ie.schema import Event
from mine_ie.slots import (
    COUNT_FIELDS,
    FIELDS,
    Field,
    Outcome,
    counts_for_record,
    distance_km,
    fields_for,
    figure,
    primary_place,
)

#: Statuses that count as having happened; planned and denied events are left out on both sides.
STATUSES = ("reported", "claimed", "disputed")
#: Name under ``by_type`` for labels that do not give a type.
UNTYPED = "untyped"
BOOTSTRAP_SAMPLES = 1000
SEED = 20240824

# Alignment: what one event's agreement is made of. Looser readings (the month right, the country
# right) decide between events that agree in nothing else; the order in the text breaks ties.
_LOOSE = 0.3
_TYPE = 0.1
_ORDER = 1e-6


@dataclass(frozen=True)
class Case:
    """One labelled event with the predicted event aligned to it, if any.

    ``outcomes`` has every labelled field that the corpus scores.
    """

    index: int
    gold: Labels
    predicted: Labels | None
    outcomes: Mapping[str, Outcome]
    right: bool

    @property
    def type(self) -> str:
        """The labelled type, or :data:`UNTYPED`."""
        return str(self.gold.get("type", UNTYPED))

    @property
    def wrong(self) -> tuple[str, ...]:
        """Names of the fields that are not right."""
        return tuple(name for name, outcome in self.outcomes.items() if not outcome.right)


@dataclass(frozen=True)
class ArticleCases:
    """The labelled events of one article, and the predicted ones that match none of them."""

    id: str
    cases: tuple[Case, ...]
    extra: tuple[Labels, ...]

    def right(self, exhaustive: bool) -> bool:
        """Every record is right and, with exhaustive labels, there is none too many."""
        return all(c.right for c in self.cases) and not (exhaustive and self.extra)


def happened(labels: Labels) -> bool:
    """Whether the event counts: not a plan, not a denial."""
    return labels.get("status", "reported") in STATUSES


def align(
    gold: Sequence[Labels], predicted: Sequence[Labels], scored: Sequence[str]
) -> list[tuple[int, int]]:
    """Pair events one to one so that the scored fields agree most; pairs are of one type.

    Labels without a type may pair with any. Returns ``(gold index, predicted index)`` in gold
    order.
    """
    if not gold or not predicted:
        return []
    weights = np.zeros((len(gold), len(predicted)))
    for i, wanted in enumerate(gold):
        for j, given in enumerate(predicted):
            if "type" not in wanted or wanted["type"] == given.get("type"):
                weights[i, j] = agreement(wanted, given, scored) - _ORDER * abs(i - j)
    rows, columns = linear_sum_assignment(weights, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(i, j) for i, j in pairs if weights[i, j] > 0]


def agreement(gold: Labels, predicted: Labels, scored: Sequence[str]) -> float:
    """How much two events agree in the labelled fields of ``scored``; positive, larger is more."""
    total = 1.0 + _TYPE * (gold.get("type") == predicted.get("type"))
    for field in fields_for(scored):
        outcome = field.outcome(gold, predicted)
        if outcome is not None:
            total += outcome.agreement * (1.0 if counts_for_record(field, scored) else _LOOSE)
    return total


def score_article(
    id: str, gold: Iterable[Labels], predicted: Iterable[Labels], scored: Sequence[str]
) -> ArticleCases:
    """Align and compare the events of one article; predicted ones as labels (``from_event``)."""
    wanted = [e for e in gold if happened(e)]
    given = [e for e in predicted if happened(e)]
    partner = dict(align(wanted, given, scored))
    cases = []
    for index, labels in enumerate(wanted):
        match = given[partner[index]] if index in partner else None
        outcomes = {
            field.name: outcome
            for field in fields_for(scored)
            if (outcome := field.outcome(labels, match or {})) is not None
        }
        right = match is not None and all(
            outcomes[f.name].right
            for f in fields_for(scored)
            if f.name in outcomes and counts_for_record(f, scored)
        )
        cases.append(Case(index, labels, match, outcomes, right))
    taken = set(partner.values())
    extra = tuple(labels for j, labels in enumerate(given) if j not in taken)
    return ArticleCases(id, tuple(cases), extra)


# --- from cases to figures -----------------------------------------------------------------

_Key = tuple[str, str]  # (type or "" for all, metric)
_Counts = dict[_Key, NDArray[np.int64]]
EVENTS, RECORD = "events", "record_right"


def _count_article(article: ArticleCases, fields: Sequence[Field], exhaustive: bool) -> _Counts:
    """Slots right, wrong and missed of one article, by type and metric.

    ``fields`` are those whose values in an event too many are wrong.
    """
    counts: _Counts = {}

    def add(type: str, metric: str, outcome: Outcome) -> None:
        for key in (("", metric), (type, metric)):
            counts[key] = counts.get(key, np.zeros(3, dtype=np.int64)) + outcome

    for case in article.cases:
        found = case.predicted is not None
        add(case.type, EVENTS, Outcome(int(found), 0, int(not found)))
        missed = int(not case.right)
        add(case.type, RECORD, Outcome(int(case.right), int(found and not case.right), missed))
        for name, outcome in case.outcomes.items():
            add(case.type, name, outcome)
    if exhaustive:
        for labels in article.extra:
            type = str(labels.get("type"))
            add(type, EVENTS, Outcome(0, 1, 0))
            add(type, RECORD, Outcome(0, 1, 0))
            for field in fields:
                add(type, field.name, Outcome(0, len(field.values(labels) or []), 0))
    return counts


@dataclass(frozen=True)
class CorpusScore:
    """Everything measured on one corpus; :meth:`to_dict` is its entry in the report."""

    corpus: Corpus
    articles: tuple[ArticleCases, ...]
    figures: Mapping[_Key, Mapping[str, Any]]

    def figure(self, metric: str, type: str = "") -> Mapping[str, Any]:
        """Precision, recall, F1 and the rest of ``metric``; of one event type if given."""
        return self.figures[(type, metric)]

    @property
    def metrics(self) -> tuple[str, ...]:
        """Names of the fields reported, in order."""
        return tuple(f.name for f in FIELDS if ("", f.name) in self.figures)

    @property
    def types(self) -> tuple[str, ...]:
        """Event types that were labelled or predicted."""
        return tuple(sorted({type for type, _ in self.figures if type}))

    def to_dict(self) -> dict[str, Any]:
        """Return the corpus's entry of the JSON report (see ``docs/evaluation.md``)."""
        right = sum(a.right(self.corpus.exhaustive) for a in self.articles)
        return {
            "name": self.corpus.name,
            "digest": self.corpus.digest,
            "exhaustive": self.corpus.exhaustive,
            "scored": list(self.corpus.scored),
            "articles": len(self.articles),
            "articles_right": {
                "right": right,
                "n": len(self.articles),
                "share": ratio(right, len(self.articles)),
            },
            **self._block(""),
            "by_type": {type: self._block(type) for type in self.types},
        }

    def _block(self, type: str) -> dict[str, Any]:
        fields = {m: self.figures[(type, m)] for m in self.metrics if (type, m) in self.figures}
        return {
            EVENTS: self.figures[(type, EVENTS)],
            RECORD: self.figures[(type, RECORD)],
            "fields": fields,
        }


def score_corpus(
    corpus: Corpus,
    predicted: Mapping[str, Iterable[Event | Labels]],
    samples: int = BOOTSTRAP_SAMPLES,
) -> CorpusScore:
    """Score predicted events, given by article id, against a corpus's labels.

    Articles missing from ``predicted`` count as having no events. ``samples`` bootstrap samples
    over articles give the intervals; 0 leaves them out.
    """
    articles = []
    for article in corpus.articles:
        id = str(article.id)
        given = [from_event(e) if isinstance(e, Event) else e for e in predicted.get(id, ())]
        articles.append(score_article(id, corpus.gold[id], given, corpus.scored))
    # A field that no label of the corpus gives (coordinates, often) is not measured at all.
    labelled = {name for a in articles for case in a.cases for name in case.outcomes}
    fields = [f for f in fields_for(corpus.scored) if f.name in labelled]
    counts = [_count_article(a, fields, corpus.exhaustive) for a in articles]
    names = [EVENTS, RECORD, *(f.name for f in fields)]
    keys = [("", name) for name in names] + sorted({k for c in counts for k in c if k[0]})
    resampled = _resample(len(articles), samples)
    figures: dict[_Key, dict[str, Any]] = {}
    zero = np.zeros(3, dtype=np.int64)
    for key in keys:
        table = np.array([c.get(key, zero) for c in counts]).reshape(-1, 3)
        figures[key] = {**_figure(table.sum(axis=0)), **_interval(table, resampled)}
        figures[key].update(_extras(key, articles))
    for type in {k[0] for k in keys if k[0]}:
        for name in (EVENTS, RECORD):
            figures.setdefault((type, name), _figure(zero))
    return CorpusScore(corpus, tuple(articles), figures)


def ratio(part: float, whole: float) -> float | None:
    """``part / whole`` to four places, or ``None`` where there is nothing to divide by."""
    return round(float(part) / float(whole), 4) if whole else None


def _figure(counts: NDArray[np.int64]) -> dict[str, Any]:
    tp, fp, fn = (int(n) for n in counts)
    return {
        "precision": ratio(tp, tp + fp),
        "recall": ratio(tp, tp + fn),
        "f1": ratio(2 * tp, 2 * tp + fp + fn),
        "n": tp + fn,
        "tp": tp,
        "fp": fp,
        "fn": fn,
    }


def _resample(articles: int, samples: int) -> NDArray[np.int64]:
    """How often each sample draws each article, ``(samples, articles)``."""
    if not articles or not samples:
        return np.zeros((0, articles), dtype=np.int64)
    shares = np.full(articles, 1 / articles)
    return np.random.default_rng(SEED).multinomial(articles, shares, size=samples)


def _interval(table: NDArray[np.int64], resampled: NDArray[np.int64]) -> dict[str, Any]:
    """95 % percentile intervals of precision, recall and F1."""
    if not len(resampled):
        return {}
    tp, fp, fn = (resampled @ table).T.astype(float)
    parts = {
        "precision": (tp, tp + fp),
        "recall": (tp, tp + fn),
        "f1": (2 * tp, 2 * tp + fp + fn),
    }
    return {"interval": {name: _percentiles(*pair) for name, pair in parts.items()}}


def _percentiles(
    part: NDArray[np.float64], whole: NDArray[np.float64]
) -> tuple[float, float] | None:
    known = whole > 0
    if not known.any():
        return None
    low, high = np.percentile(part[known] / whole[known], [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def _extras(key: _Key, articles: Sequence[ArticleCases]) -> dict[str, Any]:
    """What some fields have beside slots: accuracy over aligned pairs, errors of counts, km."""
    type, metric = key
    pairs = [
        (c, c.predicted)
        for a in articles
        for c in a.cases
        if c.predicted is not None and type in ("", c.type) and metric in c.outcomes
    ]
    if metric in (EVENTS, RECORD):
        return {}
    right = sum(c.outcomes[metric].right for c, _ in pairs)
    # A value given in place of another is one mistake, though it counts as given and as missed.
    replaced = sum(min(c.outcomes[metric].fp, c.outcomes[metric].fn) for c, _ in pairs)
    extras: dict[str, Any] = {
        "replaced": replaced,
        "pairs": {"right": right, "n": len(pairs), "accuracy": ratio(right, len(pairs))},
    }
    if metric in COUNT_FIELDS:
        extras.update(_count_errors(metric, [(c.gold, p) for c, p in pairs]))
    elif metric in ("places", "places_50km"):
        extras["distance"] = _distances([(c.gold, p) for c, p in pairs])
    return extras


def _count_errors(metric: str, pairs: Sequence[tuple[Labels, Labels]]) -> dict[str, Any]:
    """Mean absolute error where both give a figure, and how often the range covers the truth."""
    errors, covered, ranges = [], 0, 0
    for gold, predicted in pairs:
        truth, count = figure(gold[metric]), predicted.get(metric)
        if not isinstance(truth, int) or count is None:
            continue
        ranges += 1
        low, high = count.get("low"), count.get("high")
        covered += (low is None or low <= truth) and (high is None or truth <= high)
        given = figure(count)
        if isinstance(given, int):
            errors.append(abs(truth - given))
    return {
        "mae": round(float(np.mean(errors)), 4) if errors else None,
        "mae_n": len(errors),
        "coverage": ratio(covered, ranges),
        "coverage_n": ranges,
    }


def _distances(pairs: Sequence[tuple[Labels, Labels]]) -> dict[str, Any]:
    """Kilometres between the primary places, where both have coordinates."""
    km = []
    for gold, predicted in pairs:
        a, b = primary_place(gold), primary_place(predicted)
        apart = distance_km(a, b) if a and b else None
        if apart is not None:
            km.append(apart)
    return {
        "median_km": round(float(np.median(km)), 2) if km else None,
        "mean_km": round(float(np.mean(km)), 2) if km else None,
        "n": len(km),
    }

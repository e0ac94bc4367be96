"""Measure extraction on labelled corpora: ``mine_ie.evaluate("corpora/core-dev")``.

The figures are :mod:`mine_ie.scoring`'s; this module runs the extraction, times it, and puts the
report together.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mine_ie.corpus import Corpus, read_corpus
from mine_ie.diagnostics import confusion, reliability
from mine_ie.labels import Labels
from mine_ie.schema import Article, Event
from mine_ie.scoring import BOOTSTRAP_SAMPLES, ArticleCases, Case, CorpusScore, score_corpus

if TYPE_CHECKING:
    from spacy.language import Language

#: Anything that turns articles into a list of events each, in their order.
Predictor = Callable[[Iterable[Article]], Iterable[Iterable[Event]]]

_CASE_KEYS = (
    "type", "scope", "status", "when", "places", "killed", "injured", "missing", "unspecified",
    "ordnance", "areas",
)  # fmt: skip


@dataclass(frozen=True)
class CorpusRun:
    """One corpus's scores, with how long extraction took."""

    score: CorpusScore
    seconds: float

    def to_dict(self, cases: bool = True) -> dict[str, Any]:
        """Return the corpus's entry of the report; ``cases`` adds what ``--diff`` compares."""
        entry = self.score.to_dict()
        entry["seconds"] = round(self.seconds, 3)
        entry["confusion"] = confusion(self.score)
        entry["reliability"] = reliability(self.score)
        if cases:
            entry["cases"] = [case_dict(a) for a in self.score.articles]
        return entry


@dataclass(frozen=True)
class Evaluation:
    """What :func:`evaluate` returns: one run per corpus."""

    runs: tuple[CorpusRun, ...]

    def to_dict(self, cases: bool = True) -> dict[str, Any]:
        """Return the whole report in JSON types."""
        return {"corpora": [run.to_dict(cases) for run in self.runs]}

    def to_json(self, cases: bool = True) -> str:
        """Return the report as JSON text."""
        return json.dumps(self.to_dict(cases), ensure_ascii=False, indent=1)

    def __getitem__(self, name: str) -> CorpusScore:
        """Return the scores of the corpus called ``name``."""
        for run in self.runs:
            if run.score.corpus.name == name:
                return run.score
        raise KeyError(f"no corpus '{name}' in this evaluation")


def evaluate(
    corpus: str | Path | Corpus | Sequence[str | Path | Corpus],
    nlp: Language | None = None,
    *,
    predict: Predictor | None = None,
    samples: int = BOOTSTRAP_SAMPLES,
) -> Evaluation:
    """Extract events from one or more labelled corpora and measure how right they are.

    ``nlp`` is a pipeline of :func:`mine_ie.load`; without one the default is loaded. ``predict``
    measures something else instead: any function from articles to a list of events each.
    ``samples`` is the number of bootstrap samples behind the intervals (0: none).

    >>> report = evaluate("corpora/core-dev")                             # doctest: +SKIP
    >>> report["core-dev"].figure("record_right")["recall"]               # doctest: +SKIP
    0.41

    Raises:
        CorpusError: a corpus cannot be read; the message names file, line and remedy.
        ValueError: ``predict`` gave more or fewer results than articles.
    """
    chosen = [corpus] if isinstance(corpus, str | Path | Corpus) else list(corpus)
    corpora = [c if isinstance(c, Corpus) else read_corpus(c) for c in chosen]
    predictor = predict or _default_predictor(nlp)
    return Evaluation(tuple(_run(c, predictor, samples) for c in corpora))


def _default_predictor(nlp: Language | None) -> Predictor:
    from mine_ie.extraction import extract
    from mine_ie.pipeline import load

    # Loaded here, so that the time measured is extraction's alone.
    pipeline = nlp if nlp is not None else load()

    def predict(articles: Iterable[Article]) -> Iterable[Iterable[Event]]:
        return extract(articles, nlp=pipeline)

    return predict


def _run(corpus: Corpus, predict: Predictor, samples: int) -> CorpusRun:
    started = time.perf_counter()
    results = [list(events) for events in predict(corpus.articles)]
    seconds = time.perf_counter() - started
    if len(results) != len(corpus.articles):
        raise ValueError(
            f"corpus '{corpus.name}': {len(corpus.articles)} articles gave {len(results)} results; "
            f"there must be one list of events for each article, in their order"
        )
    predicted = {str(a.id): r for a, r in zip(corpus.articles, results, strict=True)}
    return CorpusRun(score_corpus(corpus, predicted, samples), seconds)


def case_dict(article: ArticleCases) -> dict[str, Any]:
    """What became of one article's labels, in JSON types."""
    return {
        "id": article.id,
        "events": [_labelled(case) for case in article.cases],
        "extra": [brief(labels) for labels in article.extra],
    }


def _labelled(case: Case) -> dict[str, Any]:
    return {
        "event": case.index,
        "found": case.predicted is not None,
        "right": case.right,
        "wrong": list(case.wrong),
        "gold": brief(case.gold),
        "predicted": brief(case.predicted) if case.predicted is not None else None,
    }


def brief(labels: Labels) -> dict[str, str]:
    """The fields of an event as short text: ``{"killed": "3", "when": "2024-08-24"}``.

    Fields that are absent or not stated are left out.
    """
    return {key: text for key in _CASE_KEYS if (text := show(key, labels.get(key)))}


def show(key: str, value: Any) -> str:
    """One field's value as short text, empty when not stated.

    >>> show("killed", {"low": 370, "best": 370, "high": None})
    '370+'
    >>> show("when", {"start": "2024-07-01", "end": "2024-07-31"})
    '2024-07-01..2024-07-31'
    """
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(show(key, item) for item in value)
    if not isinstance(value, dict):
        return str(value)
    if key == "when":
        start, end = value.get("start"), value.get("end")
        return start if start == end and start else f"{start or ''}..{end or ''}"
    if key == "places":
        parts = (value.get("name"), value.get("admin1"), value.get("country"))
        return " / ".join(str(p) for p in parts if p)
    if key == "ordnance":
        count = show("count", value.get("count"))
        return " ".join(p for p in (count, value.get("kind"), value.get("action")) if p)
    if key == "areas":
        return f"{show('count', value.get('m2'))} m² {value.get('action') or ''}".rstrip()
    if "text" in value and "role" in value:
        return f"{value['text']} ({value['role']})"
    return _show_count(value)


def _show_count(count: dict[str, Any]) -> str:
    low, best, high = (count.get(k) for k in ("low", "best", "high"))
    if low is None and best is None and high is None:
        return "vague"
    if low is None and high is None:
        return f"about {best}"
    if low == high:
        return str(low)
    if high is None:
        return f"{low}+"
    return f"{'' if low is None else low}–{high}"

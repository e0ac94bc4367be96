"""What is in a corpus: articles, words, events by type, how often each field is labelled."""

from __future__ import annotations

from collections import Counter
from typing import Any

from mine_ie.corpus import Corpus
from mine_ie.slots import FIELDS


def stats(corpus: Corpus) -> dict[str, Any]:
    """Count a corpus's content, in JSON types.

    ``fields`` gives for each field how many events have it ``stated``, labelled as
    ``not_stated``, and ``unlabelled``.
    """
    events = [event for article in corpus.articles for event in corpus.gold[str(article.id)]]
    words = sorted(len(article.text.split()) for article in corpus.articles)
    countries = Counter(
        place["country"] for e in events for place in e.get("places") or [] if place.get("country")
    )
    return {
        "name": corpus.name,
        "digest": corpus.digest,
        "exhaustive": corpus.exhaustive,
        "articles": len(corpus.articles),
        "without_events": sum(not corpus.gold[str(a.id)] for a in corpus.articles),
        "without_date": sum(a.published is None for a in corpus.articles),
        "words": {"least": words[0], "median": words[len(words) // 2], "most": words[-1]}
        if words
        else None,
        "events": len(events),
        "types": dict(Counter(str(e.get("type", "untyped")) for e in events).most_common()),
        "countries": dict(countries.most_common()),
        "sources": dict(Counter(a.source or "unknown" for a in corpus.articles).most_common()),
        "fields": {f.name: _presence(events, f.name) for f in FIELDS if f.name == f.base},
    }


def _presence(events: list[dict[str, Any]], name: str) -> dict[str, int]:
    field = next(f for f in FIELDS if f.name == name)
    values = [field.values(event) for event in events]
    return {
        "stated": sum(bool(v) for v in values),
        "not_stated": sum(v == [] for v in values),
        "unlabelled": sum(v is None for v in values),
    }

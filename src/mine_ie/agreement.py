"""How far two annotators agree: event F1, agreement in each field, Krippendorff's alpha."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from mine_ie.corpus import Corpus
from mine_ie.diagnostics import EXTRA, MISSED, confusion
from mine_ie.scoring import EVENTS, RECORD, CorpusScore, ratio, score_corpus
from mine_ie.slots import FIELDS


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for categories: 1 is perfect, 0 what chance gives.

    Each unit is the values that the annotators gave it; leave out the value of one who gave none.
    ``None`` when nothing varies, for then there is nothing to agree about. (Krippendorff,
    "Computing Krippendorff's Alpha-Reliability", 2011, nominal data with any number of coders.)

    >>> round(alpha([(1, 1), (2, 2), (1, 2), (1, 1), (2, 2)]), 3)
    0.64
    """
    values: Counter[Hashable] = Counter()
    disagreement = 0.0
    for unit in units:
        m = len(unit)
        if m < 2:
            continue
        counts = Counter(unit)
        values.update(counts)
        disagreement += sum(n * (m - n) for n in counts.values()) / (m - 1)
    total = sum(values.values())
    expected = sum(n * (total - n) for n in values.values())
    if not expected:
        return None
    return 1 - (total - 1) * disagreement / expected


def agreement(first: Corpus, second: Corpus) -> dict[str, Any]:
    """Compare two annotators' corpora over the articles that both labelled.

    Returns ``articles`` (shared), ``events`` and ``record_right`` (precision is the share of the
    second's events that the first has, recall the reverse), ``type_alpha``, ``has_event_alpha``
    and, for each field scored by both, ``agree`` of ``n`` aligned events, and ``alpha``.

    Raises:
        ValueError: the two share no article.
    """
    shared = [a for a in first.articles if a.id in {b.id for b in second.articles}]
    if not shared:
        raise ValueError(f"'{first.name}' and '{second.name}' share no article id")
    scored = tuple(name for name in first.scored if name in second.scored)
    left = Corpus(
        name=first.name,
        articles=tuple(shared),
        gold=first.gold,
        scored=scored,
        exhaustive=first.exhaustive and second.exhaustive,
    )
    score = score_corpus(left, {str(a.id): second.gold[str(a.id)] for a in shared}, samples=0)
    present = [(bool(first.gold[str(a.id)]), bool(second.gold[str(a.id)])) for a in shared]
    return {
        "articles": len(shared),
        "events": score.figure(EVENTS),
        "record_right": score.figure(RECORD),
        "has_event_alpha": _rounded(alpha(present)),
        "type_alpha": _rounded(alpha(_type_pairs(score))),
        "fields": {name: _field(score, name) for name in score.metrics if name != "type"},
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _type_pairs(score: CorpusScore) -> list[tuple[str, str]]:
    """Types of the events that both found, those called differently included."""
    return [
        (gold, given)
        for gold, row in confusion(score).items()
        for given, n in row.items()
        if gold != EXTRA and given != MISSED
        for _ in range(n)
    ]


def _field(score: CorpusScore, name: str) -> dict[str, Any]:
    field = next(f for f in FIELDS if f.name == name)
    pairs, agree = [], 0
    for article in score.articles:
        for case in article.cases:
            if case.predicted is None or name not in case.outcomes:
                continue
            if field.values(case.predicted) is None:
                continue  # the second annotator did not label it
            pairs.append((_key(field.values(case.gold)), _key(field.values(case.predicted))))
            agree += case.outcomes[name].right
    # A looser reading has no categories of its own: alpha belongs to the field itself.
    coefficient = _rounded(alpha(pairs)) if field.name == field.base else None
    return {"agree": agree, "n": len(pairs), "share": ratio(agree, len(pairs)),
            "alpha": coefficient}  # fmt: skip


#: What the sameness of items looks at; notes and offsets make no disagreement.
_COMPARED = ("kind", "action", "count", "m2", "role", "text")


def _key(values: list[Any] | None) -> str:
    """One category for a field's values, the same for the same values in any order."""
    plain = [
        {k: v[k] for k in _COMPARED if k in v and not (k == "text" and "role" not in v)}
        if isinstance(v, dict)
        else v
        for v in values or []
    ]
    return json.dumps(sorted(json.dumps(v, sort_keys=True) for v in plain))

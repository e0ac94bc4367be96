"""``--explain``: events with their evidence marked in the text, and the rule behind each value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mine_ie.schema import Article, Event, Evidence
from mine_ie.table import shown

_OUTCOMES = ("killed", "injured", "missing", "unspecified")


def explanation(article: Article, events: Sequence[Event]) -> str:
    """Return the explanation of all events as plain text.

    Sentences stand with their evidence in brackets, followed by the name of the value:
    ``A [civilian](injured 1) was hurt``.
    """
    name = article.id or article.title or "article"
    if not events:
        return f"{name}: no events"
    return "\n\n".join(_event(article, k, e) for k, e in enumerate(events, 1))


def _event(article: Article, number: int, event: Event) -> str:
    head = f"{number}. {event.type} ({event.scope}, {event.status}, confidence {event.confidence})"
    lines = [head]
    labels = list(_labels(event))
    for sentence in event.evidence:
        lines.append("   " + _marked(article, sentence, labels))
    for row in event.provenance:
        lines.append(f"   {row.field}: {row.rule} <- {_words(article, row.evidence)!r}")
    if event.flags:
        lines.append("   flags: " + ", ".join(event.flags))
    return "\n".join(lines)


def _labels(event: Event) -> Iterator[tuple[Evidence, str]]:
    if event.when is not None and event.when.evidence is not None:
        yield event.when.evidence, f"when {event.when.start or '..'}/{event.when.end or '..'}"
    for place in event.places:
        if place.evidence is not None:
            yield place.evidence, f"place {place.name}"
    for group in event.casualties:
        if group.evidence is not None:
            yield group.evidence, f"{group.outcome} {shown(group.count)}".strip()
    for item in event.ordnance:
        if item.evidence is not None:
            yield item.evidence, f"{item.kind} {shown(item.count)} {item.action or ''}".strip()
    for area in event.areas:
        if area.evidence is not None:
            yield area.evidence, f"area {shown(area.m2)} m2"
    for actor in event.actors:
        if actor.evidence is not None:
            yield actor.evidence, actor.role


def _marked(article: Article, sentence: Evidence, labels: list[tuple[Evidence, str]]) -> str:
    """The sentence with each value's words in brackets; of overlapping ones the first stands."""
    text = _text(article, sentence)
    start, end = sentence[0], sentence[1]
    inside = sorted(
        {
            (e[0], e[1], label)
            for e, label in labels
            if len(e) == len(sentence) and start <= e[0] and e[1] <= end
        }
    )
    out, at = [], start
    for s, e, label in inside:
        if s < at:
            continue
        out.append(text[at:s] + f"[{text[s:e]}]({label})")
        at = e
    return " ".join("".join([*out, text[at:end]]).split())


def _text(article: Article, evidence: Evidence) -> str:
    return (article.title or "").strip() if len(evidence) == 3 else article.text


def _words(article: Article, evidence: Evidence | None) -> str:
    return "" if evidence is None else _text(article, evidence)[evidence[0] : evidence[1]]

"""Events of a Doc: facts by sentence, clustered by event, filled field by field."""

from __future__ import annotations

import hashlib

from spacy.tokens import Doc

from mine_ie import counts, layers
from mine_ie.assemble import attribution, confidence, inherit, records
from mine_ie.assemble.actions import in_earnest
from mine_ie.assemble.cluster import Cluster, cluster, without_finds_that_exploded
from mine_ie.assemble.context import context
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.facts import facts
from mine_ie.assemble.sentence import Sentence, sentences
from mine_ie.schema import Event

_EXPLOSIVE = ("explosion",)


def events(doc: Doc, *, planned: bool = False, threshold: float = 0.0) -> list[Event]:
    """Return the events that ``doc``'s layers tell of, in the order of their first telling.

    Args:
        doc: a Doc from :func:`mine_ie.annotate`, or any Doc that holds all the layers.
        planned: keep events that are only planned or denied; they carry that ``status``.
        threshold: leave out events with a lower confidence.

    Raises:
        mine_ie.layers.MissingLayer: a layer is missing; the message names the component.
    """
    article = sentences(doc)
    around = context(article)
    article = [in_earnest(sentence, around) for sentence in article]
    told: list[Fact] = []
    for sentence in article:
        told += facts(sentence, around)
    clusters = without_finds_that_exploded(cluster(told))
    _give_casualties(clusters, article)
    found = []
    for c in clusters:
        event = _event(doc, c, clusters, article)
        if event is None:
            continue
        if event.status in ("planned", "denied") and not planned:
            continue
        if event.confidence is not None and event.confidence < threshold:
            continue
        found.append(event)
    return _with_ids(doc, found)


def _give_casualties(clusters: list[Cluster], article: list[Sentence]) -> None:
    """People harmed in sentences without a blast of their own belong to the blast told of there."""
    owned = {f.sentence for c in clusters for f in c.facts if f.harmed}
    blasts = [c for c in clusters if c.type == "explosion"]
    for sentence in article:
        if not sentence.harmed or sentence.index in owned:
            continue
        if all(h.count == counts.ZERO for h in sentence.harmed):
            target = inherit.nearest(blasts, sentence.index) or inherit.nearest(
                [c for c in clusters if c.scope == "incident" and c.type in ("clearance", "use")],
                sentence.index,
            )
        else:
            target = inherit.casualty_home(blasts, sentence)
            if target is not None and inherit.is_another(target, sentence):
                target = Cluster([inherit.another(target, sentence)])
                blasts.append(target)
                clusters.append(target)
                continue
        if target is not None:
            anchor = max((f for f in target.facts), key=lambda f: -abs(f.sentence - sentence.index))
            anchor.harmed = anchor.harmed + sentence.harmed


def _event(doc: Doc, c: Cluster, clusters: list[Cluster], article: list[Sentence]) -> Event | None:
    harmed = [h for f in c.facts for h in f.harmed]
    groups, totals, flags = records.casualties(doc, harmed)
    when, when_flags = records.when(doc, c, clusters, article)
    places, place_flags = records.places(doc, c, clusters, article)
    ordnance = records.ordnance(doc, c, article)
    areas = records.areas(doc, c)
    status = attribution.status(c, article)
    if not records.recordable(c, totals, when, places, ordnance, areas):
        return None
    source = attribution.source(doc, c, article)
    draft = Event(
        id="-",
        type=c.type,
        scope=c.scope,
        status=status,
        when=when,
        places=places,
        casualties=groups,
        killed=totals.get("killed"),
        injured=totals.get("injured"),
        missing=totals.get("missing"),
        unspecified=totals.get("unspecified"),
        ordnance=ordnance,
        areas=areas,
        actors=attribution.actors(doc, c, article),
        source=source[0] if source else None,
        flags=tuple(dict.fromkeys([*flags, *when_flags, *place_flags])),
        evidence=records.evidence(doc, c, article, harmed),
        provenance=records.provenance(doc, c, source),
    )
    return draft.model_copy(update={"confidence": confidence.of(draft, c)})


def _with_ids(doc: Doc, found: list[Event]) -> list[Event]:
    """Give each event an id from its type, its evidence and its figures: the same in any batch."""
    seen: dict[str, int] = {}
    result = []
    for event in found:
        words = [event.type, event.scope, event.status]
        shift = layers.title_length(doc)
        for e in event.evidence:
            start, end = (e[0], e[1]) if len(e) == 3 else (e[0] + shift, e[1] + shift)
            words.append(doc.text[start:end])
        digest = hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:12]
        n = seen[digest] = seen.get(digest, 0) + 1
        result.append(event.model_copy(update={"id": digest if n == 1 else f"{digest}-{n}"}))
    return result

"""An event record from its cluster: every field with its evidence and the rules that filled it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Doc

from mine_ie import counts, layers
from mine_ie.assemble import attribution, confidence
from mine_ie.assemble.cluster import Cluster
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.figures import Offsets
from mine_ie.assemble.handling import WHERE
from mine_ie.assemble.items import areas, ordnance
from mine_ie.assemble.people import casualties
from mine_ie.assemble.places import places
from mine_ie.assemble.scene import UNRANKED, rank
from mine_ie.assemble.sentence import Item, Sentence, cue_name
from mine_ie.assemble.source import Source, source
from mine_ie.assemble.timing import is_day, is_long
from mine_ie.assemble.totals import Harmed
from mine_ie.assemble.when import when
from mine_ie.schema import Count, Event, Ordnance, Provenance

#: Stretches of time in which mines laid "explain".
_STRETCHES = ("year", "period")
#: Sentences between a blast by nothing that is named and the people whom it harmed.
_BESIDE = 2


def records(doc: Doc, clusters: list[Cluster], article: list[Sentence]) -> list[Event]:
    """Return the events that the facts of each cluster tell, where there is something to record.

    Args:
        doc: with all the layers.
        clusters: the facts of each of the article's events, which own their sentences.
        article: its sentences.
    """
    homes = attribution.homes(clusters, article)
    told = (_record(doc, c, clusters, article, homes) for c in clusters)
    return [event for event in told if event is not None]


def _record(
    doc: Doc,
    c: Cluster,
    clusters: list[Cluster],
    article: list[Sentence],
    homes: Mapping[int, Cluster],
) -> Event | None:
    people = casualties(doc, c.harmed)
    when_, when_flags = when(doc, c, clusters, article)
    places_, place_flags = places(c, clusters, article)
    speaker = source(c, article)
    draft = Event(
        id="-",
        type=c.type,
        scope=c.scope,
        status=attribution.status(c, article, speaker),
        when=when_,
        places=places_,
        casualties=people.groups,
        killed=people.totals.get("killed"),
        injured=people.totals.get("injured"),
        missing=people.totals.get("missing"),
        unspecified=people.totals.get("unspecified"),
        ordnance=ordnance(doc, c, article),
        areas=areas(doc, c),
        actors=attribution.actors(doc, c, homes, article),
        source=speaker.text if speaker else None,
        flags=tuple(dict.fromkeys([*people.flags, *when_flags, *place_flags])),
        evidence=_evidence(doc, c, article),
        provenance=_provenance(doc, c, speaker),
    )
    affected = any(f.rule == WHERE for f in c.facts)
    if not (_is_recordable(draft) or affected) or _is_mere_word(c, draft):
        return None
    return draft.model_copy(update={"confidence": confidence.of(draft)})


# -- whether there is something to record --------------------------------------------------------


def _is_recordable(event: Event) -> bool:
    """An event needs something to record: see "Decisions that come up" in ``docs/events.md``."""
    harm = any((event.killed, event.injured, event.missing, event.unspecified))
    if event.type == "casualty_toll":
        return harm
    if event.type == "explosion":
        return harm or event.when is not None or bool(event.places) or _by_somebody(event)
    if event.type == "contamination":
        return bool(event.areas) or any(_several(o) or o.mass_kg for o in event.ordnance)
    if event.type == "use" and _explains(event):
        return any(o.mass_kg or (o.count and _largest(o.count) > 1) for o in event.ordnance)
    told = bool(event.ordnance or event.areas)
    if event.scope == "incident" and (event.when is not None or event.places):
        return told
    if event.type == "use" and event.when is not None and event.places:
        # "The army has been burying mines along the border since February."
        return told and (event.scope == "cumulative" or event.when.precision not in _STRETCHES)
    if event.type == "use" and event.scope == "incident":
        return False  # "He lobbed a few grenades at his party": at no time, in no place.
    return _has_figure(event)


def _by_somebody(event: Event) -> bool:
    """ "Militants detonated a car bomb outside a hotel", wherever that was; so does a bomber."""
    attacked = any(a.role == "perpetrator" for a in event.actors)
    return _has_figure(event) and (attacked or any(o.delivery == "person" for o in event.ordnance))


def _is_mere_word(c: Cluster, event: Event) -> bool:
    """A blast by nothing that is named, told beside no date and no people of its own."""
    if event.type != "explosion" or any(not i.implied for i in c.items):
        return False
    placed = bool(event.places)
    return not any(
        _has_people(f)
        or _is_placed_or_dated(f)
        or (f.indefinite and f.items and (placed or f.items[0].values.get("delivery") == "person"))
        for f in c.facts
    )


def _has_people(f: Fact) -> bool:
    return any(abs(h.sentence - f.sentence) <= _BESIDE and h.count != counts.ZERO for h in f.harmed)


def _is_placed_or_dated(f: Fact) -> bool:
    """ "A blast in Herat", "the bomb attack on 6 May"; not "bombing" in some war or country."""
    dated = any(not is_long(d) for d in f.dates)
    placed = any(rank(p) < UNRANKED for p in f.places)
    if f.definite or f.in_title:
        names_device = any(i.implied for i in f.items)
        return dated and (bool(f.places) or (names_device and any(is_day(d) for d in f.dates)))
    return dated or placed


def _has_figure(event: Event) -> bool:
    counted = any(o.count is not None or o.mass_kg is not None for o in event.ordnance)
    return counted or bool(event.areas)


def _several(item: Ordnance) -> bool:
    """One device that still lies there is a find, not a contaminated place."""
    return item.count is not None and _largest(item.count) > 1


def _largest(n: Count) -> int:
    return n.low or n.best or n.high or 0


def _explains(event: Event) -> bool:
    """ "Mines laid in the 1990s" explain; they are no news of use."""
    long = event.when is not None and event.when.precision in _STRETCHES
    return event.scope == "period" and long


# -- evidence and provenance ---------------------------------------------------------------------


def _evidence(doc: Doc, c: Cluster, article: list[Sentence]) -> tuple[Offsets, ...]:
    """The sentences that the event was read from, in text order, the title's last."""
    told = {f.sentence for f in c.facts} | {h.sentence for h in c.harmed}
    spans = [layers.offsets(doc, *_trimmed(s)) for s in article if s.index in told]
    return tuple(sorted(spans, key=lambda e: (len(e), e[0])))


def _trimmed(s: Sentence) -> tuple[int, int]:
    text = s.text
    return s.start + len(text) - len(text.lstrip()), s.start + len(text.rstrip())


def _provenance(doc: Doc, c: Cluster, speaker: Source | None) -> tuple[Provenance, ...]:
    """Why the type, the casualties, the items and the source are what they are."""
    rows = [("type", f.rule, f.trigger) for f in c.facts]
    rows += _harm_rows(c.harmed)
    rows += [("ordnance", _rule(i), (i.start, i.end)) for f in c.facts for i in f.items]
    if speaker is not None:
        rows.append(("source", "speaker", (speaker.start, speaker.end)))
    return tuple(
        Provenance(field=field, rule=rule, evidence=layers.offsets(doc, *at))
        for field, rule, at in rows
    )


def _harm_rows(harmed: Iterable[Harmed]) -> list[tuple[str, str, tuple[int, int]]]:
    return [
        (f"casualties[{k}]", f"cues:{cue_name(h.cue)}", (h.start, h.end))
        for k, h in enumerate(harmed)
    ]


def _rule(item: Item) -> str:
    block = f"ordnance:{item.values.get('block', item.kind)}"
    return f"{block} cues:{item.cue}" if item.cue else block

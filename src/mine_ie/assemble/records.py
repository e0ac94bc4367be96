"""The fields of an event record, each from the facts of its cluster, with evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Span

from mine_ie import counts, dates, layers
from mine_ie.assemble.cluster import Cluster
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.sentence import AreaFact, Item, Sentence
from mine_ie.assemble.timing import event_dates, event_places, places_by_closeness
from mine_ie.assemble.totals import Harmed, total
from mine_ie.countries import country
from mine_ie.counts import Bounds
from mine_ie.gazetteer import place as read_place
from mine_ie.schema import (
    Area,
    Casualties,
    Count,
    Evidence,
    Ordnance,
    Place,
    Provenance,
    When,
)

_OUTCOMES = ("killed", "injured", "missing", "unspecified")
_RANK = {"site": 0, "settlement": 1, "district": 2, "province": 3, "region": 4, "country": 5}
_AS_OF = re.compile(
    r"\b(?:as of|as at|by|at|since|in|until|at the end of|end of)\s+(?:the\s)?(?:end of\s)?\Z", re.I
)
_PRECISE = {"day": 0, "week": 1, "month": 2, "season": 3, "period": 4, "year": 5}


def count(doc: Doc, bounds: Bounds | None, start: int, end: int) -> Count | None:
    """Return a Count with its words; ``None`` for no number at all."""
    if bounds is None:
        return None
    return Count(
        low=bounds.low,
        best=bounds.best,
        high=bounds.high,
        text=doc.text[start:end],
        evidence=layers.offsets(doc, start, end),
    )


# -- people ---------------------------------------------------------------------------------------


def casualties(
    doc: Doc, harmed: list[Harmed]
) -> tuple[tuple[Casualties, ...], dict[str, Count], list[str]]:
    """Return the groups as told, the totals by outcome, and what a reviewer should see."""
    groups: list[Harmed] = []
    for h in harmed:
        if h not in groups and (h.count is not None or h.victims or not h.definite):
            groups.append(h)
    index = {f"{h.start}:{h.end}:{h.outcome}": k for k, h in enumerate(groups)}
    told = []
    for k, h in enumerate(groups):
        parent = index.get(h.part_of) if h.part_of and h.part_of != "total" else None
        told.append(
            Casualties(
                outcome=h.outcome,
                count=count(doc, h.count, h.start, h.end),
                victims=h.victims,
                age=h.age,
                sex=h.sex,
                activity=h.activity,
                part_of=parent if parent != k else None,
                source=h.speaker,
                evidence=layers.offsets(doc, h.start, h.end),
            )
        )
    totals: dict[str, Count] = {}
    flags: list[str] = []
    for outcome in _OUTCOMES:
        t = total([h for h in groups if h.outcome == outcome])
        if t is None:
            continue
        c = count(doc, t.bounds, t.group.start, t.group.end)
        if c is not None:
            totals[outcome] = c
        flags += t.flags
    if _nobody(groups, totals):
        totals.setdefault("killed", totals["unspecified"])
        totals.setdefault("injured", totals["unspecified"])
        del totals["unspecified"]
    return tuple(told), totals, flags


def _nobody(groups: list[Harmed], totals: dict[str, Count]) -> bool:
    """ "No casualties", "no one was harmed": nobody was killed and nobody injured."""
    c = totals.get("unspecified")
    return c is not None and c.high == 0


# -- time -----------------------------------------------------------------------------------------


def when(
    doc: Doc, c: Cluster, clusters: list[Cluster], article: list[Sentence]
) -> tuple[When | None, list[str]]:
    """Return when the event happened: its own sentences' date, else the nearest one before."""
    span = _own_date(c)
    if (
        c.type == "contamination"
        and span is not None
        and not _AS_OF.search(doc.text[max(0, span.start_char - 24) : span.start_char])
    ):
        return None, []
    if span is None and c.scope == "incident":
        span = _inherited_date(c, clusters, article)
    if span is None:
        return None, ["no_date"] if c.scope == "incident" else []
    interval = dates.interval(span.kb_id_)
    if interval.start is None and (interval.end is None or not re.search(r"\d", span.text)):
        # "To date" says only that the count goes on.
        return None, ["no_date"] if c.scope == "incident" else []
    end = None if _since(doc, span) else interval.end
    precision = interval.precision
    until = next((f.until for f in c.facts if f.date is span and f.until is not None), None)
    if until is not None:
        end, precision = dates.interval(until.kb_id_).end, "period"
    return (
        When(
            start=interval.start,
            end=end,
            precision=precision,
            text=span.text,
            evidence=layers.offsets(doc, span.start_char, span.end_char),
        ),
        [],
    )


def _since(doc: Doc, span: Span) -> bool:
    """ "Since work began in 2016": the word stands far from its date but opens the interval."""
    before = doc.text[max(0, span.start_char - 90) : span.start_char]
    return bool(re.search(r"\bsince\b[^.;,]*\Z", before, re.I)) and not span.kb_id_.endswith("/..")


def _own_date(c: Cluster) -> Span | None:
    """The date of the first telling that has one in its clause; vaguer and later ones after it."""
    candidates = [
        (
            int(f.in_title),
            int(not f.dated_well),
            _PRECISE.get(dates.interval(f.date.kb_id_).precision or "year", 6)
            if c.scope == "incident"
            else 0,
            order,
            f.date,
        )
        for order, f in enumerate(c.facts)
        if f.date is not None
    ]
    return min(candidates, key=lambda k: k[:4])[4] if candidates else None


def _inherited_date(c: Cluster, clusters: list[Cluster], article: list[Sentence]) -> Span | None:
    first = min(f.sentence for f in c.facts)
    last = max(f.sentence for f in c.facts)
    others = {f.sentence for o in clusters if o is not c and o.type == c.type for f in o.facts}
    for s in reversed([s for s in article if s.index < first and s.index not in others]):
        if (d := _a_day(s)) is not None:
            return d
    for s in (s for s in article if first < s.index <= last + 2 and s.index not in others):
        if (d := _a_day(s)) is not None:
            return d
    # "A second bomb exploded at ...": on the day of the one told just before.
    before = [
        o
        for o in clusters
        if o is not c and o.type == c.type and min(f.sentence for f in o.facts) < first
    ]
    return _own_date(before[-1]) if before else None


def _a_day(s: Sentence) -> Span | None:
    for d in event_dates(s):
        interval = dates.interval(d.kb_id_)
        if interval.precision in ("day", "week", "month") or (
            interval.start and interval.start.startswith("--")
        ):
            return d
    return None


# -- place ----------------------------------------------------------------------------------------


def places(
    doc: Doc, c: Cluster, clusters: list[Cluster], article: list[Sentence]
) -> tuple[tuple[Place, ...], list[str]]:
    """Return the event's places, the most specific first."""
    spans = _own_places(c)
    if not spans and c.scope == "incident":
        spans = _inherited_places(c, clusters, article)
    if not spans and c.scope != "incident":
        spans = _country(c, article)
    found: list[Place] = []
    seen: set[str] = set()
    for span in spans:
        p = _named(read_place(span), span)
        if p.name.casefold() in seen:
            continue
        seen.add(p.name.casefold())
        found.append(p)
    found.sort(key=lambda p: _RANK.get(p.kind or "region", 4))
    found = [_in_country(p, article) for p in found]
    flags = ["ambiguous_place"] if found and found[0].lat is None else []
    return tuple(found[:3]), flags


def _in_country(p: Place, article: list[Sentence]) -> Place:
    """An unresolved place lies in the one country that the article speaks of, if it is but one."""
    if p.country is not None or p.lat is not None:
        return p
    codes = [
        code for s in article for q in s.places if (code := layers.unpack(q.kb_id_).get("country"))
    ]
    main = max(set(codes), key=lambda code: (codes.count(code), code)) if codes else None
    if main is None or codes.count(main) < 0.7 * len(codes):
        return p
    return p.model_copy(update={"country": main})


def _named(p: Place, span: Span) -> Place:
    """ "Angolan officials" stand for Angola: a country told by its demonym has its own name."""
    if layers.unpack(span.kb_id_).get("form") != "demonym" or p.country is None:
        return p
    named = country(p.country)
    return p if named is None else p.model_copy(update={"name": named.name})


def _own_places(c: Cluster) -> list[Span]:
    """The places of the first body sentence that names any below the country, else of any."""
    ordered = sorted(c.facts, key=lambda f: f.in_title)
    for only_specific in (True, False):
        for fact in ordered:
            usable = fact.places
            if only_specific and c.scope == "incident":
                usable = [p for p in usable if _RANK.get(p.label_, 4) < 5]
            if usable:
                chosen = _with_containers(usable, fact)
                return _refined(chosen, ordered) if c.scope == "incident" else chosen
    return []


def _refined(chosen: list[Span], facts: list[Fact]) -> list[Span]:
    """A later telling may name the village in the district that the first one named."""
    first = chosen[0]
    names = {first.text.casefold(), layers.unpack(first.kb_id_).get("name", "").casefold()}
    for fact in facts:
        for p in fact.places:
            values = layers.unpack(p.kb_id_)
            parents = {values.get("admin2", "").casefold(), values.get("admin1", "").casefold()} - {
                ""
            }
            if _RANK.get(p.label_, 4) < _RANK.get(first.label_, 4) and names & parents:
                return [p, *chosen]
    return chosen


def _with_containers(spans: list[Span], fact: Fact) -> list[Span]:
    """The closest place first; a more specific one within a few words of it ("X village in Y") leads."""
    first = spans[0]
    near = [
        p
        for p in spans
        if abs(p.start_char - first.end_char) < 60 or abs(first.start_char - p.end_char) < 60
    ]
    return sorted(near, key=lambda p: _RANK.get(p.label_, 4))


def _inherited_places(c: Cluster, clusters: list[Cluster], article: list[Sentence]) -> list[Span]:
    first = min(f.sentence for f in c.facts)
    last = max(f.sentence for f in c.facts)
    before = [s for s in article if s.index < first and not s.in_title]
    after = [s for s in article if first < s.index <= last + 2]
    around = [*reversed(before), *after, *(s for s in article if s.in_title)]
    for worst in (2, 4):
        for s in around:
            spans = [
                p
                for p in places_by_closeness(s, (s.start, s.start))
                if _RANK.get(p.label_, 4) <= worst
            ]
            if spans:
                return sorted(spans, key=lambda p: _RANK.get(p.label_, 4))
    for s in [*reversed(before), *after]:
        if spans := event_places(s):
            return spans
    return []


def _country(c: Cluster, article: list[Sentence]) -> list[Span]:
    """A figure without a place of its own is the country's that the article is most about."""
    counted: dict[str, list[Span]] = {}
    for s in article:
        for p in s.places:
            code = layers.unpack(p.kb_id_).get("country")
            if code:
                counted.setdefault(code, []).append(p)
    if counted:
        main = max(counted.values(), key=len)
        named = [p for p in main if p.label_ == "country"]
        if named:
            return named[:1]
    first = min(f.sentence for f in c.facts)
    for s in reversed([s for s in article if s.index <= first]):
        for p in event_places(s):
            if p.label_ == "country":
                return [p]
    for s in article:
        for p in event_places(s):
            if p.label_ == "country":
                return [p]
    return []


# -- ordnance and land -------------------------------------------------------------------------------


def ordnance(doc: Doc, c: Cluster, article: list[Sentence]) -> tuple[Ordnance, ...]:
    """Return the items of the event, retellings joined and totals split from their parts."""
    kept: list[Item] = []
    for fact in sorted(c.facts, key=lambda f: f.in_title):
        if c.type == "explosion" and kept:
            # A blast retold adds no device; it may only say more exactly which it was.
            kept = [_more_exact(k, fact.items) for k in kept]
            continue
        for item in _apart(fact.items):
            if not any(_same_item(item, k, c.type) for k in kept):
                kept = [k for k in kept if not _same_item(k, item, c.type)]
                kept.append(item)
    if c.type == "explosion" and not kept:
        kept = _blast_items(c, article)
    kept = [_improvised(doc, i, c) for i in _without_totals(kept)]
    kept.sort(key=lambda i: i.start)
    return tuple(_ordnance(doc, i, c.type) for i in kept)


def _more_exact(item: Item, retold: list[Item]) -> Item:
    """ "A mine" in the lead, "the naval mine" later: the same device, named more exactly."""
    for other in retold:
        if other.kind.startswith(item.kind + "."):
            return replace(item, kind=other.kind)
        if (
            item.kind in ("explosive", "ordnance")
            and other.kind in ("ied", "mine")
            and item.count in (None, counts.ONE)
        ):
            return replace(item, kind=other.kind)
    return item


_DEVICE = re.compile(
    r"\b(?:explosive|detonating|incendiary|booby.trapped)\s+(?:device|charge|object|package)s?\b",
    re.I,
)
_PLANTED = re.compile(
    r"\b(?:plant|attach|hidden|hid|conceal|fitted|placed|left (?:in|on|under|near|at|by)|remote|timer|strapped|roadside|packed|stuck|motorcycle|bicycle|suicide|bag|backpack|suspicious)",
    re.I,
)
_PACKED = re.compile(
    r"\b(?:packed|laden|loaded|rigged|filled|stuffed|crammed|full)\s+(?:with|of)\s+(?:\w+\s)?\Z",
    re.I,
)


def _improvised(doc: Doc, item: Item, c: Cluster) -> Item:
    """An explosive device that somebody planted, a vehicle packed with explosives: an IED."""
    around = doc.text[max(0, item.start - 160) : item.end + 160]
    noun = int(item.values.get("noun", item.start))
    if (
        item.kind == "explosive"
        and "mass_kg" not in item.values
        and _PACKED.search(doc.text[max(0, noun - 30) : noun])
    ):
        return replace(item, kind="ied", count=counts.ONE if c.type == "explosion" else item.count)
    if (
        item.kind == "ordnance"
        and _DEVICE.search(doc.text[item.start : item.end])
        and (c.type == "explosion" or _PLANTED.search(around))
    ):
        return replace(item, kind="ied")
    return item


def _without_totals(items: list[Item]) -> list[Item]:
    """ "They lifted 1,023 items. ... 3 mines, 112 ...": parts told later stand for their total."""
    for total in items:
        if total.kind != "ordnance" or total.count is None or not total.count.best:
            continue
        parts = [
            i.count.best
            for i in items
            if i is not total and i.start > total.end and i.count and i.count.best
        ]
        if len(parts) > 1 and sum(parts) == total.count.best:
            return [i for i in items if i is not total]
    return items


def _blast_items(c: Cluster, article: list[Sentence]) -> list[Item]:
    """What went off, named in the blast's sentence or in the next, when no verb ties it."""
    indexes = [f.sentence for f in c.facts]
    for index in [*indexes, *(i + 1 for i in indexes)]:
        for s in article:
            if s.index == index:
                items = [i for i in s.items if i.action in (None, "detonated", "laid", "fired")]
                if items:
                    return items[:1]
    return []


def _ordnance(doc: Doc, item: Item, kind: str) -> Ordnance:
    action = "detonated" if kind in ("explosion", "casualty_toll") else item.action
    if kind == "contamination":
        action = "remaining"
    mass = item.values.get("mass_kg")
    return Ordnance(
        kind=item.kind,
        action=action,
        count=None if item.count is None else count(doc, item.count, item.start, item.end),
        model=item.values.get("model"),
        mass_kg=float(mass) if mass else None,
        of=item.values.get("of"),
        trigger=item.values.get("trigger"),
        delivery=item.values.get("delivery"),
        text=doc.text[item.start : item.end],
        evidence=layers.offsets(doc, item.start, item.end),
    )


def _apart(items: list[Item]) -> list[Item]:
    """Parts stand instead of the total they add up to; else the rest of the total stands too."""
    result: list[Item] = []
    for k, item in enumerate(items):
        if "part" in item.values:
            result.append(item)
            continue
        parts = []
        for other in items[k + 1 :]:
            if "part" not in other.values:
                break
            parts.append(other)
        if not parts or item.count is None or item.count.best is None:
            result.append(item)
            continue
        known = [p.count.best for p in parts if p.count is not None and p.count.best is not None]
        rest = item.count.best - sum(known)
        if len(known) < len(parts) or rest < 0:
            result.append(item)
        elif rest > 0:
            result.append(_with_count(item, rest))
    return result


def _with_count(item: Item, n: int) -> Item:
    return Item(item.start, item.end, item.kind, item.action, counts.exactly(n), item.values)


def _same_item(new: Item, old: Item, event_type: str) -> bool:
    """Whether ``new`` adds nothing to ``old``: the same kind, retold or named more loosely."""
    related = (
        new.kind == old.kind
        or old.kind.startswith(new.kind + ".")
        or (
            event_type == "explosion"
            and new.kind in ("explosive", "ordnance", "bomb", "ied")
            and old.kind in ("ied", "bomb", "mine", "uxo", "mine.improvised", "mine.av", "mine.ap")
        )
    )
    if not related:
        return False
    if new.count is None and "mass_kg" not in new.values:
        return (
            event_type in ("explosion", "casualty_toll")
            or new.definite
            or (new.kind == old.kind
            and new.action == old.action)
        )
    if new.count is not None and new.count == old.count:
        return True
    return event_type == "explosion" and new.count == counts.ONE


def areas(doc: Doc, c: Cluster) -> tuple[Area, ...]:
    """Return the land of the event."""
    kept: list[AreaFact] = []
    for fact in sorted(c.facts, key=lambda f: f.in_title):
        for area in fact.areas:
            if not any(k.m2 == area.m2 and k.action == area.action for k in kept):
                kept.append(area)
    return tuple(
        Area(
            m2=Count(
                low=a.m2.low,
                best=a.m2.best,
                high=a.m2.high,
                text=doc.text[a.start : a.end],
                evidence=layers.offsets(doc, a.start, a.end),
            ),
            action=a.action,
            text=doc.text[a.start : a.end],
            evidence=layers.offsets(doc, a.start, a.end),
        )
        for a in kept
    )


# -- the record as a whole ----------------------------------------------------------------------------


def recordable(
    c: Cluster,
    totals: dict[str, Count],
    when_: When | None,
    places_: tuple[Place, ...],
    ordnance_: tuple[Ordnance, ...],
    areas_: tuple[Area, ...],
) -> bool:
    """An event needs something to record: see "Decisions that come up" in ``docs/events.md``."""
    if c.type == "casualty_toll":
        return bool(totals)
    if c.type == "explosion":
        return bool(totals or when_ or places_)
    figures = any(o.count is not None or o.mass_kg is not None for o in ordnance_) or bool(areas_)
    if c.type == "contamination":
        # One device that still lies there is a find, not a contaminated place.
        return bool(areas_) or any(
            o.count is None or (o.count.low or o.count.best or o.count.high or 0) > 1
            for o in ordnance_
            if o.count
        )
    if (
        c.type == "use"
        and c.scope == "period"
        and when_ is not None
        and when_.precision in ("year", "period")
    ):
        # "Mines laid in the 1990s" explain; they are no news of use.
        return any(
            o.count is not None and (o.count.best or o.count.low or 0) > 1 for o in ordnance_
        )
    if c.scope != "incident":
        return figures
    return bool(ordnance_ or areas_) and bool(figures or when_ or places_)


def evidence(
    doc: Doc, c: Cluster, article: list[Sentence], harmed: Iterable[Harmed]
) -> tuple[Evidence, ...]:
    """Return the sentences that the event was read from, in text order, the title's last."""
    indexes = {f.sentence for f in c.facts} | {h.sentence for h in harmed}
    spans = [layers.offsets(doc, *_trimmed(doc, s)) for s in article if s.index in indexes]
    return tuple(sorted(spans, key=lambda e: (len(e), e[0])))


def _trimmed(doc: Doc, s: Sentence) -> tuple[int, int]:
    text = s.span.text
    lead = len(text) - len(text.lstrip())
    return s.start + lead, s.start + len(text.rstrip())


def provenance(
    doc: Doc, c: Cluster, source: tuple[str, tuple[int, int]] | None
) -> tuple[Provenance, ...]:
    """Return why the type, the casualties and the items are what they are."""
    rows = [
        Provenance(field="type", rule=f.rule, evidence=layers.offsets(doc, *f.trigger))
        for f in c.facts
    ]
    for k, h in enumerate(h for f in c.facts for h in f.harmed):
        rows.append(
            Provenance(
                field=f"casualties[{k}]",
                rule=f"cues:{h.cue.partition('@')[0]}",
                evidence=layers.offsets(doc, h.start, h.end),
            )
        )
    for f in c.facts:
        for item in f.items:
            cue = item.values.get("cue", "").partition("@")[0]
            rows.append(
                Provenance(
                    field="ordnance",
                    rule=f"ordnance:{item.values.get('block', item.kind)}"
                    + (f" cues:{cue}" if cue else ""),
                    evidence=layers.offsets(doc, item.start, item.end),
                )
            )
    if source is not None:
        rows.append(
            Provenance(field="source", rule="attribution", evidence=layers.offsets(doc, *source[1]))
        )
    return tuple(rows)

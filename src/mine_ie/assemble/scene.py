"""Which of a sentence's places is the scene: the closest in the same clause, the most specific."""

from __future__ import annotations

import itertools
import re
from functools import cache

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.assemble import wording
from mine_ie.assemble.sentence import Sentence, once
from mine_ie.assemble.timing import Trigger, clauses_between, gap

#: Kinds of places, the most specific first.
RANK = {"site": 0, "settlement": 1, "district": 2, "province": 3, "region": 4, "country": 5}
#: The rank of a place of no known kind.
UNRANKED = RANK["region"]
#: A wood, a valley or an "area" that no gazetteer holds lies within a district.
_SPOT = 1.5
#: "SOUTH EAST" heads a part of a report.
_COMPASS = re.compile(r"(?:north|south|east|west|central)[\s-]?(?:east|west|central)?", re.I)
#: Characters after a place within which words say what it is.
_AFTER = 40
_REPORTS_FROM = re.compile(
    r"\b(?:reports?|news|pictures|images|video|footage)\sfrom\s(?:the\s)?\Z", re.I
)
#: "A farmer from Huambo"; what is removed from Huambo lay there.
_FROM = re.compile(
    r"\bfrom\s(?:the\s)?(?:(?:nearby|neighbou?ring|northern|southern|eastern|western)\s"
    r"|(?:village|town|city|settlement|district|province|commune)\sof\s)?\Z",
    re.I,
)
#: "Corporal Ivan Petrenko, 31, of Poltava", "She belonged to Amélia Fazbem, of Nhamalabue".
_OF_HOME = re.compile(
    r"(?:,\s(?:aged\s)?\d\d?,\s(?:from|of)|[A-Z][\w'’-]+\s[A-Z][\w'’-]+,\s(?:a\s(?:native|resident)\s)?of)"
    r"\s(?:the\s)?(?:(?:village|town|city|nearby|district)\s(?:of\s)?)?\Z"
)
_HOSPITAL = re.compile(r"\b(?:hospital|clinic|infirmary|medical cent(?:er|re))\Z", re.I)
_BESIDE = re.compile(
    r",?\s(?:near|close\sto|outside|not\sfar\sfrom|next\sto|opposite|adjacent\sto)\s"
    r"(?:the\s)?(?:(?:town|city|village|capital)\s(?:of\s)?)?"
)
_APPOSED = re.compile(
    r"\bthe\s(?:[\w-]+\s){0,2}(?:capital|city|town|village|port|headquarters),\s\Z", re.I
)
#: Wording before what only says where people stood, came from or went to.
_BACKDROPS = ("reference_place", "acts_from", "heads_for")
#: "On the road to Wiwilí": as near to the scene as one can say.
_ON_THE_ROAD = re.compile(
    r"\b(?:on|along|beside|off|near|by)\s(?:the|a)\s(?:\w+\s)?"
    r"(?:road|highway|motorway|railway|track|route|line)\s(?:[a-z]+\s){0,4}to\s(?:the\s)?\Z"
)
#: The other end of a journey: "... from Bamako to", "... left Mogadishu for".
_SECOND_END = re.compile(
    r"(?P<first>[A-Z][\w'’-]*(?:[ -][A-Z][\w'’-]*){0,2})\s(?:to|for|towards?)\s(?:the\s)?\Z"
)
#: Characters within which "from" belongs to what was removed, fired, recovered.
_OF_THINGS = 12
#: "Funded by the governments of Japan, Ireland and the USA".
_GIVES = re.compile(
    r"\b(?:(?i:governments?|embass(?:y|ies)|ambassadors?|taxpayers|support|assistance|aid|"
    r"funding|funds|grants?|donations?|contributions?|money|backing|financing|thanks)\s"
    r"(?:of|from|by|to)|(?i:funded|financed|supported|donated|sponsored|backed|provided)\sby|"
    r"(?i:funds?|money|sum|received|disbursed|provided|donated|delivered)\sfrom|"
    r"(?i:donors|donor\scountries)\s(?:such\sas|like|including))\s"
    r"(?:(?:the|and|of|government|governments|people|countries|as|well|by|from)\s|"
    r"[A-Z][\w.]{0,20},?\s){0,12}\Z"
)
#: "The road from Mankien to Abiemnom".
_TO_THE_OTHER = re.compile(r"\sto\s[A-Z]")
#: What follows the first name of a road: "Bandipora-Srinagar highway", "Mankien to Abiemnom road".
_ROAD = r"(?:road|highway|motorway|expressway|route|axis|track|railway|line|pipeline|corridor)\b"
_ROAD_BEGINS = re.compile(
    rf"\s?(?:[-–—/]|to)\s?[A-Z][\w'’-]{{1,20}}(?:\s[A-Z][\w'’-]{{1,20}})?\s{_ROAD}"
)
_ROAD_ENDS = re.compile(rf"\s{_ROAD}")
#: "The Kume district of Naha", "Zargar (Fuzuli district)": what joins a place to a larger one.
_WITHIN = re.compile(
    r"(?:\s(?!(?:on|at|in|last|late|early|by)\b)[\w-]{2,20}){0,2}(?:\s?\(|,?\s(?:of|in)\s)(?:the\s)?(?:[\w-]{2,20}\s){0,2}\Z"
)
_THEN_IN = re.compile(r",\sin\s")
_POSSESSIVE = re.compile(r"['’]s?\s(?:[\w-]{2,20}\s){0,2}\Z")
_COMMA = re.compile(r"(?:\s[\w-]{2,20})?,\s(?:the\s)?(?:[a-z-]{4,20}\sof\s(?:the\s)?)?\Z")
#: "Pattani, Yala and Narathiwat".
_LIST_ENDS = re.compile(
    r"(?:\s(?:provinces?|districts?))?,?\s(?:and|or|&)\s(?:the\s|in\s)?"
    r"(?:(?:[\w-]{1,10}\s)?(?:districts?|provinces?|towns|villages|parts|areas?)\sof\s)?\Z"
)


def rank(place: Span) -> float:
    """How specific a place is, 0 for a site to 5 for a country."""
    if place.label_ == "region" and _COMPASS.fullmatch(place.text):
        return RANK["region"]
    if place.label_ == "region" and layers.unpack(place.kb_id_).get("precision") != "exact":
        return _SPOT
    if place.label_ == "site" and _ROAD_ENDS.search(" " + place.text):
        return _SPOT
    return RANK.get(place.label_, UNRANKED)


@once
def event_places(sentence: Sentence) -> list[Span]:
    """The places that may hold an event: not datelines, organisations or people's names."""
    return [
        p
        for p in sentence.places
        if layers.unpack(p.kb_id_).get("role", "place") in ("place", "container")
        and not in_a_date(sentence, p)
        and not is_giver(sentence, p)
    ]


@once
def is_giver(sentence: Sentence, p: Span) -> bool:
    """ "The Government of Japan", "funded by Ireland and Norway", "Japan's grant": a donor."""
    if _GIVES.search(sentence.up_to(p.start_char)):
        return True
    return sentence.after(p.end_char, "gives")


def in_a_date(sentence: Sentence, p: Span) -> bool:
    """ "The end of the Karabakh war" is a time."""
    return any(d.start_char <= p.start_char and p.end_char <= d.end_char for d in sentence.dates)


@once
def is_aside(sentence: Sentence, p: Span) -> bool:
    """Where somebody spoke, comes from, was taught, treated or taken to: no scene."""
    return (
        _holds_telling(sentence, p)
        or sentence.before(_lead(sentence, p), "from_place")
        or sentence.before(p.start_char, "spoken_at")
        or is_origin(sentence, p)
        or _is_hospital(sentence, p)
    )


def _lead(sentence: Sentence, p: Span) -> int:
    """Where the words for a place begin: "the capital, Ouagadougou"."""
    m = _APPOSED.search(sentence.up_to(p.start_char))
    return p.start_char - (0 if m is None else len(m[0]))


def _is_hospital(sentence: Sentence, p: Span) -> bool:
    """ "Died at the Mirwais hospital"; "a shell hit the Mirwais hospital" is the scene."""
    named = _HOSPITAL.search(p.text) or sentence.after(p.end_char, "hospital_after")
    return bool(named) and not sentence.before(p.start_char, "hits_place")


def _holds_telling(sentence: Sentence, p: Span) -> bool:
    """ "Told reporters in Kabul", "a statement from Kyiv"; "reported a blast in Kabul" is none."""
    if sentence.after(p.end_char, "telling_after"):
        return True
    m = _told_at().search(sentence.up_to(p.start_char))
    # "Mines remain buried in the desert": no funeral.
    return m is not None and not (m[0].lower().startswith("buried") and sentence.items)


@cache
def _told_at() -> re.Pattern[str]:
    told, rest = wording.choice("telling"), wording.choice("telling_goes_on")
    return re.compile(rf"\b(?:{told})(?:\s(?:{rest})){{0,6}}\s(?:in|at|from)\s(?:the\s)?\Z", re.I)


@once
def is_origin(sentence: Sentence, p: Span) -> bool:
    """Where somebody comes from; "reports from Kuito" tell of Kuito."""
    before = sentence.up_to(p.start_char, _AFTER)
    after = sentence.between(p.end_char, p.end_char + _AFTER)
    if _REPORTS_FROM.search(before) or _TO_THE_OTHER.match(after):
        return False
    if m := _FROM.search(before):
        at = p.start_char - len(before) + m.start()
        of_items = any(0 <= at - i.end <= _OF_THINGS for i in sentence.items)
        return not of_items and not any(0 <= at - c.end_char <= 1 for c in sentence.cues)
    if sentence.after(p.end_char, "lives_there") or _OF_HOME.search(before):
        return True
    return sentence.before(p.start_char, "origin_place") or _holds_home(sentence, p)


def _holds_home(sentence: Sentence, p: Span) -> bool:
    """ "33, of Ye-U township in Sagaing region": around a place that somebody is from."""
    told = [q for q in sentence.places if q.end_char <= p.start_char]
    if not told:
        return False
    between = sentence.between(told[-1].end_char, p.start_char)
    joined = _WITHIN.match(between) or _COMMA.match(between) or _POSSESSIVE.match(between)
    return bool(joined) and is_origin(sentence, told[-1])


@once
def is_backdrop(sentence: Sentence, p: Span) -> bool:
    """Where those who acted or were hit stood, came from or went to; what the scene lies beside.

    "30 km north of Seoul", an end of a road, "troops in Hama shelled ...", "a bus for Mosul".
    """
    if any(sentence.before(_lead(sentence, p), block) for block in _BACKDROPS):
        return _ON_THE_ROAD.search(sentence.up_to(p.start_char)) is None
    if sentence.after(p.end_char, "school_after") or holds_part(sentence, p):
        return True
    if p.start_char == sentence.start and sentence.between(p.end_char, p.end_char + 2) == ": ":
        return True  # "Maymana: Sunday's blast in Qaisar district ..."
    return _beside_another(sentence, p) or _travelled_to(sentence, p) or _ends_a_road(sentence, p)


@once
def holds_part(sentence: Sentence, p: Span) -> bool:
    """ "14 mines in Chechnya, five of them in Grozny": where a part of them is or was."""
    if "part_lies_in" not in sentence.words.possible:
        return False
    before = sentence.up_to(p.start_char)
    told = [q for q in sentence.places if q.end_char <= p.start_char]
    if wording.before("part_lies_in").search(before):
        return True
    if not told:
        return False
    between = sentence.between(told[-1].end_char, p.start_char)
    listed = _LIST_ENDS.match(between) or between == ", "
    return bool(listed) and holds_part(sentence, told[-1])


def _beside_another(sentence: Sentence, p: Span) -> bool:
    """ "At Kozluk near Zvornik", "at Rozina, outside Krusevac"."""
    told = [q for q in sentence.places if q.end_char <= p.start_char]
    if not told or rank(told[-1]) > rank(p):
        return False
    return _BESIDE.fullmatch(sentence.between(told[-1].end_char, p.start_char)) is not None


def _travelled_to(sentence: Sentence, p: Span) -> bool:
    """ "A bus travelling from Bamako to Gao", "had left Mogadishu for Afgoye": the second end."""
    m = _SECOND_END.search(sentence.up_to(p.start_char))
    if m is None:
        return False
    first = p.start_char - len(sentence.up_to(p.start_char)) + m.start("first")
    return sentence.before(first, "acts_from")


def _ends_a_road(sentence: Sentence, p: Span) -> bool:
    after = sentence.between(p.end_char, p.end_char + _AFTER)
    if _ROAD_BEGINS.match(after) is not None:
        return True
    joined = sentence.between(p.start_char - 1, p.start_char)
    return joined in ("-", "–", "—") and _ROAD_ENDS.match(after) is not None


def scenes(sentence: Sentence, trigger: Trigger) -> list[Span]:
    """The places that may be the scene, those of the trigger's own clause first."""

    told = [p for p in event_places(sentence) if not is_aside(sentence, p)]
    behind = _behind(sentence, told)

    def closeness(p: Span) -> tuple[int, bool, float, int]:
        apart = min(clauses_between(sentence, p, trigger), 2)
        return apart, p in behind, rank(p), gap(p, trigger)

    return sorted(told, key=closeness)


def _behind(sentence: Sentence, told: list[Span]) -> list[Span]:
    """Those that only say where the scene lies, unless all others are but what they lie in.

    "30 km south of Baghdad, Iraq" is Baghdad for want of better.
    """
    behind = [p for p in told if is_backdrop(sentence, p)]
    if any(rank(p) <= RANK["district"] for p in told if p not in behind):
        return behind
    return [p for p in behind if not sentence.before(p.start_char, "reference_place")]


@once
def asides(sentence: Sentence) -> list[Span]:
    """The places where somebody spoke, comes from or was taken to."""
    return [p for p in event_places(sentence) if is_aside(sentence, p)]


def in_order(sentence: Sentence, spans: list[Span]) -> list[Span]:
    """The most specific first: by kind, where the words do not say which lies in which.

    "The Kume district of Naha" is Kume, then Naha; places of a list stay as they are told.
    """
    behind = _behind(sentence, spans)
    ordered = sorted(spans, key=lambda p: (p in behind, rank(p)))
    told = sorted(spans, key=lambda p: p.start_char)
    listed = False
    for other, p in itertools.pairwise(reversed(told)):
        between = sentence.between(p.end_char, other.start_char)
        listed = bool(_LIST_ENDS.match(between) or (listed and _COMMA.match(between)))
        first, second = ordered.index(p), ordered.index(other)
        if first < second and _POSSESSIVE.match(between) and rank(other) <= rank(p) + 1:
            ordered.insert(first, ordered.pop(second))  # "Tripoli's Ain Zara quarter"
        elif first > second and (listed or _precedes(between, rank(p), rank(other))):
            ordered.insert(second, ordered.pop(first))
    return ordered


def _precedes(between: str, p: float, other: float) -> bool:
    """Whether a place leads the one told after it."""
    if _WITHIN.match(between):
        # "In the Sudzha district, in the village of Loknya" tells the larger one first.
        return p <= other or not _THEN_IN.search(between)
    return p == other and _COMMA.match(between) is not None

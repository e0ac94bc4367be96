"""Facts: what one sentence says happened, read off the layers.

A :class:`Fact` is an event as one sentence tells it. Several facts make an event; see
:mod:`mine_ie.assemble.cluster`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span

from mine_ie import counts, dates, layers
from mine_ie.assemble.totals import Harmed
from mine_ie.counts import Bounds

#: What was done to items and the event type that it makes.
TYPE_OF_ACTION = {
    "detonated": "explosion",
    "found": "clearance",
    "removed": "clearance",
    "defused": "clearance",
    "destroyed": "clearance",
    "seized": "clearance",
    "laid": "use",
    "fired": "use",
    "remaining": "contamination",
}
_NOT_EVENT_DATES = ("dateline", "published")

_CUMULATIVE = re.compile(
    r"\b(?:since|to date|so far|until now|till now|up to now|to this day|over the (?:past|last) (?:\w+ )?(?:years|decades?)|over the years|"
    r"in the (?:past|last) (?:\w+ )?(?:years|decades)|in (?:recent|past) (?:years|decades)|cumulative(?:ly)?|from the (?:start|beginning) of|"
    r"over (?:two|three|four|five|six) decades|all told since|running total|in total since)\b",
    re.I,
)
_OTHER_CAUSE = re.compile(
    r"\b(?:gas|boiler|transformer|methane|firedamp|fuel (?:tank|tanker|depot|station)|petrol station|propane|butane|lpg|tyre|tire|fireworks?|firecrackers?|volcan\w+|steam|"
    r"chemical plant|refinery|coal|electrical|battery|kitchen|cooking|grain|sugar|dust|pipeline|oxygen|ammonia|hydrogen|furnace|mining|quarry|star|supernova|geyser)\b",
    re.I,
)
_GUNFIRE_ONLY = re.compile(
    r"\b(?:shot dead|gunfire|gunned down|opened fire|open fire|stabb\w+|shoot-?out|shooting|crash(?:ed)?|collision|drown\w*|earthquake|flood\w*|collaps\w+|"
    r"small[- ]arms fire|aimed shots|precise shots|returned fire|rammed|ramming|machete|knife|knives|disease|poison\w*)\b",
    re.I,
)
_METAPHOR = re.compile(
    r"\b(?:laughter|anger|applause|popularity|prices?|sales|demand|onto the scene|market share|in tears|cheers|season|goal|match|league|box office|chart|album|"
    r"population|costs|debate|social media|controversy|growth|inflation|debt|tournament|striker|batsman|wickets?)\b",
    re.I,
)
_PLURAL_EVENTS = re.compile(r"(?:attacks|bombings|explosions|blasts|detonations|strikes|incidents|accidents|airstrikes|raids|shellings)\Z", re.I)
_UNREAL_LEAD = re.compile(
    r"\b(?:drills?|simulat\w+|mock|rehears\w+|scenario|role[- ]?play\w*|screenplay|script|novel|thriller|debut film|debut opens|video ?game|board game|"
    r"exercise\s+(?:\w+\s){0,3}(?:simulat|test|rehears)|(?:military|naval|rescue|training|counter-terror\w*|disaster|emergency|evacuation) exercise|cocktail|menu|recipe|puzzle|musical|radio drama|theatre|episodes|playwright)\b",
    re.I,
)
_MINING = re.compile(
    r"\b(?:miners?|coal|gold|copper|diamonds?|ore|colliery|pit|shaft|gallery|galleries|quarry|quarries|prospectors?|mining|seam|smelter|cobalt|jade|lithium|nuggets?|methane|concession)\b",
    re.I,
)
_SPORT = re.compile(
    r"\b(?:hat-trick|goalkeeper|keeper|striker|midfielder|semi-?finals?|quarter-?finals?|last eight|innings|wickets?|batsman|half-time|kick-off|penalty area|champion|"
    r"league|scored|tournament|coach|seeded|backhand|forehand|rebound|dunk|playoffs?|yards|record books?|expert board)\b",
    re.I,
)
_QUOTES = ("'", '"', "\u2018", "\u2019", "\u201c", "\u201d")
_SIMILE = re.compile(r"\b(?:feared|thought it was|believed it was|taken for|mistaken for|spoke of|talked about|building|lava|volcanic|photo|like|as if|as though|sound(?:ed|s)? of|mistook (?:it )?for|not|never|no|nor|without|instead of|talk of|rumou?rs? of|threat of)\s+(?:an?\s|any\s)?\Z", re.I)
_SOMEONE = re.compile(r"\b(?:someone|somebody|anyone|anybody|those|people|whoever|you|one|everyone|everybody|whenever|every time|in case)\s+(?:who\s+)?(?:has\s|have\s)?(?:\w+\s)?\Z", re.I)
_NEW_EVENT = re.compile(
    r"\b(?:in (?:a|another) separate|separately|in another|another (?:blast|explosion|bomb|mine|attack|bombing|incident|device|landmine)|a second (?:blast|explosion|bomb|mine|attack|bombing|incident|device)|"
    r"elsewhere|meanwhile|in a similar incident|(?:in )?a similar (?:blast|incident|attack|explosion|accident)|previous(?:ly)?|earlier (?:this|in|blast|attack|explosion|incident)|"
    r"hours (?:later|earlier)|days (?:earlier|before|later)|the day before|weeks? (?:earlier|before)|months? earlier|last (?:week|month|year)|a day earlier|in a different|the (?:same|following|previous) (?:day|month|week)|also on|later (?:in the day|that day|on))\b",
    re.I,
)
_CARRIES = re.compile(
    r"\s*(?:They|It|These|This|Of (?:these|this|them|that)|In (?:the|that|this) (?:process|time|same)|During (?:this|that|the same)|A total of|In addition|Also|The (?:teams?|units?|operations?|sappers|deminers|work|figure|total|number))\b"
)
_TELLING_BEFORE = re.compile(
    r"\b(?:said|says|told|announced|reported|added|confirmed|noted|stated|wrote|declared|informed|explained|claimed|warned|statement|"
    r"searching|digging|mourned|buried|visited|condemned|news conference|press conference|briefing|post|report|interview)\b(?:(?!\bthat\b)[^.,;]){0,40}\Z",
    re.I,
)
_FROM_PLACE = re.compile(
    r"\b(?:from|native of|resident of|born in|hospitals? in|clinic in|treatment in|taken to|flown to|airlifted to|evacuated to|transferred to|"
    r"rushed to|brought to|moved to|driven to|consulate in|embassy in|bound for|returning to|en route to|on (?:his|her|their) way to)\s+(?:the\s|a\s)?(?:\w+\s){0,3}\Z",
    re.I,
)
_RANK = {"site": 0, "settlement": 1, "district": 2, "province": 3, "region": 4, "country": 5}
_CONTROLLED = re.compile(
    r"\b(?:controlled|firing ground|firing range|shooting range|demolition (?:range|ground|site)|surplus|disposal|bomb squad|sappers|deminers|pyrotechnicians|"
    r"engineer(?:ing|s)?|EOD|specialised units|specialized units|experts?|specialists?|army units?|emergency service)\b",
    re.I,
)
_STILL_THERE = re.compile(
    r"\b(?:still|remain(?:s|ing)?|left (?:in|behind|over|under|on)|mines left|lie|lies|lying|buried|beneath|in (?:the|its|their) (?:ground|soil|earth|fields)|"
    r"uncleared|not (?:yet )?been cleared|yet to be|await|waiting|planted in|number of (?:mines|landmines|devices))\b",
    re.I,
)
_FINDING = re.compile(r"\b(?:found|discovered|cleared|removed|destroyed|lifted|defused|seized|unearthed|recovered|neutrali[sz]ed)\b", re.I)
_HAZARDOUS = re.compile(
    r"\b(?:(?:potentially |believed to be |heavily |regarded as |considered |still )(?:mined|contaminated|dangerous)|hazardous|await(?:s|ing)? (?:the )?(?:deminers|sappers|clearance|survey)|"
    r"fenced off|to be cleared|remains? (?:dangerous|contaminated|mined|suspect|to be)|suspected of|strewn|littered|infested|off limits|still waiting|yet to be cleared|waiting to be cleared|mine-suspected)\b",
    re.I,
)
_ATTACKS = re.compile(
    r"\b(?:attack(?:ed)?|assaulted|stormed|raided|targeted|struck|hits?|rammed|ambushed|opened fire|set off|fell|landed|slammed)\b",
    re.I,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:may|might|could|would|can|will|if|should|must|supposed to|planning|plotting|planned|preparing|conduct(?:ed|ing)?|coordinat(?:ed|ing)|responsible for|involved in|"
    r"risk of|threat of|foiled|thwarted|to|accused of|suspected of|charged with)\s+(?:\w+\s){0,3}\Z",
    re.I,
)
_REPUTATION = re.compile(
    r"\b(?:responsible for|accused of|suspected of|involved in|coordinat\w+|oversee\w*|facilitat\w+|participated in|known (?:for|to)|specialis\w+ in|specializ\w+ in|charged with|trained (?:to|in)|supplying|provid\w+)\b",
    re.I,
)
_HOLDS_A_BOMB = re.compile(
    r"\b(?:device|charge|car|vehicle|truck|van|bus|minibus|lorry|motorcycle|motorbike|scooter|bike|bicycle|cart|boat|bag|suitcase|backpack|rucksack|parcel|package|letter|"
    r"vest|belt|depot|arsenal|magazine|attacker|assailant|man|woman|militant|driver|terrorist|it|which|that|he|she|they|object|trap|drone)\b[^.;]{0,24}\Z",
    re.I,
)
_BOMBED = re.compile(
    r"\b(?:bombed|dynamited|(?P<by>(?:destroyed|damaged|shaken|rocked|hit|struck|shattered|gutted|wrecked|ripped apart|torn apart|caused|hurt|attacked)\s+by))\b",
    re.I,
)
_OPENS_SPAN = re.compile(r"\b(?:between|from)\s+(?:the\s)?(?:start of\s|beginning of\s|end of\s)?\Z", re.I)
_CLOSES_SPAN = re.compile(
    r"[^.;]{0,80}?\b(?:and|to|until|till|through)\s+(?:the\s)?(?:end of\s|start of\s|beginning of\s)?", re.I
)
_TELLING_AFTER = re.compile(
    r"\s+(?:statement|announcement|report|press release|briefing|interview|post|(?:also\s)?(?:said|told|announced|reported|confirmed|condemned|denied|warned|urged|"
    r"denounced|claimed|declared|revealed|stated|informed|disclosed|expressed|visited|called))\b",
    re.I,
)
_CLAUSE = re.compile(r"\b(?:when|after|while|which|who|that|because|as|before|where|said|says)\b|;", re.I)
_OTHER_HARM = re.compile(
    r"\b(?:cholera|measles|covid|malaria|disease|virus|diabetes|cancer|hunger|famine|drought|floods?|earthquake|lightning|road accidents?|traffic|crash(?:es)?|shooting|gun violence|knife|drugs?|overdose)\b",
    re.I,
)
_LATEST = re.compile(
    r"\b(?:ros[e]|risen|rises|climbed|climbs|increased|has grown|grew|updated|revised|raised|later died|died later|final toll|latest|new toll|now stands|has since died|went up|gone up|jumped|soared|up to|corrected|lowered|brought to|bringing the (?:death )?toll)\b",
    re.I,
)
_FORMER = re.compile(r"\b(?:earlier reports?|initial(?:ly)? (?:reports?|reported|said|put)|previously (?:reported|put|said)|first reports|at first|had earlier|an earlier (?:toll|figure|report)|up from)\b", re.I)
_SEVERAL_INCIDENTS = re.compile(r"\b(?:mine|landmine|mines|ERW|UXO|explosive|unexploded|IED|bomb)s?[- ](?:and \w+ )?(?:accidents|incidents|explosions|blasts|casualties|victims|deaths|attacks)\b", re.I)
_YEARLY = re.compile(r"\b(?:every year|each year|annually|a year|per year|every month|each month)\b", re.I)
_PLAN_FORMS = re.compile(r"\b(?:will|would|plans?|planned|planning|intends?|aims?|expects?|expected|scheduled|target|goal|hopes?|pledged|vowed|by the end of \d{4}|due to)\b", re.I)


@dataclass(frozen=True)
class Item:
    """Ordnance as one sentence has it (a span of the layer ``quantities``)."""

    start: int
    end: int
    kind: str
    action: str | None
    count: Bounds | None
    values: dict[str, str] = field(hash=False, default_factory=dict)

    @property
    def definite(self) -> bool:
        """Already spoken of, and without a count of its own."""
        return "definite" in self.values and self.count is None


@dataclass(frozen=True)
class AreaFact:
    """Land as one sentence has it (a span of the layer ``areas``)."""

    start: int
    end: int
    action: str | None
    m2: Bounds


@dataclass
class Fact:
    """One sentence's telling of one event."""

    type: str
    scope: str
    sentence: int
    start: int
    end: int
    rule: str
    trigger: tuple[int, int]
    in_title: bool = False
    status: str = "reported"
    date: Span | None = None
    until: Span | None = None
    dated_well: bool = False
    items: list[Item] = field(default_factory=list)
    areas: list[AreaFact] = field(default_factory=list)
    harmed: list[Harmed] = field(default_factory=list)
    dates: list[Span] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    definite: bool = False
    new: bool = False
    anaphoric: bool = False
    #: Goes on about what the sentence before it said ("They have ...", "These include ...").
    carries: bool = False


@dataclass
class Sentence:
    """One sentence with the spans of every layer that lie in it."""

    index: int
    span: Span
    in_title: bool
    cues: list[Span]
    items: list[Item]
    areas: list[AreaFact]
    harmed: list[Harmed]
    dates: list[Span]
    places: list[Span]
    ordnance: list[Span]

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.span.text

    @property
    def start(self) -> int:
        """Offset of the first character in the Doc."""
        return self.span.start_char

    @property
    def end(self) -> int:
        """Offset after the last character in the Doc."""
        return self.span.end_char

    def family(self, *names: str) -> list[Span]:
        """Return the cues of these families."""
        return [c for c in self.cues if c.label_ in names]


def sentences(doc: Doc) -> list[Sentence]:
    """Cut the Doc into sentences, each with its spans."""
    needed_by = "mine_ie.events"
    by_layer = {
        name: layers.read(doc, name, needed_by)
        for name in (
            layers.CUES, layers.QUANTITIES, layers.AREAS, layers.CASUALTIES,
            layers.DATES, layers.PLACES, layers.ORDNANCE,
        )
    }  # fmt: skip
    title = layers.title_length(doc)
    result = []
    for index, span in enumerate(doc.sents):
        inside = {
            name: [s for s in spans if span.start_char <= s.start_char < span.end_char]
            for name, spans in by_layer.items()
        }
        in_title = span.start_char < title
        latest = bool(_LATEST.search(span.text))
        former = bool(_FORMER.search(span.text))
        result.append(
            Sentence(
                index,
                span,
                in_title,
                [c for c in inside[layers.CUES] if not _within_item(c, inside[layers.ORDNANCE])],
                [_item(s) for s in inside[layers.QUANTITIES]],
                [_area(s) for s in inside[layers.AREAS]],
                [_harmed(s, index, in_title, latest and not former) for s in inside[layers.CASUALTIES]],
                [s for s in inside[layers.DATES] if s.label_ in ("DATE", "TIME")],
                inside[layers.PLACES],
                inside[layers.ORDNANCE],
            )
        )
    return result


def _within_item(cue: Span, ordnance: list[Span]) -> bool:
    """ "Detonation cord" detonates nothing: a cue that is but a word of an item's name."""
    return any(
        o.start <= cue.start and cue.end <= o.end and len(cue) < len(o) for o in ordnance
    )


def _item(span: Span) -> Item:
    values = layers.unpack(span.kb_id_)
    count = counts.parse(values["count"]) if "count" in values else None
    return Item(span.start_char, span.end_char, span.id_, span.label_ or None, count, values)


def _area(span: Span) -> AreaFact:
    return AreaFact(span.start_char, span.end_char, span.label_ or None, counts.parse(span.kb_id_.partition(";")[0]))


def _harmed(span: Span, index: int, in_title: bool, latest: bool) -> Harmed:
    values = layers.unpack(span.kb_id_)
    return Harmed(
        index,
        span.start_char,
        span.end_char,
        span.label_,
        counts.parse(values["count"]) if "count" in values else None,
        victims=span.id_ or None,
        age=values.get("age"),
        sex=values.get("sex"),
        activity=values.get("activity"),
        part_of=values.get("part_of"),
        more="more" in values,
        definite="definite" in values,
        agent="agent" in values,
        toll="toll" in values,
        latest=latest,
        in_title=in_title,
        cue=values.get("cue", ""),
    )


def event_dates(sentence: Sentence) -> list[Span]:
    """The dates that may time an event: not the dateline's, not the publication line's."""
    return [
        d
        for d in sentence.dates
        if d.id_ not in _NOT_EVENT_DATES and dates.interval(d.kb_id_)[:2] != (None, None)
    ]


def places_by_closeness(sentence: Sentence, trigger: tuple[int, int]) -> list[Span]:
    """The sentence's places, the trigger's own clause first, where somebody merely spoke last."""
    told: list[tuple[tuple[int, int, int, int], Span]] = []
    for p in event_places(sentence):
        rank = (
            int(_times_telling(sentence, p) or _is_victims(sentence, p)),
            min(_clauses_between(sentence, p, trigger), 2),
            _RANK.get(p.label_, 4),
            _gap(p, trigger),
        )
        told.append((rank, p))
    return [p for _, p in sorted(told, key=lambda pair: pair[0])]


def _is_victims(sentence: Sentence, p: Span) -> bool:
    """ "A farmer from Huambo", "the consulate in Jeddah": where somebody is from or sits."""
    before = sentence.text[max(0, p.start_char - sentence.start - 40) : p.start_char - sentence.start]
    return bool(_FROM_PLACE.search(before))


def timing(sentence: Sentence, trigger: tuple[int, int]) -> Span | None:
    """The date that times what ``trigger`` says: beside it in its clause, else merely in its sentence.

    A date that times the telling ("police said on Tuesday") is taken last.
    """
    best: tuple[tuple[int, int, int], Span] | None = None
    for d in event_dates(sentence):
        rank = (int(_times_telling(sentence, d)), _clauses_between(sentence, d, trigger), _gap(d, trigger))
        if best is None or rank < best[0]:
            best = (rank, d)
    return opening(sentence, best[1]) if best else None


def closing(sentence: Sentence, d: Span) -> Span | None:
    """The date that ends a span which ``d`` opens: "between 8 December, when ..., and 15 March"."""
    before = sentence.text[max(0, d.start_char - sentence.start - 20) : d.start_char - sentence.start]
    if not _OPENS_SPAN.search(before):
        return None
    for other in event_dates(sentence):
        between = sentence.text[d.end_char - sentence.start : max(0, other.start_char - sentence.start)]
        if other.start_char > d.end_char and _CLOSES_SPAN.fullmatch(between):
            return other
    return None


def opening(sentence: Sentence, d: Span) -> Span:
    """The date that opens the span which ``d`` closes, else ``d`` itself."""
    for other in event_dates(sentence):
        if other.end_char < d.start_char and closing(sentence, other) is d:
            return other
    return d


def times_well(sentence: Sentence, d: Span, trigger: tuple[int, int]) -> bool:
    """Whether the date stands in the trigger's own clause and not with a verb of saying."""
    return not _times_telling(sentence, d) and not _clauses_between(sentence, d, trigger)


def _times_telling(sentence: Sentence, d: Span) -> bool:
    before = sentence.text[max(0, d.start_char - sentence.start - 50) : d.start_char - sentence.start]
    after = sentence.text[d.end_char - sentence.start : d.end_char - sentence.start + 24]
    return bool(_TELLING_BEFORE.search(before) or _TELLING_AFTER.match(after))


def _clauses_between(sentence: Sentence, d: Span, trigger: tuple[int, int]) -> int:
    low, high = min(d.end_char, trigger[1]), max(d.start_char, trigger[0])
    between = sentence.text[max(0, low - sentence.start) : max(0, high - sentence.start)]
    return len(_CLAUSE.findall(between))


def _gap(d: Span, trigger: tuple[int, int]) -> int:
    return max(0, d.start_char - trigger[1], trigger[0] - d.end_char)


def event_places(sentence: Sentence) -> list[Span]:
    """The places that may hold an event: not datelines, organisations or people's names."""
    return [
        p
        for p in sentence.places
        if layers.unpack(p.kb_id_).get("role", "place") in ("place", "container")
        # "The end of the Karabakh war" is a time.
        and not any(d.start_char <= p.start_char and p.end_char <= d.end_char for d in sentence.dates)
    ]


def facts(sentence: Sentence, context: Context) -> list[Fact]:
    """Return what the sentence says happened, in a fixed order of types."""
    if context.unreal or context.sport:
        return []
    if sentence.family("UNREAL") and not any(h.count and h.count != counts.ZERO for h in sentence.harmed):
        return []
    sentence.items = [i for i in sentence.items if _is_ordnance(sentence, i, context)]
    found: list[Fact] = []
    sentence.items = _remaining(_controlled(sentence), sentence)
    blast = _blast(sentence, context)
    toll = _toll(sentence, blast, context)
    if toll is not None:
        found.append(toll)
    elif blast is not None:
        found.append(blast)
    found += _handled(sentence, blast is not None)
    return found


@dataclass
class Context:
    """What the rest of the article tells a sentence."""

    #: Sentences that name ordnance, by index.
    explosive: frozenset[int]
    other_cause: bool
    harmed: bool
    unreal: bool
    mining: bool
    sport: bool

    def near(self, sentence: Sentence) -> bool:
        """Whether ordnance is named within two sentences."""
        return any(abs(k - sentence.index) <= 2 for k in self.explosive)


def context(all_sentences: list[Sentence]) -> Context:
    """Look over the whole article once."""
    text = " ".join(s.text for s in all_sentences)
    lead = [s for s in all_sentences if s.text.strip()][:3]
    unreal = sum(bool(s.family("UNREAL")) for s in all_sentences)
    return Context(
        explosive=frozenset(s.index for s in all_sentences if s.ordnance),
        other_cause=any(_OTHER_CAUSE.search(s.text) for s in all_sentences),
        harmed=any(s.harmed for s in all_sentences),
        unreal=unreal > 2 or bool(_UNREAL_LEAD.search(" ".join(s.text for s in lead))),
        mining=len(_MINING.findall(text)) > 1,
        sport=len(set(m.lower() for m in _SPORT.findall(text))) > 1,
    )


def _controlled(sentence: Sentence) -> list[Item]:
    """Sappers who "detonated 214 shells" destroyed them; nobody was meant to be hurt."""
    if any(h.count != counts.ZERO for h in sentence.harmed):
        return sentence.items
    sappers = bool(_CONTROLLED.search(sentence.text) or sentence.family("STOCKPILE"))
    many = any(i.action == "detonated" and i.count and (i.count.best or 0) >= 20 for i in sentence.items)
    objects = [i for i in sentence.items if i.action == "detonated" and _is_object(sentence, i)]
    counted = any(i.count is not None and (i.count.best or 0) > 1 for i in objects)
    if not many and not (objects and (sappers or counted)):
        return sentence.items
    return [
        replace(i, action="destroyed") if i.action == "detonated" and (many or i in objects) else i
        for i in sentence.items
    ]


def _remaining(items: list[Item], sentence: Sentence) -> list[Item]:
    """Many items of which nothing is done but that they still lie there."""
    if not _STILL_THERE.search(sentence.text) or sentence.harmed:
        return items
    return [
        replace(i, action="remaining")
        if i.action in (None, "laid", "found")
        and i.count is not None
        and (i.count.low or i.count.best or i.count.high or 0) >= 50
        and not _FINDING.search(sentence.text)
        else i
        for i in items
    ]


def _is_object(sentence: Sentence, item: Item) -> bool:
    """Whether the verb that set it off stands before it and has a subject that acts."""
    at = int(item.values.get("cue", "").partition("@")[2] or -1)
    if at < 0 or at > item.start:
        return bool(re.search(r"\bcontrolled\b", sentence.text, re.I))
    word = sentence.text[at - sentence.start : item.start - sentence.start].lower()
    return bool(re.match(r"(?:detonat|explod|blew up|blow|blast)", word))


def _is_ordnance(sentence: Sentence, item: Item, around: Context) -> bool:
    """Whether the item is ordnance in earnest: no pit, no "bombs" of seed, none that is none."""
    at, end = item.start - sentence.start, item.end - sentence.start
    noun = int(item.values.get("noun", item.start)) - sentence.start
    words = sentence.text[noun:end]
    if around.mining and item.values.get("block") == "mine" and "land" not in words.lower():
        return False
    if sentence.text[noun - 1 : noun] in _QUOTES and sentence.text[end : end + 1] in _QUOTES:
        return False
    return not _SIMILE.search(sentence.text[max(0, at - 30) : at])


# -- explosions -----------------------------------------------------------------------------------


def new_fact(
    sentence: Sentence, kind: str, scope: str, rule: str, trigger: tuple[int, int]
) -> Fact:
    """A fact of ``sentence`` with its dates and places, and nothing else yet."""
    date = timing(sentence, trigger)
    return Fact(
        kind,
        scope,
        sentence.index,
        sentence.start,
        sentence.end,
        rule,
        trigger,
        date=date,
        until=closing(sentence, date) if date is not None else None,
        dated_well=date is not None and times_well(sentence, date, trigger),
        in_title=sentence.in_title,
        dates=event_dates(sentence),
        places=places_by_closeness(sentence, trigger),
        new=bool(_NEW_EVENT.search(sentence.text)),
        carries=bool(_CARRIES.match(sentence.text)),
    )


def _blast(sentence: Sentence, around: Context) -> Fact | None:
    harmed = [h for h in sentence.harmed if h.count != counts.ZERO]
    detonated = [i for i in sentence.items if i.action == "detonated"]
    for cue in sentence.family("BLAST"):
        if not _happened(sentence, cue) or any(
            i.action == "destroyed" and i.values.get("cue", "").endswith(f"@{cue.start_char}")
            for i in sentence.items
        ):
            continue
        if not harmed and not detonated and re.search(r"\bcontrolled\b", sentence.text, re.I):
            continue
        values = layers.unpack(cue.kb_id_)
        if values.get("role") == "contact":
            if not any(0 <= i.start - cue.end_char < 60 for i in detonated) and not any(
                0 <= cue.start_char - i.end < 40 for i in detonated
            ):
                armed = [i for i in sentence.items if _armed_with(sentence, cue, i)]
                if not armed:
                    continue
                detonated = armed
        elif not _explosive(sentence, cue, around, bool(harmed)):
            continue
        if _unspecific(cue, sentence, bool(harmed)):
            continue
        fact = new_fact(sentence, "explosion", "incident", f"cues:{cue.id_}", (cue.start_char, cue.end_char))
        fact.definite = _is_definite(sentence, cue)
        fact.items = detonated
        fact.harmed = _own_harm(sentence)
        return fact
    if harmed and not _GUNFIRE_ONLY.search(sentence.text):
        victims = [h for h in harmed if _harm_happened(sentence, h)]
        by = [
            i
            for i in sentence.items
            if i.kind not in ("ammunition", "component")
            and not _is_agent_item(sentence, i)
            and any(_is_means(sentence, i, h) for h in victims)
        ]
        if by and (any(h.count not in (None, counts.UNKNOWN) for h in victims) or event_dates(sentence)):
            cue_at = harmed[0].start
            fact = new_fact(sentence, "explosion", "incident", "harm by ordnance", (cue_at, harmed[0].end))
            fact.items = [i for i in by if i.action != "fired"] or by
            fact.harmed = _own_harm(sentence)
            return fact
    return _attack(sentence) or _bombed(sentence)


def _bombed(sentence: Sentence) -> Fact | None:
    """ "Guerrillas dynamited a bridge", "an office was destroyed by a bomb": the verb names the means."""
    for m in _BOMBED.finditer(sentence.text):
        at, end = sentence.start + m.start(), sentence.start + m.end()
        before = sentence.text[max(0, m.start() - 42) : m.start()].lower()
        if _HYPOTHETICAL.search(before) or _SIMILE.search(before) or _METAPHOR.search(sentence.text):
            continue
        if m["by"]:
            means = [i for i in sentence.items if 0 <= i.start - end <= 3 and i.kind != "component"]
            if not means:
                continue
        else:
            kind = "explosive" if m[0].lower().startswith("dyn") else "ied"
            means = [Item(at, end, kind, "detonated", None, {"noun": str(at), "block": kind})]
        fact = new_fact(sentence, "explosion", "incident", "verb of bombing", (at, end))
        fact.items = [replace(i, action="detonated") for i in means]
        fact.harmed = _own_harm(sentence)
        return fact
    return None


def _attack(sentence: Sentence) -> Fact | None:
    """ "Suicide bombers attacked a market", "militants with grenades stormed the post"."""
    for m in _ATTACKS.finditer(sentence.text):
        at = sentence.start + m.start()
        before = sentence.text[max(0, m.start() - 42) : m.start()].lower()
        if re.match(r"\s+(?:plan|plot|helicopter|drone|aircraft|on (?:his|her|their) life)", sentence.text[m.end() :]):
            continue
        compound = m[0].lower() == "attack" and any(sentence.text[i.end - sentence.start : m.start()].strip() == "" for i in sentence.items)
        if compound or _HYPOTHETICAL.search(before) or _SOMEONE.search(before) or _SIMILE.search(before):
            continue
        armed = [
            i
            for i in sentence.items
            if i.kind not in ("ammunition", "component")
            and i.action in (None, "detonated", "fired", "laid")
            and (0 <= at - i.end < 70 and _is_weapon(sentence, i) or _armed_at(sentence, at + len(m[0]), i))
        ]
        if not armed:
            continue
        fact = new_fact(sentence, "explosion", "incident", "attack with ordnance", (at, at + len(m[0])))
        fact.items = armed
        fact.harmed = _own_harm(sentence)
        return fact
    return None


def _is_weapon(sentence: Sentence, item: Item) -> bool:
    """The attackers' own device stands before the verb: a bomber, or "militants with grenades"."""
    if "implied" in item.values or item.kind == "ied":
        return True
    before = sentence.text[max(0, item.start - sentence.start - 40) : item.start - sentence.start]
    return bool(re.search(r"\b(?:with|used?|using|armed with|carrying|firing|throwing|and)\s+(?:\w+[\s-]){0,4}\Z", before, re.I))


def _armed_at(sentence: Sentence, end: int, item: Item) -> bool:
    if not 0 <= item.start - end < 90:
        return False
    between = sentence.text[end - sentence.start : item.start - sentence.start]
    return bool(re.search(r"\b(?:with|using|used|involving|by means of)\s+(?:\w+[\s-]){0,3}\Z", between, re.I))


def _is_means(sentence: Sentence, item: Item, h: Harmed) -> bool:
    """Whether the item did the harm: tied to it by a verb, or by "with", "by", "in" in its clause."""
    if item.action == "detonated":
        at = int(item.values.get("cue", "").partition("@")[2] or item.start)
    else:
        at = item.start
        before = sentence.text[max(0, item.start - sentence.start - 24) : item.start - sentence.start]
        by = re.search(r"\b(?:by|with|using|used|in|from|of|and|armed with|when|as|after)\s+(?:\w+\s){0,2}\Z", before, re.I)
        if item.action not in (None, "fired") or not (by or item.start < h.start):
            return False
    cue_at = int(h.cue.partition("@")[2] or h.start)
    low, high = min(at, cue_at), max(at, cue_at)
    between = sentence.text[low - sentence.start : high - sentence.start]
    return len(between) < 140 and len(_CLAUSE.findall(between)) <= 1 and "targeting" not in between


def _harm_happened(sentence: Sentence, h: Harmed) -> bool:
    """Whether the word of harm is no "may kill" or "could injure"."""
    at = int(h.cue.partition("@")[2] or h.start)
    before = sentence.text[max(0, at - sentence.start - 30) : at - sentence.start].lower()
    return not re.search(
        r"\b(?:may|might|could|would|can|will|if|should|must|supposed to|able to|designed to|meant to|threaten(?:ed|s)? to|plotted to|planned to|to)\s+(?:\w+\s){0,2}\Z",
        before,
    )


def _armed_with(sentence: Sentence, cue: Span, item: Item) -> bool:
    """ "Attacked the convoy with grenades", "the attack, using IEDs, ..."."""
    return item.kind not in ("ammunition", "component") and _armed_at(sentence, cue.end_char, item)


def _own_harm(sentence: Sentence) -> list[Harmed]:
    return list(sentence.harmed)


def _is_agent_item(sentence: Sentence, item: Item) -> bool:
    """ "An IED expert was killed" names no device that did it."""
    after = sentence.text[item.end - sentence.start : item.end - sentence.start + 14].lower()
    return bool(re.match(r"[\s-](?:expert|maker|cell|attack planner|facilitator)", after))


def _happened(sentence: Sentence, cue: Span) -> bool:
    """Whether the word tells of something that took place, by what stands just before it."""
    before = sentence.text[max(0, cue.start_char - sentence.start - 42) : cue.start_char - sentence.start].lower()
    after = sentence.text[cue.end_char - sentence.start : cue.end_char - sentence.start + 30].lower()
    if re.search(r"\b(?:may|might|could|would|can|will|if|should|must|to|supposed to|planning|plotting|preparing|coordinating|risk of|danger of|threat of|fear of|cannot|possible|potential|planned|prevent(?:ed|ing)?|avoid(?:ed)?|avert(?:ed)?|against|without)\s+(?:\w+\s){0,2}\Z", before):
        # "due to an explosion", "led to a blast", "reported to have exploded" did happen.
        return bool(re.search(r"\b(?:due|led|owing|leading|thanks|reported|believed|thought|prior|said|response|according|attributed|linked|related|rushed|caus(?:ed|ing)(?:\s+\w+){1,5}|connection|responding|respond|hurried|went|according|close|next|relation) to\s+(?:\w+\s){0,3}\Z", before))
    if re.search(r"\b(?:not|n't|never|no|failed to|before it|before they|un)\s*(?:yet\s)?(?:have\s)?\Z", before):
        return False
    if _SOMEONE.search(before) or _SIMILE.search(before):
        return False
    if re.search(r"\b(?:like|as if|as though|sounded like|sound of)\s+(?:an?\s|the\s)?(?:\w+\s){0,2}\Z", before):
        return False
    if re.search(r"\b(?:controlled|safely|safe|planned|simulated|mock|staged)\s+\Z", before):
        return False
    if any(p.start_char <= cue.start_char < p.end_char for p in sentence.family("PREVENTED")):
        return False
    if re.match(r"\s+(?:may|might|could|can|would|will|should)\b", after):
        return False
    if re.match(r"\s+(?:threat|risk|hazard|warning|drill|exercise|plot|investigation team|site clearance)", after):
        return False
    return not re.match(r"\s*(?:was|were)\s+(?:foiled|thwarted|averted|prevented)", after)


def _explosive(sentence: Sentence, cue: Span, around: Context, harmed: bool) -> bool:
    """Whether ordnance, not gas or anger, is what went off."""
    named = re.search(r"bomb|mine|ied|grenade|rocket|mortar|missile|shell|dynamite|suicide|strike|raid", cue.text, re.I)
    if around.mining and re.match(r"mine\b", cue.text, re.I):
        named = None
    beside = any(
        i.action == "detonated" and i.start - 40 < cue.end_char and cue.start_char < i.end + 40
        for i in sentence.items
    )
    if _OTHER_CAUSE.search(sentence.text) and not named and not beside:
        return False
    if sentence.ordnance:
        return not (_METAPHOR.search(sentence.text) and not harmed)
    if _METAPHOR.search(sentence.text) and not harmed:
        return False
    if named:
        return True
    if around.other_cause and not around.near(sentence):
        return False
    if around.mining or (around.other_cause and not around.explosive):
        return False
    if re.search(r"explod|blew|blow|burst|detonat|off", cue.text, re.I):
        return around.near(sentence) or _can_explode(sentence, cue)
    return around.near(sentence) or harmed


def _can_explode(sentence: Sentence, cue: Span) -> bool:
    """Whether what went off is a thing that bombs are put in, not a storm or a valve."""
    before = sentence.text[max(0, cue.start_char - sentence.start - 50) : cue.start_char - sentence.start]
    after = sentence.text[cue.end_char - sentence.start : cue.end_char - sentence.start + 24]
    # "Guerrillas blew up a pylon": the verb has an object, so somebody meant it.
    blown_up = re.match(r"bl[eo]w", cue.text, re.I) and re.match(
        r"\s+(?:an?|the|two|three|four|five|six|\d+|several|some|another|parts? of)\b", after, re.I
    )
    return bool(blown_up or _HOLDS_A_BOMB.search(before))


def _unspecific(cue: Span, sentence: Sentence, harmed: bool) -> bool:
    """ "He planned bombings": attacks in the plural, with nothing to record of any of them."""
    if not _PLURAL_EVENTS.search(cue.text):
        return False
    before = sentence.text[max(0, cue.start_char - sentence.start - 30) : cue.start_char - sentence.start]
    counted = re.search(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twin|double|triple|several|series of|multiple|dozens of|a pair of)\s+(?:\w+\s+){0,3}\Z", before, re.I)
    return not counted and not harmed


def _is_definite(sentence: Sentence, cue: Span) -> bool:
    before = sentence.text[: cue.start_char - sentence.start].lower().split()[-2:]
    return bool(before) and any(w in ("the", "this", "that", "latest") for w in before)


# -- tolls ----------------------------------------------------------------------------------------


def scope(sentence: Sentence, at: int | None = None) -> str:
    """Whether the sentence's figures are of one incident, a stated period or a running total."""
    timed = event_dates(sentence)
    if any(closing(sentence, d) is not None for d in timed):
        return "period"
    if any(d.kb_id_.endswith("/..") for d in timed) or _CUMULATIVE.search(sentence.text):
        return "cumulative"
    for d in timed:
        if dates.interval(d.kb_id_).precision in ("month", "year", "season", "period", "week") and not d.kb_id_.startswith("--"):
            return "period"
    if _YEARLY.search(sentence.text):
        return "period"
    return "incident"


def _scope_of(value: str) -> str:
    if value.endswith("/.."):
        return "cumulative"
    precise = dates.interval(value).precision
    return "incident" if precise == "day" else "period"


def _day_dated(sentence: Sentence, trigger: tuple[int, int]) -> bool:
    """Whether a day, not the end of a span or the day of the telling, times the figure."""
    d = timing(sentence, trigger)
    if d is None or _times_telling(sentence, d) or dates.interval(d.kb_id_).precision != "day":
        return False
    before = sentence.text[max(0, d.start_char - sentence.start - 40) : d.start_char - sentence.start]
    return not re.search(r"\b(?:between|from|since|until|by|as of|to|and)\s+(?:the\s)?\Z", before, re.I)


def _toll(sentence: Sentence, blast: Fact | None, around: Context) -> Fact | None:
    """People harmed over many incidents: a figure with a scope, or by mines in the plural."""
    groups = [h for h in sentence.harmed if h.count is not None and h.count not in (counts.ZERO, counts.UNKNOWN)]
    if not groups:
        return None
    what = scope(sentence)
    text = sentence.text
    score = 0
    score += {"cumulative": 2, "period": 2, "incident": 0}[what]
    if _SEVERAL_INCIDENTS.search(text):
        score += 1
    if _plural_cause(sentence):
        score += 2
    if any(h.cue.startswith(("casualty", "fall_victim", "wound@", "death@")) for h in groups):
        score += 1
    if re.search(r"\b(?:nationwide|across the (?:country|world|region)|worldwide|globally|in the country|country-wide|in total)\b", text, re.I):
        score += 1
    if what == "period" and _YEARLY.search(text):
        score += 1
    if _day_dated(sentence, (groups[0].start, groups[0].end)) and what != "cumulative":
        score -= 3
    if blast is not None and _single_cause(sentence, blast):
        score -= 3
    if max((h.count.best or h.count.low or 0) for h in groups if h.count) <= 1:
        score -= 1
    if what == "incident" and not _plural_cause(sentence):
        score -= 1
    if _OTHER_CAUSE.search(text) and not _SEVERAL_INCIDENTS.search(text):
        return None
    told_here = sentence.ordnance or _SEVERAL_INCIDENTS.search(text) or sentence.family("BLAST")
    if not told_here and (what == "incident" or not around.near(sentence) or _OTHER_HARM.search(text)):
        return None
    if score < 2:
        return None
    first = groups[0]
    fact = new_fact(sentence, "casualty_toll", what if what != "incident" else "cumulative", f"toll score {score}", (first.start, first.end))
    fact.harmed = list(sentence.harmed)
    fact.items = [i for i in sentence.items if i.count is None and i.action in ("detonated", None, "remaining")]
    return fact


def _plural_cause(sentence: Sentence) -> bool:
    return any(
        i.count is None and layers.unpack("form=" + i.values.get("form", "")).get("form") != "singular"
        and re.search(r"(?:s|ordnance|munitions|war)\Z", sentence.text[i.start - sentence.start : i.end - sentence.start], re.I)
        for i in sentence.items
        if i.action in ("detonated", None)
    )


def _single_cause(sentence: Sentence, blast: Fact) -> bool:
    """One device or one blast did it."""
    if any(i.count == counts.ONE or i.values.get("form") == "singular" for i in blast.items):
        return True
    if not blast.rule.startswith("cues:"):
        return False
    cue = sentence.text[blast.trigger[0] - sentence.start : blast.trigger[1] - sentence.start]
    if re.search(r"explod|detonat|went off|blew|stepped|hit|ran over|drove", cue, re.I):
        return True
    before = sentence.text[: blast.trigger[0] - sentence.start].lower()
    return not cue.endswith("s") and bool(
        re.search(r"\b(?:an?|the|this|one|single|car|suicide|roadside)\s+(?:\w+[\s-]){0,3}\Z", before)
    )


# -- ordnance and land handled ----------------------------------------------------------------------


def _handled(sentence: Sentence, blast: bool) -> list[Fact]:
    by_type: dict[tuple[str, str, str], Fact] = {}
    stock = bool(sentence.family("STOCKPILE"))
    for item in sentence.items:
        if item.action in (None, "detonated") or "implied" in item.values or item.count == counts.ZERO:
            continue
        kind = TYPE_OF_ACTION[item.action]
        if kind == "clearance" and stock and item.action in ("destroyed", "removed", "defused"):
            kind = "stockpile_destruction"
        if kind == "use" and (blast or item.action == "laid" and item.count is None and not _is_main_use(sentence, item)):
            continue
        if kind == "use" and _is_reputation(sentence, item):
            continue
        if kind == "contamination" and item.count is None and not sentence.areas:
            continue
        if _unreal_act(sentence, item):
            continue
        planned = "planned" in item.values or _is_planned(sentence, item)
        fact = _fact_for(by_type, sentence, kind, planned, item.start, item.end, item.values.get("cue", ""))
        fact.items.append(item)
    for area in sentence.areas:
        area = _with_action(sentence, area)
        if area.action is None:
            continue
        kind = "contamination" if area.action == "contaminated" else "clearance"
        planned = _area_planned(sentence, area)
        fact = _fact_for(by_type, sentence, kind, planned, area.start, area.end, f"areas:{area.action}")
        fact.areas.append(area)
    for fact in by_type.values():
        fact.anaphoric = not fact.areas and all(i.definite for i in fact.items)
    return list(by_type.values())


def _with_action(sentence: Sentence, area: AreaFact) -> AreaFact:
    """Land without a verb of its own is contaminated where the sentence speaks of what remains."""
    before = sentence.text[: area.start - sentence.start]
    after = sentence.text[area.end - sentence.start : area.end - sentence.start + 90]
    if _HAZARDOUS.search(after) or (
        area.action is None
        and (
            sentence.family("CONTAMINATION")
            or any(c.id_ == "remain" for c in sentence.cues)
            or _HAZARDOUS.search(before[-90:])
        )
    ):
        return replace(area, action="contaminated")
    return area


def _figure_key(sentence: Sentence, start: int, end: int) -> str:
    """The date that a figure of a statistic has to itself, where a sentence sets several apart."""
    timed = [d for d in event_dates(sentence) if dates.interval(d.kb_id_).precision != "day" or d.kb_id_.endswith("/..")]
    if len(timed) < 2:
        return ""
    d = timing(sentence, (start, end))
    return d.kb_id_ if d is not None else ""


def _fact_for(table: dict[tuple[str, str, str], Fact], sentence: Sentence, kind: str, planned: bool, start: int, end: int, rule: str) -> Fact:
    status = "planned" if planned else "reported"
    key = _figure_key(sentence, start, end)
    fact = table.get((kind, status, key))
    if fact is None:
        what = _scope_of(key) if key else scope(sentence)
        if kind == "contamination" and what == "incident":
            # What remains is a running figure, whenever it is told.
            what = "cumulative"
        fact = new_fact(sentence, kind, what, f"cues:{rule.partition('@')[0]}" if rule else "items", (start, end))
        fact.status = status
        table[(kind, status, key)] = fact
    return fact


def _is_reputation(sentence: Sentence, item: Item) -> bool:
    """ "He is responsible for the emplacement of IEDs": what a man is known for is no event."""
    at = int(item.values.get("cue", "").partition("@")[2] or item.start)
    before = sentence.text[max(0, at - sentence.start - 90) : at - sentence.start]
    return bool(_REPUTATION.search(before))


def _is_main_use(sentence: Sentence, item: Item) -> bool:
    """The laying is what the sentence tells, with somebody who did it or where."""
    cue = item.values.get("cue", "")
    at = int(cue.partition("@")[2] or -1)
    if at < 0:
        return False
    text = sentence.text
    word = re.match(r"[A-Za-z-]+", text[at - sentence.start :])
    if not word or word[0].lower() in ("use", "uses", "used", "using", "put", "puts", "set", "leave", "hidden", "hide", "hiding", "placed", "left"):
        return False
    before = text[: at - sentence.start].lower()
    if word[0].lower().endswith("ing") and not re.search(r"\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?\Z", before):
        return False
    if re.search(r"\b(?:who|which|that|to|may|might|could|been|suspected of|accused of|responsible for)\s+(?:\w+\s)?\Z", before):
        return False
    return at < item.start or bool(event_dates(sentence))


def _unreal_act(sentence: Sentence, item: Item) -> bool:
    """What might be found, what must not be touched, what was trained for."""
    at = int(item.values.get("cue", "").partition("@")[2] or -1)
    if at < 0:
        return False
    before = sentence.text[max(0, at - sentence.start - 36) : at - sentence.start].lower()
    if _SOMEONE.search(before):
        return True
    word = re.match(r"\w+", sentence.text[at - sentence.start :])
    if word and item.count is None and not sentence.in_title and re.search(r"(?:[^s]s|find|detect|clear|remove)\Z", word[0]):
        # "The detector finds bombs": what it does, not what it did.
        return not re.search(r"\b(?:were|was|been|has|have|had)\s+(?:\w+\s)?\Z", before)
    if re.search(r"\b(?:that|to|which)\s+\Z", before) and not re.search(r"\b(?:managed|began|started|continued|helped) to\s+\Z", before):
        # "dogs that detect explosives", "a permit to remove mines": what they are for.
        if re.match(r"(?:[a-z]+)", sentence.text[at - sentence.start :]) and not re.match(r"\w+(?:ed|nd|id|ook|ew)\b", sentence.text[at - sentence.start :]):
            return True
    if re.search(r"\b(?:if|may|might|could|should|must|can|cannot|whether|would|how to|trained to|training to|learn(?:ed|ing)? to|tried to|trying to|attempt(?:ed|ing)? to|used to|designed to|able to|ability to|capable of|help(?:ed|s)? to|do not|don't|did not|never|not)\s+(?:\w+\s){0,2}\Z", before):
        return not re.search(r"\b(?:were|was|been) able to\s+\Z", before)
    return False


def _is_planned(sentence: Sentence, item: Item) -> bool:
    at = int(item.values.get("cue", "").partition("@")[2] or -1)
    if at < 0:
        return False
    before = sentence.text[max(0, at - sentence.start - 30) : at - sentence.start]
    return bool(re.search(r"\b(?:will|plans? to|planned to|intends? to|aims? to|expects? to|expected to|scheduled to|due to|hopes? to|pledged to|vowed to|going to|set to)\s+(?:\w+\s){0,2}\Z", before, re.I))


def _area_planned(sentence: Sentence, area: AreaFact) -> bool:
    before = sentence.text[: area.start - sentence.start]
    return bool(re.search(r"\b(?:will|plans? to|planned to|intends? to|aims? to|expects? to|expected to|scheduled to|hopes? to|pledged to|vowed to|going to|set to|to be|remains? to be)\s+(?:\w+\s){0,4}\Z", before[-60:], re.I))

"""Which facts tell of one event: a blast retold ten times is one, last week's blast another."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mine_ie import counts, dates, layers
from mine_ie.assemble.another import is_another_blast, is_in_another_town
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.finds import is_another
from mine_ie.assemble.sentence import Item
from mine_ie.assemble.timing import overlap
from mine_ie.assemble.totals import Harmed
from mine_ie.schema import EventType, Scope

#: Actions in the order in which they are done to one item; the last one done is reported.
_LATER = ("found", "seized", "removed", "defused", "destroyed")
#: Words such as "the explosives", "the ordnance" that stand for a whole find.
_ANY_KIND = ("ordnance", "uxo", "erw")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIRED = frozenset(["rocket", "missile", "mortar", "projectile"])
_PLANTED = frozenset(["ied", "mine", "booby_trap"])
#: Sentences within which a statistic goes on.
_NEAR = 2
#: By how much a figure may be rounded.
_PER_CENT = 3
#: So many people harmed by two blasts each would be chance.
_CHANCE = 9
#: So many blasts, each in a place of its own, are a digest's.
_DIGEST = 3
#: Characters between an entry's verb and what was found.
_ENTRY_REACH = 150
#: Days after an event within which it is news.
_FRESH = 7


@dataclass
class Cluster:
    """The facts of one event, in text order."""

    facts: list[Fact]
    #: The first and the last of its sentences; asked of long lists far too often to search for.
    first: int = field(init=False)
    last: int = field(init=False)
    #: The figures of people with which its facts joined, kept for the same reason.
    figures: set[tuple[str, counts.Bounds | None]] = field(init=False)

    @property
    def type(self) -> EventType:
        """The event type."""
        return self.facts[0].type

    @property
    def scope(self) -> Scope:
        """The scope."""
        return self.facts[0].scope

    def __post_init__(self) -> None:
        told = [f.sentence for f in self.facts]
        self.first, self.last = min(told), max(told)
        self.figures = _figures([h for f in self.facts for h in f.harmed])

    def add(self, fact: Fact) -> None:
        """Add a telling of the event."""
        self.facts.append(fact)
        self.first, self.last = min(self.first, fact.sentence), max(self.last, fact.sentence)
        self.figures |= _figures(fact.harmed)

    @property
    def harmed(self) -> list[Harmed]:
        """The groups of people in all its facts, sentence by sentence."""
        told = [h for f in self.facts for h in f.harmed]
        return sorted(told, key=lambda h: h.sentence)

    @property
    def items(self) -> list[Item]:
        """The items in all its facts."""
        return [i for f in self.facts for i in f.items]

    def intervals(self) -> list[dates.Interval]:
        """The dates that its facts state, those of the events themselves where there are any."""
        well = [f.date for f in self.facts if f.date is not None and f.dated_well]
        told = well or [f.date for f in self.facts if f.date is not None and not f.date_told]
        return [dates.interval(d.kb_id_) for d in told]


def cluster(facts: list[Fact]) -> list[Cluster]:
    """Group the facts of an article by event, in the order of their first telling."""
    clusters: list[Cluster] = []
    for fact in (f for f in facts if not f.in_title):
        home = _home(fact, clusters)
        if home is not None:
            _join(home, fact)
        elif not fact.anaphoric:
            clusters.append(Cluster([fact]))
    for fact in (f for f in facts if f.in_title):
        _add_headline(fact, clusters)
    return clusters


def _add_headline(fact: Fact, clusters: list[Cluster]) -> None:
    """A headline retells the body; only a body that says nothing of it leaves it standing."""
    if fact.type == "casualty_toll" and not fact.dates:
        # "Bombs kill 38": the blasts that the body tells of, where it tells of any.
        told = {c.type for c in clusters}
        fact.type = "explosion" if "explosion" in told and fact.type not in told else fact.type
    same = [c for c in clusters if c.type == fact.type]
    if same and fact.status == "planned":
        return  # "Money to clear mines": what the body tells was done all the same.
    home = max(same, key=lambda c: _kinship(fact, c), default=None)  # the first of equals
    if home is not None:
        fact.scope = home.scope
        if fact.type == "casualty_toll" and not _figures(fact.harmed) & _figures(home.harmed):
            fact.harmed = []  # One of several tolls, and none can tell which it rounds.
        home.facts.insert(0, fact)
    elif not fact.anaphoric:
        clusters.insert(0, Cluster([fact]))


def _kinship(fact: Fact, c: Cluster) -> tuple[bool, bool]:
    """Whether they share a figure of people, and a kind of device."""
    kinds = {i.kind for i in fact.items} & {i.kind for i in c.items}
    return bool(_figures(fact.harmed) & _figures(c.harmed)), bool(kinds)


def _join(home: Cluster, fact: Fact) -> None:
    home.add(fact)
    if not fact.anaphoric:
        return
    # "The explosives were destroyed on site": the fate of what was found before.
    if any("planned" in i.values for i in fact.items):
        return
    for earlier in home.facts[:-1]:
        earlier.items = [_upgraded(i, _fate(i, fact)) for i in earlier.items]
    if any(i.action in _LATER for i in fact.items):
        fact.items = []


def _fate(item: Item, fact: Fact) -> str | None:
    """What a later sentence says was done last with "the IEDs", if it may be this item.

    "The mines were blown up; the rounds were confiscated": each of its own kind.
    """
    meant = [i for i in fact.items if i.action in _LATER and _may_be(item, i)]
    return max((i.action or "" for i in meant), key=_LATER.index, default=None)


def _may_be(item: Item, later: Item) -> bool:
    return f"{item.kind}.".startswith(f"{later.kind}.") or later.kind in _ANY_KIND


def _upgraded(item: Item, action: str | None) -> Item:
    if action is None:
        return item
    if item.action in _LATER and _LATER.index(item.action) < _LATER.index(action):
        return replace(item, action=action)
    return item


# -- the cluster that a fact belongs to ----------------------------------------------------------


def _home(fact: Fact, clusters: list[Cluster]) -> Cluster | None:
    same = [c for c in clusters if c.type == fact.type and c.facts[0].status == fact.status]
    same = [c for c in same if not _under_another(c, fact)]
    if fact.breaks_down:
        return max(same, key=lambda c: c.last, default=None)
    if fact.type == "casualty_toll" or fact.scope != "incident":
        return next((c for c in reversed(same) if _same_statistic(c, fact)), None)
    incidents = [c for c in same if c.scope == "incident"]
    if _is_one_more(incidents, fact):
        return None
    if fact.anaphoric:
        return next(reversed(incidents or same), None)
    homes = [c for c in reversed(incidents) if _same_incident(c, fact)]
    if fact.definite:
        homes.sort(key=lambda c: -c.last)  # "The blast" is the one spoken of last.
    same_figure = next((c for c in homes if _shares_a_figure(c, fact)), None)
    return same_figure or next((c for c in homes if _knows(c, fact)), homes[0] if homes else None)


def _shares_a_figure(c: Cluster, fact: Fact) -> bool:
    """ "The toll of the blast rose to 60": of the one that is known to have killed 60."""
    many = {f for f in _figures(fact.harmed) if f[1] is not None and (f[1].best or 0) > _CHANCE}
    return bool(many) and not many.isdisjoint(c.figures)


def _knows(c: Cluster, fact: Fact) -> bool:
    """ "The soldiers who were killed": of the blast that killed, not of the one that wounded."""
    spoken_of = {h.outcome for h in fact.harmed if h.definite}
    return not spoken_of or spoken_of <= {h.outcome for h in c.harmed}


def _is_one_more(incidents: list[Cluster], fact: Fact) -> bool:
    """Whether it is the next of a digest's blasts: "A sticky bomb killed one in western Taji"."""
    told = [c for c in incidents if any(f.place_names for f in c.facts)]
    own = any(i.count is not None and not i.retold for i in fact.items)
    if fact.type != "explosion" or len(told) < _DIGEST or not own or fact.definite:
        return False
    ours = _figures(fact.harmed)
    return bool(ours and fact.places) and all(ours.isdisjoint(c.figures) for c in told)


def _same_statistic(c: Cluster, fact: Fact) -> bool:
    """A retold statistic gives the same figures; another figure is another statistic."""
    if c.scope != fact.scope:
        return False
    if fact.block:
        return any(f.block == fact.block for f in c.facts)
    if fact.type == "casualty_toll":
        ours, theirs = _whole_figures(fact.harmed), _whole_figures(c.harmed)
        if not ours:
            return False
        completes = bool(ours & theirs) and not _outcomes(ours - theirs) & _outcomes(theirs)
        return ours <= theirs or (completes and _dates_agree(c, fact))
    near = fact.sentence - c.facts[-1].sentence <= _NEAR
    if fact.anaphoric:
        return near
    if not _dates_agree(c, fact) or _lies_elsewhere(c, fact):
        return False
    if fact.areas and any(f.areas for f in c.facts):
        return {a.m2 for a in fact.areas} <= {a.m2 for f in c.facts for a in f.areas}
    counted = {(i.kind, i.count) for i in fact.items if i.count is not None}
    if counted and counted <= {(i.kind, i.count) for i in c.items}:
        return True
    if counted and all(any(_rounded(i, k) for k in c.items) for i in fact.items if i.count):
        return True
    stated = c.facts[0].dates
    return near and not (fact.dates and stated and fact.dates != stated)


def _lies_elsewhere(c: Cluster, fact: Fact) -> bool:
    """ "Forty houses in Sirte still hold UXO. Near Zintan 8,000 missiles remain": two places."""
    ours = fact.place_names
    theirs = [f.place_names for f in c.facts if f.place_names]
    apart = bool(ours and theirs) and all(ours.isdisjoint(names) for names in theirs)
    return fact.type == "contamination" and apart


def _rounded(item: Item, other: Item) -> bool:
    """ "More than 458,000 devices" and "458,262 devices"."""
    if item.kind != other.kind or item.count is None or other.count is None:
        return False
    a, b = item.count.best, other.count.best
    if item.count == other.count:
        return True
    exact = item.count.low == item.count.high and other.count.low == other.count.high
    return not exact and bool(a and b) and abs((a or 0) - (b or 0)) * 100 <= _PER_CENT * (b or 0)


def _same_incident(c: Cluster, fact: Fact) -> bool:
    """Whether date, place and figures let the fact retell the incident of ``c``."""
    if not _dates_agree(c, fact) or is_another(fact, c.facts) or _is_another_entry(c, fact):
        return False
    if c.facts[0].roundup and not fact.roundup and (fact.next_one or not fact.definite):
        return False  # "... in separate attacks. In Mosul a car bomb ...": each on its own.
    if fact.next_one and is_in_another_town(fact, c.facts):
        return False  # "The other explosion took place in Sheikh Zuweid, leaving one dead"
    if fact.definite and not fact.new:
        return True
    if is_another_blast(fact, c.facts) or _has_a_day_of_its_own(fact, c):
        return False
    if _of_another_month(c, fact) or _of_a_year_gone(c, fact) or _by_other_means(c, fact):
        return False
    ours = fact.scene_names or fact.place_names
    theirs = [f.place_names for f in c.facts if f.place_names] if ours else []
    apart = bool(theirs) and all(ours.isdisjoint(names) for names in theirs)
    if fact.new:
        retold = fact.definite and not apart and not fact.background
        return retold or _one_of_several(c, fact) or _told_once_more(c, fact)
    if _of_more_elsewhere(c, fact):
        return False
    if not apart:
        return True
    if _narrates(c, fact):
        return True
    ours_, theirs_ = _means(fact.items), _means(c.items)
    if ours_ and theirs_ and ours_.isdisjoint(theirs_):
        return False  # "Minutes later a helicopter fired missiles at a car in Gaza"
    if any(i.count is not None and not i.retold for i in fact.items) and fact.places:
        return False  # "RAMADI - A car bomb went off": a device of its own, in a place of its own.
    if fact.type != "explosion" or fact.dates:
        return False
    told_of = bool(fact.harmed) or not fact.items or any(i.retold for i in fact.items)
    return told_of and _figures(fact.harmed) <= c.figures


def _narrates(c: Cluster, fact: Fact) -> bool:
    """ "... in Yaha district. Rangers were on foot at Ban Bacho when a bomb exploded": how it was.

    Nobody is harmed anew, and the hour or the day is not told anew.
    """
    near = fact.sentence - c.last <= _NEAR and not fact.entry and not fact.dates
    return near and not fact.harmed and bool(c.harmed) and fact.scene_set


def _told_once_more(c: Cluster, fact: Fact) -> bool:
    """ "In a separate incident, a car bomb exploded in Samarra", told of again in these words."""
    ours = fact.place_names
    fresh = _figures(fact.harmed) - c.figures
    return c.facts[0].new and not fresh and any(ours and ours == f.place_names for f in c.facts)


def _of_more_elsewhere(c: Cluster, fact: Fact) -> bool:
    """ "Another soldier died from a roadside bomb in Lakki Marwat": another bomb, elsewhere."""
    more = bool(fact.harmed) and all(h.more and not h.others for h in fact.harmed)
    own = any(i.count is not None and not i.retold for i in fact.items)
    if not (more and own and fact.places):
        return False
    theirs = {p.text for f in c.facts for p in [*f.places, *f.asides]}
    return bool(theirs) and theirs.isdisjoint(p.text for p in fact.places)


def _has_a_day_of_its_own(fact: Fact, c: Cluster) -> bool:
    """ "It came a day after a bomb hurt two. On 12 January ...": another than what came before."""
    return fact.date is not None and all(f.background for f in c.facts)


def _of_another_month(c: Cluster, fact: Fact) -> bool:
    """ "In February, a blast killed twelve": background, beside what is told of no such month."""
    if not fact.of_a_month or fact.date is None:
        return False
    ours = dates.interval(fact.date.kb_id_)
    return not any(overlap(ours, other) for other in c.intervals())


def _of_a_year_gone(c: Cluster, fact: Fact) -> bool:
    """ "A bomb at the same terminal in 2010 killed one": a device of a year that is named."""
    dated = fact.date is not None and _YEAR.search(fact.date.text) is not None
    own = any(i.count is not None and not i.retold for i in fact.items)
    fresh = bool(_figures(fact.harmed)) and not _figures(fact.harmed) <= c.figures
    return dated and own and fresh and not any(f.dates for f in c.facts)


def _by_other_means(c: Cluster, fact: Fact) -> bool:
    """ "Two mortar rounds landed in the zone ... seven died when an IED exploded": two blasts.

    The other means is counted, or harmed people beyond those told of.
    """
    ours = _means(fact.items)
    if fact.type != "explosion" or fact.in_title or not ours:
        return False
    counted = all(i.count is not None and not i.definite for i in fact.items)
    more = bool(fact.harmed) and _figures(fact.harmed) > c.figures
    theirs = _means(c.items)
    return (counted or more) and bool(theirs) and ours.isdisjoint(theirs)


def _means(items: list[Item]) -> set[str]:
    """Whether they are fired from afar or planted; nothing where a kind may be either."""
    told = {i.kind.partition(".")[0] for i in items}
    if told <= _FIRED:
        return {"fired"} if told else set()
    return {"planted"} if told <= _PLANTED else set()


def _one_of_several(c: Cluster, fact: Fact) -> bool:
    """ "Two bombers struck ... A second bomb went off minutes later": one of those counted."""
    near = fact.sentence - c.last <= _NEAR
    apart = bool(fact.dates) or is_in_another_town(fact, c.facts)
    return c.facts[0].several and near and fact.next_one and not apart


def _under_another(c: Cluster, fact: Fact) -> bool:
    """Whether a chronology or a digest tells them under headings of their own."""
    told = {f.under for f in c.facts}
    return fact.under is not None and None not in told and fact.under not in told


def _is_another_entry(c: Cluster, fact: Fact) -> bool:
    """Whether an entry of a list tells of a device of its own: "- A car bomb exploded in ..."."""
    if not fact.entry or fact.type not in ("explosion", "clearance"):
        return False
    if any(f.entry == fact.entry for f in c.facts):
        return False
    if fact.type == "clearance":
        return not fact.listed and not fact.anaphoric and any(map(_told_there(fact), fact.items))
    if any(f.entry == 0 for f in c.facts):
        return False
    own = any(i.count is not None and not i.retold for i in fact.items)
    figures = _figures(fact.harmed)
    return own and not (figures and figures <= c.figures and not fact.places)


def _told_there(fact: Fact) -> Callable[[Item], bool]:
    """Whether the entry itself says that something counted was found, as a sentence does."""

    def is_told(item: Item) -> bool:
        at = item.cue_at
        beside = at is not None and abs(at - item.start) <= _ENTRY_REACH
        return beside and item.count is not None and not item.retold and not fact.carries

    return is_told


def _dates_agree(c: Cluster, fact: Fact) -> bool:
    """No day of the fact lies outside every date of the cluster."""
    if fact.date is None or not fact.dated_well:
        return True
    ours = dates.interval(fact.date.kb_id_)
    theirs = [i for i in c.intervals() if i.start and i.end]
    if not (ours.start and ours.end):
        return True
    if not theirs:
        return not _long_before_told(ours, c, fact)
    return any(overlap(ours, other) for other in theirs)


def _long_before_told(day: dates.Interval, c: Cluster, fact: Fact) -> bool:
    """Whether a day lies more than a week before every day on which ``c`` was told of.

    What no day is told of is news on the day of the article: "a car bomb went off 20 days ago".
    """
    told = [dates.interval(f.date.kb_id_).start for f in c.facts if f.date and f.date_told]
    if not told and not fact.definite and fact.date is not None:
        told = [layers.published(fact.date.doc)]
    ours = dates.values.parse_day(day.end)
    days = [d for d in map(dates.values.parse_day, told) if d is not None]
    return ours is not None and bool(days) and all((d - ours).days > _FRESH for d in days)


def _figures(harmed: list[Harmed]) -> set[tuple[str, counts.Bounds | None]]:
    return {(h.outcome, h.count) for h in harmed if h.count is not None}


def _outcomes(figures: set[tuple[str, counts.Bounds | None]]) -> set[str]:
    return {outcome for outcome, _ in figures}


def _whole_figures(harmed: list[Harmed]) -> set[tuple[str, counts.Bounds | None]]:
    return {(h.outcome, h.count) for h in harmed if h.part_of is None}


def without_roundups(clusters: list[Cluster]) -> list[Cluster]:
    """Leave out what a lead sums up, "nine died in separate attacks", where each is told."""
    blasts = [c for c in clusters if c.type == "explosion" and c.scope == "incident"]
    told = any(not c.facts[0].roundup for c in blasts)
    return [c for c in clusters if not (told and c in blasts and c.facts[0].roundup)]


# -- finds that went off -------------------------------------------------------------------------


def without_finds_that_exploded(clusters: list[Cluster]) -> list[Cluster]:
    """Children who found a grenade that then went off cleared nothing: it is the blast's device."""
    kept = [c for c in clusters if not _is_of_a_device(c, clusters)]
    for find in list(kept):
        item = _one_find(find)
        blast = None if item is None else _blast_after(find, clusters)
        if item is not None and blast is not None:
            blast.items = [replace(item, action="detonated")]
            kept.remove(find)
    return kept


def _is_of_a_device(find: Cluster, clusters: list[Cluster]) -> bool:
    """ "The bomb contained 80 kg of explosives", beside its blast: what it was, no find."""
    if find.type != "clearance" or any(f.areas for f in find.facts):
        return False
    if not all(i.cue == "contain" and i.action == "found" for i in find.items):
        return False
    at = find.facts[0].sentence
    blasts = (c for c in clusters if c.type == "explosion" and c.scope == "incident")
    return any(abs(f.sentence - at) <= _NEAR for c in blasts for f in c.facts)


def _one_find(c: Cluster) -> Item | None:
    """The only item of a find, where it is but one and no land was cleared."""
    if c.type != "clearance" or c.scope != "incident" or any(f.areas for f in c.facts):
        return None
    items = c.items
    if len(items) != 1 or items[0].count not in (None, counts.ONE):
        return None
    # "Children picked up a shell and carried it home. It exploded."
    return items[0] if items[0].action in ("found", "removed") else None


def _blast_after(find: Cluster, clusters: list[Cluster]) -> Fact | None:
    """The blast of no known device that is told with the find or right after it."""
    at = find.facts[-1].sentence
    for blast in clusters:
        if blast.type != "explosion" or blast.items:
            continue
        told = [f for f in blast.facts if 0 <= f.sentence - at <= 1]
        if told:
            return told[0]
    return None

"""Ordnance and land dealt with: clearance, use, stockpiles destroyed, what remains."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mine_ie import counts, dates
from mine_ie.assemble import wording
from mine_ie.assemble.context import Context
from mine_ie.assemble.fact import Fact, new_fact
from mine_ie.assemble.realis import (
    act_happened,
    is_main_use,
    is_newly_laid,
    is_pace,
    is_reputation,
    item_planned,
    land_planned,
)
from mine_ie.assemble.sentence import AreaFact, Item, Sentence, converts
from mine_ie.assemble.tense import tells
from mine_ie.assemble.timing import (
    Trigger,
    event_dates,
    is_of_a_comparison,
    open_ended,
    scope,
    scope_of,
    timing,
)
from mine_ie.schema import EventType, Scope, Status

#: What was done to items and the event type that it makes.
TYPE_OF_ACTION: dict[str, EventType] = {
    "found": "clearance",
    "removed": "clearance",
    "defused": "clearance",
    "destroyed": "clearance",
    "seized": "clearance",
    "laid": "use",
    "fired": "use",
    "remaining": "contamination",
}
#: The rule of what lies in so many places, and is not counted itself.
WHERE = "places affected"
#: Stretches of time in which one find may be dated.
_BRIEF = ("day", "week", "month")
_DISPOSED = ("destroyed", "removed", "defused")
#: So many items destroyed may be stocks.
_BULK = 1000
#: Characters beside an area that say it is hazardous.
_HAZARD_REACH = 90
#: "Turned out on analysis to be {damson}": a bare noun; what was "live" or "a relic" was ordnance.
_TURNED_OUT = re.compile(
    r"\b(?:turn(?:s|ed)\sout|proved)\s(?:[\w'’-]+\s){0,4}?to\sbe\s(?=[a-z])(?!(?:an?|the|two|three|some|"
    r"live|real|genuine|active|armed|loaded|dangerous|primed|viable|fully|still|from|of|in|functional|"
    r"intact|unexploded|old|highly|very|more|ready|made|packed|filled|part|one|home)\b)"
)
_AMONG = re.compile(r"\b(?:is|are)\samong\sthe\s(?:\w+\s){0,2}\Z", re.I)
_HAUL = re.compile(
    r"(?:\w+ed|found|recoveries|seizures|finds)\s(?:[\w-]+\s){0,6}?(?:include|comprise)s?\s", re.I
)
#: Characters behind it within which ordnance is what it turned out to be.
_NAMED_BEHIND = 40
#: "198 km2 of mined areas **and** 359 km2".
_LINKS = re.compile(
    r"(?:\sof\s(?:[\w-]+\s){0,4}?(?:lands?|areas?|minefields?|fields?|ground|battlefields?))?"
    r",?\s(?:and|plus|as well as)\s"
    r"(?:(?:some|about|another|a further|at least|more than|over|nearly|almost)\s)?",
    re.I,
)
_STRAPPED_INTO = re.compile(r"strapped\s(?:into|with|in)\b", re.I)
_IN_PARTICULAR = re.compile(r"\W*(?:in particular|specifically|namely)\b", re.I)
#: "359 km2 of battle areas was cleared last year, **including** 38 km2".
_PART = re.compile(
    r"[^.;]{0,60}?,?\s(?:including|of which|among them)\s"
    r"(?:(?:some|about|at least|more than|over|nearly|almost)\s)?",
    re.I,
)
#: "40 ha were demined, **but** 30 % are still mined".
_NEXT_CLAUSE = re.compile(r"[,;]?\s(?:but|while|whereas|though|although)\s|;")
#: "144 km2 are dangerous, **of which** 13 km2 are water": a part.
_PART_OF = re.compile(r",?\s(?:[\w-]+\s){0,6}?of\swhich\s(?:(?:some|about|only|at least)\s)?")
_FEWER = re.compile(
    r"drop(?:s|ped|ping)?\s(?:[a-z]+ly\s)?(?:from|to|by)\s(?:an?\saverage|about|around|over|some|nearly|"
    r"almost|more|less|under|half|a\sthird|\d)",
    re.I,
)
_FROM = re.compile(r"\bfrom\s(?:an?\s(?:total\s)?area\sof\s)?(?:some\s|about\s)?\Z", re.I)
_WHAT_LAND = re.compile(
    r"\s?of\s(?:[\w-]+\s){0,4}?(?:lands?|areas?|ground|territor(?:y|ies)|terrain|fields?|"
    r"minefields?|farmland|soil|property|zones?|sites?)\b",
    re.I,
)


@dataclass
class _Table:
    """The facts of one sentence: a figure with another type, status or date makes another."""

    sentence: Sentence
    facts: dict[tuple[str, str, str], Fact] = field(default_factory=dict)

    def fact(self, kind: EventType, planned: bool, trigger: Trigger, rule: str) -> Fact:
        status: Status = "planned" if planned else "reported"
        date = _own_date(self.sentence, trigger)
        key = (kind, status, date)
        if key not in self.facts:
            told = _scope(self.sentence, kind, date)
            fact = new_fact(self.sentence, kind, told, rule, trigger)
            fact.status = status
            self.facts[key] = fact
        return self.facts[key]


def handled(sentence: Sentence, blast: bool, around: Context) -> list[Fact]:
    """What the sentence says was done with ordnance and land.

    Args:
        sentence: with its items as they are meant (:func:`mine_ie.assemble.actions.in_earnest`).
        blast: it also tells of an explosion, so that what was fired or laid is that.
        around: what the rest of the article tells.
    """
    table = _Table(sentence)
    whole: Trigger | None = None  # Where a total stands; its parts are of the same time.
    for item in sentence.items:
        kind = _kind(sentence, item, around)
        if kind is not None and _is_told(sentence, item, kind, blast, around):
            rule = f"cues:{item.cue}" if item.cue else "items"
            if kind == "contamination" and not _amounts(item) and not sentence.areas:
                rule = WHERE
            planned = item_planned(sentence, item)
            at = whole if "part" in item.values and whole is not None else (item.start, item.end)
            table.fact(kind, planned, at, rule).items.append(item)
            whole = at
    for area in _dealt_with(sentence) if around.clears_land(sentence) else ():
        left = area.action == "contaminated"
        planned = land_planned(sentence, area)
        at, rule = (area.start, area.end), f"areas:{area.action}"
        table.fact("contamination" if left else "clearance", planned, at, rule).areas.append(area)
    for fact in table.facts.values():
        fact.anaphoric = not fact.areas and all(i.definite for i in fact.items)
    return list(table.facts.values())


def _scope(sentence: Sentence, kind: EventType, date: str) -> Scope:
    told = scope_of(date) if date else scope(sentence)
    if kind == "stockpile_destruction":
        if sentence.says("the_last_of"):
            return "incident"
        if told == "incident" and sentence.says("all_stocks"):
            return "cumulative"
    brief = all(dates.interval(d.kb_id_).precision in _BRIEF for d in event_dates(sentence))
    if told == "period" and kind == "clearance" and brief and not _counts(sentence):
        return "incident"  # "In April divers defused explosives": no figure, so no statistic.
    # What remains is a running figure, whenever it is told.
    return "cumulative" if kind == "contamination" and told == "incident" else told


def _counts(sentence: Sentence) -> bool:
    return any(map(_amounts, sentence.items)) or bool(sentence.areas)


def _own_date(sentence: Sentence, trigger: Trigger) -> str:
    """The date that a figure has to itself, where a sentence sets several apart; else ""."""
    spans = [
        d
        for d in event_dates(sentence)
        if dates.interval(d.kb_id_).precision != "day" or open_ended(d)
    ]
    spans = [d for d in spans if not is_of_a_comparison(sentence, d)]
    d = timing(sentence, trigger) if len(spans) > 1 else None
    return d.kb_id_ if d in spans and d is not None else ""


# -- items ---------------------------------------------------------------------------------------


def _kind(sentence: Sentence, item: Item, around: Context) -> EventType | None:
    """The event type that the item's action makes, or ``None``."""
    if item.action is None or item.implied or item.count == counts.ZERO:
        return None
    if item.action in _DISPOSED and (
        sentence.family("STOCKPILE")
        or (
            _is_bulk(item)
            and not _was_found(sentence)
            and (around.of_stocks(sentence) or around.treaty_stocks)
        )
    ):
        return "stockpile_destruction"
    return TYPE_OF_ACTION.get(item.action)


def _was_found(sentence: Sentence) -> bool:
    """ "Discovered and destroyed 190,858 mines": what lay in the ground, no stock."""
    return any(c.id_ == "find" for c in sentence.family("ACT"))


def _is_bulk(item: Item) -> bool:
    """So many items destroyed that they may be the stocks spoken of beside them."""
    return item.action == "destroyed" and item.count is not None and (item.count.best or 0) >= _BULK


def _is_told(sentence: Sentence, item: Item, kind: str, blast: bool, around: Context) -> bool:
    """Whether the item's act is told as done, or planned, and is worth a record."""
    if kind == "use" and (blast or not _is_use(sentence, item)):
        return False
    if kind == "contamination" and not (_amounts(item) or sentence.areas or _tells_where(sentence)):
        return False
    if (around.was_harmless(sentence) and _is_one(item)) or _turned_out_harmless(sentence):
        return False
    if around.weapon_test and item.action == "fired":
        return False
    told = item_planned(sentence, item) or sentence.begins("breakdown") or _is_haul(sentence, item)
    told = told or (item.cue_at is not None and is_newly_laid(sentence, item.cue_at))
    if kind in ("clearance", "use") and not (told or tells(sentence, around.brief)):
        return False
    return act_happened(sentence, item)


def _amounts(item: Item) -> bool:
    return item.count is not None or "mass_kg" in item.values


def _tells_where(sentence: Sentence) -> bool:
    """ "40 houses still contain UXO": how many places, though not how much."""
    return bool(sentence.places) and sentence.says("places_affected")


def _is_haul(sentence: Sentence, item: Item) -> bool:
    """ "The seized items include 40 rounds": in the present, of what was done."""
    at = item.cue_at
    if at is None:
        return False
    if item.cue == "contain" and item.action in ("seized", "removed"):
        return True  # "The cache consists of 40 kg of TNT", which was seized
    among = at > item.end and _AMONG.search(sentence.between(item.end, at)) is not None
    return among or _HAUL.match(sentence.between(at, item.start)) is not None


def _turned_out_harmless(sentence: Sentence) -> bool:
    """ "Sixty jars of powder, which turned out to be jam": however many they were."""
    if any(m[0].lower().startswith("turn") for m in sentence.matches("proved_harmless")):
        return True
    m = _TURNED_OUT.search(sentence.text)
    told = range(m.end(), m.end() + _NAMED_BEHIND) if m else range(0)
    return bool(told) and all(i.start - sentence.start not in told for i in sentence.items)


def _is_one(item: Item) -> bool:
    """A single item: of several, one may be harmless and another not."""
    return item.count is None or (item.count.high or item.count.best or 0) == 1


def _is_use(sentence: Sentence, item: Item) -> bool:
    if is_reputation(sentence, item) or sentence.says("refuted"):
        return False
    if item.kind == "component":
        return False  # "The expert placed a fuse."
    if item.cue_at is not None and _STRAPPED_INTO.match(sentence.from_(item.cue_at)):
        return False  # "Men strapped into vests": who wears one lays none.
    if item.action == "fired" and _FEWER.match(sentence.from_(item.cue_at or item.end)):
        return False  # "The number of UXO accidents has dropped from an average of 300."
    if item.action == "fired" and sentence.says("sappers"):
        return False  # Their own shot, to dispose of something.
    return item.action != "laid" or item.count is not None or _laid_in_earnest(sentence, item)


def _laid_in_earnest(sentence: Sentence, item: Item) -> bool:
    """Uncounted mines make a record of use where laying them is what the sentence tells."""
    if not is_main_use(sentence, item):
        return False
    at = item.cue_at
    if at is None:
        return False
    return at < item.start or bool(event_dates(sentence)) or is_newly_laid(sentence, at)


# -- land ----------------------------------------------------------------------------------------


def _dealt_with(sentence: Sentence) -> Iterator[AreaFact]:
    done: AreaFact | None = None
    apart = sentence.places or event_dates(sentence)
    if not apart and _IN_PARTICULAR.match(sentence.text):
        return  # Parts of the land told before.
    left = False
    for before, area in itertools.pairwise([None, *sentence.areas]):
        if area is None or is_pace(sentence, area) or area.m2 == counts.UNKNOWN:
            continue
        if before is not None and converts(before, area):
            continue
        if done is not None and before is not None and done.start == before.start:
            between = sentence.between(done.end, area.start)
            if _PART.fullmatch(between):
                done = replace(area, action=done.action)
                continue
            if _LINKS.fullmatch(between):
                done = replace(area, action=done.action)
                yield done
                continue
        if (
            left
            and before is not None
            and _PART_OF.search(sentence.between(before.end, area.start))
        ):
            continue
        left = _is_hazardous(sentence, area) or _is_compared(sentence, area)
        if left:
            yield replace(area, action="contaminated")
        elif area.action is not None:
            done = area
            yield area
        elif _was_dug_over(sentence, area):
            yield replace(area, action="cleared")


def _was_dug_over(sentence: Sentence, area: AreaFact) -> bool:
    """ "Soldiers took out 77 mines **from 42,000 square metres**": so much land was cleared."""
    if _FROM.search(sentence.up_to(area.start)) is None:
        return False
    return any(i.action in _DISPOSED and not item_planned(sentence, i) for i in sentence.items)


def _is_compared(sentence: Sentence, area: AreaFact) -> bool:
    """ "53 km2 remained, down from 310 km2": of the same land as the figure before."""
    earlier = [a for a in sentence.areas if a.end <= area.start]
    return (
        bool(earlier)
        and _is_hazardous(sentence, earlier[-1])
        and sentence.before(area.start, "compared")
    )


def _is_hazardous(sentence: Sentence, area: AreaFact) -> bool:
    """ "Another 40 ha are still contaminated"; land without a verb where something remains."""
    hazardous = wording.anywhere("hazardous")
    after = sentence.from_(area.end, _HAZARD_REACH)
    if area.action not in (None, "contaminated") and (m := _WHAT_LAND.match(after)):
        after = after[m.end() :]  # "Released 93 km2 of suspected contaminated land".
    if area.action not in (None, "contaminated"):
        after = _NEXT_CLAUSE.split(after, maxsplit=1)[0]
    if hazardous.search(after) or sentence.before(area.start, "yet_to_clear"):
        return True
    return area.action is None and (
        bool(sentence.family("CONTAMINATION"))
        or any(c.id_ == "remain" for c in sentence.cues)
        or hazardous.search(sentence.up_to(area.start, _HAZARD_REACH)) is not None
    )

"""A fact: an event as one sentence tells it. Several facts make an event (see ``cluster``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.assemble import wording
from mine_ie.assemble.aftermath import without_aftermath
from mine_ie.assemble.scene import asides, is_backdrop, scenes
from mine_ie.assemble.sentence import AreaFact, Item, Sentence, harm_at
from mine_ie.assemble.several import is_apart, is_of_one
from mine_ie.assemble.timing import (
    Trigger,
    closing,
    event_dates,
    times_telling,
    times_well,
    timing,
)
from mine_ie.assemble.totals import Harmed
from mine_ie.schema import EventType, Scope, Status

_OF_A_MONTH = re.compile(
    r"\s*In (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b"
)
_SCENE_SET = re.compile(r"\w{3,}\s(?:when|as)\s(?:an?|their|the)\b")
#: Events that something is done about afterwards.
_HARMFUL = ("explosion", "casualty_toll")
#: Kinds of places that tell incidents apart.
_SPECIFIC = ("site", "settlement", "district", "province")
#: Characters from a word of harm to the fight that did it, and what ends its clause.
_FIGHT_REACH = 40
_CLAUSE_ENDS = re.compile(r"[,;:]|\s(?:and|while|but|after|before|when)\s")
_SCENES = ("site", "settlement", "district")


@dataclass(frozen=True)
class Lead:
    """What the sentence of a find, and those that lead up to it, say of when and where it was."""

    #: Days told, as ISO intervals.
    days: frozenset[str] = frozenset()
    #: Hours and minutes told.
    clocks: frozenset[tuple[int, int]] = frozenset()
    #: Names of its places, countries and regions left out, in lower case.
    places: frozenset[str] = frozenset()
    #: The names of the most specific of them.
    closest: frozenset[str] = frozenset()
    #: It begins a paragraph.
    paragraph: bool = False
    #: Turns to another find: "elsewhere", "also on Monday".
    turns: bool = False
    #: The first of its sentences.
    first: int | None = None


@dataclass
class Fact:
    """One sentence's telling of one event."""

    type: EventType
    scope: Scope
    sentence: int
    #: The rule that read it, kept as provenance.
    rule: str
    trigger: Trigger
    in_title: bool = False
    status: Status = "reported"
    date: Span | None = None
    #: The date that ends the stretch of time which ``date`` opens.
    until: Span | None = None
    #: The date is that of the telling: "police said on Tuesday".
    date_told: bool = False
    #: The date stands in the trigger's clause and times no telling.
    dated_well: bool = False
    items: list[Item] = field(default_factory=list)
    areas: list[AreaFact] = field(default_factory=list)
    harmed: list[Harmed] = field(default_factory=list)
    dates: list[Span] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)
    #: Places where somebody spoke, comes from or was taken to.
    asides: list[Span] = field(default_factory=list)
    #: Speaks of an event already told: "the blast".
    definite: bool = False
    #: Tells of one or of a number: "a blast", "two bombings".
    indefinite: bool = False
    #: Turns to another event: "elsewhere", "in a separate".
    new: bool = False
    #: Begins with another hour or with more: "Earlier, a bomb ...", "Also on Monday, ...".
    turns: bool = False
    #: Turns to the next of several: "a second bomb", "another blast".
    next_one: bool = False
    #: Of several blasts counted together: "twin blasts", "two explosions".
    several: bool = False
    #: Sums up attacks that are told one by one: "nine died in separate attacks".
    roundup: bool = False
    #: Tells of it in a clause of time: "they were on patrol when a bomb exploded".
    scene_set: bool = False
    #: Opens with a month: "In February, a blast ...".
    of_a_month: bool = False
    #: Told only for what came after it: "the attack came days after a bomb killed nine".
    background: bool = False
    #: Only says more of items already told: "the mines were destroyed on site".
    anaphoric: bool = False
    #: The entry of a list that tells it, and the heading that it stands under.
    entry: int = 0
    under: int | None = None
    #: Goes on about what the sentence before it said: "They have ...", "These include ...".
    carries: bool = False
    #: Tells one by one what the fact before it told in sum: "These include ...".
    breaks_down: bool = False
    #: The names of the scene's settlements and sites, else of its province; those left out beside
    #: which it only lies.
    scene_names: frozenset[str] = frozenset()
    #: A line of a list under a heading.
    listed: bool = False
    #: The run of lines in a report in which it is one figure, from 1.
    block: int = 0
    #: The section whose head it stands under, from 1 (:mod:`mine_ie.assemble.sections`).
    section: int = 0
    #: When and where a find was, with what leads up to it (:mod:`mine_ie.assemble.finds`).
    lead: Lead = Lead()

    @cached_property
    def place_names(self) -> frozenset[str]:
        """The names of its places, countries and regions left out, in lower case."""
        return _names(p for p in [*self.places, *self.asides] if p.label_ in _SPECIFIC)


def _scene_names(sentence: Sentence, places: list[Span]) -> frozenset[str]:
    told = [p for p in places if p.label_ in _SPECIFIC and not is_backdrop(sentence, p)]
    return _names(p for p in told if p.label_ in _SCENES) or _names(told)


def _names(places: Iterable[Span]) -> frozenset[str]:
    return frozenset(layers.unpack(p.kb_id_).get("name", p.text).casefold() for p in places)


def new_fact(
    sentence: Sentence, kind: EventType, scope: Scope, rule: str, trigger: Trigger
) -> Fact:
    """A fact of ``sentence`` with its dates and places, and nothing else yet."""
    if kind in _HARMFUL:
        sentence = without_aftermath(sentence, trigger[0])
    date = timing(sentence, trigger, scope)
    told_at = scenes(sentence, trigger)
    return Fact(
        kind,
        scope,
        sentence.index,
        rule,
        trigger,
        in_title=sentence.in_title,
        date=date,
        until=closing(sentence, date) if date is not None else None,
        date_told=date is not None and times_telling(sentence, date),
        dated_well=date is not None and times_well(sentence, date, trigger),
        dates=event_dates(sentence),
        places=told_at,
        scene_names=_scene_names(sentence, told_at),
        asides=asides(sentence),
        new=sentence.says("new_event"),
        turns=sentence.begins("another_find"),
        scene_set=_SCENE_SET.search(sentence.up_to(trigger[0])) is not None,
        roundup=sentence.says("roundup"),
        next_one=is_apart(sentence.text) or is_of_one(sentence.text),
        of_a_month=_OF_A_MONTH.match(sentence.text) is not None,
        entry=sentence.entry,
        under=sentence.listed.under,
        carries=sentence.begins("carries_on"),
    )


def in_fighting(sentence: Sentence, harmed: Harmed) -> bool:
    """Whether they were harmed in a fight or a war: "... while 29 were reported dead in fighting".

    What stands in the clause of their word of harm says so, behind it.
    """
    if not sentence.says("in_fighting"):
        return False
    clause = _CLAUSE_ENDS.split(sentence.from_(harm_at(harmed), _FIGHT_REACH), maxsplit=1)[0]
    return wording.anywhere("in_fighting").search(clause) is not None


def incident(sentence: Sentence, rule: str, trigger: Trigger, items: list[Item]) -> Fact:
    """An explosion of its own, with the devices and everybody harmed in its sentence."""
    fact = new_fact(sentence, "explosion", "incident", rule, trigger)
    fact.items = items
    fact.harmed = [h for h in sentence.harmed if not in_fighting(sentence, h)]
    counted = any(i.count is not None and (i.count.best or 0) > 1 for i in items)
    fact.several = counted or sentence.before(trigger[0], "few")
    if fact.date is not None and not fact.dated_well:
        # "Four were killed today when a bomb exploded": the day of their death is the blast's.
        died = [(harm_at(h), harm_at(h)) for h in fact.harmed]
        fact.dated_well = any(times_well(sentence, fact.date, at) for at in died)
    return fact

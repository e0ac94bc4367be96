"""Casualty tolls: people harmed over many incidents, told by a score of what speaks for it."""

from __future__ import annotations

import re

from spacy.tokens import Span

from mine_ie import counts, layers
from mine_ie.assemble import wording
from mine_ie.assemble.context import LYING, Context
from mine_ie.assemble.fact import Fact, new_fact
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.assemble.timing import event_dates, is_of_a_day, scope
from mine_ie.assemble.totals import Harmed
from mine_ie.schema import Scope

#: What speaks for a toll (positive) and for one blast (negative); see :func:`score`.
WEIGHTS = {
    "stated_interval": 2,
    "mines_in_the_plural": 2,
    "several_incidents": 1,
    "bare_casualties": 1,
    "whole_country": 1,
    "every_year": 1,
    "no_interval": -1,
    "one_person": -1,
    "one_day": -3,
    "one_device": -3,
    "counted_blasts": -3,
    "one_occasion": -3,
    "many_devices": 3,
    "new_total": 3,
    "many_by_many": 2,
}
_ENOUGH = 2
#: So many blasts may be one coordinated series.
_SERIES = 9
#: So many people harmed in an article about mines are a toll of them.
_MANY = 5
#: So many are no one accident's.
_SCORES = 30
#: So many people harmed in an article about an attack are a war's.
_OF_A_WAR = 1_000
#: Cues that sum people up: "casualties", "fell victim", "deaths".
_SUMMING_CUES = ("casualty", "fall_victim", "wound@", "death@")
_LAID = ("mine", "uxo", "erw", "submunition")
_KIND_REACH = 12
_KIND_OF = re.compile(r"\b(?:type|kind|sort)s?\sof\s", re.I)
_EVENTS_AFTER = re.compile(
    r"(?:\s(?:and|or)\s[\w-]+(?:\s[\w-]+)?)?[\s-](?:related\s)?"
    r"(?:explosions|accidents|incidents|blasts|detonations|events|casualties|victims|deaths|"
    r"mishaps|injuries|attacks|bombings|strikes)\b",
    re.I,
)
#: What opens the clause of one thing that people were at.
_OCCASION = re.compile(r"\b(?:when|while|whilst|as)\b", re.I)
#: Words for what people fall victim to, by the kind that they name.
_KIND = re.compile(
    r"\b(?:(?P<mine>(?:land)?mines?|APMs?)|(?P<uxo>UXOs?|unexploded ordnance)"
    r"|(?P<erw>ERWs?|explosive remnants of war)|(?P<ied>IEDs?|improvised explosive devices?)"
    r"|(?P<submunition>cluster (?:munitions?|bombs?)|submunitions?|bomblets?))\b",
    re.I,
)
#: Such words before "casualties", "victims".
_CAUSES_OF = re.compile(
    rf"(?:{re.sub(r'[?]P<[a-z]+>', '?:', _KIND.pattern)}"
    r"(?:\s?/\s?|,?\s(?:and|or|&)\s|,\s|[\s-]related\s|[\s-]))+"
    r"(?:casualt|victim|survivor|death|fatalit|injur|amputee|wounded|accident|incident|explosion|blast|"
    r"terror)",
    re.I,
)
_AT_WORK = re.compile(r"\b(?:when|while|whilst|as)\s(?:they|he|she|it)\b", re.I)
_PLURAL_ENDINGS = ("s", "ordnance", "munitions", "war", "erw", "uxo")


def toll(sentence: Sentence, blast: Fact | None, around: Context) -> Fact | None:
    """The toll that the sentence states: "mines have killed 370 people since 2020"."""
    groups = [h for h in sentence.harmed if h.count not in (None, counts.ZERO, counts.UNKNOWN)]
    if not groups or not _of_ordnance(sentence, around):
        return None
    if all(h.definite and _figure(h) < _MANY for h in groups):
        return None  # "The deaths of the two pushed to 117 the number of troops killed since May."
    points = score(sentence, groups, blast)
    if points < _ENOUGH:
        return None
    told = _scope(sentence)
    fact = new_fact(
        sentence,
        "casualty_toll",
        "cumulative" if told == "incident" else told,
        f"toll score {points}",
        _at(groups[0]),
    )
    fact.harmed = list(sentence.harmed)
    fact.items = [
        i
        for i in sentence.items
        if i.count is None and i.action in ("detonated", None, "remaining")
    ] or _named_causes(sentence)
    return fact


def _named_causes(sentence: Sentence) -> list[Item]:
    """What "23 **mine/UXO** casualties", "the **landmine** victims" fell victim to."""
    m = _CAUSES_OF.search(sentence.text)
    named = _KIND.finditer(sentence.text, m.start(), m.end()) if m is not None else ()
    items: dict[str, Item] = {}
    for n in named:
        kind = next(kind for kind, word in n.groupdict().items() if word)
        start, end = sentence.start + n.start(), sentence.start + n.end()
        values = {"noun": str(start), "block": kind}
        items.setdefault(kind, Item(start, end, kind, "detonated", None, values))
    return list(items.values())


def _of_ordnance(sentence: Sentence, around: Context) -> bool:
    """Whether ordnance harmed them, as the sentence or the ones around it say."""
    if sentence.says("several_incidents"):
        return True
    if sentence.says("other_cause"):
        return False
    if sentence.says("harm_of_others") and not sentence.family("BLAST"):
        return False  # "Three attackers with explosive vests were killed by guards."
    if sentence.items or any(_is_no_touch(c) for c in sentence.family("BLAST")):
        return True
    if any(h.toll for h in sentence.harmed) and not event_dates(sentence):
        return False  # "The number of dead so far has reached 3": of the blast just told.
    timed = scope(sentence) != "incident"
    about = around.about_mines and not (around.mining or around.other_cause)
    if timed and any(h.victims == "deminer" for h in sentence.harmed):
        return not sentence.says("other_harm")
    most = max((_figure(h) for h in sentence.harmed), default=0)
    if most >= _OF_A_WAR and not around.about_mines:
        return False  # "More than 3,100 have died since the invasion", beside one bomb.
    if around.other_land and not around.demining:
        return False
    near = around.near(sentence) or (about and most >= _MANY) or _goes_on(sentence, around)
    return timed and near and not sentence.says("other_harm")


def _goes_on(sentence: Sentence, around: Context) -> bool:
    """ "They demined 40 ha of mined land. In 2005, 23 new casualties were recorded"."""
    summed = any(h.cue.startswith("casualty@") for h in sentence.harmed)
    return summed and any(abs(k - sentence.index) <= 1 for k in around.demining)


def _at(harmed: Harmed) -> tuple[int, int]:
    """Where the people stand; of "the number of victims rose from 5 in 2020 to {7}" the figure."""
    return (harmed.end - 1 if harmed.toll else harmed.start), harmed.end


def _scope(sentence: Sentence) -> Scope:
    """ "Mines killed 41 people after the agreement of November 2006": a running total."""
    told = scope(sentence)
    if told == "cumulative" or not sentence.says("from_then"):
        return told
    counted_from = event_dates(sentence) and _plural_cause(sentence, bombs=True)
    return "cumulative" if counted_from else told


def _is_no_touch(cue: Span) -> bool:
    """ "A bus fell into a ravine": a word of contact alone is no blast."""
    return layers.unpack(cue.kb_id_).get("role") != "contact"


def score(sentence: Sentence, groups: list[Harmed], blast: Fact | None) -> int:
    """Add up what speaks for many incidents against what speaks for one."""
    return sum(WEIGHTS[name] for name in signs(sentence, groups, blast))


def signs(sentence: Sentence, groups: list[Harmed], blast: Fact | None) -> list[str]:
    """What speaks for many incidents or for one, as names of :data:`WEIGHTS`."""
    told = _scope(sentence)
    plural = _plural_cause(sentence, bombs=told != "incident" or sentence.says("everywhere"))
    first, most = _at(groups[0]), max(_figure(h) for h in groups)
    summed = any(h.cue.startswith(_SUMMING_CUES) for h in groups)
    present = {
        "stated_interval": told != "incident",
        "mines_in_the_plural": plural,
        "several_incidents": sentence.says("several_incidents"),
        "bare_casualties": summed,
        "whole_country": sentence.says("everywhere"),
        "every_year": told == "period" and sentence.says("yearly"),
        "no_interval": told == "incident" and not plural,
        "one_person": most <= 1,
        "one_day": told != "cumulative" and is_of_a_day(sentence, first),
        "one_device": blast is not None
        and (not plural or told != "cumulative" or is_of_a_day(sentence, first))
        and _one_device(sentence, blast),
        "counted_blasts": told == "incident" and _few_blasts(sentence, blast),
        "one_occasion": (told == "period" and _on_one_occasion(sentence, blast))
        or (told == "incident" and _at_one_work(sentence, groups)),
        "many_devices": blast is not None and any(_are_many(sentence, i) for i in blast.items),
        # "This brings the number of people killed by mines this year to 137."
        "new_total": told != "incident" and sentence.says("running_total"),
        # "At least 112 people have been killed in landmine blasts."
        "many_by_many": sentence.says("several_incidents") and most >= _SCORES and not summed,
    }
    return [name for name, holds in present.items() if holds]


def _few_blasts(sentence: Sentence, blast: Fact | None) -> bool:
    """ "In two suicide attacks", "twin bombings", "the bombings": one series."""
    if blast is None:
        return False
    if blast.definite:
        return True
    if any(i.count is not None and 1 < (i.count.best or 0) <= _SERIES for i in blast.items):
        return True
    return sentence.before(blast.trigger[0], "few")


def _on_one_occasion(sentence: Sentence, blast: Fact | None) -> bool:
    """ "In April 1996 four died when a pallet of grenades was dropped": a month, but one time."""
    if blast is None:
        return False
    if sentence.says("one_incident"):
        return True
    if _plural_cause(sentence, bombs=False):
        return False
    clauses = (sentence.between(h.end, i.start) for h in blast.harmed for i in blast.items)
    return any(_OCCASION.search(words) is not None for words in clauses)


def _at_one_work(sentence: Sentence, groups: list[Harmed]) -> bool:
    """ "One was killed and three wounded as they worked to defuse mines": at no time of its own."""
    clauses = (sentence.between(h.end, i.start) for h in groups for i in sentence.items)
    return any(_AT_WORK.search(words) is not None for words in clauses)


def _of_several(sentence: Sentence, blast: Fact) -> bool:
    """ "The explosion of mines and other remnants of war": no one blast."""
    return any(
        i.count is None
        and i.kind.startswith(LYING)
        and sentence.between(blast.trigger[1], i.start).strip().lower() == "of"
        and sentence.between(i.start, i.end).lower().endswith(_PLURAL_ENDINGS)
        for i in sentence.items
    )


def _are_many(sentence: Sentence, item: Item) -> bool:
    """ "39 died when 53 landmines exploded", "29 grenade attacks killed 48": no one blast."""
    if item.count is None or (item.count.best or 0) <= _SERIES:
        return False
    return item.kind.startswith(_LAID) or _EVENTS_AFTER.match(sentence.from_(item.end)) is not None


def _figure(harmed: Harmed) -> int:
    return 0 if harmed.count is None else harmed.count.best or harmed.count.low or 0


def _is_one(sentence: Sentence, item: Item) -> bool:
    """A singular that can be counted: "mine", not "ordnance"."""
    words = sentence.between(item.start, item.end).lower()
    return item.values.get("form") == "singular" and not words.endswith(_PLURAL_ENDINGS)


def _of_many(sentence: Sentence, item: Item) -> bool:
    """ "Mine explosions", "mine-related accidents", "this type of bomb": no one device."""
    kind_of = _KIND_OF.search(sentence.between(item.start - _KIND_REACH, item.end))
    return kind_of is not None or _EVENTS_AFTER.match(sentence.from_(item.end)) is not None


def _plural_cause(sentence: Sentence, bombs: bool) -> bool:
    """ "Mines", "unexploded ordnance", "explosive remnants of war": no one device.

    Bombs in the plural may be one attack, unless ``bombs`` says that they are counted over time.
    """
    return any(
        i.count is None
        and not i.implied
        and i.action in ("detonated", None, "laid")
        and i.kind.startswith(LYING)
        and (bombs or i.kind != "ied")
        and sentence.between(i.start, i.end).lower().endswith(_PLURAL_ENDINGS)
        for i in sentence.items
    )


def _one_device(sentence: Sentence, blast: Fact) -> bool:
    """One device or one blast did it."""
    if any(_are_many(sentence, i) for i in blast.items):
        return False
    ones = [i for i in blast.items if i.count == counts.ONE or _is_one(sentence, i)]
    if any(not _of_many(sentence, i) for i in ones):
        return True
    if ones:
        return False
    if not blast.rule.startswith("cues:") or _of_several(sentence, blast):
        return False
    cue = sentence.between(*blast.trigger)
    single = wording.anywhere("single_blast").search(cue) is not None
    if single or sentence.after(blast.trigger[1], "one_did_it"):
        return True
    return not cue.endswith("s") and sentence.before(blast.trigger[0], "one_cause")

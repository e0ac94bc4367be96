"""What went off, what did the harm, who was armed with it: tied by the words in between."""

from __future__ import annotations

import re

from spacy.tokens import Span

from mine_ie.assemble import wording
from mine_ie.assemble.context import Context
from mine_ie.assemble.realis import is_allusion
from mine_ie.assemble.sentence import Item, Sentence, harm_at
from mine_ie.assemble.timing import event_dates, is_day, new_clauses
from mine_ie.assemble.totals import Harmed

#: Characters between an item and the word of its blast.
_BESIDE = 40
#: Characters between the word of harm and the device that did it.
_HARM_REACH = 140
#: Characters between attackers or attack and their weapon.
_WEAPON_BEFORE, _WEAPON_AFTER = 70, 90
#: What makes "land" a verb.
_LANDS = re.compile(
    r"\b(?:to|did|not|could|would|might|shells|rockets|missiles|mortars|bombs|rounds|grenades|"
    r"projectiles|drones|they)\s\Z",
    re.I,
)
#: Two digits or more before "accidents".
_MANY_COUNTED = re.compile(r"\b\d[\d,.]*\d\s(?:[\w-]+\s){0,4}\Z")
#: "57 nights of {bombing}".
_STRETCH = re.compile(r"\b(?:nights|weeks|months|years|decades?)\sof\s(?:[\w-]+\s){0,2}\Z", re.I)
#: Kinds that miners work with.
_BLASTING = ("explosive", "component")
#: Kinds that do not go off by themselves.
INERT = ("ammunition", "component")


# -- explosions ----------------------------------------------------------------------------------


def by_ordnance(sentence: Sentence, cue: Span, around: Context) -> bool:
    """Whether ordnance, not gas or anger, is what went off."""
    named = _names_ordnance(cue, around)
    if _blown_up_by_somebody(sentence, cue):
        return bool(sentence.places or event_dates(sentence) or sentence.somebody_harmed)
    if sentence.says("other_cause") and not named and not _beside_device(sentence, cue):
        return False
    if sentence.says("metaphor") and not sentence.somebody_harmed:
        return False
    if around.mining and not named and all(i.kind in _BLASTING for i in sentence.items):
        return False  # Those who dig blast with dynamite.
    if sentence.items or named:
        return True
    near = around.near(sentence)
    if around.mining or around.space or (around.other_cause and not around.armed(sentence)):
        return False
    if wording.anywhere("going_off").search(cue.text):
        told = sentence.somebody_harmed or sentence.places or event_dates(sentence)
        return _can_explode(sentence, cue) or bool((near or around.attack) and told)
    if around.other_cause and not sentence.somebody_harmed:
        return False
    aimed = sentence.after(cue.end_char, "targets")
    harmed = sentence.somebody_harmed or sentence.index + 1 in around.only_harm
    return near or harmed or around.attack or aimed


def _blown_up_by_somebody(sentence: Sentence, cue: Span) -> bool:
    """ "The gas pipeline was blown up", "rebels blew up a pylon": on purpose, whatever it was."""
    verb = cue.text.lower()
    if verb == "detonated" and not sentence.items and sentence.says("infrastructure"):
        # "The Taliban detonated a school building"
        return sentence.after(cue.end_char, "acts_on") and sentence.says("attackers")
    if verb not in ("blew up", "blown up") or sentence.after(cue.end_char, "by_accident"):
        return False
    if verb == "blown up":
        return sentence.before(cue.start_char, "passive") and sentence.says("infrastructure")
    return sentence.after(cue.end_char, "acts_on") and sentence.says("attackers")


def _names_ordnance(cue: Span, around: Context) -> bool:
    """ "A landmine blast" does, "the explosion" does not; nor "mine blast" among miners."""
    pit = around.mining and re.match(r"mine\b", cue.text, re.I)
    return not pit and wording.anywhere("names_ordnance").search(cue.text) is not None


def _beside_device(sentence: Sentence, cue: Span) -> bool:
    """A device that went off beside the word, or one that is counted anywhere."""
    return any(
        i.count is not None
        or (
            i.action == "detonated"
            and i.start - _BESIDE < cue.end_char
            and cue.start_char < i.end + _BESIDE
        )
        for i in sentence.items
    )


def _can_explode(sentence: Sentence, cue: Span) -> bool:
    """Whether what went off is a thing that bombs are put in, not a storm or a valve."""
    # "Guerrillas blew up a pylon": the verb has an object, so somebody meant it.
    words = cue.text.lower()
    if "sel" in words:
        return True  # "He blew himself up": nobody does so without a bomb.
    blown_up = words.startswith(("blew", "blow"))
    if blown_up and sentence.after(cue.end_char, "acts_on"):
        return True
    return sentence.before(cue.start_char, "holds_a_bomb") or sentence.says("ramming")


def unspecific(sentence: Sentence, cue: Span) -> bool:
    """ "He planned bombings": attacks in the plural, with nothing to record of any of them."""
    if not sentence.somebody_harmed and _STRETCH.search(sentence.up_to(cue.start_char)):
        return True
    if is_allusion(sentence, cue.start_char) and not sentence.somebody_harmed:
        return True
    last = cue.text.split()[-1]
    if wording.anywhere("plural_events").search(last) is None or sentence.somebody_harmed:
        return False
    if sentence.after(cue.end_char, "their_effect") and any(map(is_day, event_dates(sentence))):
        return False  # "Bomb blasts rocked Santiago on Tuesday night."
    if _MANY_COUNTED.search(sentence.up_to(cue.start_char)):
        return True  # "25 mine accidents occurred": a statistic.
    return not sentence.before(cue.start_char, "counted")


def touched_off(sentence: Sentence, cue: Span, detonated: list[Item]) -> bool:
    """ "Stepped on a mine", "his cart hit a shell": contact with an item right beside the verb.

    What lands or falls stands before the verb: who "reported landing a grenade" fished it.
    """
    if sentence.before(cue.start_char, "abstract_subject"):
        return False
    if sentence.between(cue.start_char - 1, cue.start_char) == "-":
        return False  # "Victim-activated munitions" are a kind.
    if cue.text.lower() == "damage" and sentence.before(cue.start_char, "damage_noun"):
        return False
    if cue.text.lower() == "land" and not _LANDS.search(sentence.up_to(cue.start_char, 40)):
        return False  # "40 ha of land are infested with mines": the noun.
    ahead = not cue.text.lower().startswith("land")
    return any(
        (ahead and 0 <= i.start - cue.end_char < 60) or 0 <= cue.start_char - i.end < 40
        for i in detonated
    )


# -- harm ----------------------------------------------------------------------------------------


def did_harm(sentence: Sentence, item: Item, harmed: Harmed) -> bool:
    """Whether the item did the harm: by a verb, or by "with", "by", "in" in its clause."""
    if sentence.after(item.end, "agent_of_ordnance"):
        return False
    if item.kind in INERT and (item.kind == "ammunition" or item.action != "detonated"):
        return False
    at = item.start
    if item.action == "detonated":
        at = at if item.cue_at is None else item.cue_at
    elif item.action == "fired":
        return True  # Fired, and somebody was hit.
    elif item.action == "laid" and item.start < harm_at(harmed):
        pass  # "Explosives hidden under a seat killed ten."
    elif item.action not in (None, "fired") or (
        item.start >= harmed.start
        and not sentence.before(item.start, "means")
        and not sentence.before(item.start, "means_by")
    ):
        return False
    low, high = sorted((at, harm_at(harmed)))
    between = sentence.between(low, high)
    return len(between) < _HARM_REACH and new_clauses(between) <= 1 and "targeting" not in between


# -- attackers' weapons --------------------------------------------------------------------------


def attackers_weapon(sentence: Sentence, item: Item, verb: tuple[int, int]) -> bool:
    """ "Bombers attacked a market", "militants with grenades stormed", "attacked with grenades"."""
    if item.kind in INERT or item.action not in (None, "detonated", "fired", "laid"):
        return False
    before_verb = 0 <= verb[0] - item.end < _WEAPON_BEFORE
    return (before_verb and _in_hand(sentence, item)) or weapon_after(sentence, item, verb[1])


def _in_hand(sentence: Sentence, item: Item) -> bool:
    return item.implied or item.kind == "ied" or sentence.before(item.start, "armed_with")


def weapon_after(sentence: Sentence, item: Item, end: int) -> bool:
    """ "Attacked the convoy with grenades", "the attack, using IEDs, ..."."""
    if item.kind in INERT or not 0 <= item.start - end < _WEAPON_AFTER:
        return False
    between = sentence.between(end, item.start)
    if between.strip() == "(":
        return True  # "IDF attack (2x 82 mm mortar)"
    return wording.before("by_means_of").search(between) is not None

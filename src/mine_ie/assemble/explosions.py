"""Explosions: a word of a blast, people harmed by ordnance, an attack with it, a bombing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span

from mine_ie import counts, layers
from mine_ie.assemble.actions import did_it
from mine_ie.assemble.causes import (
    INERT,
    attackers_weapon,
    by_ordnance,
    did_harm,
    touched_off,
    unspecific,
    weapon_after,
)
from mine_ie.assemble.context import Context
from mine_ie.assemble.fact import Fact, in_fighting, incident
from mine_ie.assemble.fired import went_off
from mine_ie.assemble.notices import notice
from mine_ie.assemble.realis import attack_happened, happened, harm_happened
from mine_ie.assemble.sentence import Item, Sentence, harm_at
from mine_ie.assemble.tense import tells
from mine_ie.assemble.timing import event_dates, is_long

#: Verbs of artillery, and the kind that they name.
_FIRE = {"shelled": "projectile", "mortared": "mortar", "bombarded": "ordnance"}
#: The rule of attackers with their weapons.
ATTACK = "attack with ordnance"
#: Words of "harm_otherwise" that may tell of shots beside what else was fired or thrown.
_GUNFIRE = re.compile(r"\A(?:open(?:ed)? fire|gunfire|shoot|small)", re.I)
#: "Tuesday's suicide {blast}".
_DAYS_OWN = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|last night)['\u2019]s"
)
_DEFINITE = ("the", "this", "that", "latest")
#: What went off, told of for the first time behind "the explosion".
_OF_ANOTHER = re.compile(r"\sof\s(?:an?|another)\s", re.I)
#: What falls to the ground, and characters from it to the word that it lands.
_FALLS = ("rocket", "missile", "mortar", "projectile", "bomb", "grenade", "submunition")
_LANDS = 50
_THROWN = ("grenade", "rocket", "missile", "mortar")
#: Characters between "destroyed by" and the bomb that did it.
_NEXT_WORD = 3
#: What follows a participle that has no object.
_NO_OBJECT = re.compile(
    r"\s?[,;:.()\u2013\u2014]|\s-|\s(?:by|in|on|at|during|near|outside|inside|while|as|with|over)\b|\s*\Z"
)
_NOT_DEALT_WITH = (None, "laid", "detonated")
#: "The suspicious bag was {blown up}": by those who were called to it.
_PARCEL = re.compile(
    r"\b(?:bag|suitcase|briefcase|parcel|package|packet|box|object|item|backpack|rucksack|luggage|"
    r"handbag|holdall|envelope|letter)s?\b[^,.;]{0,40}\b(?:was|were|been|being)\s(?:\w+\s)?\Z",
    re.I,
)
_FROM_AFAR = re.compile(r"\b(?:remote|remotely|timer|mobile|cell|when|as)\b", re.I)
_OBJECT = re.compile(r"\s(?:an?|another|(?:several|two|three|four|five|six|\d+)\s[a-z-]+s)\b", re.I)


def explosion(sentence: Sentence, around: Context) -> Fact | None:
    """The explosion that the sentence tells of, by the surest of six signs."""
    if not tells(sentence, around.brief):
        return None
    return (
        _blast(sentence, around)
        or _attack(sentence)
        or _harm_by_ordnance(sentence)
        or _destroyer(sentence)
        or notice(sentence, around)
        or _bombing(sentence, around)
        or _sabotage(sentence)
    )


# -- a word of a blast ---------------------------------------------------------------------------


def _blast(sentence: Sentence, around: Context) -> Fact | None:
    """ "A roadside bomb exploded", "the blast", "he stepped on a mine"."""
    if sentence.says("refuted") and not sentence.somebody_harmed:
        return None
    if sentence.says("civil_blasting") and _is_engineers(sentence):
        return None
    told = sentence.family("BLAST")
    # "Ten minutes after the first blast another bomb went off": of the other one.
    for cue in sorted(told, key=lambda c: sentence.before(c.start_char, "earlier_blast")):
        if _is_name(sentence, cue) or not _counts_as_blast(sentence, cue):
            continue
        if _is_disposal(sentence, cue, around):
            continue
        items = _blown_items(sentence, cue, around)
        if items is None or unspecific(sentence, cue) or _is_test(sentence, cue, items, around):
            continue
        trigger = (cue.start_char, cue.end_char)
        fact = incident(sentence, f"cues:{cue.id_}", trigger, items)
        fact.definite = _is_definite(sentence, cue) and not _is_of_another(sentence, cue, fact.new)
        if (
            cue.text.lower() == "blew up"
            and not items
            and _OBJECT.match(sentence.from_(cue.end_char))
        ):
            fact.new = True  # "Commandos blew up five poles": what is told of for the first time.
        fact.indefinite = sentence.before(cue.start_char, "indefinite")
        return fact
    return None


def _is_engineers(sentence: Sentence) -> bool:
    """ "The army blew up an ice jam with two tonnes of explosive": a tool, and nobody hurt."""
    return not sentence.somebody_harmed and all(i.kind == "explosive" for i in sentence.items)


def _is_name(sentence: Sentence, cue: Span) -> bool:
    """ "Mrs O. Blast", "the Bombardment Letters": a capital where no sentence begins."""
    if sentence.in_title or not cue.text.istitle() or cue.start_char == sentence.start:
        return False
    return sentence.text.upper() != sentence.text and not sentence.items


def _counts_as_blast(sentence: Sentence, cue: Span) -> bool:
    """Not what might happen, nor what sappers set off to destroy it."""
    if not happened(sentence, cue):
        return False
    if any(i.action == "destroyed" and i.cue_at == cue.start_char for i in sentence.items):
        return False
    if _is_ground(sentence, cue):
        return False
    if not sentence.somebody_harmed and (_is_parcel(sentence, cue) or _is_of_stocks(sentence)):
        return False
    return bool(sentence.somebody_harmed or _detonated(sentence)) or not sentence.says("controlled")


def _is_ground(sentence: Sentence, cue: Span) -> bool:
    """ "Ukrainian {land} contaminated with shells"; what was fired before it may land."""
    if cue.text.lower() != "land":
        return False
    fired = [i for i in sentence.items if i.kind.partition(".")[0] in _FALLS]
    return not any(0 <= cue.start_char - i.end <= _LANDS for i in fired)


def _is_of_stocks(sentence: Sentence) -> bool:
    """ "The army burned or blew up 640 tonnes of time-expired shells": stocks, and nothing else."""
    destroyed = bool(sentence.items) and all(i.action == "destroyed" for i in sentence.items)
    return destroyed and bool(sentence.family("STOCKPILE"))


def _is_parcel(sentence: Sentence, cue: Span) -> bool:
    """ "The bag was blown up"; one "detonated by remote control" was a bomb."""
    told = _PARCEL.search(sentence.up_to(cue.start_char)) is not None
    return told and _FROM_AFAR.search(sentence.from_(cue.end_char)) is None


def _is_disposal(sentence: Sentence, cue: Span, around: Context) -> bool:
    """ "The bomb was taken to a range, where it was detonated": after a find, and nobody hurt."""
    if around.disposal:
        return True
    if sentence.somebody_harmed or not around.after_find(sentence):
        return False
    return sentence.before(cue.start_char, "was_set_off")


def _is_test(sentence: Sentence, cue: Span, items: list[Item], around: Context) -> bool:
    """ "The missile landed in the sea": of weapons that were tested, and nobody was hit."""
    if not around.weapon_test or sentence.somebody_harmed:
        return False
    contact = layers.unpack(cue.kb_id_).get("role") == "contact"
    return contact or (bool(items) and all(i.kind in ("missile", "rocket") for i in items))


def _blown_items(sentence: Sentence, cue: Span, around: Context) -> list[Item] | None:
    """The devices of the blast; ``None`` when the word tells of none by ordnance."""
    detonated = _detonated(sentence) or [went_off(i) for i in sentence.items if i.action == "fired"]
    detonated = detonated or _sole_device(sentence, cue)
    if layers.unpack(cue.kb_id_).get("role") != "contact":
        return detonated if by_ordnance(sentence, cue, around) else None
    if touched_off(sentence, cue, detonated):
        return detonated
    return [i for i in sentence.items if weapon_after(sentence, i, cue.end_char)] or None


def _sole_device(sentence: Sentence, cue: Span) -> list[Item]:
    """ "A sticky bomb on a car that the colonel had bought the day before exploded": far off."""
    one = len(sentence.items) == 1 and sentence.items[0].count == counts.ONE
    if not one or cue.id_ != "explode":
        return []
    item = sentence.items[0]
    before = item.action is None and item.end <= cue.start_char and not item.implied
    return [replace(item, action="detonated")] if before and item.kind not in INERT else []


def _detonated(sentence: Sentence) -> list[Item]:
    return [i for i in sentence.items if i.action == "detonated"]


def _is_definite(sentence: Sentence, cue: Span) -> bool:
    """ "The blast", "the latest attack": one already told of."""
    before = sentence.between(sentence.start, cue.start_char).lower().split()[-2:]
    return any(word in _DEFINITE or _DAYS_OWN.fullmatch(word) for word in before)


def _is_of_another(sentence: Sentence, cue: Span, new: bool) -> bool:
    """ "The explosion of a landmine"; "in a separate incident 20 minutes before the blast"."""
    if new and sentence.before(cue.start_char, "earlier_blast"):
        return True
    return _OF_ANOTHER.match(sentence.from_(cue.end_char)) is not None


# -- people harmed by ordnance -------------------------------------------------------------------


def _harm_by_ordnance(sentence: Sentence) -> Fact | None:
    """ "Two farmers were killed by a mine"."""
    told = [h for h in sentence.harmed if h.count != counts.ZERO]
    harmed = [h for h in told if not in_fighting(sentence, h)]
    if not harmed or _harm_was_other(sentence):
        return None
    if sentence.says("other_cause") and not any(i.count or i.action for i in sentence.items):
        return None  # "The blast came from a heater; the crates of rockets never went off."
    victims = [h for h in harmed if harm_happened(sentence, h)]
    devices = [i for i in sentence.items if any(did_harm(sentence, i, h) for h in victims)]
    counted = any(h.count not in (None, counts.UNKNOWN) for h in victims)
    known = counted or any(not h.definite for h in victims)
    if not devices or not (counted or (known and event_dates(sentence))):
        return None
    devices = [i for i in devices if i.action != "fired"] or [went_off(i) for i in devices]
    trigger = (harmed[0].start, harmed[0].end)
    return incident(sentence, "harm by ordnance", trigger, devices)


def _harm_was_other(sentence: Sentence) -> bool:
    """ "Three were shot dead near a mine"; who "hurled grenades and opened fire" did both."""
    others = [m for m in sentence.matches("harm_otherwise") if not _GUNFIRE.search(m[0])]
    if others:
        return True
    return sentence.says("harm_otherwise") and not any(map(_is_thrown, sentence.items))


def _is_thrown(item: Item) -> bool:
    """Fired or thrown, whether told so or by the harm that it did."""
    kind = item.kind.partition(".")[0]
    return item.action == "fired" or (item.action == "detonated" and kind in _THROWN)


def _destroyer(sentence: Sentence) -> Fact | None:
    """ "A landmine destroyed a police car"."""
    devices = [i for i in _detonated(sentence) if i.cue == "destroy" and did_it(sentence, i)]
    devices = devices or _wreckers(sentence)
    if not devices:
        return None
    at = (devices[0].start, devices[0].end)
    return incident(sentence, "device that destroyed", at, devices)


def _wreckers(sentence: Sentence) -> list[Item]:
    """ "Charges toppled two pylons", "rebels felled a tower with dynamite"."""
    verbs = [*sentence.matches("toppled")]
    if sentence.says("attackers"):
        verbs += sentence.matches("destroyed_it")
    for m in verbs:
        at, end = sentence.start + m.start(), sentence.start + m.end()
        if not sentence.after(end, "acts_on"):
            continue
        for i in sentence.items:
            beside = i.action in _NOT_DEALT_WITH and 0 <= at - i.end <= _NEXT_WORD
            if beside or weapon_after(sentence, i, end):
                return [replace(i, action="detonated")]
    return []


# -- attacks and bombings ------------------------------------------------------------------------


def _attack(sentence: Sentence) -> Fact | None:
    """ "Suicide bombers attacked a market", "militants with grenades stormed the post"."""
    for m in sentence.matches("attacks"):
        at, end = sentence.start + m.start(), sentence.start + m.end()
        if sentence.after(end, "attack_noun") or not attack_happened(sentence, at):
            continue
        if m[0].lower() == "attack" and _is_compound(sentence, at):
            continue
        armed = [i for i in sentence.items if attackers_weapon(sentence, i, (at, end))]
        if armed:
            return incident(sentence, ATTACK, (at, end), armed)
    return None


def _is_compound(sentence: Sentence, at: int) -> bool:
    """ "An IED attack": the noun, with the item right before it."""
    # "Suicide bombers attack": those who do it make no compound with what they do.
    beside = [i for i in sentence.items if i.end <= at and not i.implied]
    return any(not sentence.between(i.end, at).strip() for i in beside)


def _bombing(sentence: Sentence, around: Context) -> Fact | None:
    """ "Guerrillas dynamited a bridge", "an office was destroyed by a bomb"."""
    dated = any(not is_long(d) for d in event_dates(sentence))
    if sentence.says("metaphor") or not (
        sentence.items or sentence.places or sentence.somebody_harmed or dated
    ):
        return None
    if sentence.says("in_that_war") and not sentence.somebody_harmed:
        return None  # "The port was heavily bombed during the war" is why bombs are found there.
    for m in _bombing_verbs(sentence):
        at, end = sentence.start + m.start(), sentence.start + m.end()
        if sentence.before(at, "may_attack") or sentence.before(at, "simile"):
            continue
        if sentence.after(end, "pelted_with"):
            continue  # "The minister was bombarded with questions."
        target = sentence.after(end, "acts_on") or any(
            p.start_char == end + 1 for p in sentence.places
        )
        passive = sentence.before(at, "passive") or _is_notice(sentence, end)
        if not (target or passive or m[0].lower().endswith("by")):
            continue  # "The comedy bombed": nobody's target, and nothing that was bombed.
        if m[0].lower().startswith("hurt") and not sentence.somebody_harmed:
            continue
        if m[0].lower() in _FIRE and not _hit(sentence, around):
            continue  # "The army shelled the hills": whether it hit anything is not told.
        means = _struck_by(sentence, end) if m[0].lower().endswith("by") else [_made_by(m[0], at)]
        if means:
            fact = incident(sentence, "verb of bombing", (at, end), means)
            # "They also dynamited a tower": what is told of for the first time.
            told_first = not m[0].lower().endswith("by") and _OBJECT.match(sentence.from_(end))
            fact.new = fact.new or bool(told_first)
            return fact
    return None


def _hit(sentence: Sentence, around: Context) -> bool:
    """Whether fire did damage or harm, in the sentence or right behind it."""
    told = sentence.somebody_harmed or sentence.index + 1 in around.only_harm
    return told or sentence.says("damage_done")


def _is_notice(sentence: Sentence, end: int) -> bool:
    """ "Galerie Point-Show bombed, two dead": the passive of a note, and people hurt."""
    told = sentence.somebody_harmed and (sentence.dates or sentence.places)
    return bool(told) and _NO_OBJECT.match(sentence.from_(end)) is not None


def _sabotage(sentence: Sentence) -> Fact | None:
    """ "A school in Swat was blown up by the militants": a building, and those who did it."""
    if not (sentence.says("infrastructure") and (sentence.places or event_dates(sentence))):
        return None
    for cue in sentence.family("HARM"):
        if cue.id_ == "blown_up" and sentence.after(cue.end_char, "doers"):
            fact = incident(sentence, "blown up by somebody", (cue.start_char, cue.end_char), [])
            fact.harmed = [h for h in fact.harmed if harm_at(h) != cue.start_char]
            return fact
    return None


def _bombing_verbs(sentence: Sentence) -> Iterator[re.Match[str]]:
    found = [m for name in ("bombed", "struck_by") for m in sentence.matches(name)]
    return iter(sorted(found, key=lambda m: m.start()))


def _struck_by(sentence: Sentence, end: int) -> list[Item]:
    """The ordnance named right after "destroyed by"."""
    return [
        replace(i, action="detonated")
        for i in sentence.items
        if 0 <= i.start - end <= _NEXT_WORD and i.kind != "component"
    ]


def _made_by(verb: str, at: int) -> Item:
    """ "Dynamited" names explosives, "bombed" a bomb."""
    kind = _FIRE.get(verb.lower(), "explosive" if verb.lower().startswith("dyn") else "ied")
    values = {"noun": str(at), "block": kind}
    return Item(at, at + len(verb), kind, "detonated", None, values)

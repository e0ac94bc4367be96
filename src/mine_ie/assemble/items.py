"""The ordnance and the land of a record: retellings joined, totals and their parts not both."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from mine_ie import counts, layers
from mine_ie.assemble import wording
from mine_ie.assemble.cluster import Cluster
from mine_ie.assemble.figures import count
from mine_ie.assemble.sentence import AreaFact, Item, Sentence, converts
from mine_ie.counts import Bounds
from mine_ie.schema import Area, Ordnance

#: What ordnance that harmed people may be said to do, or to have been done with it.
_HARMFUL = (None, "detonated", "remaining", "laid", "fired")
#: Sentences back to which a toll may go on about what was named there.
_CONTINUES = 3
#: The same, of what lies in the ground.
_FAR = 10
_LYING = ("mine", "uxo", "erw", "submunition")
_BLASTS = ("explosion", "casualty_toll")
#: Kinds that say little, and the kinds that a blast's retelling may name instead.
_LOOSE = ("explosive", "ordnance", "bomb", "ied")
_EXACT = ("ied", "bomb", "mine", "uxo", "mine.improvised", "mine.av", "mine.ap")
#: Explosives in a drum or a bag are stored; in a vehicle or a belt they are a device.
_STORED = re.compile(
    r"\b(?:drums?|jugs?|bags?|sacks?|box(?:es)?|crates?|containers?|barrels?|cans?|buckets?|"
    r"cylinders?|tunnels?|houses?|rooms?|depots?|warehouses?|bottles?|pots?|caches?|shelters?)"
    r"\s+\w+\s+(?:with|of)\s*\Z",
    re.I,
)
_CHARGE = re.compile(r"(?:explosives?|explosive charges?|charges?|home-?made explosives?)\Z", re.I)
_LISTED = re.compile(r",|\band\b")
#: What may be told of a whole find, and what it may turn out to be.
_SUMMARIES = ("explosive", "ordnance")
_EXPLODING = ("ied", "grenade", "explosive", "mortar", "projectile", "rocket", "component", "uxo")
#: Sentences behind a blast that may say what it was of.
_IDENTIFIED = 5
_IT_WAS = re.compile(
    r"\b(?:it|this|(?:mine|device|bomb|object|shell)s?)\s"
    r"(?:was|is|were|(?:is|was)\sbelieved\sto\s(?:be|have\sbeen)|appears?\sto\s(?:be|have\sbeen)|"
    r"(?:may|might|could)\s(?:be|have\sbeen)|had\sbeen|identified\sas)\s"
    r"(?:(?:identified\sas|probably|likely|reportedly|apparently|of|the|type|old|Soviet|Russian|a|an)\s)"
    r"{0,4}\Z",
    re.I,
)
_REMAINS = re.compile(r"[^.;]{0,90}\b(?:remains?|(?:is|are)\sleft|leaving)\s(?:\w+\s){0,3}", re.I)
_STUFF = re.compile(r"\bexplosives?\Z", re.I)
_OWN = re.compile(r"(?:the|its|their|his|both)\s", re.I)
_NEW_SENTENCE = re.compile(r"[.:!?]\s|\n")
#: What is done with a find, the last last.
_DISPOSALS = ("found", "seized", "removed", "defused", "destroyed")
#: So many items may be rounded, and by so much.
_ROUNDED, _PER_CENT = 20, 3
_ANY_ORDNANCE = ("ordnance", "uxo", "erw")
#: So many devices in one figure are of any kind.
_BULK = 100
#: Characters of "explosive device".
_LONGEST_NOUN = 17
#: Characters around a device in which somebody's planting it is told.
_PLANTED_REACH = 160


def ordnance(doc: Doc, c: Cluster, article: list[Sentence]) -> tuple[Ordnance, ...]:
    """Return the items of the event, retellings joined and totals split from their parts."""
    kept: list[Item] = []
    for in_title, told in _tellings(c):
        if c.type == "explosion" and kept:
            # A blast retold adds no device; it may only say more exactly which it was.
            kept = [_more_exact(k, told) for k in kept]
        elif not (in_title and kept):
            # A headline sums up, and rounds, what the body tells item by item.
            kept = _joined(kept, _without_parts(told), c.type)
    if c.type == "explosion" and len(kept) == 1:
        kept = [_identified(kept[0], c, article)]
    if not kept and c.type in _BLASTS:
        kept = _named_beside(c, article) if c.type == "explosion" else _causes(c, article)
    kept = _without_fuzes(doc, _without_summary(doc, _without_total(kept)))
    kept = [_improvised(doc, i, c) for i in kept]
    return tuple(_ordnance(doc, i, c.type) for i in sorted(kept, key=lambda i: i.start))


def _tellings(c: Cluster) -> list[tuple[bool, list[Item]]]:
    """Whether it is a headline, and the items: of one sentence, a list, a total and its parts."""
    told: list[tuple[bool, list[Item]]] = []
    going_on = False
    for fact in sorted(c.facts, key=lambda f: f.in_title):
        if told and (fact.breaks_down or (fact.listed and going_on)):
            told[-1] = (fact.in_title, told[-1][1] + fact.items)
        else:
            told.append((fact.in_title, fact.items))
        going_on = fact.listed
    return told


def _joined(kept: list[Item], told: list[Item], event_type: str) -> list[Item]:
    before = kept
    for item in told:
        listed = _is_counted(item) and event_type not in _BLASTS
        kept = [_dealt_with(k, item) for k in kept]
        if not any(_adds_nothing(item, k, event_type) for k in (before if listed else kept)):
            own = [k for k in kept if listed and k not in before and _is_counted(k)]
            kept = [k for k in kept if k in own or not _adds_nothing(k, item, event_type)]
            kept = [*kept, item]
    return kept


def _dealt_with(item: Item, retold: Item) -> Item:
    """ "A bomb was found ... the police destroyed the bomb": the last thing done with it."""
    same = item.kind == retold.kind and item.count is not None and item.count == retold.count
    if not same or item.action not in _DISPOSALS or retold.action not in _DISPOSALS:
        return item
    later = _DISPOSALS.index(retold.action) > _DISPOSALS.index(item.action)
    return replace(item, action=retold.action) if later else item


def _is_counted(item: Item) -> bool:
    """ "Two 60 mm and two 82 mm mortar rounds, 90 m of fuse": what a list has twice is two things.

    Something measured has its measure before its noun, as a count has.
    """
    return item.start < item.noun_at and not item.definite


def _adds_nothing(new: Item, old: Item, event_type: str) -> bool:
    """Whether ``new`` is ``old`` retold: the same kind or a looser name, without a new figure."""
    if not _related(new, old, event_type):
        return False
    if "mass_kg" in new.values and new.values["mass_kg"] == old.values.get("mass_kg"):
        return new.kind == old.kind
    if new.count is None and "mass_kg" not in new.values:
        same = new.kind == old.kind and new.action == old.action
        return event_type in _BLASTS or new.definite or same
    if new.count is not None and _rounds(new.count, old.count):
        return True
    if new.count is not None and new.count == old.count:
        return new.values.get("model") in (None, old.values.get("model"))
    if event_type != "explosion" or new.count != counts.ONE:
        return False
    return not (old.implied and old.count is None and _counts(old, new))


def _rounds(rough: Bounds, exact: Bounds | None) -> bool:
    """ "Over 100 bombs", told as 101 later; "almost 10,500", told as 10,408."""
    if exact is None or exact.low is None or exact.low != exact.high or rough.low == rough.high:
        return False
    if rough.best is None or exact.best is None or exact.best < _ROUNDED:
        return False
    return abs(exact.best - rough.best) * 100 <= _PER_CENT * exact.best


def _related(new: Item, old: Item, event_type: str) -> bool:
    if new.kind == old.kind or old.kind.startswith(new.kind + "."):
        return True
    if new.kind in _ANY_ORDNANCE and new.count is not None and (new.count.best or 0) >= _ROUNDED:
        # "101 UXO were removed. All 101 shells were ...": so many of anything are the same.
        return new.count == old.count
    return event_type == "explosion" and new.kind in _LOOSE and old.kind in _EXACT


def _more_exact(item: Item, retold: list[Item]) -> Item:
    """ "A mine" in the lead, "the naval mine" later: the same device, named more exactly."""
    for other in retold:
        vague = item.kind in ("explosive", "ordnance") and other.kind in ("ied", "mine")
        if other.kind.startswith(item.kind + ".") or (vague and item.count in (None, counts.ONE)):
            item = replace(item, kind=other.kind)
        if item.count is None and _counts(item, other):
            item = replace(item, count=other.count)
    return item


def _identified(item: Item, c: Cluster, article: list[Sentence]) -> Item:
    """ "A mine went off. ... **It was an anti-tank mine**": said by a sentence of its own."""
    last = max(f.sentence for f in c.facts)
    for s in article:
        if not 0 < s.index - last <= _IDENTIFIED:
            continue
        for other in s.items:
            says = other.kind.startswith(item.kind + ".") and other.action is None
            if says and _IT_WAS.search(s.up_to(other.start)):
                return replace(item, kind=other.kind)
    return item


def _counts(item: Item, retold: Item) -> bool:
    """ "A bombing ... the bomb": a retelling says how many, unless it picks out one of several."""
    if retold.count is None or retold.action != "detonated" or item.kind != retold.kind:
        return False
    return item.values.get("form") != "plural" or (retold.count.low or 0) > 1


def _named_beside(c: Cluster, article: list[Sentence]) -> list[Item]:
    """What went off, named in the blast's sentence or in the next, when no verb ties it."""
    told = [f.sentence for f in c.facts]
    for index in [*told, *(i + 1 for i in told), *(i - 1 for i in told)]:
        for item in (i for s in article if s.index == index for i in s.items):
            if item.action in (None, "detonated", "laid", "fired"):
                return [item]
    return []


def _causes(c: Cluster, article: list[Sentence]) -> list[Item]:
    """What harmed the people of a toll: named with them, else in the sentences it continues.

    How much of it there is is another matter: "eight fell victim to the 16 million mines".
    """
    by_index = {s.index: s for s in article}
    for told in sorted(f.sentence for f in c.facts):
        for index in range(told, told - _FAR - 1, -1):
            sentence = by_index.get(index)
            named = [] if sentence is None else [i for i in sentence.items if _may_harm(i)]
            if told - index > _CONTINUES and not all(i.kind.startswith(_LYING) for i in named):
                break  # Of attacks, each of its own sort, the toll may be of any.
            if named:
                return _joined([], [replace(i, count=None) for i in named], "casualty_toll")
    return []


def _may_harm(item: Item) -> bool:
    return item.action in _HARMFUL and item.kind != "component" and "mass_kg" not in item.values


# -- totals and parts ----------------------------------------------------------------------------


def _without_total(items: list[Item]) -> list[Item]:
    """ "They lifted 1,023 items. ... 3 mines, 112 ...": parts told later stand for their total.

    "Seven bombs ... three bombs ... four more": those of its own kind, where it is no loose word.
    """
    for whole in items:
        if whole.count is None or not whole.count.best:
            continue
        if _sums_up(whole, [i for i in items if i.end <= whole.start]):
            return [i for i in items if i is not whole]
        later = [i for i in items if i is not whole and i.start > whole.end]
        if whole.kind not in _ANY_ORDNANCE:
            later = [i for i in later if i.kind == whole.kind]
        parts = [i.count.best for i in later if i.count and i.count.best]
        if len(parts) > 1 and sum(parts) == whole.count.best:
            return [i for i in items if i is not whole]
    return items


def _without_fuzes(doc: Doc, items: list[Item]) -> list[Item]:
    """ "They defused a bomb ... **the fuze** was removed": it is the bomb's."""
    device = any(i.kind not in ("component", "explosive", "ammunition") for i in items)
    return [i for i in items if not (device and _is_own_part(layers.text(doc), i))]


def _is_own_part(text: str, item: Item) -> bool:
    one = item.count is None or item.count == counts.ONE
    return item.kind == "component" and one and _OWN.match(text, item.start) is not None


def _without_summary(doc: Doc, items: list[Item]) -> list[Item]:
    """ "A cache of explosives. ... Six grenades, two devices": the list says what it was."""
    return [i for i in items if not (_is_summary(i) and _is_itemised(doc, i, items))]


def _is_summary(item: Item) -> bool:
    """Whether it is "explosives" or "munitions", however many."""
    unmeasured = item.count in (None, counts.UNKNOWN) and "mass_kg" not in item.values
    return unmeasured and item.kind in _SUMMARIES and item.values.get("form") != "singular"


def _is_itemised(doc: Doc, whole: Item, items: list[Item]) -> bool:
    later = [i for i in items if i.start > whole.end and i.count is not None]
    if not any(i.kind in _EXPLODING or i.kind.startswith("mine") for i in later):
        return False
    between = layers.text(doc)[whole.end : later[0].start]
    return _NEW_SENTENCE.search(between) is not None


def _sums_up(whole: Item, before: list[Item]) -> bool:
    """ "31 mines, two devices and 925 duds, totalling 958": the total stands behind its parts."""
    parts = [i.count.best for i in before if i.count and i.count.best]
    total = whole.count.best if whole.count is not None else None
    return len(parts) > 1 and total is not None and total >= _ROUNDED and sum(parts) == total


def _without_parts(items: list[Item]) -> list[Item]:
    """ "12 mines, including 3 anti-tank mines": the parts, and the rest of their total."""
    result: list[Item] = []
    for k, item in enumerate(items):
        rest = item if "part" in item.values else _rest(item, _parts_after(items, k))
        if rest is not None:
            result.append(rest)
    return result


def _parts_after(items: list[Item], k: int) -> list[Item]:
    parts: list[Item] = []
    for other in items[k + 1 :]:
        if "part" in other.values:
            parts.append(other)
        elif "mass_kg" not in other.values or parts:
            break  # "58,000 devices and 417 kg of explosives, including 1,928 bombs".
    return parts


def _rest(whole: Item, parts: list[Item]) -> Item | None:
    """What the parts leave of the whole: ``None`` for nothing, the whole where it is not known."""
    if not parts or whole.count is None or whole.count.best is None:
        return whole
    known = [p.count.best for p in parts if p.count is not None and p.count.best is not None]
    rest = whole.count.best - sum(known)
    if len(known) < len(parts) or rest < 0:
        return whole
    return replace(whole, count=_minus(whole.count, sum(known))) if rest else None


def _minus(whole: Bounds, gone: int) -> Bounds:
    """The rest of "more than 58,000", less 1,928, is more than 56,072."""
    low, best, high = (None if n is None else max(n - gone, 0) for n in whole)
    return Bounds(low, best, high)


# -- records -------------------------------------------------------------------------------------


def _improvised(doc: Doc, item: Item, c: Cluster) -> Item:
    """An explosive device that somebody planted, a vehicle packed with explosives: an IED."""
    text = layers.text(doc)
    before = text[max(0, item.noun_at - wording.REACH) : item.noun_at]
    bulk = item.kind == "explosive" and ("mass_kg" not in item.values or c.type == "explosion")
    before = before[: max(0, len(before) - (item.noun_at - item.start))] if bulk else before
    if bulk and wording.before("packed_with").search(before) and not _STORED.search(before):
        one = counts.ONE if c.type == "explosion" else item.count
        return replace(item, kind="ied", count=one)
    if item.kind == "ied" and "mass_kg" in item.values and _STUFF.search(text[: item.end]):
        return replace(item, kind="explosive")  # "60 tonnes of handmade explosives"
    if _are_things(item, text):
        return replace(item, kind="ordnance")
    if c.type == "explosion" and _is_charge(item, text):
        return replace(item, kind="ied")
    noun = text[item.noun_at : item.end]
    if "ref" in item.values and (at := int(item.values["ref"])) < item.start:
        noun = text[at : at + _LONGEST_NOUN]  # "It went off": the device told of before
    if item.kind != "ordnance" or not _is_device(item, noun):
        return item
    around = text[max(0, item.start - _PLANTED_REACH) : item.end + _PLANTED_REACH]
    planted = c.type == "explosion" or wording.anywhere("planted").search(around)
    return replace(item, kind="ied") if planted else item


def _is_device(item: Item, noun: str) -> bool:
    """ "An explosive device"; thousands of them are what an agency counts, and no one's making."""
    if wording.anywhere("explosive_device").search(noun) is None or _LISTED.search(noun):
        return False
    return item.count is None or (item.count.best or item.count.low or 0) < _BULK


def _are_things(item: Item, text: str) -> bool:
    """ "1,159 explosives were neutralised": counted, they are things, and no substance."""
    many = item.count is not None and (item.count.low or item.count.best or 0) > 1
    return many and text[item.noun_at : item.end].lower() == "explosives"


def _is_charge(item: Item, text: str) -> bool:
    """ "An explosive charge", "a home-made explosive" that went off: a device, not a substance."""
    if item.kind != "explosive" or item.count is None or "mass_kg" in item.values:
        return False
    return _CHARGE.search(text[item.noun_at : item.end]) is not None


def _ordnance(doc: Doc, item: Item, event_type: str) -> Ordnance:
    action = "remaining" if event_type == "contamination" else item.action
    mass = item.values.get("mass_kg")
    return Ordnance.model_validate(
        {
            "kind": item.kind,
            "action": "detonated" if event_type in _BLASTS else action,
            "count": item.count and count(doc, item.count, item.start, item.end),
            "mass_kg": float(mass) if mass else None,
            **{key: item.values.get(key) for key in ("model", "of", "trigger", "delivery")},
            "text": layers.text(doc)[item.start : item.end],
            "evidence": layers.offsets(doc, item.start, item.end),
        }
    )


def areas(doc: Doc, c: Cluster) -> tuple[Area, ...]:
    """Return the land of the event, each figure once."""
    kept: list[AreaFact] = []
    for fact in sorted(c.facts, key=lambda f: f.in_title):
        if fact.in_title and kept:
            break  # A headline rounds the figure of the body.
        for area in fact.areas:
            said = any(
                k.m2 == area.m2 or converts(k, area) for k in kept if k.action == area.action
            )
            if not said:
                kept.append(area)
    kept = [a for a in kept if not (_is_part_of_land(a, kept) or _is_gone(doc, a, kept))]
    return tuple(_area(doc, a) for a in kept)


def _is_part_of_land(area: AreaFact, told: list[AreaFact]) -> bool:
    """ "1.96 km2 were cleared, 1.71 km2 in the south and 0.25 km2 in the north"."""
    others = [a.m2.best or 0 for a in told if a.action == area.action and a is not told[0]]
    whole = told[0].m2.best or 0
    return area is not told[0] and len(others) > 1 and sum(others) == whole


def _is_gone(doc: Doc, area: AreaFact, told: list[AreaFact]) -> bool:
    """ "**6,180 km2**, of which 3,520 have been cleaned, and there remain 2,660 km2"."""
    text = layers.text(doc)
    return any(
        area.action == b.action == "contaminated"
        and (b.m2.best or 0) < (area.m2.best or 0)
        and _REMAINS.fullmatch(text[area.end : b.start]) is not None
        for b in told
        if b.start > area.end
    )


def _area(doc: Doc, area: AreaFact) -> Area:
    m2 = count(doc, area.m2, area.start, area.end)
    return Area.model_validate(
        {"m2": m2, "action": area.action, "text": m2.text, "evidence": m2.evidence}
    )

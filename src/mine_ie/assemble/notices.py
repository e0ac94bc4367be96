"""Notices without a verb: a device, and who came to harm.

"Bomb outside an office, Geneva; no injuries", "Car bomb in Baghdad. 5 dead", "Two killed, seven
injured: mine, Lachin".
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Span

from mine_ie import counts
from mine_ie.assemble.context import Context
from mine_ie.assemble.fact import Fact, incident
from mine_ie.assemble.sentence import Item, Sentence

_INERT = ("ammunition", "component", "explosive")
#: Between the people and the device that a notice names after them.
_AFTER_PEOPLE = re.compile(
    r"[^.;:]{0,60}?(?::|\u2013|\u2014|\s-)\s"
    r"(?:[\w' -]{0,30}\b(?:of|in|from|by)\s)?(?:the|an?)?\s?\Z"
)

#: The field of a form: "Weapon: hand grenade".
_LABEL = re.compile(
    r"\b(?:weapon|device|means|munition|ordnance|cause|incident|attack|event|explosive)s?"
    r"(?:\s(?:type|used|of\s\w+))?\s?[:=]\s(?:an?\s)?\Z",
    re.I,
)
#: "Moto on IED", "UN truck over mine".
_RAN_ONTO = re.compile(
    r"\A[^.;]{0,60}\b(?:moto|motor ?(?:bike|cycle)|car|truck|lorry|bus|minibus|van|vehicle|convoy|"
    r"cart|tractor|patrol|APC|pick-?up|jeep|taxi|ambulance|tricycle|bicycle)\s"
    r"(?:on|over|onto|x|vs\.?)\s(?:an?\s)?\Z",
    re.I,
)
#: Between a device and the place or the day beside it.
_JOINED = re.compile(r"\s?[,:;(\u2013\u2014-]\s?(?:near\s)?")


def notice(sentence: Sentence, around: Context) -> Fact | None:
    """The explosion that a notice tells of, or ``None``."""
    dealt_with = sentence.family("ACT", "PREVENTED", "UNREAL")
    if any(not _is_in_item(sentence, c) for c in dealt_with) or sentence.says("may_be"):
        return None
    devices = [i for i in sentence.items if _may_have_gone_off(i)]
    if not devices:
        return None
    told, found = _told(sentence, around, devices)
    if not found:
        return None
    found = [replace(i, action="detonated") for i in found]
    return incident(sentence, f"device and {told}", (found[0].start, found[0].end), found)


def _may_have_gone_off(item: Item) -> bool:
    return item.action in (None, "detonated") and item.kind not in _INERT


def _is_in_item(sentence: Sentence, cue: Span) -> bool:
    """ "Two shells in the yard": no verb."""
    return any(i.start <= cue.start_char < i.end for i in sentence.items)


def _told(sentence: Sentence, around: Context, devices: list[Item]) -> tuple[str, list[Item]]:
    """What the notice says of people, and its devices."""
    if sentence.harmed:
        first, last = sentence.harmed[0], max(h.end for h in sentence.harmed)
        counted = [i for i in devices if i.count is not None]
        after = [i for i in counted if _AFTER_PEOPLE.match(sentence.between(last, i.start))]
        if sentence.somebody_harmed:
            return "harm before it", after
        nobody = any(h.count == counts.ZERO for h in sentence.harmed)
        before = [i for i in counted if i.start < first.start]
        return "nobody hurt", (before or after) if nobody else []
    labelled = [i for i in devices if _LABEL.search(sentence.between(sentence.start, i.start))]
    if labelled and around.only_harm:
        return "harm in its form", labelled
    beside = {sentence.index + 1} | ({0} if sentence.index == 1 else set())
    if not beside & around.only_harm:
        return "", []
    return "harm beside it", [i for i in devices if _heads(sentence, i)]


def _heads(sentence: Sentence, item: Item) -> bool:
    """ "3 June, Baghdad: Car bomb in a market": nothing before it but a date or a place."""
    lead = sentence.between(sentence.start, item.start)
    if _RAN_ONTO.search(lead):
        return True
    for span in (*sentence.dates, *sentence.places):
        lead = lead.replace(span.text, " ")
    if re.search(r"(?<![\w'’-])[a-z]{2}", lead):
        return False
    return sentence.after(item.end, "lies_there") or _is_placed(sentence, item.end)


def _is_placed(sentence: Sentence, end: int) -> bool:
    """ "Car bomb, Karachi, 5 May", "Car bomb - Quetta"."""
    spans = (*sentence.places, *sentence.dates)
    return any(_JOINED.fullmatch(sentence.between(end, span.start_char)) for span in spans)

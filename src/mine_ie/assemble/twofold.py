"""Sentences that tell of two blasts, each in a place of its own.

"A car bomb killed four in Baghdad, while another went off in Mosul, killing six"; "the Lod device
wounded a sweeper; the one on a bus in Haifa killed the conductor".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mine_ie import counts
from mine_ie.assemble.fact import Fact, incident
from mine_ie.assemble.recalls import part
from mine_ie.assemble.scene import UNRANKED, rank
from mine_ie.assemble.sentence import Sentence

_DEVICE = (
    r"(?:car|truck|suicide|roadside|parcel|letter|pipe|time|nail|sticky|magnetic|hand|land|home-?made|"
    r"remote[- ]controlled|improvised|explosive|similar|such|bomb|vehicle|mortar|motorcycle)"
)
_NOUN = (
    r"(?:bombs?|blasts?|explosions?|devices?|mines?|landmines?|IEDs?|shells?|rockets?|grenades?|bombers?|"
    r"attacks?|bombings?|one)"
)
#: Where the other blast begins.
_WHERE = r"(?:in|at|on|near|outside|inside|under)"
_TURNS = re.compile(
    r"(?:[,;:]|\s[-\u2013\u2014])?\s(?:(?:while|whereas|and|but)\s)?"
    r"(?P<other>(?:another|a\s(?:second|third|further|separate)|the\s(?:other|second|third))"
    rf"(?:(?:\s{_DEVICE}){{0,3}}\s{_NOUN}(?=,?\s(?:{_WHERE}|went|exploded|"
    r"blew|hit|struck|killed|wounded|injured|left|targeted|detonated|was)\b)"
    rf"|(?=,?\s{_WHERE}\b))"
    rf"|the\sone\s(?={_WHERE}\b))",
    re.I,
)


def parts(sentence: Sentence) -> tuple[Sentence, Sentence] | None:
    """The sentence cut in two where it turns to another blast in another place."""
    if len(sentence.places) < 2 or not sentence.harmed:
        return None
    for m in _TURNS.finditer(sentence.text):
        at = sentence.start + m.start("other")
        first = part(sentence, sentence.start, at)
        other = part(sentence, at, sentence.end)
        if _stands_alone(first) and _stands_alone(other) and _apart(first, other):
            return _dated(first, sentence), _dated(other, sentence)
    return None


def _dated(part_: Sentence, whole: Sentence) -> Sentence:
    """One day may stand for both."""
    return part_ if part_.dates else replace(part_, dates=whole.dates)


def _stands_alone(s: Sentence) -> bool:
    placed = any(rank(p) < UNRANKED for p in s.places)
    return placed and bool(s.harmed) and bool(s.items or s.cues)


def _apart(first: Sentence, other: Sentence) -> bool:
    return {p.text for p in first.places}.isdisjoint(p.text for p in other.places)


def as_other(told: Sequence[Fact], first: Sequence[Fact], other: Sentence) -> list[Fact]:
    """The facts of the second part: of a blast as well where only "the second" names it."""
    facts = [replace(fact, new=True, definite=False) for fact in told]
    blasts = [fact for fact in first if fact.type == "explosion"]
    if not blasts or any(fact.type == "explosion" for fact in facts):
        return facts
    items = [replace(i, count=counts.ONE) for i in blasts[0].items[:1]]
    at = (other.harmed[0].start, other.harmed[0].end)
    fact = incident(other, "the other of two blasts", at, items)
    return [replace(fact, new=True), *facts]

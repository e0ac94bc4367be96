"""The last of those whom a toll counts: "In the latest case, on 30 January, a shepherd was hurt".

The sentence names neither a blast nor ordnance; what did it is what the toll before it tells of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mine_ie import counts
from mine_ie.assemble.fact import Fact, incident
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.assemble.timing import event_dates, is_day

#: Sentences after a toll in which its last case may be told.
_NEXT = 2
_LATEST = re.compile(
    r"\A\W{0,3}(?:In|Of)?\s?(?:the|its)\s(?:latest|most recent|last|previous|worst)\s(?:such\s)?"
    r"(?:case|incident|accident|casualty|victim|one|of them|of these)\b(?!\sof\b)",
    re.I,
)


def latest_cases(told: Sequence[Fact], article: Sequence[Sentence]) -> list[Fact]:
    """Return the blasts that the last cases of tolls are, in text order."""
    told_of = {f.sentence for f in told}
    found: list[Fact] = []
    for toll in (f for f in told if f.type == "casualty_toll" and f.items and not f.in_title):
        for sentence in article[toll.sentence + 1 : toll.sentence + 1 + _NEXT]:
            if sentence.index in told_of or not _is_case(sentence):
                continue
            first = sentence.harmed[0]
            at = (first.start, first.end)
            fact = incident(sentence, "latest case", at, [_one(toll.items[0])])
            fact.new = True
            found.append(fact)
            told_of.add(sentence.index)
    return found


def _is_case(sentence: Sentence) -> bool:
    """Whether it opens with the last case, and tells of people harmed on a day."""
    if _LATEST.match(sentence.text) is None or sentence.says("harm_otherwise"):
        return False
    return sentence.somebody_harmed and any(map(is_day, event_dates(sentence)))


def _one(item: Item) -> Item:
    return replace(item, count=counts.ONE, action="detonated")

"""Sentences that set an event beside an earlier one: what is told of the earlier is its own.

"The blast came a day after a car bomb killed seven people"; "the bombing follows a week of fighting
in which 400 died": the dead are none of the blast's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from mine_ie.assemble.sentence import Sentence, harm_at
from mine_ie.assemble.totals import Harmed

_TIME = r"(?:minutes?|hours?|days?|nights?|weeks?|fortnight|months?|years?)"
#: Where the earlier event begins, in a sentence that opens with the later one.
_RECALLS = re.compile(
    r"\A\W{0,3}(?:The|This|It|These|Those|[A-Z]\w{2,14}['’]s)\b[^.;]{0,90}?\s"
    rf"(?:(?:came|comes|occurred|occurs|happened|took\splace)\b[^.;]{{0,50}}?\b{_TIME}\s"
    r"(?:after|since)\b"
    r"|(?:follows|followed|following|capped)\s"
    r"(?=(?:a|an|the|several|two|three|weeks|days|months|attacks|bombings|violence|clashes)\b)"
    r"|(?:is|was)\sthe\s[^.;]{0,70}?\ssince\s(?=(?:a|an|the|two|three)\s(?!start|beginning|end)))",
    re.I,
)

#: Where the earlier event begins behind the people of the later one.
_AFTER_THAT = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|a\sfew|several|some|just|\d+)\s"
    r"(?:minutes|hours?|days?|weeks?|months?|years?)\safter\s"
    r"(?!(?:the\s(?:blast|explosion|attack|bomb\w*|incident|accident)|being|he|she|it|they)\b)",
    re.I,
)
_BOTH = 2


def looks_back(sentence: Sentence) -> bool:
    """Whether it goes back to an earlier event: "It came days after gunmen killed three"."""
    return _RECALLS.match(sentence.text) is not None


def without_those_before(sentence: Sentence) -> list[Harmed]:
    """The people of a sentence but for those told of an earlier event behind its own.

    "Five were killed by a bomb, a day after nine died in similar blasts": the five.
    """
    if len(sentence.harmed) < _BOTH or " after " not in sentence.text:
        return sentence.harmed
    m = _AFTER_THAT.search(sentence.text)
    if m is None:
        return sentence.harmed
    first = [h for h in sentence.harmed if harm_at(h) < sentence.start + m.start()]
    return first or sentence.harmed


def apart(sentence: Sentence) -> tuple[Sentence, Sentence] | None:
    """The sentence cut where it goes back to an earlier event that nobody tells of before.

    Both parts keep the words of the whole.
    """
    m = _RECALLS.match(sentence.text)
    if m is None:
        return None
    at = sentence.start + m.end()
    if any(harm_at(h) < at for h in sentence.harmed):
        return None
    return part(sentence, sentence.start, at), part(sentence, at, sentence.end)


def part(s: Sentence, start: int, end: int) -> Sentence:
    """The sentence with what the layers found between two offsets; its words stay whole."""
    return replace(
        s,
        cues=[c for c in s.cues if start <= c.start_char < end],
        items=[i for i in s.items if start <= i.start < end],
        areas=[a for a in s.areas if start <= a.start < end],
        harmed=[h for h in s.harmed if start <= harm_at(h) < end],
        dates=[d for d in s.dates if start <= d.start_char < end],
        places=[p for p in s.places if start <= p.start_char < end],
        ordnance=[o for o in s.ordnance if start <= o.start_char < end],
    )

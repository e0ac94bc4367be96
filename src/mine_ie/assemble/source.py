"""Who says so: the speaker of an event's own sentences, else of the ones beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mine_ie.assemble import wording
from mine_ie.assemble.cluster import Cluster
from mine_ie.assemble.sentence import Sentence
from mine_ie.grammar.word_class import guess

#: Sentences of the same paragraph before the event's first whose speaker goes on speaking.
_BEFORE = 2
#: Titles and initials, whose stop ends no name: "Col. Petar Cvijovic", "the U.S. military".
_STOPS = "|".join(
    rf"(?<=\b{title})\."
    for title in ("Col", "Gen", "Maj", "Brig", "Lt", "Dr", "Mr", "Mrs", "St", "Sgt", "Eng", "Capt")
)
#: Tags of what begins no name, and of what stands in none.
_NO_NAME = ("IN", "CC", "RB", "WRB", "VBG", "VBN", "VBD", "VBZ", "MD", "PRP", "TO", "CD", "EX")
_NO_START = frozenset("is was are were did does do minus contrary compared".split())
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_IN_NAME = rf"(?:[^,.;:\"“”\n]|(?<=\b[A-Z])\.|{_STOPS})"


class Source(NamedTuple):
    """A speaker as the text has it, with offsets in the Doc."""

    text: str
    start: int
    end: int


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    says, according = wording.choice("says"), wording.choice("according")
    quoted = r"[,\"”]\s{0,3}"
    have = r"(?:has\s|have\s|had\s|also\s|later\s)?"
    aside = r"(?:,[^,]{2,80},|\s\([^)]{2,60}\))?"
    name = rf"(?:the\s)?[A-Za-z]{_IN_NAME}{{2,80}}"
    return (
        # "According to the ministry"
        re.compile(rf"\b(?:{according})\s{{1,3}}(?P<who>(?:an?\s|the\s)?{_IN_NAME}{{2,90}})", re.I),
        # ", the ministry said"
        re.compile(rf"{quoted}(?P<who>{name}?){aside}\s{{1,3}}{have}(?:{says})\b", re.I),
        # ", said the ministry"
        re.compile(rf"{quoted}(?:{says})\s{{1,3}}(?P<who>{name})", re.I),
        # "The ministry, which ..., said", "KABUL, May 4 - The ministry said"
        re.compile(
            rf"^\W{{0,9}}(?:[^\n]{{2,60}}?\s[\u2014\u2013-]{{1,2}}\s)?"
            rf"(?P<who>(?:the\s)?[A-Z]{_IN_NAME}{{1,80}}?){aside}\s{{1,3}}{have}"
            rf"(?:{says})\b(?!\s{{1,3}}to\b)"
        ),
        # 'City administration: "During the night ..."'
        re.compile(r"^\W{0,9}(?P<who>[A-Z][A-Za-z ]{3,60}):\s[\"“]"),
    )


def source(c: Cluster, article: list[Sentence]) -> Source | None:
    """Who says so, as the text has it."""
    own = [f.sentence for f in c.facts if not f.in_title]
    for index in own:
        if (speaker := next(_speakers(article[index]), None)) is not None:
            return speaker
    for index in _beside(own, article):
        if (speaker := next(_speakers(article[index]), None)) is not None:
            return speaker
    return None


def _beside(own: list[int], article: list[Sentence]) -> Iterator[int]:
    """The sentences of the same paragraph before the event's first, and the one after its last."""
    if not own:
        return
    first, last = min(own), max(own)
    for index in range(first - 1, max(first - 1 - _BEFORE, -1), -1):
        if article[index].ends_line:
            break
        yield index
    if not article[last].ends_line and last + 1 < len(article):
        yield last + 1


def _speakers(sentence: Sentence) -> Iterator[Source]:
    for pattern in _patterns():
        m = pattern.search(sentence.text)
        who = "" if m is None else _name(m["who"])
        if m is None or len(who) < 3 or wording.after("pronoun").match(who):
            continue
        start = sentence.start + m.start("who")
        if _is_phrase(who) and not _tells(sentence, start, start + len(who)):
            yield Source(who, start, start + len(who))


def _is_phrase(who: str) -> bool:
    """Whether the words can be a name: they begin with none of a clause and hold no finite verb."""
    words = who.split()
    tags = [guess(w, before) for w, before in zip(words, ["", *words], strict=False)]
    return (
        tags[0] not in _NO_NAME
        and words[0].lower() not in _NO_START
        and not any(
            tag in _FINITE and word[0].islower() for word, tag in zip(words, tags, strict=True)
        )
    )


def _tells(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what was taken for a name tells of what happened."""
    told = [c.start_char for c in sentence.cues if c.label_ in ("HARM", "BLAST", "ACT")]
    told += [h.start for h in sentence.harmed] + [i.start for i in sentence.items]
    return any(start <= at < end for at in told)


def _name(words: str) -> str:
    """Cut a speaker's name before what is no part of it.

    >>> _name("the police in Kabul")
    'the police'
    """
    for m in wording.anywhere("speaker_ends").finditer(words):
        stands_alone = words[m.start() - 1 : m.start()].isspace()
        if stands_alone and words[m.end() : m.end() + 1].isspace():
            return words[: m.start()].strip()
    return words.strip()

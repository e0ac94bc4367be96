"""Days of what was done about an event afterwards: arrests, trials, burials, protests, claims.

"Police **on Saturday arrested** two men over the bombing that killed six in Quetta" dates no blast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span

from mine_ie.assemble.sentence import Sentence, harm_at

#: Characters between a verb and the day it was done, behind it and before it.
_BEHIND, _AHEAD = 60, 14
#: Families of cues that say what happened.
_ACTS = ("ACT", "LAND", "HARM", "BLAST")
#: Another clause, or another act beside the first.
_APART = re.compile(r"[;:]|\b(?:when|while|after|before|as|and|but)\b")
_AND = re.compile(r"\b(?:and|but|then)\s(?:[\w-]+\s){0,3}\Z|\bafter\b")


def without_aftermath(sentence: Sentence, at: int) -> Sentence:
    """The sentence without the days on which something was done about the event told at ``at``."""
    if not sentence.dates or not (
        "aftermath" in sentence.words.possible or "aftermath_direct" in sentence.words.possible
    ):
        return sentence
    done = list(_deeds(sentence))
    kept = [d for d in sentence.dates if not any(_is_of(sentence, d, m, at) for m in done)]
    return sentence if len(kept) == len(sentence.dates) else replace(sentence, dates=kept)


def is_of_a_deed(sentence: Sentence, d: Span) -> bool:
    """ "Police arrested two men on Saturday": the day dates no blast told in other sentences."""
    return any(_beside(sentence, d, start, end) for start, end, _ in _deeds(sentence))


def _deeds(sentence: Sentence) -> Iterator[tuple[int, int, bool]]:
    """Where each is told, and whether a link must go on from it to the event."""
    for name, linked in (("aftermath", True), ("aftermath_direct", False)):
        for m in sentence.matches(name):
            yield sentence.start + m.start(), sentence.start + m.end(), linked


def _is_of(sentence: Sentence, d: Span, deed: tuple[int, int, bool], at: int) -> bool:
    start, end, linked = deed
    if not _beside(sentence, d, start, end):
        return False
    if at < start:
        return not linked and _AND.search(sentence.between(at, start)) is None
    link = max(end, d.end_char)
    between = sentence.between(link, at)
    if _AND.search(between):
        return False
    after = (sentence.start + m.start() for m in sentence.matches("aftermath_link"))
    return not linked or any(link <= k < at for k in after)


def _beside(sentence: Sentence, d: Span, start: int, end: int) -> bool:
    """Whether the day stands beside the verb, with no event and no clause between them."""
    behind = end <= d.start_char <= end + _BEHIND
    ahead = start - _AHEAD <= d.end_char <= start
    if not (behind or ahead):
        return False
    first, last = min(end, d.end_char), max(start, d.start_char)
    apart = _APART.search(sentence.between(first, last)) is not None
    return not apart and not _events(sentence, first, last)


def _events(sentence: Sentence, start: int, end: int) -> bool:
    """Whether an event stands between two offsets."""
    told = [c.start_char for c in sentence.cues if c.label_ in _ACTS]
    told += [harm_at(h) for h in sentence.harmed]
    return any(start <= k < end for k in told)

"""The other device, which did not go off: "A second envelope was intercepted and defused".

A sentence that names no ordnance may tell what became of the next of several devices; it is of the
kind of the one that went off before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Span

from mine_ie import counts
from mine_ie.assemble.fact import Fact, new_fact
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.grammar.human_nouns import is_person
from mine_ie.grammar.view import number

#: Sentences back to which the device that went off may be told.
_BACK = 3
#: Kinds of devices that come in twos.
_KINDS = ("ied", "bomb", "mine", "booby_trap", "grenade", "explosive", "mortar", "rocket")
_ANOTHER = re.compile(
    r"\b(?:(?:a|the|one|an)\s(?P<one>second|third|fourth|fifth|other|another)"
    r"|(?P<more>another)(?=\s[a-z])"
    r"|(?P<many>two|three|four|five|six|\d{1,2})\s(?:more|others?|further|additional)"
    r"|(?P<rest>the\s(?:two|three|four)?\s?others?)|(?P<that>that|the\sone)(?=\s(?:in|at|near|on)\s))\b",
    re.I,
)
#: From there to the word for what was done with it: no other subject, no other sentence.
_WAS = re.compile(
    r"(?P<noun>[^.;:]{0,110}?)\b(?:was|were|had been|have been|has been|being)\b"
    r"(?:[^.;:]{0,60}\b(?:and|before being|then))?"
    r"(?:\s(?:safely|later|also|soon|successfully|subsequently|quickly|promptly|in time))*\s\Z",
    re.I,
)
_WORD = re.compile(r"[a-z]+")
_PEOPLE = frozenset(
    "side sides group groups party parties faction factions camp man men woman force forces unit "
    "militia militias crisis row situation conflict tension tensions soldier soldiers rebels "
    "dispute quarrel".split()
)
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def others_defused(told: Sequence[Fact], article: Sequence[Sentence]) -> list[Fact]:
    """Return the finds that sentences without any word for ordnance tell of, in text order."""
    found: list[Fact] = []
    for sentence in article:
        if sentence.in_title or sentence.items or sentence.ordnance or sentence.somebody_harmed:
            continue
        defused = [c for c in sentence.family("ACT") if c.id_ == "defuse"]
        kind = _kind_before(told, article, sentence) if defused else None
        if kind is None:
            continue
        item = next((i for c in defused if (i := _item(sentence, c, kind)) is not None), None)
        if item is not None:
            at = (item.start, item.end)
            fact = new_fact(sentence, "clearance", "incident", "another was defused", at)
            fact.items = [item]
            found.append(fact)
    return found


def _kind_before(
    told: Sequence[Fact], article: Sequence[Sentence], sentence: Sentence
) -> str | None:
    """The kind of the device of the last blast told in the sentences right before."""
    for fact in reversed(told):
        if fact.type != "explosion" or not 0 < sentence.index - fact.sentence <= _BACK:
            continue
        for item in (*fact.items, *article[fact.sentence].items):
            if item.kind.partition(".")[0] in _KINDS:
                return item.kind
    return None


def _item(sentence: Sentence, cue: Span, kind: str) -> Item | None:
    lead = sentence.between(sentence.start, cue.start_char)
    for m in _ANOTHER.finditer(lead):
        was = _WAS.fullmatch(lead, m.end())
        if was is None or _is_somebody(was["noun"]):
            continue
        start = sentence.start + m.start()
        values = {"noun": str(start), "block": kind, "cue": f"{cue.id_}@{cue.start_char}"}
        many = _many(sentence, m)
        count = None if m["rest"] and many == 1 else counts.exactly(many)
        return Item(start, cue.end_char, kind, "defused", count, values)
    return None


def _is_somebody(noun: str) -> bool:
    """ "The other **side** was disarmed"."""
    words = islice((m[0] for m in _WORD.finditer(noun.lower())), 3)
    return any(w in _PEOPLE or is_person(w) for w in words)


def _many(sentence: Sentence, m: re.Match[str]) -> int:
    """ "Two others", "another two bags"; else one."""
    if m["many"]:
        word = m["many"].lower()
        return _WORDS.get(word) or int(word)
    if m["more"]:
        end = sentence.start + m.end()
        for span in sentence.numbers:
            if 0 <= span.start_char - end <= 1 and span.label_ == "COUNT":
                return number(span).bounds.best or 1
    return 1

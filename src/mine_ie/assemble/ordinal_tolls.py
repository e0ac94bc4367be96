"""Tolls that are told by an ordinal: "the ninth civilian killed by a mine since October".

Nine have died since October, the one just told of among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span

from mine_ie import counts, dates
from mine_ie.assemble.fact import Fact, new_fact
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.assemble.timing import event_dates, open_ended
from mine_ie.assemble.totals import Harmed
from mine_ie.grammar.human_nouns import is_person

#: Words between the ordinal and its noun, and characters behind the noun that say what befell.
_ADJECTIVES = 3
_REACH = 70
#: Sentences back to which "the ninth to whom this happened" looks for what did it.
_BACK = 2
_WORD = re.compile(r"[^\W\d_][\w-]*")
_BEFELL = {
    "killed": re.compile(
        r"\b(?:kill(?:ed)?|die(?:d|s)?|dead|(?:lose|lost) (?:his|her|their) li(?:fe|ves)|"
        r"perish(?:ed)?|martyred|slain|lives)\b",
        re.I,
    ),
    "injured": re.compile(
        r"\b(?:injured|wounded|hurt|maimed|lose (?:a|his|her) (?:leg|foot|hand|limb|arm)|amputat)",
        re.I,
    ),
}
_DEATHS = frozenset("death fatality casualty victim".split())
_PEOPLE = frozenset(
    "person civilian man woman child boy girl soldier policeman policewoman officer serviceman "
    "peacekeeper deminer sapper villager farmer shepherd resident worker journalist national "
    "citizen constable jawan trooper member servicewoman paratrooper marine herder".split()
)
#: "To whom this happened": as befell the one told of before.
_SAME_FATE = re.compile(
    r"\bto (?:whom|which) (?:this|it)|\bto (?:suffer|meet) (?:this|the same)", re.I
)
_LONG = ("year", "month", "period", "season")


def ordinal_tolls(told: Sequence[Fact], article: Sequence[Sentence]) -> list[Fact]:
    """Return the tolls that the ordinals of the article tell, in text order.

    A figure that a fact of ``told`` had taken for so many people is taken from it.
    """
    found: list[Fact] = []
    for sentence in article:
        if sentence.in_title or not (span := next(_ordinals(sentence), None)):
            continue
        date = _counted_over(sentence)
        if date is not None and (fact := _toll(told, sentence, span, date)) is not None:
            found.append(fact)
    return found


def _ordinals(sentence: Sentence) -> Iterator[Span]:
    for span in sentence.numbers:
        if span.label_ == "ORDINAL" and span.kb_id_.isdigit() and int(span.kb_id_) > 1:
            yield span


def _counted_over(sentence: Sentence) -> Span | None:
    """The stretch of time that the ordinal counts over: "since July", "this year"."""
    long = (d for d in event_dates(sentence) if _is_long(d))
    return next(long, None)


def _is_long(d: Span) -> bool:
    return open_ended(d) or dates.interval(d.kb_id_).precision in _LONG


def _toll(told: Sequence[Fact], sentence: Sentence, span: Span, date: Span) -> Fact | None:
    noun = _noun(sentence, span)
    if noun is None:
        return None
    before = [
        f for f in told if f.type == "explosion" and 0 <= sentence.index - f.sentence <= _BACK
    ]
    outcome = _outcome(sentence, noun, before)
    causes = _causes(sentence, before)
    if outcome is None or not (causes or sentence.says("several_incidents")):
        return None
    at = (span.start_char, noun.end() + sentence.start)
    fact = new_fact(sentence, "casualty_toll", "cumulative", "ordinal", at)
    fact.date, fact.dates, fact.until = date, [date], None
    fact.dated_well, fact.date_told, fact.new = True, False, False
    many = counts.exactly(int(span.kb_id_))
    fact.harmed = [Harmed(sentence.index, *at, outcome, many, cue="ordinal")]
    fact.items = causes
    _give_up(told, sentence, span, date)
    return fact


def _noun(sentence: Sentence, span: Span) -> re.Match[str] | None:
    """The word for people or a death that the ordinal counts."""
    start = span.end_char - sentence.start
    for k, m in enumerate(_WORD.finditer(sentence.text, start)):
        word = m[0].lower()
        if word in _DEATHS or word in _PEOPLE or is_person(word):
            return m
        if k >= _ADJECTIVES or sentence.text[start : m.start()].strip(" -'’").count(",") > 0:
            return None
    return None


def _outcome(sentence: Sentence, noun: re.Match[str], before: Sequence[Fact]) -> str | None:
    word = noun[0].lower()
    if word in ("death", "fatality"):
        return "killed"
    behind = sentence.text[noun.end() : noun.end() + _REACH]
    for outcome, words in _BEFELL.items():
        if words.search(behind):
            return outcome
    if word in _DEATHS:
        return "unspecified"
    if _SAME_FATE.search(behind):
        fates = [h.outcome for f in before for h in f.harmed]
        return fates[0] if fates else None
    return None


def _causes(sentence: Sentence, before: Sequence[Fact]) -> list[Item]:
    """What did it, counted no more: of the sentence, else of the blast told before it."""
    items = list(sentence.items) or [i for f in before for i in f.items]
    kinds = {i.kind: i for i in items if i.action in (None, "detonated")}
    return [replace(i, count=None, action="detonated") for i in kinds.values()]


def _give_up(told: Sequence[Fact], sentence: Sentence, span: Span, date: Span) -> None:
    """The blast of the sentence is no blast of so many people, nor of so long a time."""
    for fact in told:
        if fact.sentence != sentence.index or fact.type != "explosion":
            continue
        fact.harmed = [h for h in fact.harmed if not _is_of(h, span)]
        if fact.date is date:
            fact.date, fact.dates, fact.until, fact.dated_well = None, [], None, False
            fact.definite = True


def _is_of(harmed: Harmed, span: Span) -> bool:
    many = harmed.count is not None and harmed.count.best == int(span.kb_id_)
    return many and harmed.start <= span.end_char and span.start_char <= harmed.end

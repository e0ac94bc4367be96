"""Tolls of incidents that the sentence before counts.

"In 2023 there were 16 landmine blasts across the state. Seven civilians were killed by these
explosions": the people of that year, not of a blast told of before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mine_ie.assemble.fact import Fact, new_fact
from mine_ie.assemble.sentence import Sentence
from mine_ie.assemble.timing import scope


def of_incidents_counted(told: Sequence[Fact], article: Sequence[Sentence]) -> list[Fact]:
    """The facts, with a toll where a sentence tells of people harmed in "these explosions"."""
    tolls = {s.index: _toll(s, article[s.index - 1]) for s in article if _may_sum_up(s)}
    found = {index: fact for index, fact in tolls.items() if fact is not None}
    if not found:
        return list(told)
    kept = [f for f in told if f.sentence not in found or f.type != "explosion"]
    return sorted([*kept, *found.values()], key=lambda f: f.sentence)


def _may_sum_up(sentence: Sentence) -> bool:
    return sentence.index > 0 and sentence.somebody_harmed and sentence.says("these_incidents")


def _toll(sentence: Sentence, before: Sentence) -> Fact | None:
    """A toll of the time that the sentence before tells, where that counts incidents."""
    told = scope(before)
    if before.harmed or told == "incident" or not before.says("several_incidents"):
        return None
    at = (before.start, before.end)
    fact = new_fact(before, "casualty_toll", told, "people of incidents counted", at)
    first = sentence.harmed[0]
    fact.sentence, fact.trigger = sentence.index, (first.start, first.end)
    fact.harmed = sentence.harmed
    fact.items = [replace(i, count=None, action="detonated") for i in before.items]
    return fact

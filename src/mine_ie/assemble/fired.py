"""What was fired, thrown or dropped and hit somebody: a blast, though no word of one is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mine_ie.assemble.fact import Fact
from mine_ie.assemble.sentence import Item, Sentence

#: Sentences after the firing in which its harm is told.
_REACH = 2
#: More than a few salvos fire, in items and in kg.
_MOST, _MOST_IN_A_PERIOD, _HEAVIEST = 1000, 20, 100_000


def hit(told: Sequence[Fact], article: Sequence[Sentence]) -> None:
    """Make explosions of the firing whose harm or blast the text goes on to tell.

    "Two grenades were tossed into a bar. Four people died." is one explosion; "Rebels fired three
    rockets towards the port." is use. Changes the facts in place.
    """
    blasts = {f.sentence: f for f in told if f.type == "explosion" and not f.in_title}
    for fact in told:
        if fact.type != "use" or not any(i.action == "fired" for i in fact.items):
            continue
        if fact.scope == "cumulative" or _of_a_war(fact):
            continue
        if bool(blasts) if fact.in_title else _goes_on_to_hit(fact, article, blasts):
            fact.type, fact.scope = "explosion", "incident"
            fact.rule = f"{fact.rule}, and harm"
            fact.items = [went_off(i) for i in fact.items]


def _of_a_war(fact: Fact) -> bool:
    """ "Israel dropped four million bomblets": a campaign, whoever was hurt elsewhere."""
    most = _MOST if fact.scope == "incident" else _MOST_IN_A_PERIOD
    return any((i.count.best or i.count.low or 0) > most for i in fact.items if i.count) or any(
        float(i.values.get("mass_kg", 0)) > _HEAVIEST for i in fact.items
    )


def went_off(item: Item) -> Item:
    """The item as the device of a blast."""
    return replace(item, action="detonated") if item.action == "fired" else item


def _goes_on_to_hit(fact: Fact, article: Sequence[Sentence], blasts: dict[int, Fact]) -> bool:
    """Whether the sentences after the firing tell its harm, before they turn to another event."""
    for sentence in article:
        if not 0 < sentence.index - fact.sentence <= _REACH:
            continue
        blast = blasts.get(sentence.index)
        if blast is not None:
            return blast.definite or bool(_kinds(blast) & _kinds(fact))
        if sentence.says("new_event"):
            return False
        if sentence.somebody_harmed:
            return not (sentence.says("harm_of_others") or sentence.says("harm_otherwise"))
    return False


def _kinds(fact: Fact) -> set[str]:
    return {i.kind for i in fact.items}

"""What was fired, thrown, dropped or planted and did harm: a blast, though no word says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mine_ie.assemble.fact import Fact
from mine_ie.assemble.sentence import Item, Sentence

#: Sentences after the firing in which its harm is told.
_REACH = 2
#: So many devices planted may all have gone off.
_SERIES = 9
#: More than a few salvos fire, in items and in kg.
_MOST, _MOST_IN_A_PERIOD, _HEAVIEST = 1000, 20, 100_000


def hit(told: Sequence[Fact], article: Sequence[Sentence]) -> None:
    """Make explosions of the firing or planting whose harm or blast the text goes on to tell.

    "Two grenades were tossed into a bar. Four people died." and "A bomb was planted at the office.
    It caused damage." are one explosion each; "Rebels fired three rockets towards the port." is
    use. Changes the facts in place.
    """
    blasts = {f.sentence: f for f in told if f.type == "explosion" and not f.in_title}
    for fact in told:
        if fact.type != "use" or not (_is_fired(fact) or _is_planted(fact)):
            continue
        if fact.scope == "cumulative" or _of_a_war(fact):
            continue
        if bool(blasts) if fact.in_title else _went_off(fact, article, blasts):
            fact.type, fact.scope = "explosion", "incident"
            fact.rule = f"{fact.rule}, and harm"
            fact.items = [went_off(i) for i in fact.items]
            fact.definite = fact.definite or _goes_on_about(fact, blasts.get(fact.sentence - 1))


def _of_a_war(fact: Fact) -> bool:
    """ "Israel dropped four million bomblets": a campaign, whoever was hurt elsewhere."""
    most = _MOST if fact.scope == "incident" else _MOST_IN_A_PERIOD
    return any((i.count.best or i.count.low or 0) > most for i in fact.items if i.count) or any(
        float(i.values.get("mass_kg", 0)) > _HEAVIEST for i in fact.items
    )


def went_off(item: Item) -> Item:
    """The item as the device of a blast."""
    return replace(item, action="detonated") if item.action in ("fired", "laid") else item


def _is_fired(fact: Fact) -> bool:
    return any(i.action == "fired" for i in fact.items)


def _is_planted(fact: Fact) -> bool:
    """A device or a few, not a mined road: one blast may be all that came of them."""
    counts = [i.count.best if i.count is not None else None for i in fact.items]
    few = all(n is not None and n <= _SERIES for n in counts)
    return fact.scope == "incident" and few and all(i.action == "laid" for i in fact.items)


def _went_off(fact: Fact, article: Sequence[Sentence], blasts: dict[int, Fact]) -> bool:
    here = article[fact.sentence]
    if _is_fired(fact) and here.says("damage_done") and not here.somebody_harmed:
        return True
    if _goes_on_to_hit(fact, article, blasts):
        return True
    # "It exploded at dawn. The bomb had been placed under a seat.", "... in a grenade attack.
    # Militants lobbed a grenade ..."
    before = blasts.get(fact.sentence - 1)
    if before is None or fact.new:
        return False
    return _may_be_of(fact, before) and (_is_one(fact) or not (fact.dates or fact.place_names))


def _goes_on_about(fact: Fact, before: Fact | None) -> bool:
    """Whether the blast told right before may be the one that came of it: by the same kind."""
    if before is None:
        return False
    elsewhere = bool(fact.place_names) and before.place_names.isdisjoint(fact.place_names)
    return _may_be_of(fact, before) or not (elsewhere and before.place_names)


def _may_be_of(fact: Fact, before: Fact) -> bool:
    return not _kinds(before) or bool(_kinds(before) & _kinds(fact))


def _is_one(fact: Fact) -> bool:
    """Whether a single thing was fired: how the blast told before came about."""
    fired = [i.count for i in fact.items if i.action == "fired"]
    return bool(fired) and all(n is not None and n.low == 1 for n in fired)


def _goes_on_to_hit(fact: Fact, article: Sequence[Sentence], blasts: dict[int, Fact]) -> bool:
    """Whether the sentences after the firing tell its harm, before they turn to another event."""
    for sentence in article[fact.sentence + 1 : fact.sentence + 1 + _REACH]:
        if sentence.entry != fact.entry:
            return False
        blast = blasts.get(sentence.index)
        if blast is not None:
            of_no_kind = _is_planted(fact) and all(i.implied for i in blast.items)
            return blast.definite or of_no_kind or bool(_kinds(blast) & _kinds(fact))
        if sentence.says("new_event") or sentence.family("PREVENTED"):
            return False
        if sentence.somebody_harmed:
            return not (sentence.says("harm_of_others") or sentence.says("harm_otherwise"))
        if sentence.says("damage_done"):
            return True
    return False


def _kinds(fact: Fact) -> set[str]:
    return {i.kind for i in fact.items}

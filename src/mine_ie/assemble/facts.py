"""From a sentence to the facts that it tells."""

from __future__ import annotations

from dataclasses import replace

from mine_ie.assemble import recalls, twofold
from mine_ie.assemble.actions import is_make_believe
from mine_ie.assemble.context import Context
from mine_ie.assemble.explosions import ATTACK, explosion
from mine_ie.assemble.fact import Fact
from mine_ie.assemble.handling import handled
from mine_ie.assemble.sentence import Sentence
from mine_ie.assemble.timing import without_laying
from mine_ie.assemble.tolls import toll

#: Blocks of wording that make a blast without a word of any lexicon.
_BOMBING = frozenset({"bombed", "struck_by"})


def facts(sentence: Sentence, around: Context) -> list[Fact]:
    """Return what the sentence says happened, in a fixed order of types.

    A sentence tells of one blast or one toll, and of what was done with ordnance and land beside
    it. ``sentence`` has its items as they are meant (:func:`mine_ie.assemble.actions.in_earnest`).
    """
    if around.unreal or around.figurative or not _may_tell(sentence):
        return []
    if is_make_believe(sentence):
        return []
    if around.sport and not (sentence.items and sentence.somebody_harmed):
        return []
    if (parts := recalls.apart(sentence)) is not None:
        now, then = (_told(part, around) for part in parts)
        return [*now, *(replace(f, new=True, background=True, definite=False) for f in then)]
    if (both := twofold.parts(sentence)) is not None:
        first = _told(both[0], around)
        return [*first, *twofold.as_other(_told(both[1], around), first, both[1])]
    return _told(sentence, around)


def _told(sentence: Sentence, around: Context) -> list[Fact]:
    sentence, laying = without_laying(sentence), sentence
    blast = explosion(sentence, around)
    attack = blast is not None and blast.rule == ATTACK and blast.scope == "incident"
    harm = blast if attack else toll(sentence, blast, around) or blast
    told = [] if harm is None else [harm]
    dealt_with = handled(sentence, blast is not None, around)
    if sentence is not laying and any(f.type == "use" for f in dealt_with):
        dealt_with = handled(laying, blast is not None, around)
    return told + dealt_with


def _may_tell(sentence: Sentence) -> bool:
    """Whether a layer found anything in it, or a verb of bombing may stand there."""
    found = sentence.cues or sentence.items or sentence.areas or sentence.harmed
    return bool(found) or not _BOMBING.isdisjoint(sentence.words.possible)

"""What an event takes from the sentences around it: the people, date and place told nearby."""

from __future__ import annotations

import re
from dataclasses import replace

from mine_ie import counts, dates
from mine_ie.assemble.cluster import Cluster, overlap
from mine_ie.assemble.fact import Fact, new_fact
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.assemble.timing import event_dates, times_well

#: Harm that no ordnance did, said in so many words.
_OTHER_HARM = re.compile(
    r"\b(?:shot dead|gunned down|stabb\w+|drown\w*|car crash|road accident|traffic accident|heart attack|executed|hanged|strangled|poison\w*|beheaded|"
    r"killed by (?:police|security forces|troops|soldiers|gunfire)|shot and killed|small[- ]arms|aimed shots|precise shots|returned fire)\b",
    re.I,
)


def nearest(clusters: list[Cluster], sentence: int) -> Cluster | None:
    """The cluster told last before ``sentence``, else the first told after it."""
    before = [
        (f.sentence, k)
        for k, c in enumerate(clusters)
        for f in c.facts
        if f.sentence <= sentence and not f.in_title
    ]
    if before:
        return clusters[max(before)[1]]
    after = [(f.sentence, k) for k, c in enumerate(clusters) for f in c.facts]
    return clusters[min(after)[1]] if after else None


def casualty_home(blasts: list[Cluster], sentence: Sentence) -> Cluster | None:
    """The blast that a sentence about casualties goes on about."""
    if _OTHER_HARM.search(sentence.text):
        return None
    incidents = [c for c in blasts if c.scope == "incident"]
    return nearest(incidents, sentence.index)


_ANOTHER = re.compile(
    r"\b(?:another|a second|a third|the other|one too|also hit|a similar)\b", re.I
)


def is_another(blast: Cluster, sentence: Sentence) -> bool:
    """Whether the sentence tells of people hurt on another day, by another device of that kind."""
    known = [h for h in sentence.harmed if h.count not in (None, counts.ZERO, counts.UNKNOWN)]
    if not known or all(h.more or h.part_of or h.definite or h.latest or h.toll for h in known):
        return False
    theirs = [i for i in blast.intervals() if i.start and i.end]
    for d in event_dates(sentence):
        ours = dates.interval(d.kb_id_)
        if ours.precision != "day" or not times_well(sentence, d, (known[0].start, known[0].end)):
            continue
        if theirs and not any(overlap(ours, other) for other in theirs):
            return bool(_ANOTHER.search(sentence.text)) or ours.start is not None
    return False


def another(blast: Cluster, sentence: Sentence) -> Fact:
    """The fact of a further blast, its device of the kind of the one before."""
    first = sentence.harmed[0]
    fact = new_fact(
        sentence, "explosion", "incident", "another of the kind", (first.start, first.end)
    )
    fact.harmed = list(sentence.harmed)
    items: list[Item] = [i for f in blast.facts for i in f.items][:1]
    fact.items = [replace(i, count=counts.ONE) for i in items]
    return fact

"""What an event takes from the sentences around it: the people, date and place told nearby."""

from __future__ import annotations

import re

from mine_ie.assemble.cluster import Cluster
from mine_ie.assemble.facts import Sentence

#: Harm that no ordnance did, said in so many words.
_OTHER_HARM = re.compile(
    r"\b(?:shot dead|gunned down|stabb\w+|drown\w*|car crash|road accident|traffic accident|heart attack|executed|hanged|strangled|poison\w*|beheaded|"
    r"killed by (?:police|security forces|troops|soldiers|gunfire)|shot and killed|small[- ]arms|aimed shots|precise shots|returned fire)\b",
    re.I,
)


def nearest(clusters: list[Cluster], sentence: int) -> Cluster | None:
    """The cluster told last before ``sentence``, else the first told after it."""
    before = [
        (f.sentence, k) for k, c in enumerate(clusters) for f in c.facts if f.sentence <= sentence and not f.in_title
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

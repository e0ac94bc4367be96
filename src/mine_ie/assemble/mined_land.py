"""Mines laid by a verb, without a noun for them: "Soldiers **mined the road** to Demoso"."""

from __future__ import annotations

import re

from mine_ie.assemble.context import Context
from mine_ie.assemble.sentence import Item, Sentence
from mine_ie.assemble.tense import tells

_VERB = "mined"
_MINED = re.compile(
    r"(?<!was )(?<!were )(?<!been )\bmined\s(?:the|its|their|all|several|both|most|some|parts of)\s"
    r"(?:[\w-]+\s){0,3}?(?:roads?|bridges?|borders?|frontiers?|fields|farmland|farms|approaches|"
    r"entrances?|paths?|tracks|outskirts|areas?|coast|beach(?:es)?|shores?|villages?|houses|homes|"
    r"territory|dams?|railways?|perimeter|banks|waters|ports?|harbou?rs?|runways?|airports?|"
    r"buildings|streets|forests?|hills|positions)\b"
)
#: What comes before a verb of something not done, or not yet.
_NOT_DONE = ("may_do", "someone", "plan")


def may_be_mined(text: str) -> bool:
    """Whether somebody mined land in the text, or dug there for ore.

    >>> may_be_mined("They mined the bridge."), may_be_mined("The bridge was mined.")
    (True, False)
    """
    return _VERB in text and _MINED.search(text) is not None


def mined_land(sentence: Sentence, around: Context) -> Item | None:
    """The mines with which the sentence tells that land was mined."""
    if _VERB not in sentence.text or around.mining or not tells(sentence, around.brief):
        return None
    m = _MINED.search(sentence.text)
    if m is None or sentence.says("mining"):
        return None
    start = sentence.start + m.start()
    if any(sentence.before(start, name) for name in _NOT_DONE):
        return None
    return Item(start, start + len(_VERB), "mine", "laid", None, _values(start))


def _values(start: int) -> dict[str, str]:
    return {"noun": str(start), "block": "mine"}

"""Who dealt with the ordnance or the land: "cleared by the army", "sappers removed 40 mines"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.assemble.doers import Doer, doers
from mine_ie.assemble.sentence import Sentence

_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|got)\s+(?:\w+\s+){0,2}\Z")
#: Endings of acts that are nouns or participles, which have no subject: "clearance", "removal".
_NO_VERB = ("ing", "ance", "al", "tion", "ment", "ery", " of")
#: Characters between an act and the "by" that names its doer.
_BY_REACH = 110
#: Verbs of what others had to do with it: "mines laid by rebels", "a team funded by Japan".
_OTHERS_BY = re.compile(
    r"\b(?:funded|financed|supported|sponsored|donated|provided|planted|laid|left|abandoned|"
    r"dropped|fired|owned|used|trained|led|visited|attended|accompanied|followed|caused|claimed|"
    r"posed|employed|organi[sz]ed|approved|issued|released|published|reported|said|seen|"
    r"inhabited|occupied|controlled|held|spotted|noticed|guarded|witnessed|manufactured|made|"
    r"produced|scattered|buried|sown|inherited|suffered|required|implied|replaced)\s+by\s*\Z",
    re.I,
)
#: "The army said that it had defused": the one who speaks did it.
_ITSELF = re.compile(
    r"\b(?:it|they|we|he|she)\s(?:\w+ly\s|had\s|has\s|have\s|also\s|later\s){0,3}\Z", re.I
)
_QUOTED = re.compile(
    r"(?:\b(?:according to|citing|told|quoted by|reported by|informed)"
    r"|[,\"\u201d'\u2019]\s?sa(?:id|ys))\s\Z",
    re.I,
)
_CLAUSE_ENDS = re.compile(r"[;:]|\bwhile\b|\bwhereas\b")


def operator(sentences: Sequence[Sentence]) -> tuple[int, int] | None:
    """Offsets in the Doc of who dealt with what the sentences tell.

    The agent after "by" or the subject of the first act that has one; else a body whose calling it
    is ("EOD teams"), wherever the sentences name it.
    """
    named = [(s, doers(s)) for s in sentences]
    for sentence, found in named:
        for cue in _acts(sentence):
            doer = _agent(sentence, cue, found) or _subject(sentence, cue, found)
            if doer is not None:
                return doer.start, doer.end
    for _, found in named:
        for doer in found:
            if doer.kind == "trade" and (doer.agent or not doer.governed):
                return doer.start, doer.end
    return None


def _acts(sentence: Sentence) -> list[Span]:
    """The words that say what was done with ordnance or land, a blast set off among them."""
    by_items = {i.cue_at for i in sentence.items}
    return [
        c
        for c in sentence.cues
        if (c.label_ in ("ACT", "LAND") or c.start_char in by_items)
        and layers.unpack(c.kb_id_).get("action") not in ("laid", "fired")
    ]


def _agent(sentence: Sentence, cue: Span, found: list[Doer]) -> Doer | None:
    """ "Were destroyed by the army's engineers on Friday"."""
    for doer in found:
        if not doer.agent or not 0 <= doer.start - cue.end_char <= _BY_REACH:
            continue
        between = sentence.between(cue.end_char, doer.start)
        if not _OTHERS_BY.search(sentence.up_to(doer.start)) and ";" not in between:
            return doer
    return None


def _subject(sentence: Sentence, cue: Span, found: list[Doer]) -> Doer | None:
    """ "Sappers in Tripoli's Ain Zara quarter removed": the sappers."""
    before = sentence.up_to(cue.start_char)
    if _PASSIVE.search(before) or cue.text.lower().endswith(_NO_VERB):
        return None
    for doer in reversed(found):
        if doer.end > cue.start_char or doer.agent or doer.governed or doer.kind == "armed":
            continue
        between = sentence.between(doer.end, cue.start_char)
        if _CLAUSE_ENDS.search(between):
            return None
        if _speaks(sentence, doer) and not _ITSELF.search(before):
            continue
        return doer
    return None


def _speaks(sentence: Sentence, doer: Doer) -> bool:
    """ "The ministry said", "according to the police"."""
    quoted = _QUOTED.search(sentence.up_to(doer.start)) is not None
    return quoted or sentence.after(doer.end, "telling_after")

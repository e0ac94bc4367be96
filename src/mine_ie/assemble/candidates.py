"""The second gate: can what the lexicons marked be an event at all? Asked before the costly layers.

Half of the irrelevant articles that pass the first gate (:mod:`mine_ie.gate`) name ordnance or a
blast in passing; dates, places and people need not be read for that. Whatever makes a fact
(:mod:`mine_ie.assemble.facts`) needs one of the signs below.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from mine_ie import layers
from mine_ie.assemble import wording
from mine_ie.assemble.mined_land import may_be_mined

_NEEDED_BY = "mine_ie.extract"
#: Sentences between ordnance and the people it harmed, or what was done with it.
_NEAR = 2
_HARM = frozenset({"HARM", "TOLL"})
#: Families of cues that tell of something where ordnance is named near.
_TELLING = _HARM | {"BLAST", "ACT", "STOCKPILE", "CONTAMINATION", "LAND"}


def may_hold_event(doc: Doc) -> bool:
    """Whether the layers numbers, ordnance and cues leave an event possible.

    Raises:
        mine_ie.layers.MissingLayer: one of the three is missing; the message names the component.
    """
    cues = layers.read(doc, layers.CUES, _NEEDED_BY)
    numbers = layers.read(doc, layers.NUMBERS, _NEEDED_BY)
    if any(map(_is_blast, cues)) or any(n.label_ == "AREA" for n in numbers):
        return True
    if any(c.label_ in _HARM and (c.id_ == "blown_up" or _names_ordnance(c)) for c in cues):
        return True
    ordnance = _sentences_of(doc, (s.start for s in layers.read(doc, layers.ORDNANCE, _NEEDED_BY)))
    told = _sentences_of(doc, (c.start for c in cues if c.label_ in _TELLING))
    if any(abs(a - b) <= _NEAR for a in ordnance for b in told):
        return True
    counted = _sentences_of(doc, (n.start for n in numbers if n.label_ in ("COUNT", "MASS")))
    if any(_says(doc, k, "still_there") for k in ordnance & counted):
        return True  # "There are still 20 minefields with 1,000 mines."
    if (bool(ordnance) and _heads_a_list(doc, told)) or _attacked(doc, ordnance):
        return True
    return may_be_mined(layers.text(doc))


def _says(doc: Doc, k: int, name: str) -> bool:
    return wording.anywhere(name).search(layers.sentences(doc)[k].text) is not None


def _is_blast(cue: Span) -> bool:
    """ "Exploded", "the blast"; "hit" and "landed" tell of one with ordnance beside them."""
    return cue.label_ == "BLAST" and layers.unpack(cue.kb_id_).get("role") != "contact"


def _names_ordnance(cue: Span) -> bool:
    """ "607 mine casualties": harm and its cause in one term."""
    return wording.anywhere("names_ordnance").search(cue.text) is not None


def _heads_a_list(doc: Doc, told: set[int]) -> bool:
    """ "The following were seized:", and a line for each kind."""
    sentences = layers.sentences(doc)
    return any(sentences[k].text.rstrip().endswith(":") for k in told)


def _sentences_of(doc: Doc, starts: Iterator[int]) -> set[int]:
    """The numbers of the sentences that hold the tokens ``starts`` (ascending)."""
    found = set()
    bounds = enumerate(layers.sentences(doc))
    number, sentence = next(bounds, (0, None))
    for start in starts:
        while sentence is not None and start >= sentence.end:
            number, sentence = next(bounds, (0, None))
        found.add(number)
    return found


def _attacked(doc: Doc, ordnance: set[int]) -> bool:
    """An attack or arrest where ordnance is named; a bombing, or what bombs destroyed, anywhere."""
    text = layers.text(doc)
    if any(wording.anywhere(name).search(text) for name in ("bombed", "struck_by")):
        return True
    sentences = layers.sentences(doc)
    signs = [wording.anywhere(name) for name in ("attacks", "toppled", "had_on_them")]
    return any(sign.search(sentences[k].text) for k in ordnance for sign in signs)

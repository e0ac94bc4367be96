"""``mine_ie_casualties``: who was killed, injured or went missing, read off the sentence.

Layer ``casualties``: ``label_`` is the outcome, ``id_`` the victims' group (or ""), ``kb_id_`` packs

``count``     string form of :mod:`mine_ie.counts`; absent: people without a number
``age`` ``sex`` ``activity``  as in :class:`mine_ie.schema.Casualties`
``part_of``   ``start:end:outcome`` of the group that these people are already counted in
``more``      "another five": people beside those counted so far
``definite``  "the three men": people already spoken of
``agent``     the attackers themselves
``toll``      a figure given as the toll
``cue``       the lexicon block of the word of harm, and its offset
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from mine_ie import layers
from mine_ie.grammar import chunks, harm
from mine_ie.grammar.view import View, view

NAME = "mine_ie_casualties"
_NEEDS = (layers.NUMBERS, layers.PEOPLE, layers.CUES, layers.ORDNANCE)
_ACTIVITY = re.compile(
    r"\b(?:while|as (?:he|she|they) (?:was|were)|were|was|when (?:he|she|they) (?:was|were))\s+"
    r"(?P<what>(?:herding|grazing|farming|ploughing|plowing|collecting|gathering|picking|playing|fishing|hunting|harvesting|"
    r"clearing|demining|defusing|dismantling|digging|cutting|walking|travelling|traveling|driving|patrolling|working|tending|"
    r"searching|looking|cooking|burning|hoeing|tilling|foraging|building|returning|fetching|riding|planting|sowing|watering|scavenging)\b[^.,;:]{0,40})",
    re.I,
)


class CasualtyReader:
    """Reads the layers numbers, people, ordnance and cues; writes ``casualties``."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the layer."""
        v = view(doc, NAME, [layer for layer in _NEEDS if layer != layers.NUMBERS] + [layers.NUMBERS])
        mentions = [m for sentence in v.sentences() for m in _read(v, sentence)]
        return layers.write(doc, layers.CASUALTIES, mentions)


def _read(v: View, sentence: Span) -> list[layers.Mention]:
    if not any(
        i in v.cues and v.cues[i].label_ in ("HARM", "TOLL") for i in range(sentence.start, sentence.end)
    ):
        return []
    found = chunks.chunks(v, sentence)
    harms = harm.read(v, sentence, found)
    activity = _ACTIVITY.search(sentence.text)
    return [
        layers.Mention(
            *_offsets(v.doc, h),
            h.outcome,
            h.chunk.attributes.get("victims", "") if h.chunk else "",
            {
                "count": None if h.count is None else str(h.count),
                "age": h.chunk and h.chunk.attributes.get("age"),
                "sex": h.chunk and h.chunk.attributes.get("sex"),
                "activity": activity["what"].strip() if activity and h.chunk else None,
                "part_of": _part(v.doc, h),
                "more": "1" if h.chunk and h.chunk.more else None,
                "definite": "1" if h.chunk and h.chunk.definite else None,
                "agent": "1" if h.chunk and h.chunk.agent else None,
                "toll": "1" if h.toll else None,
                "cue": f"{h.cue.id_}@{h.cue.start_char}",
            },
        )
        for h in harms
    ]


def _offsets(doc: Doc, h: harm.Harm) -> tuple[int, int]:
    last = doc[h.end - 1]
    return doc[h.start].idx, last.idx + len(last)


def _part(doc: Doc, h: harm.Harm) -> str | None:
    if h.part_of is None:
        return None
    if h.part_of is h.chunk:
        return "total"
    last = doc[h.part_of.end - 1]
    return f"{doc[h.part_of.start].idx}:{last.idx + len(last)}:{h.outcome}"


@Language.factory(NAME, assigns=["doc.spans"])
def make_casualties(nlp: Language, name: str) -> CasualtyReader:
    """Tie people to words of harm. Needs sentence boundaries; uses tags and a parse if present."""
    return CasualtyReader()

"""``mine_ie_casualties``: who was killed, injured or went missing, read off the sentence.

Layer ``casualties``: ``label_`` is the outcome, ``id_`` the victims' group or "", ``kb_id_`` packs

``count``     string form of :mod:`mine_ie.counts`; absent: people without a number
``age`` ``sex`` ``activity``  as in :class:`mine_ie.schema.Casualties`
``presumed``  the victims' group that the noun presumes where nothing says otherwise
``part_of``   ``start:end:outcome`` of the group that these people are already counted in
``more``      "another five": people beside those counted so far
``others``    "20 others": beside those of another fate, as may be
``definite``  "the three men": people already spoken of
``agent``     the attackers themselves
``toll``      a figure given as the toll
``of``        of "one of the injured died": the outcome that these people are taken from
``latest``    of a sentence that gives a later figure ("rose to five")
``former``    a figure that the text gives as superseded ("earlier reports of seven")
``speaker``   who gives the figure, as the text has it
``cue``       the lexicon block of the word of harm, and its offset
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from mine_ie import layers
from mine_ie.counts import Bounds
from mine_ie.grammar import harm, people_lists, speakers, victims, wounds
from mine_ie.grammar.harm_roles import Harm
from mine_ie.grammar.people import Chunk, roots
from mine_ie.grammar.view import View, view

NAME = "mine_ie_casualties"
_NEEDS = (layers.PEOPLE, layers.CUES, layers.ORDNANCE, layers.NUMBERS)
#: Read where they are there: they tell names of people from names of places.
_OPTIONAL = (layers.PLACES, layers.DATES)
#: No count of people harmed by explosions is above this, all wars together.
_MOST = 100_000_000
_DOING = (
    "herding|grazing|farming|ploughing|plowing|collecting|gathering|picking|playing|fishing|hunting|"
    "harvesting|clearing|demining|defusing|dismantling|digging|cutting|walking|travelling|traveling|"
    "driving|patrolling|working|tending|searching|looking|cooking|burning|hoeing|tilling|foraging|"
    "building|returning|fetching|riding|planting|sowing|watering|scavenging|tampering|praying|"
    "shopping|swimming|irrigating|mowing|welding|repairing|escorting|guarding"
)
_ACTIVITY = re.compile(
    r"\b(?:while|whilst|as (?:he|she|they) (?:was|were)|were|was|when (?:he|she|they) (?:was|were)|"
    r"had been|after)\s+"
    rf"(?P<what>(?:{_DOING})\b[^.,;:]{{0,40}})",
    re.I,
)


#: Participles of what befalls things more often than people.
_BURNED = ("burned", "burnt", "burns")


class CasualtyReader:
    """Reads the layers numbers, people, ordnance and cues; writes ``casualties``."""

    def __call__(self, doc: Doc) -> Doc:
        """Write the layer."""
        there = [layer for layer in _OPTIONAL if layer in doc.spans]
        v = view(doc, NAME, [*_NEEDS, *there])
        wounds.mark(v)
        mentions = [m for sentence in v.sentences() for m in _read(v, sentence)]
        return layers.write(doc, layers.CASUALTIES, mentions)


def _read(v: View, sentence: Span) -> list[layers.Mention]:
    cues = (v.cues.get(i) for i in range(sentence.start, sentence.end))
    if not any(cue is not None and cue.label_ in ("HARM", "TOLL") for cue in cues):
        return []
    victims.mark(v, sentence)
    harms = harm.read(v, sentence, people_lists.chunks(v, sentence))
    activity = _ACTIVITY.search(sentence.text)
    what = activity["what"].strip() if activity else None
    return [_mention(v, sentence, h, what) for h in harms if not _is_thing(v, h)]


def _is_thing(v: View, h: Harm) -> bool:
    """ "150 electoral cards were burned": what burns are people only where a word says so."""
    chunk = h.chunk
    if chunk is None or chunk.bare or chunk.named or h.cue.text.lower() not in _BURNED:
        return False
    head = v.people.get(chunk.end - 1)
    return (head is None or head.id_ == "unlisted") and not chunk.pronoun


def _mention(v: View, sentence: Span, h: Harm, activity: str | None) -> layers.Mention:
    chunk = h.chunk
    about = chunk.attributes if chunk is not None else {}
    start, end = _offsets(v.doc, h.start, h.end)
    values: dict[str, object] = {
        "count": None if h.count is None or _beyond(h.count) else str(h.count),
        "age": about.get("age"),
        "sex": about.get("sex"),
        "presumed": about.get("presumed"),
        "activity": activity if chunk is not None and h.part_of is None else None,
        "part_of": _part(v.doc, h),
        **(_marks(chunk, h.outcome) if chunk is not None else {}),
        **({"more": "1", "also": "1"} if _also(v, sentence, h) else {}),
        **({"others": "1"} if v.lower[h.end - 1] == "else" else {}),
        "noun": None if chunk is None or chunk.bare else v.lower[chunk.end - 1],
        "toll": "1" if h.toll else None,
        "latest": "1" if speakers.is_latest(sentence) else None,
        "former": "1" if speakers.is_former(sentence, start) else None,
        "speaker": speakers.speaker(sentence, start),
        "cue": f"{h.cue.id_}@{h.cue.start_char}",
    }
    return layers.Mention(start, end, h.outcome, about.get("victims", ""), values)


def _beyond(count: Bounds) -> bool:
    """A figure that no toll can reach: a telephone number, money, a misread word."""
    return any(n is not None and n > _MOST for n in count)


def _also(v: View, sentence: Span, h: Harm) -> bool:
    """ "A coach also lost his life", "also hurt were two men": beside those told of before."""
    lead = v.lower[max(h.cue.start - 2, sentence.start) : h.cue.start]
    return h.part_of is None and ("also" in lead or v.lower[sentence.start] == "also")


def _marks(chunk: Chunk, befell: str) -> dict[str, object]:
    marks = {
        "more": chunk.more,
        "others": chunk.others,
        "definite": chunk.definite,
        "agent": _agent(chunk),
    }
    named: dict[str, object] = {name: "1" if on else None for name, on in marks.items()}
    outcome = harm.OUTCOME_OF.get(chunk.whole_is or "")
    if befell == "killed" and chunk.partitive and chunk.bare and chunk.parent is None:
        outcome = outcome or "injured"  # "One of them later died": of those told to be hurt
    return {**named, "of": outcome}


def _agent(chunk: Chunk) -> bool:
    """Whether they are the attackers: rebels killed together with soldiers are victims too."""
    if not chunk.agent or chunk.attacker:
        return chunk.agent
    return all(c.agent for c in roots(chunk))


def _offsets(doc: Doc, start: int, end: int) -> tuple[int, int]:
    last = doc[end - 1]
    return doc[start].idx, last.idx + len(last)


def _part(doc: Doc, h: Harm) -> str | None:
    if h.part_of is None:
        return None
    if h.part_of is h.chunk:
        return "total"
    start, end = _offsets(doc, h.part_of.start, h.part_of.end)
    return f"{start}:{end}:{h.outcome}"


@Language.factory(NAME, assigns=["doc.spans"])
def make_casualties(nlp: Language, name: str) -> CasualtyReader:
    """Tie people to words of harm. Needs sentence boundaries; uses tags and a parse if present."""
    return CasualtyReader()

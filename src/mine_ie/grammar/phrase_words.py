"""The words of a phrase for people: its noun, what may describe it, and where a phrase ends."""

from __future__ import annotations

from mine_ie import layers
from mine_ie.grammar.view import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    PREPOSITIONS,
    Number,
    View,
    word_set,
)

_STOP = (
    word_set("who whom which that when while where because if than then his her their")
    | CONJUNCTIONS
    | AUXILIARIES
    | PREPOSITIONS
    | word_set("the a an no not")
)
ATTRIBUTIVE = word_set(
    "injured wounded dead missing killed hurt maimed fatal burned burnt deceased slain"
)
_AFTER_NUMBER = word_set(
    "due there have reported reportedly lightly so others today yesterday overnight including "
    "seriously critically severely badly slightly who whom while when where that lost aboard "
    "inside apiece ahead amid amidst shortly"
)
#: What a noun for one person may only describe.
_BODIES = word_set(
    "army police fire gunfire shelling forces force authorities government security border navy "
    "positions hideout hideouts stronghold strongholds territory camp camps groups attack attacks "
    "rockets rocket mortar mortars convoy patrol vehicle vehicles base commander leader"
)
_MAX_MODIFIERS = 6
#: What a phrase takes from its words: who they are, who they are unless said otherwise, ...
_KEPT = ("victims", "presumed", "age", "sex", "group")
#: What is done to people as well as to bombs.
_OF_PEOPLE = frozenset(["seize", "find", "remove", "contact", "blown_up", "turn_up"])


class PhraseWords:
    """What the words from a token on may be in a phrase for people."""

    def __init__(self, view: View, stop: int) -> None:
        self.view = view
        self.lower = view.lower
        self.stop = stop

    def _number_at(self, i: int) -> Number | None:
        n = self.view.numbers.get(i)
        return n if n is not None and n.start == i and n.label == "COUNT" else None

    def _is_age(self, i: int) -> bool:
        n = self.view.numbers.get(i)
        return n is not None and n.start == i and n.label == "AGE" and n.rule == "years_old"

    def _head(self, i: int) -> tuple[int, int] | None:
        """Find the noun for people that heads the phrase at ``i``: ``(first, end)`` of it."""
        people, lower = self.view.people, self.lower
        j, most = i, i + _MAX_MODIFIERS
        while j < self.stop and j <= most:
            if j in people:
                end = people[j].end
                while end < self.stop and (
                    end in people or (lower[end] == "-" and end + 1 in people)
                ):
                    end = people[end].end if end in people else people[end + 1].end
                if self._describes(end):
                    j = end  # "Afghan army soldiers", "rebel fire"
                    continue
                # "the governor's bodyguards"
                owned = self._head(end + 1) if self._possessor(end) else None
                return owned or (j, end)
            n = self.view.numbers.get(j)
            if n is not None and n.label == "AGE":
                j = n.end
                continue
            if lower[j] == "(" and j > i and lower[j + 2 : j + 3] == [")"]:
                j, most = j + 3, most + 3  # "Security Force (SF) personnel"
                continue
            if self.view.doc[j].is_alpha and self._possessor(j + 1) and j + 2 in people:
                j += 2  # "the groom's father", "the former's brother"
                continue
            if lower[j : j + 2] == ["off", "-"]:
                j += 3  # "off-duty soldiers"
                continue
            if not self._may_modify(j):
                return None
            j += 1
        return None

    def _describes(self, end: int) -> bool:
        """ "**Rebel** fire", "**Afghan** army soldiers": a body or thing of theirs, no person."""
        if end >= self.stop or self.lower[end] not in _BODIES:
            return False
        return self._singular(end - 1) or self.lower[end - 1] == "police"

    def _may_modify(self, j: int) -> bool:
        view, word, token = self.view, self.lower[j], self.view.doc[j]
        if word in _STOP or token.is_space:
            return False
        item = view.ordnance.get(j)
        if item is not None and item.start == j and item.id_ != "ied":
            return False
        n = view.numbers.get(j)
        if n is not None:
            return n.label in ("AGE", "ORDINAL", "UNIT", "MODEL", "OTHER")
        if token.is_punct:
            return word in ("-", "\u2013", '"', "'", "\u2019", "/", ".")
        cue = view.cues.get(j)
        if cue is not None and cue.label_ in ("HARM", "TOLL"):
            return word in ATTRIBUTIVE
        if view.pos(j) in ("VERB", "ADP", "SCONJ", "PRON"):
            return view.tag(j) in ("VBN", "VBG", "PRP$") or token.text[:1].isupper()
        return True

    def _singular(self, last: int) -> bool:
        span = self.view.people.get(last)
        form = layers.unpack(span.kb_id_).get("form") if span is not None else None
        return form == "singular" or (form == "as-is" and self.lower[last] == "couple")

    def _attributes(self, first: int, end: int) -> dict[str, str]:
        merged: dict[str, str] = {}
        for j in range(first, end):
            span = self.view.people.get(j)
            for key, value in layers.unpack(span.kb_id_).items() if span is not None else ():
                if key in _KEPT and value:
                    merged.setdefault(key, value)
        return merged

    def _possessor(self, end: int) -> bool:
        """ "The soldier's house" is no soldier; his hand is another matter."""
        return end < self.stop and self.lower[end] in ("'s", "\u2019s", "'", "\u2019")

    def _ends_phrase(self, i: int) -> bool:
        """Whether a number may stand for people here: nothing countable follows it."""
        if i >= self.stop:
            return True
        token, word = self.view.doc[i], self.lower[i]
        if token.is_space:
            return self._ends_phrase(i + 1)
        if token.is_punct:
            return word not in ("-", "%", "/", "\u00b0", ":") or i + 1 >= self.stop
        if word in ADVERBS:
            return True
        cue = self.view.cues.get(i)
        if cue is not None and cue.label_ in ("HARM", "TOLL"):
            return True
        if word in CONJUNCTIONS or word in AUXILIARIES or word in _AFTER_NUMBER:
            return True
        if word in PREPOSITIONS and word != "of":
            return True
        n = self.view.numbers.get(i)
        if n is not None and n.label == "AGE":
            return True  # "two others aged 6 and 11"
        return i in self.view.dates or word.endswith("ly") or self._is_verb(i)

    def _of_devices(self, i: int) -> bool:
        """ "And the fourth **was defused**", "two **failed to explode**": a number of bombs."""
        for j in range(i, min(i + 4, self.stop)):
            cue = self.view.cues.get(j)
            if cue is not None:
                return cue.label_ in ("ACT", "BLAST", "PREVENTED") and cue.id_ not in _OF_PEOPLE
            if self.lower[j] not in AUXILIARIES and self.lower[j] not in ADVERBS:
                return False
        return False

    def _is_verb(self, i: int) -> bool:
        view = self.view
        return view.pos(i) == "VERB" and view.tag(i) in ("VBD", "VBP", "VBZ", "VBN")

"""Groups of people as the text names them: "at least 30 Iraqi soldiers", "one of the four injured".

Each phrase becomes a :class:`mine_ie.grammar.people.Chunk` with its count and what it says of them.
How the chunks of a sentence make lists and parts is in :mod:`mine_ie.grammar.people_lists`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from mine_ie import counts, layers
from mine_ie.counts import Bounds
from mine_ie.grammar.names import name_at, name_end
from mine_ie.grammar.people import Chunk
from mine_ie.grammar.phrase_words import ATTRIBUTIVE, PhraseWords
from mine_ie.grammar.view import (
    Number,
    View,
    word_set,
)

_DEFINITE = word_set("the these those this that both all its their our")
_POSSESSIVE = word_set("his her their its my our whose")
_MORE = word_set("more other others another further additional second third")
_OTHERS = word_set("other others")
#: What may open a phrase for people where no number, name or noun does.
_OPENERS = _DEFINITE | _POSSESSIVE | _MORE - {"second", "third"}
_HE = word_set("he she him her")
#: What a phrase may begin with beside numbers, nouns for people and names.
_FIRST_WORDS = _OPENERS | _HE | ATTRIBUTIVE | {"as", "a", "an"}
#: Words of harm that stand for the people themselves: "two of the wounded", "the 12 victims".
_HARMED_NOUNS = word_set(
    "injured wounded dead missing killed victims victim casualties casualty deceased "
    "fatalities bodies survivors hospitalised hospitalized"
)
_AGENTS = re.compile(
    r"\b(?:(?:suicide )?(?:bombers?|attackers?)|assailants?|perpetrators?|gunm[ae]n|hijackers?|"
    r"terrorists?|assassins?|hitm[ae]n|raiders?|infiltrators?|suspects?|arsonists?)\b",
    re.I,
)
_GROUPS = word_set("family group team crew party convoy squad patrol trio pair")
_LEFT = word_set("left leaving leaves leave")
_EQUAL = word_set("equal same similar identical")
_UNTOLD = word_set(
    "unknown undisclosed unspecified undetermined unconfirmed unstated uncertain indeterminate"
)


def phrases(view: View, sentence: Span) -> Iterator[Chunk]:
    """Yield the phrases for people in the sentence, in order, not yet related to each other."""
    i = sentence.start
    before: Chunk | None = None
    capitals = layers.capitals(view.doc)
    while i < sentence.end:
        word = view.lower[i]
        if word == "that" and _counted_next(view, i + 1):
            i += 1  # "He said that two soldiers died": no demonstrative.
            continue
        listed = i in view.numbers or i in view.people or word in _FIRST_WORDS
        if not (listed or capitals[i] or i in view.names):
            i += 1
            continue
        chunk = _Phrase(view, i, sentence, before).parse()
        if chunk is None:
            i += 1
            continue
        i = max(chunk.end, i + 1)
        before = chunk
        yield chunk


def _counted_next(view: View, i: int) -> bool:
    n = view.numbers.get(i)
    counted = n is not None and n.start == i and n.label == "COUNT"
    return counted or view.lower[i : i + 1] in (["another"], ["the"], ["his"], ["her"], ["their"])


class _Phrase(PhraseWords):
    """Reads one phrase from its first token on."""

    def __init__(self, view: View, start: int, sentence: Span, before: Chunk | None) -> None:
        super().__init__(view, sentence.end)
        self.start = start
        self.i = start
        self.before = before
        self.number: Number | None = None
        self.definite = False
        self.more = False
        self.possessive = False
        self.ordinal = False

    def parse(self) -> Chunk | None:
        """Return the phrase that starts here, if one does."""
        chunk = self._phrase()
        if chunk is None:
            return None
        text = self.view.doc[chunk.start : chunk.end].text
        chunk.attacker = bool(_AGENTS.search(text))
        chunk.agent = chunk.attacker or chunk.attributes.get("victims") == "militant"
        if self._titles(chunk) and name_end(self.view, chunk.end, self.stop) > chunk.end + 1:
            chunk.count = counts.ONE
        if chunk.count == counts.ONE and not chunk.bare and not chunk.pronoun:
            end = name_end(self.view, chunk.end, self.stop)
            chunk.named = chunk.named or end > chunk.end
            chunk.end = end
        words = set(self.lower[chunk.start : chunk.end])
        chunk.others = chunk.more and bool(words & _OTHERS) and not words & (_MORE - _OTHERS)
        # "Only four bodies were found", of those told to be dead.
        chunk.definite = chunk.definite or self.lower[chunk.start] == "only"
        chunk.possessive = self.possessive
        chunk.possessor = self._possessor(chunk.end)
        return chunk

    @staticmethod
    def _titles(chunk: Chunk) -> bool:
        """Whether it may be but a title for several: "Constables Amit Kumar and Raj Singh"."""
        known = chunk.count is not None or chunk.number is not None
        return not (known or chunk.definite or chunk.bare or chunk.more)

    def _phrase(self) -> Chunk | None:
        if (pronoun := self._pronoun()) is not None:
            return pronoun
        if (same := self._as_many()) is not None:
            return same
        if "how" in self.lower[max(self.start - 2, 0) : self.start]:
            return None  # "how many people were killed" is not known
        if not self._may_start():
            return self._name()
        self._determiners()
        if self.number is not None and (chunk := self._of_phrase()) is not None:
            return chunk
        return (
            self._with_head()
            or self._unit()
            or self._family()
            or self._of_age()
            or self._alone()
            or self._name()
        )

    # -- what opens the phrase ----------------------------------------------------------------
    def _may_start(self) -> bool:
        n = self._number_at(self.start)
        word = self.lower[self.start]
        return (
            n is not None
            or self.start in self.view.people
            or word in _OPENERS
            or self._is_age(self.start)
            or self._attributive_head()
        )

    def _attributive_head(self) -> bool:
        """ "Injured passengers were ...", "wounded deminer"."""
        i = self.start
        return self.lower[i] in ATTRIBUTIVE and i + 1 < self.stop and i + 1 in self.view.people

    def _pronoun(self) -> Chunk | None:
        i, word = self.start, self.lower[self.start]
        if word not in _HE:
            return None
        if word == "her" and i + 1 < self.stop and not self._ends_phrase(i + 1):
            return None
        sex = "female" if word in ("she", "her") else "male"
        return Chunk(i, i + 1, counts.ONE, {"sex": sex}, definite=True, pronoun=True)

    def _as_many(self) -> Chunk | None:
        """ "Three were killed and as many wounded", "an undisclosed number were hurt"."""
        lower, i = self.lower, self.start
        if lower[i] not in ("as", "a", "an", "the"):
            return None
        if lower[i : i + 2] == ["as", "many"] and lower[i + 2 : i + 3] != ["as"]:
            end = i + 2
        elif lower[i + 2 : i + 3] == ["number"] and lower[i + 1] in _EQUAL | _UNTOLD:
            end = i + 3
        else:
            return None
        if lower[end : end + 1] == ["of"]:
            head = self._head(end + 1)
        elif end < self.stop and (end in self.view.people or self._ends_phrase(end)):
            head = self._head(end)
        else:
            return None
        known = lower[i + 1] not in _UNTOLD and self.before is not None
        count = self.before.count if known and self.before is not None else counts.UNKNOWN
        about = self._attributes(*head) if head else {}
        last = head[1] if head else end
        return Chunk(i, last, count, about, bare=head is None, number=(i, end))

    def _further(self, n: Number) -> bool:
        """ "Two more", "another five"; "more than 100" is a bound."""
        words = set(self.lower[n.start : n.end])
        return bool(words & _MORE) and "than" not in words

    def _determiners(self) -> None:
        """Pass "the", "his", "another", a number, an ordinal and "more", in their orders."""
        for _ in range(6):
            if self.i >= self.stop:
                return
            word, n = self.lower[self.i], self._number_at(self.i)
            if n is not None and (self.number is None or self.number.rule == "article"):
                self.number = n
                self.more = self.more or n.rule == "further" or self._further(n)
                self.definite = self.definite or self.lower[n.start] == "the"
                self.i = n.end
            elif (n := self.view.numbers.get(self.i)) is not None and n.label == "ORDINAL":
                self.ordinal = True
                self.i = n.end
            elif word == "x" and self.number is not None and self.i == self.number.end:
                self.i += 1  # "2 x soldiers"
            elif word == "total" and self.lower[self.i + 1 : self.i + 2] == ["of"]:
                self.number = None
                self.i += 2
            elif word in _MORE:
                self.more = True
                self.i += 1
            elif word in _POSSESSIVE and self.i == self.start:
                self.possessive = True
                self.i += 1
            elif word in _DEFINITE and self.i == self.start:
                self.definite = True
                self.i += 1
            else:
                return

    @property
    def _span(self) -> tuple[int, int] | None:
        return None if self.number is None else (self.number.start, self.number.end)

    @property
    def _count(self) -> Bounds | None:
        return None if self.number is None else self.number.bounds

    # -- the forms of a phrase ----------------------------------------------------------------
    def _of_phrase(self) -> Chunk | None:
        """ "two of the victims", "one of them", "one of 4 children injured", "dozens of people"."""
        i, lower = self.i, self.lower
        i += lower[i : i + 2] == ["out", "of"]
        if i + 1 >= self.stop or lower[i] != "of":
            return None
        i += 1
        if (
            lower[i] in ("them", "whom", "which", "these", "those")
            and self._ends_phrase(i + 1)
            and (lower[i + 1 : i + 2] == [] or lower[i + 1] not in _HARMED_NOUNS)
        ):
            return self._made(i + 1, {}, definite=True, partitive=True, bare=True)
        if lower[i] == "them" and i + 1 in self.view.people:
            # "civilians, two of them children"
            end = self.view.people[i + 1].end
            about = self._attributes(i + 1, end)
            return self._made(end, about, definite=True, partitive=True, bare=True)
        own = lower[i] in _POSSESSIVE
        fixed = lower[i] in _DEFINITE and not own
        i += fixed or own
        if i in self.view.people and self._possessor(self.view.people[i].end):
            i = self.view.people[i].end + 1  # "two of the couple's five children"
        whole = self._number_at(i) if i < self.stop else None
        if whole is not None and whole.rule != "article":
            i = whole.end
        elif whole is not None:
            return None
        while i < self.stop and lower[i] in _MORE:
            i += 1
        if lower[i - 1] == "others" and self._ends_phrase(i):
            self.more = True  # "dozens of others"
            return self._made(i, {}, bare=True)
        head = self._head(i)
        end = head[1] if head else i
        outcome, end = self._befell(end)
        if head is None and outcome is None and (whole is None or not self._ends_phrase(i)):
            return None
        some = whole is not None or fixed or outcome is not None
        chunk = self._made(
            end,
            self._attributes(*head) if head else {},
            definite=some,
            partitive=some,
            bare=head is None,
        )
        chunk.whole = whole.bounds if whole is not None else None
        chunk.whole_is = outcome
        return chunk

    def _befell(self, end: int) -> tuple[str | None, int]:
        """What befell the whole of "one of the four (people) injured", when more follows."""
        left = self.lower[max(self.start - 1, 0)] in _LEFT  # "left two of the children dead"
        acting = end + 1 < self.stop and (end + 1 in self.view.people or self._number_at(end + 1))
        # "A pair of bombers killed 43 people" did so to others.
        if end < self.stop and self.lower[end] in _HARMED_NOUNS and not (left or acting):
            return self.lower[end], end + 1
        return None, end

    def _with_head(self) -> Chunk | None:
        head = self._head(self.i)
        if head is None:
            return self._victims()
        attributes = self._attributes(*head)
        count = self._count
        if count is None:
            # Without a number a singular ("her son", "soldier") is one; a bare plural is unknown.
            count = counts.ONE if self._singular(head[1] - 1) else None
        if attributes.get("group") and (self.number is None or self.number.rule == "article"):
            count = counts.parse(attributes["group"])
        if self.lower[self.start] == "both":
            count = counts.exactly(2)
        if self.ordinal and count in (None, counts.ONE):
            count, self.more = counts.ONE, True
        chunk = self._made(head[1], attributes)
        chunk.count = count
        return chunk

    def _unit(self) -> Chunk | None:
        """ "4 FDS and 2 VDP dead", "one ANP killed": the letters of a force for its men."""
        i = self.i
        if self.number is None or self.number.rule == "article" or i + 1 >= self.stop:
            return None
        token = self.view.doc[i]
        letters = token.is_upper and token.is_alpha and 2 <= len(token) <= 6
        known = i in self.view.ordnance or i in self.view.cues or i in self.view.numbers
        told = (cue := self.view.cues.get(i + 1)) is not None and cue.label_ == "HARM"
        more = self.view.doc[i + 1].is_upper and not told  # "3 US ANA": letters of two forces
        if not letters or known or more or not self._ends_phrase(i + 1):
            return None
        return self._made(i + 1, {})

    def _victims(self) -> Chunk | None:
        """ "25 victims" of whom more is said: "left 25 victims dead", "a second victim died"."""
        i, n = self.i, self.number
        if i >= self.stop or self.lower[i] not in ("victims", "victim", "casualties"):
            return None
        counted = n is not None and n.rule != "negation"
        one = self.lower[i] == "victim" and (counted or self.definite or self.more)
        if not (one or counted) or i + 1 >= self.stop or not self._told_of(i + 1):
            return None
        chunk = self._made(i + 1, {}, bare=True)
        if one:
            chunk.count = counts.ONE
            chunk.more = chunk.more or self.ordinal
        return chunk

    def _told_of(self, i: int) -> bool:
        cue = self.view.cues.get(i)
        if cue is not None and cue.label_ == "HARM":
            return True
        return self.lower[i] in ("dead", "killed", "died", "were", "was", "injured")

    def _family(self) -> Chunk | None:
        """ "A family of five", "a group of six men", "a trio of cousins"."""
        for j in range(self.i, min(self.i + 3, self.stop - 2)):
            if self.lower[j] in _GROUPS and self.lower[j + 1] == "of":
                n = self._number_at(j + 2)
                if n is None or n.rule == "article":
                    return None
                head = self._head(n.end)
                self.number, self.definite = n, self.lower[self.start] == "the"
                return self._made(
                    head[1] if head else n.end, self._attributes(*head) if head else {}
                )
            if not self._may_modify(j):
                return None
        return None

    def _of_age(self) -> Chunk | None:
        """ "A 12-year-old was hurt": an age that stands for the person."""
        if not self._is_age(self.i) or self._goes_on_ages():
            return None
        end = self.view.numbers[self.i].end
        if not self._ends_phrase(end) and name_end(self.view, end, self.stop) == end:
            return None
        value = layers.unpack(self.view.numbers[self.i].value).get("high", "")
        chunk = self._made(end, {"age": "child"} if value.isdigit() and int(value) < 18 else {})
        chunk.count = self._count or counts.ONE
        return chunk

    def _opens_ages(self) -> bool:
        """ "With the two killed 42 and 52 years old": the first of their ages."""
        k = self.i + 1
        joined = k < self.stop and self.lower[self.i] in ("and", "or", ",")
        return joined and k in self.view.numbers and self.view.numbers[k].label == "AGE"

    def _goes_on_ages(self) -> bool:
        """ "The children, aged 11 and 4 years old": the second of their ages."""
        k = self.i - 2
        return (
            k >= 0
            and self.lower[k + 1] in ("and", ",")
            and k in self.view.numbers
            and (self.view.numbers[k].label == "AGE")
        )

    def _alone(self) -> Chunk | None:
        """A number, "others" or "another" without a noun."""
        last = self.lower[self.i - 1]
        if self.i == self.start or not self._ends_phrase(self.i) or self._numbers_entry():
            return None
        if self._of_devices(self.i) or self._opens_ages():
            return None
        n = self.number
        if n is not None and n.rule == "negation":
            nobody = last in ("nobody", "none", "noone", "one", "1")
            return self._made(self.i, {}, bare=True) if nobody else None
        if self.ordinal and (n is None or n.rule == "article"):
            chunk = self._made(self.i, {}, bare=True)
            chunk.count, chunk.more = counts.ONE, not self.definite
            return chunk
        if n is not None and (n.rule != "article" or self.more or last in ("one", "1")):
            return self._made(self.i, {}, bare=True)
        if self.more:
            chunk = self._made(self.i, {}, bare=True)
            chunk.count = None if last == "others" else counts.ONE
            return chunk
        return self._made(self.i, {}, bare=True, both=True) if last == "both" else None

    def _numbers_entry(self) -> bool:
        """ "26 - Five people died": the number of an entry, or its day."""
        first = self.start == 0 or bool(self.view.doc[self.start].is_sent_start)
        only = not (self.definite or self.more)
        return (
            first
            and only
            and self.lower[self.i : self.i + 1] in (["-"], ["\u2013"], ["\u2014"], [")"])
        )

    def _name(self) -> Chunk | None:
        end = name_at(
            self.view, self.start, self.stop, self.before is not None and self.before.named
        )
        if end is None:
            return None
        return Chunk(self.start, end, counts.ONE, named=True)

    def _made(
        self,
        end: int,
        attributes: dict[str, str],
        *,
        definite: bool = False,
        partitive: bool = False,
        bare: bool = False,
        both: bool = False,
    ) -> Chunk:
        return Chunk(
            self.start,
            end,
            counts.exactly(2) if both else self._count,
            attributes,
            definite or self.definite,
            self.more,
            partitive,
            bare,
            number=self._span,
        )
